/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/plain.h"
#include "tests/synth/play.h"
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
