/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "tools/format.h"
#include "tools/trust.h"

/* The command line of `skypedpi classify`. */

struct options {
    enum format format;
    bool all;
    bool together;
    bool endpoints;
    bool repeatable;    /* the same output each time */
    bool blocked;       /* by the network's firewall, as soon as recognised */
    const char *only;   /* NULL: every application */
    const char *output; /* NULL: standard output */
    uint32_t max_flows;
    uint32_t max_endpoints;
    struct trust trust; /* keys of which one must have signed each set; none: they need not be signed */
    char **sets;        /* options_free() */
    size_t set_count;
    char **captures;
    size_t capture_count;
};

/* False after a complaint. options_free() in either case. */
bool options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);

#endif
