/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/coverage.h"
#include "tools/quote.h"

/* Coverage for other programs. CSV has a row for each version, mechanism and signature; JSON an object a
 * version. */

static void put_csv_row(FILE *out, const struct version *v, unsigned mechanism, char cell,
                        const char *signature, const char *evidence)
{
    quote_csv(out, v->name, ',');
    quote_csv(out, v->span.system, ',');
    fprintf(out, "%s,%c,", skypedpi_mechanism_name(mechanism), cell);
    quote_csv(out, signature, ',');
    quote_csv(out, evidence, '\n');
}

static bool covers(const struct coverage *c, size_t signature, size_t version, unsigned mechanism)
{
    return c->signature[signature].facts.mechanism == mechanism &&
           coverage_grade(c, signature, version) > GRADE_NONE;
}

static void put_csv_cell(FILE *out, const struct coverage *c, size_t version, unsigned mechanism)
{
    char cell = coverage_cell(c, version, mechanism);
    bool any = false;

    for (size_t i = 0; i < c->signatures; i++) {
        if (covers(c, i, version, mechanism)) {
            put_csv_row(out, &c->version[version], mechanism, cell, c->signature[i].facts.name,
                        grade_name(coverage_grade(c, i, version)));
            any = true;
        }
    }
    if (!any) {
        put_csv_row(out, &c->version[version], mechanism, cell, "", "");
    }
}

void coverage_csv(FILE *out, const struct coverage *c)
{
    fputs("version,system,mechanism,cell,signature,evidence\n", out);
    for (size_t i = 0; i < c->versions; i++) {
        for (unsigned m = 0; m < MECHANISMS; m++) {
            if (coverage_has(c, m)) {
                put_csv_cell(out, c, i, m);
            }
        }
    }
}

static void put_json_cell(FILE *out, const struct coverage *c, size_t version, unsigned mechanism)
{
    const char *before = "";

    fprintf(out, "{\"mechanism\":\"%s\",\"cell\":\"%c\",\"signatures\":[", skypedpi_mechanism_name(mechanism),
            coverage_cell(c, version, mechanism));
    for (size_t i = 0; i < c->signatures; i++) {
        if (covers(c, i, version, mechanism)) {
            fprintf(out, "%s{\"name\":", before);
            quote_json(out, c->signature[i].facts.name);
            fprintf(out, ",\"id\":%u,\"evidence\":\"%s\"}", c->signature[i].facts.number,
                    grade_name(coverage_grade(c, i, version)));
            before = ",";
        }
    }
    fputs("]}", out);
}

void coverage_json(FILE *out, const struct coverage *c)
{
    for (size_t i = 0; i < c->versions; i++) {
        const char *before = "";
        fputs("{\"version\":", out);
        quote_json(out, c->version[i].name);
        fputs(",\"system\":", out);
        quote_json(out, c->version[i].span.system);
        fputs(",\"mechanisms\":[", out);
        for (unsigned m = 0; m < MECHANISMS; m++) {
            if (coverage_has(c, m)) {
                fputs(before, out);
                put_json_cell(out, c, i, m);
                before = ",";
            }
        }
        fputs("]}\n", out);
    }
}
