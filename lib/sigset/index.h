/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_INDEX_H
#define LIB_SIGSET_INDEX_H

#include <stdint.h>
#include "lib/base/alloc.h"
#include "lib/sigset/model.h"

/* Which signatures of one transport can match a message at all: one bit a signature, one row of bits for each
 * value of each cheap property. The rows of a message are and-ed; only what is left is run. */

#define INDEX_ORDINALS 16   /* ordinals 1 to 15 have rows of their own, the last is for all above */
#define INDEX_LENGTHS  2048 /* lengths below have their class in a table */

struct index {
    uint32_t count;      /* signatures */
    uint32_t words;      /* 64-bit words of a row */
    uint32_t classes;    /* classes of length */
    uint32_t kinds;      /* bit for each enum kind that some signature asks for */
    uint32_t last;       /* no signature fires on a message of a higher ordinal; 255: no such bound */
    uint16_t *signature; /* by bit: index into model.signatures */
    uint16_t *bounds;    /* by class: its lowest length */
    uint16_t *class_of;  /* by length below INDEX_LENGTHS */
    uint64_t *rows;      /* all rows, one after the other */
    uint64_t *length, *place, *byte0, *byte2, *kind; /* where they begin in `rows` */
};

/* SKYPEDPI_OK or SKYPEDPI_E_MEMORY. */
int index_open(struct index *index, const struct model *model, uint8_t transport,
               const struct skypedpi_allocator *allocator);
void index_close(struct index *index, const struct skypedpi_allocator *allocator);

/* The five rows of a message. A message shorter than a byte's offset takes row 256 of it. */
struct index_rows {
    const uint64_t *row[5];
};

struct index_rows index_rows_of(const struct index *index, uint32_t length, const uint8_t *data,
                                uint32_t captured, unsigned server, unsigned ordinal, unsigned kind);

#endif
