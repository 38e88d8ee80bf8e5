/* SPDX-License-Identifier: BSD-2-Clause */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "tools/text.h"

#define SECOND UINT64_C(1000000000)

struct text_address text_address(uint8_t family, const uint8_t *address)
{
    struct text_address out = {""};

    inet_ntop(family == 4 ? AF_INET : AF_INET6, address, out.text, sizeof(out.text));
    return out;
}

struct text_endpoint text_endpoint(uint8_t family, const uint8_t *address, uint16_t port)
{
    struct text_address host = text_address(family, address);
    struct text_endpoint out;

    snprintf(out.text, sizeof(out.text), family == 4 ? "%s:%u" : "[%s]:%u", host.text, port);
    return out;
}

struct text_count text_count(uint64_t count, const char *what)
{
    struct text_count out;

    snprintf(out.text, sizeof(out.text), "%" PRIu64 " %s%s", count, what, count == 1 ? "" : "s");
    return out;
}

struct text_time text_time(uint64_t nanoseconds)
{
    struct text_time out;
    uint64_t fraction = nanoseconds % SECOND;

    if (fraction % 1000) {
        snprintf(out.text, sizeof(out.text), "%" PRIu64 ".%09" PRIu64, nanoseconds / SECOND, fraction);
    } else {
        snprintf(out.text, sizeof(out.text), "%" PRIu64 ".%06" PRIu64, nanoseconds / SECOND, fraction / 1000);
    }
    return out;
}

struct text_time text_span(uint64_t nanoseconds)
{
    struct text_time out;
    uint64_t tenths = (nanoseconds + SECOND / 20) / (SECOND / 10);

    if (tenths % 10) {
        snprintf(out.text, sizeof(out.text), "%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
    } else {
        snprintf(out.text, sizeof(out.text), "%" PRIu64, tenths / 10);
    }
    return out;
}

/* "5.5" of {5, 5, ANY, ANY}. */
static void append_release(struct text_era *era, const struct skypedpi_release *release)
{
    for (unsigned i = 0; i < SKYPEDPI_RELEASE_PARTS && release->part[i] != SKYPEDPI_RELEASE_ANY; i++) {
        size_t used = strlen(era->text);
        snprintf(era->text + used, sizeof(era->text) - used, "%s%u", i ? "." : "", release->part[i]);
    }
}

struct text_era text_era(const struct skypedpi_release *first, const struct skypedpi_release *last)
{
    struct text_era era = {""};

    append_release(&era, first);
    if (memcmp(first, last, sizeof(*first)) != 0) {
        strcat(era.text, "-");
        append_release(&era, last);
    }
    return era;
}

struct text_flags text_flags(uint32_t flags)
{
    struct text_flags out = {""};

    for (unsigned bit = 0; bit < 32; bit++) {
        const char *name = flags >> bit & 1 ? skypedpi_flag_name(1u << bit) : "";
        size_t used = strlen(out.text);
        if (*name) {
            snprintf(out.text + used, sizeof(out.text) - used, "%s%s", used ? "|" : "", name);
        }
    }
    return out;
}

const char *text_transport(unsigned transport)
{
    return transport == 6 ? "tcp" : transport == 17 ? "udp" : "host";
}

const char *text_scope(unsigned scope)
{
    return scope == SKYPEDPI_SCOPE_ENDPOINT ? "endpoint" : scope == SKYPEDPI_SCOPE_HOST ? "host" : "flow";
}
