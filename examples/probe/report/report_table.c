/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_table.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct table table_empty(size_t size, uint32_t key_size, uint32_t most)
{
    return (struct table){.size = size, .key_size = key_size, .most = most};
}

static int compare(const void *left, const void *right)
{
    const struct table_link *a = left, *b = right;

    return memcmp(a->key, b->key, a->key_size);
}

/* ---- the row ---- */

static void append(struct table *table, struct table_link *link)
{
    link->older = table->newest;
    link->newer = NULL;
    *(table->newest ? &table->newest->newer : &table->oldest) = link;
    table->newest = link;
}

static void take_out(struct table *table, struct table_link *link)
{
    *(link->older ? &link->older->newer : &table->oldest) = link->newer;
    *(link->newer ? &link->newer->older : &table->newest) = link->older;
}

static void forget(struct table *table, struct table_link *link)
{
    tdelete(link, &table->root, compare);
    take_out(table, link);
    table->count--;
    free(link);
}

void table_clear(struct table *table)
{
    while (table->oldest)
        forget(table, table->oldest);
    free(table->list);
    table->list = NULL;
}

/* ---- by key ---- */

/* A thing with that key and nothing else. */
static struct table_link *make(const struct table *table, const void *key)
{
    struct table_link *link = calloc(1, table->size);

    if (!link)
        return NULL;
    link->key = link + 1;
    link->key_size = table->key_size;
    memcpy(link + 1, key, table->key_size);
    return link;
}

void *table_find(const struct table *table, const void *key)
{
    const struct table_link wanted = {.key = key, .key_size = table->key_size};
    struct table_link *const *found = tfind(&wanted, &table->root, compare);

    return found ? *found : NULL;
}

void *table_add(struct table *table, const void *key)
{
    struct table_link *link = table->count < table->most ? make(table, key) : NULL;

    if (!link || !tsearch(link, &table->root, compare)) {
        table->failed |= table->count < table->most;
        free(link);
        return NULL;
    }
    link->number = table->added++;
    table->count++;
    append(table, link);
    return link;
}

void *table_use(struct table *table, const void *key)
{
    struct table_link *link = table_find(table, key);

    if (link) {
        take_out(table, link);
        append(table, link);
        return link;
    }
    if (table->count == table->most && table->oldest) {
        forget(table, table->oldest);
        table->forgotten++;
    }
    return table_add(table, key);
}

void table_remove(struct table *table, const void *key)
{
    struct table_link *link = table_find(table, key);

    if (link)
        forget(table, link);
}

/* ---- in order ---- */

const void *const *table_sorted(struct table *table, int (*order)(const void *left, const void *right))
{
    static const void *const nobody[] = {NULL};
    size_t count = 0;

    free(table->list);
    table->list = calloc((size_t)table->count + 1, sizeof(*table->list));
    table->failed |= !table->list;
    if (!table->list)
        return nobody;
    for (const struct table_link *link = table->oldest; link; link = link->newer)
        table->list[count++] = link;
    qsort(table->list, count, sizeof(*table->list), order);
    return table->list;
}
