/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/script_inside.h"

#include <stdlib.h>

/* The head of a script: pools so small that they run out, and memory that is watched. */

static void *memory_allocate(void *user, size_t bytes)
{
    struct memory *m = user;
    MUST(!m->closed); /* open, feed, verdict, close and tick never allocate */
    void *memory = malloc(bytes);
    MUST(memory);
    memset(memory, m->fill, bytes);
    m->taken++;
    return memory;
}

static void memory_release(void *user, void *memory)
{
    struct memory *m = user;
    m->taken -= memory != NULL;
    free(memory);
}

static uint64_t begin_of(uint8_t code)
{
    static const uint64_t begin[] = {UINT64_C(1262304000000000000), 0, 1, UINT64_MAX - UINT64_C(100000000000)};
    return begin[code % 4];
}

void settings_take(struct player *p, struct reader *script)
{
    static const uint32_t endpoints[] = {64, 0, 8, 300};
    struct skypedpi_settings *s = &p->settings;
    skypedpi_settings_init(s);
    s->max_flows = 1 + reader_u8(script) % 24u;
    s->max_endpoints = endpoints[reader_u8(script) % 4];
    s->stream_buffers = reader_u8(script) % 8u;
    s->native_records = reader_u8(script) % 4u;
    s->activity_records = reader_u8(script) % 8u;
    s->udp_budget = 1 + reader_u8(script);
    s->tcp_budget = 1 + reader_u8(script);
    s->likely = 1 + reader_u8(script) % 100u;
    s->final = s->likely + reader_u8(script) % (101u - s->likely);
    s->hash_seed[0] = reader_u8(script);
    p->time = begin_of(reader_u8(script));
    s->no_rollback = reader_u8(script) & 1u;
    p->allocator = (struct skypedpi_allocator){&p->memory, memory_allocate, memory_release};
    s->allocator = &p->allocator;
    s->user = p;
    s->on_verdict = on_verdict;
    s->on_evidence = on_evidence;
    s->on_endpoint = on_endpoint;
    s->on_attempt = on_attempt;
}
