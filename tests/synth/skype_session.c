/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_media.h"

/* Sessions that are more than a voice call between two: video, files, a call on hold, three who talk, calls
 * through others, the telephone network. */

static const struct synth_label audio = {"skype", "udp-direct", "call-audio",
                                         "voice, 67 bytes every 30 ms (UMTS, BON07)"};
static const struct synth_label held = {"skype", "udp-direct", "call-audio",
                                        "call on hold, 3 messages a second (BAS04)"};
static const struct synth_label conference = {"skype", "udp-direct", "call-audio",
                                              "conference, a star of 67-byte messages (BAS04 5)"};
static const struct synth_label video = {"skype", "udp-direct", "call-video",
                                         "video messages of 400-490 and 800-980 bytes (TST)"};
static const struct synth_label file = {"skype", "udp-direct", "file-transfer",
                                        "few bytes back for many, ratio below 0.5 (ADA09 3.1)"};
static const struct synth_label relayed = {"skype", "udp-relayed", "relayed",
                                           "call through relays, one for each way, ratio 0 (ADA09 3.1)"};
static const struct synth_label relayed_file = {"skype", "udp-relayed", "file-transfer",
                                                "relayed file, at most 1 kB/s (SEED), ratio below 0.5 (ADA09)"};
static const struct synth_label gateway_setup = {"skype", "udp-relayed", "signalling",
                                                 "first messages to a SkypeOut gateway (BON07)"};
static const struct synth_label skypeout = {"skype", "udp-relayed", "call-audio",
                                            "SkypeOut, G.729 to gateway port 12340 (BON07)"};

static const struct skype_codec isac = {14700, 30, 1, true};

/* A few a second, so that a call stays within SEED's 16 kB/s; both sizes are video to TST. */
static const struct skype_media small_video = {
    .gap = 125000, .gap_spread = 4000, .size = 445, .size_spread = 150, .low = 400, .high = 490};
static const struct skype_media large_video = {
    .gap = 500000, .gap_spread = 20000, .size = 890, .size_spread = 300, .low = 800, .high = 980};

/* Behind a NAT, known to the peer by a probe, and some seconds later. */
static struct skype_client meet(struct synth *s, const struct synth_endpoint *peer)
{
    struct skype_client client = skype_client_nat(s);
    s->expect.path = "nat-one";
    skype_probe_long(s, &client, peer, synth_between(s, 19, 30), 18);
    synth_wait_between(s, 3 * SYNTH_S, 8 * SYNTH_S);
    return client;
}

static void poll_after(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer)
{
    synth_wait(s, 20 * SYNTH_S);
    skype_ping(s, client, peer);
}

static void send_video(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                       uint64_t duration)
{
    skype_media_send(s, from, to, &small_video, duration);
    skype_media_send(s, from, to, &large_video, duration);
}

static void video_call(struct synth *s, bool both)
{
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct skype_client client = meet(s, &peer);
    const struct skype_media voice = skype_codec_media(&isac);
    s->label = &video;
    send_video(s, &peer, &client.at, 20 * SYNTH_S);
    if (both)
        send_video(s, &client.at, &peer, 20 * SYNTH_S);
    skype_media_exchange(s, &client, &peer, &voice, 20 * SYNTH_S);
    poll_after(s, &client, &peer);
}

void play_call_video(struct synth *s)
{
    video_call(s, true);
}

/* Only the peer has a camera. */
void play_call_video_one_way(struct synth *s)
{
    video_call(s, false);
}

void play_call_hold(struct synth *s)
{
    static const struct skype_media hold = {.gap = 333333, .gap_spread = 2000, .size = 3, .low = 3, .high = 3};
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct skype_client client = meet(s, &peer);
    const struct skype_media voice = skype_codec_media(&isac);
    s->label = &audio;
    skype_media_exchange(s, &client, &peer, &voice, 10 * SYNTH_S);
    s->label = &held;
    skype_media_send(s, &client.at, &peer, &hold, 30 * SYNTH_S);
    synth_wait(s, 30 * SYNTH_S);
    s->label = &audio;
    skype_media_exchange(s, &client, &peer, &voice, 10 * SYNTH_S);
    poll_after(s, &client, &peer);
}

