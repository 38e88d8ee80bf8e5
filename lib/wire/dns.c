/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/dns.h"

enum {
    HEAD = 12,
    LABEL_MAX = 63,
    POINTER = 0xc0,
    TEXT_MAX = 253, /* 255 bytes as encoded: a length byte more, and the root */
    JUMPS_MAX = 16,
    OPCODE_MAX = 5,
    RCODE_MAX = 11,
    RESERVED = 0x0040,
    QUESTION_MIN = 5,  /* root name, type, class */
    RECORDS_MAX = 512, /* of the smallest records 5 KiB, more than resolvers take over UDP */
    CLASS_IN = 1,
    CLASS_CHAOS = 3,
    CLASS_ANY = 255,
    UNICAST = 0x8000 /* mDNS asks for an answer to itself alone, RFC 6762 5.4 */
};

/* A place in a name being read. */
struct place {
    struct bytes message;
    size_t at;
    size_t run; /* where the labels being read start: a pointer must go in front of it */
    size_t end; /* behind the name; 0 until the first pointer fixes it */
    unsigned jumps;
};

static char name_byte(uint8_t c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    return c >= ' ' && c <= '~' && c != '.' ? (char)c : '?';
}

/* Are eight bytes such as name_byte() keeps, but for the case of letters? */
static bool are_plain(uint64_t eight)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), dots = eight ^ '.' * ones;
    return (((eight - ' ' * ones) | (eight + ones) | ((dots - ones) & ~dots)) & 0x80 * ones) == 0;
}

/* Eight bytes of ASCII with their letters in lower case. */
static uint64_t lower_eight(uint64_t eight)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t from_a = eight + (0x80 - 'A') * ones, above_z = eight + (0x7f - 'Z') * ones;
    return eight | (from_a & ~above_z & 0x80 * ones) >> 2;
}

static bool append_label(struct place *p, size_t n, char *name, size_t *length)
{
    if (n > p->message.length - p->at || *length + (*length > 0) + n > TEXT_MAX)
        return false;
    if (*length > 0)
        name[(*length)++] = '.';
    const uint8_t *label = p->message.data + p->at;
    char *to = name + *length;
    size_t i = 0;
    for (; i + 8 <= n && are_plain(read_le64(label + i)); i += 8)
        write_le64((uint8_t *)to + i, lower_eight(read_le64(label + i)));
    for (; i < n; i++)
        to[i] = name_byte(label[i]);
    p->at += n;
    *length += n;
    return true;
}

/* Pointers go backwards only, so no name is endless; the count bounds what a name costs. */
static bool follow(struct place *p, uint8_t high)
{
    if (p->at >= p->message.length)
        return false;
    size_t target = (size_t)(high & ~POINTER) << 8 | p->message.data[p->at++];
    if (target < HEAD || target >= p->run || p->jumps++ == JUMPS_MAX)
        return false;
    if (p->end == 0)
        p->end = p->at;
    p->at = p->run = target;
    return true;
}

enum wire_result dns_name_read(struct bytes message, size_t *offset, char name[DNS_NAME_MAX], size_t *length)
{
    struct place p = {.message = message, .at = *offset, .run = *offset};
    *length = 0;
    for (;;) {
        if (p.at >= message.length)
            return WIRE_NO;
        uint8_t n = message.data[p.at++];
        if (n == 0)
            break;
        if (n >= POINTER ? !follow(&p, n) : n > LABEL_MAX || !append_label(&p, n, name, length))
            return WIRE_NO;
    }
    name[*length] = '\0';
    *offset = p.end > 0 ? p.end : p.at;
    return WIRE_OK;
}

static bool is_class(uint16_t class)
{
    class &= (uint16_t)~UNICAST;
    return class == CLASS_IN || class == CLASS_CHAOS || class == CLASS_ANY;
}

/* Only the questions must be here: answers may be cut off, in another fragment of the packet. */
static bool counts_fit(struct bytes b)
{
    size_t questions = read_be16(b.data + 4);
    size_t records = (size_t)read_be16(b.data + 6) + read_be16(b.data + 8) + read_be16(b.data + 10);
    return questions > 0 && QUESTION_MIN * questions <= b.length - HEAD && records <= RECORDS_MAX;
}

static bool read_head(struct bytes b, struct dns *out)
{
    if (b.length < HEAD + QUESTION_MIN || !counts_fit(b))
        return false;
    uint16_t flags = read_be16(b.data + 2);
    out->id = read_be16(b.data);
    out->response = flags & 0x8000;
    out->opcode = flags >> 11 & 0x0f;
    out->rcode = flags & 0x0f;
    out->questions = read_be16(b.data + 4);
    out->answers = read_be16(b.data + 6);
    return out->opcode <= OPCODE_MAX && out->rcode <= RCODE_MAX && (flags & RESERVED) == 0 &&
           (out->response || out->rcode == 0);
}

enum wire_result dns_read(struct bytes b, struct dns *out)
{
    out->name_length = 0; /* the name is long: what is not read of it is not cleared */
    if (!read_head(b, out))
        return WIRE_NO;
    size_t offset = HEAD;
    if (dns_name_read(b, &offset, out->name, &out->name_length) != WIRE_OK || b.length - offset < 4)
        return WIRE_NO;
    out->type = read_be16(b.data + offset);
    return out->type != 0 && is_class(read_be16(b.data + offset + 2)) ? WIRE_OK : WIRE_NO;
}
