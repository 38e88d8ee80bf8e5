/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_ALLOC_H
#define LIB_BASE_ALLOC_H

#include <stdbool.h>
#include <stddef.h>
#include <skypedpi/db.h>

/* Pieces from here on are in large pages, if the system has them: looking up a page that no cache knows takes
 * longer than fetching what lies in it. */
#define LARGE_PAGE ((size_t)2 << 20)

/* The caller's allocator; for NULL malloc() and free(), with large pages for large pieces. */
struct skypedpi_allocator allocator_or_default(const struct skypedpi_allocator *allocator);

/* NULL is as good as an allocator with both functions. */
bool allocator_ok(const struct skypedpi_allocator *allocator);

/* count * size zeroed bytes, or NULL: no memory, or the product does not fit. */
void *allocate_zeroed(const struct skypedpi_allocator *allocator, size_t count, size_t size);

void release(const struct skypedpi_allocator *allocator, void *memory);

#endif
