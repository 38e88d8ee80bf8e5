/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"
#include "tests/synth/skype_udp.h"

/* What a client tries when something is in its way (BAS04 4.2.1, EHL06 4, CAP7): UDP to a node; 5 s without an
 * answer later TCP to the same address and port; then 443 and 80 of that address, each after 1.3 to 2 s; 6 s
 * later the next node; five such rounds; at last the proxy. Every try is one step of the chain. */

#define PATIENCE (5 * SYNTH_S)
#define PAUSE    (6 * SYNTH_S)
#define ROUNDS   5

static const struct synth_label udp = {"skype", "udp-direct", "signalling",
                                       "UDP is blocked: sent again, unanswered (BAS04, CAP12)"};
static const struct synth_label high = {"skype", "tcp", "signalling",
                                        "TCP to the address and port UDP failed to reach (BAS04, EHL06)"};
static const struct synth_label key = {"skype", "tcp", "signalling",
                                       "TCP to another node with Diffie-Hellman values (SOS2, CAP7)"};
static const struct synth_label port443 = {"skype", "tls-443-mimic", "signalling",
                                           "port 443 of that address, 1.3 to 2 s later (EHL06, CAP7)"};
static const struct synth_label port80 = {"skype", "tcp-80", "signalling",
                                          "port 80 of that address, 1.3 to 2 s later (BAS04, EHL06)"};
static const struct synth_label https = {"skype", "proxy-https", "signalling",
                                         "CONNECT to a bare address when all else failed (EHL06 4.1)"};
static const struct synth_label socks = {"skype", "proxy-socks5", "signalling",
                                         "SOCKS5 when all else failed (SEED; no capture is known)"};

/* How a firewall stops a connection. */
enum stop {
    LETS_THROUGH,
    KNOWS_IT, /* it is opened, and nothing said on it gets through */
    CLOSED    /* nobody answers the first segment */
};

/* What a firewall does with the tries. */
struct firewall {
    enum stop high, port443, port80;
};

static void next_try(struct synth *s, const struct synth_label *label)
{
    s->expect.attempt++;
    s->label = label;
}

/* The first message, and again 2.05 s later (CAP12). */
static void try_udp(struct synth *s, struct skype_client *client, const struct synth_endpoint *node)
{
    const uint64_t start = s->now;
    struct skype_command probe = skype_command(s, client, 18, 2);
    next_try(s, &udp);
    skype_command_send(s, &client->at, node, &probe);
    s->now = start + 2050 * SYNTH_MS;
    skype_command_send(s, &client->at, node, &probe);
    s->now = start + PATIENCE;
}

/* The opening of 14 bytes, unacknowledged. */
static void unheard_opening(struct synth_tcp *c)
{
    static const uint64_t pauses[] = {515 * SYNTH_MS, 600 * SYNTH_MS};
    struct skype_stream x = skype_stream(c);
    struct synth_message m = {0};
    skype_put_opening(&m, &x, SYNTH_CLIENT);
    synth_tcp_send_unheard(c, SYNTH_CLIENT, &m, pauses, sizeof pauses / sizeof *pauses);
}

/* True if it got through; then it stays. A failed try is over before the next one begins. */
static bool try_tcp(struct synth *s, const struct synth_endpoint *to, enum stop stop, skype_talk *unheard,
                    skype_talk *talk)
{
    const struct synth_endpoint client = synth_caller(s);
    const uint64_t next = s->now + skype_ladder_lag(s);
    if (stop == CLOSED) {
        synth_tcp_unanswered(s, &client, to);
    } else {
        struct synth_tcp c = synth_tcp_open(s, &client, to, (struct synth_tcp_style){0});
        (stop == KNOWS_IT ? unheard : talk)(&c);
    }
    s->now = stop == LETS_THROUGH ? s->now : next;
    return stop == LETS_THROUGH;
}

/* One node by every way. */
static bool try_node(struct synth *s, struct skype_client *client, struct synth_endpoint node,
                     const struct firewall *wall)
{
    try_udp(s, client, &node);
    next_try(s, &high);
    if (try_tcp(s, &node, wall->high, unheard_opening, skype_supernode_accepts))
        return true;
    node.port = 443;
    next_try(s, &port443);
    if (try_tcp(s, &node, wall->port443, skype_mimic_unheard, skype_mimic))
        return true;
    node.port = 80;
    next_try(s, &port80);
    return try_tcp(s, &node, wall->port80, unheard_opening, skype_supernode_accepts);
}

static bool try_rounds(struct synth *s, const struct firewall *wall, uint32_t rounds)
{
    struct skype_client client = skype_client_nat(s);
    for (uint32_t i = 0; i < rounds; i++) {
        if (try_node(s, &client, synth_peer(s, i), wall))
            return true;
        synth_wait(s, PAUSE);
    }
    return false;
}

static void try_https(struct synth *s)
{
    struct synth_endpoint target = synth_peer(s, 12);
    target.port = 443;
    next_try(s, &https);
    skype_connect(s, &target, skype_mimic);
}

static void try_socks(struct synth *s)
{
    const struct synth_endpoint target = synth_peer(s, 12);
    next_try(s, &socks);
    skype_socks5(s, &target, skype_supernode_accepts);
}

void play_block_udp(struct synth *s)
{
    try_rounds(s, &(struct firewall){.high = LETS_THROUGH}, 1);
}

void play_block_tcp(struct synth *s)
{
    try_rounds(s, &(struct firewall){.high = KNOWS_IT}, 1);
}

void play_block_443(struct synth *s)
{
    try_rounds(s, &(struct firewall){.high = KNOWS_IT, .port443 = KNOWS_IT}, 1);
}

/* A client of 5.x to 7.x goes to another node, by a key exchange (SOS2, CAP7). */
void play_block_key(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint first = synth_peer(s, 0), second = synth_peer(s, 1);
    try_udp(s, &client, &first);
    next_try(s, &key);
    skype_dial(s, &second, (struct synth_tcp_style){0}, skype_dh);
}

/* By a firewall that knows each try when it sees it. */
void play_block_all(struct synth *s)
{
    try_rounds(s, &(struct firewall){KNOWS_IT, KNOWS_IT, KNOWS_IT}, ROUNDS);
    try_https(s);
}

/* By one that lets nobody out, so that most of the tries are a first segment and nothing else. */
void play_block_all_closed(struct synth *s)
{
    try_rounds(s, &(struct firewall){CLOSED, CLOSED, CLOSED}, ROUNDS);
    try_socks(s);
}

/* With a proxy set by its user the client tries the direct ways once before (EHL06 4.1). */
void play_start_https_proxy(struct synth *s)
{
    try_rounds(s, &(struct firewall){CLOSED, CLOSED, CLOSED}, 1);
    try_https(s);
    s->expect.attempt++;
    play_connect_login(s);
    s->expect.attempt++;
    play_connect_supernode(s);
}

void play_start_socks5_proxy(struct synth *s)
{
    try_rounds(s, &(struct firewall){CLOSED, CLOSED, CLOSED}, 1);
    try_socks(s);
    s->expect.attempt++;
    play_socks5_login(s);
    s->expect.attempt++;
    play_socks5_supernode(s);
}
