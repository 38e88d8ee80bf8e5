/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_INDEX_H
#define LIB_SIGSET_INDEX_H

#include <stdint.h>
#include "lib/base/alloc.h"
#include "lib/base/bytes.h"
#include "lib/sigset/model.h"

/* Which signatures of one transport can match a message at all: one bit a signature, one row of bits for each
 * value of each cheap property. The rows of a message are and-ed; only what is left is run, without the guards
 * that a row has answered. */

#define INDEX_ORDINALS 17   /* ordinals 0 to 15 have rows of their own, the last is for all above */
#define INDEX_LENGTHS  2048 /* lengths below have their class in a table */
#define INDEX_NUMBERS  5    /* messages of both sides: none that counts, 1 to 3, and all above */
#define INDEX_BYTES    257  /* values of a byte, and one for "no such byte" */
#define INDEX_NAMES    65   /* names have their row by a hash of their end; one is for those too short */
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
    uint64_t *length, *place, *byte0, *byte2, *port, *around, *name, *number; /* where they begin in `rows` */
};

/* What the rows of a message are chosen by. */
struct index_key {
    const uint8_t *data;
    uint32_t length, captured; /* on the wire; bytes of `data` */
    uint8_t server, ordinal;
    uint16_t number;       /* field `number`; 0: it is not there */
    uint8_t kind, context; /* enum kind, enum context */
    uint16_t port[2];      /* of the flow */
    struct bytes name;     /* that the message gives, if it does: of DNS, TLS or HTTP */
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

/* The class of any length. */
uint32_t index_class(const struct index *index, uint32_t length);

static inline uint32_t index_port(uint16_t port)
{
    return (port * 0x9e37u >> 8 ^ port) % INDEX_PORTS;
}

#define NAME_END 8 /* bytes of a name's end that choose its row */

/* The row of a name, in whatever case. */
static inline uint32_t index_name(struct bytes name)
{
    if (name.length < NAME_END)
        return INDEX_NAMES - 1;
    uint64_t end = read_le64(name.data + name.length - NAME_END) | 0x2020202020202020u;
    return (uint32_t)(end * 0x9e3779b97f4a7c15u >> 58);
}

/* The rows of a message: all are and-ed, the two of its ports or-ed before. A message shorter than a byte's
 * offset takes the last row of it. */
struct index_rows {
    const uint64_t *row[7], *port[2];
};

static inline struct index_rows index_rows_of(const struct index *x, const struct index_key *k)
{
    const size_t w = x->words;
    const uint32_t class = k->length < INDEX_LENGTHS ? x->class_of[k->length] : index_class(x, k->length);
    const uint32_t byte0 = k->captured > 0 ? k->data[0] : INDEX_BYTES - 1u;
    const uint32_t byte2 = k->captured > 2 ? k->data[2] : INDEX_BYTES - 1u;
    return (struct index_rows){
        {x->length + class * w, x->place + index_place(k->server, k->ordinal) * w, x->byte0 + byte0 * w,
         x->byte2 + byte2 * w, x->around + ((size_t)k->kind * CONTEXTS + k->context) * w,
         x->name + index_name(k->name) * w,
         x->number + (k->number < INDEX_NUMBERS ? k->number : INDEX_NUMBERS - 1u) * w},
        {x->port + x->port_of[index_port(k->port[0])] * w, x->port + x->port_of[index_port(k->port[1])] * w}};
}

/* The signatures of one word of the rows that a message may match. */
static inline uint64_t index_word(const struct index_rows *r, uint32_t w)
{
    return r->row[0][w] & r->row[1][w] & r->row[2][w] & r->row[3][w] & r->row[4][w] & r->row[5][w] &
           r->row[6][w] & (r->port[0][w] | r->port[1][w]);
}

#endif
