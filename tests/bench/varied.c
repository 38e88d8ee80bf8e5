/* SPDX-License-Identifier: BSD-2-Clause */
/* varied FILE.sig...: the sets that are measured compile, whatever became of the signatures they are made of.
 */
#include "tests/bench/vary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>

static int compile(const char *text)
{
    struct skypedpi_diagnostic first = {0};
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 1, .entry = &first};
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    int result = skypedpi_sigset_new(NULL, &set);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_add_text(set, "varied", text, strlen(text), &found);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_compile(set, &found, &db);
    if (result != SKYPEDPI_OK)
        printf("%u errors, the first in %s: %s\n", found.errors, first.signature, first.text);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    return result;
}

int main(int argc, char **argv)
{
    static const unsigned counts[] = {50, 200, 1000};
    struct vary vary;
    int result = vary_read(&vary, argv + 1, argc - 1) ? SKYPEDPI_OK : SKYPEDPI_E_ARGUMENT;
    for (unsigned i = 0; result == SKYPEDPI_OK && i < sizeof counts / sizeof *counts; i++) {
        char *text = vary_text(&vary, counts[i]);
        result = text ? compile(text) : SKYPEDPI_E_MEMORY;
        free(text);
    }
    vary_free(&vary);
    puts(skypedpi_error_text(result));
    return result != SKYPEDPI_OK;
}
