/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_RELEASE_H
#define TOOLS_RELEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <skypedpi/verdict.h>

/* Client releases in text, and ranges of them. */

/* Both ends belong to it. */
struct span {
    struct skypedpi_release first;
    struct skypedpi_release last;
    char system[16]; /* it is about clients for this one; "" for all */
};

#define SPANS_MOST 16

struct spans {
    struct span item[SPANS_MOST];
    size_t count;
};

/* "5.5", "1.4 - 3.8", "7.7.0.335/mac", and several of them with commas between; "-" for none. False
 * if it is anything else. */
bool spans_read(const char *text, struct spans *spans);

bool span_meets(const struct span *one, const struct span *other);
/* Does any of them meet it? */
bool spans_meet(const struct spans *spans, const struct span *other);
/* The same, where each stands for all releases of its first two parts: 2.0.0.43 for 2.0. */
bool spans_meet_series(const struct spans *spans, const struct span *other);

#endif
