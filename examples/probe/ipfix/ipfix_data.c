/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_data.h"
#include <string.h>
#include <unistd.h>

/* Classification engine of application ids (RFC 6759): user-defined. Sets number their applications themselves.
 */
#define ENGINE 6u

static void write_application(uint8_t out[IPFIX_APPLICATION_ID], unsigned application)
{
    out[0] = ENGINE;
    out[1] = (uint8_t)(application >> 8);
    out[2] = (uint8_t)application;
}

static fbVarfield_t varfield(const struct ipfix_text *text)
{
    /* fixbuf has no const; it only reads what is exported */
    union {
        const char *in;
        uint8_t *out;
    } bytes = {.in = text->text};

    return (fbVarfield_t){.len = text->length, .buf = bytes.out};
}

/* Nanoseconds since 1970 as NTP has them: seconds since 1900 and a fraction of 2^-32, rounded up so that the
 * nanoseconds come back whole. */
static uint64_t ntp(uint64_t time)
{
    uint64_t seconds = time / SECOND + UINT64_C(2208988800);
    uint64_t fraction = ((time % SECOND << 32) + SECOND - 1) / SECOND;

    return seconds << 32 | fraction;
}

static uint32_t read32(const uint8_t b[4])
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint32_t at_most(uint64_t value)
{
    return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

struct ipfix_flow_data ipfix_data_flow(const struct ipfix_record *r)
{
    struct ipfix_flow_data data = {
        .application_name = varfield(&r->application_name),
        .user = varfield(&r->user),
        .user_again = varfield(&r->user),
        .group = varfield(&r->group),
        .release = varfield(&r->release),
        .signature_name = varfield(&r->signature_name),
        .flow = r->flow,
        .start_ns = ntp(r->start),
        .end_ns = ntp(r->end),
        .start_ms = r->start / MILLISECOND,
        .end_ms = r->end / MILLISECOND,
        .bytes = r->usage.bytes[0],
        .packets = r->usage.packets[0],
        .reverse_bytes = r->usage.bytes[1],
        .reverse_packets = r->usage.packets[1],
        .source4 = read32(r->tuple.source),
        .destination4 = read32(r->tuple.destination),
        .call_milliseconds = at_most(r->usage.call_milliseconds),
        .calls = at_most(r->usage.calls),
        .signature = r->signature,
        .flags = r->flags,
        .source_port = r->tuple.source_port,
        .destination_port = r->tuple.destination_port,
        .version = r->tuple.family,
        .protocol = r->tuple.transport,
        .end_reason = r->end_reason,
        .direction = 1, /* the source sent the first packet */
        .activity = r->activity,
        .mechanism = r->mechanism,
        .role = r->role,
        .path = r->path,
        .confidence = r->confidence,
        .stage = r->stage,
        .decision = r->decision,
    };

    memcpy(data.source6, r->tuple.source, sizeof(data.source6));
    memcpy(data.destination6, r->tuple.destination, sizeof(data.destination6));
    write_application(data.application, r->application);
    return data;
}

static const char *describe(unsigned application)
{
    static const char *const known[] = {
        [SKYPEDPI_APPLICATION_UNKNOWN] = "not known, or not yet",
        [SKYPEDPI_APPLICATION_OTHER] = "known to be none of the others",
        [SKYPEDPI_APPLICATION_SKYPE] = "Skype's own protocols",
        [SKYPEDPI_APPLICATION_SKYPE_RELATED] = "name look-ups, updates and web services of Skype",
    };

    if (application == IPFIX_UNFOLLOWED)
        return "frames that are in no connection";
    return application < sizeof(known) / sizeof(known[0]) ? known[application]
                                                          : "named by the set of signatures";
}

struct ipfix_application_data ipfix_data_application(unsigned application, const struct ipfix_text *name)
{
    const char *description = describe(application);
    struct ipfix_application_data data = {0};

    memcpy(data.name, name->text, name->length);
    memcpy(data.description, description, strnlen(description, sizeof(data.description) - 1));
    write_application(data.application, application);
    return data;
}

struct ipfix_not_sent_data ipfix_data_not_sent(const struct ipfix_loss *lost)
{
    return (struct ipfix_not_sent_data){
        .process = (uint32_t)getpid(),
        .records = lost->records,
        .packets = lost->packets,
        .bytes = lost->bytes,
    };
}
