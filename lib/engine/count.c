/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/count.h"

#include <string.h>
#include "lib/base/hash.h"
#include "lib/base/time.h"
#include "lib/engine/know.h"
#include "lib/engine/path.h"
#include "lib/engine/program.h"

#define FRESH_MASK ((1u << FRESH_BITS) - 1)

/* Several signatures count a message: its hashes are made once. */
static inline uint64_t hash_of(const struct skypedpi_engine *engine, struct view *view, unsigned side,
                               enum endpoint_kind kind)
{
    unsigned host = kind == ENDPOINT_HOST, bit = 1u << (2 * side + host);
    if (!(view->hashed & bit)) {
        view->hash[side][host] = endpoint_hash_of(&engine->endpoints, view->flow, side, kind);
        view->hashed = (uint8_t)(view->hashed | bit);
        view->record[side][host] = NULL;
    }
    return view->hash[side][host];
}

/* On UDP a peer is an address and a port; on TCP its port is another with each connection. */
static uint64_t peer_hash(const struct skypedpi_engine *engine, struct view *view, unsigned side)
{
    return hash_of(engine, view, side, flow_has(view->flow, BIT_TCP) ? ENDPOINT_HOST : ENDPOINT_UDP);
}

/* Of what it counted nothing counts any more, and nothing is proven: whatever it is begins now. */
static void first_renew(struct endpoint *e, uint32_t now)
{
    static const uint8_t nothing[COUNTERS];
    if (!e->score && memcmp(e->count, nothing, sizeof nothing) == 0)
        e->first = now;
}

static void counter_clear(struct endpoint *e, unsigned slot, uint32_t now)
{
    memset(&e->counted[slot], 0, sizeof e->counted[slot]);
    memset(&e->counter[slot], 0, sizeof e->counter[slot]);
    e->count[slot] = 0;
    e->missed = e->missed & ~(1u << slot) & SLOTS;
    first_renew(e, now);
}

enum fit { FITS, REPEATS, BREAKS };

static enum fit fit(const struct counting *c, const struct counted *counted, uint32_t value)
{
    if (c->rule == COUNTING_SAME)
        return value == counted->value ? FITS : BREAKS;
    if (c->rule != COUNTING_STEP)
        return FITS;
    uint32_t by = (value - counted->value) & c->mask;
    if (by == 0)
        return REPEATS;
    return by >= c->low && by <= c->high ? FITS : BREAKS;
}

#define TICKS     64     /* in the time a signature looks back */
#define TICK_MASK 0xffff /* after so many they come around */

static uint32_t tick_length(const struct counting *c)
{
    return c->within / TICKS + 1u;
}

/* Ticks since; a moment back is now. */
static unsigned tick_age(unsigned now, unsigned then)
{
    unsigned age = (now - then) & TICK_MASK;
    return age >= TICK_MASK - 1 ? 0 : age;
}

/* The tick of an entry: its upper bits are kept once, for the last one. */
static unsigned tick_of(const struct endpoint *e, unsigned slot, uint8_t entry)
{
    const struct counter *k = &e->counter[slot];
    unsigned last = k->tick[e->count[slot] - 1];
    return ((unsigned)e->counted[slot].epoch << 8 | last) + (unsigned)(int8_t)(k->tick[entry] - last);
}

/* Takes out what was counted longer ago than the signature looks back. */
static void expire(struct endpoint *e, unsigned slot, const struct counting *c, unsigned tick, uint32_t now)
{
    struct counter *k = &e->counter[slot];
    uint8_t kept = 0;
    if (!e->count[slot] || tick_age(tick, tick_of(e, slot, 0)) <= c->within / tick_length(c))
        return; /* the oldest stands first */
    for (uint8_t i = 0; i < e->count[slot]; i++)
        if (tick_age(tick, tick_of(e, slot, i)) <= c->within / tick_length(c)) {
            k->peer[kept] = k->peer[i];
            k->tick[kept++] = k->tick[i];
        }
    if (kept == 0)
        counter_clear(e, slot, now);
    e->count[slot] = kept;
}

static void entry_drop(struct endpoint *e, unsigned slot, uint8_t entry)
{
    struct counter *k = &e->counter[slot];
    uint8_t behind = (uint8_t)(--e->count[slot] - entry);
    memmove(k->peer + entry, k->peer + entry + 1, behind * sizeof *k->peer);
    memmove(k->tick + entry, k->tick + entry + 1, behind * sizeof *k->tick);
}

