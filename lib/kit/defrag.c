/* SPDX-License-Identifier: BSD-2-Clause */
#include <stddef.h>
#include <string.h>
#include <skypedpi/kit/frame.h>
#include "lib/base/abi.h"
#include "lib/base/alloc.h"

#define HEADER 40    /* room for the larger IP header */
#define DATA   65535 /* the most IP can say */
#define BLOCK  8     /* fragments begin at multiples of this */
#define BLOCKS ((DATA + BLOCK - 1) / BLOCK)
#define NO_END UINT32_MAX

struct slot {
    bool used;
    bool spoilt; /* takes what still comes of the packet, to no use */
    uint8_t family;
    uint8_t protocol;
    uint32_t id;
    uint8_t source[16];
    uint8_t destination[16];
    uint64_t first; /* time of the first piece seen */
    uint64_t turn;  /* of the latest: pieces are counted, as time may stand or go back */
    uint32_t end;   /* length of the data, NO_END before the last piece came */
    uint32_t top;   /* where the furthest piece ends */
    uint32_t have;  /* bytes of it that are here */
    uint32_t fragments;
    uint64_t carried;
    uint8_t here[(BLOCKS + 7) / 8]; /* a bit for each block */
    uint8_t packet[HEADER + DATA];
};

struct skypedpi_defrag {
    struct skypedpi_allocator allocator;
    uint32_t slots;
    uint32_t opened; /* slots ever used, and the first: those above have never been touched */
    uint64_t pieces; /* that slots ever took */
    struct slot slot[];
};

/* What is not used is not touched: the pages of a slot become real when it is, though they be large ones. */
static skypedpi_defrag *take(const struct skypedpi_allocator *allocator, uint32_t slots)
{
    skypedpi_defrag *defrag =
        allocator->allocate(allocator->user, sizeof(*defrag) + slots * sizeof(struct slot));

    if (defrag) {
        defrag->allocator = *allocator;
        defrag->slots = slots;
        defrag->opened = 1;
        defrag->pieces = 0;
        defrag->slot[0].used = false;
    }
    return defrag;
}

int skypedpi_defrag_new(const struct skypedpi_allocator *allocator, uint32_t slots, skypedpi_defrag **defrag)
{
    if (!defrag) {
        return SKYPEDPI_E_ARGUMENT;
    }
    *defrag = NULL;
    if (slots == 0 || slots > SKYPEDPI_DEFRAG_SLOTS_MAX || !allocator_ok(allocator)) {
        return SKYPEDPI_E_ARGUMENT;
    }
    const struct skypedpi_allocator ours = allocator_or_default(allocator);
    *defrag = take(&ours, slots);
    return *defrag ? SKYPEDPI_OK : SKYPEDPI_E_MEMORY;
}

void skypedpi_defrag_free(skypedpi_defrag *defrag)
{
    if (defrag) {
        const struct skypedpi_allocator allocator = defrag->allocator;
        release(&allocator, defrag);
    }
}

/* RFC 791 and RFC 8200: what tells fragments of one packet from those of others. */
static bool belongs(const struct slot *slot, const struct skypedpi_frame *f)
{
    return slot->id == f->fragment_id && slot->family == f->family &&
           (f->family == 6 || slot->protocol == f->transport) &&
           memcmp(slot->source, f->source, sizeof(slot->source)) == 0 &&
           memcmp(slot->destination, f->destination, sizeof(slot->destination)) == 0;
}

static void begin(struct slot *slot, const struct skypedpi_frame *f, uint64_t time)
{
    memset(slot, 0, offsetof(struct slot, packet));
    slot->used = true;
    slot->family = f->family;
    slot->protocol = f->transport;
    slot->id = f->fragment_id;
    memcpy(slot->source, f->source, sizeof(slot->source));
    memcpy(slot->destination, f->destination, sizeof(slot->destination));
    slot->first = time;
    slot->end = NO_END;
}

/* The slot of the fragment's packet: its own, a free one, a new one, or the one idle for longest. */
static struct slot *choose(skypedpi_defrag *defrag, const struct skypedpi_frame *f, uint64_t time)
{
    struct slot *oldest = &defrag->slot[0];

    for (uint32_t i = 0; i < defrag->opened; i++) {
        struct slot *slot = &defrag->slot[i];
        if (slot->used && time > slot->first && time - slot->first > SKYPEDPI_DEFRAG_TIMEOUT) {
            slot->used = false;
        }
        if (slot->used && belongs(slot, f)) {
            return slot;
        }
        if (oldest->used && (!slot->used || slot->turn < oldest->turn)) {
            oldest = slot;
        }
    }
    if (oldest->used && defrag->opened < defrag->slots) {
        oldest = &defrag->slot[defrag->opened++];
    }
    begin(oldest, f, time);
    return oldest;
}

static uint8_t *data_of(struct slot *slot)
{
    return slot->packet + HEADER;
}

static bool is_here(const struct slot *slot, uint32_t block)
{
    return slot->here[block / 8] >> (block % 8) & 1;
}

