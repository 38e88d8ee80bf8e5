/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"
#include "tests/synth/skype_udp.h"

/* Clients that do nothing: they poll each other, keep a supernode, and now and then probe. */

static const struct synth_label ping = {"skype", "udp-direct", "presence",
                                        "pair of commands, every 20 to 180 s (ROS08 4.4, ADA09 2.1)"};
static const struct synth_label refresh = {"skype", "tcp", "presence",
                                           "supernode kept by a word a minute (BAS04 4.6)"};

/* Sizes of commands in CAP12; no source tells those of a pair. */
void skype_ping(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer)
{
    struct skype_command request = skype_command(s, client, synth_between(s, 19, 31), 2);
    s->label = &ping;
    skype_command_send(s, &client->at, peer, &request);
    skype_wait_answer(s);
    skype_foreign_send(s, peer, &client->at, synth_between(s, 19, 31));
}

/* A connection opened before, with a small record and its confirm every 60 s. */
static void keep_supernode(struct synth *s, unsigned minutes)
{
    const struct synth_endpoint client = synth_caller(s), supernode = synth_peer(s, 0);
    s->label = &refresh;
    struct synth_tcp c = synth_tcp_open(s, &client, &supernode, (struct synth_tcp_style){0});
    skype_supernode_accepts(&c);
    struct skype_stream x = skype_stream(&c);
    for (unsigned i = 0; i < minutes; i++) {
        synth_wait(s, 60 * SYNTH_S);
        skype_record(&x, SYNTH_CLIENT, 13);
        skype_confirm(&x, SYNTH_SERVER);
    }
}

/* Twelve minutes. Each peer has its own period, a multiple of 20 s; the client serves them from one grid. */
void play_idle(struct synth *s)
{
    static const unsigned periods[] = {20, 20, 40, 60, 60, 180, 180};
    struct skype_client client = skype_client_nat(s);
    struct synth beside = synth_fork(s, 1, 0);
    const uint64_t start = s->now;
    keep_supernode(&beside, 12);
    for (unsigned second = 20; second <= 720; second += 20)
        for (uint32_t i = 0; i < sizeof periods / sizeof *periods; i++) {
            const struct synth_endpoint peer = synth_peer(s, 1 + i);
            if (second % periods[i])
                continue;
            s->now = start + second * SYNTH_S + i * SYNTH_MS + synth_below(s, 800) * SYNTH_US;
            skype_ping(s, &client, &peer);
        }
}
