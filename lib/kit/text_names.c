/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/text_names.h"

#include <string.h>
#include "lib/base/alloc.h"

/* Names of a network often begin alike: how many bytes of them. */
static uint32_t common_length(const struct name *list, uint32_t count)
{
    uint32_t common = count ? list[0].length : 0;
    for (uint32_t i = 1; i < count; i++) {
        uint32_t same = 0;
        while (same < common && same < list[i].length && list[i].text[same] == list[0].text[same])
            same++;
        common = same;
    }
    return common;
}

/* The eight bytes behind that, to be compared without a look into the text. */
static void set_heads(struct name *list, uint32_t count)
{
    uint32_t skip = common_length(list, count);
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *text = (const unsigned char *)list[i].text;
        list[i].head = 0;
        for (uint32_t k = 0; k < 8; k++)
            list[i].head = list[i].head << 8 | (skip + k < list[i].length ? text[skip + k] : 0);
    }
}

/* A head that ends in zero holds all of its name. */
static int compare_names(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    if ((x->head & 0xff) == 0)
        return 0;
    int order = memcmp(x->text, y->text, x->length < y->length ? x->length : y->length);
    return order ? order : (x->length > y->length) - (x->length < y->length);
}

/* Numbers them; how many bytes the pool needs. */
static size_t number_all(struct name *list, uint32_t count, uint32_t *numbers)
{
    size_t bytes = 0;
    *numbers = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || compare_names(&list[i - 1], &list[i]) != 0) {
            ++*numbers;
            bytes += list[i].length + 1;
        }
        list[i].number = *numbers;
    }
    return bytes;
}

static void copy_all(struct names *names, const struct name *list, uint32_t count)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && list[i].number == list[i - 1].number)
            continue;
        names->start[names->count++] = start;
        memcpy(names->pool + start, list[i].text, list[i].length);
        start += list[i].length + 1;
    }
}

bool names_make(struct names *names, const struct skypedpi_allocator *allocator, struct name *list,
                uint32_t count)
{
    uint32_t numbers;
    *names = (struct names){.count = 0};
    set_heads(list, count);
    if (!list_sort(allocator, list, count, sizeof *list, compare_names))
        return false;
    names->pool = allocate_zeroed(allocator, number_all(list, count, &numbers), 1);
    names->start = allocate_zeroed(allocator, numbers, sizeof *names->start);
    if (!names->pool || !names->start)
        return false;
    copy_all(names, list, count);
    return true;
}

void names_free(struct names *names, const struct skypedpi_allocator *allocator)
{
    release(allocator, names->pool);
    release(allocator, names->start);
}

const char *names_at(const struct names *names, uint32_t number)
{
    return number > 0 && number <= names->count ? names->pool + names->start[number - 1] : "";
}

uint32_t names_find(const struct names *names, const char *name)
{
    uint32_t low = 0, high = names->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(name, names->pool + names->start[middle]);
        if (order == 0)
            return middle + 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}
