/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/coverage.h"
#include "tools/text.h"

/* Coverage as a page in Markdown. */

static const char introduction[] =
    "# Coverage\n"
    "\n"
    "Which client versions the signatures cover, by which mechanisms, and on what evidence. Made by\n"
    "`skypedpi coverage --markdown`; a test compares it with what the program prints now.\n"
    "\n"
    "| letter | the best that is known of any signature of the mechanism, for that version |\n"
    "|---|---|\n"
    "| **C** | capture: it fires in a real capture of a client of that version |\n"
    "| **M** | measurement: a publication that measured that version has it, or this project did in a capture "
    "|\n"
    "| **D** | description: a publication tells of that version without figures, or is of those years and does "
    "not say "
    "which version it measured |\n"
    "| I | inference: its era spans the version, but nobody is known to have looked |\n"
    "| i | a signature would find it, but no source tells that the mechanism was there then |\n"
    "| **-** | the mechanism was there, and no signature finds it |\n"
    "| . | nothing is known of it there |\n"
    "\n"
    "Evidence counts for a version whose first two numbers are the same: what was measured with 2.0 holds for "
    "2.0.0.43 and\n"
    "for no 2.5. Clients of the same number for another system are other clients. A letter is about what is "
    "known, not\n"
    "about how well it works: that a signature fires in one capture does not say that it finds every client of "
    "that\n"
    "version. Synthetic traffic proves that a signature does what it says, and nothing of Skype: it makes no "
    "letter. A\n"
    "proxy is opened by the engine; what runs inside is found by the signatures of other mechanisms, so "
    "proxies have none\n"
    "of their own.\n"
    "\n"
    "Teams is no version of Skype; signatures that tell it, and others, apart are not listed here.\n";

/* What Markdown would take for its own. */
static void put(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("|<&*[`\\", *text)) {
            fputc('\\', out);
        }
        fputc(*text, out);
    }
}

static void put_cells(FILE *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fputs("| ", out);
        put(out, cells[i]);
        fputc(' ', out);
    }
    fputs("|\n", out);
}

static void put_matrix_head(FILE *out, const struct coverage *c)
{
    fputs("\n## Versions\n\n| version | system |", out);
    for (unsigned m = 0; m < MECHANISMS; m++) {
        if (coverage_has(c, m)) {
            fprintf(out, " %s |", skypedpi_mechanism_name(m));
        }
    }
    fputs(" from |\n|---|---|", out);
    for (unsigned m = 0; m < MECHANISMS; m++) {
        fputs(coverage_has(c, m) ? ":-:|" : "", out);
    }
    fputs("---|\n", out);
}

static void put_version(FILE *out, const struct coverage *c, size_t version)
{
    const struct version *v = &c->version[version];

    fputs("| ", out);
    put(out, v->name);
    fputs(" | ", out);
    put(out, v->span.system);
    fputs(" |", out);
    for (unsigned m = 0; m < MECHANISMS; m++) {
        char cell = coverage_cell(c, version, m);
        if (coverage_has(c, m)) {
            fprintf(out, strchr("CMD-", cell) ? " **%c** |" : " %c |", cell);
        }
    }
    fputc(' ', out);
    put(out, strcmp(v->from, "-") != 0 ? v->from : "");
    fputs(strcmp(v->from, "-") != 0 && strcmp(v->note, "-") != 0 ? ": " : "", out);
    put(out, strcmp(v->note, "-") != 0 ? v->note : "");
    fputs(" |\n", out);
}

static void put_ways(FILE *out, const struct coverage *c, unsigned mechanism)
{
    for (size_t i = 0; i < c->ways; i++) {
        if (c->way[i].mechanism == mechanism) {
            fputs("Was there in ", out);
            put(out, c->way[i].era_text);
            fputs(". ", out);
            put(out, c->way[i].text);
            fputs(".\n\n", out);
        }
    }
}

static void put_signature(FILE *out, const struct coverage *c, size_t signature)
{
    const struct skypedpi_signature *f = &c->signature[signature].facts;
    struct text_era era = text_era(&f->era_first, &f->era_last);

    fprintf(out, "| %s | %s ", f->name, *era.text ? era.text : "any");
    for (unsigned grade = GRADE_CAPTURE; grade > GRADE_INFERENCE; grade--) {
        fputs("| ", out);
        coverage_put_versions(out, c, signature, grade);
        fputc(' ', out);
    }
    put_cells(out, (const char *const[]){f->source, f->proof}, 2);
}

static void put_mechanism(FILE *out, const struct coverage *c, unsigned mechanism)
{
    bool any = false;

    fprintf(out, "\n### %s\n\n", skypedpi_mechanism_name(mechanism));
    put_ways(out, c, mechanism);
    for (size_t i = 0; i < c->signatures; i++) {
        if (c->signature[i].facts.mechanism == mechanism) {
            fputs(any ? ""
                      : "| signature | era | capture | measurement | description | source | proof |\n"
                        "|---|---|---|---|---|---|---|\n",
                  out);
            put_signature(out, c, i);
            any = true;
        }
    }
    fputs(any ? "" : "No signature of its own.\n", out);
}

static void put_evidence(FILE *out, const struct coverage *c)
{
    fputs("\n## Evidence\n"
          "\n"
          "What sources and proofs name. *Versions*: what it was made with, as it says itself. *Era*: where it "
          "does not say,\n"
          "what its date and contents leave. Neither: nothing can be said of any version by it.\n"
          "\n"
          "| name | kind | versions | era | what it is |\n|---|---|---|---|---|\n",
          out);
    for (size_t i = 0; i < c->studies; i++) {
        const struct study *s = &c->study[i];
        put_cells(out,
                  (const char *const[]){s->key, kind_name(s->kind), s->versions_text, s->era_text, s->text}, 5);
    }
}

void coverage_page(FILE *out, const struct coverage *c)
{
    fputs(introduction, out);
    put_matrix_head(out, c);
    for (size_t i = 0; i < c->versions; i++) {
        put_version(out, c, i);
    }
    fputs("\n## Mechanisms and their signatures\n"
          "\n"
          "For versions of its era that stand in none of the three columns a signature is inference.\n",
          out);
    for (unsigned m = 0; m < MECHANISMS; m++) {
        if (coverage_has(c, m)) {
            put_mechanism(out, c, m);
        }
    }
    put_evidence(out, c);
}
