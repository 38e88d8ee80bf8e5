/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/index.h"

#include <stdbool.h>
#include <string.h>
#include <skypedpi/error.h>
#include "lib/sigset/index_guard.h"

uint32_t index_class(const struct index *x, uint32_t length)
{
    uint32_t low = 0, high = x->classes - 1;
    while (low < high) {
        uint32_t middle = (low + high + 1) / 2;
        if (x->bounds[middle] <= length)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Shell's sort: the C library's may allocate. */
static void sort(uint32_t *values, uint32_t count)
{
    for (uint32_t gap = count / 2; gap; gap /= 2)
        for (uint32_t i = gap; i < count; i++) {
            uint32_t value = values[i], at = i;
            for (; at >= gap && values[at - gap] > value; at -= gap)
                values[at] = values[at - gap];
            values[at] = value;
        }
}

/* How many bounds a signature has at most. */
static uint32_t bounds_most(const struct index *x, const struct model *m)
{
    uint32_t n = 1;
    for (uint32_t i = 0; i < x->count; i++)
        n += 2 + guards_bounds(m, &m->signatures[x->signature[i]], NULL);
    return n;
}

/* Lengths between two neighbouring bounds are alike to every signature. */
static void bounds_collect(struct index *x, const struct model *m)
{
    uint32_t n = 0;
    x->bounds[n++] = 0;
    for (uint32_t i = 0; i < x->count; i++) {
        const struct signature *s = &m->signatures[x->signature[i]];
        x->bounds[n++] = s->prefilter.length_low;
        if (s->prefilter.length_high < UINT16_MAX)
            x->bounds[n++] = s->prefilter.length_high + 1u;
        n += guards_bounds(m, s, x->bounds + n);
    }
    sort(x->bounds, n);
    x->classes = 1;
    for (uint32_t i = 1; i < n; i++)
        if (x->bounds[i] != x->bounds[x->classes - 1])
            x->bounds[x->classes++] = x->bounds[i];
    for (uint32_t i = 0; i < INDEX_LENGTHS; i++)
        x->class_of[i] = (uint16_t)index_class(x, i);
}

/* Class 0 is of those that nobody asks for. */
static void ports_collect(struct index *x, const struct model *m)
{
    x->ports = 1;
    for (uint32_t i = 0; i < x->count; i++) {
        uint16_t port = m->signatures[x->signature[i]].prefilter.port, *class = &x->port_of[index_port(port)];
        if (port && !*class)
            *class = (uint16_t)x->ports++;
    }
}

static void set(const struct index *x, size_t row, uint32_t bit)
{
    x->rows[row * x->words + bit / 64] |= (uint64_t)1 << bit % 64;
}

static void set_bytes(const struct index *x, uint32_t rows, struct byte_test test, uint32_t bit)
{
    for (uint32_t v = 0; v < 256; v++)
        if ((v & test.mask) == test.value)
            set(x, rows + v, bit);
    if (!test.mask)
        set(x, rows + 256, bit);
}

static void set_places(const struct index *x, const struct prefilter *p, uint32_t bit)
{
    for (unsigned server = 0; server < 2; server++)
        for (unsigned ordinal = 0; ordinal < INDEX_ORDINALS; ordinal++)
            if ((p->directions >> server & 1) &&
                p->ordinal_low <= (ordinal < INDEX_ORDINALS - 1 ? ordinal : 255) && p->ordinal_high >= ordinal)
                set(x, ROW_PLACE + index_place(server, ordinal), bit);
}

/* The highest length a prefilter knows stands for all above it. */
static bool length_passes(const struct prefilter *p, uint32_t length)
{
    return length >= p->length_low && (length <= p->length_high || p->length_high == UINT16_MAX);
}

static void signature_index(struct index *x, const struct prefilter *p, uint32_t bit)
{
    for (uint32_t c = 0; c < x->classes; c++)
        if (length_passes(p, x->bounds[c]))
            set(x, ROW_LENGTH + c, bit);
    set_places(x, p, bit);
    set_bytes(x, ROW_BYTE0, p->byte0, bit);
    set_bytes(x, ROW_BYTE2, p->byte2, bit);
    for (uint32_t row = 0; row < KIND_COUNT * CONTEXTS; row++)
        if ((p->kind == KIND_ANY || p->kind == row / CONTEXTS) && (p->context & ~(row % CONTEXTS)) == 0)
            set(x, ROW_AROUND + row, bit);
    for (uint32_t row = ROW_NAME; row < ROW_NUMBER + INDEX_NUMBERS; row++) /* the guards will leave out some */
        set(x, row, bit);
    for (uint32_t k = 0; k < x->ports; k++)
        if (!p->port || k == x->port_of[index_port(p->port)])
            set(x, ROW_LENGTH + x->classes + k, bit);
    if (p->ordinal_high > x->last)
        x->last = p->ordinal_high;
}

static bool tables_take(struct index *x, const struct skypedpi_allocator *a)
{
    x->signature = allocate_zeroed(a, x->count, sizeof *x->signature);
    x->class_of = allocate_zeroed(a, INDEX_LENGTHS, sizeof *x->class_of);
    x->port_of = allocate_zeroed(a, INDEX_PORTS, sizeof *x->port_of);
    return x->signature && x->class_of && x->port_of;
}

static bool rows_take(struct index *x, const struct skypedpi_allocator *a)
{
    size_t rows = (size_t)ROW_LENGTH + x->classes + x->ports;
    x->rows = allocate_zeroed(a, rows * x->words, sizeof *x->rows);
    return x->rows != NULL;
}

/* Those that say what a message is stand before those that say it is something else. */
static void signatures_order(struct index *x, const struct model *m, uint8_t transport)
{
    uint32_t bit = 0;
    for (unsigned other = 0; other < 2; other++)
        for (uint32_t i = 0; i < m->signature_count; i++) {
            const struct signature *s = &m->signatures[i];
            if (s->transport == transport && (s->application == SKYPEDPI_APPLICATION_OTHER) == other)
                x->signature[bit++] = (uint16_t)i;
        }
}

int index_open(struct index *x, struct model *m, uint8_t transport, const struct skypedpi_allocator *a)
{
    memset(x, 0, sizeof *x);
    for (uint32_t i = 0; i < m->signature_count; i++)
        x->count += m->signatures[i].transport == transport;
    x->words = (x->count + 63) / 64;
    if (!tables_take(x, a))
        return SKYPEDPI_E_MEMORY;
    signatures_order(x, m, transport);
    x->bounds = allocate_zeroed(a, bounds_most(x, m), sizeof *x->bounds);
    if (!x->bounds)
        return SKYPEDPI_E_MEMORY;
    bounds_collect(x, m);
    ports_collect(x, m);
    if (!rows_take(x, a))
        return SKYPEDPI_E_MEMORY;
    for (uint32_t i = 0; i < x->count; i++) {
        signature_index(x, &m->signatures[x->signature[i]].prefilter, i);
        guards_answer(x, m, &m->signatures[x->signature[i]], i);
    }
    return SKYPEDPI_OK;
}

void index_close(struct index *x, const struct skypedpi_allocator *a)
{
    release(a, x->signature);
    release(a, x->bounds);
    release(a, x->class_of);
    release(a, x->port_of);
    release(a, x->rows);
    memset(x, 0, sizeof *x);
}
