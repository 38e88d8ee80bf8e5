/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/stream.h"

#include "lib/engine/attempt.h"
#include "lib/engine/turn.h"

/* More bytes than this ahead are no early segment: the flow is somewhere else than we think. */
#define AHEAD_MAX (1 << 20)

static int32_t distance(uint32_t to, uint32_t from)
{
    return (int32_t)(to - from);
}

static void skip_to(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                    uint32_t sequence, uint64_t time)
{
    int32_t gap = distance(sequence, flow->next[direction]);
    if (gap <= 0)
        return;
    flow->next[direction] = sequence;
    turn_unseen(engine, flow, direction, (uint32_t)gap, time);
}

/* Bytes from `sequence` on, of which those before the expected number were seen before. */
static void in_order(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct piece piece,
                     uint32_t sequence)
{
    uint32_t old = flow->next[piece.direction] - sequence; /* repeated bytes in front */
    if (old >= piece.length)
        return;
    size_t seen = old < piece.data.length ? old : piece.data.length;
    if (seen) /* no bytes may mean no address */
        piece.data.data += seen;
    piece.data.length -= seen;
    piece.length -= old;
    flow->next[piece.direction] += piece.length;
    turn_bytes(engine, flow, &piece);
}

/* ---- segments that came early ---- */

/* Of two that begin with the same byte the one that was captured better. */
static bool goes_before(const struct early *a, const struct early *b)
{
    int32_t by = distance(a->sequence, b->sequence);
    return by < 0 || (by == 0 && a->captured > b->captured);
}

static struct early *early_first(struct buffer *b, unsigned direction)
{
    struct early *first = NULL;
    for (int i = 0; i < EARLY_SEGMENTS; i++) {
        struct early *e = &b->early[i];
        if (e->length && e->direction == direction && (!first || goes_before(e, first)))
            first = e;
    }
    return first;
}

static void early_drop(struct buffer *b, struct early *e)
{
    e->length = 0;
    b->waiting--;
}

/* Delivers the early segments of a direction that begin before `upto`, though bytes are missing before them,
 * and those that hang on to what was seen. */
static void early_look(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                       uint32_t upto, uint64_t time)
{
    uint8_t copy[EARLY_BYTES];
    while (flow->buffer && !flow_final(flow)) {
        struct early *e = early_first(buffer_at(&engine->buffers, flow->buffer), direction);
        if (!e || (distance(e->sequence, flow->next[direction]) > 0 && distance(e->sequence, upto) >= 0))
            break;
        const struct early segment = *e;
        memcpy(copy, buffer_at(&engine->buffers, flow->buffer)->early_bytes + e->at, segment.captured);
        early_drop(buffer_at(&engine->buffers, flow->buffer), e);
        skip_to(engine, flow, direction, segment.sequence, time);
        const struct piece piece = {{copy, segment.captured}, segment.length, direction, time};
        in_order(engine, flow, piece, segment.sequence);
    }
    if (flow->buffer && buffer_empty(buffer_at(&engine->buffers, flow->buffer)))
        turn_release(engine, flow);
}

static inline void early_deliver(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                                 uint32_t upto, uint64_t time)
{
    const struct buffer *b = flow->buffer ? buffer_at(&engine->buffers, flow->buffer) : NULL;
    if (b && (b->waiting || buffer_empty(b)))
        early_look(engine, flow, direction, upto, time);
}

static void early_deliver_all(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                              uint64_t time)
{
    early_deliver(engine, flow, direction, flow->next[direction] + 2u * AHEAD_MAX, time);
}

static struct early *early_free(struct buffer *b)
{
    struct early *place = NULL;
    for (int i = 0; i < EARLY_SEGMENTS; i++)
        if (!b->early[i].length)
            place = &b->early[i];
    if (!b->waiting)
        b->early_used = 0;
    return place;
}

/* Is it kept already, all of it? Who mirrors two ports sees each packet twice. */
static bool early_has(const struct buffer *b, const struct piece *piece, uint32_t sequence)
{
    for (int i = 0; i < EARLY_SEGMENTS; i++) {
        const struct early *e = &b->early[i];
        if (e->length >= piece->length && e->captured >= piece->data.length && e->sequence == sequence &&
            e->direction == piece->direction)
            return true;
    }
    return false;
}

/* Keeps a segment until what comes before it is there; false if there is no room. */
static bool early_keep(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *piece,
                       uint32_t sequence)
{
    const struct bytes data = piece->data;
    struct buffer *b = turn_buffer(engine, flow, piece->time);
    if (b && early_has(b, piece, sequence))
        return true;
    struct early *e = b ? early_free(b) : NULL;
    if (!e || data.length > EARLY_BYTES - b->early_used) {
        if (b && buffer_empty(b))
            turn_release(engine, flow);
        return false;
    }
    *e = (struct early){sequence, piece->length, (uint16_t)data.length, (uint16_t)b->early_used,
                        (uint8_t)piece->direction};
    if (data.length)
        memcpy(b->early_bytes + b->early_used, data.data, data.length);
    b->early_used += (uint32_t)data.length;
    b->waiting++;
    return true;
}

/* ---- one packet ---- */

