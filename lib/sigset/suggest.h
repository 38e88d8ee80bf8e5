/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_SUGGEST_H
#define LIB_SIGSET_SUGGEST_H

#include <stddef.h>

/* Looks for the known word that a misspelt one was meant to be. */
struct suggestion {
    const char *word;
    size_t length;
    const char *best; /* NULL while nothing is near enough */
    unsigned distance;
};

struct suggestion suggestion_for(const char *word, size_t length);
void suggestion_offer(struct suggestion *suggestion, const char *known);

/* The nearest of a list that ends in NULL, or NULL. */
const char *suggestion_among(const char *word, size_t length, const char *const *known);

#endif
