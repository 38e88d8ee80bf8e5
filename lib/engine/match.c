/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/match.h"

#include "lib/engine/count.h"
#include "lib/engine/program.h"
#include "lib/engine/score.h"
#include "lib/engine/verdict.h"

/* On the flow itself, be it on the message at hand: on another flow of its endpoint does not count. */
static bool has_fired(const struct skypedpi_flow *flow, uint32_t signature, bool now)
{
    static const uint16_t nothing[FIRED_KEPT];
    bool found = false;
    if (memcmp(flow->fired, nothing, sizeof nothing) == 0)
        return false;
    for (int i = 0; i < FIRED_KEPT; i++)
        found |= (flow->fired[i] & ~(now ? FIRED_NOW : 0u)) == signature + 1;
    return found;
}

static void *native_state(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (flow_followed(flow))
        return NULL;
    if (!flow->side)
        flow->side = (uint16_t)slab_take(&engine->natives);
    if (!flow->side) {
        engine->stats.natives_refused++;
        flow_flag(flow, SKYPEDPI_FLAG_SHORT_POOL);
        return NULL;
    }
    return slab_at(&engine->natives, flow->side);
}

static bool native_fires(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct view *view,
                         uint16_t native, uint64_t time)
{
    const struct skypedpi_native *n = &engine->db->natives[native];
    const struct skypedpi_message message = {.size = sizeof message,
                                             .reverse = view->direction,
                                             .time = time,
                                             .length = view->length,
                                             .captured = (uint32_t)view->data.length,
                                             .ordinal = flow->ordinal[view->direction],
                                             .source_port = flow->port[view->direction],
                                             .destination_port = flow->port[1 - view->direction],
                                             .payload = view->data.data};
    /* a record starts with the number of the detector it belongs to: a flow has state for one */
    uint8_t *record = n->state_size ? native_state(engine, flow) : NULL;
    if (n->state_size && (!record || (record[0] && record[0] != native + 1)))
        return false;
    if (record)
        record[0] = (uint8_t)(native + 1);
    return n->inspect(n->user, record ? record + NATIVE_RECORD_HEAD : NULL, &message) == 1;
}

/* A message counts once, however often it is looked at. */
static uint16_t counter_bit(const struct counting *c)
{
    return (uint16_t)(1u << (c->slot + (c->scope == SCOPE_HOST ? COUNTERS : 0)));
}

static bool fires(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view,
                  uint32_t number, uint64_t time)
{
    const struct signature *s = &engine->db->model.signatures[number];
    if (s->id == engine->settings.without)
        return false;
    if (s->counting.scope != SCOPE_FLOW) {
        if ((view->counted & counter_bit(&s->counting)) || !count_matters(engine, view, s))
            return false;
        engine->stats.programs++;
        if (program_holds(&engine->db->model, s, view)) {
            view->counted |= counter_bit(&s->counting);
            count_message(engine, flow, view, number, time);
        }
        return false;
    }
    if (s->application == SKYPEDPI_APPLICATION_OTHER && verdict_suffices(engine, flow))
        return false;
    if (has_fired(flow, number, true))
        return false;
    if (s->after != NO_INDEX && !has_fired(flow, s->after, false)) /* a chain takes one step a message */
        return false;
    engine->stats.programs++;
    return program_holds(&engine->db->model, s, view) &&
           (s->native == NO_INDEX || native_fires(engine, flow, view, s->native, time));
}

void match_message(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view, uint64_t time)
{
    const struct index *x = engine_index(engine, flow);
    bool news = false;
    engine->stats.messages++;
    if (!x->count || flow_final(flow))
        return;
    view_read(view);
    const struct index_key key = {.data = view->data.data,
                                  .length = view->length,
                                  .captured = (uint32_t)view->data.length,
                                  .server = view->server,
                                  .ordinal = flow->ordinal[view->direction],
                                  .number = view_number(view),
                                  .kind = view->kind,
                                  .context = view->context,
                                  .port = {flow->port[0], flow->port[1]},
                                  .name = view_name(view)};
    uint64_t alive[INDEX_WORDS];
    index_find(x, &key, alive);
    for (uint32_t w = 0; w < x->words; w++) {
        for (uint64_t left = alive[w]; left; left &= left - 1) {
            uint32_t number = x->signature[w * 64 + (uint32_t)__builtin_ctzll(left)];
            if (fires(engine, flow, view, number, time))
                news |= score_add(engine, flow, number, view, time);
        }
    }
    if (news) /* all that a message proves counts, in whatever order */
        score_settle(engine, flow, time);
}