static void peer_add(struct endpoint *e, unsigned slot, const struct counting *c, uint16_t peer, unsigned tick)
{
    struct counter *k = &e->counter[slot];
    uint8_t i = 0;
    while (i < e->count[slot] && (c->unit == COUNTING_PACKETS || k->peer[i] != peer))
        i++;
    if (i < e->count[slot]) /* it is heard again */
        entry_drop(e, slot, i);
    if (e->count[slot] == COUNTING_EXACT) /* the oldest makes room */
        entry_drop(e, slot, 0);
    k->peer[e->count[slot]] = peer;
    k->tick[e->count[slot]++] = (uint8_t)tick;
    e->counted[slot].epoch = tick >> 8 & 0xff;
}

/* The compiler's own is a call where the machine need not have it (Warren, Hacker's Delight, 5-1). */
static unsigned bits_set(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    return (unsigned)(((word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

/* One message that breaks a rule is passed over; after two in a row counting starts anew. */
static bool first_miss(struct endpoint *e, unsigned slot)
{
    bool first = !(e->missed >> slot & 1);
    e->missed = (e->missed | 1u << slot) & SLOTS;
    return first;
}

/* A byte of the hash of a value, never 0: two values have the same with a chance of 1 in 254. */
static uint32_t fresh_byte(const struct skypedpi_engine *engine, uint64_t value)
{
    const uint32_t word[2] = {(uint32_t)value, (uint32_t)(value >> 32)};
    uint32_t byte = hash_short(&engine->endpoints.key, word, 2) & 0xff;
    return byte + !byte;
}

static bool holds_byte(uint32_t bytes, uint32_t byte)
{
    uint32_t other = bytes ^ byte * 0x01010101u;
    return ((other - 0x01010101u) & ~other & 0x80808080u) != 0;
}

/* Are three of four values new, or so many of fewer? A byte each, 0: none. */
static bool fresh_enough(uint32_t four)
{
    unsigned all = 0, fresh = 0;
    for (; four; four >>= 8) {
        all++;
        fresh += !holds_byte(four >> 8, four & 0xff);
    }
    return fresh * 5 >= all * 3;
}

static bool exact_count(const struct skypedpi_engine *engine, struct endpoint *e, const struct counting *c,
                        struct view *view, uint64_t peer, uint64_t second)
{
    unsigned slot = c->slot, tick = (unsigned)(second / tick_length(c));
    uint64_t value = 0, news = 0;
    if ((c->value.op != OP_END && !program_value(view, &c->value, &value)) ||
        (c->fresh.op != OP_END && !program_value(view, &c->fresh, &news)))
        return false;
    expire(e, slot, c, tick, (uint32_t)second);
    if (e->count[slot]) {
        unsigned last = tick_of(e, slot, (uint8_t)(e->count[slot] - 1));
        if (tick_age(tick, last) == 0)
            tick = last; /* time that goes back stands still */
        enum fit how = fit(c, &e->counted[slot], (uint32_t)value);
        if (how == REPEATS || (how == BREAKS && first_miss(e, slot)))
            return false;
        if (how == BREAKS)
            counter_clear(e, slot, (uint32_t)second);
    }
    e->missed = e->missed & ~(1u << slot) & SLOTS;
    e->counted[slot].value = (uint32_t)value;
    uint32_t fresh = e->counted[slot].fresh;
    if (c->fresh.op != OP_END)
        fresh = fresh << 8 | fresh_byte(engine, news);
    e->counted[slot].fresh = fresh & FRESH_MASK;
    peer_add(e, slot, c, (uint16_t)peer, tick);
    return e->count[slot] >= c->count && fresh_enough(fresh);
}

#define COUNTER_WORDS ((sizeof(struct counter) + 7) / 8)

static bool estimated_count(struct endpoint *e, const struct counting *c, uint64_t peer, uint32_t now)
{
    struct counter *k = &e->counter[c->slot];
    uint64_t word[COUNTER_WORDS] = {0};
    if (!e->count[c->slot] || (int32_t)(now - e->counted[c->slot].value) > (int32_t)c->within) {
        counter_clear(e, c->slot, now);
        e->counted[c->slot].value = now;
    }
    unsigned bit = (unsigned)((peer >> 16 & 0xffff) * COUNTING_BITS >> 16), set = 0;
    if (bit < 16 * COUNTING_EXACT)
        k->peer[bit / 16] = (uint16_t)(k->peer[bit / 16] | 1u << bit % 16);
    else
        k->tick[bit / 8 - 2 * COUNTING_EXACT] =
            (uint8_t)(k->tick[bit / 8 - 2 * COUNTING_EXACT] | 1u << bit % 8);
    memcpy(word, k, sizeof *k);
    for (unsigned i = 0; i < COUNTER_WORDS; i++)
        set += bits_set(word[i]);
    e->count[c->slot] = 1; /* many ask whom a flood names, too: that is no progress to be kept for */
    return set >= c->bits;
}

static bool fired(const struct skypedpi_engine *engine, const struct endpoint *e, uint32_t signature)
{
    return e->fired >> engine->db->model.signatures[signature].counting.slot & 1;
}

/* Side of the flow that a signature counts messages of. */
static unsigned side_of(const struct signature *s, const struct view *view)
{
    return s->counting.received ? 1u - view->direction : view->direction;
}

static enum endpoint_kind kind_of(const struct signature *s, const struct view *view)
{
    if (s->counting.scope == SCOPE_HOST)
        return ENDPOINT_HOST;
    return flow_has(view->flow, BIT_TCP) ? ENDPOINT_TCP : ENDPOINT_UDP;
}

bool count_matters(const struct skypedpi_engine *engine, struct view *view, const struct signature *s)
{
    return s->application != SKYPEDPI_APPLICATION_OTHER || flow_has(view->flow, BIT_TCP) ||
           !endpoint_absent(&engine->endpoints, hash_of(engine, view, side_of(s, view), kind_of(s, view)));
}

/* What a set knows of other programs says nothing of whom another set knows. */
static bool speaks_of(const struct skypedpi_engine *engine, const struct signature *s, const struct endpoint *e)
{
    return e->signature == NO_INDEX ||
           set_number(engine->db->model.signatures[e->signature].id) == set_number(s->id);
}

/* Is a TCP port known, if at all, by what UDP does there? */
static bool known_by_udp(const struct skypedpi_engine *engine, const struct signature *s,
                         const struct view *view, unsigned side)
{
    if (kind_of(s, view) != ENDPOINT_TCP)
        return false;
    const struct endpoint *udp = endpoint_of(&engine->endpoints, view->flow, side, ENDPOINT_UDP);
    return udp && udp->application && speaks_of(engine, s, udp);
}

/* Whom a message is counted for, several signatures the same: what speaks against an application where there
 * is one. */
static struct endpoint *counted_for(struct skypedpi_engine *engine, const struct signature *s,
                                    struct view *view, unsigned side, uint32_t now)
{
    const enum endpoint_kind kind = kind_of(s, view);
    const struct endpoint_key key = endpoint_key_of(view->flow, side, kind);
    const uint64_t hash = hash_of(engine, view, side, kind);
    struct endpoint **taken = &view->record[side][kind == ENDPOINT_HOST];
    if (s->application != SKYPEDPI_APPLICATION_OTHER) {
        if (!*taken || !endpoint_is(*taken, &key))
            *taken = endpoint_take_hashed(&engine->endpoints, &key, hash, now);
        return *taken;
    }
    struct endpoint *e = endpoint_find_hashed(&engine->endpoints, &key, hash);
    if (!e && known_by_udp(engine, s, view, side))
        return endpoint_take_hashed(&engine->endpoints, &key, hash, now);
    return e && speaks_of(engine, s, e) ? e : NULL;
}

void count_message(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view,
                   uint32_t signature, uint64_t time)
{
    const struct signature *s = &engine->db->model.signatures[signature];
    const struct counting *c = &s->counting;
    unsigned side = side_of(s, view);
    uint32_t now = seconds(time);
    struct endpoint *e = counted_for(engine, s, view, side, now);
    if (!e || (s->after != NO_INDEX && !fired(engine, e, s->after)))
        return;
    uint64_t peer = peer_hash(engine, view, 1 - side);
    const uint8_t stood = e->count[c->slot];
    bool enough = c->count <= COUNTING_EXACT ? exact_count(engine, e, c, view, peer, time / SECOND)
                                             : estimated_count(e, c, peer, now);
    if (e->count[c->slot] > stood)
        endpoint_gains(&engine->endpoints, e, e->count[c->slot]);
    else if (e->count[c->slot] < stood)
        endpoint_weigh(&engine->endpoints, e);
    bool fits = !(e->missed >> c->slot & 1);
    if (c->scope == SCOPE_HOST && fits)
        flow_chain(flow, side, s->application);
    /* only what agrees with something before it says that the application is still there */
    if (e->application == s->application && e->count[c->slot] >= 2 && fits)
        endpoint_speaks(&engine->endpoints, e, now);
    if (enough && !fired(engine, e, signature))
        know_count(engine, e, signature, time);
    if (enough && s->path) /* last: it may push out the record */
        path_note(engine, flow, side, s->path);
}
