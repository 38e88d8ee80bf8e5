/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_udp.h"

/* A client that logged in long ago, and a capture of five minutes somewhere in its day: four to eight probes,
 * of which the first may be cut in its middle. SEED calls it undetectable. */

#define WATCHED (300 * SYNTH_S)

/* The part of the traffic that was captured. */
struct window {
    synth_sink *sink;
    void *user;
    uint64_t from, to;
};

static void watch(void *user, const struct synth_packet *packet)
{
    const struct window *w = user;
    if (packet->time >= w->from && packet->time < w->to)
        w->sink(w->user, packet);
}

enum answer { NOBODY, REFUSES, TALKS, ANSWERS };

/* A probe of 1.x has 18 bytes (CAP12), one of 7.x 18 or 22 to 37 (CAP7). */
static void probe(struct synth *s, struct skype_client *client, uint32_t number, enum answer answer, bool old)
{
    static const size_t refusals[] = {26, 51, 53};
    const struct synth_endpoint peer = synth_peer(s, number);
    const size_t length = old ? 18 : synth_between(s, 22, 37);
    if (answer == TALKS)
        skype_probe_long(s, client, &peer, length, 18);
    else if (answer == REFUSES)
        skype_probe_short(s, client, &peer, length, refusals[synth_below(s, 3)]);
    else
        skype_probe_alone(s, client, &peer, length);
}

/* `answer` of all peers; ANSWERS: each as it likes. */
static enum answer choose(struct synth *s, enum answer answer)
{
    return answer == ANSWERS ? (enum answer)synth_below(s, ANSWERS) : answer;
}

static void logged_in(struct synth *s, enum answer answer)
{
    struct skype_client client = skype_client_nat(s);
    const bool old = synth_below(s, 2);
    const uint32_t probes = synth_between(s, 4, 8);
    const uint64_t slot = WATCHED / probes;
    struct window w = {s->sink, s->user, s->now, s->now + WATCHED - synth_below(s, 15) * SYNTH_S};
    s->sink = watch;
    s->user = &w;
    s->now = w.from - synth_below(s, 200) * SYNTH_MS;
    probe(s, &client, 0, choose(s, answer), old);
    for (uint32_t i = 0; i < probes; i++) {
        s->now = w.from + i * slot + SYNTH_S + synth_random(s) % (slot / 2);
        probe(s, &client, 1 + i, choose(s, answer), old);
    }
    s->sink = w.sink;
    s->user = w.user;
}

void play_logged_in(struct synth *s)
{
    logged_in(s, ANSWERS);
}

void play_logged_in_silent(struct synth *s)
{
    logged_in(s, NOBODY);
}

void play_logged_in_refused(struct synth *s)
{
    logged_in(s, REFUSES);
}
