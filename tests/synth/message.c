/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/synth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *room_for(struct synth_message *m, size_t length)
{
    if (length > sizeof m->data - m->length) {
        fprintf(stderr, "synth: a message of %zu bytes has no room for %zu more\n", m->length, length);
        abort();
    }
    m->length += length;
    return m->data + m->length - length;
}

void synth_put_u8(struct synth_message *m, unsigned value)
{
    *room_for(m, 1) = (uint8_t)value;
}

void synth_put_be16(struct synth_message *m, unsigned value)
{
    synth_put_u8(m, value >> 8);
    synth_put_u8(m, value);
}

void synth_put_be32(struct synth_message *m, uint32_t value)
{
    synth_put_be16(m, value >> 16);
    synth_put_be16(m, value & 0xffff);
}

void synth_put_le16(struct synth_message *m, unsigned value)
{
    synth_put_u8(m, value);
    synth_put_u8(m, value >> 8);
}

void synth_put_le32(struct synth_message *m, uint32_t value)
{
    synth_put_le16(m, value & 0xffff);
    synth_put_le16(m, value >> 16);
}

void synth_put_bytes(struct synth_message *m, const void *data, size_t length)
{
    uint8_t *room = room_for(m, length);
    if (length)
        memcpy(room, data, length);
}

void synth_put_text(struct synth_message *m, const char *text)
{
    synth_put_bytes(m, text, strlen(text));
}

void synth_put_zero(struct synth_message *m, size_t length)
{
    memset(room_for(m, length), 0, length);
}

void synth_put_random(struct synth_message *m, struct synth *s, size_t length)
{
    uint8_t *room = room_for(m, length);
    for (size_t i = 0; i < length; i++)
        room[i] = (uint8_t)(synth_random(s) >> 56);
}

uint32_t synth_crc32(const void *data, size_t length)
{
    const uint8_t *byte = data;
    uint32_t crc = 0xffffffffu;
    for (size_t i = 0; i < length; i++) {
        crc ^= byte[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}
