/* SPDX-License-Identifier: BSD-2-Clause */
#define _DEFAULT_SOURCE 1 /* madvise; as -D has it */
#include "lib/base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

/* Large pages fit to what begins where they do. If the system has none or refuses, nothing is lost. */
static void *allocate_large(size_t bytes)
{
    void *memory;
    if (posix_memalign(&memory, LARGE_PAGE, bytes) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    (void)madvise(memory, bytes / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
#endif
    return memory;
}

static void *default_allocate(void *user, size_t bytes)
{
    (void)user;
    return bytes < LARGE_PAGE ? malloc(bytes) : allocate_large(bytes);
}

static void default_release(void *user, void *memory)
{
    (void)user;
    free(memory);
}

struct skypedpi_allocator allocator_or_default(const struct skypedpi_allocator *allocator)
{
    if (allocator)
        return *allocator;
    return (struct skypedpi_allocator){NULL, default_allocate, default_release};
}

bool allocator_ok(const struct skypedpi_allocator *allocator)
{
    return !allocator || (allocator->allocate && allocator->release);
}

void *allocate_zeroed(const struct skypedpi_allocator *allocator, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size;
    void *memory = allocator->allocate(allocator->user, bytes ? bytes : 1);
    if (memory)
        memset(memory, 0, bytes);
    return memory;
}

void release(const struct skypedpi_allocator *allocator, void *memory)
{
    allocator->release(allocator->user, memory);
}
