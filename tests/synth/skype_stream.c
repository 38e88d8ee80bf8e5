/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/skype_tcp.h"

/* Records behind the obfuscation: a length, a sequence number, a command (SOS2; CAP12 as its key reuse shows
 * it). */

struct skype_stream skype_stream(struct synth_tcp *tcp)
{
    struct skype_stream x = {.tcp = tcp};
    for (int side = SYNTH_CLIENT; side <= SYNTH_SERVER; side++) {
        synth_rc4_init(&x.rc4[side], synth_random(tcp->synth));
        x.sequence[side] = (uint16_t)synth_random(tcp->synth);
    }
    return x;
}

/* The ten bytes are 00 01 00 00 00 01 00 00 00 and 01 of the caller or 03 of the one called (SN06, OSK). */
static void put_known(struct synth_message *m, enum synth_side side)
{
    synth_put_bytes(m, (const uint8_t[]){0, 1, 0, 0, 0, 1, 0, 0, 0}, 9);
    synth_put_u8(m, side == SYNTH_CLIENT ? 1 : 3);
}

void skype_put_opening(struct synth_message *m, struct skype_stream *x, enum synth_side side)
{
    struct synth_rc4 spent = x->rc4[side];
    synth_put_random(m, x->tcp->synth, 4);
    put_known(m, side);
    synth_rc4_apply(&spent, m->data + m->length - 10, 10);
}

void skype_put_plain(struct synth_message *m, struct skype_stream *x, enum synth_side side,
                     const struct synth_message *plain)
{
    synth_put_bytes(m, plain->data, plain->length);
    synth_rc4_apply(&x->rc4[side], m->data + m->length - plain->length, plain->length);
}

/* Twice the number of bytes that follow, in groups of seven bits, lowest first; bit 0 is a flag. `total` counts
 * the length byte or bytes too. */
static void put_length(struct synth_message *m, size_t total, unsigned flag)
{
    size_t value = 2 * (total - (total > 64 ? 2 : 1)) + flag;
    for (; value > 0x7f; value >>= 7)
        synth_put_u8(m, 0x80 | (value & 0x7f));
    synth_put_u8(m, (unsigned)value);
}

void skype_put_record(struct synth_message *m, struct skype_stream *x, enum synth_side side, size_t length)
{
    const uint16_t sequence = x->sequence[side]++;
    struct synth_message plain = {0};
    put_length(&plain, length, 0);
    synth_put_be16(&plain, sequence);
    synth_put_bytes(&plain, (const uint8_t[]){0x13, 0xf2, 0x01}, 3);
    synth_put_be16(&plain, sequence - 1u);
    synth_put_u8(&plain, 0x42);
    synth_put_random(&plain, x->tcp->synth, length - plain.length);
    skype_put_plain(m, x, side, &plain);
}

void skype_record(struct skype_stream *x, enum synth_side side, size_t length)
{
    struct synth_message m = {0};
    skype_put_record(&m, x, side, length);
    synth_tcp_send(x->tcp, side, &m);
}

void skype_confirm(struct skype_stream *x, enum synth_side side)
{
    const uint16_t heard = (uint16_t)(x->sequence[side == SYNTH_CLIENT ? SYNTH_SERVER : SYNTH_CLIENT] - 1);
    struct synth_message m = {0}, plain = {0};
    synth_put_be16(&plain, 0x0701);
    synth_put_be16(&plain, heard);
    skype_put_plain(&m, x, side, &plain);
    synth_tcp_send(x->tcp, side, &m);
}

void skype_open(struct skype_stream *x, enum synth_side side, size_t record)
{
    struct synth_message m = {0};
    skype_put_opening(&m, x, side);
    if (record)
        skype_put_record(&m, x, side, record);
    synth_tcp_send(x->tcp, side, &m);
}

/* The padding is a record of type 3 (SOS2). The key stream runs on: openings of newer peers in CAP12 and CAP7
 * fail the test for a restart. */
void skype_open_padded(struct skype_stream *x, enum synth_side side, size_t length)
{
    struct synth_message m = {0}, plain = {0};
    put_known(&plain, side);
    put_length(&plain, length - 14, 1);
    synth_put_u8(&plain, 3);
    synth_put_random(&plain, x->tcp->synth, length - 4 - plain.length);
    synth_put_random(&m, x->tcp->synth, 4);
    skype_put_plain(&m, x, side, &plain);
    synth_tcp_send(x->tcp, side, &m);
}

void skype_noise(struct synth_tcp *c, enum synth_side side, size_t length)
{
    struct synth_message m = {0};
    synth_put_random(&m, c->synth, length);
    synth_tcp_send(c, side, &m);
}

void skype_dial(struct synth *s, const struct synth_endpoint *server, struct synth_tcp_style style,
                skype_talk *talk)
{
    const struct synth_endpoint client = synth_caller(s);
    struct synth_tcp c = synth_tcp_open(s, &client, server, style);
    talk(&c);
    synth_tcp_close(&c, SYNTH_CLIENT);
}
