/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/fields.h"

#include <string.h>
#include "lib/wire/skype_udp.h"

/* Which messages it may be asked of, and what kind of message has it. */
#define THIS    .sources = 1u << SOURCE_THIS
#define RECENT  .sources = 1u << SOURCE_PREV | 1u << SOURCE_REVERSE
#define EARLIER .sources = 1u << SOURCE_PREV | 1u << SOURCE_REVERSE | 1u << SOURCE_OLDER
#define EVERY   .sources = 1u << SOURCE_THIS | 1u << SOURCE_PREV | 1u << SOURCE_REVERSE | 1u << SOURCE_OLDER
#define BOTH    .transports = FIELD_UDP | FIELD_TCP
#define UDP     .transports = FIELD_UDP
#define TCP     .transports = FIELD_TCP
#define TLS     THIS, TCP, .kind = KIND_TLS
#define HTTP    THIS, TCP, .kind = KIND_HTTP
#define DNS     THIS, UDP, .kind = KIND_DNS
#define STUN    THIS, UDP, .kind = KIND_STUN
#define RTP     THIS, UDP, .kind = KIND_RTP

#define TRUTH .truth = true, .high = 1
#define U8    .high = 0xff
#define U16   .high = 0xffff
#define U32   .high = UINT32_MAX

#define ASIDE              .standing = STANDING_ASIDE
#define PLACE              .standing = STANDING_PLACE
#define BYTE               .standing = STANDING_BYTE
#define INDEX(least, most) .index_low = (least), .index_high = (most)
#define RECORD             .context = CONTEXT_RECORD
#define ATTEMPT            .context = CONTEXT_ATTEMPT
#define BLOCK              .context = CONTEXT_BLOCK
#define RESEND             .needs = SKYPE_UDP_RESEND_HEAD, .mask2 = SKYPE_UDP_FUNCTION_MASK, .byte2 = SKYPE_UDP_RESEND
#define OFFSET             INDEX(0, OFFSET_MAX)
#define ATTRIBUTE          INDEX(0, 0xffff)

#define FIELD(text, id, ...)                                                                                   \
    {                                                                                                          \
        .name = (text), .form = FORM_FIELD, .number = FIELD_##id, __VA_ARGS__                                  \
    }
#define LOAD(text, id, ...)                                                                                    \
    {                                                                                                          \
        .name = (text), .form = FORM_LOAD, .number = WIDTH_##id, EVERY, BOTH, OFFSET, __VA_ARGS__              \
    }
#define TEXT(text, id, ...)                                                                                    \
    {                                                                                                          \
        .name = (text), .form = FORM_TEXT, .number = TEXT_##id, TRUTH, __VA_ARGS__                             \
    }

