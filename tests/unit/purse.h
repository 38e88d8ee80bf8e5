/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_PURSE_H
#define TESTS_UNIT_PURSE_H

#include <stdlib.h>
#include <string.h>
#include <skypedpi/db.h>

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
