/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

#include <stdio.h>

/* Frames of synthetic scenarios, for fuzz_frame and fuzz_capture: as they are, in other links, and in pieces.
 */

enum { ETHERNET = 14, FRAMES_MAX = 24 };

/* What stands before an IPv4 packet in other links than Ethernet, and in tunnels. */
static const struct {
    uint16_t link;
    uint8_t length;
    uint8_t head[48];
} links[] = {
    {12, 0, {0}},                                                                     /* raw */
    {228, 0, {0}},                                                                    /* raw IPv4 */
    {0, 4, {2}},                                                                      /* BSD loopback */
    {108, 4, {0, 0, 0, 2}},                                                           /* OpenBSD loopback */
    {9, 4, {0xff, 3, 0, 0x21}},                                                       /* PPP */
    {50, 4, {0xff, 3, 0, 0x21}},                                                      /* PPP, serial */
    {51, 8, {0x11, 0, 0, 1, 1, 0, 0, 0x21}},                                          /* PPPoE */
    {104, 4, {0x0f, 0, 8, 0}},                                                        /* Cisco HDLC */
    {113, 16, {0, 0, 0, 1, 0, 6, [14] = 8, 0}},                                       /* cooked */
    {276, 20, {8, 0, [7] = 1, 0, 1, 0, 6}},                                           /* cooked, 2 */
    {105, 32, {8, 1, [24] = 0xaa, 0xaa, 3, 0, 0, 0, 8, 0}},                           /* Wi-Fi */
    {127, 40, {0, 0, 8, 0, [8] = 8, 1, [32] = 0xaa, 0xaa, 3, 0, 0, 0, 8, 0}},         /* radiotap */
    {192, 40, {0, 0, 8, 0, 105, [8] = 8, 1, [32] = 0xaa, 0xaa, 3, 0, 0, 0, 8, 0}},    /* PPI */
    {1, 18, {[12] = 0x81, 0, 0, 1, 8, 0}},                                            /* VLAN */
    {1, 18, {[12] = 0x88, 0x47, 0, 0, 0x11, 0xff}},                                   /* MPLS */
    {1, 22, {[12] = 0x88, 0x64, 0x11, 0, 0, 1, 1, 0, 0, 0x21}},                       /* PPPoE */
    {12, 24, {0x45, 0, 2, 0, [8] = 64, 47, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0, 0, 8}}, /* GRE */
    {12, 20, {0x45, 0, 2, 0, [8] = 64, 4, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2}},           /* IP in IP */
    {12, 40, {0x60, [4] = 2, 0, 4, 64}},                                              /* IPv4 in IPv6 */
};

static void frame_add(struct seed *seed, unsigned link, const void *head, size_t head_length,
                      struct synth_bytes data)
{
    seed_be16(seed, link);
    seed_be16(seed, 0);
    seed_byte(seed, 1);
    seed_be16(seed, (unsigned)(head_length + data.length));
    seed_add(seed, head, head_length);
    seed_add(seed, data.data, data.length);
}

static void frames_write(const char *name, const struct synth_trace *trace)
{
    static struct seed seed;
    seed.length = 0;
    seed.full = false;
    seed_byte(&seed, 31);
    for (size_t i = 0; i < trace->count && i < FRAMES_MAX; i++)
        frame_add(&seed, 1, NULL, 0, trace->packets[i].frame);
    seed_write("fuzz_frame", name, seed.bytes, seed.length);
}

static struct synth_bytes ip_of(const struct synth_packet *p)
{
    return (struct synth_bytes){p->frame.data + ETHERNET, p->frame.length - ETHERNET};
}

static void links_write(const struct synth_packet *p)
{
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct seed seed = {0};
        char name[32];
        seed_byte(&seed, 31);
        frame_add(&seed, links[i].link, links[i].head, links[i].length, ip_of(p));
        snprintf(name, sizeof name, "link-%u-%zu", links[i].link, i);
        seed_write("fuzz_frame", name, seed.bytes, seed.length);
    }
}

/* An IPv4 packet in two pieces, the second one first. */
static void pieces_write(const struct synth_packet *p)
{
    enum { HEAD = 20, FIRST = 16 };
    struct synth_bytes ip = ip_of(p), first = {ip.data + HEAD, FIRST};
    struct synth_bytes second = {ip.data + HEAD + FIRST, ip.length - HEAD - FIRST};
    struct seed seed = {0};
    uint8_t head[HEAD];
    memcpy(head, ip.data, HEAD);
    seed_byte(&seed, 31);
    head[2] = (uint8_t)((HEAD + second.length) >> 8);
    head[3] = (uint8_t)(HEAD + second.length);
    head[6] = 0;
    head[7] = FIRST / 8;
    frame_add(&seed, 12, head, HEAD, second);
    head[2] = 0;
    head[3] = HEAD + FIRST;
    head[6] = 0x20;
    head[7] = 0;
    frame_add(&seed, 12, head, HEAD, first);
    seed_write("fuzz_frame", "pieces", seed.bytes, seed.length);
}

/* ---- files ---- */

static void capture_write(const char *name, const struct synth_trace *trace, uint32_t magic)
{
    static struct seed seed;
    seed.length = 0;
    seed.full = false;
    static const uint32_t head[] = {0x00040002, 0, 0, 65535, 1};
    seed_le32(&seed, magic);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        seed_le32(&seed, head[i]);
    for (size_t i = 0; i < trace->count && i < FRAMES_MAX; i++) {
        const struct synth_packet *p = &trace->packets[i];
        seed_le32(&seed, (uint32_t)(p->time / SYNTH_S));
        seed_le32(&seed, (uint32_t)(p->time % SYNTH_S / SYNTH_US));
        seed_le32(&seed, (uint32_t)p->frame.length);
        seed_le32(&seed, (uint32_t)p->frame.length);
        seed_add(&seed, p->frame.data, p->frame.length);
    }
    seed_write("fuzz_capture", name, seed.bytes, seed.length);
}

/* A section, an interface, and a block for each packet. */
static void capture_ng_write(const struct synth_trace *trace)
{
    static const uint32_t heads[] = {0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff,
                                     28,         1,  20,         1, 65535,      20};
    struct seed seed = {0};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        seed_le32(&seed, heads[i]);
    for (size_t i = 0; i < trace->count && i < 4; i++) {
        struct synth_bytes frame = trace->packets[i].frame;
        uint32_t length = (uint32_t)frame.length, padded = (length + 3) & ~3u;
        const uint32_t block[] = {6, 32 + padded, 0, 0x00047c0f, (uint32_t)i, length, length};
        for (size_t k = 0; k < sizeof block / sizeof *block; k++)
            seed_le32(&seed, block[k]);
        seed_add(&seed, frame.data, length);
        seed_add(&seed, "\0\0\0", padded - length);
        seed_le32(&seed, 32 + padded);
    }
    seed_write("fuzz_capture", "ng", seed.bytes, seed.length);
}

void seeds_of_frames(void)
{
    unsigned number = 0;
    for (const struct synth_scenario *s = synth_scenarios; s->name; s++, number++) {
        struct synth_trace trace = synth_scenario_play(s, 1);
        frames_write(s->name, &trace);
        if (number % 8 == 0)
            capture_write(s->name, &trace, number ? 0xa1b2c3d4u : 0xa1b23c4du);
        if (number == 0) {
            capture_ng_write(&trace);
            links_write(&trace.packets[0]);
            pieces_write(&trace.packets[0]);
        }
        synth_trace_free(&trace);
    }
}
