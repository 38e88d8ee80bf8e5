/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include "tests/corpus/rewrite/merge.h"

static bool is_one_link(const struct packets *captures, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (captures[i].link != captures[0].link) {
            return complain("captures of link types %u and %u cannot be merged", captures[0].link,
                            captures[i].link);
        }
    }
    return true;
}

/* A capture may hold packets older than its first, so differences of times wrap. */
static void shift_times(struct packets *capture, uint64_t begin)
{
    uint64_t difference = capture->count ? begin - capture->at[0].time : 0;

    for (size_t i = 0; i < capture->count; i++) {
        capture->at[i].time += difference;
    }
}

/* The capture whose next packet is the earliest; `count` if all are at their end. */
static size_t earliest(const struct packets *captures, size_t count, const size_t *next)
{
    size_t best = count;

    for (size_t i = 0; i < count; i++) {
        if (next[i] < captures[i].count &&
            (best == count || captures[i].at[next[i]].time < captures[best].at[next[best]].time)) {
            best = i;
        }
    }
    return best;
}

static bool interleave(struct packets *captures, size_t count, size_t *next, struct packets *out)
{
    for (size_t i; (i = earliest(captures, count, next)) < count;) {
        struct packet *packet = &captures[i].at[next[i]++];
        bool added = packets_add(out, *packet);
        packet->data = NULL; /* it is theirs now */
        if (!added) {
            return false;
        }
    }
    return true;
}

bool merge(struct packets *captures, size_t count, uint64_t shift, struct packets *out)
{
    if (!is_one_link(captures, count)) {
        return false;
    }
    out->link = captures[0].link;
    uint64_t begin = captures[0].count ? captures[0].at[0].time : 0;
    for (size_t i = 0; i < count; i++) {
        shift_times(&captures[i], begin + i * shift);
    }
    size_t *next = calloc(count, sizeof(*next));
    bool good = next ? interleave(captures, count, next, out) : complain("out of memory");
    free(next);
    return good;
}
