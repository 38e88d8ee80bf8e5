/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_FACTS_H
#define EXAMPLES_PROBE_REPORT_FACTS_H

#include "examples/probe/event.h"
#include "examples/probe/report/report_table.h"

/* What signatures say, in words. The same is kept once, whatever set it was in when a connection met it. */

#define FACTS_MOST 65536u
#define FACT_NONE  UINT32_MAX

struct fact {
    struct table_link link; /* its number is the fact's */
    struct fact_text {
        char name[64], application[64], source[256];
    } text;
};

struct table facts_empty(void);

/* Number of what a signature says; FACT_NONE if its name is empty or there is no room. */
uint32_t facts_number(struct table *facts, const char *name, const char *application, const char *source);

/* The same, of the signature that evidence is of. */
uint32_t facts_of(struct table *facts, const skypedpi_db *db, uint32_t signature);

#endif
