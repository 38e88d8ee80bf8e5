/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/relay.h"

#include "lib/base/time.h"
#include "lib/engine/activity.h"
#include "lib/engine/know.h"

#define PASSED_WITHIN 10 /* milliseconds */
#define LEAST         12 /* packets that must be copies ... */
#define OF_TEN        7  /* ... and so many of ten that leave */
#define SENT_MOST     200

static struct mirror *mirror_of(struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side,
                                bool make)
{
    struct endpoint_key key = endpoint_key_of(flow, side, ENDPOINT_MIRROR);
    struct endpoint *e = make ? endpoint_take(&engine->endpoints, &key, engine_second(engine))
                              : endpoint_find(&engine->endpoints, &key);
    if (!e)
        return NULL;
    e->last = engine_second(engine);
    return &e->mirror;
}

static void arrive(struct mirror *m, const struct skypedpi_flow *flow, uint16_t serial, uint32_t length,
                   uint32_t now)
{
    m->arrival[m->next % ARRIVALS] =
        (struct arrival){.time = now, .length = (uint16_t)length, .record = flow->side, .serial = serial};
    m->next = (m->next + 1) % ARRIVALS;
}

/* What came by another flow a moment ago and has not left yet; each goes out once. */
static struct arrival *original(struct mirror *m, const struct skypedpi_flow *flow, uint32_t length,
                                uint32_t now)
{
    for (unsigned i = 0; i < ARRIVALS; i++) {
        struct arrival *a = &m->arrival[(m->next + i) % ARRIVALS];
        if (a->length == length && a->record != flow->side && now - a->time <= PASSED_WITHIN)
            return a;
    }
    return NULL;
}

/* One more packet of the flow that has this record, if it has it still. */
static void mirrored(struct skypedpi_engine *engine, uint32_t record, uint16_t serial)
{
    struct activity *a = slab_at(&engine->activities, record);
    if (a->serial == serial && a->mirrored < UINT8_MAX)
        a->mirrored++;
}

static void leave(struct skypedpi_engine *engine, struct mirror *m, const struct skypedpi_flow *flow,
                  uint16_t serial, uint32_t length, uint32_t now)
{
    struct arrival *a = original(m, flow, length, now);
    if (m->sent == SENT_MOST) { /* what was long ago counts less */
        m->sent /= 2;
        m->matched /= 2;
    }
    m->sent++;
    if (!a)
        return;
    a->length = 0;
    m->matched++;
    mirrored(engine, a->record, a->serial);
    mirrored(engine, flow->side, serial);
}

/* A node that passes on what it gets. */
static bool is_relay(const struct mirror *m)
{
    return m && m->matched >= LEAST && m->matched * 10 >= m->sent * OF_TEN;
}

bool relay_packet(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                  uint32_t length, bool changed)
{
    const struct activity *a = slab_at(&engine->activities, flow->side);
    uint32_t now = milliseconds(engine->time);
    if (!changed || length > UINT16_MAX)
        return false;
    struct mirror *to = mirror_of(engine, flow, 1 - direction, true);
    if (to)
        arrive(to, flow, a->serial, length, now);
    bool relay = is_relay(to);
    struct mirror *from = mirror_of(engine, flow, direction, false);
    if (from)
        leave(engine, from, flow, a->serial, length, now);
    if (is_relay(from))
        know_role(engine, flow, direction, SKYPEDPI_ROLE_RELAY);
    return a->mirrored >= LEAST / 2 && (relay || is_relay(from));
}
