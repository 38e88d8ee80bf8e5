/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tools/coverage.h"
#include "tools/message.h"

/* The tables, from text to something that can be asked. */

extern const char coverage_versions[], coverage_evidence[], coverage_mechanisms[]; /* made by embed */

static const char *const kind_names[] = {"synthetic", "inference", "description", "measurement", "capture"};

#define KINDS (sizeof(kind_names) / sizeof(kind_names[0]))

const char *kind_name(enum kind kind)
{
    return kind_names[kind];
}

/* Complains if it is not what it should be. */
static bool read_spans(const struct table *table, const struct table_row *row, unsigned field,
                       struct spans *spans)
{
    bool fine = spans_read(row->field[field], spans);

    if (!fine) {
        table_complain(table, row->line, "'%s' is no client version, nor a range or list of them",
                       row->field[field]);
    }
    return fine;
}

static bool is_same(const struct version *one, const struct version *other)
{
    return strcmp(one->name, other->name) == 0 && strcmp(one->span.system, other->span.system) == 0;
}

static bool read_version(struct coverage *c, const struct table_row *row)
{
    struct version *v = &c->version[c->versions];
    const char *system = strcmp(row->field[1], "-") != 0 ? row->field[1] : "";
    struct spans spans;

    if (!read_spans(&c->version_table, row, 0, &spans)) {
        return false;
    }
    if (spans.count != 1 || *spans.item[0].system || strlen(system) >= sizeof(v->span.system)) {
        table_complain(&c->version_table, row->line, "one version or range, and one system behind it");
        return false;
    }
    *v = (struct version){spans.item[0], row->field[0], row->field[2], row->field[3], row->line};
    strcpy(v->span.system, system);
    for (size_t i = 0; i < c->versions; i++) {
        if (is_same(&c->version[i], v)) {
            table_complain(&c->version_table, row->line, "%s stands in line %u already", v->name,
                           c->version[i].line);
            return false;
        }
    }
    c->versions++;
    return true;
}

static bool read_kind(const struct table *table, const struct table_row *row, enum kind *kind)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (strcmp(row->field[1], kind_names[i]) == 0) {
            *kind = (enum kind)i;
            return true;
        }
    }
    table_complain(table, row->line, "'%s' is not capture, measurement, description, inference or synthetic",
                   row->field[1]);
    return false;
}

static bool read_study(struct coverage *c, const struct table_row *row)
{
    struct study *s = &c->study[c->studies];

    *s = (struct study){.key = row->field[0],
                        .versions_text = row->field[2],
                        .era_text = row->field[3],
                        .text = row->field[4],
                        .line = row->line};
    if (!read_kind(&c->study_table, row, &s->kind) || !read_spans(&c->study_table, row, 2, &s->versions) ||
        !read_spans(&c->study_table, row, 3, &s->era)) {
        return false;
    }
    for (size_t i = 0; i < c->studies; i++) {
        if (strcmp(c->study[i].key, s->key) == 0) {
            table_complain(&c->study_table, row->line, "'%s' stands in line %u already", s->key,
                           c->study[i].line);
            return false;
        }
    }
    c->studies++;
    return true;
}

/* The number of a mechanism's name; MECHANISMS if it is none. */
static unsigned find_mechanism(const char *name, size_t length)
{
    for (unsigned i = 1; i < MECHANISMS; i++) {
        const char *known = skypedpi_mechanism_name(i);
        if (strlen(known) == length && memcmp(known, name, length) == 0 && strcmp(known, "none") != 0) {
            return i;
        }
    }
    return MECHANISMS;
}

/* Names with blanks between, or "-". */
static bool read_through(const struct table *table, const struct table_row *row, uint64_t *through)
{
    const char *at = row->field[2];

    while (strcmp(row->field[2], "-") != 0 && *at) {
        size_t length = strcspn(at, " ");
        unsigned mechanism = find_mechanism(at, length);
        if (mechanism == MECHANISMS) {
            table_complain(table, row->line, "'%.*s' is no mechanism", (int)length, at);
            return false;
        }
        *through |= UINT64_C(1) << mechanism;
        at += length + (at[length] == ' ');
    }
    return true;
}

static bool read_way(struct coverage *c, const struct table_row *row)
{
    struct way *w = &c->way[c->ways];

    *w = (struct way){.mechanism = find_mechanism(row->field[0], strlen(row->field[0])),
                      .era_text = row->field[1],
                      .text = row->field[3]};
    if (w->mechanism == MECHANISMS) {
        table_complain(&c->way_table, row->line, "'%s' is no mechanism", row->field[0]);
        return false;
    }
    if (!read_spans(&c->way_table, row, 1, &w->era) || !read_through(&c->way_table, row, &w->through)) {
        return false;
    }
    c->ways++;
    return true;
}

/* All rows, so that all that is wrong is told at once. */
static bool read_rows(struct coverage *c, const struct table *table,
                      bool (*read)(struct coverage *c, const struct table_row *row))
{
    bool fine = true;

    for (size_t i = 0; i < table->count; i++) {
        fine &= read(c, &table->row[i]);
    }
    return fine;
}

static bool read_tables(struct coverage *c, const struct coverage_files *files)
{
    bool fine = table_read(&c->version_table, files->versions, coverage_versions, "versions.tsv", 4);

    fine &= table_read(&c->study_table, files->evidence, coverage_evidence, "evidence.tsv", 5);
    fine &= table_read(&c->way_table, files->mechanisms, coverage_mechanisms, "mechanisms.tsv", 4);
    if (fine && c->version_table.count == 0) {
        complain("%s: no versions", c->version_table.path);
        return false;
    }
    return fine;
}

bool coverage_read(struct coverage *c, const struct coverage_files *files)
{
    *c = (struct coverage){0};
    if (!read_tables(c, files)) {
        return false;
    }
    c->version = calloc(c->version_table.count, sizeof(*c->version));
    c->study = calloc(c->study_table.count + 1, sizeof(*c->study));
    c->way = calloc(c->way_table.count + 1, sizeof(*c->way));
    if (!c->version || !c->study || !c->way) {
        complain("out of memory");
        return false;
    }
    bool fine = read_rows(c, &c->version_table, read_version);
    fine &= read_rows(c, &c->study_table, read_study);
    return read_rows(c, &c->way_table, read_way) && fine;
}

void coverage_free(struct coverage *c)
{
    table_free(&c->version_table);
    table_free(&c->study_table);
    table_free(&c->way_table);
    free(c->version);
    free(c->study);
    free(c->way);
    free(c->signature);
    free(c->grade);
    free(c->cell);
}
