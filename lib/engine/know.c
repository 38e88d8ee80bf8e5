/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/know.h"

#include <string.h>
#include "lib/base/time.h"
#include "lib/base/transport.h"
#include "lib/engine/house.h"

/* Nanoseconds of a second near `time`. */
static uint64_t since(uint32_t second, uint64_t time)
{
    return (time / SECOND + (uint64_t)(int32_t)(second - seconds(time))) * SECOND;
}

static struct skypedpi_endpoint told_of(const struct skypedpi_engine *engine, const struct endpoint *e,
                                        uint64_t time)
{
    static const uint8_t transports[] = {[ENDPOINT_NONE] = 0,
                                         [ENDPOINT_UDP] = TRANSPORT_UDP,
                                         [ENDPOINT_TCP] = TRANSPORT_TCP,
                                         [ENDPOINT_HOST] = 0};
    struct skypedpi_endpoint told = {.size = sizeof told,
                                     .family = e->key.family,
                                     .transport = transports[e->key.kind],
                                     .port = e->key.port,
                                     .application = e->application,
                                     .confidence = e->score,
                                     .role = e->role,
                                     .first = since(e->first, time),
                                     .time = time};
    if (e->signature != NO_INDEX)
        told.signature = engine->db->model.signatures[e->signature].id;
    memcpy(told.address, e->key.address, sizeof told.address);
    for (unsigned i = 0; e->key.kind == ENDPOINT_UDP && i < 4; i++)
        told.reported[i] = (uint8_t)(e->reported >> (24 - 8 * i));
    return told;
}

static void tell(struct skypedpi_engine *engine, const struct endpoint *e, uint64_t time)
{
    if (!engine->settings.on_endpoint)
        return;
    const struct skypedpi_endpoint told = told_of(engine, e, time);
    engine->settings.on_endpoint(engine->settings.user, &told);
}

static void tell_count(struct skypedpi_engine *engine, const struct endpoint *e, uint32_t signature,
                       uint64_t time)
{
    if (!engine->settings.on_count)
        return;
    const struct skypedpi_endpoint told = told_of(engine, e, time);
    engine->settings.on_count(engine->settings.user, signature, &told);
}

/* Adds to what speaks for an application; tells the embedder when the endpoint becomes known. */
static void learn(struct skypedpi_engine *engine, struct endpoint *e, unsigned application, uint32_t signature,
                  unsigned weight, uint64_t time)
{
    const struct signature *all = engine->db->model.signatures;
    if (e->candidate && e->candidate != application)
        return;
    e->candidate = (uint8_t)application;
    unsigned sum = e->score + weight;
    e->score = (uint8_t)(sum < 100 ? sum : 100);
    endpoint_weigh(&engine->endpoints, e);
    endpoint_speaks(&engine->endpoints, e, seconds(time));
    if (e->signature == NO_INDEX)
        endpoints_news(&engine->endpoints);
    if (e->signature == NO_INDEX || all[signature].weight > all[e->signature].weight)
        e->signature = (uint16_t)signature;
    if (e->application || e->score < engine->settings.likely)
        return;
    e->application = e->candidate;
    house_enter(&engine->endpoints, e, seconds(time));
    engine->endpoints.known++;
    endpoints_news(&engine->endpoints);
    engine->stats.endpoints_known++;
    tell(engine, e, time);
}

/* A doubt more where it had got its name again. */
static uint8_t doubted_more(const struct endpoint *was)
{
    if (!was->doubted)
        return 1;
    return (uint8_t)(was->doubted + (was->application && was->doubted < DOUBTS));
}

/* Another program has the port now. */
static void forget(struct skypedpi_engine *engine, struct endpoint *e, uint64_t time)
{
    struct endpoint gone = *e;
    house_leave(&engine->endpoints, e);
    endpoint_forget(&engine->endpoints, e, seconds(time));
    if (gone.key.kind == ENDPOINT_TCP)
        e->doubted = doubted_more(&gone);
    if (!gone.application)
        return;
    gone.application = SKYPEDPI_APPLICATION_UNKNOWN;
    gone.score = 0;
    tell(engine, &gone, time);
}

void know_count(struct skypedpi_engine *engine, struct endpoint *e, uint32_t signature, uint64_t time)
{
    const struct signature *s = &engine->db->model.signatures[signature];
    tell_count(engine, e, s->id, time);
    if (s->application == SKYPEDPI_APPLICATION_OTHER) {
        forget(engine, e, time);
        return;
    }
    e->fired = (e->fired | 1u << s->counting.slot) & SLOTS;
    if (e->candidate && e->candidate != s->application) /* what is known of it is of another */
        return;
    if (s->activity == SKYPEDPI_ACTIVITY_SUPERNODE && e->role < SKYPEDPI_ROLE_SUPERNODE)
        e->role = SKYPEDPI_ROLE_SUPERNODE;
    if (e->key.kind == ENDPOINT_UDP && s->counting.rule == COUNTING_SAME &&
        s->counting.value.b == FIELD_SKYPE_ADDRESS)
        e->reported = e->counted[s->counting.slot].value;
    bool was_known = e->application != SKYPEDPI_APPLICATION_UNKNOWN;
    learn(engine, e, s->application, signature, s->weight, time);
    if (was_known) /* news of one who is known already */
        tell(engine, e, time);
}

