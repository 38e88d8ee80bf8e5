/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"

#include "tests/synth/skype_ice.h"

/* Calls of the cloud era: ICE with Microsoft's attributes, then media shaped as RTP (CAPC, CAPT). */

static const struct synth_label skype = {"skype", "stun-ice", "call",
                                         "ICE of an 8.x client, 0x8054 and 0x8070 = 3 (CAPC, NDPI)"};
static const struct synth_label teams = {"not-skype", "stun-ice", "call",
                                         "Teams, Skype's sister: 0x8070 = 4, 0x8036, 0x8037 (CAPT)"};

static void check_both_ways(struct synth *s, const struct skype_ice *ice, const struct synth_endpoint end[2])
{
    const struct synth_endpoint seen[2] = {end[0].family == 4 ? synth_nat(end[0].port) : end[0], end[1]};
    for (int from = 0; from < 2; from++) {
        const struct synth_message request = skype_ice_request(s, ice, from);
        synth_udp(s, &end[from], &end[!from], &request);
        synth_wait_between(s, 30 * SYNTH_MS, 60 * SYNTH_MS);
        const struct synth_message response = skype_ice_response(s, ice, &request, &seen[from]);
        synth_udp(s, &end[!from], &end[from], &response);
        synth_wait_between(s, 5 * SYNTH_MS, 10 * SYNTH_MS);
    }
}

struct media {
    uint32_t source, timestamp;
    uint16_t sequence;
};

/* RTP of type 104 with an extension of one-byte elements; its voice is random here. */
static void send_rtp(struct synth *s, struct media *media, const struct synth_endpoint *from,
                     const struct synth_endpoint *to)
{
    struct synth_message m = {0};
    synth_put_be16(&m, 0x9068);
    synth_put_be16(&m, media->sequence++);
    synth_put_be32(&m, media->timestamp);
    synth_put_be32(&m, media->source);
    synth_put_be32(&m, 0xbede0001);
    synth_put_be32(&m, 0x12730000 | synth_below(s, 0x10000));
    synth_put_random(&m, s, synth_between(s, 60, 92));
    synth_udp(s, from, to, &m);
    media->timestamp += 320;
}

/* 80 c9, 81 c9 and 8f ce with encrypted tails (CAPC). */
static void send_rtcp(struct synth *s, const struct media *media, const struct synth_endpoint *from,
                      const struct synth_endpoint *to)
{
    static const struct {
        uint32_t head;
        size_t length;
    } kinds[] = {{0x80c90006, 127}, {0x81c90010, 167}, {0x8fce0007, 47}};
    const uint32_t kind = synth_below(s, 3);
    struct synth_message m = {0};
    synth_put_be32(&m, kinds[kind].head);
    synth_put_be32(&m, media->source);
    synth_put_random(&m, s, kinds[kind].length - m.length);
    synth_udp(s, from, to, &m);
}

static void talk(struct synth *s, const struct synth_endpoint end[2], unsigned seconds)
{
    struct media media[2];
    for (int side = 0; side < 2; side++) {
        media[side].source = (uint32_t)synth_random(s);
        media[side].timestamp = (uint32_t)synth_random(s);
        media[side].sequence = (uint16_t)synth_random(s);
    }
    for (int side = 1; side >= 0; side--)
        for (int i = 0; i < 6; i++)
            send_rtcp(s, &media[side], &end[side], &end[!side]);
    for (unsigned n = 0; n < seconds * 50; n++) {
        const uint64_t start = s->now;
        for (int side = 0; side < 2; side++) {
            send_rtp(s, &media[side], &end[side], &end[!side]);
            if (n % 25 == 24)
                send_rtcp(s, &media[side], &end[side], &end[!side]);
            synth_wait_between(s, 4 * SYNTH_MS, 9 * SYNTH_MS);
        }
        s->now = start + 20 * SYNTH_MS;
    }
}

static void call(struct synth *s, bool is_teams, uint16_t port)
{
    struct synth_endpoint end[2] = {synth_here(s, port), synth_server(s, 6, 50010)};
    const struct skype_ice ice = skype_ice_between(s, is_teams);
    s->label = is_teams ? &teams : &skype;
    check_both_ways(s, &ice, end);
    check_both_ways(s, &ice, end);
    talk(s, end, 10);
}

void play_stun_call(struct synth *s)
{
    call(s, false, 50004);
}

void play_stun_call_ip6(struct synth *s)
{
    s->ip6 = true;
    call(s, false, 50004);
}

void play_stun_teams(struct synth *s)
{
    call(s, true, 50006);
}
