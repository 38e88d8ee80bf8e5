/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/count.h"

#include <string.h>
#include "lib/engine/know.h"
#include "lib/engine/path.h"
#include "lib/engine/program.h"

#define FRESH_BITS 32

/* Several signatures count a message: its hashes are made once. */
static uint64_t hash_of(const struct skypedpi_engine *engine, struct view *view, const struct endpoint_key *key,
                        unsigned side)
{
    unsigned host = key->kind == ENDPOINT_HOST, bit = 1u << (2 * side + host);
    if (!(view->hashed & bit))
        view->hash[side][host] = endpoint_hash(&engine->endpoints, key);
    view->hashed = (uint8_t)(view->hashed | bit);
    return view->hash[side][host];
}

/* On UDP a peer is an address and a port; on TCP its port is another with each connection. */
static uint64_t peer_hash(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                          struct view *view, unsigned side)
{
    struct endpoint_key peer =
        endpoint_key_of(flow, side, flow_has(flow, BIT_TCP) ? ENDPOINT_HOST : ENDPOINT_UDP);
    return hash_of(engine, view, &peer, side);
}

static void counter_clear(struct endpoint *e, unsigned slot)
{
    memset(&e->counter[slot], 0, sizeof e->counter[slot]);
    e->count[slot] = 0;
    e->missed = (uint8_t)(e->missed & ~(1u << slot));
}

/* How far a value lies above the last one, as wide as the field is. */
static uint32_t step(const struct instruction *value, uint32_t now, uint32_t before)
{
    bool narrow = value->op == OP_FIELD ? value->b == FIELD_SKYPE_ID
                                        : value->imm == WIDTH_U16 || value->imm == WIDTH_LE16;
    return narrow ? (now - before) & 0xffff : now - before;
}

enum fit { FITS, REPEATS, BREAKS };

static enum fit fit(const struct counting *c, const struct counter *counter, uint32_t value)
{
    if (c->rule == COUNTING_SAME)
        return value == counter->value ? FITS : BREAKS;
    if (c->rule != COUNTING_STEP)
        return FITS;
    uint32_t by = step(&c->value, value, counter->value);
    if (by == 0)
        return REPEATS;
    return by >= c->low && by <= c->high ? FITS : BREAKS;
}

#define TICKS 64 /* in the time a signature looks back */

static uint8_t tick_of(const struct counting *c, uint32_t second)
{
    return (uint8_t)(second / (c->within / TICKS + 1u));
}

/* Ticks since; a moment back is now. */
static unsigned tick_age(uint8_t now, uint8_t then)
{
    uint8_t age = (uint8_t)(now - then);
    return age >= 254 ? 0 : age;
}

/* Takes out what was counted longer ago than the signature looks back. */
static void expire(struct endpoint *e, unsigned slot, const struct counting *c, uint32_t now)
{
    struct counter *k = &e->counter[slot];
    uint8_t kept = 0, tick = tick_of(c, now);
    for (uint8_t i = 0; i < e->count[slot]; i++)
        if (tick_age(tick, k->tick[i]) <= c->within / (c->within / TICKS + 1u)) {
            k->peer[kept] = k->peer[i];
            k->tick[kept++] = k->tick[i];
        }
    if (kept == 0)
        counter_clear(e, slot);
    e->count[slot] = kept;
}

static void peer_add(struct endpoint *e, unsigned slot, const struct counting *c, uint16_t peer, uint32_t now)
{
    struct counter *k = &e->counter[slot];
    for (uint8_t i = 0; c->unit == COUNTING_PEERS && i < e->count[slot]; i++)
        if (k->peer[i] == peer)
            return;
    if (e->count[slot] == COUNTING_EXACT) { /* the oldest makes room */
        memmove(k->peer, k->peer + 1, sizeof k->peer - sizeof *k->peer);
        memmove(k->tick, k->tick + 1, sizeof k->tick - sizeof *k->tick);
        e->count[slot]--;
    }
    k->peer[e->count[slot]] = peer;
    k->tick[e->count[slot]++] = tick_of(c, now);
}

static unsigned bits_set(uint32_t word)
{
    return (unsigned)__builtin_popcount(word);
}

/* Have the values been new often enough? Three of five is what chance leaves of them in so few bits. */
static bool fresh_enough(const struct endpoint *e, unsigned slot, const struct counting *c)
{
    return c->fresh.op == OP_END || bits_set(e->counter[slot].fresh) * 5 >= e->count[slot] * 3u;
}

