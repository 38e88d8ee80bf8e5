/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_NAMES_H
#define LIB_BASE_NAMES_H

#include <stddef.h>

/* Names by number, each list ending in NULL: one place for the tools, the language and the API. */
extern const char *const application_names[];
extern const char *const activity_names[];
extern const char *const path_names[];
extern const char *const mechanism_names[];

unsigned names_count(const char *const *names);

/* Number of a word of `length` bytes in such a list, or -1. */
int name_find(const char *const *names, const char *word, size_t length);

#endif
