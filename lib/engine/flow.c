/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/flow.h"

#include "lib/base/abi.h"
#include "lib/base/transport.h"
#include "lib/engine/activity.h"
#include "lib/engine/attempt.h"
#include "lib/engine/score.h"
#include "lib/engine/stream.h"
#include "lib/engine/verdict.h"

static bool tuple_ok(const struct skypedpi_tuple *t)
{
    return (t->family == 4 || t->family == 6) &&
           (t->transport == TRANSPORT_TCP || t->transport == TRANSPORT_UDP) && t->reserved == 0;
}

static void flow_fill(struct skypedpi_flow *flow, const struct skypedpi_tuple *t)
{
    flow->bits = BIT_OPEN;
    if (t->transport == TRANSPORT_TCP)
        flow_set(flow, BIT_TCP);
    if (t->family == 6)
        flow_set(flow, BIT_IPV6);
    for (unsigned i = 0; i < 2; i++) {
        const uint8_t *address = i ? t->destination : t->source;
        if (t->family == 6) /* lengths that the compiler knows */
            memcpy(flow->address[i], address, 16);
        else
            memcpy(flow->address[i], address, 4);
    }
    flow->port[0] = t->source_port;
    flow->port[1] = t->destination_port;
    flow->signature = NO_INDEX;
}

int skypedpi_flow_open(skypedpi_engine *engine, const struct skypedpi_tuple *tuple, skypedpi_flow **out)
{
    if (!out)
        return SKYPEDPI_E_ARGUMENT;
    *out = NULL;
    if (!engine || !tuple)
        return SKYPEDPI_E_ARGUMENT;
    if (tuple->size != sizeof *tuple)
        return SKYPEDPI_E_SIZE;
    if (!tuple_ok(tuple))
        return SKYPEDPI_E_ARGUMENT;
    uint32_t number = slab_take(&engine->flows);
    if (!number) {
        engine->stats.flows_refused++;
        return SKYPEDPI_E_FULL;
    }
    engine->stats.flows_opened++;
    *out = slab_at(&engine->flows, number);
    flow_fill(*out, tuple);
    return SKYPEDPI_OK;
}

/* What only undecided flows need. */
static inline void flow_release(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (flow_has(flow, BIT_TCP))
        stream_drop(engine, flow);
    native_release(engine, flow);
}

/* Has the flow said all that a signature may look at? */
static inline bool spent(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    const bool tcp = flow_has(flow, BIT_TCP);
    const uint32_t last = tcp ? engine->db->tcp.last : engine->db->udp.last;
    if (flow->packets >= (tcp ? engine->settings.tcp_budget : engine->settings.udp_budget))
        return true;
    if (flow->ordinal[0] <= last || flow->ordinal[1] <= last)
        return false;
    return flow->tunnel <= TUNNEL_NONE || flow->tunnel >= TUNNEL_HTTPS; /* else all begins anew behind it */
}

/* Is there nothing to do for a flow but to wait for its next packet? As it is most often. */
static inline bool waits(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    return flow->stage == SKYPEDPI_STAGE_OPEN && !flow_followed(flow) && !spent(engine, flow);
}

void flow_follow(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (flow->stage != SKYPEDPI_STAGE_OPEN && !flow_followed(flow) && activity_wanted(engine, flow))
        activity_open(engine, flow);
    if (flow_final(flow))
        flow_release(engine, flow);
}

/* More has become known of a flow, or nothing more will. */
static int feed_told(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                     const struct skypedpi_packet *p)
{
    if (flow->stage != SKYPEDPI_STAGE_OPEN && !flow->decided)
        flow->decided = flow->packets; /* it was known before its first payload */
    if (!flow_final(flow) && spent(engine, flow)) {
        stream_flush(engine, flow);
        verdict_give_up(engine, flow);
    }
    flow_follow(engine, flow);
    if (flow_followed(flow))
        activity_feed(engine, flow, p);
    return flow_final(flow) && !flow_followed(flow) ? SKYPEDPI_DONE : SKYPEDPI_OK;
}

