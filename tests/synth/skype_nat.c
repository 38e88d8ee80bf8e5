/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_media.h"
#include "tests/synth/skype_tcp.h"

/* How a call finds its way, by who is behind a NAT (SEED). The supernode tells both sides of each other; its
 * words come by the connection the client keeps to it. */

static const struct synth_label link = {"skype", "tcp", "signalling",
                                        "supernode that passes on a call (SEED, EHL06)"};
static const struct synth_label opens = {"skype", "udp-direct", "signalling",
                                         "first messages of two clients to each other (SEED, EHL06)"};
static const struct synth_label scan = {"skype", "udp-direct", "signalling",
                                        "port scan of one address, for a symmetric NAT (SEED)"};
static const struct synth_label voice = {"skype", "udp-direct", "call-audio",
                                         "voice, 67 bytes every 30 ms (UMTS, BON07)"};
static const struct synth_label relayed = {"skype", "udp-relayed", "relayed",
                                           "voice through a relay, both ways, after a scan (SEED)"};

static const struct skype_codec isac = {14700, 30, 1, true};

/* The client has probed a node, so it knows the address it is seen at, and joined it. */
static struct synth_tcp log_in(struct synth *s, struct skype_client *client)
{
    const struct synth_endpoint node = synth_peer(s, 40);
    struct synth_endpoint caller = synth_caller(s);
    skype_probe_long(s, client, &node, 18, 18);
    s->label = &link;
    if (client->at.address[0] != 10)
        caller = synth_nat(caller.port);
    struct synth_tcp c = synth_tcp_open(s, &caller, &node, (struct synth_tcp_style){0});
    skype_supernode_accepts(&c);
    synth_wait_between(s, 5 * SYNTH_S, 10 * SYNTH_S);
    return c;
}

static void log_out(struct synth *s, struct synth_tcp *c)
{
    s->expect.path = NULL;
    s->label = &link;
    synth_tcp_close(c, SYNTH_CLIENT);
}

/* The supernode passes on who calls, and from where. */
static void hear_of_call(struct synth *s, struct synth_tcp *c)
{
    s->label = &link;
    skype_noise(c, SYNTH_SERVER, synth_between(s, 120, 260));
    skype_noise(c, SYNTH_CLIENT, 4);
    synth_wait_between(s, 5 * SYNTH_MS, 30 * SYNTH_MS);
}

static void talk(struct synth *s, const struct skype_client *client, const struct synth_endpoint *peer,
                 const struct synth_label *label)
{
    const struct skype_media media = skype_codec_media(&isac);
    synth_wait_between(s, 2 * SYNTH_S, 4 * SYNTH_S);
    s->label = label;
    skype_media_exchange(s, client, peer, &media, 12 * SYNTH_S);
}

