/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_KIT_CHECK_H
#define TESTS_UNIT_KIT_CHECK_H

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/db.h>

/* ck_assert() tells Check of each success, which is too slow for millions of them. */
#define MUST(condition)                                                                                        \
    do {                                                                                                       \
        if (!(condition))                                                                                      \
            ck_abort_msg("not so: %s", #condition);                                                            \
    } while (0)

/* An allocator that fails at a chosen call, counts what is out, and hands out memory full of rubbish. */
struct purse {
    long live;     /* blocks */
    long calls;    /* of allocate */
    long fails_at; /* the call that returns NULL; 0: none */
};

static inline void *purse_allocate(void *user, size_t bytes)
{
    struct purse *purse = user;
    if (++purse->calls == purse->fails_at)
        return NULL;
    void *memory = malloc(bytes);
    if (memory)
        memset(memory, 0xa5, bytes);
    purse->live += memory != NULL;
    return memory;
}

static inline void purse_release(void *user, void *memory)
{
    ((struct purse *)user)->live -= memory != NULL;
    free(memory);
}

static inline struct skypedpi_allocator purse_allocator(struct purse *purse)
{
    return (struct skypedpi_allocator){purse, purse_allocate, purse_release};
}

#endif
