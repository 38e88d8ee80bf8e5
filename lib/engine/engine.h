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

/* A record of native state: the detector's number, then its bytes, aligned. */
#define NATIVE_RECORD_HEAD 8
#define NATIVE_RECORD      (NATIVE_RECORD_HEAD + SKYPEDPI_NATIVE_STATE)

struct skypedpi_engine {
    struct skypedpi_db *db;
    struct skypedpi_settings settings;
    struct skypedpi_allocator allocator;
    struct slab flows;
    struct slab natives;    /* of NATIVE_RECORD bytes */
    struct slab activities; /* struct activity */
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

/* Gives back the record of a detector, if the flow has one. */
static inline void native_release(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (!flow->side || flow_followed(flow))
        return;
    slab_give(&engine->natives, flow->side);
    flow->side = 0;
}

/* Of the packet at hand. */
static inline uint32_t engine_second(const struct skypedpi_engine *engine)
{
    return seconds(engine->time);
}

#endif
