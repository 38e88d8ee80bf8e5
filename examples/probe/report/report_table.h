/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_TABLE_H
#define EXAMPLES_PROBE_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A bounded number of things, found by their keys through a balanced tree: keys from the network cannot make it
 * slow. They are also in a row, the one that was not used for longest at its front. */

/* Begins every thing; its key follows at once. */
struct table_link {
    struct table_link *older, *newer;
    const void *key;
    uint32_t key_size;
    uint32_t number; /* how many were added before it */
};

struct table {
    struct table_link *oldest, *newest;
    size_t size; /* of a thing */
    uint32_t key_size, most, count, added;
    void *root;
    const void **list; /* see table_sorted() */
    uint64_t forgotten;
    bool failed; /* memory ran out */
};

struct table table_empty(size_t size, uint32_t key_size, uint32_t most);
void table_clear(struct table *table);

/* NULL: not there. */
void *table_find(const struct table *table, const void *key);

/* A new one at the end of the row, all zeros but its key, which is not there yet. NULL if the table is full or
 * memory ran out. */
void *table_add(struct table *table, const void *key);

/* The one of that key, new or not, which is then last of the row; the first makes room. NULL: no memory. */
void *table_use(struct table *table, const void *key);

/* Takes the one of that key out, if it is there. */
void table_remove(struct table *table, const void *key);

/* All of them in order, NULL at the end; valid until the table changes. Without memory there is nobody. */
const void *const *table_sorted(struct table *table, int (*order)(const void *left, const void *right));

#endif
