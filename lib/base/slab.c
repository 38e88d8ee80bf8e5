/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/base/slab.h"

#include <string.h>
#include "lib/base/alloc.h"

int slab_open(struct slab *slab, const struct skypedpi_allocator *allocator, uint32_t capacity, uint32_t record,
              uint32_t cleared)
{
    *slab = (struct slab){.record = record, .cleared = cleared, .capacity = capacity};
    if (slab_bytes(slab) > SIZE_MAX)
        return SKYPEDPI_E_MEMORY;
    /* not zeroed: pages stay untouched until a record of theirs is taken */
    slab->memory = allocator->allocate(allocator->user, (size_t)slab_bytes(slab));
    slab->first = (uint8_t *)(((uintptr_t)slab->memory + SLAB_ALIGN - 1) & ~(uintptr_t)(SLAB_ALIGN - 1));
    return slab->memory ? SKYPEDPI_OK : SKYPEDPI_E_MEMORY;
}

void slab_close(struct slab *slab, const struct skypedpi_allocator *allocator)
{
    release(allocator, slab->memory);
    slab->memory = NULL;
}

uint32_t slab_take(struct slab *slab)
{
    uint32_t number = slab->free;
    if (number) {
        uint8_t *record = slab_at(slab, number);
        memcpy(&slab->free, record, sizeof slab->free);
        if (slab->cleared) /* the rest was cleared when it was given */
            memset(record, 0, sizeof slab->free);
    } else if (slab->used < slab->capacity) {
        number = ++slab->used;
        memset(slab_at(slab, number), 0, slab->cleared);
    } else {
        return 0;
    }
    slab->live++;
    return number;
}

void slab_give(struct slab *slab, uint32_t number)
{
    memset(slab_at(slab, number), 0, slab->cleared);
    memcpy(slab_at(slab, number), &slab->free, sizeof slab->free);
    slab->free = number;
    slab->live--;
}
