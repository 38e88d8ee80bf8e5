/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/draw.h"
#include "tests/corpus/rewrite/tap.h"

void tap_snap(struct packets *packets, uint32_t bytes)
{
    for (size_t i = 0; i < packets->count; i++) {
        struct packet *p = &packets->at[i];
        if (p->captured > bytes) {
            p->captured = bytes;
        }
    }
}

/* Nearly in order as they are. Those of one time stay as they stand. */
static void sort(struct packets *packets)
{
    for (size_t i = 1; i < packets->count; i++) {
        const struct packet late = packets->at[i];
        size_t at = i;
        for (; at > 0 && packets->at[at - 1].time > late.time; at--) {
            packets->at[at] = packets->at[at - 1];
        }
        packets->at[at] = late;
    }
}

void tap_jitter(struct packets *packets, uint64_t longest, uint64_t seed)
{
    if (!longest) {
        return;
    }
    for (size_t i = 0; i < packets->count; i++) {
        packets->at[i].time += draw(&seed) % longest;
    }
    sort(packets);
}
