/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_SLAB_H
#define LIB_BASE_SLAB_H

#include <stdint.h>
#include <skypedpi/db.h>

#define CACHE_LINE 64

/* Processors fetch cache lines in pairs that begin at such addresses. */
#define SLAB_ALIGN 128

/* A fixed number of records of one size, taken at once. Records are numbered from 1; 0 is none. A free
 * record keeps the number of the next free one in its first four bytes. */
struct slab {
    uint8_t *memory;
    uint8_t *first;    /* record: aligned */
    uint32_t record;   /* bytes of a record */
    uint32_t cleared;  /* of them, from the front, zero in a record just taken: none, or four at least */
    uint32_t capacity; /* records */
    uint32_t used;     /* records ever handed out: those above have never been touched */
    uint32_t free;     /* first free record, 0 if none */
    uint32_t live;     /* records handed out now */
};

/* SKYPEDPI_OK or SKYPEDPI_E_MEMORY. */
int slab_open(struct slab *slab, const struct skypedpi_allocator *allocator, uint32_t capacity, uint32_t record,
              uint32_t cleared);
void slab_close(struct slab *slab, const struct skypedpi_allocator *allocator);

/* What a slab takes: SLAB_ALIGN bytes more than its records, so that the first begins at a multiple of it. */
static inline uint64_t slab_bytes(const struct slab *slab)
{
    return (uint64_t)slab->capacity * slab->record + SLAB_ALIGN;
}

/* Number of a record, or 0 if all are taken. */
uint32_t slab_take(struct slab *slab);
void slab_give(struct slab *slab, uint32_t number);

static inline void *slab_at(const struct slab *slab, uint32_t number)
{
    return slab->first + (uint64_t)(number - 1) * slab->record;
}

static inline uint32_t slab_number(const struct slab *slab, const void *record)
{
    return (uint32_t)((uint64_t)((const uint8_t *)record - slab->first) / slab->record) + 1;
}

#endif
