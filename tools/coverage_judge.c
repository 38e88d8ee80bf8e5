/* SPDX-License-Identifier: BSD-2-Clause */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "tools/coverage_cite.h"
#include "tools/message.h"

/* How well each signature is known for each version, and what follows for mechanisms. */

static const char letters[GRADES] = {'.', 'I', 'D', 'M', 'C'};
static const char *const grade_names[GRADES] = {"none", "inference", "description", "measurement", "capture"};

const char *grade_name(enum grade grade)
{
    return grade_names[grade];
}

enum grade coverage_grade(const struct coverage *c, size_t signature, size_t version)
{
    return (enum grade)c->grade[signature * c->versions + version];
}

char coverage_cell(const struct coverage *c, size_t version, unsigned mechanism)
{
    return c->cell[version * MECHANISMS + mechanism];
}

/* What one study says for a version. A capture shows a signature at work only where its proof names it. */
static enum grade grade_of(const struct study *study, const struct version *version, bool proof)
{
    if (study->kind < KIND_DESCRIPTION) {
        return GRADE_INFERENCE;
    }
    if (spans_meet_series(&study->versions, &version->span)) {
        return study->kind == KIND_DESCRIPTION        ? GRADE_DESCRIPTION
               : study->kind == KIND_CAPTURE && proof ? GRADE_CAPTURE
                                                      : GRADE_MEASUREMENT;
    }
    return spans_meet_series(&study->era, &version->span) ? GRADE_DESCRIPTION : GRADE_INFERENCE;
}

static enum grade judge(const struct coverage *c, const struct covered *s, const struct version *version)
{
    enum grade best = GRADE_INFERENCE;

    if (!span_meets(&s->era, &version->span)) {
        return GRADE_NONE;
    }
    for (unsigned i = 0; i < s->cited_count; i++) {
        enum grade grade = grade_of(&c->study[s->cited[i]], version, i >= s->in_source);
        best = grade > best ? grade : best;
    }
    return best;
}

static enum grade best_of(const struct coverage *c, size_t version, uint64_t mechanisms)
{
    enum grade best = GRADE_NONE;

    for (size_t i = 0; i < c->signatures; i++) {
        enum grade grade = coverage_grade(c, i, version);
        if (mechanisms >> (c->signature[i].facts.mechanism % MECHANISMS) & 1 && grade > best) {
            best = grade;
        }
    }
    return best;
}

static char make_cell(const struct coverage *c, size_t version, unsigned mechanism)
{
    enum grade best = best_of(c, version, UINT64_C(1) << mechanism);
    bool there = false;

    for (size_t i = 0; i < c->ways; i++) {
        const struct way *w = &c->way[i];
        if (w->mechanism == mechanism && spans_meet(&w->era, &c->version[version].span)) {
            there = true;
            if (best == GRADE_NONE && best_of(c, version, w->through) > GRADE_NONE) {
                best = GRADE_INFERENCE; /* nobody looked at what runs inside */
            }
        }
    }
    if (best == GRADE_NONE) {
        return there ? '-' : '.';
    }
    return there || best > GRADE_DESCRIPTION ? letters[best] : 'i'; /* a description may be of something else */
}

bool coverage_has(const struct coverage *c, unsigned mechanism)
{
    for (size_t i = 0; i < c->versions; i++) {
        if (coverage_cell(c, i, mechanism) != '.') {
            return true;
        }
    }
    return false;
}

size_t coverage_alike(const struct coverage *c, size_t version)
{
    size_t end = version + 1;

    while (end < c->versions &&
           memcmp(&c->cell[version * MECHANISMS], &c->cell[end * MECHANISMS], MECHANISMS) == 0 &&
           strcmp(c->version[version].span.system, c->version[end].span.system) == 0) {
        end++;
    }
    return end - version;
}

