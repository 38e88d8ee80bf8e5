/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_INDEX_H
#define LIB_SIGSET_INDEX_H

#include <stdint.h>
#include "lib/base/alloc.h"
#include "lib/sigset/model.h"

/* Which signatures of one transport can match a message at all: one bit a signature, one row of bits for each
 * value of each cheap property. The rows of a message are and-ed; only what is left is run, without the guards
 * that a row has answered. */

#define INDEX_ORDINALS 17   /* ordinals 0 to 15 have rows of their own, the last is for all above */
#define INDEX_LENGTHS  2048 /* lengths below have their class in a table */
#define INDEX_BYTES    257  /* values of a byte, and one for "no such byte" */
#define INDEX_PORTS    256  /* ports have their class by a hash */

struct index {
    uint32_t count;      /* signatures */
    uint32_t words;      /* 64-bit words of a row */
    uint32_t classes;    /* classes of length */
    uint32_t last;       /* no signature fires on a message of a higher ordinal; 255: no such bound */
    uint16_t *signature; /* by bit: index into model.signatures */
    uint32_t *bounds;    /* by class: its lowest length */
    uint16_t *class_of;  /* by length below INDEX_LENGTHS */
    uint16_t *port_of;   /* by hash of a port: its class; 0: no signature asks for such */
    uint32_t ports;      /* classes of ports */
    uint64_t *rows;      /* all rows, one after the other */
    uint64_t *length, *place, *byte0, *byte2, *port, *kind, *context; /* where they begin in `rows` */
};

/* What the rows of a message are chosen by. */
struct index_key {
    const uint8_t *data;
    uint32_t length, captured; /* on the wire; bytes of `data` */
    uint8_t server, ordinal;
    uint8_t kind, context; /* enum kind, enum context */
    uint16_t port[2];      /* of the flow */
};

/* Takes the guards it answers out of the model's. SKYPEDPI_OK or SKYPEDPI_E_MEMORY. */
int index_open(struct index *index, struct model *model, uint8_t transport,
               const struct skypedpi_allocator *allocator);
void index_close(struct index *index, const struct skypedpi_allocator *allocator);

/* The row of a place: 0 from the client, 1 from the server, and which message of that side. */
static inline uint32_t index_place(unsigned server, unsigned ordinal)
{
    return server * INDEX_ORDINALS + (ordinal < INDEX_ORDINALS ? ordinal : INDEX_ORDINALS - 1);
}

/* The rows of a message: all are and-ed, the two of its ports or-ed before. A message shorter than a byte's
 * offset takes row 256 of it. */
struct index_rows {
    const uint64_t *row[6], *port[2];
};

struct index_rows index_rows_of(const struct index *index, const struct index_key *key);

/* The signatures of one word of the rows that a message may match. */
static inline uint64_t index_word(const struct index_rows *r, uint32_t w)
{
    return r->row[0][w] & r->row[1][w] & r->row[2][w] & r->row[3][w] & r->row[4][w] & r->row[5][w] &
           (r->port[0][w] | r->port[1][w]);
}

#endif
