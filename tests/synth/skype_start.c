/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/plain.h"
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"
#include "tests/synth/skype_udp.h"

/* Clients from their start until they are in, one of each generation: probes, supernode, login, update check,
 * and what each did beside. */

static const struct synth_label lookup = {"skype-related", "dns", "none",
                                          "name of the update server (BAS04, CAP12)"};

static void check_update(struct synth *s, synth_play *update)
{
    s->label = &lookup;
    plain_dns(s, "ui.skype.com", PLAIN_A, true);
    update(s);
}

/* 1.2 for Linux: two bursts without answer, nodes that are full, one that is not; TCP to it, login, events,
 * notices, a search (CAP12). New peers in ten seconds: about 10, 10, 5, then a few. */
void play_start_1x(struct synth *s)
{
    static const size_t refusals[] = {51, 26, 53, 51};
    struct skype_client client = skype_client_nat(s);
    struct synth beside = synth_fork(s, 1, 4 * SYNTH_S);
    uint32_t number = skype_bursts(s, &client, 0, 3, 18);
    check_update(&beside, play_http_update_1x);
    for (size_t i = 0; i < 4; i++, number++) {
        const struct synth_endpoint full = synth_peer(s, number);
        if (i % 2)
            skype_probe_short(s, &client, &full, 18, refusals[i]);
        else
            skype_probe_long(s, &client, &full, 18, refusals[i]);
    }
    const struct synth_endpoint supernode = synth_peer(s, number++);
    skype_probe_long(s, &client, &supernode, 18, 18);
    skype_join(s, &supernode);
    play_login_old(s);
    skype_events(s, &client);
    skype_notice(s, &client, number, 8);
    skype_search(s, &client, number, 2);
    synth_wait(s, 5 * SYNTH_S);
    skype_bursts(s, &client, number + 8, 1, 18);
}

/* 2.x to 4.x: probes have no fixed size, connections no fixed opening (EHL06, ADA09). A client that keeps its
 * user's credentials does not log in (EHL06 5.2.3). */
static void start_middle(struct synth *s, synth_play *update, bool login)
{
    struct skype_client client = skype_client_nat(s);
    struct synth beside = synth_fork(s, 1, 3 * SYNTH_S);
    uint32_t number = skype_bursts(s, &client, 0, 2, 30);
    check_update(&beside, update);
    for (uint32_t left = synth_between(s, 3, 5); left; left--, number++) {
        const struct synth_endpoint full = synth_peer(s, number);
        skype_probe_long(s, &client, &full, synth_between(s, 19, 30), left % 2 ? 51 : 26);
    }
    const struct synth_endpoint supernode = synth_peer(s, number++);
    skype_probe_long(s, &client, &supernode, synth_between(s, 19, 30), 18);
    skype_join_padded(s, &supernode);
    if (login)
        play_login_old(s);
    for (int i = 0; i < 4; i++, number++) {
        const struct synth_endpoint node = synth_peer(s, number);
        synth_wait_between(s, 1 * SYNTH_S, 6 * SYNTH_S);
        skype_probe_short(s, &client, &node, synth_between(s, 19, 30), 53);
    }
}

void play_start_2x(struct synth *s)
{
    start_middle(s, play_http_update_2x, true);
}

void play_start_2x_saved(struct synth *s)
{
    start_middle(s, play_http_update_2x, false);
}

void play_start_3x(struct synth *s)
{
    start_middle(s, play_http_update_3x, true);
}

void play_start_4x(struct synth *s)
{
    start_middle(s, play_http_update_4x, true);
}

/* 5.5: Diffie-Hellman on TCP, the new login (SOS2); its probes are not published, so they are those of before
 * without the resend, which is not known after 4.x. */
void play_start_5x(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    struct synth beside = synth_fork(s, 1, 3 * SYNTH_S);
    uint32_t number = skype_bursts(s, &client, 0, 2, 37);
    check_update(&beside, play_http_update_5x);
    for (int i = 0; i < 5; i++, number++) {
        const struct synth_endpoint full = synth_peer(s, number);
        skype_probe_short(s, &client, &full, synth_between(s, 22, 37), 51);
    }
    const struct synth_endpoint supernode = synth_peer(s, number);
    skype_probe_short(s, &client, &supernode, synth_between(s, 22, 37), 18);
    skype_join_dh(s, &supernode);
    play_login_new(s);
}

/* 7.x where no UDP is answered: names, sixty seconds of probes, five of their addresses tried by TCP and then
 * on 443, login refused and granted, links to peers (CAP7b). */
void play_start_7x(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    struct synth sweep = synth_fork(s, 1, 2 * SYNTH_S), login = synth_fork(s, 2, 25 * SYNTH_S);
    skype_sweep(&sweep, &client, 100, 60);
    for (uint32_t i = 0; i < 5; i++) {
        struct synth ladder = synth_fork(s, 10 + i, (6 + 7 * i) * SYNTH_S);
        skype_ladder(&ladder, 101 + 2 * i);
    }
    play_login_refused(&login);
    synth_wait(&login, 2 * SYNTH_S);
    play_login_new(&login);
    play_tcp_dh_merged(&login);
    play_tcp_peer(&login);
    play_dns_version(s);
    play_dns_names(s);
    play_tls_names(s);
}
