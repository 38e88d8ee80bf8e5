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
    uint64_t *rows;      /* all rows, one after the other: those of ROW_PLACE and so on, then those of ports */
};

/* Where the rows of each property begin. Behind those of length stand those of ports. */
enum {
    ROW_PLACE = 0,
    ROW_BYTE0 = ROW_PLACE + 2 * INDEX_ORDINALS,
    ROW_BYTE2 = ROW_BYTE0 + INDEX_BYTES,
    ROW_AROUND = ROW_BYTE2 + INDEX_BYTES,
    ROW_NAME = ROW_AROUND + KIND_COUNT * CONTEXTS,
    ROW_NUMBER = ROW_NAME + INDEX_NAMES,
    ROW_LENGTH = ROW_NUMBER + INDEX_NUMBERS
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

/* The number of a place: 0 from the client, 1 from the server, and which message of that side. */
static inline size_t index_place(unsigned server, unsigned ordinal)
{
    return (size_t)server * INDEX_ORDINALS + (ordinal < INDEX_ORDINALS ? ordinal : INDEX_ORDINALS - 1);
}

/* The class of any length. */
uint32_t index_class(const struct index *index, uint32_t length);

static inline uint32_t index_port(uint16_t port)
{
    return (port * 0x9e37u >> 8 ^ port) % INDEX_PORTS;
}

#define NAME_END 8 /* bytes of a name's end that tell it from others */

/* So many bits of a hash of a name's end, in whatever case; the name is as long at least. */
static inline size_t index_name_end(struct bytes name, unsigned bits)
{
    uint64_t end = read_le64(name.data + name.length - NAME_END) | 0x2020202020202020u;
    return (size_t)(end * 0x9e3779b97f4a7c15u >> (64 - bits));
}

/* The number of a name. */
static inline size_t index_name(struct bytes name)
{
    return name.length < NAME_END ? INDEX_NAMES - 1 : index_name_end(name, 6);
}

#define INDEX_WORDS ((SIGNATURES_MAX + 63) / 64)

/* One word of the bits that are left when the rows of a message are and-ed, the two of its ports or-ed before.
 * A message shorter than a byte's offset takes the last row of it. `words` is that of the index. */
__attribute__((always_inline)) static inline uint64_t index_word(const struct index *x,
                                                                 const struct index_key *k, size_t class,
                                                                 size_t name, uint32_t words, uint32_t w)
{
    const size_t byte0 = k->captured > 0 ? k->data[0] : INDEX_BYTES - 1u;
    const size_t byte2 = k->captured > 2 ? k->data[2] : INDEX_BYTES - 1u;
    const size_t number = k->number < INDEX_NUMBERS ? k->number : INDEX_NUMBERS - 1u;
    const uint64_t *rows = x->rows + w, *ports = rows + (ROW_LENGTH + x->classes) * (size_t)words;
    return rows[(ROW_LENGTH + class) * words] & rows[(ROW_PLACE + index_place(k->server, k->ordinal)) * words] &
           rows[(ROW_BYTE0 + byte0) * words] & rows[(ROW_BYTE2 + byte2) * words] &
           rows[(ROW_AROUND + (size_t)k->kind * CONTEXTS + k->context) * words] &
           rows[(ROW_NAME + name) * words] & rows[(ROW_NUMBER + number) * words] &
           (ports[x->port_of[index_port(k->port[0])] * (size_t)words] |
            ports[x->port_of[index_port(k->port[1])] * (size_t)words]);
}

/* Writes the bits of the signatures that a message may match. Most sets take one word. */
static inline void index_find(const struct index *x, const struct index_key *k, uint64_t alive[INDEX_WORDS])
{
    const size_t class = k->length < INDEX_LENGTHS ? x->class_of[k->length] : index_class(x, k->length);
    const size_t name = index_name(k->name);
    if (x->words == 1)
        alive[0] = index_word(x, k, class, name, 1, 0);
    else
        for (uint32_t w = 0; w < x->words; w++)
            alive[w] = index_word(x, k, class, name, x->words, w);
}

#endif
