/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts calls of malloc and its kin made inside the library while the captures below a folder are
 * classified: there are none. The linker wraps both the allocator and the library's calls. */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tools/classifier.h"

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
int __real_posix_memalign(void **memory, size_t alignment, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);
int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes);

static volatile int inside; /* volatile: compilers know that malloc does not look at it */
static unsigned long allocations, calls, captures;

static void count(void)
{
    if (inside)
        allocations++;
}

void *__wrap_malloc(size_t bytes)
{
    count();
    return __real_malloc(bytes);
}

void *__wrap_calloc(size_t n, size_t bytes)
{
    count();
    return __real_calloc(n, bytes);
}

int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes)
{
    count();
    return __real_posix_memalign(memory, alignment, bytes);
}

void *__wrap_realloc(void *old, size_t bytes)
{
    count();
    return __real_realloc(old, bytes);
}

#define WRAPPED(name, parameters, arguments)                                                                   \
    int __real_##name parameters;                                                                              \
    int __wrap_##name parameters;                                                                              \
    int __wrap_##name parameters                                                                               \
    {                                                                                                          \
        inside++;                                                                                              \
        calls++;                                                                                               \
        int result = __real_##name arguments;                                                                  \
        inside--;                                                                                              \
        return result;                                                                                         \
    }

WRAPPED(skypedpi_flow_open, (skypedpi_engine * e, const struct skypedpi_tuple *t, skypedpi_flow **f), (e, t, f))
WRAPPED(skypedpi_flow_feed, (skypedpi_engine * e, skypedpi_flow *f, const struct skypedpi_packet *p), (e, f, p))
WRAPPED(skypedpi_flow_close, (skypedpi_engine * e, skypedpi_flow *f, struct skypedpi_verdict *v), (e, f, v))
WRAPPED(skypedpi_engine_tick, (skypedpi_engine * e, uint64_t t), (e, t))

static skypedpi_db *db;

static int visit(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    static const char *const endings[] = {".pcap", ".pcapng", ".cap", ".trace"};
    struct classifier classifier;
    static const struct classifier_settings settings = {.max_flows = 65536, .max_endpoints = 16384};
    const char *dot = strrchr(path, '.');
    (void)s;
    (void)ftw;
    for (size_t i = 0; type == FTW_F && dot && i < sizeof endings / sizeof *endings; i++) {
        if (strcmp(dot, endings[i]) != 0)
            continue;
        if (!classifier_make(&classifier, db, &settings))
            return 1;
        classifier_read(&classifier, path); /* a broken capture is as good as any */
        classifier_finish(&classifier);
        classifier_free(&classifier);
        captures++;
    }
    return 0;
}

int main(int argc, char **argv)
{
    const char *folder = getenv("SKYPEDPI_CAPTURES");
    if (!folder)
        folder = argc > 1 ? argv[1] : "";
    if (access(folder, R_OK) != 0) {
        printf("no captures at '%s': set SKYPEDPI_CAPTURES. SKIPPED\n", folder);
        return 77;
    }
    /* what complains about broken captures would drown the result */
    if (!freopen("/dev/null", "w", stderr) || skypedpi_db_builtin(&db) != SKYPEDPI_OK)
        return 1;
    inside = 1; /* the wrapping works if this is counted */
    void *volatile counted = malloc(1);
    free(counted);
    inside = 0;
    int failed = nftw(folder, visit, 16, FTW_PHYS) != 0 || allocations != 1 || captures == 0 || calls == 0;
    printf("%lu captures, %lu calls of the library, %lu allocations inside them\n", captures, calls,
           allocations - 1);
    skypedpi_db_unref(db);
    return failed;
}
