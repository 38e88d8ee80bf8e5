/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tools/message.h"
#include "tools/source.h"

/* From signature text to a database, with the findings shown the way C compilers show theirs. */

#define FINDINGS 200

/* The file a finding names; the library keeps the tail of a long name. */
static const struct source *find_source(const struct sources *sources, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < sources->count; i++) {
        const char *path = sources->item[i].path;
        size_t all = strlen(path);
        if (all >= length && strcmp(path + all - length, name) == 0) {
            return &sources->item[i];
        }
    }
    return NULL;
}

/* The line with a number from 1, and its length; NULL if the text is shorter. */
static const char *find_line(const struct source *source, uint32_t number, size_t *length)
{
    const char *at = source->text;
    const char *end = source->text + source->length;

    while (number > 1 && at < end) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        at = next ? next + 1 : end;
        number--;
    }
    const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    *length = (size_t)((stop ? stop : end) - at);
    return number == 1 ? at : NULL;
}

/* The line and a caret below the column. Bytes a terminal might obey are not passed on. */
static void show_line(const struct source *source, const struct skypedpi_diagnostic *finding)
{
    size_t length;
    const char *line = find_line(source, finding->line, &length);

    if (!line || finding->column == 0 || finding->column > length + 1) {
        return;
    }
    fputs("    ", stderr);
    for (size_t i = 0; i < length && line[i] != '\r'; i++) {
        unsigned char c = (unsigned char)line[i];
        fputc(c == '\t' || (c >= ' ' && c != 0x7f) ? c : '?', stderr);
    }
    fputs("\n    ", stderr);
    for (size_t i = 0; i + 1 < finding->column; i++) {
        unsigned char c = (unsigned char)line[i];
        if ((c & 0xc0) != 0x80) { /* the later bytes of a UTF-8 character take no column */
            fputc(c == '\t' ? '\t' : ' ', stderr);
        }
    }
    fputs("^\n", stderr);
}

static void show(const struct sources *sources, const struct skypedpi_diagnostic *finding)
{
    const struct source *source = find_source(sources, finding->file);

    fprintf(stderr, "%s:%u:%u: %s: %s\n", source ? source->path : finding->file, finding->line, finding->column,
            finding->severity == SKYPEDPI_SEVERITY_ERROR ? "error" : "warning", finding->text);
    if (source) {
        show_line(source, finding);
    }
}

static void show_all(const struct sources *sources, const struct skypedpi_diagnostics *findings)
{
    uint32_t shown = findings->count < findings->capacity ? findings->count : findings->capacity;

    for (uint32_t i = 0; i < shown; i++) {
        show(sources, &findings->entry[i]);
    }
    if (findings->count > shown) {
        complain("%u more findings", findings->count - shown);
    }
}

/* The set is compiled only if all text was good: names missing from bad text would be found missing again. */
static int fill_and_compile(skypedpi_sigset *set, const struct sources *sources,
                            struct skypedpi_diagnostics *findings, skypedpi_db **db)
{
    int result = SKYPEDPI_OK;

    for (size_t i = 0; i < sources->count; i++) {
        const struct source *s = &sources->item[i];
        int added = skypedpi_sigset_add_text(set, s->path, s->text, s->length, findings);
        if (added < 0 && added != SKYPEDPI_E_TEXT) {
            complain("%s: %s", s->path, skypedpi_error_text(added));
        }
        result = added < 0 ? added : result;
    }
    if (result < 0) {
        return result;
    }
    result = skypedpi_sigset_compile(set, findings, db);
    if (result < 0 && result != SKYPEDPI_E_TEXT) {
        complain("%s", skypedpi_error_text(result));
    }
    return result;
}

int sources_compile(const struct sources *sources, skypedpi_db **db, unsigned *warnings)
{
    skypedpi_sigset *set = NULL;
    struct skypedpi_diagnostics findings = {.size = sizeof(findings), .capacity = FINDINGS};

    *db = NULL;
    findings.entry = calloc(FINDINGS, sizeof(*findings.entry));
    int result = findings.entry ? skypedpi_sigset_new(NULL, &set) : SKYPEDPI_E_MEMORY;
    if (result < 0) {
        complain("%s", skypedpi_error_text(result));
    } else {
        result = fill_and_compile(set, sources, &findings, db);
        show_all(sources, &findings);
    }
    if (warnings) {
        *warnings = findings.count - findings.errors;
    }
    skypedpi_sigset_free(set);
    free(findings.entry);
    return result;
}
