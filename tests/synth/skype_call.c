/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_media.h"

/* Voice over UDP, to another client and to the telephone network. */

static const struct synth_label call = {"skype", "udp-direct", "call-audio",
                                        "67 bytes of function 13 every 30 ms (UMTS, BON07)"};
static const struct synth_label skypeout = {"skype", "udp-relayed", "call-audio",
                                            "SkypeOut to gateway port 12340 (BON07)"};
static const struct synth_label hold = {"skype", "udp-direct", "call-audio",
                                        "call on hold, 3 packets a second (BAS04)"};

/* Both sides speak, no silence is saved (BAS04); every 20 s a packet of three bytes (UMTS). */
void skype_call(struct synth *s, const struct skype_client *client, const struct synth_endpoint *peer,
                unsigned seconds)
{
    const uint64_t start = s->now;
    const uint32_t packets = seconds * 100 / 3;
    s->label = &call;
    for (uint32_t n = 0; n < packets; n++) {
        s->now = start + n * 30 * SYNTH_MS + synth_below(s, 2000) * SYNTH_US;
        skype_data(s, &client->at, peer, 67);
        if (n % 667 == 333)
            skype_data(s, &client->at, peer, 3);
        synth_wait_between(s, 8 * SYNTH_MS, 12 * SYNTH_MS);
        skype_data(s, peer, &client->at, 67);
    }
}

void play_udp_call(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    skype_probe_long(s, &client, &peer, 24, 18);
    skype_call(s, &client, &peer, 25);
}

/* The same where nobody saw it begin. */
void play_udp_call_joined(struct synth *s)
{
    const struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    skype_call(s, &client, &peer, 15);
}

void play_udp_hold(struct synth *s)
{
    const struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    s->label = &hold;
    for (int n = 0; n < 30; n++) {
        skype_data(s, &client.at, &peer, 3);
        synth_wait_between(s, 330 * SYNTH_MS, 336 * SYNTH_MS);
    }
}

/* G.729 frames of 20 ms: (8 kbit/s * 20 ms + 8) + 4 = 32 bytes (BON07 eq. 10). */
static void gateway_voice(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                          uint32_t connection)
{
    struct synth_message m = {0};
    synth_put_be32(&m, connection);
    synth_put_random(&m, s, 28);
    synth_udp(s, from, to, &m);
}

/* The first messages have the header of all others and are sent twice each; then four constant bytes take its
 * place (BON07 3.2.3). */
void play_udp_skypeout(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint gateway = synth_server(s, 3, 12340);
    const uint32_t connection = (uint32_t)synth_random(s);
    s->label = &skypeout;
    for (int n = 0; n < 4; n++) {
        struct skype_command command = skype_command(s, &client, synth_between(s, 28, 40), 2);
        for (int twice = 0; twice < 2; twice++) {
            skype_command_send(s, &client.at, &gateway, &command);
            synth_wait_between(s, 1 * SYNTH_MS, 20 * SYNTH_MS);
        }
        skype_foreign_send(s, &gateway, &client.at, 18);
    }
    for (int n = 0; n < 500; n++) {
        gateway_voice(s, &client.at, &gateway, connection);
        synth_wait_between(s, 9 * SYNTH_MS, 11 * SYNTH_MS);
        gateway_voice(s, &gateway, &client.at, connection);
        synth_wait_between(s, 9 * SYNTH_MS, 11 * SYNTH_MS);
    }
}
