/* SPDX-License-Identifier: BSD-2-Clause */
#define _DEFAULT_SOURCE /* madvise */
#include "tests/unit/suite.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <skypedpi/engine.h>
#include <skypedpi/kit/table.h>
#include "lib/base/alloc.h"
#include "lib/base/slab.h"
#include "lib/engine/flow.h"

/* The allocator that NULL stands for, with large pieces above all: the linker leads the library's calls of
 * malloc(), posix_memalign() and madvise() here. */

#define MILLION 1000000u

static struct {
    bool no_memory, no_advice; /* what the system refuses */
    unsigned calls;            /* of madvise() */
    uint8_t *at;               /* ... what the last one was about */
    size_t bytes;
    int advice;
} os;

void *__real_malloc(size_t bytes);
void *__wrap_malloc(size_t bytes);
int __real_posix_memalign(void **memory, size_t alignment, size_t bytes);
int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes);
int __real_madvise(void *at, size_t bytes, int advice);
int __wrap_madvise(void *at, size_t bytes, int advice);

/* Nobody may count on zeros. */
static void *soiled(void *memory, size_t bytes)
{
    if (memory && bytes <= 4 * LARGE_PAGE)
        memset(memory, 0xa5, bytes);
    return memory;
}

void *__wrap_malloc(size_t bytes)
{
    return os.no_memory ? NULL : soiled(__real_malloc(bytes), bytes);
}

int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes)
{
    int result = os.no_memory ? ENOMEM : __real_posix_memalign(memory, alignment, bytes);
    if (result == 0)
        soiled(*memory, bytes);
    return result;
}

int __wrap_madvise(void *at, size_t bytes, int advice)
{
    os.calls++;
    os.at = at;
    os.bytes = bytes;
    os.advice = advice;
    return os.no_advice ? -1 : __real_madvise(at, bytes, advice);
}

/* As much of a piece as large pages fit to, and nothing beside it. */
static void check_advice(const uint8_t *memory, size_t bytes)
{
    ck_assert_uint_eq(os.calls, 1);
    ck_assert_int_eq(os.advice, MADV_HUGEPAGE);
    ck_assert_ptr_eq(os.at, memory);
    ck_assert_uint_eq((uintptr_t)memory % LARGE_PAGE, 0);
    ck_assert_uint_eq(os.bytes % LARGE_PAGE, 0);
    ck_assert(os.bytes <= bytes && bytes - os.bytes < LARGE_PAGE);
}

static void try_piece(size_t bytes)
{
    const struct skypedpi_allocator a = allocator_or_default(NULL);
    os.calls = 0;
    uint8_t *memory = a.allocate(a.user, bytes);
    ck_assert_ptr_nonnull(memory);
    check_advice(memory, bytes);
    memory[0] = memory[bytes - 1] = 1;
    a.release(a.user, memory);
}

START_TEST(large_pieces_ask_for_large_pages)
{
    for (size_t more = 0; more <= LARGE_PAGE; more += LARGE_PAGE / 4 + 16)
        try_piece(LARGE_PAGE + more);
    try_piece(LARGE_PAGE + 1);
    try_piece(2 * LARGE_PAGE);
}
END_TEST

START_TEST(lesser_pieces_do_not)
{
    const struct skypedpi_allocator a = allocator_or_default(NULL);
    void *memory = a.allocate(a.user, LARGE_PAGE - 1);
    ck_assert_ptr_nonnull(memory);
    ck_assert_uint_eq(os.calls, 0);
    a.release(a.user, memory);
}
END_TEST

static void check_zeroed(void)
{
    const struct skypedpi_allocator a = allocator_or_default(NULL);
    const size_t bytes = LARGE_PAGE + 4096;
    uint8_t *memory = allocate_zeroed(&a, bytes / 64, 64);
    ck_assert_ptr_nonnull(memory);
    ck_assert_uint_eq(os.calls, 1);
    ck_assert(memory[0] == 0 && memcmp(memory, memory + 1, bytes - 1) == 0);
    release(&a, memory);
}

START_TEST(large_pieces_are_zeroed)
{
    check_zeroed();
}
END_TEST

START_TEST(a_system_without_large_pages_will_do)
{
    os.no_advice = true;
    check_zeroed();
}
END_TEST

START_TEST(no_memory_is_said)
{
    const struct skypedpi_allocator a = allocator_or_default(NULL);
    struct slab slab;
    os.no_memory = true;
    void *memory = a.allocate(a.user, LARGE_PAGE), *zeroed = allocate_zeroed(&a, LARGE_PAGE, 1);
    int opened = slab_open(&slab, &a, MILLION, 128, 0);
    os.no_memory = false; /* Check may need some */
    ck_assert_ptr_null(memory);
    ck_assert_ptr_null(zeroed);
    ck_assert_int_eq(opened, SKYPEDPI_E_MEMORY);
    ck_assert_uint_eq(os.calls, 0);
}
END_TEST

/* Of the default settings' size, or a fraction of it. */
static skypedpi_engine *engine_of(uint32_t fraction, const struct skypedpi_allocator *allocator)
{
    struct skypedpi_settings settings;
    skypedpi_engine *engine;
    skypedpi_db *db;
    skypedpi_settings_init(&settings);
    settings.max_flows /= fraction;
    settings.max_endpoints /= fraction;
    settings.stream_buffers /= fraction;
    settings.allocator = allocator;
    ck_assert_int_eq(skypedpi_db_builtin(&db), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_engine_new(db, &settings, &engine), SKYPEDPI_OK);
    skypedpi_db_unref(db);
    return engine;
}

static void *own_allocate(void *user, size_t bytes)
{
    (void)user;
    return malloc(bytes);
}

static void own_release(void *user, void *memory)
{
    (void)user;
    free(memory);
}

START_TEST(engines_ask_for_what_is_large)
{
    static const struct skypedpi_allocator own = {NULL, own_allocate, own_release};
    skypedpi_engine_free(engine_of(8, NULL));
    skypedpi_engine_free(engine_of(1, &own));
    ck_assert_uint_eq(os.calls, 0);
    skypedpi_engine_free(engine_of(1, NULL));
    ck_assert_uint_eq(os.calls, 3); /* flows, endpoints, buffers */
}
END_TEST

START_TEST(so_does_the_table)
{
    struct skypedpi_table_settings settings;
    skypedpi_table *table;
    skypedpi_table_settings_init(&settings);
    for (unsigned large = 0; large < 2; large++) {
        settings.capacity = large ? MILLION : 4096;
        ck_assert_int_eq(skypedpi_table_new(&settings, &table), SKYPEDPI_OK);
        skypedpi_table_free(table);
        ck_assert_uint_eq(os.calls, 2 * large); /* entries and buckets */
    }
}
END_TEST

/* Tests may share a process. */
static void begin(void)
{
    memset(&os, 0, sizeof os);
}

int main(void)
{
    TCase *t = tcase_create("alloc");
    tcase_add_checked_fixture(t, begin, NULL);
    tcase_add_test(t, large_pieces_ask_for_large_pages);
    tcase_add_test(t, lesser_pieces_do_not);
    tcase_add_test(t, large_pieces_are_zeroed);
    tcase_add_test(t, a_system_without_large_pages_will_do);
    tcase_add_test(t, no_memory_is_said);
    tcase_add_test(t, engines_ask_for_what_is_large);
    tcase_add_test(t, so_does_the_table);
    return suite_run("alloc", t);
}
