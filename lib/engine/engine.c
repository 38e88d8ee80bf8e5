/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/engine.h"

#include "lib/base/abi.h"
#include "lib/base/alloc.h"
#include "lib/base/time.h"
#include "lib/engine/activity.h"
#include "lib/engine/carry.h"
#include "lib/engine/score.h"
#include "lib/engine/stream.h"

#define SILENCE_MAX (60 * SECOND)

static const struct skypedpi_settings usual = {.size = sizeof usual,
                                               .max_flows = 65536,
                                               .max_endpoints = 16384,
                                               .stream_buffers = 1024,
                                               .native_records = 1024,
                                               .udp_budget = 32,
                                               .tcp_budget = 48,
                                               .likely = 50,
                                               .final = 90};

int skypedpi_settings_default(struct skypedpi_settings *settings)
{
    return settings ? abi_write(settings, &usual, sizeof usual, sizeof usual) : SKYPEDPI_E_ARGUMENT;
}

static bool within(uint32_t value, uint32_t low, uint32_t high)
{
    return value >= low && value <= high;
}

static bool settings_ok(const struct skypedpi_settings *s)
{
    return within(s->max_flows, 1, 1u << 31) && s->max_endpoints <= 1u << 28 &&
           s->stream_buffers <= UINT16_MAX && s->native_records <= UINT16_MAX &&
           s->activity_records <= UINT16_MAX && within(s->udp_budget, 1, UINT16_MAX) &&
           within(s->tcp_budget, 1, UINT16_MAX) && within(s->likely, 1, 100) &&
           within(s->final, s->likely, 100) && s->require_verified <= 1 && s->no_rollback <= 1;
}

/* May this set be put to use? Release numbers of different sets are not to be compared: the first counts. */
static int db_check(const struct skypedpi_settings *s, const struct skypedpi_db *db)
{
    if (s->require_verified && !db->verified)
        return SKYPEDPI_E_UNVERIFIED;
    return db->model.set[0].edition.release < s->oldest_release ? SKYPEDPI_E_OLD : SKYPEDPI_OK;
}

/* Is one of the sets an older release than the one in use? */
static bool is_rollback(const struct skypedpi_db *old, const struct skypedpi_db *new)
{
    for (uint32_t i = 0; i < new->model.set_count; i++) {
        uint32_t before = db_set_find(old, model_text(&new->model, new->model.set[i].name));
        if (before < old->model.set_count &&
            new->model.set[i].edition.release < old->model.set[before].edition.release)
            return true;
    }
    return false;
}

static int pools_open(struct skypedpi_engine *e)
{
    const struct skypedpi_settings *s = &e->settings;
    int result = slab_open(&e->flows, &e->allocator, s->max_flows, sizeof(struct skypedpi_flow),
                           sizeof(struct skypedpi_flow));
    if (result == SKYPEDPI_OK)
        result = slab_open(&e->natives, &e->allocator, s->native_records, NATIVE_RECORD, NATIVE_RECORD);
    if (result == SKYPEDPI_OK)
        result = slab_open(&e->buffers.slab, &e->allocator, s->stream_buffers, sizeof(struct buffer),
                           offsetof(struct buffer, turn));
    if (result == SKYPEDPI_OK)
        result = slab_open(&e->activities, &e->allocator, s->activity_records, sizeof(struct activity),
                           sizeof(struct activity));
    if (result == SKYPEDPI_OK)
        result = endpoints_open(&e->endpoints, &e->allocator, s->max_endpoints, s->hash_seed);
    e->stats.memory = sizeof *e + ((uint64_t)e->endpoints.sets * WAYS + 1) * ENDPOINT_BYTES +
                      slab_bytes(&e->flows) + slab_bytes(&e->natives) + slab_bytes(&e->activities) +
                      slab_bytes(&e->buffers.slab);
    return result;
}

int skypedpi_engine_new(skypedpi_db *db, const struct skypedpi_settings *settings, skypedpi_engine **out)
{
    struct skypedpi_settings ours = usual;
    if (!out)
        return SKYPEDPI_E_ARGUMENT;
    *out = NULL;
    if (!db)
        return SKYPEDPI_E_ARGUMENT;
    if (settings && abi_read(&ours, sizeof ours, sizeof ours, settings) != SKYPEDPI_OK)
        return SKYPEDPI_E_SIZE;
    if (!settings_ok(&ours) || !allocator_ok(ours.allocator))
        return SKYPEDPI_E_ARGUMENT;
    int result = db_check(&ours, db);
    if (result != SKYPEDPI_OK)
        return result;
    const struct skypedpi_allocator allocator = allocator_or_default(ours.allocator);
    struct skypedpi_engine *e = allocate_zeroed(&allocator, 1, sizeof *e);
    if (!e)
        return SKYPEDPI_E_MEMORY;
    e->settings = ours;
    e->allocator = allocator;
    e->db = skypedpi_db_ref(db);
    result = pools_open(e);
    if (result != SKYPEDPI_OK)
        skypedpi_engine_free(e);
    else
        *out = e;
    return result;
}

void skypedpi_engine_free(skypedpi_engine *e)
{
    if (!e)
        return;
    const struct skypedpi_allocator allocator = e->allocator;
    slab_close(&e->flows, &allocator);
    slab_close(&e->natives, &allocator);
    slab_close(&e->activities, &allocator);
    slab_close(&e->buffers.slab, &allocator);
    endpoints_close(&e->endpoints, &allocator);
    skypedpi_db_unref(e->db);
    release(&allocator, e);
}

int skypedpi_engine_set_db(skypedpi_engine *e, skypedpi_db *db)
{
    if (!e || !db)
        return SKYPEDPI_E_ARGUMENT;
    int result = db_check(&e->settings, db);
    if (result == SKYPEDPI_OK && e->settings.no_rollback && is_rollback(e->db, db))
        result = SKYPEDPI_E_OLD;
    if (result != SKYPEDPI_OK)
        return result;
    carry_all(e, db);
    endpoints_news(&e->endpoints);
    skypedpi_db_ref(db);
    skypedpi_db_unref(e->db);
    e->db = db;
    return SKYPEDPI_OK;
}

int skypedpi_engine_tick(skypedpi_engine *e, uint64_t time)
{
    if (!e)
        return SKYPEDPI_E_ARGUMENT;
    for (uint32_t n = 1; n <= e->buffers.slab.used; n++) {
        const struct buffer *b = buffer_at(&e->buffers, n);
        struct skypedpi_flow *flow = b->owner ? slab_at(&e->flows, b->owner) : NULL;
        if (flow && flow->buffer == n && time > b->time && time - b->time > SILENCE_MAX) {
            stream_flush(e, flow);
            flow_follow(e, flow);
        }
    }
    return SKYPEDPI_OK;
}

int skypedpi_engine_stats(const skypedpi_engine *e, struct skypedpi_stats *stats)
{
    if (!e || !stats)
        return SKYPEDPI_E_ARGUMENT;
    struct skypedpi_stats ours = e->stats;
    ours.flows_open = e->flows.live;
    return abi_write(stats, &ours, sizeof ours, sizeof ours);
}
