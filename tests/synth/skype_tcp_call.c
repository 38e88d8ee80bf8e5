/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_media.h"
#include "tests/synth/skype_tcp.h"

/* Voice over TCP, where no UDP gets through. */

static const struct synth_label opening = {"skype", "tcp", "signalling",
                                           "TCP to a peer, 27 and 4 bytes (ADA09)"};
static const struct synth_label call = {"skype", "tcp", "call-audio",
                                        "voice over TCP with 4 bytes on whole seconds (ADA09 3.2)"};
static const struct synth_label opening_2004 = {"skype", "tcp", "signalling",
                                                "TCP to a peer, 14-byte openings (SN06, EHL06)"};
static const struct synth_label call_2004 = {"skype", "tcp", "call-audio",
                                             "voice over TCP in segments of 69 bytes (BAS04)"};

/* Who speaks next: the client's voice, the server's, or the client's four bytes. */
enum speaker { CLIENT_VOICE, SERVER_VOICE, CLIENT_TICK, SPEAKERS };

struct talk {
    struct skype_stream stream;
    struct skype_media media;
    uint64_t next[SPEAKERS];
    uint64_t second; /* the ticks keep to whole seconds from it */
};

static enum speaker earliest(const struct talk *t)
{
    enum speaker first = CLIENT_VOICE;
    for (enum speaker i = SERVER_VOICE; i < SPEAKERS; i++)
        if (t->next[i] < t->next[first])
            first = i;
    return first;
}

/* One to ten seconds apart; the microseconds of their times differ by 15 at most. */
static void plan_tick(struct talk *t, struct synth *s)
{
    t->second += synth_between(s, 1, 10) * SYNTH_S;
    t->next[CLIENT_TICK] = t->second + synth_below(s, 15) * SYNTH_US;
}

static void speak(struct talk *t, enum speaker who)
{
    struct synth *s = t->stream.tcp->synth;
    s->now = t->next[who];
    if (who == CLIENT_TICK) {
        skype_confirm(&t->stream, SYNTH_CLIENT);
        plan_tick(t, s);
    } else {
        skype_record(&t->stream, who == CLIENT_VOICE ? SYNTH_CLIENT : SYNTH_SERVER,
                     skype_media_size(s, &t->media));
        t->next[who] += skype_media_gap(s, &t->media);
    }
}

static void talk(struct synth_tcp *c, const struct skype_media *media, bool ticks, uint64_t duration)
{
    const uint64_t now = c->synth->now, end = now + duration;
    struct talk t = {.stream = skype_stream(c), .media = *media, .second = now};
    t.next[CLIENT_VOICE] = now;
    t.next[SERVER_VOICE] = now + 7 * SYNTH_MS;
    t.next[CLIENT_TICK] = UINT64_MAX;
    if (ticks)
        plan_tick(&t, c->synth);
    c->punctual = true;
    for (enum speaker who = CLIENT_VOICE; t.next[who] < end; who = earliest(&t))
        speak(&t, who);
    c->punctual = false;
    c->synth->now = end;
}

/* At the end segments of 19 bytes, less than three seconds apart. */
static void tear_down(struct synth_tcp *c)
{
    for (int i = 0; i < 3; i++) {
        skype_noise(c, i % 2 ? SYNTH_SERVER : SYNTH_CLIENT, 19);
        synth_wait_between(c->synth, 200 * SYNTH_MS, 2500 * SYNTH_MS);
    }
}

static struct synth_tcp dial(struct synth *s, skype_talk *greet)
{
    const struct synth_endpoint client = synth_caller(s), peer = synth_peer(s, 0);
    struct synth_tcp c = synth_tcp_open(s, &client, &peer, (struct synth_tcp_style){0});
    greet(&c);
    synth_wait_between(s, 3 * SYNTH_S, 8 * SYNTH_S);
    return c;
}

/* A call has segments of 100 to 600 bytes in the mean, and more than 40 kB. */
void play_call_tcp(struct synth *s)
{
    static const struct skype_media media = {
        .gap = 60000, .gap_spread = 1000, .size = 190, .size_spread = 200, .low = 100, .high = 280};
    s->label = &opening;
    struct synth_tcp c = dial(s, skype_supernode_adami);
    s->label = &call;
    talk(&c, &media, true, 30 * SYNTH_S);
    s->label = &opening;
    tear_down(&c);
    synth_tcp_close(&c, SYNTH_CLIENT);
}

void play_call_tcp_2004(struct synth *s)
{
    static const struct skype_media media = {
        .gap = 14286, .gap_spread = 1000, .size = 69, .low = 69, .high = 69};
    s->label = &opening_2004;
    struct synth_tcp c = dial(s, skype_supernode_accepts);
    s->label = &call_2004;
    talk(&c, &media, false, 15 * SYNTH_S);
    synth_tcp_close(&c, SYNTH_CLIENT);
}
