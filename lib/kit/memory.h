/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_MEMORY_H
#define LIB_KIT_MEMORY_H

#include <stdlib.h>
#include <skypedpi/db.h>

/* Memory from the caller's allocator, or from malloc() where that is NULL. */

static inline void *memory_take(const struct skypedpi_allocator *allocator, size_t bytes)
{
    return allocator ? allocator->allocate(allocator->user, bytes) : malloc(bytes);
}

static inline void *memory_take_array(const struct skypedpi_allocator *allocator, size_t count, size_t bytes)
{
    return count <= SIZE_MAX / bytes ? memory_take(allocator, count * bytes) : NULL;
}

static inline void memory_give(const struct skypedpi_allocator *allocator, void *memory)
{
    if (allocator) {
        allocator->release(allocator->user, memory);
    } else {
        free(memory);
    }
}

#endif
