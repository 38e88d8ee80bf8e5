/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/verdict.h"

#include "lib/base/transport.h"
#include "lib/engine/activity.h"
#include "lib/engine/attempt.h"
#include "lib/engine/path.h"

static unsigned slot_application(const struct skypedpi_flow *flow, unsigned slot)
{
    static const uint8_t fixed[SLOT_CUSTOM] = {SKYPEDPI_APPLICATION_OTHER, SKYPEDPI_APPLICATION_SKYPE,
                                               SKYPEDPI_APPLICATION_SKYPE_RELATED};
    return slot == SLOT_CUSTOM ? flow->custom : fixed[slot];
}

/* The slot ahead; where two are level the more telling one: Skype, related, custom, other. */
static unsigned slot_ahead(const struct skypedpi_flow *flow)
{
    static const uint8_t order[SLOT_COUNT] = {SLOT_SKYPE, SLOT_RELATED, SLOT_CUSTOM, SLOT_OTHER};
    unsigned ahead = order[0];
    for (unsigned i = 1; i < SLOT_COUNT; i++)
        if (flow->score[order[i]] > flow->score[ahead])
            ahead = order[i];
    return ahead;
}

static uint8_t untunnelled(const struct skypedpi_flow *flow, const struct signature *s)
{
    uint8_t mechanism = s->mechanism;
    if (flow_has(flow, BIT_TCP) && s->transport == TRANSPORT_UDP) /* known by its UDP endpoint */
        mechanism = SKYPEDPI_MECHANISM_TCP;
    if (mechanism == SKYPEDPI_MECHANISM_TCP && flow->port[1 - flow_opener(flow)] == 80)
        mechanism = SKYPEDPI_MECHANISM_TCP_80;
    return mechanism;
}

static uint8_t mechanism_of(const struct skypedpi_flow *flow, const struct signature *s)
{
    switch (flow->tunnel) {
    case TUNNEL_HTTPS:
        return SKYPEDPI_MECHANISM_PROXY_HTTPS;
    case TUNNEL_SOCKS5:
        return SKYPEDPI_MECHANISM_PROXY_SOCKS5;
    case TUNNEL_SOCKS4:
        return SKYPEDPI_MECHANISM_PROXY_SOCKS4;
    default:
        return untunnelled(flow, s);
    }
}

void verdict_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                  struct skypedpi_verdict *v)
{
    const struct signature *s =
        flow->signature == NO_INDEX ? NULL : &engine->db->model.signatures[flow->signature];
    memset(v, 0, sizeof *v);
    v->size = sizeof *v;
    v->flags = flow->flags & ~FLAGS_HIDDEN;
    if (flow_has(flow, BIT_SPOKE_0) != flow_has(flow, BIT_SPOKE_1))
        v->flags |= SKYPEDPI_FLAG_ONE_WAY;
    v->application = flow->application;
    v->activity = flow->activity;
    v->mechanism = flow->mechanism;
    v->stage = flow->stage;
    v->confidence = flow->score[slot_ahead(flow)];
    v->signature = s ? s->id : 0;
    v->decided_packet = flow->stage == SKYPEDPI_STAGE_OPEN ? 0 : flow->decided;
    v->packets = flow->packets;
    memset(&v->era_first, 0xff, sizeof v->era_first);
    v->era_last = v->era_first;
    if (flow_has(flow, BIT_EXACT)) {
        v->era_first = v->era_last = flow->exact;
    } else if (s) {
        v->era_first = s->era_first;
        v->era_last = s->era_last;
    }
    activity_tell(engine, flow, v);
    if (flow->application)
        path_tell(engine, flow, v);
}

void verdict_call(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    struct skypedpi_verdict verdict;
    if (!engine->settings.on_verdict)
        return;
    verdict_tell(engine, flow, &verdict);
    engine->settings.on_verdict(engine->settings.user, flow, &verdict);
}

static unsigned stage_of(const struct skypedpi_engine *engine, unsigned score)
{
    if (score >= engine->settings.final)
        return SKYPEDPI_STAGE_FINAL;
    return score >= engine->settings.likely ? SKYPEDPI_STAGE_LIKELY : SKYPEDPI_STAGE_OPEN;
}

