/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_SIGSET_CHECK_H
#define TESTS_UNIT_SIGSET_CHECK_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/sigset.h>
#include "tests/unit/suite.h"

/* A signature with everything it needs. Its condition begins at line 3, column 9. */
#define SIGNATURE_OF(name, id, transport, weight, rest)                                                        \
    "signature " name " {\n id " id " transport " transport                                                    \
    " era any mechanism none activity none source \"s\" proof \"p\" weight " weight "\n " rest "\n}\n"
#define UDP(condition) SIGNATURE_OF("s", "1", "udp", "10", "packet " condition)
#define TCP(condition) SIGNATURE_OF("s", "1", "tcp", "10", "packet " condition)

#define FINDINGS 128

struct findings {
    struct skypedpi_diagnostics all;
    struct skypedpi_diagnostic entry[FINDINGS];
};

static inline void findings_open(struct findings *f)
{
    memset(f, 0, sizeof *f);
    f->all = (struct skypedpi_diagnostics){.size = sizeof f->all, .capacity = FINDINGS, .entry = f->entry};
}

static inline skypedpi_sigset *set_open(void)
{
    skypedpi_sigset *set;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    return set;
}

/* Hands over an exact copy of the text, so that reading past its end is seen. */
static inline int set_add(skypedpi_sigset *set, const char *name, const char *text, size_t length,
                          struct skypedpi_diagnostics *diagnostics)
{
    char *exact = malloc(length ? length : 1);
    memcpy(exact, text, length);
    int result = skypedpi_sigset_add_text(set, name, exact, length, diagnostics);
    free(exact);
    return result;
}

#endif
