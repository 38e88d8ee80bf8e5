/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_IMAGE_H
#define LIB_SIGSET_IMAGE_H

#include <stddef.h>
#include <stdint.h>
#include "lib/base/alloc.h"
#include "lib/sigset/model.h"

/* A model as bytes, little-endian on every machine: a header, then the tables one after the other without a
 * gap, in the order of struct image_header's counts. */

#define IMAGE_MAGIC         "SKYPEDPI"
#define IMAGE_FORMAT        1 /* what is written */
#define IMAGE_FORMAT_OLDEST 1 /* the oldest that is read */

enum {
    IMAGE_HEADER = 100,
    IMAGE_SIGNATURE = 128,
    IMAGE_INSTRUCTION = 8,
    IMAGE_PAIR = 8, /* ranges, lists and texts are two 32-bit words */
    IMAGE_MAX = 64 << 20
};

/* Writes an image. SKYPEDPI_OK, and the caller releases `image`; or SKYPEDPI_E_MEMORY. */
int image_encode(const struct model *model, const struct skypedpi_allocator *allocator, uint8_t **image,
                 size_t *length);

/* Checks magic, format, length, digest and the library it requires and reads the tables. model->strings points
 * into the image. On SKYPEDPI_OK the caller calls model_release(); nothing but the sizes of the tables is
 * checked yet. */
int image_decode(const uint8_t *image, size_t length, const struct skypedpi_allocator *allocator,
                 struct model *model);

/* Is every index, number and program of a model in bounds? SKYPEDPI_OK or SKYPEDPI_E_STRUCTURE. */
int model_verify(const struct model *model);

void model_release(struct model *model, const struct skypedpi_allocator *allocator);

uint64_t image_digest(const uint8_t *image, size_t length);

#endif
