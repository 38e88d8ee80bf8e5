/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "lib/base/abi.h"
#include "lib/base/utf8.h"

bool diagnostics_ok(const struct skypedpi_diagnostics *diagnostics)
{
    struct skypedpi_diagnostics ours;
    return !diagnostics || abi_read(&ours, sizeof ours, sizeof ours, diagnostics) == SKYPEDPI_OK;
}

struct report report_open(struct skypedpi_diagnostics *out, const char *file)
{
    return (struct report){.out = out, .file = file};
}

struct place place_join(struct place first, struct place last)
{
    return (struct place){first.line, first.column, last.end_line, last.end_column};
}

void report_signature(struct report *report, const char *name, size_t length, uint32_t id)
{
    size_t n = length < sizeof report->signature ? length : sizeof report->signature - 1;
    memcpy(report->signature, name, n);
    report->signature[n] = 0;
    report->id = id;
}

/* The tail of a file name, cut between characters. */
static void copy_tail(char *to, size_t capacity, const char *file)
{
    size_t length = strlen(file);
    if (length >= capacity) {
        file += length - (capacity - 1);
        while (utf8_continues(*file))
            file++;
    }
    memcpy(to, file, strlen(file) + 1);
}

/* Counts a finding. The caller's entry for it, or NULL if it is not to be written. */
static struct skypedpi_diagnostic *entry_take(struct report *report, bool error)
{
    struct skypedpi_diagnostics *out = report->out;
    if (report->muted || (error && report->errors == ERRORS_MAX))
        return NULL;
    report->errors += error;
    if (!out)
        return NULL;
    out->errors += error;
    uint32_t index = out->count++;
    return out->entry && index < out->capacity ? &out->entry[index] : NULL;
}

static void entry_fill(struct skypedpi_diagnostic *d, const struct report *report, enum diagnostic_code code,
                       struct place at)
{
    memset(d, 0, sizeof *d);
    d->severity = code < DIAGNOSTIC_FIRST_WARNING ? SKYPEDPI_SEVERITY_ERROR : SKYPEDPI_SEVERITY_WARNING;
    d->code = code;
    d->line = at.line;
    d->column = at.column;
    d->end_line = at.end_line;
    d->end_column = at.end_column;
    d->id = report->id;
    copy_tail(d->file, sizeof d->file, report->file);
    memcpy(d->signature, report->signature, sizeof report->signature);
}

/* Takes the last character, whole or not, from a text that was cut. */
static void cut_whole(char *text, size_t length)
{
    while (length && utf8_continues(text[--length]))
        continue;
    text[length] = 0;
}

void report_add(struct report *report, enum diagnostic_code code, struct place at, const char *format, ...)
{
    struct skypedpi_diagnostic *d = entry_take(report, code < DIAGNOSTIC_FIRST_WARNING);
    if (!d)
        return;
    bool last = code < DIAGNOSTIC_FIRST_WARNING && report->errors == ERRORS_MAX;
    entry_fill(d, report, last ? DIAGNOSTIC_ERRORS_MANY : code, at);
    if (last) {
        snprintf(d->text, sizeof d->text, "found %d errors, expected less: the rest is not told", ERRORS_MAX);
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(d->text, sizeof d->text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof d->text)
        cut_whole(d->text, sizeof d->text - 1);
}

void report_unknown(struct report *report, enum diagnostic_code code, struct place at, const char *word,
                    size_t length, const char *expected, const char *best)
{
    int shown = length < 40 ? (int)length : 40;
    if (best)
        report_add(report, code, at, "found '%.*s', expected %s; did you mean '%s'?", shown, word, expected,
                   best);
    else
        report_add(report, code, at, "found '%.*s', expected %s", shown, word, expected);
}

/* ---- the list ---- */

struct finding {
    uint32_t number;
    const char *name, *remedy;
};

static const struct finding findings[] = {
#define X(code, number, name, text, remedy) {number, name, remedy},
#include "lib/sigset/diagnostic_list.h"
#undef X
};

static const struct finding *finding_of(uint32_t code)
{
    static const struct finding unknown = {0, "unknown", ""};
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++)
        if (findings[i].number == code)
            return &findings[i];
    return &unknown;
}

const char *skypedpi_diagnostic_name(uint32_t code)
{
    return finding_of(code)->name;
}

const char *skypedpi_diagnostic_remedy(uint32_t code)
{
    return finding_of(code)->remedy;
}
