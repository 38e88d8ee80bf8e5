/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/turn.h"

#include "lib/engine/attempt.h"
#include "lib/engine/match.h"
#include "lib/engine/score.h"
#include "lib/engine/tunnel.h"

/* A first segment this long is taken for whole unless a reader asks for more: every signature of a split
 * message that is not TLS or HTTP looks at fewer bytes. */
#define WHOLE_FROM 256

static unsigned number_of(const struct skypedpi_flow *flow)
{
    return (unsigned)flow->ordinal[0] + flow->ordinal[1];
}

static uint16_t saturated(uint64_t n)
{
    return (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
}

/* ---- what is kept of a message ---- */

static inline void message_count(struct skypedpi_flow *flow, unsigned direction, uint32_t length)
{
    for (int i = 0; i < FIRED_KEPT; i++)
        flow->fired[i] = (uint16_t)(flow->fired[i] & ~FIRED_NOW);
    if (flow->ordinal[direction] < UINT8_MAX)
        flow->ordinal[direction]++;
    if (flow_has(flow, BIT_TCP) && number_of(flow) <= SIZES_KEPT)
        flow->size[number_of(flow) - 1] = saturated(length);
}

static void message_grow(struct skypedpi_flow *flow, uint32_t length)
{
    if (number_of(flow) <= SIZES_KEPT) {
        uint16_t *size = &flow->size[number_of(flow) - 1];
        *size = saturated((uint64_t)*size + length);
    }
}

static inline void head_keep(struct skypedpi_flow *flow, unsigned direction, struct bytes data, uint32_t length,
                             uint32_t now)
{
    struct head *h = &flow->head[direction];
    if (flow_has(flow, BIT_EXACT))
        return; /* the flow is final, and its release stands there */
    h->length = saturated(length);
    flow->head_time[direction] = now;
    flow_clear(flow, BIT_UNSEEN(direction));
    if (data.length >= HEAD_BYTES) {
        memcpy(h->byte, data.data, HEAD_BYTES);
        return;
    }
    memset(h->byte, 0, sizeof h->byte);
    if (data.length)
        memcpy(h->byte, data.data, data.length);
    if (data.length < length)
        flow_set(flow, BIT_UNSEEN(direction));
}

/* More of a message whose beginning is kept already. */
static void head_grow(struct skypedpi_flow *flow, unsigned direction, uint32_t length, uint32_t now)
{
    struct head *h = &flow->head[direction];
    if (h->length < HEAD_BYTES) /* of the bytes that are kept some are not known */
        flow_set(flow, BIT_UNSEEN(direction));
    h->length = saturated((uint64_t)h->length + length);
    flow->head_time[direction] = now;
}

static void older_keep(struct skypedpi_flow *flow, unsigned direction)
{
    if (flow->ordinal[direction] < 2 || flow_has(flow, BIT_EXACT))
        return;
    if (flow_has(flow, BIT_UNSEEN(direction))) { /* not kept, and what stood before it is older still */
        if (flow_has(flow, BIT_OLDER_1) == direction)
            flow_clear(flow, BIT_OLDER);
        return;
    }
    flow->older = flow->head[direction];
    flow_clear(flow, BIT_OLDER_1);
    flow_set(flow, direction ? BIT_OLDER | BIT_OLDER_1 : BIT_OLDER);
}

void turn_datagram(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    struct view view;
    const struct piece all = {
        {p->payload, p->captured}, p->length, p->flags & SKYPEDPI_PACKET_REVERSE, p->time};
    flow_set(flow, BIT_SPOKE(all.direction));
    if (p->captured < p->length)
        flow_flag(flow, SKYPEDPI_FLAG_TRUNCATED);
    message_count(flow, all.direction, all.length);
    view_open(&view, flow, &all);
    if (number_of(flow) == 1) {
        attempt_begins(engine, flow);
        attempt_look(engine, flow, &view);
    }
    match_message(engine, flow, &view, all.time);
    older_keep(flow, all.direction);
    head_keep(flow, all.direction, all.data, all.length, view.now);
}

void turn_opening(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction, uint64_t time)
{
    struct view view;
    const struct piece none = {.direction = direction, .time = time};
    view_open(&view, flow, &none);
    if (attempt_note(engine, flow, &view))
        match_message(engine, flow, &view, time);
}

/* ---- buffers ---- */

static void owner_set(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint32_t number,
                      uint64_t time)
{
    struct buffer *b = buffer_at(&engine->buffers, number);
    b->owner = slab_number(&engine->flows, flow);
    b->time = time;
    flow->buffer = (uint16_t)number;
}

/* Takes the buffer that was taken longest ago from its owner. */
static uint32_t steal(struct skypedpi_engine *engine)
{
    struct buffers *all = &engine->buffers;
    if (!all->slab.capacity)
        return 0;
    all->oldest = all->oldest % all->slab.capacity + 1;
    struct skypedpi_flow *victim = slab_at(&engine->flows, buffer_at(all, all->oldest)->owner);
    flow_flag(victim, SKYPEDPI_FLAG_SHORT_POOL);
    engine->stats.buffers_stolen++;
    turn_end(engine, victim);
    turn_release(engine, victim);
    return slab_take(&all->slab);
}

struct buffer *turn_buffer(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint64_t time)
{
    if (!flow->buffer) {
        uint32_t number = slab_take(&engine->buffers.slab);
        if (!number)
            number = steal(engine);
        if (!number)
            return NULL;
        owner_set(engine, flow, number, time);
    }
    struct buffer *b = buffer_at(&engine->buffers, flow->buffer);
    b->time = time;
    return b;
}

void turn_release(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (flow->buffer)
        slab_give(&engine->buffers.slab, flow->buffer);
    flow->buffer = 0;
}

static struct buffer *held(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    return flow->buffer ? buffer_at(&engine->buffers, flow->buffer) : NULL;
}

/* ---- turns ---- */

static unsigned turn_direction(const struct skypedpi_flow *flow)
{
    return flow_has(flow, BIT_TURN_1) ? 1 : 0;
}

bool turn_grows(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned direction)
{
    const struct buffer *b = held(engine, flow);
    return b && b->turn_length && turn_direction(flow) == direction;
}

void turn_end(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    struct buffer *b = held(engine, flow);
    if (!b || !b->turn_length)
        return;
    head_keep(flow, turn_direction(flow), (struct bytes){b->turn, b->turn_length}, b->turn_length,
              milliseconds(b->turn_time));
    b->turn_length = 0;
    if (buffer_empty(b))
        turn_release(engine, flow);
}

/* Begins a turn unless the side speaks already. True if it begins. */
static inline bool turn_begin(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                              uint32_t length)
{
    if (flow_has(flow, BIT_STARTED) && turn_direction(flow) == direction) {
        message_grow(flow, length);
        return false;
    }
    if (flow->buffer)
        turn_end(engine, flow);
    flow_set(flow, BIT_STARTED);
    flow_clear(flow, BIT_TURN_1);
    if (direction)
        flow_set(flow, BIT_TURN_1);
    message_count(flow, direction, length);
    return true;
}

/* The proxy's reply lets the flow through: what is behind its `used` bytes begins anew. */
static void turn_inner(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *p,
                       uint32_t used)
{
    struct buffer *b = held(engine, flow);
    uint8_t rest[TURN_BYTES]; /* the bytes may stand in the buffer that the inner stream takes over */
    size_t left = p->data.length - used < sizeof rest ? p->data.length - used : sizeof rest;
    memcpy(rest, p->data.data + used, left);
    if (b)
        b->turn_length = 0;
    tunnel_restart(flow);
    score_restart(engine, flow);
    const struct piece inner = {{rest, left}, p->length - used, p->direction, p->time};
    if (inner.length)
        turn_bytes(engine, flow, &inner);
}

/* Shows the turn so far; `counted`: what has counted it. True if a reader wants more of it. */
static inline bool turn_show(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *p,
                             uint16_t *counted)
{
    struct view view;
    view_open(&view, flow, p);
    view.counted = *counted;
    if (number_of(flow) == 1)
        attempt_look(engine, flow, &view);
    uint32_t used = tunnel_may(flow, &view) ? tunnel_step(flow, &view) : 0;
    if (used) {
        turn_inner(engine, flow, p, used);
        return false;
    }
    match_message(engine, flow, &view, p->time);
    *counted = view.counted;
    return view.more;
}

static inline void turn_first(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct piece p)
{
    unsigned number = number_of(flow);
    uint16_t counted = 0;
    if (p.data.length > TURN_BYTES)
        p.data.length = TURN_BYTES;
    bool more = turn_show(engine, flow, &p, &counted);
    if (flow_final(flow) || number_of(flow) != number || !flow->ordinal[p.direction])
        return; /* decided, or a tunnel began */
    struct buffer *b = NULL;
    if (p.data.length == p.length && p.length < TURN_BYTES && (p.length < WHOLE_FROM || more))
        b = turn_buffer(engine, flow, p.time);
    if (!b) {
        head_keep(flow, p.direction, p.data, p.length, milliseconds(p.time));
        return;
    }
    memcpy(b->turn, p.data.data, p.length);
    b->turn_length = p.length;
    b->turn_time = p.time;
    b->counted = counted;
}

static void turn_more(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *p)
{
    struct buffer *b = held(engine, flow);
    if (!b || !b->turn_length) {
        head_grow(flow, p->direction, p->length, milliseconds(p->time));
        return;
    }
    size_t room = TURN_BYTES - b->turn_length, taken = p->data.length < room ? p->data.length : room;
    if (taken)
        memcpy(b->turn + b->turn_length, p->data.data, taken);
    b->turn_length += (uint32_t)taken;
    b->time = b->turn_time = p->time;
    uint32_t beyond = p->length - (uint32_t)taken;
    if (beyond > UINT32_MAX - b->turn_length) /* captures say what they like */
        beyond = UINT32_MAX - b->turn_length;
    const struct piece all = {{b->turn, b->turn_length}, b->turn_length + beyond, p->direction, p->time};
    unsigned number = number_of(flow);
    bool more = turn_show(engine, flow, &all, &b->counted);
    if (flow_final(flow) || number_of(flow) != number || !(b = held(engine, flow)) || !b->turn_length)
        return; /* ... or a tunnel began, and its first turn is kept already */
    if (beyond || b->turn_length == TURN_BYTES || (b->turn_length >= WHOLE_FROM && !more)) {
        turn_end(engine, flow);
        head_grow(flow, p->direction, beyond, milliseconds(p->time));
    }
}

void turn_bytes(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *p)
{
    flow_set(flow, BIT_SPOKE(p->direction));
    if (p->data.length < p->length)
        flow_flag(flow, SKYPEDPI_FLAG_TRUNCATED);
    if (turn_begin(engine, flow, p->direction, p->length))
        turn_first(engine, flow, *p);
    else
        turn_more(engine, flow, p);
}

void turn_unseen(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                 uint32_t length, uint64_t time)
{
    flow_flag(flow, SKYPEDPI_FLAG_MISSING);
    if (turn_begin(engine, flow, direction, length)) {
        head_keep(flow, direction, (struct bytes){NULL, 0}, length, milliseconds(time));
        return;
    }
    turn_end(engine, flow);
    head_grow(flow, direction, length, milliseconds(time));
}

void turn_late(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *p)
{
    struct view view;
    uint16_t before[FIRED_KEPT];
    const unsigned direction = p->direction;
    const struct piece all = {p->data, flow->head[direction].length, direction, p->time};
    flow_set(flow, BIT_SPOKE(direction));
    view_open(&view, flow, &all);
    view.late = true;
    memcpy(before, flow->fired, sizeof before);
    match_message(engine, flow, &view, p->time);
    for (int i = 0; i < FIRED_KEPT; i++) /* on a message before the one at hand */
        flow->fired[i] &= (uint16_t)(before[i] | ~FIRED_NOW);
    if (!flow_final(flow))
        head_keep(flow, direction, all.data, all.length, flow->head_time[direction]);
}
