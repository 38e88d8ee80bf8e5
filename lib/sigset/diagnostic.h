/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_DIAGNOSTIC_H
#define LIB_SIGSET_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <skypedpi/sigset.h>

/* What can be wrong with signature text. The numbers never change and are never used again. */
#define DIAGNOSTICS(X)                                                                                         \
    /* characters and words */                                                                                 \
    X(CHARACTER, 101)    /* a character the language does not use */                                           \
    X(NOT_ASCII, 102)    /* outside strings and comments */                                                    \
    X(UTF8, 103)         /* a string or comment that is not UTF-8 */                                           \
    X(STRING_OPEN, 104)  /* no closing quote on the line */                                                    \
    X(STRING_LONG, 105)  /* more than 255 bytes */                                                             \
    X(ESCAPE, 106)       /* not \" \\ or \xHH */                                                               \
    X(CONTROL, 107)      /* control character in a string or comment */                                        \
    X(NUMBER_FORM, 108)  /* 12ab, 0x */                                                                        \
    X(NUMBER_LARGE, 109) /* above 4294967295 */                                                                \
    X(DOTTED_LONG, 110)  /* more than four parts */                                                            \
    X(HEX_FORM, 111)     /* x"1" */                                                                            \
    X(FOREIGN, 112)      /* an operator of another language */                                                 \
    /* order of words */                                                                                       \
    X(TOP_LEVEL, 201) /* neither set, application nor signature */                                             \
    X(NAME_MISSING, 202)                                                                                       \
    X(NAME_FORM, 203)                                                                                          \
    X(BRACE_OPEN, 204)                                                                                         \
    X(BRACE_CLOSE, 205)                                                                                        \
    X(CLAUSE_UNKNOWN, 206)                                                                                     \
    X(CLAUSE_TWICE, 207)                                                                                       \
    X(CLAUSE_MISSING, 208)                                                                                     \
    X(NUMBER_MISSING, 209)                                                                                     \
    X(STRING_MISSING, 210)                                                                                     \
    X(VALUE_MISSING, 211) /* where a condition wants an operand */                                             \
    X(PAREN, 212)                                                                                              \
    X(BRACKET, 213)                                                                                            \
    X(COMMA, 214)                                                                                              \
    X(SET_FORM, 215) /* behind `in` */                                                                         \
    X(DEPTH, 216)    /* parentheses in parentheses */                                                          \
    X(ERA_FORM, 217)                                                                                           \
    X(VERSION_FORM, 218)                                                                                       \
    X(CONDITION_END, 219) /* neither and, or, nor the next clause */                                           \
    X(LIST_FORM, 220)     /* behind a text test */                                                             \
    X(COUNT_FORM, 221)    /* behind `count` and `step` */                                                      \
    X(SET_WORD, 222)      /* in the set line, that begins nothing else */                                      \
    X(DATE_FORM, 223)                                                                                          \
    X(REQUIRES_FORM, 224)                                                                                      \
    /* types */                                                                                                \
    X(TRUTH_WANTED, 301)                                                                                       \
    X(NUMBER_WANTED, 302)                                                                                      \
    X(TEXT_WANTED, 303)                                                                                        \
    X(TEXT_TEST_MISSING, 304)                                                                                  \
    X(BYTES_TEST_MISSING, 305)                                                                                 \
    X(FIELD_WANTED, 306) /* behind `step`, `same` and `fresh` */                                               \
    /* names and ranges */                                                                                     \
    X(TRANSPORT_UNKNOWN, 401)                                                                                  \
    X(MECHANISM_UNKNOWN, 402)                                                                                  \
    X(ACTIVITY_UNKNOWN, 403)                                                                                   \
    X(FIELD_UNKNOWN, 404)                                                                                      \
    X(FIELD_EARLIER, 405) /* not of prev and reverse, or only of them */                                       \
    X(ID_RANGE, 406)                                                                                           \
    X(WEIGHT_RANGE, 407)                                                                                       \
    X(OFFSET_RANGE, 408)                                                                                       \
    X(ARGUMENT_RANGE, 409)                                                                                     \
    X(ADDRESS_FORM, 410) /* a dotted number that is no IPv4 address */                                         \
    X(RANGE_REVERSED, 411)                                                                                     \
    X(LIST_LONG, 412)                                                                                          \
    X(BYTES_LENGTH, 413)                                                                                       \
    X(ERA_RANGE, 414)                                                                                          \
    X(ERA_REVERSED, 415)                                                                                       \
    X(TEXT_EMPTY, 416)                                                                                         \
    X(TEXT_DOMAIN, 417)       /* a text that is no domain name where one is wanted */                          \
    X(TEXT_FIELD_DOMAIN, 418) /* a field that is no domain name where one is wanted */                         \
    X(TEXT_UNREADABLE, 419)   /* control characters where a person will read */                                \
    X(TEXT_LENGTH, 420)                                                                                        \
    X(CONDITION_LONG, 421)                                                                                     \
    X(CONDITION_STACK, 422)                                                                                    \
    X(SCOPE_UNKNOWN, 423)                                                                                      \
    X(SCOPE_CLAUSE, 424) /* a clause of another scope, or two that exclude each other */                       \
    X(PATH_UNKNOWN, 425)                                                                                       \
    X(COUNT_RANGE, 426)                                                                                        \
    X(COUNT_ESTIMATE, 427) /* what is estimated cannot be compared */                                          \
    X(RELEASE_RANGE, 428)                                                                                      \
    X(DATE_RANGE, 429) /* no such day */                                                                       \
    X(DATE_ORDER, 430) /* a set that expires before it begins */                                               \
    X(REQUIRES_RANGE, 431)                                                                                     \
    /* the whole set */                                                                                        \
    X(ID_TAKEN, 501)                                                                                           \
    X(NAME_TAKEN, 502)                                                                                         \
    X(APPLICATION_TAKEN, 503)                                                                                  \
    X(SET_TWICE, 504)                                                                                          \
    X(SIGNATURES_MANY, 505)                                                                                    \
    X(APPLICATIONS_MANY, 506)                                                                                  \
    X(APPLICATION_UNKNOWN, 507)                                                                                \
    X(AFTER_UNKNOWN, 508)                                                                                      \
    X(AFTER_CYCLE, 509)                                                                                        \
    X(AFTER_TRANSPORT, 510)                                                                                    \
    X(NATIVE_UNKNOWN, 511)                                                                                     \
    X(COUNTERS_MANY, 512) /* more than a record has room for */                                                \
    X(AFTER_SCOPE, 513)                                                                                        \
    X(REQUIRES_NEWER, 514) /* a library newer than this one */                                                 \
    /* warnings */                                                                                             \
    X(NEVER, 601)        /* can never fire */                                                                  \
    X(ALWAYS, 602)       /* fires on everything */                                                             \
    X(FEEBLE, 603)       /* a high weight on an address, a port or a single byte */                            \
    X(NEVER_BRANCH, 604) /* one side of an `or` can never hold */

