/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_OPTIONS_H
#define EXAMPLES_PROBE_OPTIONS_H

#include "examples/probe/settings.h"

/* Every setting by its name, from wherever it comes. */

enum option_kind { OPTION_TEXT, OPTION_LIST, OPTION_NUMBER, OPTION_YES_NO };

struct option_choice {
    const char *name;
    char letter; /* 0: none */
    enum option_kind kind;
    size_t offset;        /* of its field in struct settings */
    uint32_t least, most; /* of a number */
    const char *value;    /* what it takes, for the help */
    const char *help;
};

#define OPTIONS_MOST 64

extern const struct option_choice option_choices[]; /* the last one has no name */

/* Where a setting was told. What stands later goes before what stands earlier. */
enum option_origin { ORIGIN_NONE, ORIGIN_FILE, ORIGIN_COMMAND_LINE };

struct option_reading {
    struct settings *settings;
    enum option_origin origin[OPTIONS_MOST]; /* of each choice: where what is used was told */
    bool in_file[OPTIONS_MOST];              /* ... and whether the file told it, used or not */
};

/* The number of a choice, or -1. */
int option_find(const char *name, size_t length);

/* Takes a value. `where` stands before a complaint. */
bool option_take(struct option_reading *reading, int choice, const char *value, enum option_origin origin,
                 const char *where);

void options_help(void);

#endif
