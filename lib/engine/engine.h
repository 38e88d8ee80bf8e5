/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_ENGINE_H
#define LIB_ENGINE_ENGINE_H

#include <skypedpi/engine.h>
#include "lib/base/slab.h"
#include "lib/base/time.h"
#include "lib/engine/buffer.h"
#include "lib/engine/endpoint.h"
#include "lib/engine/flow.h"
#include "lib/sigset/db.h"

struct skypedpi_engine {
    struct skypedpi_db *db;
    struct skypedpi_settings settings;
    struct skypedpi_allocator allocator;
    struct slab flows;
    struct slab natives;
    struct slab activities;
    struct buffers buffers;
    struct endpoints endpoints;
    struct skypedpi_stats stats;
    uint64_t time;     /* of the last packet */
    uint16_t followed; /* flows followed so far, wrapping */
};

static inline struct index *engine_index(struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    return flow_has(flow, BIT_TCP) ? &engine->db->tcp : &engine->db->udp;
}

/* Of the packet at hand. */
static inline uint32_t engine_second(const struct skypedpi_engine *engine)
{
    return seconds(engine->time);
}

#endif