void coverage_put_versions(FILE *out, const struct coverage *c, size_t signature, enum grade grade)
{
    const char *before = "";

    for (size_t first = 0, last; first < c->versions; first = last + 1) {
        for (last = first; last < c->versions && coverage_grade(c, signature, last) == grade; last++) {
        }
        if (last > first) {
            fprintf(out, "%s%s", before, c->version[first].name);
            before = ", ";
        }
        if (last > first + 1) {
            fprintf(out, " .. %s", c->version[last - 1].name);
        }
    }
    fputs(*before ? "" : "-", out);
}

/* What it cites must be known, or the table would say less than there is and nobody would notice. */
static bool complain_unknown(const struct coverage *c, const char *name, const char *what, const char *text,
                             bool cites)
{
    size_t length;
    const char *word = cite_unknown(c, text, &length);

    if (word) {
        complain("signature %s: its %s names %.*s, which is not in %s", name, what, (int)length, word,
                 c->study_table.path);
    } else if (!cites) {
        complain("signature %s: its %s names nothing that is in %s", name, what, c->study_table.path);
    }
    return !word && cites;
}

static bool cite(const struct coverage *c, struct covered *s)
{
    const struct skypedpi_signature *f = &s->facts;

    s->era = (struct span){.first = f->era_first, .last = f->era_last};
    s->in_source = cite_find(c, f->source, s->cited, CITED_MOST);
    unsigned in_proof = cite_find(c, f->proof, s->cited + s->in_source, CITED_MOST - s->in_source);
    s->cited_count = s->in_source + in_proof;
    bool known = complain_unknown(c, f->name, "source", f->source, s->in_source > 0);
    return complain_unknown(c, f->name, "proof", f->proof, in_proof > 0) && known;
}

/* What the tables themselves cite; "-" is no name. */
static bool check_table(const struct coverage *c, const struct table *table, unsigned field)
{
    bool known = true;

    for (size_t i = 0; i < table->count; i++) {
        const char *text = table->row[i].field[field];
        size_t length;
        uint16_t cited;
        const char *word = cite_unknown(c, text, &length);
        if (word || (strcmp(text, "-") != 0 && cite_find(c, text, &cited, 1) == 0)) {
            table_complain(table, table->row[i].line, "%.*s: not in %s", word ? (int)length : (int)strlen(text),
                           word ? word : text, c->study_table.path);
            known = false;
        }
    }
    return known;
}

/* Those that speak for "other" cover nothing, but what they cite must be known, too. */
static bool take_signatures(struct coverage *c, uint32_t count)
{
    bool known = check_table(c, &c->version_table, 2);

    known &= check_table(c, &c->way_table, 3);
    for (uint32_t i = 0; i < count; i++) {
        struct covered *s = &c->signature[c->signatures];
        s->facts = (struct skypedpi_signature){.size = sizeof(s->facts)};
        if (skypedpi_db_signature(c->db, i, &s->facts) == SKYPEDPI_OK) {
            known &= cite(c, s);
            c->signatures += s->facts.application != SKYPEDPI_APPLICATION_OTHER;
        }
    }
    return known;
}

static void judge_all(struct coverage *c)
{
    for (size_t v = 0; v < c->versions; v++) {
        for (size_t s = 0; s < c->signatures; s++) {
            c->grade[s * c->versions + v] = (uint8_t)judge(c, &c->signature[s], &c->version[v]);
        }
        for (unsigned m = 0; m < MECHANISMS; m++) {
            c->cell[v * MECHANISMS + m] = make_cell(c, v, m);
        }
    }
}

bool coverage_judge(struct coverage *c, const skypedpi_db *db, bool *known)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    c->db = db;
    if (skypedpi_db_info(db, &info) < 0) {
        return false;
    }
    c->signature = calloc(info.signatures + 1, sizeof(*c->signature));
    c->grade = calloc(info.signatures + 1, c->versions);
    c->cell = calloc(c->versions, MECHANISMS);
    if (!c->signature || !c->grade || !c->cell) {
        complain("out of memory");
        return false;
    }
    *known = take_signatures(c, info.signatures);
    judge_all(c);
    return true;
}