enum diagnostic_code {
#define DIAGNOSTIC_NUMBER(name, number) DIAGNOSTIC_##name = number,
    DIAGNOSTICS(DIAGNOSTIC_NUMBER)
#undef DIAGNOSTIC_NUMBER
};

#define DIAGNOSTIC_FIRST_WARNING 600

/* Where something stands in a text: both from 1, the column in bytes. */
struct place {
    uint32_t line, column;
};

/* Most findings of one text or one compilation. */
#define ERRORS_MAX   64
#define WARNINGS_MAX 36

/* Takes findings about one text to the caller. */
struct report {
    struct skypedpi_diagnostics *out; /* may be NULL */
    const char *file;
    char signature[32];
    uint32_t errors, warnings;
    bool muted; /* memory has run out: what follows is not the text's fault */
};

/* Is the caller's struct one that can be written to? NULL is. */
bool diagnostics_ok(const struct skypedpi_diagnostics *diagnostics);

struct report report_open(struct skypedpi_diagnostics *out, const char *file);

/* Names the signature that the following findings stand in. */
void report_signature(struct report *report, const char *name, size_t length);

#if defined(__GNUC__) || defined(__clang__)
__attribute__((format(printf, 4, 5)))
#endif
void report_add(struct report *report, enum diagnostic_code code, struct place at, const char *format, ...);

/* A word that is not known. `expected` is what was, `best` the known word it looks like, or NULL. */
void report_unknown(struct report *report, enum diagnostic_code code, struct place at, const char *word,
                    size_t length, const char *expected, const char *best);

#endif
