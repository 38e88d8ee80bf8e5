/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_TEXT_NAMES_H
#define LIB_KIT_TEXT_NAMES_H

#include <stdbool.h>
#include <skypedpi/db.h>

/* Names numbered from 1 in their order, each once. */
struct names {
    char *pool;
    uint32_t *start; /* of each name in the pool, by number - 1 */
    uint32_t count;
};

/* A name as a text has it, perhaps many times. */
struct name {
    const char *text;
    uint32_t length;
    uint32_t index;  /* the caller's: who has it */
    uint32_t number; /* found by names_make() */
    uint64_t head;   /* its own */
};

/* Sorts the list, numbers it and copies each name once. The order of equal names stays. False: no memory. */
bool names_make(struct names *names, const struct skypedpi_allocator *allocator, struct name *list,
                uint32_t count);
void names_free(struct names *names, const struct skypedpi_allocator *allocator);

/* A name by its number, "" for a number of none. */
const char *names_at(const struct names *names, uint32_t number);

/* A number by its name, 0 for none. */
uint32_t names_find(const struct names *names, const char *name);

/* Sorts; the order of equal items stays. False: no memory. */
bool list_sort(const struct skypedpi_allocator *allocator, void *list, size_t count, size_t size,
               int (*compare)(const void *a, const void *b));

#endif
