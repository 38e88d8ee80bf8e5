/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_BUILDER_H
#define LIB_SIGSET_BUILDER_H

#include <stdbool.h>
#include "lib/base/alloc.h"
#include "lib/sigset/diagnostic.h"
#include "lib/sigset/model.h"
#include "lib/sigset/node.h"

/* A set while texts are added to it: the tables of a model, growing. Rows are referred to by index, never by
 * pointer, because a table moves when it grows. */

enum table {
    TABLE_STRINGS,      /* char: the model's */
    TABLE_NAMES,        /* char: of files, and names not looked up yet */
    TABLE_CODE,         /* struct instruction */
    TABLE_RANGES,       /* struct range */
    TABLE_CONSTANTS,    /* struct text_ref */
    TABLE_LISTS,        /* struct list */
    TABLE_REFS,         /* struct text_ref */
    TABLE_APPLICATIONS, /* struct declared */
    TABLE_ENTRIES,      /* struct entry */
    TABLE_NATIVES,      /* struct skypedpi_native */
    TABLE_NODES,        /* struct node: of all conditions */
    TABLE_COUNT
};

struct array {
    void *rows;
    uint32_t count, capacity;
};

/* A name used before one can know whether there is such a thing; length 0 if none is used. */
struct mention {
    struct text_ref name; /* in TABLE_NAMES; of a native in TABLE_STRINGS */
    struct place at;
};

/* A signature as read. What it mentions is looked up when the set is compiled. */
struct entry {
    struct signature signature;
    struct text_ref file; /* in TABLE_NAMES */
    struct place name_at, id_at, source_at, proof_at, condition_at;
    struct mention application, after, native;
    uint32_t nodes;                   /* the condition's first */
    uint16_t root;                    /* of it, counted from there */
    uint16_t number_low, number_high; /* of the messages it can hold on */
    bool never;                       /* there are none */
};

/* An application or set line. */
struct declared {
    struct text_ref name, version; /* in TABLE_STRINGS */
    struct text_ref file;          /* in TABLE_NAMES */
    struct place at;               /* line 0: not declared */
    struct edition edition;        /* of a set line */
};

struct builder {
    struct skypedpi_allocator allocator;
    struct array table[TABLE_COUNT];
    struct declared set;
    bool no_memory; /* once it was, nothing is added any more */
};

/* The state of a builder before a text, to return to when the text has an error. */
struct builder_mark {
    uint32_t count[TABLE_COUNT];
    struct declared set;
};

void builder_close(struct builder *builder);
struct builder_mark builder_mark(const struct builder *builder);
void builder_return(struct builder *builder, const struct builder_mark *mark);

/* Zeroed rows at the end of a table; NULL if there is no memory for them. */
void *builder_add(struct builder *builder, enum table table, uint32_t rows);

/* Keeps a short text, and a NUL behind it. */
struct text_ref builder_text(struct builder *builder, enum table table, const void *text, size_t length);

const char *builder_string(const struct builder *builder, enum table table, struct text_ref text);

/* Is it this text? */
bool builder_is(const struct builder *builder, enum table table, struct text_ref text, const char *other,
                size_t length);

/* The findings that follow are about this one. */
void report_entry(struct report *report, const struct builder *builder, const struct entry *entry);

static inline uint32_t builder_count(const struct builder *builder, enum table table)
{
    return builder->table[table].count;
}

static inline struct entry *builder_entry(const struct builder *builder, uint32_t index)
{
    return (struct entry *)builder->table[TABLE_ENTRIES].rows + index;
}

/* The text of a row of TABLE_CONSTANTS. */
static inline struct text_ref builder_constant(const struct builder *builder, uint32_t index)
{
    return ((const struct text_ref *)builder->table[TABLE_CONSTANTS].rows)[index];
}

static inline const struct declared *builder_application(const struct builder *builder, uint32_t index)
{
    return (const struct declared *)builder->table[TABLE_APPLICATIONS].rows + index;
}

#endif
