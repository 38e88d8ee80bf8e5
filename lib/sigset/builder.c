/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/builder.h"

#include <string.h>

#define TABLE_BYTES_MAX ((size_t)1 << 30) /* far above what an image may have */
#define FIRST_CAPACITY  16u

static const uint16_t row_bytes[TABLE_COUNT] = {
    [TABLE_STRINGS] = sizeof(char),
    [TABLE_NAMES] = sizeof(char),
    [TABLE_CODE] = sizeof(struct instruction),
    [TABLE_RANGES] = sizeof(struct range),
    [TABLE_CONSTANTS] = sizeof(struct text_ref),
    [TABLE_LISTS] = sizeof(struct list),
    [TABLE_REFS] = sizeof(struct text_ref),
    [TABLE_APPLICATIONS] = sizeof(struct declared),
    [TABLE_ENTRIES] = sizeof(struct entry),
    [TABLE_NATIVES] = sizeof(struct skypedpi_native),
    [TABLE_NODES] = sizeof(struct node),
};

void builder_close(struct builder *builder)
{
    for (int i = 0; i < TABLE_COUNT; i++)
        release(&builder->allocator, builder->table[i].rows);
}

struct builder_mark builder_mark(const struct builder *builder)
{
    struct builder_mark mark = {.set = builder->set};
    for (int i = 0; i < TABLE_COUNT; i++)
        mark.count[i] = builder->table[i].count;
    return mark;
}

void builder_return(struct builder *builder, const struct builder_mark *mark)
{
    for (int i = 0; i < TABLE_COUNT; i++)
        builder->table[i].count = mark->count[i];
    builder->set = mark->set;
    builder->no_memory = false;
}

static bool table_grow(struct builder *builder, enum table table, uint32_t rows)
{
    struct array *a = &builder->table[table];
    uint32_t most = (uint32_t)(TABLE_BYTES_MAX / row_bytes[table]);
    if (a->count > most || rows > most - a->count)
        return false;
    uint32_t capacity = a->capacity ? a->capacity : FIRST_CAPACITY;
    while (capacity < a->count + rows)
        capacity *= 2;
    if (capacity == a->capacity)
        return true;
    void *moved = allocate_zeroed(&builder->allocator, capacity, row_bytes[table]);
    if (!moved)
        return false;
    if (a->count)
        memcpy(moved, a->rows, (size_t)a->count * row_bytes[table]);
    release(&builder->allocator, a->rows);
    a->rows = moved;
    a->capacity = capacity;
    return true;
}

void *builder_add(struct builder *builder, enum table table, uint32_t rows)
{
    if (builder->no_memory || !table_grow(builder, table, rows)) {
        builder->no_memory = true;
        return NULL;
    }
    struct array *a = &builder->table[table];
    char *first = (char *)a->rows + (size_t)a->count * row_bytes[table];
    a->count += rows;
    return memset(first, 0, (size_t)rows * row_bytes[table]);
}

struct text_ref builder_text(struct builder *builder, enum table table, const void *text, size_t length)
{
    struct text_ref ref = {builder->table[table].count, (uint32_t)length};
    char *copy = builder_add(builder, table, ref.length + 1);
    if (!copy)
        return (struct text_ref){0, 0};
    if (length)
        memcpy(copy, text, length);
    return ref;
}

const char *builder_string(const struct builder *builder, enum table table, struct text_ref text)
{
    return text.length ? (const char *)builder->table[table].rows + text.offset : "";
}

bool builder_is(const struct builder *builder, enum table table, struct text_ref text, const char *other,
                size_t length)
{
    return text.length == length && memcmp(builder_string(builder, table, text), other, length) == 0;
}

void report_entry(struct report *report, const struct builder *b, const struct entry *e)
{
    report->file = builder_string(b, TABLE_NAMES, e->file);
    report_signature(report, builder_string(b, TABLE_STRINGS, e->signature.name), e->signature.name.length,
                     e->signature.id);
}
