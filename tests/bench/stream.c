/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/bench/stream.h"

#define IP4 20u
#define IP6 40u
#define UDP 8u
#define TCP 20u

void give_up(const char *why)
{
    fprintf(stderr, "bench: %s\n", why);
    exit(EXIT_FAILURE);
}

void *checked(void *memory)
{
    if (!memory) {
        give_up("out of memory");
    }
    return memory;
}

/* Room for `count` more things of `size` bytes. */
static void *grow(void *memory, size_t used, size_t count, size_t size, size_t *room)
{
    if (used + count <= *room) {
        return memory;
    }
    *room = 2 * (used + count) + 1024;
    return checked(realloc(memory, *room * size));
}

static void put16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value);
}

static uint32_t put_ip(uint8_t *ip, const struct skypedpi_frame *f, uint32_t inner)
{
    if (f->family == 6) {
        ip[0] = 0x60;
        put16(ip + 4, inner);
        ip[6] = f->transport;
        ip[7] = 64;
        memcpy(ip + 8, f->source, 16);
        memcpy(ip + 24, f->destination, 16);
        return IP6;
    }
    ip[0] = 0x45;
    put16(ip + 2, IP4 + inner);
    ip[8] = 64;
    ip[9] = f->transport;
    memcpy(ip + 12, f->source, 4);
    memcpy(ip + 16, f->destination, 4);
    return IP4;
}

static void put_transport(uint8_t *at, const struct skypedpi_frame *f, uint32_t inner)
{
    put16(at, f->source_port);
    put16(at + 2, f->destination_port);
    if (f->transport == 17) {
        put16(at + 4, inner);
        return;
    }
    put32(at + 4, f->sequence);
    put32(at + 8, f->acknowledgement);
    at[12] = TCP / 4 << 4;
    at[13] = f->tcp_flags;
    put16(at + 14, 65535);
}

void stream_add(struct stream *stream, const struct skypedpi_frame *decoded, uint64_t time)
{
    uint32_t header = decoded->transport == 17 ? UDP : TCP, inner = header + decoded->captured;
    uint32_t length = STREAM_IP + (decoded->family == 6 ? IP6 : IP4) + inner;

    stream->bytes = grow(stream->bytes, stream->used, length, 1, &stream->byte_room);
    stream->packet = grow(stream->packet, stream->packets, 1, sizeof(*stream->packet), &stream->packet_room);
    uint8_t *frame = stream->bytes + stream->used;
    memset(frame, 0, length - decoded->captured);
    put16(frame + 12, decoded->family == 6 ? 0x86dd : 0x0800);
    uint32_t ip = put_ip(frame + STREAM_IP, decoded, inner);
    put_transport(frame + STREAM_IP + ip, decoded, inner);
    if (decoded->captured) {
        memcpy(frame + STREAM_IP + ip + header, decoded->payload, decoded->captured);
    }
    stream->packet[stream->packets++] = (struct stream_packet){.packet.time = time, .length = length};
    stream->used += length;
}

void plan_add(struct plan *plan, uint32_t step)
{
    plan->step = grow(plan->step, plan->count, 1, sizeof(*plan->step), &plan->room);
    plan->step[plan->count++] = step;
    plan->packets += !(step & STREAM_END);
}

void plan_free(struct plan *plan)
{
    free(plan->step);
    *plan = (struct plan){0};
}

skypedpi_table *stream_table(uint32_t capacity, void *user,
                             void (*on_end)(void *user, struct skypedpi_table_entry *entry, unsigned why))
{
    struct skypedpi_table_settings settings;
    skypedpi_table *table;

    skypedpi_table_settings_init(&settings);
    settings.capacity = capacity;
    settings.hash_seed[0] = UINT64_C(0x9e3779b97f4a7c15);
    settings.hash_seed[1] = UINT64_C(0xc2b2ae3d27d4eb4f);
    settings.user = user;
    settings.on_end = on_end;
    if (skypedpi_table_new(&settings, &table) != SKYPEDPI_OK) {
        give_up("no memory for a flow table");
    }
    return table;
}

/* entry->user holds the flow's number and 1. */
static void note_end(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    struct stream *stream = user;

    (void)why;
    if (entry->user) {
        plan_add(&stream->whole, ((uint32_t)(uintptr_t)entry->user - 1) | STREAM_END);
    }
}

static uint32_t flow_of(struct stream *stream, struct skypedpi_table_entry *entry)
{
    if (!entry->user) {
        stream->tuple = grow(stream->tuple, stream->flows, 1, sizeof(*stream->tuple), &stream->tuple_room);
        stream->tuple[stream->flows++] = entry->tuple;
        entry->user = (void *)(uintptr_t)stream->flows; /* as a number, not a pointer */
    }
    return (uint32_t)(uintptr_t)entry->user - 1;
}

void stream_finish(struct stream *stream)
{
    skypedpi_table *table = stream_table(STREAM_FLOWS, stream, note_end);
    const uint8_t *frame = stream->bytes;
    size_t kept = 0;

    for (size_t i = 0; i < stream->packets; i++) {
        struct stream_packet p = stream->packet[i];
        struct skypedpi_frame f = {.size = sizeof(f)};
        bool reverse;
        p.frame = frame;
        frame += p.length;
        if (skypedpi_frame_decode(STREAM_LINK, p.frame, p.length, p.length, &f) != SKYPEDPI_FRAME_OK) {
            give_up("a frame of its own making that cannot be decoded");
        }
        struct skypedpi_table_entry *entry = skypedpi_table_find(table, &f, p.length, p.packet.time, &reverse);
        if (!entry) {
            continue; /* the table was full: nobody gets it */
        }
        p.packet.size = sizeof(p.packet);
        skypedpi_frame_packet(&f, reverse, p.packet.time, &p.packet);
        p.flow = flow_of(stream, entry);
        p.udp = f.transport == 17;
        plan_add(&stream->whole, (uint32_t)kept);
        stream->packet[kept++] = p;
    }
    stream->packets = kept;
    skypedpi_table_flush(table);
    skypedpi_table_free(table);
}

void stream_free(struct stream *stream)
{
    free(stream->packet);
    free(stream->tuple);
    free(stream->bytes);
    plan_free(&stream->whole);
    *stream = (struct stream){0};
}
