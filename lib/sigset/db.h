/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_DB_H
#define LIB_SIGSET_DB_H

#include <stdatomic.h>
#include <stdbool.h>
#include <skypedpi/db.h>
#include "lib/sigset/index.h"
#include "lib/sigset/model.h"

/* A database: the model read from an image, the indexes made for it, and the natives it calls. */
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

/* The database of a model that was made here, by way of its image as for any other. */
int db_of_model(const struct model *model, const struct skypedpi_native *natives, size_t count,
                const struct skypedpi_allocator *allocator, skypedpi_db **db);

/* Number of the set of a name; that of sets if there is none. */
uint32_t db_set_find(const struct skypedpi_db *db, const char *name);

/* The signature with an id, or NULL. */
const struct signature *db_signature(const struct skypedpi_db *db, uint32_t id);

#endif
