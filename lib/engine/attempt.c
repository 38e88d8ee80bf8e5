/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/attempt.h"

#include <string.h>
#include "lib/base/time.h"
#include "lib/base/transport.h"
#include "lib/engine/house.h"

#define WATCHED 300 /* seconds after a block */

static struct endpoint *host_of(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    return endpoint_of(&engine->endpoints, flow, flow_opener(flow), ENDPOINT_HOST);
}

static bool watched(const struct skypedpi_engine *engine, const struct endpoint *e)
{
    int32_t age = e ? (int32_t)(engine_second(engine) - e->blocked) : 0; /* a moment back, too */
    return e && e->blocked && age <= WATCHED && age >= -WATCHED;
}

static uint32_t age_of(const struct skypedpi_engine *engine, const struct endpoint *host)
{
    int32_t age = (int32_t)(engine_second(engine) - host->blocked);
    return age > 0 ? (uint32_t)age : 0;
}

void attempt_begins(const struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (engine->endpoints.blocking && watched(engine, host_of(engine, flow)))
        flow_flag(flow, FLAG_ATTEMPT);
}

void attempt_look(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow, struct view *view)
{
    if (!engine->endpoints.blocking)
        return;
    const struct endpoint *host = host_of(engine, flow);
    if (!watched(engine, host))
        return;
    struct endpoint_key key = endpoint_pair_of(&engine->endpoints, flow, flow_opener(flow));
    const struct endpoint *pair = endpoint_find(&engine->endpoints, &key);
    view->context |= CONTEXT_BLOCK;
    view->block_age = age_of(engine, host);
    view->block_of = host->blocked_of;
    view->block_same = watched(engine, pair) ? pair->blocked_of : 0;
}

/* Milliseconds since the last one; they come around after 49 days, seconds do not. */
static uint32_t attempt_age(const struct endpoint *pair, uint32_t now, uint32_t second)
{
    const uint32_t age = now - pair->counted[0].value;
    if ((int32_t)(second - pair->counted[1].value) >= INT32_MAX / 1000)
        return UINT32_MAX;
    return age <= INT32_MAX ? age : 0; /* time went back */
}

bool attempt_note(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view)
{
    const struct endpoint *host =
        engine->endpoints.known || engine->endpoints.blocking ? host_of(engine, flow) : NULL;
    if (!host || (!host->houses && !watched(engine, host)))
        return false;
    view->host_known = house_applications(host);
    if (view->host_known) /* for `other` it is enough that it is known at all */
        view->host_known |= UINT64_C(1) << SKYPEDPI_APPLICATION_OTHER;
    attempt_begins(engine, flow);
    attempt_look(engine, flow, view);
    struct endpoint_key key = endpoint_pair_of(&engine->endpoints, flow, flow_opener(flow));
    struct endpoint *pair = endpoint_take(&engine->endpoints, &key, engine_second(engine));
    if (!pair)
        return true;
    view->attempt_port = pair->counter[0].peer[0];
    if (view->attempt_port)
        view->context |= CONTEXT_ATTEMPT;
    view->attempt_age = attempt_age(pair, view->now, engine_second(engine));
    pair->counter[0].peer[0] = flow->port[1 - flow_opener(flow)];
    pair->counted[0].value = view->now;
    pair->counted[1].value = pair->last = engine_second(engine);
    return true;
}

/* Does a block tell what its host tries next? Not if the flow is of a program that nobody looks for. Nor if it
 * is a connection that was itself known by what was tried before, or one mistake would lead to the next. */
static bool tells(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    if (flow->application && !application_is_subject(flow->application))
        return false;
    return !flow_has(flow, BIT_TCP) || flow->signature == NO_INDEX ||
           !engine->db->model.signatures[flow->signature].by_tries;
}

/* Whose signatures it tells something: those of the application, or of all if nobody knows it. */
static uint8_t concerned(const struct skypedpi_flow *flow)
{
    const unsigned any = 1u << SLOT_OTHER | 1u << SLOT_RELATED;
    return (uint8_t)(flow->application ? any | 1u << slot_of(flow->application) : UINT8_MAX);
}

/* What was blocked longer ago than it is watched for is forgotten. */
static void blocked_note(const struct skypedpi_engine *engine, struct endpoint *e,
                         const struct skypedpi_flow *flow)
{
    if (!watched(engine, e))
        e->blocked_of = 0;
    e->blocked_of |= concerned(flow);
}

int attempt_block(struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    if (!tells(engine, flow))
        return SKYPEDPI_OK;
    struct endpoint_key host_key = endpoint_key_of(flow, flow_opener(flow), ENDPOINT_HOST);
    struct endpoint_key key = endpoint_pair_of(&engine->endpoints, flow, flow_opener(flow));
    uint32_t now = engine_second(engine);
    struct endpoint *host = endpoint_take(&engine->endpoints, &host_key, now);
    if (!host)
        return SKYPEDPI_E_FULL;
    const uint32_t before = host->blocked;
    const uint8_t before_of = host->blocked_of;
    if (!watched(engine, host))
        host->attempts = 0;
    blocked_note(engine, host, flow);
    host->blocked = now ? now : 1; /* so that its pair does not push it out */
    engine->endpoints.blocking = true;
    struct endpoint *pair = endpoint_take(&engine->endpoints, &key, now);
    if (!pair) {
        host->blocked = before;
        host->blocked_of = before_of;
        return SKYPEDPI_E_FULL;
    }
    blocked_note(engine, pair, flow);
    pair->blocked = pair->last = now ? now : 1;
    return SKYPEDPI_OK;
}

void attempt_decided(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    struct endpoint *host = flow->flags & FLAG_ATTEMPT ? host_of(engine, flow) : NULL;
    flow_unflag(flow, FLAG_ATTEMPT); /* it is told once, tunnel or not */
    if (!watched(engine, host) || !engine->settings.on_attempt)
        return;
    if (host->attempts < UINT8_MAX)
        host->attempts++;
    unsigned opener = flow_opener(flow);
    struct skypedpi_attempt attempt = {.size = sizeof attempt,
                                       .number = host->attempts,
                                       .since = age_of(engine, host) * SECOND,
                                       .family = flow_has(flow, BIT_IPV6) ? 6 : 4,
                                       .transport = flow_has(flow, BIT_TCP) ? TRANSPORT_TCP : TRANSPORT_UDP,
                                       .port = flow->port[1 - opener],
                                       .mechanism = flow->mechanism};
    memcpy(attempt.host, flow->address[opener], sizeof attempt.host);
    memcpy(attempt.address, flow->address[1 - opener], sizeof attempt.address);
    engine->settings.on_attempt(engine->settings.user, flow, &attempt);
}