/* Not inlined, so that the usual packet, which tells nothing, takes no stack. */
__attribute__((noinline)) static int feed_undecided(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                                                    const struct skypedpi_packet *p)
{
    if (p->length && flow->packets < UINT16_MAX)
        flow->packets++;
    stream_feed(engine, flow, p);
    score_adopt(engine, flow, p->time);
    return waits(engine, flow) ? SKYPEDPI_OK : feed_told(engine, flow, p);
}

__attribute__((noinline)) static int feed_followed(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                                                   const struct skypedpi_packet *p)
{
    activity_feed(engine, flow, p);
    return SKYPEDPI_OK;
}

int skypedpi_flow_feed(skypedpi_engine *engine, skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    if (!engine || !flow || !p)
        return SKYPEDPI_E_ARGUMENT;
    if (flow_final(flow) && !flow_followed(flow)) {
        engine->stats.packets_decided++;
        return SKYPEDPI_DONE;
    }
    if (p->size != sizeof *p)
        return SKYPEDPI_E_SIZE;
    if (!flow_has(flow, BIT_OPEN))
        return SKYPEDPI_E_STATE;
    if (p->captured && (p->captured > p->length || !p->payload))
        return SKYPEDPI_E_ARGUMENT;
    engine->time = p->time;
    if (flow_final(flow))
        return feed_followed(engine, flow, p);
    engine->stats.packets++;
    if (stream_idle(flow, p) && !know_news(engine, flow) && waits(engine, flow))
        return SKYPEDPI_OK;
    return feed_undecided(engine, flow, p);
}

static inline int verdict_write(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                                struct skypedpi_verdict *verdict)
{
    struct skypedpi_verdict ours;
    score_adopt(engine, flow, engine->time);
    if (verdict->size == sizeof *verdict) {
        verdict_tell(engine, flow, verdict);
        return SKYPEDPI_OK;
    }
    verdict_tell(engine, flow, &ours);
    return abi_write(verdict, &ours, sizeof ours, sizeof ours);
}

int skypedpi_flow_verdict(skypedpi_engine *engine, skypedpi_flow *flow, struct skypedpi_verdict *verdict)
{
    if (!engine || !flow || !verdict)
        return SKYPEDPI_E_ARGUMENT;
    if (!flow_has(flow, BIT_OPEN))
        return SKYPEDPI_E_STATE;
    if (!abi_fits(verdict, sizeof *verdict)) /* and nothing has changed */
        return SKYPEDPI_E_SIZE;
    return verdict_write(engine, flow, verdict);
}

int skypedpi_flow_block(skypedpi_engine *engine, skypedpi_flow *flow)
{
    if (!engine || !flow)
        return SKYPEDPI_E_ARGUMENT;
    if (!flow_has(flow, BIT_OPEN))
        return SKYPEDPI_E_STATE;
    return attempt_block(engine, flow);
}

int skypedpi_flow_close(skypedpi_engine *engine, skypedpi_flow *flow, struct skypedpi_verdict *verdict)
{
    if (!engine || !flow)
        return SKYPEDPI_E_ARGUMENT;
    if (!flow_has(flow, BIT_OPEN))
        return SKYPEDPI_E_STATE;
    if (verdict && !abi_fits(verdict, sizeof *verdict)) /* and nothing has changed */
        return SKYPEDPI_E_SIZE;
    score_adopt(engine, flow, engine->time); /* before the flow says more */
    if (!flow_final(flow))
        stream_flush(engine, flow);
    if (flow_followed(flow))
        activity_judge(engine, flow);
    if (verdict)
        verdict_write(engine, flow, verdict);
    else
        score_adopt(engine, flow, engine->time); /* as that does: callbacks hear of it */
    flow_release(engine, flow);
    activity_close(engine, flow);
    slab_give(&engine->flows, slab_number(&engine->flows, flow));
    return SKYPEDPI_OK;
}

void *skypedpi_flow_user(const skypedpi_flow *flow)
{
    return flow ? flow->user : NULL;
}

void skypedpi_flow_set_user(skypedpi_flow *flow, void *user)
{
    if (flow)
        flow->user = user;
}

void skypedpi_flow_prefetch(const skypedpi_flow *flow)
{
    const uint8_t *memory = (const uint8_t *)flow;
    for (size_t at = 0; flow && at < sizeof *flow; at += CACHE_LINE)
        __builtin_prefetch(memory + at, 0, 2); /* to the second cache: the first can wait for few lines */
}