/* `needs` says only what follows from the meaning of a field. */
static const struct field_word fields[] = {
    FIELD("len", LEN, EVERY, BOTH, U32),
    LOAD("u8", U8, U8, .needs = 1, BYTE),
    LOAD("u16", U16, U16, .needs = 2),
    LOAD("u32", U32, U32, .needs = 4),
    LOAD("le16", LE16, U16, .needs = 2),
    LOAD("le32", LE32, U32, .needs = 4),
    {.name = "bytes", .form = FORM_BYTES, EVERY, BOTH, OFFSET, TRUTH},
    {.name = "distinct", .form = FORM_DISTINCT, EVERY, BOTH, .low = 1, .high = 64},
    {.name = "common", .form = FORM_COMMON, EVERY, BOTH, .high = HEAD_BYTES},
    FIELD("seen", SEEN, EARLIER, BOTH, TRUTH, ASIDE),
    FIELD("unseen", UNSEEN, RECENT, BOTH, TRUTH, ASIDE),
    FIELD("age", AGE, RECENT, BOTH, U32),
    FIELD("client", CLIENT, THIS, BOTH, TRUTH, ASIDE),
    {.name = "server", .form = FORM_SERVER, .number = FIELD_CLIENT, THIS, BOTH, TRUTH, ASIDE},
    FIELD("ordinal", ORDINAL, THIS, BOTH, U8, ASIDE),
    FIELD("number", NUMBER, THIS, BOTH, U32, ASIDE),
    FIELD("size", SIZE, THIS, TCP, INDEX(1, SIZES_KEPT), U32),
    FIELD("source.address", SOURCE_ADDRESS, THIS, BOTH, U32, PLACE),
    FIELD("destination.address", DESTINATION_ADDRESS, THIS, BOTH, U32, PLACE),
    FIELD("source.port", SOURCE_PORT, THIS, BOTH, U16, PLACE),
    FIELD("destination.port", DESTINATION_PORT, THIS, BOTH, U16, PLACE),
    FIELD("client.port", CLIENT_PORT, THIS, BOTH, U16, PLACE),
    FIELD("server.port", SERVER_PORT, THIS, BOTH, U16, PLACE),
    FIELD("midflow", MIDFLOW, THIS, BOTH, TRUTH, ASIDE),
    FIELD("tunnelled", TUNNELLED, THIS, BOTH, TRUTH, ASIDE),
    FIELD("opens", OPENS, THIS, BOTH, TRUTH, ASIDE),
    FIELD("host.known", HOST_KNOWN, THIS, BOTH, TRUTH, PLACE),
    FIELD("attempt.port", ATTEMPT_PORT, THIS, TCP, U16, PLACE, ATTEMPT),
    FIELD("attempt.age", ATTEMPT_AGE, THIS, TCP, U32, ATTEMPT),
    FIELD("block.age", BLOCK_AGE, THIS, BOTH, U32, BLOCK),
    FIELD("block.same", BLOCK_SAME, THIS, BOTH, TRUTH, BLOCK),
    FIELD("skype.id", SKYPE_ID, EVERY, UDP, U16, .needs = 2),
    FIELD("skype.function", SKYPE_FUNCTION, EVERY, UDP, .high = 0x8f, .needs = 3, BYTE),
    FIELD("skype.iv", SKYPE_IV, EVERY, UDP, U32, .needs = 7),
    FIELD("skype.crc", SKYPE_CRC, EVERY, UDP, U32, .needs = 11),
    FIELD("skype.address", SKYPE_ADDRESS, EVERY, UDP, U32, .needs = 11),
    FIELD("skype.seed", SKYPE_SEED, EVERY, UDP, U32, .needs = 11),
    FIELD("resend.seed", RESEND_SEED, THIS, UDP, U32, RESEND),
    FIELD("resend.address", RESEND_ADDRESS, THIS, UDP, U32, RESEND),
    FIELD("resend.crc", RESEND_CRC, THIS, UDP, U32, RESEND),
    FIELD("record.length", RECORD_LENGTH, THIS, TCP, U32, RECORD),
    FIELD("record.rest", RECORD_REST, THIS, TCP, U32, RECORD),
    FIELD("record.u8", RECORD_U8, THIS, TCP, U8, INDEX(0, 8), RECORD),
    FIELD("record.u16", RECORD_U16, THIS, TCP, U16, INDEX(0, 7), RECORD),
    FIELD("tls.client", TLS_CLIENT, TLS, TRUTH),
    FIELD("tls.server", TLS_SERVER, TLS, TRUTH),
    FIELD("tls.version", TLS_VERSION, TLS, U16),
    FIELD("tls.whole", TLS_WHOLE, TLS, TRUTH, ASIDE),
    TEXT("tls.sni", TLS_SNI, TLS),
    TEXT("tls.certificate", TLS_CERTIFICATE, TLS),
    FIELD("http.request", HTTP_REQUEST, HTTP, TRUTH),
    FIELD("http.response", HTTP_RESPONSE, HTTP, TRUTH),
    FIELD("http.status", HTTP_STATUS, HTTP, U16),
    FIELD("http.whole", HTTP_WHOLE, HTTP, TRUTH, ASIDE),
    TEXT("http.method", HTTP_METHOD, HTTP),
    TEXT("http.path", HTTP_PATH, HTTP),
    TEXT("http.host", HTTP_HOST, HTTP),
    TEXT("http.agent", HTTP_AGENT, HTTP),
    FIELD("dns.query", DNS_QUERY, DNS, TRUTH),
    FIELD("dns.type", DNS_TYPE, DNS, U16),
    TEXT("dns.name", DNS_NAME, DNS),
    FIELD("stun.type", STUN_TYPE, STUN, U16),
    FIELD("stun.cookie", STUN_COOKIE, STUN, TRUTH),
    FIELD("stun.wrapped", STUN_WRAPPED, STUN, TRUTH),
    FIELD("stun.has", STUN_HAS, STUN, TRUTH, ATTRIBUTE),
    FIELD("stun.value", STUN_VALUE, STUN, U32, ATTRIBUTE),
    FIELD("stun.size", STUN_SIZE, STUN, U16, ATTRIBUTE),
    FIELD("rtp.type", RTP_TYPE, RTP, U8),
    FIELD("rtp.rtcp", RTP_RTCP, RTP, TRUTH),
};

#define FIELD_WORDS (sizeof fields / sizeof *fields)

const struct field_word *field_at(size_t index)
{
    return index < FIELD_WORDS ? &fields[index] : NULL;
}

const struct field_word *field_find(const char *name, size_t length)
{
    for (size_t i = 0; i < FIELD_WORDS; i++)
        if (strlen(fields[i].name) == length && memcmp(fields[i].name, name, length) == 0)
            return &fields[i];
    return NULL;
}

static const struct field_word *find_number(enum field_form form, unsigned number)
{
    for (size_t i = 0; i < FIELD_WORDS; i++)
        if (fields[i].form == form && fields[i].number == number)
            return &fields[i];
    return NULL;
}

const struct field_word *field_of(const struct instruction *instruction)
{
    switch (instruction->op) {
    case OP_LOAD:
        return find_number(FORM_LOAD, instruction->imm);
    case OP_FIELD:
        return find_number(FORM_FIELD, instruction->b);
    case OP_TEXT:
        return find_number(FORM_TEXT, instruction->b);
    case OP_BYTES:
        return find_number(FORM_BYTES, 0);
    case OP_DISTINCT:
        return find_number(FORM_DISTINCT, 0);
    case OP_COMMON:
        return find_number(FORM_COMMON, 0);
    default:
        return NULL;
    }
}

unsigned field_reads(const struct instruction *i)
{
    if (i->op == OP_TEXT)
        return 1u << SOURCE_THIS;
    if (i->op != OP_COMMON)
        return 1u << i->a;
    const unsigned with = i->a == SOURCE_THIS ? 1u << SOURCE_PREV | 1u << SOURCE_REVERSE : 1u << i->a;
    return 1u << SOURCE_THIS | with;
}

bool field_is_domain(unsigned text_field)
{
    return text_field == TEXT_TLS_SNI || text_field == TEXT_TLS_CERTIFICATE || text_field == TEXT_HTTP_HOST ||
           text_field == TEXT_DNS_NAME;
}
