/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/activity.h"

#include "lib/engine/score.h"
#include "lib/wire/skype_udp.h"

#define WINDOW       3000u /* milliseconds: a call is told after about three seconds (BON07 4.1) */
#define WINDOW_LEAST 45u   /* packets of a window in a call: gaps of 60 ms in one direction make 50 */
#define IDLE_RATE    500u  /* bytes a second (SEED) */
#define IDLE_AFTER   60u   /* seconds at that rate: presence */
#define KEEPALIVE    4u    /* shorter packets are no data (BON07, UMTS) */
#define LARGE        900u
#define NANOSECONDS  1000000000u

bool activity_open(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    bool followed =
        engine->settings.activity_records && !flow_has(flow, BIT_TCP | BIT_EXACT) &&
        (flow->application == SKYPEDPI_APPLICATION_SKYPE || flow->application >= SKYPEDPI_APPLICATION_CUSTOM);
    if (!followed)
        return false;
    flow->side = (uint16_t)slab_take(&engine->activities);
    if (!flow->side)
        flow_flag(flow, SKYPEDPI_FLAG_SHORT_POOL);
    return flow->side != 0;
}

/* ---- one packet ---- */

/* In the peer-to-peer years media and files have a function of their own (BON07); afterwards all is media. */
static bool is_data(const struct skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    if (p->length <= KEEPALIVE)
        return false;
    if (flow->mechanism != SKYPEDPI_MECHANISM_UDP_DIRECT || flow->activity == SKYPEDPI_ACTIVITY_CALL_AUDIO)
        return true;
    return p->captured >= 3 && skype_udp_function(p->payload) == SKYPE_UDP_DATA;
}

/* TST skype.c: these sizes are pure video. */
static bool is_video(uint32_t length)
{
    return (length >= 400 && length <= 490) || (length >= 800 && length <= 980);
}

static void packet_count(struct activity *a, const struct skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    unsigned direction = p->flags & SKYPEDPI_PACKET_REVERSE;
    uint32_t now = (uint32_t)(p->time / 1000000u), gap = now - a->last_of[direction];
    a->bytes[direction] += p->length;
    a->packets[direction]++;
    a->total += p->length;
    a->last_of[direction] = now;
    if (!is_data(flow, p))
        return;
    a->data++;
    a->video = (uint16_t)(a->video + is_video(p->length));
    a->large = (uint16_t)(a->large + (p->length >= LARGE));
    /* BON07: gaps lie around 10 to 60 ms, a few milliseconds to either side */
    a->gap[gap >= 5 && gap < 65 ? (gap + 5) / 10 - 1 : ACTIVITY_GAPS - 1]++;
}

/* ---- one window ---- */

static uint32_t lesser(uint32_t x, uint32_t y)
{
    return x < y ? x : y;
}

/* Are the gaps those of a codec: two of three near one of its intervals? */
static bool paced(const struct activity *a)
{
    uint32_t near = 0;
    for (int i = 0; i < ACTIVITY_GAPS - 1; i++)
        near += a->gap[i];
    return near * 3 >= (uint32_t)a->data * 2;
}

/* ADA09 3.1: the balance of bytes tells a call (over a half), a file (less) and a relayed call (nothing). */
static unsigned window_activity(const struct activity *a, uint32_t duration)
{
    uint32_t sum = a->bytes[0] + a->bytes[1], less = lesser(a->bytes[0], a->bytes[1]);
    if (a->data * (uint64_t)WINDOW < (uint64_t)WINDOW_LEAST * duration ||
        (uint64_t)sum * 1000 < (uint64_t)IDLE_RATE * duration)
        return SKYPEDPI_ACTIVITY_NONE;
    if (a->video * 10u > a->data && a->large * 2u <= a->data)
        return SKYPEDPI_ACTIVITY_CALL_VIDEO;
    if (a->large * 2u > a->data || (less * 3 <= sum && less * 20 > sum && !paced(a)))
        return SKYPEDPI_ACTIVITY_FILE_TRANSFER;
    if (!paced(a))
        return SKYPEDPI_ACTIVITY_NONE;
    return less * 20 <= sum ? SKYPEDPI_ACTIVITY_RELAYED : SKYPEDPI_ACTIVITY_CALL_AUDIO;
}

static bool is_call(unsigned activity)
{
    return activity == SKYPEDPI_ACTIVITY_CALL_AUDIO || activity == SKYPEDPI_ACTIVITY_CALL_VIDEO ||
           activity == SKYPEDPI_ACTIVITY_RELAYED;
}

/* Which of two activities a flow is rather named after. */
static unsigned stronger(unsigned x, unsigned y)
{
    static const uint8_t rank[] = {[SKYPEDPI_ACTIVITY_PRESENCE] = 1,   [SKYPEDPI_ACTIVITY_FILE_TRANSFER] = 2,
                                   [SKYPEDPI_ACTIVITY_RELAYED] = 3,    [SKYPEDPI_ACTIVITY_CALL_AUDIO] = 4,
                                   [SKYPEDPI_ACTIVITY_CALL_VIDEO] = 5, [SKYPEDPI_ACTIVITY_CALL] = 0};
    return rank[y] > rank[x] ? y : x;
}

static void window_clear(struct activity *a, uint64_t time)
{
    a->since = time;
    memset(a->bytes, 0, sizeof a->bytes);
    memset(a->packets, 0, sizeof a->packets);
    a->data = a->video = a->large = 0;
    memset(a->gap, 0, sizeof a->gap);
}

static void window_judge(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct activity *a,
                         uint64_t time)
{
    uint32_t duration = (uint32_t)((time - a->since) / 1000000u);
    unsigned found = window_activity(a, duration ? duration : 1);
    if (is_call(found)) {
        a->start = a->start ? a->start : a->since;
        a->end = a->last;
    }
    if (found == SKYPEDPI_ACTIVITY_NONE && time - a->begin >= (uint64_t)IDLE_AFTER * NANOSECONDS &&
        a->total * NANOSECONDS < (time - a->begin) * IDLE_RATE)
        found = SKYPEDPI_ACTIVITY_PRESENCE;
    a->activity = (uint8_t)stronger(a->activity, found);
    if (a->activity && a->activity != flow->activity)
        score_activity(engine, flow, a->activity);
}

void activity_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    struct activity *a = slab_at(&engine->activities, flow->side);
    if (p->length == 0)
        return;
    if (!a->begin) {
        a->begin = a->last = p->time;
        window_clear(a, p->time);
    }
    if (p->time - a->since >= (uint64_t)WINDOW * 1000000u && p->time > a->since) {
        window_judge(engine, flow, a, p->time);
        window_clear(a, p->time);
    }
    packet_count(a, flow, p);
    a->last = p->time > a->last ? p->time : a->last;
}

void activity_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                   struct skypedpi_verdict *v)
{
    if (!flow_final(flow) || !flow->side)
        return;
    const struct activity *a = slab_at(&engine->activities, flow->side);
    uint64_t milliseconds = (a->last - a->begin) / 1000000u;
    v->rate = (uint32_t)(a->total * 1000 / (milliseconds ? milliseconds : 1));
    v->call_start = a->start;
    v->call_end = a->end;
}
