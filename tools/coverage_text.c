/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/coverage.h"
#include "tools/text.h"

/* Coverage for terminals: versions that are covered alike share a row. */

#define PARTS_MOST 4 /* of a mechanism's name: tls-443-mimic */

/* The part of a name between its dashes; its length. */
static size_t name_part(const char *name, unsigned number, const char **part)
{
    for (; number && *name; number--) {
        name += strcspn(name, "-");
        name += *name == '-';
    }
    *part = name;
    return strcspn(name, "-");
}

static int column_width(const char *name)
{
    size_t width = 0;
    const char *part;

    for (unsigned i = 0; i < PARTS_MOST; i++) {
        size_t length = name_part(name, i, &part);
        width = length > width ? length : width;
    }
    return (int)width;
}

static void put_heads(FILE *out, const struct coverage *c)
{
    for (unsigned line = 0; line < PARTS_MOST - 1; line++) {
        fprintf(out, "%-28s  %-7s", line ? "" : "version", line ? "" : "system");
        for (unsigned m = 0; m < MECHANISMS; m++) {
            const char *name = skypedpi_mechanism_name(m), *part;
            size_t length = name_part(name, line, &part);
            if (coverage_has(c, m)) {
                fprintf(out, "  %-*.*s", column_width(name), (int)length, part);
            }
        }
        fputc('\n', out);
    }
}

static void put_row(FILE *out, const struct coverage *c, size_t first, size_t count)
{
    char label[80];
    const struct version *v = &c->version[first];

    if (count > 1) {
        snprintf(label, sizeof(label), "%s .. %s (%zu)", v->name, c->version[first + count - 1].name, count);
    } else {
        snprintf(label, sizeof(label), "%s", v->name);
    }
    fprintf(out, "%-28s  %-7s", label, v->span.system);
    for (unsigned m = 0; m < MECHANISMS; m++) {
        if (coverage_has(c, m)) {
            fprintf(out, "  %-*c", column_width(skypedpi_mechanism_name(m)), coverage_cell(c, first, m));
        }
    }
    fputc('\n', out);
}

static void put_signature(FILE *out, const struct coverage *c, size_t signature)
{
    const struct skypedpi_signature *f = &c->signature[signature].facts;
    struct text_era era = text_era(&f->era_first, &f->era_last);

    fprintf(out, "  %s, %s\n", f->name, *era.text ? era.text : "any version");
    for (unsigned grade = GRADE_CAPTURE; grade > GRADE_NONE; grade--) {
        fprintf(out, "    %-12s ", grade_name(grade));
        coverage_put_versions(out, c, signature, grade);
        fputc('\n', out);
    }
    fprintf(out, "    source       %s\n    proof        %s\n", f->source, f->proof);
}

static void put_mechanism(FILE *out, const struct coverage *c, unsigned mechanism)
{
    fprintf(out, "\n%s\n", skypedpi_mechanism_name(mechanism));
    for (size_t i = 0; i < c->ways; i++) {
        if (c->way[i].mechanism == mechanism) {
            fprintf(out, "  was there in %s: %s\n", c->way[i].era_text, c->way[i].text);
        }
    }
    for (size_t i = 0; i < c->signatures; i++) {
        if (c->signature[i].facts.mechanism == mechanism) {
            put_signature(out, c, i);
        }
    }
}

void coverage_text(FILE *out, const struct coverage *c)
{
    put_heads(out, c);
    for (size_t i = 0, alike; i < c->versions; i += alike) {
        alike = coverage_alike(c, i);
        put_row(out, c, i, alike);
    }
    fputs("\nC capture, M measurement, D description, I inference only; i the same, and nobody tells that it "
          "was there;\n"
          "- it was there and no signature finds it; . nothing is known of it\n",
          out);
    for (unsigned m = 0; m < MECHANISMS; m++) {
        if (coverage_has(c, m)) {
            put_mechanism(out, c, m);
        }
    }
}
