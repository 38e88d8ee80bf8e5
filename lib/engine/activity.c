/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/activity.h"

#include "lib/base/time.h"
#include "lib/engine/path.h"
#include "lib/engine/relay.h"
#include "lib/engine/verdict.h"
#include "lib/wire/skype_udp.h"

#define WINDOW     (3 * SECOND)  /* a call is told after about three seconds (BON07 4.1) */
#define SLOW       (30 * SECOND) /* and what is slower after more */
#define SILENCE    SECOND        /* ends a window */
#define IDLE_AFTER (60 * SECOND)
#define KEEPALIVE  4u /* shorter packets are no data (BON07, UMTS) */

bool activity_wanted(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    return engine->settings.activity_records && !flow_has(flow, BIT_EXACT) &&
           flow->activity != SKYPEDPI_ACTIVITY_LOGIN && flow->activity != SKYPEDPI_ACTIVITY_UPDATE &&
           application_is_subject(flow->application);
}

void activity_open(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    uint16_t record = (uint16_t)slab_take(&engine->activities);
    if (!record) {
        flow_flag(flow, SKYPEDPI_FLAG_SHORT_POOL);
        return;
    }
    native_release(engine, flow); /* whose place it takes */
    flow_flag(flow, FLAG_FOLLOWED);
    flow->side = record;
    ((struct activity *)slab_at(&engine->activities, record))->serial = ++engine->followed;
}

void activity_close(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (!flow_followed(flow))
        return;
    slab_give(&engine->activities, flow->side);
    flow->side = 0;
    flow_unflag(flow, FLAG_FOLLOWED);
}

/* ---- one packet ---- */

static bool is_framed(const struct skypedpi_flow *flow)
{
    return flow->mechanism == SKYPEDPI_MECHANISM_UDP_DIRECT ||
           flow->mechanism == SKYPEDPI_MECHANISM_UDP_RELAYED;
}

/* In the peer-to-peer years media and files have a function of their own, or the number of a connection instead
 * of a header (BON07); elsewhere all is media. */
static bool is_data(const struct activity *a, const struct skypedpi_flow *flow, const struct skypedpi_packet *p,
                    unsigned direction)
{
    if (p->length <= KEEPALIVE)
        return false;
    if (!is_framed(flow))
        return true;
    return p->captured >= 4 &&
           (skype_udp_function(p->payload) == SKYPE_UDP_DATA || read_be32(p->payload) == a->word[direction]);
}

static void packet_add(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct activity *a,
                       const struct skypedpi_packet *p, uint64_t time)
{
    unsigned direction = p->flags & SKYPEDPI_PACKET_REVERSE;
    uint32_t now = milliseconds(time), gap = now - a->last_of[direction];
    bool data = is_data(a, flow, p, direction), changed = p->length != a->length[direction];
    window_add(&a->window, direction, p->length, gap, data, time);
    if (data || a->slow.last)
        window_add(&a->slow, direction, p->length, gap, data, time);
    if (data && !flow_has(flow, BIT_TCP)) {
        framing_add(&a->framing, (struct bytes){p->payload, p->captured});
        a->relayed |= relay_packet(engine, flow, direction, p->length, changed);
    }
    a->total += p->length;
    a->last_of[direction] = now;
    a->length[direction] = (uint16_t)p->length;
    a->word[direction] = p->captured >= 4 ? read_be32(p->payload) : 0;
}

/* ---- what it is ---- */

static bool is_call(unsigned activity)
{
    return activity == SKYPEDPI_ACTIVITY_CALL_AUDIO || activity == SKYPEDPI_ACTIVITY_CALL_VIDEO ||
           activity == SKYPEDPI_ACTIVITY_RELAYED || activity == SKYPEDPI_ACTIVITY_CALL;
}

/* Which of two activities a flow is rather named after. */
static unsigned stronger(unsigned x, unsigned y)
{
    static const uint8_t rank[] = {[SKYPEDPI_ACTIVITY_PRESENCE] = 1,   [SKYPEDPI_ACTIVITY_FILE_TRANSFER] = 2,
                                   [SKYPEDPI_ACTIVITY_RELAYED] = 3,    [SKYPEDPI_ACTIVITY_CALL_AUDIO] = 4,
                                   [SKYPEDPI_ACTIVITY_CALL_VIDEO] = 5, [SKYPEDPI_ACTIVITY_CALL] = 0};
    return rank[y] > rank[x] ? y : x;
}

static bool is_idle(const struct activity *a, const struct skypedpi_flow *flow)
{
    uint64_t span = a->last - a->begin;
    bool small = flow->activity == SKYPEDPI_ACTIVITY_SIGNALLING || flow->activity == SKYPEDPI_ACTIVITY_NONE;
    /* milliseconds: of nanoseconds 64 bits have room for 18 GB */
    return small && span >= IDLE_AFTER && a->total * 1000 < span / MILLISECOND * WINDOW_IDLE_RATE;
}

