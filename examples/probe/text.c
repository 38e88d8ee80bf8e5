/* SPDX-License-Identifier: BSD-2-Clause */
#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>
#include "examples/probe/clock.h"
#include "examples/probe/text.h"

struct text_address text_address(unsigned family, const uint8_t *address)
{
    struct text_address out = {""};

    inet_ntop(family == 4 ? AF_INET : AF_INET6, address, out.text, sizeof(out.text));
    return out;
}

struct text_endpoint text_endpoint(unsigned family, const uint8_t *address, unsigned port)
{
    const struct text_address host = text_address(family, address);
    struct text_endpoint out;

    if (!port)
        snprintf(out.text, sizeof(out.text), "%s", host.text);
    else
        snprintf(out.text, sizeof(out.text), family == 4 ? "%s:%u" : "[%s]:%u", host.text, port);
    return out;
}

struct text_time text_time(uint64_t nanoseconds)
{
    struct text_time out;
    time_t seconds = (time_t)(nanoseconds / SECOND);
    struct tm utc = {0};

    gmtime_r(&seconds, &utc);
    size_t used = strftime(out.text, sizeof(out.text), "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(out.text + used, sizeof(out.text) - used, ".%09" PRIu64 "Z", nanoseconds % SECOND);
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
        strcat(era.text, "-"); /* two releases of four parts leave room */
        append_release(&era, last);
    }
    return era;
}

struct text_flags text_flags(uint32_t flags)
{
    struct text_flags out = {""};

    for (unsigned bit = 0; bit < 32; bit++) {
        const char *name = flags >> bit & 1 ? skypedpi_flag_name(UINT32_C(1) << bit) : "";
        size_t used = strlen(out.text);
        if (*name)
            snprintf(out.text + used, sizeof(out.text) - used, "%s%s", used ? "|" : "", name);
    }
    return out;
}

const char *text_transport(unsigned transport)
{
    return transport == 6 ? "tcp" : transport == 17 ? "udp" : "host";
}

const char *text_why(unsigned why)
{
    static const char *const names[] = {
        [SKYPEDPI_TABLE_IDLE] = "idle",       [SKYPEDPI_TABLE_REUSED] = "reused",
        [SKYPEDPI_TABLE_EVICTED] = "evicted", [SKYPEDPI_TABLE_FLUSHED] = "flushed",
        [SKYPEDPI_TABLE_CLOSED] = "closed",
    };
    return why < sizeof(names) / sizeof(*names) ? names[why] : "";
}

void text_put_csv(FILE *out, const char *text)
{
    const char *quote = strpbrk(text, ",\"\r\n") ? "\"" : "";

    fputs(quote, out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fprintf(out, "%s,", quote);
}
