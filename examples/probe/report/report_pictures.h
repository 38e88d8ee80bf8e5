/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_PICTURES_H
#define EXAMPLES_PROBE_REPORT_PICTURES_H

#include "examples/probe/report/report_page.h"

/* Draws the page's pictures from the graphs in a directory; NULL, or built without librrd: none. */
void pictures_take(struct page *page, const char *directory);
void pictures_give(struct page *page);

#endif