/* Files do not go by ICE: those clients had a cloud. What was published of files and video is about UDP; over
 * TCP only the pace of voice tells. */
static unsigned called(const struct skypedpi_flow *flow, unsigned found)
{
    bool ice = flow->mechanism == SKYPEDPI_MECHANISM_STUN_ICE || flow->mechanism == SKYPEDPI_MECHANISM_TURN;
    if (flow_has(flow, BIT_TCP) && found != SKYPEDPI_ACTIVITY_CALL_AUDIO)
        return SKYPEDPI_ACTIVITY_NONE;
    return ice && found == SKYPEDPI_ACTIVITY_FILE_TRANSFER ? SKYPEDPI_ACTIVITY_CALL_VIDEO : found;
}

/* What is carried by a third has another mechanism. */
static unsigned mechanism_of(const struct activity *a, const struct skypedpi_flow *flow)
{
    bool carried =
        a->carried || a->relayed || a->activity == SKYPEDPI_ACTIVITY_RELAYED || framing_is_gateway(&a->framing);
    return carried && flow->mechanism == SKYPEDPI_MECHANISM_UDP_DIRECT ? SKYPEDPI_MECHANISM_UDP_RELAYED
                                                                       : flow->mechanism;
}

void activity_apply(const struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    const struct activity *a = flow_followed(flow) ? slab_at(&engine->activities, flow->side) : NULL;
    if (!a || (!a->activity && !a->relayed))
        return;
    flow->activity = (a->relayed ? SKYPEDPI_ACTIVITY_RELAYED : a->activity) & 15u;
    flow->mechanism = mechanism_of(a, flow) & 15u;
}

static void settle(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct activity *a,
                   unsigned found)
{
    unsigned activity = flow->activity, mechanism = flow->mechanism;
    a->activity = (uint8_t)stronger(a->activity, found);
    activity_apply(engine, flow);
    if (flow->activity != activity || flow->mechanism != mechanism)
        verdict_call(engine, flow);
}

/* ---- windows ---- */

static void media_add(struct activity *a, const struct window *w)
{
    if (!a->since) {
        a->since = w->since;
        a->before = a->total - w->bytes[0] - w->bytes[1];
    }
    a->until = w->last;
    a->media = a->total;
}

static void window_judge(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct activity *a)
{
    unsigned found = called(flow, window_activity(&a->window));
    if (is_call(found)) {
        if (!a->start && path_failed_elsewhere(engine, flow, seconds(a->window.since)))
            a->relayed = true;
        a->start = a->start ? a->start : a->window.since;
        a->end = a->window.last;
    }
    if (found)
        media_add(a, &a->window);
    else if (is_idle(a, flow))
        found = SKYPEDPI_ACTIVITY_PRESENCE;
    settle(engine, flow, a, found);
    a->window = (struct window){0};
}

static void slow_judge(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct activity *a)
{
    if (!a->start && is_framed(flow) && window_relayed_file(&a->slow)) { /* see called() */
        a->carried = true;
        media_add(a, &a->slow);
        settle(engine, flow, a, SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    }
    a->slow = (struct window){0};
}

/* Has a window that long come to its end, by its length or by silence? */
static bool ends(const struct window *w, uint64_t length, uint64_t silence, uint64_t time)
{
    return w->last && time > w->last && (time - w->since >= length || time - w->last >= silence);
}

void activity_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    struct activity *a = slab_at(&engine->activities, flow->side);
    uint64_t time = p->time > a->last ? p->time : a->last;
    if (p->length == 0)
        return;
    if (!a->begin)
        a->begin = time;
    if (ends(&a->window, WINDOW, SILENCE, time))
        window_judge(engine, flow, a);
    if (ends(&a->slow, SLOW, SLOW, time))
        slow_judge(engine, flow, a);
    packet_add(engine, flow, a, p, time);
    a->last = time;
}

void activity_judge(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    struct activity *a = slab_at(&engine->activities, flow->side);
    if (a->window.last)
        window_judge(engine, flow, a);
    if (a->slow.last)
        slow_judge(engine, flow, a);
}

static uint32_t rate_of(uint64_t bytes, uint64_t nanoseconds)
{
    if (nanoseconds < SECOND)
        return 0;
    const uint64_t rate = bytes * 1000 / (nanoseconds / MILLISECOND);
    return rate < UINT32_MAX ? (uint32_t)rate : UINT32_MAX;
}

void activity_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                   struct skypedpi_verdict *v)
{
    if (!flow_followed(flow))
        return;
    const struct activity *a = slab_at(&engine->activities, flow->side);
    if (a->since)
        v->rate = rate_of(a->media - a->before, a->until - a->since);
    else
        v->rate = rate_of(a->total, a->last - a->begin);
    bool held = !a->start && is_call(flow->activity); /* a signature says so, and nothing is spoken */
    v->call_start = held ? a->begin : a->start;
    v->call_end = held ? a->last : a->end;
}
