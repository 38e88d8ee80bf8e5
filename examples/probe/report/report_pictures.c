/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_pictures.h"

#include <stdlib.h>

#ifdef HAVE_GRAPHS
#include "examples/probe/graphs/graphs.h"

void pictures_take(struct page *page, const char *directory)
{
    static const enum graphs_by by[PAGE_PICTURES] = {GRAPHS_BY_APPLICATION, GRAPHS_BY_ACTIVITY};

    for (unsigned i = 0; directory && page->first && i < PAGE_PICTURES; i++) {
        struct picture *picture = &page->picture[i];
        const struct graphs_view view = {
            .of = GRAPHS_OF_TOTAL, .name = "", .by = by[i], .start = page->first, .end = page->last};
        if (!graphs_svg(directory, &view, &picture->svg, &picture->length))
            picture->svg = NULL; /* it has complained; the page does without */
    }
}
#else
void pictures_take(struct page *page, const char *directory)
{
    (void)page, (void)directory;
}
#endif

void pictures_give(struct page *page)
{
    for (unsigned i = 0; i < PAGE_PICTURES; i++) {
        free(page->picture[i].svg);
        page->picture[i].svg = NULL;
    }
}
