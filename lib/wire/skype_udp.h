/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_SKYPE_UDP_H
#define LIB_WIRE_SKYPE_UDP_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

/* The clear framing that starts each UDP message of the peer-to-peer clients, 0.9 to 7.x.
 * Sources: SN06, BON07 and OSK for the header, EHL06 for the four-packet probe. */

/* Where a field starts. */
enum skype_udp_offset {
    SKYPE_UDP_ID = 0,             /* SN06: message number, big-endian; answers 3, 5 and 7 repeat it */
    SKYPE_UDP_FUNCTION = 2,       /* BON07 3.2.2: low nibble; bit 7 clear, bits 4-6 random */
    SKYPE_UDP_IV = 3,             /* SN06: new for each sending, a retransmission too */
    SKYPE_UDP_CRC = 7,            /* SN06: CRC-32 of the plaintext, no key in it */
    SKYPE_UDP_ADDRESS = 3,        /* SN06, EHL06, functions 5 and 7: the addressee's own public address */
    SKYPE_UDP_SEED = 7,           /* SN06, functions 5 and 7: the IV to go on with */
    SKYPE_UDP_RESEND_SEED = 4,    /* EHL06 5.2.1, function 3: the seed of the NACK it answers */
    SKYPE_UDP_RESEND_ADDRESS = 8, /* EHL06 5.2.1, function 3: where it goes to */
    SKYPE_UDP_RESEND_CRC = 12     /* EHL06 5.2.1, function 3: the CRC of the command it repeats */
};

#define SKYPE_UDP_FUNCTION_MASK 0x8f /* BON07 3.2.2 */
#define SKYPE_UDP_HEAD          11   /* SN06: id, function, IV, CRC; also the whole of functions 5 and 7 */
#define SKYPE_UDP_RESEND_HEAD   16   /* EHL06 5.2.1 */

/* SN06, BON07, OSK */
enum skype_udp_function {
    SKYPE_UDP_COMMAND = 2, /* never padded: the byte is exactly 2 (CAP12, CAP7a, CAP7b) */
    SKYPE_UDP_RESEND = 3,
    SKYPE_UDP_ACK = 5,
    SKYPE_UDP_NACK = 7,
    SKYPE_UDP_DATA = 13,
    SKYPE_UDP_FRAGMENT = 15
};

/* The accessors want SKYPE_UDP_HEAD bytes. */

static inline uint16_t skype_udp_id(const uint8_t *p)
{
    return read_be16(p + SKYPE_UDP_ID);
}

static inline unsigned skype_udp_function(const uint8_t *p)
{
    return p[SKYPE_UDP_FUNCTION] & SKYPE_UDP_FUNCTION_MASK;
}

static inline uint32_t skype_udp_iv(const uint8_t *p)
{
    return read_be32(p + SKYPE_UDP_IV);
}

static inline uint32_t skype_udp_crc(const uint8_t *p)
{
    return read_be32(p + SKYPE_UDP_CRC);
}

static inline uint32_t skype_udp_address(const uint8_t *p)
{
    return read_be32(p + SKYPE_UDP_ADDRESS);
}

static inline uint32_t skype_udp_seed(const uint8_t *p)
{
    return read_be32(p + SKYPE_UDP_SEED);
}

/* Third packet of a probe: the first one again, for a peer that could not decrypt it. */
struct skype_udp_resend {
    uint32_t seed;
    uint32_t address;
    uint32_t crc;
};

static inline enum wire_result skype_udp_resend_read(struct bytes b, struct skype_udp_resend *out)
{
    *out = (struct skype_udp_resend){0};
    if (b.length < SKYPE_UDP_RESEND_HEAD || skype_udp_function(b.data) != SKYPE_UDP_RESEND || b.data[3] != 1)
        return WIRE_NO;
    out->seed = read_be32(b.data + SKYPE_UDP_RESEND_SEED);
    out->address = read_be32(b.data + SKYPE_UDP_RESEND_ADDRESS);
    out->crc = read_be32(b.data + SKYPE_UDP_RESEND_CRC);
    return WIRE_OK;
}

#endif
