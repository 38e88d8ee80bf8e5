/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_IMAGE_H
#define LIB_SIGSET_IMAGE_H

#include <stddef.h>
#include <stdint.h>
#include "lib/base/alloc.h"
#include "lib/sigset/model.h"

/* A model as bytes, little-endian on every machine: a header, which ends with a row for each set, then the
 * tables one after the other without a gap, in the order of the header's counts. */

#define IMAGE_MAGIC       "SKYPEDPI"
#define IMAGE_FORMAT_ONE  1 /* of one set */
#define IMAGE_FORMAT_MANY 2 /* of several: only the header is longer */

enum {
    IMAGE_HEADER = 64, /* without sets */
    IMAGE_SET = 36,
    IMAGE_SIGNATURE = 128,
    IMAGE_INSTRUCTION = 8,
    IMAGE_PAIR = 8, /* ranges, lists and texts are two 32-bit words */
    IMAGE_MAX = 64 << 20
};

/* Writes an image. SKYPEDPI_OK, and the caller releases `image`; or SKYPEDPI_E_MEMORY, or SKYPEDPI_E_FULL if it
 * would be longer than IMAGE_MAX. */
int image_encode(const struct model *model, const struct skypedpi_allocator *allocator, uint8_t **image,
                 size_t *length);

/* Checks magic, format, length, digest and the library it requires and reads the tables. model->strings points
 * into the image. On SKYPEDPI_OK the caller calls model_release(); nothing but the sizes of the tables is
 * checked yet. */
int image_decode(const uint8_t *image, size_t length, const struct skypedpi_allocator *allocator,
                 struct model *model);

/* Is every index, number and program of a model in bounds? SKYPEDPI_OK or SKYPEDPI_E_STRUCTURE. */
int model_verify(const struct model *model);

/* The format a model is written in. */
static inline uint32_t image_format(const struct model *model)
{
    return model->set_count > 1 ? IMAGE_FORMAT_MANY : IMAGE_FORMAT_ONE;
}

/* It finds damage, not malice: its key is known. Who made a set is another question. */
uint64_t image_digest(const uint8_t *image, size_t length);

#endif
