/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/heap.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct heap heap;

void heap_arm(long fails_at)
{
    heap.asked = heap.released = heap.bytes = 0;
    heap.fails_at = fails_at;
}

void *__real_malloc(size_t bytes);
int __real_posix_memalign(void **memory, size_t alignment, size_t bytes);
void *__real_realloc(void *memory, size_t bytes);
void __real_free(void *memory);
void *__wrap_malloc(size_t bytes);
int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *memory, size_t bytes);
void __wrap_free(void *memory);

/* Is the call at hand to succeed? */
static bool asked(size_t bytes)
{
    heap.bytes += (long)bytes;
    return ++heap.asked != heap.fails_at;
}

static void *got(void *memory, size_t bytes)
{
    heap.live += memory != NULL;
    return memory ? memset(memory, 0xa5, bytes) : NULL; /* nobody may count on zeros */
}

void *__wrap_malloc(size_t bytes)
{
    return asked(bytes) ? got(__real_malloc(bytes), bytes) : NULL;
}

int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes)
{
    int result = asked(bytes) ? __real_posix_memalign(memory, alignment, bytes) : ENOMEM;
    got(result == 0 ? *memory : NULL, bytes);
    return result;
}

/* Compilers make this of malloc() and memset(). */
void *__wrap_calloc(size_t count, size_t bytes)
{
    void *memory = __wrap_malloc(count * bytes);
    return memory ? memset(memory, 0, count * bytes) : NULL;
}

/* Check calls it, the library does not; a change that makes it do so must think of this test. */
void *__wrap_realloc(void *memory, size_t bytes)
{
    if (heap.fails_at)
        abort();
    heap.asked++;
    heap.live += memory == NULL;
    return __real_realloc(memory, bytes);
}

void __wrap_free(void *memory)
{
    heap.released++;
    heap.live -= memory != NULL;
    __real_free(memory);
}
