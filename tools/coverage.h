/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_COVERAGE_H
#define TOOLS_COVERAGE_H

#include <stdint.h>
#include <stdio.h>
#include <skypedpi/db.h>
#include "tools/release.h"
#include "tools/table.h"

/* Which client versions a set covers, by which signatures, and on what evidence. docs/signatures.md has the
 * rules. */

/* What something cited is; a later one goes before an earlier one. */
enum kind { KIND_SYNTHETIC, KIND_INFERENCE, KIND_DESCRIPTION, KIND_MEASUREMENT, KIND_CAPTURE };

/* How well a signature is known for a version. */
enum grade { GRADE_NONE, GRADE_INFERENCE, GRADE_DESCRIPTION, GRADE_MEASUREMENT, GRADE_CAPTURE, GRADES };

/* A row of versions.tsv. */
struct version {
    struct span span;
    const char *name;
    const char *from;
    const char *note;
    unsigned line;
};

/* A row of evidence.tsv. */
struct study {
    const char *key;
    enum kind kind;
    struct spans versions; /* that it was made with */
    struct spans era;      /* that it is about, where it does not say */
    const char *versions_text;
    const char *era_text;
    const char *text;
    unsigned line;
};

/* A row of mechanisms.tsv. */
struct way {
    unsigned mechanism;
    struct spans era;
    uint64_t through; /* bits of mechanisms */
    const char *era_text;
    const char *text;
};

#define MECHANISMS 64
#define CITED_MOST 256

/* A signature, and what it cites. */
struct covered {
    struct skypedpi_signature facts;
    struct span era;
    uint16_t cited[CITED_MOST]; /* studies; those of the proof behind those of the source */
    unsigned in_source;
    unsigned cited_count;
};

struct coverage {
    struct table version_table, study_table, way_table;
    struct version *version;
    size_t versions;
    struct study *study;
    size_t studies;
    struct way *way;
    size_t ways;
    struct covered *signature; /* those that speak for something else than "other" */
    size_t signatures;
    uint8_t *grade; /* of each signature for each version; coverage_grade() */
    char *cell;     /* of each version for each mechanism; coverage_cell() */
    const skypedpi_db *db;
};

/* Files to read; NULL for what was built in. */
struct coverage_files {
    char *versions;
    char *evidence;
    char *mechanisms;
};

/* Reads the tables. False after complaints; coverage_free() in either case. */
bool coverage_read(struct coverage *coverage, const struct coverage_files *files);
void coverage_free(struct coverage *coverage);

/* Looks at each signature of a set, which must live as long. False without memory. *known is whether all that
 * they cite was in the tables; complaints tell what was not. */
bool coverage_judge(struct coverage *coverage, const skypedpi_db *db, bool *known);

enum grade coverage_grade(const struct coverage *coverage, size_t signature, size_t version);
/* C, M, D, I: the best of its signatures. i: it would be found, but nobody tells that it was there.
 * '-': it was there, and there is none. '.': nothing is known of it. */
char coverage_cell(const struct coverage *coverage, size_t version, unsigned mechanism);
/* Is there anything to say of it? */
bool coverage_has(const struct coverage *coverage, unsigned mechanism);
/* How many versions from this one on have the same cells, and the same system. */
size_t coverage_alike(const struct coverage *coverage, size_t version);
/* "1.4 .. 2.5.0.154, 4.0": versions for which a signature has a grade; "-" for none. */
void coverage_put_versions(FILE *out, const struct coverage *coverage, size_t signature, enum grade grade);

const char *grade_name(enum grade grade);
const char *kind_name(enum kind kind);

typedef void coverage_writer(FILE *out, const struct coverage *coverage);
coverage_writer coverage_text, coverage_page, coverage_csv, coverage_json;

#endif
