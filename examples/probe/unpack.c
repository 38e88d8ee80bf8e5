/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/complain.h"
#include "examples/probe/unpack.h"

#define SLOTS_LIVE 256 /* a slot takes 66 KiB, once used */

/* What a fragment carries is counted by defrag as one number, which is a sum: frames in the upper bits, bytes
 * in the lower. A packet has at most 2^13 fragments, so nothing runs over with fragments of at most so much. */
#define BYTE_BITS   44
#define FRAMES_MOST 64
#define BYTES_MOST  (UINT64_C(1) << 30)

static uint64_t packed(struct amount amount)
{
    return amount.packets << BYTE_BITS | amount.bytes;
}

static struct amount unpacked(uint64_t carried)
{
    return (struct amount){carried >> BYTE_BITS, carried & ((UINT64_C(1) << BYTE_BITS) - 1)};
}

bool unpack_open(struct unpack *unpack, bool live)
{
    *unpack = (struct unpack){0};
    if (skypedpi_defrag_new(NULL, live ? SLOTS_LIVE : SKYPEDPI_DEFRAG_SLOTS, &unpack->defrag) < 0)
        complain("out of memory");
    return unpack->defrag != NULL;
}

void unpack_close(struct unpack *unpack)
{
    skypedpi_defrag_free(unpack->defrag);
}

/* Gives a fragment away; true if that made a packet whole, which carries *amount then. Otherwise *amount is
 * what is of no use. */
static bool add_fragment(struct unpack *unpack, const struct skypedpi_frame *frame, uint64_t time,
                         struct amount *amount, struct skypedpi_defrag_packet *whole)
{
    if (amount->packets > FRAMES_MOST || amount->bytes > BYTES_MOST)
        return false;
    int result = skypedpi_defrag_add(unpack->defrag, frame, packed(*amount), time, whole);
    if (result != SKYPEDPI_DEFRAG_WAITING && result != SKYPEDPI_DEFRAG_WHOLE)
        return false;
    unpack->last = time;
    unpack->waiting.packets += amount->packets;
    unpack->waiting.bytes += amount->bytes;
    *amount = (struct amount){0};
    if (result == SKYPEDPI_DEFRAG_WAITING)
        return false;
    *amount = unpacked(whole->carried);
    unpack->waiting.packets -= amount->packets;
    unpack->waiting.bytes -= amount->bytes;
    return true;
}

int unpack_frame(struct unpack *unpack, const struct raw_frame *raw, uint64_t time,
                 struct skypedpi_frame *frame, struct amount *amount)
{
    struct skypedpi_defrag_packet whole = {.size = sizeof(whole)};

    *frame = (struct skypedpi_frame){.size = sizeof(*frame)};
    *amount = (struct amount){1, raw->length};
    int result = skypedpi_frame_decode(raw->link, raw->data, raw->captured, raw->length, frame);
    for (unsigned i = 0; result == SKYPEDPI_FRAME_FRAGMENT && i < SKYPEDPI_FRAME_NETWORKS; i++) {
        if (!add_fragment(unpack, frame, time, amount, &whole))
            break;
        /* what it holds may be a fragment again, in a tunnel */
        result = skypedpi_frame_decode(SKYPEDPI_DEFRAG_LINK, whole.data, whole.length, whole.length, frame);
    }
    return result < 0 ? SKYPEDPI_FRAME_BROKEN : result;
}

struct amount unpack_given_up(struct unpack *unpack, uint64_t time, bool at_end)
{
    struct amount none = {0}, all = unpack->waiting;

    if (!at_end && time - unpack->last <= 2 * SKYPEDPI_DEFRAG_TIMEOUT)
        return none;
    unpack->waiting = none;
    return all;
}
