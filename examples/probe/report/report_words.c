/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "examples/probe/clock.h"
#include "examples/probe/text.h"

struct words words_count(uint64_t count)
{
    char digits[24];
    struct words out;
    size_t length = (size_t)snprintf(digits, sizeof(digits), "%" PRIu64, count), used = 0;

    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            out.text[used++] = ',';
        out.text[used++] = digits[i];
    }
    out.text[used] = '\0';
    return out;
}

struct words words_bytes(uint64_t bytes)
{
    static const char units[] = " kMGTPE";
    struct words out;
    unsigned unit = 0;
    double shown = (double)bytes;

    for (; shown >= 999.95 && unit < sizeof(units) - 2; unit++)
        shown /= 1000;
    if (unit)
        snprintf(out.text, sizeof(out.text), "%.1f %cB", shown, units[unit]);
    else
        snprintf(out.text, sizeof(out.text), "%" PRIu64 " B", bytes);
    return out;
}

struct words words_duration(uint64_t milliseconds)
{
    struct words out;
    uint64_t seconds = milliseconds / 1000;

    if (!milliseconds)
        snprintf(out.text, sizeof(out.text), "0 s");
    else if (seconds < 60)
        snprintf(out.text, sizeof(out.text), "%" PRIu64 ".%" PRIu64 " s", seconds, milliseconds / 100 % 10);
    else if (seconds < 3600)
        snprintf(out.text, sizeof(out.text), "%" PRIu64 ":%02" PRIu64, seconds / 60, seconds % 60);
    else
        snprintf(out.text, sizeof(out.text), "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64, seconds / 3600,
                 seconds / 60 % 60, seconds % 60);
    return out;
}

struct words words_time(uint64_t nanoseconds)
{
    time_t seconds = (time_t)(nanoseconds / SECOND);
    struct tm utc;
    struct words out = {""};

    if (nanoseconds && gmtime_r(&seconds, &utc))
        strftime(out.text, sizeof(out.text), "%Y-%m-%d %H:%M:%S", &utc);
    return out;
}

struct words words_release(const struct skypedpi_release *release)
{
    struct words out = {""};

    snprintf(out.text, sizeof(out.text), "%s", text_era(release, release).text);
    return out;
}

const char *words_flag(unsigned bit)
{
    switch (UINT32_C(1) << bit) {
    case SKYPEDPI_FLAG_MIDFLOW:
        return "Its beginning was not seen.";
    case SKYPEDPI_FLAG_ONE_WAY:
        return "Payload was seen in one direction only.";
    case SKYPEDPI_FLAG_MISSING:
        return "TCP bytes were sent that never came by.";
    case SKYPEDPI_FLAG_TRUNCATED:
        return "Packets were captured short.";
    case SKYPEDPI_FLAG_TUNNELLED:
        return "The verdict is about what runs inside a proxy connection.";
    case SKYPEDPI_FLAG_BUDGET:
        return "Given up: nothing was certain when as many packets were looked at as one connection may cost.";
    case SKYPEDPI_FLAG_SHORT_POOL:
        return "Less than usual was looked at: room had run out.";
    case SKYPEDPI_FLAG_ENDPOINT:
        return "Known by what its endpoint or host did on other connections.";
    default:
        return "";
    }
}

const char *words_end(unsigned why)
{
    switch (why) {
    case SKYPEDPI_TABLE_IDLE:
        return "no packet came any more";
    case SKYPEDPI_TABLE_REUSED:
        return "closed, and the same ports were opened anew";
    case SKYPEDPI_TABLE_EVICTED:
        return "the table of flows was full";
    case SKYPEDPI_TABLE_FLUSHED:
        return "still there when the probe ended";
    case SKYPEDPI_TABLE_CLOSED:
        return "closed";
    default:
        return "";
    }
}

const char *words_some(const char *name)
{
    return strcmp(name, "none") == 0 ? "" : name;
}