/* The client mixes for two others, who see only it. */
void play_call_conference(struct synth *s)
{
    const struct synth_endpoint first = synth_peer(s, 0), second = synth_peer(s, 1);
    struct skype_client client = meet(s, &first);
    struct skype_media voice = skype_codec_media(&isac);
    voice.size_spread = 0;
    skype_probe_long(s, &client, &second, synth_between(s, 19, 30), 18);
    s->label = &conference;
    struct synth beside = synth_fork(s, 1, 0);
    skype_media_exchange(&beside, &client, &second, &voice, 15 * SYNTH_S);
    skype_media_exchange(s, &client, &first, &voice, 15 * SYNTH_S);
}

/* What a file's sender says, and what the other says to it: `back` bytes every `back_gap` microseconds. */
static void transfer(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                     uint32_t back, uint32_t back_gap)
{
    static const struct skype_media content = {
        .gap = 40000, .gap_spread = 3000, .size = 1200, .size_spread = 800, .low = 1000, .high = 1380};
    const struct skype_media answer = {
        .gap = back_gap, .gap_spread = 3000, .size = back, .size_spread = 30, .low = 12, .high = 1380};
    s->label = &file;
    skype_media_send(s, from, to, &content, 15 * SYNTH_S);
    skype_media_send(s, to, from, &answer, 15 * SYNTH_S);
    synth_wait(s, 15 * SYNTH_S);
}

/* One answer of 30 bytes to two messages of the sender: a hundredth. */
void play_file_transfer(struct synth *s)
{
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct skype_client client = meet(s, &peer);
    transfer(s, &client.at, &peer, 30, 80000);
    poll_after(s, &client, &peer);
}

void play_file_transfer_receive(struct synth *s)
{
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct skype_client client = meet(s, &peer);
    transfer(s, &peer, &client.at, 30, 80000);
    poll_after(s, &client, &peer);
}

/* The upper end of ADA09's range, two fifths. */
void play_file_transfer_chatty(struct synth *s)
{
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct skype_client client = meet(s, &peer);
    transfer(s, &client.at, &peer, 480, 40000);
    poll_after(s, &client, &peer);
}

/* 300 bytes every 0.4 s there and 20 a second back. */
void play_file_transfer_relayed(struct synth *s)
{
    static const struct skype_media content = {
        .gap = 400000, .gap_spread = 10000, .size = 300, .size_spread = 200, .low = 200, .high = 380};
    static const struct skype_media answer = {
        .gap = 1000000, .gap_spread = 20000, .size = 20, .size_spread = 10, .low = 12, .high = 40};
    const struct synth_endpoint relay = synth_peer(s, 0);
    struct skype_client client = meet(s, &relay);
    s->expect.path = "relayed";
    s->label = &relayed_file;
    skype_media_send(s, &client.at, &relay, &content, 60 * SYNTH_S);
    skype_media_send(s, &relay, &client.at, &answer, 60 * SYNTH_S);
    synth_wait(s, 60 * SYNTH_S);
    poll_after(s, &client, &relay);
}

void play_call_relayed(struct synth *s)
{
    const struct synth_endpoint there = synth_peer(s, 0), back = synth_peer(s, 1);
    struct skype_client client = meet(s, &there);
    const struct skype_media voice = skype_codec_media(&isac);
    skype_probe_long(s, &client, &back, synth_between(s, 19, 30), 18);
    s->expect.path = "relayed";
    s->label = &relayed;
    skype_media_send(s, &client.at, &there, &voice, 20 * SYNTH_S);
    skype_media_send(s, &back, &client.at, &voice, 20 * SYNTH_S);
    synth_wait(s, 20 * SYNTH_S);
}

/* The first messages have the header of all others and are sent twice each (BON07 3.2.3). */
void play_call_skypeout(struct synth *s)
{
    static const struct skype_codec g729 = {8000, 10, 1, false};
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint gateway = synth_server(s, 3, 12340);
    struct skype_media media = skype_codec_media(&g729);
    s->label = &gateway_setup;
    for (int n = 0; n < 4; n++) {
        struct skype_command command = skype_command(s, &client, synth_between(s, 28, 40), 2);
        for (int twice = 0; twice < 2; twice++) {
            skype_command_send(s, &client.at, &gateway, &command);
            synth_wait_between(s, 1 * SYNTH_MS, 20 * SYNTH_MS);
        }
        skype_foreign_send(s, &gateway, &client.at, 18);
    }
    synth_wait_between(s, 3 * SYNTH_S, 8 * SYNTH_S);
    s->label = &skypeout;
    media.connection = (uint32_t)synth_random(s) | 1;
    skype_media_exchange(s, &client, &gateway, &media, 20 * SYNTH_S);
}
