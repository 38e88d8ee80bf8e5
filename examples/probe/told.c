/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/told.h"
#include <stdlib.h>

bool told_open(struct told *told, uint32_t most)
{
    *told = (struct told){.room = 2};
    while (told->room < 2 * most)
        told->room *= 2;
    told->entries = calloc(told->room, sizeof(*told->entries));
    return told->entries != NULL;
}

void told_close(struct told *told)
{
    free(told->entries);
    *told = (struct told){0};
}

/* Numbers count up, so they need no secret to spread well. */
static uint32_t home(const struct told *told, uint64_t key)
{
    return (uint32_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (told->room - 1);
}

/* Where a key is, or would be. */
static struct told_entry *place(struct told *told, uint64_t key)
{
    uint32_t at = home(told, key);

    while (told->entries[at].flow != 0 && told->entries[at].flow != key)
        at = (at + 1) & (told->room - 1);
    return &told->entries[at];
}

struct told_entry *told_find(struct told *told, uint64_t flow)
{
    struct told_entry *entry = told->entries ? place(told, flow + 1) : NULL;

    return entry && entry->flow != 0 ? entry : NULL;
}

struct told_entry *told_add(struct told *told, uint64_t flow)
{
    if (!told->entries || told->used >= told->room / 2 || flow == UINT64_MAX)
        return NULL;
    struct told_entry *entry = place(told, flow + 1);
    told->used += entry->flow == 0;
    *entry = (struct told_entry){.flow = flow + 1};
    return entry;
}

/* What comes after a free place must not be beyond it for those who look for it: moves them up. */
void told_remove(struct told *told, struct told_entry *entry)
{
    uint32_t mask = told->room - 1, hole = (uint32_t)(entry - told->entries);

    for (uint32_t at = (hole + 1) & mask; told->entries[at].flow != 0; at = (at + 1) & mask) {
        uint32_t distance = (at - home(told, told->entries[at].flow)) & mask;
        if (distance >= ((at - hole) & mask)) {
            told->entries[hole] = told->entries[at];
            hole = at;
        }
    }
    told->entries[hole].flow = 0;
    told->used--;
}
