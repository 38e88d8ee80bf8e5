/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/carry.h"

#include <string.h>
#include "lib/base/transport.h"
#include "lib/engine/activity.h"
#include "lib/engine/house.h"
#include "lib/sigset/alike.h"

/* Flows and endpoints refer to signatures, applications, detectors and counters by number, and in another
 * database the numbers are others: a signature is the same if name of set and id are, an application if its
 * name is, a detector if its descriptor is, a counter if its signature counts as it did. What has no
 * counterpart is forgotten. */

#define GONE UINT8_MAX

struct carry {
    struct skypedpi_engine *engine;
    const struct skypedpi_db *old, *new;
    uint8_t set[SETS_MAX];                     /* by old number: the new one, or GONE */
    uint8_t native[NATIVES_MAX];               /* likewise */
    uint8_t slot[ENDPOINT_HOST + 1][COUNTERS]; /* likewise, by kind of endpoint */
    uint8_t application[UINT8_MAX + 1];        /* likewise; UNKNOWN: gone */
};

/* ---- what is the same ---- */

/* Index in the new model of the same signature, or NO_INDEX. */
static uint16_t carried(const struct carry *c, uint16_t index)
{
    if (index == NO_INDEX)
        return NO_INDEX;
    uint32_t id = c->old->model.signatures[index].id;
    if (c->set[set_number(id)] == GONE)
        return NO_INDEX;
    const struct signature *s =
        db_signature(c->new, (uint32_t)c->set[set_number(id)] << ID_BITS | (id & ID_MOST));
    return s ? (uint16_t)(s - c->new->model.signatures) : (uint16_t)NO_INDEX;
}

static bool same_native(const struct skypedpi_native *a, const struct skypedpi_native *b)
{
    return a->inspect == b->inspect && a->user == b->user && a->state_size == b->state_size &&
           strcmp(a->name, b->name) == 0;
}

static uint8_t native_carried(const struct carry *c, uint32_t native)
{
    for (uint32_t i = 0; i < c->new->model.native_count; i++)
        if (same_native(&c->old->natives[native], &c->new->natives[i]))
            return (uint8_t)i;
    return GONE;
}

static uint8_t application_carried(const struct carry *c, unsigned application)
{
    if (application < SKYPEDPI_APPLICATION_CUSTOM)
        return (uint8_t)application;
    const char *name = skypedpi_db_application_name(c->old, application);
    for (unsigned i = 0; i < c->new->model.application_count; i++)
        if (strcmp(skypedpi_db_application_name(c->new, SKYPEDPI_APPLICATION_CUSTOM + i), name) == 0)
            return (uint8_t)(SKYPEDPI_APPLICATION_CUSTOM + i);
    return SKYPEDPI_APPLICATION_UNKNOWN;
}

/* Do both count the same messages, in the same way? */
static bool same_counting(const struct carry *c, const struct signature *old, const struct signature *new)
{
    struct counting a = old->counting, b = new->counting;
    a.slot = b.slot = 0;
    if (old->transport != new->transport || memcmp(&a, &b, sizeof a) != 0)
        return false;
    return programs_alike(&c->old->model, old, &c->new->model, new);
}

static void slots_match(struct carry *c)
{
    memset(c->slot, GONE, sizeof c->slot);
    for (uint32_t i = 0; i < c->old->model.signature_count; i++) {
        const struct signature *old = &c->old->model.signatures[i];
        uint16_t index = old->counting.scope == SCOPE_FLOW ? (uint16_t)NO_INDEX : carried(c, (uint16_t)i);
        const struct signature *new = index == NO_INDEX ? NULL : &c->new->model.signatures[index];
        if (!new || !same_counting(c, old, new))
            continue;
        unsigned kind = old->counting.scope == SCOPE_HOST ? ENDPOINT_HOST
                        : old->transport == TRANSPORT_UDP ? ENDPOINT_UDP
                                                          : ENDPOINT_TCP;
        c->slot[kind][old->counting.slot] = new->counting.slot;
    }
}

static void carry_begin(struct carry *c)
{
    for (uint32_t i = 0; i < c->old->model.set_count; i++) {
        uint32_t number = db_set_find(c->new, model_text(&c->old->model, c->old->model.set[i].name));
        c->set[i] = number < c->new->model.set_count ? (uint8_t)number : GONE;
    }
    for (uint32_t i = 0; i < c->old->model.native_count; i++)
        c->native[i] = native_carried(c, i);
    for (unsigned i = 0; i < SKYPEDPI_APPLICATION_CUSTOM + c->old->model.application_count; i++)
        c->application[i] = application_carried(c, i);
    slots_match(c);
}

/* ---- flows ---- */

static void native_carry(const struct carry *c, struct skypedpi_flow *flow)
{
    if (!flow->side || flow_followed(flow))
        return;
    uint8_t *record = slab_at(&c->engine->natives, flow->side);
    uint8_t number = record[0] ? c->native[record[0] - 1] : GONE;
    if (number == GONE)
        native_release(c->engine, flow);
    else
        record[0] = (uint8_t)(number + 1);
}

