/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/stun.h"

#define COOKIE 0x2112a442u
#define HEADER 20

static void put_length(struct synth_message *m, size_t length)
{
    m->data[2] = (uint8_t)(length >> 8);
    m->data[3] = (uint8_t)length;
}

struct synth_message synth_stun_begin(struct synth *s, unsigned type)
{
    struct synth_message m = {0};
    synth_put_be16(&m, type);
    synth_put_be16(&m, 0);
    synth_put_be32(&m, COOKIE);
    synth_put_random(&m, s, 12);
    return m;
}

struct synth_message synth_stun_answer(const struct synth_message *request, unsigned type)
{
    struct synth_message m = {0};
    synth_put_be16(&m, type);
    synth_put_be16(&m, 0);
    synth_put_bytes(&m, request->data + 4, 16);
    return m;
}

void synth_stun_attribute_unpadded(struct synth_message *m, unsigned type, const void *value, size_t length)
{
    synth_put_be16(m, type);
    synth_put_be16(m, (unsigned)length);
    synth_put_bytes(m, value, length);
    put_length(m, m->length - HEADER);
}

void synth_stun_attribute(struct synth_message *m, unsigned type, const void *value, size_t length)
{
    synth_stun_attribute_unpadded(m, type, value, length);
    synth_put_zero(m, (4 - length % 4) % 4);
    put_length(m, m->length - HEADER);
}

void synth_stun_number(struct synth_message *m, unsigned type, uint32_t value)
{
    struct synth_message number = {0};
    synth_put_be32(&number, value);
    synth_stun_attribute(m, type, number.data, number.length);
}

static void put_address(struct synth_message *m, unsigned type, const struct synth_endpoint *e,
                        const uint8_t mask[16])
{
    const size_t length = e->family == 6 ? 16 : 4;
    struct synth_message value = {0};
    synth_put_be16(&value, e->family == 6 ? 2 : 1);
    synth_put_be16(&value, e->port ^ (unsigned)synth_be16(mask));
    for (size_t i = 0; i < length; i++)
        synth_put_u8(&value, e->address[i] ^ mask[i]);
    synth_stun_attribute(m, type, value.data, value.length);
}

/* Cookie and transaction id stand in a row, and mask an address in that order. */
void synth_stun_address(struct synth_message *m, unsigned type, const struct synth_endpoint *e)
{
    put_address(m, type, e, m->data + 4);
}

void synth_stun_plain_address(struct synth_message *m, unsigned type, const struct synth_endpoint *e)
{
    put_address(m, type, e, (const uint8_t[16]){0});
}

void synth_stun_end(struct synth_message *m, struct synth *s)
{
    struct synth_message integrity = {0};
    synth_put_random(&integrity, s, 20);
    synth_stun_attribute(m, 0x0008, integrity.data, integrity.length);
    put_length(m, m->length - HEADER + 8); /* the fingerprint counts itself */
    synth_stun_number(m, 0x8028, synth_crc32(m->data, m->length) ^ 0x5354554e);
}
