/* SPDX-License-Identifier: BSD-2-Clause */
#define _DEFAULT_SOURCE 1 /* madvise; as -D has it */
#include "lib/base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

#define LARGE_PAGE ((uintptr_t)2 << 20)

/* Asks the system to put large pages under memory. If it has none or refuses, nothing is lost. */
static void ask_large_pages(void *memory, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    uintptr_t skipped = -(uintptr_t)memory % LARGE_PAGE;
    (void)madvise((uint8_t *)memory + skipped, (bytes - skipped) / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
#else
    (void)memory, (void)bytes;
#endif
}

static void *default_allocate(void *user, size_t bytes)
{
    void *memory = malloc(bytes);

    (void)user;
    if (memory && bytes >= LARGE_PIECE)
        ask_large_pages(memory, bytes);
    return memory;
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
