/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_DB_H
#define LIB_SIGSET_DB_H

#include <stdatomic.h>
#include <stdbool.h>
#include <skypedpi/db.h>
#include "lib/sigset/index.h"
#include "lib/sigset/model.h"

/* A database: the model read from an image, the index made for it, and the natives it calls. */
struct skypedpi_db {
    atomic_uint references;
    struct skypedpi_allocator allocator;
    uint8_t *image;
    size_t image_length;
    bool verified; /* somebody vouched for the image */
    struct model model;
    struct skypedpi_native *natives; /* in the order of model.natives */
    struct index udp, tcp;
};

static inline const char *model_text(const struct model *m, struct text_ref t)
{
    return m->strings + t.offset;
}

/* The signature with an id, or NULL. */
const struct signature *db_signature(const struct skypedpi_db *db, uint32_t id);

/* Is this the name of a native detector that the library has itself? */
bool native_known(const char *name, size_t length);

#endif
