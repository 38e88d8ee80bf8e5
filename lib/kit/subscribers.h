/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_SUBSCRIBERS_H
#define LIB_KIT_SUBSCRIBERS_H

#include <skypedpi/kit/subscribers.h>
#include "lib/kit/text.h"
#include "lib/kit/text_names.h"

/* 32 bytes: there may be a million. */
struct prefix {
    uint64_t high, low;     /* as in struct text_prefix */
    uint32_t user;          /* while reading: the line's number */
    uint32_t enclosing;     /* the longest prefix that holds this one: its index + 1, 0 if none */
    uint32_t place;         /* where it stands in the text */
    uint8_t family, length; /* 4 or 6; bits */
    uint16_t reserved;
};

struct skypedpi_subscribers {
    struct skypedpi_allocator allocator;
    struct names users, groups;
    uint32_t *group;       /* of each user, by number - 1 */
    struct prefix *prefix; /* by family, address and length: what holds another stands before it */
    uint32_t prefixes;
};

static inline bool prefix_holds(const struct prefix *p, unsigned family, uint64_t high, uint64_t low)
{
    if (p->family != family)
        return false;
    if (p->length <= 64)
        return p->length == 0 || (p->high ^ high) >> (64 - p->length) == 0;
    return p->high == high && (p->low ^ low) >> (128 - p->length) == 0;
}

/* Takes memory into subscribers that are all zero but for their allocator. The caller frees them, whatever
 * comes out. SKYPEDPI_OK, SKYPEDPI_E_MEMORY, or SKYPEDPI_E_TEXT and what it was. */
int subscribers_read(struct skypedpi_subscribers *subscribers, const char *text, size_t length,
                     struct skypedpi_text_error *error);

/* Sorts prefixes by address, takes each once and links them. `*again` is one that was given to two users, the
 * first of them in the text, or NULL; `*before` the one whose it was. False: no memory. */
bool subscribers_link(struct skypedpi_subscribers *subscribers, const struct prefix **again,
                      const struct prefix **before);

#endif
