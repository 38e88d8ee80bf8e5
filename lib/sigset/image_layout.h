/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_IMAGE_LAYOUT_H
#define LIB_SIGSET_IMAGE_LAYOUT_H

#include "lib/sigset/image.h"

/* What image_write.c and image_read.c must agree on. */

/* Header: magic 8, format 4, header length 4, whole length 8, digest 8, eight counts; then for each set name,
 * version, edition: release 4, date 4, expiry 4, three parts of the required version 2 each, 2 of zero. */
enum { AT_FORMAT = 8, AT_HEADER = 12, AT_LENGTH = 16, AT_DIGEST = 24, AT_COUNTS = 32 };

/* What its tables take in an image. */
static inline uint64_t tables_bytes(const struct model *m)
{
    uint64_t pairs = (uint64_t)m->range_count + m->constant_count + m->list_count + m->ref_count +
                     m->application_count + m->native_count;
    return (uint64_t)m->signature_count * IMAGE_SIGNATURE + (uint64_t)m->code_count * IMAGE_INSTRUCTION +
           pairs * IMAGE_PAIR;
}

#endif
