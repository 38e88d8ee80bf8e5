/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tools/diagnose.h"
#include "tools/excerpt.h"
#include "tools/message.h"

#define FINDINGS  1000 /* kept of one set */
#define NAME_TAIL 60   /* the library keeps at least that much of a long name */

/* ---- which file ---- */

static bool names(const char *path, const char *name)
{
    size_t all = strlen(path), length = strlen(name);

    return strcmp(path, name) == 0 ||
           (length >= NAME_TAIL && all > length && strcmp(path + all - length, name) == 0);
}

/* The file a finding names; none if there are two that it could be. */
static const struct source *find_source(const struct sources *sources, const char *name)
{
    const struct source *found = NULL;

    for (size_t i = 0; i < sources->count; i++) {
        if (names(sources->item[i].path, name)) {
            if (found) {
                return NULL;
            }
            found = &sources->item[i];
        }
    }
    return found;
}

const char *finding_path(const struct sources *sources, const struct skypedpi_diagnostic *finding)
{
    const struct source *source = find_source(sources, finding->file);

    return source ? source->path : finding->file;
}

/* ---- compiling ---- */

/* Adds the texts of one set; `taken`: how many there were before the one that begins another. */
static int fill(skypedpi_sigset *set, const struct sources *sources, struct skypedpi_diagnostics *findings,
                size_t *taken)
{
    int result = SKYPEDPI_OK;

    for (*taken = 0; *taken < sources->count; (*taken)++) {
        const struct source *s = &sources->item[*taken];
        const struct skypedpi_diagnostics before = *findings;
        int added = skypedpi_sigset_add_text(set, s->path, s->text, s->length, findings);
        if (added == SKYPEDPI_E_STATE) {
            *findings = before;
            return result;
        }
        if (added < 0 && added != SKYPEDPI_E_TEXT) {
            complain("%s: %s", s->path, skypedpi_error_text(added));
        }
        result = added < 0 ? added : result;
    }
    return result;
}

/* The set is compiled only if all text was good: names missing from bad text would be found missing again. */
static int fill_and_compile(const struct sources *sources, struct skypedpi_diagnostics *findings, size_t *taken,
                            skypedpi_db **db)
{
    skypedpi_sigset *set = NULL;
    int result = skypedpi_sigset_new(NULL, &set);

    *taken = sources->count;
    if (result == SKYPEDPI_OK) {
        result = fill(set, sources, findings, taken);
    }
    if (result == SKYPEDPI_OK) {
        result = skypedpi_sigset_compile(set, findings, db);
        if (result < 0 && result != SKYPEDPI_E_TEXT) {
            complain("%s%s: %s", sources->item->path, *taken > 1 ? " and what goes with it" : "",
                     skypedpi_error_text(result));
        }
    }
    skypedpi_sigset_free(set);
    return result;
}

/* One set after the other, each told of even if one before it is bad. */
static int compile_all(const struct sources *sources, struct skypedpi_diagnostics *findings,
                       struct bundle *bundle)
{
    int result = SKYPEDPI_OK;

    for (size_t at = 0, taken; at < sources->count; at += taken) {
        const struct sources rest = {sources->item + at, sources->count - at};
        skypedpi_db *one = NULL;
        int compiled = fill_and_compile(&rest, findings, &taken, &one);
        bool kept = compiled < 0 || bundle_add(bundle, one);
        result = compiled < 0 ? compiled : kept ? result : SKYPEDPI_E_FULL;
    }
    return result;
}

static int compare(const void *a, const void *b)
{
    const struct skypedpi_diagnostic *x = a, *y = b;
    int files = strcmp(x->file, y->file);

    if (files) {
        return files;
    }
    if (x->line != y->line) {
        return x->line < y->line ? -1 : 1;
    }
    if (x->column != y->column) {
        return x->column < y->column ? -1 : 1;
    }
    return x->code < y->code ? -1 : x->code > y->code;
}

int sources_diagnose(const struct sources *sources, bool thorough, struct skypedpi_diagnostics *findings,
                     struct bundle *bundle)
{
    int result = SKYPEDPI_E_MEMORY;

    *findings =
        (struct skypedpi_diagnostics){.size = sizeof(*findings), .capacity = FINDINGS, .thorough = thorough};
    findings->entry = calloc(FINDINGS, sizeof(*findings->entry));
    if (findings->entry) {
        result = compile_all(sources, findings, bundle);
        qsort(findings->entry, findings_kept(findings), sizeof(*findings->entry), compare);
    } else {
        complain("%s", skypedpi_error_text(result));
    }
    return result;
}

bool sources_compile_each(const struct sources *sources, struct bundle *bundle)
{
    struct skypedpi_diagnostics findings;
    int result = sources_diagnose(sources, false, &findings, bundle);

    findings_show(sources, &findings);
    findings_free(&findings);
    return result >= 0;
}

skypedpi_db *sources_compile(const struct sources *sources)
{
    struct bundle bundle = {.count = 0};

    if (!sources_compile_each(sources, &bundle)) {
        bundle_free(&bundle);
        return NULL;
    }
    return bundle_merge(&bundle);
}

/* ---- showing ---- */

uint32_t findings_kept(const struct skypedpi_diagnostics *findings)
{
    return findings->count < findings->capacity ? findings->count : findings->capacity;
}

void findings_free(struct skypedpi_diagnostics *findings)
{
    free(findings->entry);
    findings->entry = NULL;
}

/* https://no-color.org */
static bool wants_colour(void)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(STDERR_FILENO) == 1 && !(no && *no) && terminal && strcmp(terminal, "dumb") != 0;
}

static void show(const struct sources *sources, const struct skypedpi_diagnostic *finding, bool remedy,
                 bool colour)
{
    const struct source *source = find_source(sources, finding->file);
    bool error = finding->severity == SKYPEDPI_SEVERITY_ERROR;
    const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";

    fprintf(stderr, "%s%s:%u:%u: %s%s:%s %s%s%s [%s]\n", bold, source ? source->path : finding->file,
            finding->line, finding->column, colour ? (error ? "\033[31m" : "\033[35m") : "",
            error ? "error" : "warning", plain, bold, finding->text, plain,
            skypedpi_diagnostic_name(finding->code));
    if (source) {
        excerpt_show(stderr, source, finding, colour);
    }
    if (remedy) {
        fprintf(stderr, "    %shelp:%s %s\n", bold, plain, skypedpi_diagnostic_remedy(finding->code));
    }
}

/* What helps is told once for each kind. */
static bool seen_before(const struct skypedpi_diagnostics *findings, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++) {
        if (findings->entry[i].code == findings->entry[index].code) {
            return true;
        }
    }
    return false;
}

void findings_show(const struct sources *sources, const struct skypedpi_diagnostics *findings)
{
    uint32_t kept = findings->entry ? findings_kept(findings) : 0;
    bool colour = wants_colour();

    for (uint32_t i = 0; i < kept; i++) {
        show(sources, &findings->entry[i], !seen_before(findings, i), colour);
    }
    if (findings->count > kept) {
        complain("%u more findings", findings->count - kept);
    }
}
