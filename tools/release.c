/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/release.h"

/* One to four numbers with points between; the rest is not told. */
static bool release_read(const char *text, struct skypedpi_release *release)
{
    for (unsigned i = 0; i < SKYPEDPI_RELEASE_PARTS; i++) {
        uint32_t number = 0;
        size_t digits = strspn(text, "0123456789");
        for (size_t d = 0; d < digits && number < SKYPEDPI_RELEASE_ANY; d++) {
            number = number * 10 + (uint32_t)(text[d] - '0');
        }
        if (digits == 0 || number >= SKYPEDPI_RELEASE_ANY) {
            return false;
        }
        release->part[i] = (uint16_t)number;
        text += digits;
        if (*text == '\0') {
            for (i++; i < SKYPEDPI_RELEASE_PARTS; i++) {
                release->part[i] = SKYPEDPI_RELEASE_ANY;
            }
            return true;
        }
        if (*text++ != '.') {
            return false;
        }
    }
    return false;
}

/* What is not told is the least at the first end of a span, and the most at its last. */
static bool is_before(const struct skypedpi_release *last, const struct skypedpi_release *first)
{
    for (unsigned i = 0; i < SKYPEDPI_RELEASE_PARTS; i++) {
        unsigned low = first->part[i] == SKYPEDPI_RELEASE_ANY ? 0 : first->part[i];
        if (last->part[i] != low) {
            return last->part[i] < low;
        }
    }
    return false;
}

/* "1.4 - 3.8/windows"; the text is cut up. */
static bool span_read(char *text, struct span *span)
{
    char *system = strchr(text, '/');
    char *dash = strstr(text, " - ");

    if (system) {
        *system++ = '\0';
    }
    if (dash) {
        *dash = '\0';
    }
    if (system && (*system == '\0' || strlen(system) >= sizeof(span->system))) {
        return false;
    }
    strcpy(span->system, system ? system : "");
    return release_read(text, &span->first) && release_read(dash ? dash + 3 : text, &span->last) &&
           !is_before(&span->last, &span->first);
}

bool spans_read(const char *text, struct spans *spans)
{
    char copy[512];
    char *at = copy;

    spans->count = 0;
    if (strcmp(text, "-") == 0) {
        return true;
    }
    if (strlen(text) >= sizeof(copy)) {
        return false;
    }
    strcpy(copy, text);
    for (char *next = at; next; at = next + 2) {
        next = strstr(at, ", ");
        if (next) {
            *next = '\0';
        }
        if (spans->count == SPANS_MOST || !span_read(at, &spans->item[spans->count++])) {
            return false;
        }
    }
    return true;
}

bool span_meets(const struct span *one, const struct span *other)
{
    if (*one->system && *other->system && strcmp(one->system, other->system) != 0) {
        return false;
    }
    return !is_before(&one->last, &other->first) && !is_before(&other->last, &one->first);
}

/* All releases of the same first two parts. */
static struct span series_of(const struct span *span)
{
    struct span out = *span;

    for (unsigned i = 2; i < SKYPEDPI_RELEASE_PARTS; i++) {
        out.first.part[i] = SKYPEDPI_RELEASE_ANY;
        out.last.part[i] = SKYPEDPI_RELEASE_ANY;
    }
    return out;
}

bool spans_meet(const struct spans *spans, const struct span *other)
{
    for (size_t i = 0; i < spans->count; i++) {
        if (span_meets(&spans->item[i], other)) {
            return true;
        }
    }
    return false;
}

bool spans_meet_series(const struct spans *spans, const struct span *other)
{
    for (size_t i = 0; i < spans->count; i++) {
        struct span series = series_of(&spans->item[i]);
        if (span_meets(&series, other)) {
            return true;
        }
    }
    return false;
}