static void handshake_note(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                           const struct skypedpi_packet *p, unsigned direction)
{
    bool first = !flow_has(flow, BIT_SEQ_0 | BIT_SEQ_1 | BIT_STARTED);
    if (p->tcp_flags & SKYPEDPI_TCP_SYN) {
        const unsigned opener = p->tcp_flags & SKYPEDPI_TCP_ACK ? 1 - direction : direction;
        if (first && opener == 1)
            flow_set(flow, BIT_SWAPPED);
        if (!flow_has(flow, BIT_SPOKE(direction))) {
            flow->next[direction] = p->sequence + 1;
            flow_set(flow, BIT_SEQ(direction));
        }
        if (first && !(p->tcp_flags & SKYPEDPI_TCP_ACK))
            turn_opening(engine, flow, direction, p->time);
        else if (first) /* what the opener sent was not seen */
            attempt_begins(engine, flow);
    } else if (first) {
        flow_flag(flow, SKYPEDPI_FLAG_MIDFLOW);
        attempt_begins(engine, flow);
    }
}

/* The other side acknowledged bytes that never came by: they were sent, and this long. */
static void acknowledged(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                         const struct skypedpi_packet *p, unsigned other)
{
    if (!(p->tcp_flags & SKYPEDPI_TCP_ACK) || (p->tcp_flags & SKYPEDPI_TCP_RST))
        return;
    if (!flow_has(flow, BIT_SEQ(other))) {
        flow->next[other] = p->acknowledgement;
        flow_set(flow, BIT_SEQ(other));
        return;
    }
    int32_t gap = distance(p->acknowledgement, flow->next[other]);
    if (gap <= 1 || gap > AHEAD_MAX) /* a FIN takes a number of its own */
        return;
    early_deliver(engine, flow, other, p->acknowledgement, p->time);
    if (distance(p->acknowledgement, flow->next[other]) > 1)
        skip_to(engine, flow, other, p->acknowledgement, p->time);
    early_deliver(engine, flow, other, flow->next[other], p->time);
}

/* While a turn is put together, what is kept of its side is an older one. */
static bool fills_unseen(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                         unsigned direction, uint32_t sequence, uint32_t length)
{
    const struct head *h = &flow->head[direction];
    return flow_has(flow, BIT_UNSEEN(direction)) && length <= h->length &&
           sequence == flow->next[direction] - h->length && !turn_grows(engine, flow, direction);
}

/* A segment that does not begin where the last one ended. False if it is kept until those between are there. */
static bool astray(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *piece,
                   uint32_t sequence)
{
    const unsigned direction = piece->direction;
    int32_t ahead = distance(sequence, flow->next[direction]);
    if (ahead > 0 && ahead <= AHEAD_MAX && early_keep(engine, flow, piece, sequence))
        return false;
    if (ahead > 0)
        early_deliver_all(engine, flow, direction, piece->time);
    if (ahead > AHEAD_MAX || ahead < -AHEAD_MAX)
        flow->next[direction] = sequence;
    skip_to(engine, flow, direction, sequence, piece->time);
    if (ahead < 0 && fills_unseen(engine, flow, direction, sequence, piece->length))
        turn_late(engine, flow, piece);
    else
        in_order(engine, flow, *piece, sequence);
    return true;
}

static void segment(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct skypedpi_packet *p,
                    unsigned direction)
{
    const struct piece piece = {{p->payload, p->captured}, p->length, direction, p->time};
    uint32_t sequence = p->sequence + ((p->tcp_flags & SKYPEDPI_TCP_SYN) ? 1 : 0);
    if (!flow_has(flow, BIT_SEQ(direction))) {
        flow->next[direction] = sequence;
        flow_set(flow, BIT_SEQ(direction));
    }
    if (sequence == flow->next[direction]) {
        flow->next[direction] += piece.length;
        turn_bytes(engine, flow, &piece);
    } else if (!astray(engine, flow, &piece, sequence)) {
        return;
    }
    early_deliver(engine, flow, direction, flow->next[direction], p->time);
}

static void tcp_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                     const struct skypedpi_packet *p)
{
    const unsigned direction = p->flags & SKYPEDPI_PACKET_REVERSE;
    handshake_note(engine, flow, p, direction);
    acknowledged(engine, flow, p, 1 - direction);
    if (p->length && !flow_final(flow))
        segment(engine, flow, p, direction);
    if ((p->tcp_flags & SKYPEDPI_TCP_FIN) && p->sequence + p->length == flow->next[direction])
        flow->next[direction]++;
}

void stream_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    if (flow_has(flow, BIT_TCP))
        tcp_feed(engine, flow, p);
    else if (p->length)
        turn_datagram(engine, flow, p);
}

void stream_flush(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (!flow_has(flow, BIT_TCP) || !flow->buffer)
        return;
    for (unsigned direction = 0; direction < 2 && flow->buffer; direction++)
        early_deliver_all(engine, flow, direction, buffer_at(&engine->buffers, flow->buffer)->time);
    stream_drop(engine, flow);
}

void stream_drop(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    if (!flow->buffer)
        return;
    turn_end(engine, flow);
    turn_release(engine, flow);
}
