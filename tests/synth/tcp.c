/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/tcp.h"

#define SEGMENT 1460
#define PIECES  2048 /* a full message, cut to single bytes */

static enum synth_side other(enum synth_side side)
{
    return side == SYNTH_CLIENT ? SYNTH_SERVER : SYNTH_CLIENT;
}

/* Lets the time pass that a side needs: answers of the far side travel, those of the near one come at once. */
static void take_turn(struct synth_tcp *c, enum synth_side side)
{
    const enum synth_side near = c->style.inbound ? SYNTH_SERVER : SYNTH_CLIENT;
    if (c->punctual)
        return;
    if (side != near && c->last == near)
        synth_wait(c->synth, c->round_trip);
    synth_wait_between(c->synth, 50 * SYNTH_US, 400 * SYNTH_US);
    c->last = side;
}

static void emit(struct synth_tcp *c, enum synth_side side, unsigned flags, uint32_t sequence,
                 struct synth_bytes payload)
{
    take_turn(c, side);
    synth_emit(c->synth, (struct synth_packet){.source = c->end[side],
                                               .destination = c->end[other(side)],
                                               .transport = SYNTH_TCP,
                                               .flags = (uint8_t)flags,
                                               .sequence = sequence,
                                               .acknowledged = c->next[other(side)],
                                               .payload = payload});
}

/* A segment without payload. */
static void control(struct synth_tcp *c, enum synth_side side, unsigned flags)
{
    emit(c, side, flags, c->next[side], (struct synth_bytes){NULL, 0});
    c->next[side] += flags & (SYNTH_SYN | SYNTH_FIN) ? 1 : 0;
}

static struct synth_tcp begin(struct synth *s, const struct synth_endpoint *client,
                              const struct synth_endpoint *server, struct synth_tcp_style style)
{
    struct synth_tcp c = {.synth = s, .style = style, .end = {*client, *server}};
    c.next[SYNTH_CLIENT] = (uint32_t)synth_random(s);
    c.next[SYNTH_SERVER] = (uint32_t)synth_random(s);
    c.round_trip = synth_between(s, 20, 150) * SYNTH_MS;
    control(&c, SYNTH_CLIENT, SYNTH_SYN);
    return c;
}

struct synth_tcp synth_tcp_open(struct synth *s, const struct synth_endpoint *client,
                                const struct synth_endpoint *server, struct synth_tcp_style style)
{
    struct synth_tcp c = begin(s, client, server, style);
    control(&c, SYNTH_SERVER, SYNTH_SYN | SYNTH_ACK);
    control(&c, SYNTH_CLIENT, SYNTH_ACK);
    return c;
}

void synth_tcp_unanswered(struct synth *s, const struct synth_endpoint *client,
                          const struct synth_endpoint *server)
{
    begin(s, client, server, (struct synth_tcp_style){0});
}

static void emit_piece(struct synth_tcp *c, enum synth_side side, const struct synth_message *m,
                       struct synth_piece piece)
{
    bool last = piece.from + piece.length == m->length;
    emit(c, side, last ? SYNTH_ACK | SYNTH_PSH : SYNTH_ACK, c->next[side] + (uint32_t)piece.from,
         (struct synth_bytes){m->data + piece.from, piece.length});
}

void synth_tcp_send_pieces(struct synth_tcp *c, enum synth_side side, const struct synth_message *m,
                           const struct synth_piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (++c->segments == c->style.lose)
            continue;
        emit_piece(c, side, m, pieces[i]);
        if (c->style.repeat) {
            synth_wait(c->synth, 300 * SYNTH_MS);
            emit_piece(c, side, m, pieces[i]);
        }
    }
    c->next[side] += (uint32_t)m->length;
    control(c, other(side), SYNTH_ACK);
}

static void turn_round(struct synth_piece *pieces, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct synth_piece kept = pieces[i];
        pieces[i] = pieces[count - 1 - i];
        pieces[count - 1 - i] = kept;
    }
}

void synth_tcp_send(struct synth_tcp *c, enum synth_side side, const struct synth_message *m)
{
    const size_t most = c->style.segment ? c->style.segment : SEGMENT;
    struct synth_piece pieces[PIECES];
    size_t count = 0;

    for (size_t from = 0; from < m->length; from += most) {
        size_t again = c->style.overlap < from ? c->style.overlap : from;
        size_t fresh = most < m->length - from ? most : m->length - from;
        pieces[count++] = (struct synth_piece){from - again, again + fresh};
    }
    if (c->style.backwards)
        turn_round(pieces, count);
    synth_tcp_send_pieces(c, side, m, pieces, count);
}

void synth_tcp_send_unheard(struct synth_tcp *c, enum synth_side side, const struct synth_message *m,
                            const uint64_t *pauses, size_t count)
{
    const struct synth_piece whole = {0, m->length};
    emit_piece(c, side, m, whole);
    for (size_t i = 0; i < count; i++) {
        synth_wait(c->synth, pauses[i]);
        emit_piece(c, side, m, whole);
    }
    c->next[side] += (uint32_t)m->length;
}

void synth_tcp_close(struct synth_tcp *c, enum synth_side side)
{
    control(c, side, SYNTH_FIN | SYNTH_ACK);
    control(c, other(side), SYNTH_FIN | SYNTH_ACK);
    control(c, side, SYNTH_ACK);
}

void synth_tcp_reset(struct synth_tcp *c, enum synth_side side)
{
    control(c, side, SYNTH_RST | SYNTH_ACK);
}
