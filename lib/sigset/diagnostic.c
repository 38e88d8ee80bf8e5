/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "lib/base/abi.h"

bool diagnostics_ok(const struct skypedpi_diagnostics *diagnostics)
{
    struct skypedpi_diagnostics ours;
    return !diagnostics || abi_read(&ours, sizeof ours, sizeof ours, diagnostics) == SKYPEDPI_OK;
}

struct report report_open(struct skypedpi_diagnostics *out, const char *file)
{
    return (struct report){.out = out, .file = file};
}

void report_signature(struct report *report, const char *name, size_t length)
{
    size_t n = length < sizeof report->signature ? length : sizeof report->signature - 1;
    memcpy(report->signature, name, n);
    report->signature[n] = 0;
}

/* The tail of a file name, cut between characters. */
static void copy_tail(char *to, size_t capacity, const char *file)
{
    size_t length = strlen(file);
    if (length >= capacity) {
        file += length - (capacity - 1);
        while (((unsigned char)*file & 0xc0) == 0x80)
            file++;
    }
    memcpy(to, file, strlen(file) + 1);
}

/* Counts a finding. The caller's entry for it, or NULL if it is not to be written. */
static struct skypedpi_diagnostic *entry_take(struct report *report, enum diagnostic_code code)
{
    bool error = code < DIAGNOSTIC_FIRST_WARNING;
    uint32_t *count = error ? &report->errors : &report->warnings;
    if (report->muted || *count >= (error ? (uint32_t)ERRORS_MAX : (uint32_t)WARNINGS_MAX))
        return NULL;
    ++*count;
    struct skypedpi_diagnostics *out = report->out;
    if (!out)
        return NULL;
    if (error)
        out->errors++;
    uint32_t index = out->count++;
    return out->entry && index < out->capacity ? &out->entry[index] : NULL;
}

void report_add(struct report *report, enum diagnostic_code code, struct place at, const char *format, ...)
{
    struct skypedpi_diagnostic *d = entry_take(report, code);
    if (!d)
        return;
    memset(d, 0, sizeof *d);
    d->severity = code < DIAGNOSTIC_FIRST_WARNING ? SKYPEDPI_SEVERITY_ERROR : SKYPEDPI_SEVERITY_WARNING;
    d->code = code;
    d->line = at.line;
    d->column = at.column;
    copy_tail(d->file, sizeof d->file, report->file);
    memcpy(d->signature, report->signature, sizeof report->signature);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(d->text, sizeof d->text, format, arguments);
    va_end(arguments);
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
