/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

/* Packets as scripts: script.c read the other way round. */

/* Bytes of a payload; the rest was not captured. Late packets matter by their lengths alone. */
enum { EARLY_PACKETS = 8, SHOWN_EARLY = 4096, SHOWN_LATE = 16, SCENARIO_MAX = 6000 };

struct writer {
    struct seed *seed;
    unsigned opened; /* flows so far: they take slots in turn */
    uint64_t time;
    struct {
        struct skypedpi_tuple tuple;
        unsigned packets; /* so far */
        bool seen[2];     /* a packet of that side */
        uint32_t base[2]; /* what to add to its sequence numbers */
        uint32_t next[2];
    } slot[SCRIPT_SLOTS];
};

void script_begin(struct seed *seed)
{
    static const uint8_t head[SCRIPT_HEAD] = {23, 0, 7, 3, 7, 31, 47, 49, 40, 0, 0, 0}; /* the usual settings */
    seed->length = 0;
    seed->full = false;
    seed_add(seed, head, sizeof head);
}

static void step(struct writer *w, enum script_step step, unsigned slot, unsigned side)
{
    seed_byte(w->seed, (unsigned)step | slot << 3 | (side ? SCRIPT_REVERSE : 0));
}

static void flow_open(struct writer *w, unsigned slot, const struct skypedpi_tuple *t)
{
    bool ipv6 = t->family == 6;
    step(w, SCRIPT_OPEN, slot, 0);
    seed_byte(w->seed, (t->transport == 6 ? 1u : 0u) | (ipv6 ? 2u : 0u));
    seed_add(w->seed, t->source + (ipv6 ? 12 : 0), 4);
    seed_add(w->seed, t->destination + (ipv6 ? 12 : 0), 4);
    seed_be16(w->seed, t->source_port);
    seed_be16(w->seed, t->destination_port);
    memset(&w->slot[slot], 0, sizeof w->slot[slot]);
    w->slot[slot].tuple = *t;
    w->slot[slot].next[0] = 0xfffff000;
    w->slot[slot].next[1] = 1;
}

static unsigned delay_to(struct writer *w, uint64_t time)
{
    uint64_t ms = time > w->time ? (time - w->time) / 1000000u : 0;
    unsigned doubled = 0;
    while (ms >= 16 && doubled < 15) {
        ms >>= 1;
        doubled++;
    }
    unsigned code = doubled << 4 | (ms < 16 ? (unsigned)ms : 15u);
    w->time += script_delay((uint8_t)code);
    return code;
}

/* How far the packet's sequence number is from the one the player expects. */
static int32_t skew_of(struct writer *w, unsigned slot, unsigned side, const struct skypedpi_packet *p)
{
    uint32_t *base = &w->slot[slot].base[side], *next = &w->slot[slot].next[side];
    if (!w->slot[slot].seen[side])
        *base = *next - p->sequence;
    w->slot[slot].seen[side] = true;
    int32_t skew = (int32_t)(p->sequence + *base - *next);
    uint32_t end = p->sequence + *base + p->length + ((p->tcp_flags & SKYPEDPI_TCP_SYN) != 0) +
                   ((p->tcp_flags & SKYPEDPI_TCP_FIN) != 0);
    if ((int32_t)(end - *next) > 0)
        *next = end;
    return skew;
}

static int32_t ack_skew_of(const struct writer *w, unsigned slot, unsigned side,
                           const struct skypedpi_packet *p)
{
    uint32_t expected = w->slot[slot].next[1 - side];
    if (!w->slot[slot].seen[1 - side] || !(p->tcp_flags & SKYPEDPI_TCP_ACK))
        return 0;
    int32_t skew = (int32_t)(p->acknowledgement + w->slot[slot].base[1 - side] - expected);
    return skew >= -128 && skew <= 127 ? skew : 0;
}

static unsigned shown_of(struct writer *w, unsigned slot, const struct skypedpi_packet *p)
{
    unsigned most = w->slot[slot].packets < EARLY_PACKETS ? SHOWN_EARLY : SHOWN_LATE;
    w->slot[slot].packets += p->length > 0;
    return p->captured < most ? p->captured : most;
}

