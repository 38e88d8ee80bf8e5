/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_media.h"
#include "tests/synth/skype_tcp.h"

/* Supernodes and relay nodes, seen from their own networks: public addresses, everything comes from outside. */

static const struct synth_label probed = {"skype", "udp-direct", "supernode",
                                          "probe of a supernode, seen from its network (ROS08, EHL06)"};
static const struct synth_label served = {"skype", "tcp", "supernode",
                                          "supernode that serves a client by TCP (EHL06, SN06)"};
static const struct synth_label reached = {"skype", "udp-direct", "signalling",
                                           "probe of a relay node, seen from its network (EHL06)"};
static const struct synth_label voice = {"skype", "udp-relayed", "relayed",
                                         "voice at a relay node, in by one flow and out by another (Suh)"};
static const struct synth_label file = {"skype", "udp-relayed", "relayed",
                                        "file at a relay node, at most 1 kB/s (SEED)"};

static struct skype_client public_node(struct synth *s, const char *role)
{
    s->expect.role = role;
    return skype_client_public(s);
}

/* Four in five flows of signalling are a single packet (ROS08). */
static void be_probed(struct synth *s, struct skype_client *client, uint32_t number)
{
    static const size_t answers[] = {18, 26, 51, 53};
    const struct synth_endpoint peer = synth_peer(s, number);
    const uint32_t kind = synth_below(s, 10);
    s->label = &probed;
    if (kind == 0) {
        skype_probed_long(s, client, &peer, 18, answers[synth_below(s, 4)]);
        return;
    }
    skype_foreign_send(s, &peer, &client->at, synth_between(s, 18, 37));
    if (kind == 1) {
        synth_wait_between(s, 100 * SYNTH_US, 900 * SYNTH_US);
        struct skype_command answer = skype_command(s, client, answers[synth_below(s, 4)], 2);
        skype_command_send(s, &client->at, &peer, &answer);
    }
}

/* A client joins by TCP to the port of the node's UDP, stays, and says a word a minute (BAS04). */
static void serve(struct synth *s, const struct skype_client *node, uint32_t number, unsigned minutes)
{
    struct synth_endpoint peer = synth_peer(s, number);
    s->label = &served;
    struct synth_tcp c = synth_tcp_open(s, &peer, &node->at, (struct synth_tcp_style){.inbound = true});
    skype_supernode_accepts(&c);
    struct skype_stream x = skype_stream(&c);
    for (unsigned i = 0; i < minutes; i++) {
        synth_wait(s, 60 * SYNTH_S);
        skype_record(&x, SYNTH_CLIENT, 13);
        skype_confirm(&x, SYNTH_SERVER);
    }
    synth_tcp_close(&c, SYNTH_CLIENT);
}

/* More than a hundred in five minutes (ROS08: a hundred and more is a supernode), twelve by TCP. */
void play_supernode(struct synth *s)
{
    struct skype_client node = public_node(s, "supernode");
    for (uint32_t i = 0; i < 12; i++) {
        struct synth guest = synth_fork(s, i, synth_between(s, 0, 200) * SYNTH_S);
        serve(&guest, &node, 500 + i, synth_below(s, 3));
    }
    for (uint32_t i = 0; i < 150; i++) {
        be_probed(s, &node, i);
        synth_wait_between(s, 100 * SYNTH_MS, 3500 * SYNTH_MS);
    }
}

/* The serving side of the TCP handshake says it without a crowd. */
void play_supernode_tcp(struct synth *s)
{
    const struct skype_client node = public_node(s, "supernode");
    for (uint32_t i = 0; i < 6; i++) {
        struct synth guest = synth_fork(s, i, i * 9 * SYNTH_S);
        serve(&guest, &node, 500 + i, 1);
    }
}

/* What comes from one goes to the other a little later. Sizes and times are published, not whether the bytes
 * stay the same: here they do not. */
static void pass_on(struct synth *s, const struct synth_endpoint *node, const struct synth_endpoint *from,
                    const struct synth_endpoint *to, const struct skype_media *media, uint64_t duration)
{
    struct synth in = synth_fork(s, (uint32_t)synth_random(s), 0);
    synth_wait_between(&in, 0, 30 * SYNTH_MS);
    while (in.now < s->now + duration) {
        struct synth out = synth_fork(&in, 1, synth_between(&in, 400, 5000) * SYNTH_US);
        const size_t length = skype_media_size(&in, media);
        skype_data(&in, from, node, length);
        skype_data(&out, node, to, length);
        in.now += skype_media_gap(&in, media);
    }
}

/* Two clients find the node, then it carries what they say. */
static void relay(struct synth *s, const struct synth_label *label, const struct skype_media *there,
                  const struct skype_media *back, uint64_t duration)
{
    const struct synth_endpoint caller = synth_peer(s, 0), called = synth_peer(s, 1);
    struct skype_client node = public_node(s, "relay");
    s->label = &reached;
    skype_probed_long(s, &node, &caller, 24, 18);
    synth_wait(s, 700 * SYNTH_MS);
    skype_probed_long(s, &node, &called, 24, 18);
    synth_wait(s, 2 * SYNTH_S);
    s->label = label;
    s->expect.path = "relayed";
    pass_on(s, &node.at, &caller, &called, there, duration);
    pass_on(s, &node.at, &called, &caller, back, duration);
    synth_wait(s, duration);
}

/* Up to 4 kB/s (Kho et al.): iSAC at 11.2 kbit/s both ways. */
void play_relay_voice(struct synth *s)
{
    static const struct skype_codec isac = {11200, 30, 1, true};
    const struct skype_media media = skype_codec_media(&isac);
    relay(s, &voice, &media, &media, 30 * SYNTH_S);
}

void play_relay_file(struct synth *s)
{
    static const struct skype_media content = {
        .gap = 400000, .gap_spread = 10000, .size = 300, .size_spread = 200, .low = 200, .high = 380};
    static const struct skype_media answer = {
        .gap = 1000000, .gap_spread = 20000, .size = 20, .size_spread = 10, .low = 12, .high = 40};
    relay(s, &file, &content, &answer, 60 * SYNTH_S);
}