/* Nobody is behind a NAT: the caller opens, here from outside. */
void play_nat_direct(struct synth *s)
{
    struct skype_client client = skype_client_public(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct synth_tcp c = log_in(s, &client);
    s->expect.path = "direct";
    s->label = &opens;
    skype_probed_long(s, &client, &peer, 24, 18);
    talk(s, &client, &peer, &voice);
    log_out(s, &c);
}

/* The client is behind a NAT and the caller is not: the client opens although it is called. */
void play_nat_one(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct synth_tcp c = log_in(s, &client);
    hear_of_call(s, &c);
    s->expect.path = "nat-one";
    skype_probe_long(s, &client, &peer, 24, 18);
    talk(s, &client, &peer, &voice);
    log_out(s, &c);
}

/* Both probe at once: each one's first message is under way before the other's can be answered. */
static void open_together(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer)
{
    const uint64_t start = s->now, late = synth_between(s, 3, 25) * SYNTH_MS,
                   round_trip = synth_between(s, 60, 150) * SYNTH_MS;
    struct skype_command ours = skype_command(s, client, 24, 2), theirs = skype_foreign(s, 27);
    s->label = &opens;
    skype_command_send(s, &client->at, peer, &ours);
    s->now = start + late;
    skype_command_send(s, peer, &client->at, &theirs);
    s->now += 200 * SYNTH_US;
    const uint32_t our_seed = skype_reply(s, &client->at, peer, SKYPE_NACK, theirs.id, peer->address);
    s->now = start + round_trip;
    const uint32_t seed = skype_reply(s, peer, &client->at, SKYPE_NACK, ours.id, client->public_address);
    s->now += 200 * SYNTH_US;
    skype_resend(s, &client->at, peer, &ours, seed, peer->address);
    s->now = start + late + round_trip;
    skype_resend(s, peer, &client->at, &theirs, our_seed, client->public_address);
    s->now += 300 * SYNTH_US;
    struct skype_command answer = skype_command(s, client, 18, 2);
    skype_command_send(s, &client->at, peer, &answer);
    s->now = start + 2 * round_trip + SYNTH_MS;
    skype_foreign_send(s, peer, &client->at, 18);
}

void play_nat_both(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    struct synth_tcp c = log_in(s, &client);
    hear_of_call(s, &c);
    s->expect.path = "nat-both";
    open_together(s, &client, &peer);
    talk(s, &client, &peer, &voice);
    log_out(s, &c);
}

/* The tap saw nothing of them before. */
void play_nat_both_alone(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    s->expect.path = "nat-both";
    open_together(s, &client, &peer);
    talk(s, &client, &peer, &voice);
}

/* Such a NAT takes its next port for a new peer, so the ports above the last known one are tried in turn; SEED
 * names the scan, its pace and width are a reading. */
static void scan_ports(struct synth *s, struct skype_client *client, struct synth_endpoint *peer,
                       uint32_t ports)
{
    s->label = &scan;
    for (uint32_t i = 0; i < ports; i++) {
        struct skype_command probe = skype_command(s, client, synth_between(s, 19, 30), 2);
        skype_command_send(s, &client->at, peer, &probe);
        peer->port++;
        synth_wait_between(s, 8 * SYNTH_MS, 22 * SYNTH_MS);
    }
}

void play_nat_symmetric(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    struct synth_endpoint peer = synth_peer(s, 0);
    struct synth_tcp c = log_in(s, &client);
    hear_of_call(s, &c);
    s->expect.path = "nat-symmetric";
    scan_ports(s, &client, &peer, synth_between(s, 20, 40));
    skype_probe_long(s, &client, &peer, 24, 18);
    talk(s, &client, &peer, &voice);
    log_out(s, &c);
}

/* No port answers: a third carries the call. */
void play_nat_symmetric_relayed(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    struct synth_endpoint peer = synth_peer(s, 0);
    const struct synth_endpoint relay = synth_peer(s, 41);
    struct synth_tcp c = log_in(s, &client);
    hear_of_call(s, &c);
    s->expect.path = "nat-symmetric";
    scan_ports(s, &client, &peer, 40);
    synth_wait_between(s, 1 * SYNTH_S, 3 * SYNTH_S);
    s->expect.path = "relayed";
    skype_probe_long(s, &client, &relay, 24, 18);
    talk(s, &client, &relay, &relayed);
    log_out(s, &c);
}

/* The tap is outside such a NAT: every peer is spoken to from the NAT's next port, and only the ids go on. */
void play_nat_symmetric_outside(struct synth *s)
{
    struct skype_client client = skype_client_public(s);
    client.at.port = (uint16_t)synth_between(s, 20000, 50000);
    for (uint32_t i = 0; i < 40; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        if (i % 8 == 7)
            skype_probe_long(s, &client, &peer, synth_between(s, 22, 37), 51);
        else
            skype_probe_alone(s, &client, &peer, synth_between(s, 22, 37));
        client.at.port++;
        synth_wait_between(s, 100 * SYNTH_MS, 600 * SYNTH_MS);
    }
}
