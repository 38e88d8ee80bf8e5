/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_udp.h"

/* How clients look for the network when they start. */

static const struct synth_label sweep = {"skype", "udp-direct", "signalling",
                                         "start-up probe of a 7.x client, unanswered (CAP7)"};
static const struct synth_label burst = {"skype", "udp-direct", "signalling",
                                         "start-up probe in a burst, unanswered (CAP12, BAS04)"};

/* The port hangs on the peer, so that TCP finds it too. */
struct synth_endpoint skype_supernode(const struct synth *s, uint32_t number)
{
    struct synth_endpoint node = synth_peer(s, number);
    node.port = (uint16_t)(node.port % 10 ? 40001 + node.port % 34 : 33033);
    return node;
}

/* 18 bytes or 22 to 37, padded at random (CAP7). */
static size_t probe_length(struct synth *s)
{
    return synth_below(s, 16) ? synth_between(s, 22, 37) : 18;
}

/* Once a second two to six probes, each to a new address; ids rise by two (CAP7). */
void skype_sweep(struct synth *s, struct skype_client *client, uint32_t first_peer, unsigned seconds)
{
    uint32_t number = first_peer;
    s->label = &sweep;
    for (unsigned second = 0; second < seconds; second++) {
        const uint64_t start = s->now;
        for (uint32_t left = synth_between(s, 2, 6); left; left--) {
            const struct synth_endpoint peer = skype_supernode(s, number++);
            struct skype_command probe = skype_command(s, client, probe_length(s), 2);
            skype_command_send(s, &client->at, &peer, &probe);
            synth_wait_between(s, 1 * SYNTH_US, 80 * SYNTH_US);
        }
        s->now = start + SYNTH_S;
    }
}

void play_udp_startup_new(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    skype_sweep(s, &client, 0, 30);
}

/* Bursts of four to six every five seconds (CAP12). */
uint32_t skype_bursts(struct synth *s, struct skype_client *client, uint32_t number, int bursts, size_t longest)
{
    s->label = &burst;
    for (int round = 0; round < bursts; round++) {
        for (uint32_t left = synth_between(s, 4, 6); left; left--) {
            const struct synth_endpoint peer = synth_peer(s, number++);
            struct skype_command probe = skype_command(s, client, synth_between(s, 18, (uint32_t)longest), 2);
            skype_command_send(s, &client->at, &peer, &probe);
            synth_wait_between(s, 40 * SYNTH_US, 120 * SYNTH_US);
        }
        synth_wait(s, 5 * SYNTH_S);
    }
    return number;
}

void play_udp_startup_old(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const uint32_t number = skype_bursts(s, &client, 0, 2, 18);
    const struct synth_endpoint full = synth_peer(s, number), free = synth_peer(s, number + 1);
    skype_probe_long(s, &client, &full, 18, 51);
    skype_probe_short(s, &client, &free, 18, 18);
}
