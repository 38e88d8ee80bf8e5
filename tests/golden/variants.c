/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/golden/golden.h"

#include <stdio.h>

/* The same bytes in other segments. What a side says is one message however TCP brings it. */

struct checking {
    struct world *world;
    const struct replay *replay;
    struct outcome whole;
    unsigned changed;
    struct traffic traffic; /* the variant in the making */
};

static void begin(struct checking *c)
{
    c->traffic.tuple = c->replay->traffic.tuple;
    c->traffic.count = 0;
}

static void add(struct checking *c, const struct skypedpi_packet *packet)
{
    if (c->traffic.count < PACKETS_MAX)
        c->traffic.packet[c->traffic.count++] = *packet;
}

/* Bytes `from` to `to` of a segment, as a segment. */
static void add_piece(struct checking *c, const struct skypedpi_packet *whole, uint32_t from, uint32_t to)
{
    struct skypedpi_packet p = *whole;
    p.payload += from;
    p.sequence += from;
    p.length = p.captured = to - from;
    if (to < whole->length)
        p.tcp_flags &= ~(uint32_t)SKYPEDPI_TCP_FIN;
    add(c, &p);
}

static bool can_be_cut(const struct skypedpi_packet *p)
{
    return p->length > 1 && p->captured == p->length;
}

/* Plays the variant. "KIND A B" tells a person which it is. */
static void end(struct checking *c, const char *kind, size_t a, size_t b)
{
    struct outcome o = play(c->world, &c->traffic, true, NULL);
    bool unknown = c->whole.application == SKYPEDPI_APPLICATION_UNKNOWN;
    if (unknown ? c->replay->cuts_may_fire || o.application == c->whole.application : outcome_same(o, c->whole))
        return;
    if (c->changed++ < 10)
        printf("%s: %s %zu %zu: %s %s %u instead of %s %s %u\n", c->replay->name, kind, a, b,
               skypedpi_db_application_name(c->world->db, o.application), skypedpi_mechanism_name(o.mechanism),
               o.signature, skypedpi_db_application_name(c->world->db, c->whole.application),
               skypedpi_mechanism_name(c->whole.mechanism), c->whole.signature);
}

/* All segments in pieces of `size` bytes, each of which repeats `again` bytes before it. */
static void pieces(struct checking *c, uint32_t size, uint32_t again)
{
    const struct traffic *t = &c->replay->traffic;
    begin(c);
    for (size_t i = 0; i < t->count; i++) {
        const struct skypedpi_packet *p = &t->packet[i];
        if (!can_be_cut(p)) {
            add(c, p);
            continue;
        }
        for (uint32_t at = 0; at < p->length; at += size)
            add_piece(c, p, at < again ? 0 : at - again, at + size < p->length ? at + size : p->length);
    }
    end(c, again ? "pieces overlapping" : "pieces of", size, again);
}

/* One segment in two, in order or the second first. */
static void halves(struct checking *c, size_t which, uint32_t at, bool swapped)
{
    const struct traffic *t = &c->replay->traffic;
    begin(c);
    for (size_t i = 0; i < t->count; i++) {
        const struct skypedpi_packet *p = &t->packet[i];
        if (i != which) {
            add(c, p);
            continue;
        }
        add_piece(c, p, swapped ? at : 0, swapped ? p->length : at);
        add_piece(c, p, swapped ? 0 : at, swapped ? at : p->length);
    }
    end(c, swapped ? "swapped halves, packet and place" : "halves, packet and place", which, at);
}

/* Two neighbours of one side change places. */
static void neighbours(struct checking *c, size_t first)
{
    const struct traffic *t = &c->replay->traffic;
    begin(c);
    for (size_t i = 0; i < t->count; i++)
        add(c, &t->packet[i == first ? i + 1 : i == first + 1 ? first : i]);
    end(c, "swapped packets", first, first + 1);
}

/* Every segment comes again, at once or after `later` others. */
static void repeats(struct checking *c, size_t later)
{
    const struct traffic *t = &c->replay->traffic;
    begin(c);
    for (size_t i = 0; i < t->count + later; i++) {
        if (i < t->count)
            add(c, &t->packet[i]);
        if (i >= later) {
            struct skypedpi_packet again = t->packet[i - later];
            again.time = t->packet[i < t->count ? i : t->count - 1].time;
            add(c, &again);
        }
    }
    end(c, "repeated after", later, 0);
}

/* Of one turn, the second right behind the first. */
static bool swappable(const struct skypedpi_packet *a, const struct skypedpi_packet *b)
{
    return a->flags == b->flags && a->length && b->length && b->sequence == a->sequence + a->length &&
           b->acknowledgement == a->acknowledgement;
}

static void check_segment(struct checking *c, size_t i)
{
    const struct traffic *t = &c->replay->traffic;
    const struct skypedpi_packet *p = &t->packet[i];
    bool in_order = !c->replay->joined || i > 0; /* what a flow begins with in its middle nobody can know */
    for (uint32_t at = 1; can_be_cut(p) && at < p->length; at++) {
        halves(c, i, at, false);
        if (in_order)
            halves(c, i, at, true);
    }
    if (in_order && i + 1 < t->count && swappable(p, p + 1))
        neighbours(c, i);
}

unsigned variants_check(struct world *world, const struct replay *replay, struct outcome whole)
{
    static struct checking c;
    c.world = world;
    c.replay = replay;
    c.whole = whole;
    c.changed = 0;
    if (replay->traffic.tuple.transport != 6)
        return 0;
    for (uint32_t size = 1; size <= 600; size += size < 40 ? 1 : 40) {
        pieces(&c, size, 0);
        for (uint32_t again = 1; again < size && size <= 12; again++)
            pieces(&c, size, again);
    }
    for (size_t i = 0; i < replay->traffic.count; i++)
        check_segment(&c, i);
    for (size_t later = 0; later < 4; later++)
        repeats(&c, later);
    return c.changed;
}
