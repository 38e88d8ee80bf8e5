/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_record.h"
#include <string.h>
#include "examples/probe/text.h"
#include "examples/probe/utf8.h"

struct ipfix_text ipfix_text(const char *name)
{
    static const char replacement[] = "\xef\xbf\xbd";
    struct ipfix_text out = {0};
    uint32_t code;

    while (name && *name) {
        size_t taken = utf8_decode(name, &code);
        if (utf8_is_control(code))
            taken = 0; /* each of its bytes is replaced */
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
        .release = ipfix_text(text_era(&v->era_first, &v->era_last).text),
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