/* Index of the strongest signature that fired for an application, or NO_INDEX; with `own` only of those that
 * fired on the flow itself. `sum`: their weights. */
static uint16_t strongest(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                          unsigned application, bool own, unsigned *sum)
{
    const struct signature *all = engine->db->model.signatures;
    uint16_t best = NO_INDEX;
    *sum = 0;
    for (int i = 0; i < FIRED_KEPT; i++) {
        uint16_t index = (uint16_t)((flow->fired[i] & FIRED_NUMBER) - 1u);
        if (!flow->fired[i] || all[index].application != application ||
            (own && (flow->fired[i] & FIRED_ADOPTED)))
            continue;
        *sum += all[index].weight;
        if (best == NO_INDEX || all[index].weight > all[best].weight)
            best = index;
    }
    return best;
}

/* Was it known by what its endpoint or host did elsewhere? */
static bool is_adopted(const struct skypedpi_flow *flow)
{
    for (int i = 0; i < FIRED_KEPT; i++)
        if (flow->fired[i] & FIRED_ADOPTED)
            return true;
    return false;
}

/* What the flow proves by itself goes before what its endpoint is known for. Index of the signature that tells
 * what the flow is used for: one of its own, be it as weak as it will. */
static uint16_t reason_settle(const struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                              unsigned application)
{
    unsigned all, own;
    uint16_t of_itself = strongest(engine, flow, application, true, &own);
    bool adopted = is_adopted(flow);
    flow->signature = adopted ? strongest(engine, flow, application, false, &all) : of_itself;
    if (own >= engine->settings.likely) {
        flow->signature = of_itself;
        flow_unflag(flow, SKYPEDPI_FLAG_ENDPOINT);
    } else if (adopted) {
        flow_flag(flow, SKYPEDPI_FLAG_ENDPOINT);
    }
    return of_itself == NO_INDEX ? flow->signature : of_itself;
}

/* What its endpoint is known for helps, but only its own packets make a flow's verdict final. */
static void endpoint_limit(const struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    unsigned slot = slot_ahead(flow), most = engine->settings.final - 1, own;
    bool helped = flow->flags & FLAG_HELPED; /* by a signature that a swap has taken out, too */
    if (flow->score[slot] <= most || !helped || flow_has(flow, BIT_EXACT))
        return;
    strongest(engine, flow, slot_application(flow, slot), true, &own);
    if (own <= most)
        flow->score[slot] = (uint8_t)most;
}

/* Brings the verdict in line with the scores. True if it changed. */
static bool settle(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    const struct skypedpi_flow old = *flow;
    endpoint_limit(engine, flow);
    unsigned slot = slot_ahead(flow), leader = slot_application(flow, slot);
    uint16_t use = reason_settle(engine, flow, leader);
    unsigned stage = stage_of(engine, flow->score[slot]);
    if (stage == SKYPEDPI_STAGE_OPEN) /* what was said of it, outside a tunnel or by another set, stands */
        return false;
    flow->stage = (uint8_t)stage;
    if (flow->application != leader) /* what was measured was of another */
        activity_close(engine, flow);
    flow->application = (uint8_t)leader;
    if (use != NO_INDEX) { /* a swapped set may have left the leader without its signature */
        const struct signature *s = &engine->db->model.signatures[use];
        flow->activity = s->activity & 15u;
        flow->mechanism = mechanism_of(flow, s) & 15u;
    }
    activity_apply(engine, flow);
    if (old.application != flow->application)
        flow->decided = flow->packets;
    return old.application != flow->application || old.activity != flow->activity ||
           old.mechanism != flow->mechanism || old.stage != flow->stage;
}

bool verdict_settle(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (!settle(engine, flow))
        return false;
    verdict_call(engine, flow);
    if (application_is_subject(flow->application))
        attempt_decided(engine, flow);
    return true;
}

bool verdict_suffices(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    return stage_of(engine, flow->score[slot_ahead(flow)]) == SKYPEDPI_STAGE_FINAL;
}

void verdict_give_up(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (flow_final(flow))
        return;
    if (flow->stage == SKYPEDPI_STAGE_OPEN)
        flow->decided = 0;
    flow->stage = SKYPEDPI_STAGE_FINAL;
    flow_flag(flow, SKYPEDPI_FLAG_BUDGET);
    verdict_call(engine, flow);
}
