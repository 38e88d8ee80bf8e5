/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"
#include "tests/synth/skype_udp.h"

/* Mixtures: several actors, each with a clock of its own. */

/* Someone of the office who does a few things in a row. */
struct role {
    uint8_t host;
    unsigned start; /* seconds */
    synth_play *acts[8];
};

static void play_roles(struct synth *s, const struct role *roles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct synth actor = synth_fork(s, (uint32_t)i, roles[i].start * SYNTH_S);
        actor.host = roles[i].host;
        for (size_t n = 0; n < 8 && roles[i].acts[n]; n++) {
            roles[i].acts[n](&actor);
            actor.ip6 = false;
            actor.expect = (struct synth_expectation){0};
            synth_wait_between(&actor, 50 * SYNTH_MS, 400 * SYNTH_MS);
        }
    }
}

void play_background(struct synth *s)
{
    static const struct role roles[] = {
        {30, 0, {play_dns, play_http, play_tls, play_tls_ip6}},
        {31, 0, {play_ntp}},
        {32, 1, {play_snmp}},
        {33, 1, {play_radius}},
        {34, 2, {play_dns, play_utp}},
        {35, 3, {play_rtp}},
        {36, 3, {play_dns, play_quic, play_connect_web}},
        {37, 4, {play_tunnel, play_scan}},
    };
    play_roles(s, roles, sizeof roles / sizeof *roles);
}

/* 1.2 for Linux, as CAP12 shows its first minutes: probes, supernode, login, update check, notices,
 * a search. */
static void client_1x(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint refuses = synth_peer(s, 30), accepts = synth_peer(s, 31),
                                silent = synth_peer(s, 32);
    skype_probe_long(s, &client, &refuses, 18, 51);
    skype_probe_short(s, &client, &accepts, 18, 18);
    skype_join(s, &accepts);
    play_login_old(s);
    play_http_update_1x(s);
    skype_unanswered(s, &client, &silent, 30);
    skype_notice(s, &client, 33, 8);
    skype_search(s, &client, 33, 2);
}

/* 4.x: no fixed size of probes, TCP of 27 and 4 bytes, a call. */
static void client_4x(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint node = synth_peer(s, 45), friend = synth_peer(s, 46);
    play_http_update_4x(s);
    skype_probe_long(s, &client, &node, 27, 18);
    play_tcp_supernode_adami(s);
    skype_probe_short(s, &client, &friend, 24, 18);
    skype_call(s, &client, &friend, 20);
}

/* 7.x in a network that answers no UDP: names, a sweep, and TCP at the same time. */
static void client_7x(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    struct synth beside = synth_fork(s, 1, 6 * SYNTH_S);
    play_dns_version(s);
    play_dns_names(s);
    play_tls_names(s);
    skype_sweep(s, &client, 60, 50);
    play_tcp_ladder(&beside);
    play_tcp_dh(&beside);
    play_login_new(&beside);
    play_tcp_peer(&beside);
}

void play_sample(struct synth *s)
{
    static const struct role roles[] = {
        {11, 1, {client_1x}},
        {14, 5, {client_4x}},
        {17, 8, {client_7x}},
        /* no way out but the proxies */
        {13, 3, {play_connect_mimic, play_connect_login, play_socks5_supernode}},
        {15, 20, {play_udp_skypeout}},
        {18, 30, {play_stun_call, play_turn_call}},
        {19, 35, {play_stun_teams}},
        {40, 0, {play_background}},
    };
    play_roles(s, roles, sizeof roles / sizeof *roles);
}