/* How many of the blocks a fragment covers are here already. */
static uint32_t count_here(const struct slot *slot, uint32_t first, uint32_t blocks)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < blocks; i++) {
        count += is_here(slot, first + i);
    }
    return count;
}

/* The same piece again, as when a capture sees a packet twice. */
static bool is_copy(struct slot *slot, const struct skypedpi_frame *f, uint32_t end)
{
    return (f->fragment_more ? end <= slot->end : end == slot->end) &&
           memcmp(data_of(slot) + f->fragment_offset, f->payload, f->length) == 0;
}

/* Notes where the data ends; false if pieces tell different tales of that. */
static bool set_end(struct slot *slot, const struct skypedpi_frame *f, uint32_t end)
{
    if (!f->fragment_more) {
        if (slot->end != NO_END) {
            return false;
        }
        slot->end = end;
    }
    if (slot->top < end) {
        slot->top = end;
    }
    return slot->top <= slot->end;
}

static void place(struct slot *slot, const struct skypedpi_frame *f, uint32_t first, uint32_t blocks)
{
    /* memmove: a fragment inside a packet this slot has just given out lies in the slot itself */
    memmove(data_of(slot) + f->fragment_offset, f->payload, f->length);
    for (uint32_t i = first; i < first + blocks; i++) {
        slot->here[i / 8] |= (uint8_t)(1u << (i % 8));
    }
    slot->have += f->length;
}

/* False if the piece spoils the packet. */
static bool put(struct slot *slot, const struct skypedpi_frame *f)
{
    uint32_t end = f->fragment_offset + f->length;
    uint32_t first = f->fragment_offset / BLOCK;
    uint32_t blocks = (f->length + BLOCK - 1) / BLOCK;
    uint32_t here = count_here(slot, first, blocks);

    if (here == blocks && is_copy(slot, f, end)) {
        return true;
    }
    if (here || !set_end(slot, f, end)) {
        return false;
    }
    place(slot, f, first, blocks);
    return true;
}

static void put_be16(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

/* An IP header right before the data, and the whole as a packet. */
static int finish(struct slot *slot, struct skypedpi_defrag_packet *out)
{
    uint32_t size = slot->family == 4 ? 20 : 40;
    uint8_t *h = data_of(slot) - size;

    memset(h, 0, size);
    if (slot->family == 4) {
        h[0] = 0x45;
        put_be16(h + 2, size + slot->end);
        h[9] = slot->protocol;
        memcpy(h + 12, slot->source, 4);
        memcpy(h + 16, slot->destination, 4);
    } else {
        h[0] = 0x60;
        put_be16(h + 4, slot->end);
        h[6] = slot->protocol;
        memcpy(h + 8, slot->source, 16);
        memcpy(h + 24, slot->destination, 16);
    }
    slot->used = false;
    const struct skypedpi_defrag_packet whole = {
        .length = size + slot->end, .fragments = slot->fragments, .data = h, .carried = slot->carried};
    abi_write(out, &whole, sizeof(whole), sizeof(whole)); /* which fits: it was looked at first */
    return SKYPEDPI_DEFRAG_WHOLE;
}

/* A piece that can be one: all there, whole blocks but for the last, inside what IP can say. */
static bool is_usable(const struct skypedpi_frame *f)
{
    uint32_t most = f->family == 4 ? DATA - 20 : DATA;

    return f->captured == f->length && f->length != 0 && f->length <= most &&
           f->fragment_offset <= most - f->length && f->fragment_offset % BLOCK == 0 &&
           (!f->fragment_more || f->length % BLOCK == 0);
}

static int add(skypedpi_defrag *defrag, const struct skypedpi_frame *fragment, uint64_t bytes, uint64_t time,
               struct skypedpi_defrag_packet *out)
{
    struct slot *slot = choose(defrag, fragment, time);

    slot->turn = ++defrag->pieces;
    slot->fragments++;
    slot->carried += bytes;
    if (fragment->fragment_offset == 0) {
        slot->protocol = fragment->transport; /* in IPv6 only the first piece has the say */
    }
    if (slot->spoilt || !put(slot, fragment)) {
        slot->spoilt = true;
        return SKYPEDPI_DEFRAG_REFUSED;
    }
    return slot->have == slot->end ? finish(slot, out) : SKYPEDPI_DEFRAG_WAITING;
}

int skypedpi_defrag_add(skypedpi_defrag *defrag, const struct skypedpi_frame *fragment, uint64_t bytes,
                        uint64_t time, struct skypedpi_defrag_packet *out)
{
    if (!defrag || !fragment || !out) {
        return SKYPEDPI_E_ARGUMENT;
    }
    if (fragment->size < sizeof(*fragment) || !abi_fits(out, sizeof(*out))) {
        return SKYPEDPI_E_SIZE;
    }
    return is_usable(fragment) ? add(defrag, fragment, bytes, time, out) : SKYPEDPI_DEFRAG_REFUSED;
}
