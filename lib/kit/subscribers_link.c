/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/subscribers.h"

static int order(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_prefixes(const void *a, const void *b)
{
    const struct prefix *x = a, *y = b;
    if (x->family != y->family)
        return order(x->family, y->family);
    if (x->high != y->high)
        return order(x->high, y->high);
    return x->low != y->low ? order(x->low, y->low) : order(x->length, y->length);
}

/* The first in the text that another user had before; equal ones stand together, in the order of the text. */
static void find_again(const struct skypedpi_subscribers *s, const struct prefix **again,
                       const struct prefix **before)
{
    const struct prefix *first = s->prefix;
    *again = *before = NULL;
    for (const struct prefix *p = s->prefix; p < s->prefix + s->prefixes; p++) {
        if (compare_prefixes(first, p) != 0)
            first = p;
        if (p->user == first->user || (*again && (*again)->place < p->place))
            continue;
        *again = p;
        *before = first;
    }
}

static void drop_doubles(struct skypedpi_subscribers *s)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->prefixes; i++)
        if (kept == 0 || compare_prefixes(&s->prefix[kept - 1], &s->prefix[i]) != 0)
            s->prefix[kept++] = s->prefix[i];
    s->prefixes = kept;
}

static bool encloses(const struct prefix *outer, const struct prefix *inner)
{
    return outer->length <= inner->length && prefix_holds(outer, inner->family, inner->high, inner->low);
}

/* The one before it encloses it, or one of those that enclose that one; what does not is not asked again. */
static void link_all(struct skypedpi_subscribers *s)
{
    for (uint32_t i = 0; i < s->prefixes; i++) {
        uint32_t outer = i;
        while (outer && !encloses(&s->prefix[outer - 1], &s->prefix[i]))
            outer = s->prefix[outer - 1].enclosing;
        s->prefix[i].enclosing = outer;
    }
}

bool subscribers_link(struct skypedpi_subscribers *s, const struct prefix **again, const struct prefix **before)
{
    if (!list_sort(&s->allocator, s->prefix, s->prefixes, sizeof *s->prefix, compare_prefixes))
        return false;
    find_again(s, again, before);
    if (*again)
        return true;
    drop_doubles(s);
    link_all(s);
    return true;
}