/* The new set knows nothing of what it was decided for: it is undecided again, unless all that could be looked
 * back at is gone. */
static void verdict_drop(const struct carry *c, struct skypedpi_flow *flow)
{
    activity_close(c->engine, flow);
    flow->application = SKYPEDPI_APPLICATION_UNKNOWN;
    flow->activity = SKYPEDPI_ACTIVITY_NONE;
    flow->mechanism = SKYPEDPI_MECHANISM_NONE;
    flow_unflag(flow, SKYPEDPI_FLAG_ENDPOINT);
    if (!flow_final(flow)) {
        flow->stage = SKYPEDPI_STAGE_OPEN;
        flow->decided = 0;
    }
}

static void flow_carry(const struct carry *c, struct skypedpi_flow *flow)
{
    flow->signature = carried(c, flow->signature);
    for (int i = 0; i < FIRED_KEPT; i++) {
        uint16_t how = flow->fired[i] & (uint16_t)~FIRED_NUMBER, number = flow->fired[i] & FIRED_NUMBER;
        uint16_t index = number ? carried(c, (uint16_t)(number - 1)) : (uint16_t)NO_INDEX;
        flow->fired[i] = index == NO_INDEX ? 0 : (uint16_t)((index + 1) | how);
    }
    flow->custom = c->application[flow->custom];
    if (!flow->custom)
        flow->score[SLOT_CUSTOM] = 0;
    if (flow->application && !c->application[flow->application])
        verdict_drop(c, flow);
    flow->application = c->application[flow->application];
    flow->chained = c->application[flow->chained];
    native_carry(c, flow);
}

/* ---- endpoints ---- */

static void counters_carry(const struct carry *c, struct endpoint *endpoint)
{
    const struct endpoint old = *endpoint;
    const uint8_t *slot = c->slot[endpoint->key.kind];
    endpoint->fired = endpoint->missed = 0;
    memset(endpoint->count, 0, sizeof endpoint->count);
    memset(endpoint->counted, 0, sizeof endpoint->counted);
    memset(endpoint->counter, 0, sizeof endpoint->counter);
    for (unsigned i = 0; i < COUNTERS; i++) {
        if (slot[i] == GONE)
            continue;
        endpoint->count[slot[i]] = old.count[i];
        endpoint->counted[slot[i]] = old.counted[i];
        endpoint->counter[slot[i]] = old.counter[i];
        endpoint->fired = (endpoint->fired | (old.fired >> i & 1u) << slot[i]) & SLOTS;
        endpoint->missed = (endpoint->missed | (old.missed >> i & 1u) << slot[i]) & SLOTS;
    }
}

static bool counted(const struct endpoint *endpoint)
{
    for (unsigned i = 0; i < COUNTERS; i++)
        if (endpoint->count[i])
            return true;
    return false;
}

/* The signature that spoke for an application, unless its number is that of one for another now. */
static uint16_t reason_carried(const struct carry *c, uint16_t signature, uint8_t application)
{
    uint16_t index = carried(c, signature);
    if (index != NO_INDEX && c->new->model.signatures[index].application != application)
        return NO_INDEX;
    return index;
}

static void endpoint_carry(const struct carry *c, struct endpoint *endpoint)
{
    if (endpoint->key.kind == ENDPOINT_PAIR || endpoint->key.kind == ENDPOINT_MIRROR)
        return;
    endpoint->candidate = c->application[endpoint->candidate];
    endpoint->signature = reason_carried(c, endpoint->signature, endpoint->candidate);
    uint8_t application = c->application[endpoint->application];
    counters_carry(c, endpoint);
    house_carry(endpoint, c->application);
    bool lost = endpoint->application && !application;
    bool empty = endpoint->key.kind != ENDPOINT_HOST && !endpoint->candidate && !counted(endpoint);
    if (lost || empty) {
        endpoint_forget(&c->engine->endpoints, endpoint, engine_second(c->engine));
        return;
    }
    if (!endpoint->candidate)
        endpoint->score = endpoint->role = 0;
    endpoint->application = application;
    endpoint_weigh(&c->engine->endpoints, endpoint);
}

void carry_all(struct skypedpi_engine *engine, const struct skypedpi_db *db)
{
    struct carry c = {.engine = engine, .old = engine->db, .new = db};
    carry_begin(&c);
    for (uint32_t n = 1; n <= engine->flows.used; n++) {
        struct skypedpi_flow *flow = slab_at(&engine->flows, n);
        if (flow_has(flow, BIT_OPEN))
            flow_carry(&c, flow);
    }
    for (uint32_t i = 0; i < engine->endpoints.sets * WAYS; i++)
        if (engine->endpoints.record[i].key.kind != ENDPOINT_NONE)
            endpoint_carry(&c, &engine->endpoints.record[i]);
}
