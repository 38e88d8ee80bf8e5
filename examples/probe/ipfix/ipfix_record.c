/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_record.h"
#include <stdio.h>
#include <string.h>

static bool continues(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* Bytes of the character at @p s, 0 if it is none that may stand in a name: broken UTF-8, or a control
 * character. Reads no further than the NUL. */
static size_t character(const unsigned char *s)
{
    if (s[0] < 0x80)
        return s[0] >= 0x20 && s[0] != 0x7f;
    if (s[0] >= 0xc2 && s[0] <= 0xdf && continues(s[1]))
        return s[0] == 0xc2 && s[1] < 0xa0 ? 0 : 2;
    if ((s[0] & 0xf0) == 0xe0 && continues(s[1]) && continues(s[2]))
        return (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] >= 0xa0) ? 0 : 3;
    if (s[0] >= 0xf0 && s[0] <= 0xf4 && continues(s[1]) && continues(s[2]) && continues(s[3]))
        return (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] >= 0x90) ? 0 : 4;
    return 0;
}

struct ipfix_text ipfix_text(const char *name)
{
    static const char replacement[] = "\xef\xbf\xbd";
    struct ipfix_text out = {0};

    while (name && *name) {
        size_t taken = character((const unsigned char *)name);
        const char *piece = taken ? name : replacement;
        size_t length = taken ? taken : sizeof(replacement) - 1;
        if (out.length + length > sizeof(out.text))
            break;
        memcpy(out.text + out.length, piece, length);
        out.length = (uint8_t)(out.length + length);
        name += taken ? taken : 1;
    }
    return out;
}

static size_t append_release(char *text, size_t used, size_t room, const struct skypedpi_release *release)
{
    for (unsigned i = 0; i < SKYPEDPI_RELEASE_PARTS && release->part[i] != SKYPEDPI_RELEASE_ANY; i++)
        used += (size_t)snprintf(text + used, room - used, "%s%u", i ? "." : "", release->part[i]);
    return used;
}

/* "5.5.0.115" or "1.0-5.5": at most 47 bytes. */
static struct ipfix_text release_text(const struct skypedpi_verdict *verdict)
{
    char text[64] = "";
    size_t used = append_release(text, 0, sizeof(text), &verdict->era_first);

    if (memcmp(&verdict->era_first, &verdict->era_last, sizeof(verdict->era_first)) != 0) {
        text[used++] = '-';
        append_release(text, used, sizeof(text), &verdict->era_last);
    }
    return ipfix_text(text);
}

enum ipfix_end ipfix_record_end(uint16_t why)
{
    switch (why) {
    case SKYPEDPI_TABLE_IDLE:
        return IPFIX_END_IDLE;
    case SKYPEDPI_TABLE_EVICTED:
        return IPFIX_END_NO_ROOM;
    case SKYPEDPI_TABLE_FLUSHED:
        return IPFIX_END_FORCED;
    default:
        return IPFIX_END_DETECTED;
    }
}

struct ipfix_record ipfix_record_connection(const struct connection *connection, enum ipfix_end reason)
{
    const struct skypedpi_record *r = &connection->record;
    const struct skypedpi_verdict *v = &r->verdict;

    return (struct ipfix_record){
        .tuple = r->tuple,
        .application = v->application,
        .end_reason = (uint8_t)reason,
        .decision = (uint8_t)r->decision.action,
        .flow = r->id,
        .start = r->first,
        .end = r->last,
        .usage = r->usage,
        .flags = v->flags,
        .signature = v->signature,
        .activity = (uint8_t)v->activity,
        .mechanism = (uint8_t)v->mechanism,
        .role = (uint8_t)v->role,
        .path = (uint8_t)v->path,
        .confidence = (uint8_t)v->confidence,
        .stage = (uint8_t)v->stage,
        .user = ipfix_text(connection->user),
        .group = ipfix_text(connection->group),
        .application_name = ipfix_text(connection->application),
        .release = release_text(v),
        .signature_name = ipfix_text(connection->signature),
    };
}

struct ipfix_record ipfix_record_unfollowed(const struct interval *interval)
{
    const struct skypedpi_usage *u = &interval->unfollowed;

    return (struct ipfix_record){
        .application = IPFIX_UNFOLLOWED,
        .start = interval->start,
        .end = interval->end,
        .usage = {.packets = {u->packets[0] + u->packets[1]}, .bytes = {u->bytes[0] + u->bytes[1]}},
        .application_name = ipfix_text("unfollowed"),
    };
}