static void packet_write(struct writer *w, unsigned slot, const struct skypedpi_packet *p)
{
    bool tcp = w->slot[slot].tuple.transport == 6;
    unsigned side = p->flags & SKYPEDPI_PACKET_REVERSE, shown = shown_of(w, slot, p);
    int32_t ack_skew = tcp ? ack_skew_of(w, slot, side, p) : 0, skew = tcp ? skew_of(w, slot, side, p) : 0;
    bool plain = skew == 0 && ack_skew == 0 && shown == p->length && (!tcp || p->tcp_flags == SKYPEDPI_TCP_ACK);
    step(w, plain ? SCRIPT_SAY : SCRIPT_PACKET, slot, side);
    seed_byte(w->seed, delay_to(w, p->time));
    if (!plain) {
        seed_byte(w->seed, p->tcp_flags);
        seed_be16(w->seed, (unsigned)skew & 0xffffu);
        seed_byte(w->seed, (unsigned)ack_skew & 0xffu);
        seed_be16(w->seed, p->length - shown);
    }
    seed_be16(w->seed, shown);
    seed_add(w->seed, p->payload, shown);
}

static void look_at_all(struct writer *w)
{
    for (unsigned slot = 0; slot < SCRIPT_SLOTS && slot < w->opened; slot++)
        step(w, SCRIPT_VERDICT, slot, 0);
    step(w, SCRIPT_ENGINE, SCRIPT_STATS, 0);
}

void script_replay(struct seed *seed, const struct traffic *traffic)
{
    struct writer w = {.seed = seed, .opened = 1};
    flow_open(&w, 0, &traffic->tuple);
    if (traffic->count)
        w.time = traffic->packet[0].time;
    for (size_t i = 0; i < traffic->count; i++)
        packet_write(&w, 0, &traffic->packet[i]);
    look_at_all(&w);
}

/* ---- scenarios of many flows ---- */

static struct skypedpi_tuple tuple_of(const struct synth_packet *p)
{
    struct skypedpi_tuple t = {.size = sizeof t,
                               .family = p->source.family,
                               .transport = p->transport,
                               .source_port = p->source.port,
                               .destination_port = p->destination.port};
    memcpy(t.source, p->source.address, sizeof t.source);
    memcpy(t.destination, p->destination.address, sizeof t.destination);
    return t;
}

static bool same_way(const struct skypedpi_tuple *a, const struct skypedpi_tuple *b)
{
    return a->family == b->family && a->transport == b->transport && a->source_port == b->source_port &&
           a->destination_port == b->destination_port && memcmp(a->source, b->source, 16) == 0 &&
           memcmp(a->destination, b->destination, 16) == 0;
}

static struct skypedpi_tuple turned(const struct skypedpi_tuple *t)
{
    struct skypedpi_tuple other = *t;
    memcpy(other.source, t->destination, sizeof other.source);
    memcpy(other.destination, t->source, sizeof other.destination);
    other.source_port = t->destination_port;
    other.destination_port = t->source_port;
    return other;
}

static unsigned slot_of(struct writer *w, const struct skypedpi_tuple *t, unsigned *side)
{
    struct skypedpi_tuple other = turned(t);
    for (unsigned slot = 0; slot < SCRIPT_SLOTS && slot < w->opened; slot++)
        if (same_way(&w->slot[slot].tuple, t) || same_way(&w->slot[slot].tuple, &other)) {
            *side = !same_way(&w->slot[slot].tuple, t);
            return slot;
        }
    unsigned slot = w->opened++ % SCRIPT_SLOTS;
    *side = 0;
    flow_open(w, slot, t);
    return slot;
}

void script_scenario(struct seed *seed, const struct synth_trace *trace)
{
    struct writer w = {.seed = seed, .time = trace->count ? trace->packets[0].time : 0};
    for (size_t i = 0; i < trace->count && seed->length < SCENARIO_MAX; i++) {
        const struct synth_packet *from = &trace->packets[i];
        struct skypedpi_tuple tuple = tuple_of(from);
        unsigned side, slot = slot_of(&w, &tuple, &side);
        const struct skypedpi_packet p = {.flags = side,
                                          .time = from->time,
                                          .length = (uint32_t)from->payload.length,
                                          .captured = (uint32_t)from->payload.length,
                                          .sequence = from->sequence,
                                          .acknowledgement = from->acknowledged,
                                          .tcp_flags = from->flags & ~(unsigned)SYNTH_PSH,
                                          .payload = from->payload.data};
        packet_write(&w, slot, &p);
    }
    look_at_all(&w);
}
