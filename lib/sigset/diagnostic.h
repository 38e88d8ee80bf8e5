/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_DIAGNOSTIC_H
#define LIB_SIGSET_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <skypedpi/sigset.h>

/* What can be said of signature text: the numbers of diagnostic_list.h. */
enum diagnostic_code {
#define X(code, number, name, text, remedy) DIAGNOSTIC_##code = number,
#include "lib/sigset/diagnostic_list.h"
#undef X
};

#define DIAGNOSTIC_FIRST_WARNING 600

/* Where something stands in a text: all from 1, columns in bytes, the end behind its last byte. */
struct place {
    uint32_t line, column;
    uint32_t end_line, end_column;
};

/* From the begin of one thing to the end of another. */
struct place place_join(struct place first, struct place last);

#define ERRORS_MAX 64 /* of one text or one compilation; the last says that there are more */

/* Takes findings about one text to the caller. */
struct report {
    struct skypedpi_diagnostics *out; /* may be NULL */
    const char *file;
    char signature[32];
    uint32_t id; /* the signature's; 0 while it is not known */
    uint32_t errors;
    bool muted; /* memory has run out: what follows is not the text's fault */
};

/* Is the caller's struct one that can be written to? NULL is. */
bool diagnostics_ok(const struct skypedpi_diagnostics *diagnostics);

struct report report_open(struct skypedpi_diagnostics *out, const char *file);

/* Names the signature that the following findings stand in; its id may come later. */
void report_signature(struct report *report, const char *name, size_t length, uint32_t id);

#if defined(__GNUC__) || defined(__clang__)
__attribute__((format(printf, 4, 5)))
#endif
void report_add(struct report *report, enum diagnostic_code code, struct place at, const char *format, ...);

/* A word that is not known. `expected` is what was, `best` the known word it looks like, or NULL. */
void report_unknown(struct report *report, enum diagnostic_code code, struct place at, const char *word,
                    size_t length, const char *expected, const char *best);

#endif
