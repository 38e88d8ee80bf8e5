/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/base/alloc.h"
#include "lib/base/bytes.h"
#include "lib/kit/text_names.h"

/* Merge sort: never slow, whatever a text holds, and quick where it is in order already. qsort() may be
 * neither, and may take memory of its own. */

struct sorting {
    size_t count, size; /* items; bytes of one */
    int (*compare)(const void *a, const void *b);
};

static bool in_order(const struct sorting *s, const char *list, size_t left, size_t right)
{
    return s->compare(list + left * s->size, list + right * s->size) <= 0;
}

/* Two neighbouring runs, left to middle and middle to right, into one. */
static void merge(const struct sorting *s, const char *from, char *to, size_t left, size_t middle, size_t right)
{
    if (middle >= right || in_order(s, from, middle - 1, middle)) {
        memcpy(to + left * s->size, from + left * s->size, (right - left) * s->size);
        return;
    }
    size_t a = left, b = middle;
    for (size_t i = left; i < right; i++) {
        bool take_left = b == right || (a < middle && in_order(s, from, a, b));
        memcpy(to + i * s->size, from + (take_left ? a++ : b++) * s->size, s->size);
    }
}

static void merge_all(const struct sorting *s, const char *from, char *to, size_t run)
{
    for (size_t left = 0; left < s->count; left += 2 * run)
        merge(s, from, to, left, least_size(left + run, s->count), least_size(left + 2 * run, s->count));
}

static bool is_sorted(const struct sorting *s, const char *list)
{
    for (size_t i = 1; i < s->count; i++)
        if (!in_order(s, list, i - 1, i))
            return false;
    return true;
}

bool list_sort(const struct skypedpi_allocator *allocator, void *list, size_t count, size_t size,
               int (*compare)(const void *a, const void *b))
{
    struct sorting s = {count, size, compare};
    if (is_sorted(&s, list))
        return true;
    char *spare = allocate_zeroed(allocator, count, size);
    if (!spare)
        return false;
    char *from = list, *to = spare;
    for (size_t run = 1; run < count; run *= 2) {
        merge_all(&s, from, to, run);
        char *filled = to;
        to = from;
        from = filled;
    }
    if (from == spare)
        memcpy(list, spare, count * size);
    release(allocator, spare);
    return true;
}