void know_role(struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side, unsigned role)
{
    struct endpoint *e = endpoint_of(&engine->endpoints, flow, side, ENDPOINT_UDP);
    if (!e || e->application != flow->application || e->role >= role)
        return;
    e->role = role & 7;
    tell(engine, e, engine->time);
}

/* So many times, and up. */
static unsigned halved(unsigned weight, unsigned times)
{
    return (weight + (1u << times) - 1) >> times;
}

/* One sure flow makes an endpoint known. Of likely ones it takes two on UDP; on TCP one will do, as what it
 * makes of others at the same port is the least that is called likely, unless answers are not captured, which
 * would show that they are none. Where that was seen it takes twice as many, and each time twice as many again.
 */
static unsigned lesson(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                       const struct endpoint *e)
{
    const unsigned likely = engine->settings.likely;
    const bool tcp = flow_has(flow, BIT_TCP);
    const bool half = !tcp || engine->db->model.signatures[flow->signature].half_seen;
    const unsigned doubted = tcp ? e->doubted : 0;
    switch (flow->stage) {
    case SKYPEDPI_STAGE_FINAL:
        return halved(likely + 10, doubted);
    case SKYPEDPI_STAGE_LIKELY:
        return halved(likely, doubted ? doubted : half);
    default:
        return 0;
    }
}

static void flow_teaches(struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side,
                         enum endpoint_kind kind, uint64_t time)
{
    struct endpoint_key key = endpoint_key_of(flow, side, kind);
    struct endpoint *e = endpoint_take(&engine->endpoints, &key, seconds(time));
    if (e)
        learn(engine, e, flow->application, flow->signature, lesson(engine, flow, e), time);
}

/* Who asked a proxy speaks to it for another, though its answer may not have been seen. What a host tries next
 * is known by little, which says nothing of whom it tries. */
static bool teaches(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    const struct signature *s = &engine->db->model.signatures[flow->signature];
    return application_is_subject(flow->application) && s->counting.scope == SCOPE_FLOW &&
           flow->tunnel == TUNNEL_NONE && !s->by_tries;
}

void know_flow(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned before, uint64_t time)
{
    /* what is only tried proves nothing of whom it is tried at */
    if (flow->signature == NO_INDEX || flow->stage == before || !flow->packets || !teaches(engine, flow))
        return;
    if (!flow_has(flow, BIT_TCP)) {
        for (unsigned side = 0; side < 2; side++) /* anybody can be sent anything */
            if (flow_has(flow, BIT_SPOKE(side)))
                flow_teaches(engine, flow, side, ENDPOINT_UDP, time);
    } else {
        /* the opener's port is new each time: only the other one will be met again */
        flow_teaches(engine, flow, 1 - flow_opener(flow), ENDPOINT_TCP, time);
    }
}

/* When a flow last said something; one that said nothing yet does so now. */
static uint32_t flow_second(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    uint32_t now = milliseconds(engine->time), least = UINT32_MAX;
    const struct buffer *b =
        flow_has(flow, BIT_TCP) && flow->buffer ? buffer_at(&engine->buffers, flow->buffer) : NULL;
    if (b && b->turn_length) /* it is saying it still */
        return seconds(b->turn_time);
    for (unsigned i = 0; i < 2; i++)
        if (flow->ordinal[i] && now - flow->head_time[i] < least)
            least = now - flow->head_time[i];
    return engine_second(engine) - (least <= INT32_MAX ? least / 1000 : 0);
}

/* Known, and not for something long ago: by then another program may have the port. */
static const struct endpoint *known(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                                    unsigned side, enum endpoint_kind kind)
{
    const struct endpoint *e = endpoint_of(&engine->endpoints, flow, side, kind);
    return e && e->application && (int32_t)(flow_second(engine, flow) - e->last) <= KNOWN_FOR ? e : NULL;
}

/* Were a TCP port's connections seen to be another program's? */
static bool doubted(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side)
{
    const struct endpoint *e = endpoint_of(&engine->endpoints, flow, side, ENDPOINT_TCP);
    return e && e->doubted;
}

static const struct endpoint *side_known(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                                         unsigned side)
{
    const bool tcp = flow_has(flow, BIT_TCP), listens = side != flow_opener(flow);
    const struct endpoint *e = tcp && listens ? known(engine, flow, side, ENDPOINT_TCP) : NULL;
    if (!e && (!tcp || (listens && !doubted(engine, flow, side)))) /* they listen where they use UDP (BON07) */
        e = known(engine, flow, side, ENDPOINT_UDP);
    if (e || !(flow->flags & FLAG_CHAINED(side)))
        return e;
    e = known(engine, flow, side, ENDPOINT_HOST);
    return e && e->application == flow->chained ? e : NULL;
}

const struct endpoint *know_of(const struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    const struct endpoint *e = NULL;
    flow->asked = engine->endpoints.news;
    for (unsigned side = 0; side < 2 && !e; side++)
        e = side_known(engine, flow, side);
    return e;
}
