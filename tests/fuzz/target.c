/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

_Noreturn void target_fail(const char *claim, const char *file, int line)
{
    fprintf(stderr, "%s:%d: it does not hold that %s\n", file, line, claim);
    abort();
}

struct exact exact_copy(const void *data, size_t length)
{
    struct exact e = {malloc(length ? length : 1), length};
    MUST(e.data);
    if (length)
        memcpy(e.data, data, length);
    return e;
}

struct exact exact_take(struct reader *in, size_t length)
{
    struct bytes b = reader_take(in, length < in->rest.length ? length : in->rest.length);
    return exact_copy(b.data, b.length);
}

struct bytes exact_bytes(struct exact e)
{
    return (struct bytes){e.data, e.length};
}

struct bytes rest_take(struct reader *in)
{
    return reader_take(in, in->rest.length);
}

struct memory_file memory_file_open(const void *data, size_t length)
{
    struct memory_file file = {.descriptor = memfd_create("fuzz", MFD_CLOEXEC)};
    MUST(file.descriptor >= 0);
    MUST(length == 0 || write(file.descriptor, data, length) == (ssize_t)length);
    snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.descriptor);
    return file;
}

void memory_file_close(struct memory_file *file)
{
    close(file->descriptor);
}

void tale_add(struct tale *tale, const void *data, size_t length)
{
    const uint8_t *p = data;
    for (size_t i = 0; i < length; i++)
        tale->hash = (tale->hash ^ p[i]) * UINT64_C(0x100000001b3);
}

void tale_number(struct tale *tale, uint64_t number)
{
    tale->hash = (tale->hash ^ number) * UINT64_C(0x9e3779b97f4a7c15);
    tale->hash ^= tale->hash >> 29;
}
