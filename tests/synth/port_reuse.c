/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/plain.h"
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"
#include "tests/synth/skype_udp.h"

/* A host whose UDP port was a Skype client's, and an hour later another program's: the endpoint must lose the
 * name. SEED: clients choose a port at random, so one meets ports that others use. */

static const struct synth_label resolver = {
    "not-skype", "none", "none", "DNS from a port that was a Skype client's an hour before (RFC 1035)"};

/* Enough to be sure of the endpoint: answered probes, notices, and probes nobody answers. */
static struct skype_client live_as_skype(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    for (uint32_t i = 0; i < 3; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        skype_probe_long(s, &client, &peer, 18, i ? 51 : 18);
    }
    skype_notice(s, &client, 3, 8);
    skype_bursts(s, &client, 20, 3, 18);
    return client;
}

/* It asks many other resolvers, all from one port. */
static void resolve(struct synth *s, const struct synth_endpoint *here)
{
    static const char *const names[] = {"www.example.com", "mail.example.org", "cdn.example.net",
                                        "ns.example.org"};
    s->label = &resolver;
    for (uint32_t i = 0; i < 60; i++) {
        struct synth_endpoint server = synth_peer(s, 300 + i % 25);
        server.port = 53;
        plain_dns_between(s, here, &server, names[i % 4], i % 3 ? PLAIN_A : PLAIN_TXT, true);
        synth_wait_between(s, 200 * SYNTH_MS, 2 * SYNTH_S);
    }
}

void play_port_reuse_dns(struct synth *s)
{
    const struct skype_client client = live_as_skype(s);
    synth_wait(s, 3600 * SYNTH_S);
    resolve(s, &client.at);
}

void play_port_reuse_utp(struct synth *s)
{
    const struct skype_client client = live_as_skype(s);
    synth_wait(s, 3600 * SYNTH_S);
    background_utp(s, client.at.port);
}

/* The other program and Skype take turns with the port: what each says is its own. */
void play_port_reuse_back(struct synth *s)
{
    const struct skype_client client = live_as_skype(s);
    synth_wait(s, 3600 * SYNTH_S);
    resolve(s, &client.at);
    synth_wait(s, 3600 * SYNTH_S);
    struct skype_client again = client;
    for (uint32_t i = 0; i < 8; i++) {
        const struct synth_endpoint peer = synth_peer(s, 100 + i);
        skype_probe_long(s, &again, &peer, 18, 51);
    }
}

static const struct synth_label node = {"skype", "tcp", "signalling", "Diffie-Hellman (SOS2, CAP7)"};
static const struct synth_label proxy = {"not-skype", "none", "none",
                                         "random bytes both ways, as an obfuscated proxy has them"};

static void reach(struct synth *s, const struct synth_endpoint *here)
{
    s->label = &node;
    skype_dial(s, here, (struct synth_tcp_style){0}, skype_dh_merged);
}

static void relay(struct synth *s, const struct synth_endpoint *here, uint32_t connections)
{
    s->label = &proxy;
    for (uint32_t i = 0; i < connections; i++) {
        const struct synth_endpoint client = synth_caller(s);
        struct synth_tcp c = synth_tcp_open(s, &client, here, (struct synth_tcp_style){0});
        for (int n = 0; n < 8; n++)
            skype_noise(&c, n % 2 ? SYNTH_SERVER : SYNTH_CLIENT, synth_between(s, n ? 20 : 130, 200));
        synth_tcp_close(&c, SYNTH_CLIENT);
        synth_wait_between(s, 1 * SYNTH_S, 20 * SYNTH_S);
    }
}

/* A node's TCP port is a proxy's. One flow whose sizes are Skype's, as random ones may be, makes no Skype of
 * the rest. */
void play_port_reuse_tcp(struct synth *s)
{
    const struct synth_endpoint here = synth_peer(s, 1);
    reach(s, &here);
    synth_wait(s, 3600 * SYNTH_S);
    relay(s, &here, 8);
    reach(s, &here);
    relay(s, &here, 12);
}
