/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_PAGE_H
#define EXAMPLES_PROBE_REPORT_PAGE_H

#include <stdio.h>
#include "examples/probe/report/report_store.h"

/* What a page is made of. */

struct picture {
    char *svg; /* an element with a title of its own, see graphs.h; NULL: not there */
    size_t length;
};

#define PAGE_PICTURES 2
#define PAGE_ROWS     1000u /* of a table; connections have a list of their own */

struct page {
    const char *title;
    struct store store;
    struct skypedpi_usage total, unfollowed; /* of all frames, and of those in no flow; in [0] */
    uint64_t begun;                          /* connections */
    uint64_t first, last;                    /* packets of connections */
    struct health health;
    char set[128]; /* name and version */
    struct picture picture[PAGE_PICTURES];
};

/* Writes the whole page; the file's error flag tells whether it went well. */
void page_write(FILE *out, struct page *page);

/* Its parts, in their order. */
void page_summary(FILE *out, struct page *page);
void page_traffic(FILE *out, struct page *page);
void page_users(FILE *out, struct page *page);
void page_clients(FILE *out, struct page *page);
void page_calls(FILE *out, struct page *page);
void page_endpoints(FILE *out, struct page *page);
void page_health(FILE *out, const struct page *page);
void page_connections(FILE *out, struct page *page);

/* How many connections are open that the store had no room for: nothing of them is in its sums. */
uint64_t page_beyond(const struct page *page);

/* Says how many rows did not fit, and how many things the probe had no room for. */
void page_left_out(FILE *out, uint64_t rows, uint64_t forgotten);

#endif