/* One message that breaks a rule is passed over; after two in a row counting starts anew. */
static bool first_miss(struct endpoint *e, unsigned slot)
{
    bool first = !(e->missed >> slot & 1);
    e->missed = (uint8_t)(e->missed | 1u << slot);
    return first;
}

static bool exact_count(struct endpoint *e, const struct counting *c, struct view *view, uint64_t peer,
                        uint32_t now)
{
    unsigned slot = c->slot;
    uint64_t value = 0, fresh = 0;
    if ((c->value.op != OP_END && !program_value(view, &c->value, &value)) ||
        (c->fresh.op != OP_END && !program_value(view, &c->fresh, &fresh)))
        return false;
    expire(e, slot, c, now);
    if (e->count[slot]) {
        enum fit how = fit(c, &e->counter[slot], (uint32_t)value);
        if (how == REPEATS || (how == BREAKS && first_miss(e, slot)))
            return false;
        if (how == BREAKS)
            counter_clear(e, slot);
    }
    e->missed = (uint8_t)(e->missed & ~(1u << slot));
    e->counter[slot].value = (uint32_t)value;
    e->counter[slot].fresh |= 1u << (fresh * 0x9e3779b1u >> 27) % FRESH_BITS;
    peer_add(e, slot, c, (uint16_t)(peer | 1), now);
    return e->count[slot] >= c->count && fresh_enough(e, slot, c);
}

static bool estimated_count(struct endpoint *e, const struct counting *c, uint64_t peer, uint32_t now)
{
    struct counter *k = &e->counter[c->slot];
    if (!e->count[c->slot] || (int32_t)(now - k->value) > (int32_t)c->within) {
        counter_clear(e, c->slot);
        k->value = now;
    }
    unsigned bit = (unsigned)((peer >> 16 & 0xffff) * COUNTING_BITS >> 16), set = 0;
    if (bit < 16 * COUNTING_EXACT)
        k->peer[bit / 16] = (uint16_t)(k->peer[bit / 16] | 1u << bit % 16);
    else
        k->tick[bit / 8 - 2 * COUNTING_EXACT] =
            (uint8_t)(k->tick[bit / 8 - 2 * COUNTING_EXACT] | 1u << bit % 8);
    for (unsigned i = 0; i < COUNTING_EXACT; i++)
        set += bits_set(k->peer[i]) + bits_set(k->tick[i]);
    e->count[c->slot] = 1; /* many ask whom a flood names, too: that is no progress to be kept for */
    return set >= c->bits;
}

static bool fired(const struct skypedpi_engine *engine, const struct endpoint *e, uint32_t signature)
{
    return e->fired >> engine->db->model.signatures[signature].counting.slot & 1;
}

void count_message(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view,
                   uint32_t signature, uint64_t time)
{
    const struct signature *s = &engine->db->model.signatures[signature];
    const struct counting *c = &s->counting;
    unsigned side = c->received ? 1u - view->direction : view->direction;
    struct endpoint_key key = endpoint_key_of(flow, side,
                                              c->scope == SCOPE_HOST    ? ENDPOINT_HOST
                                              : flow_has(flow, BIT_TCP) ? ENDPOINT_TCP
                                                                        : ENDPOINT_UDP);
    uint64_t hash = hash_of(engine, view, &key, side);
    uint32_t now = seconds(time);
    /* what speaks against an application is worth counting only where there is one */
    struct endpoint *e = s->application == SKYPEDPI_APPLICATION_OTHER
                             ? endpoint_find_hashed(&engine->endpoints, &key, hash)
                             : endpoint_take_hashed(&engine->endpoints, &key, hash, now);
    if (!e || (s->after != NO_INDEX && !fired(engine, e, s->after)))
        return;
    uint64_t peer = peer_hash(engine, flow, view, 1 - side);
    bool enough =
        c->count <= COUNTING_EXACT ? exact_count(e, c, view, peer, now) : estimated_count(e, c, peer, now);
    bool fits = !(e->missed >> c->slot & 1);
    if (c->scope == SCOPE_HOST && fits)
        flow_chain(flow);
    /* only what agrees with something before it says that the application is still there */
    if (e->application == s->application && e->count[c->slot] >= 2 && fits)
        endpoint_speaks(&engine->endpoints, e, now);
    if (enough && !fired(engine, e, signature))
        know_count(engine, e, signature, time);
    if (enough && s->path) /* last: it may push out the record */
        path_note(engine, flow, side, s->path);
}
