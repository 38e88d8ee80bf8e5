/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "tools/edition.h"
#include "tools/message.h"

/* The longest line has about 250 bytes: each of 31 bytes of a version as \xHH, and the rest. */
__attribute__((format(printf, 2, 3))) static void add(struct edition_text *to, const char *format, ...)
{
    size_t used = strlen(to->text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(to->text + used, sizeof(to->text) - used, format, arguments);
    va_end(arguments);
}

struct date_text date_text(uint64_t seconds)
{
    struct date_text out = {""};
    time_t when = (time_t)seconds;
    struct tm day;

    if (gmtime_r(&when, &day)) {
        strftime(out.text, sizeof(out.text), "%Y-%m-%d", &day);
    }
    return out;
}

/* As a string of the language, in ASCII. */
static void add_string(struct edition_text *to, const char *text)
{
    add(to, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            add(to, "\\%c", c);
        } else if (c >= ' ' && c < 0x7f) {
            add(to, "%c", c);
        } else {
            add(to, "\\x%02x", c);
        }
    }
    add(to, "\"");
}

static void add_required(struct edition_text *to, const char *before, const struct skypedpi_db_info *info)
{
    const uint16_t *part = info->required;

    if (part[0] || part[1] || part[2]) {
        add(to, "%s%u.%u", before, part[0], part[1]);
    }
    if (part[2]) {
        add(to, ".%u", part[2]);
    }
}

struct edition_text edition_line(const struct skypedpi_db_info *info)
{
    struct edition_text out = {""};

    add(&out, "set %s version ", info->name);
    add_string(&out, info->version);
    if (info->release) {
        add(&out, " release %u", info->release);
    }
    if (info->date) {
        add(&out, " date %s", date_text(info->date).text);
    }
    add_required(&out, " requires ", info);
    if (info->expires) {
        add(&out, " expires %s", date_text(info->expires).text);
    }
    return out;
}

struct edition_text edition_facts(const struct skypedpi_db_info *info)
{
    struct edition_text out = {""};

    if (info->release) {
        add(&out, ", release %u", info->release);
    }
    if (info->date) {
        add(&out, ", of %s", date_text(info->date).text);
    }
    add_required(&out, ", requires libskypedpi ", info);
    if (info->expires) {
        add(&out, ", expires %s", date_text(info->expires).text);
    }
    if (*out.text) {
        memmove(out.text, out.text + 2, strlen(out.text + 2) + 1);
    }
    return out;
}

void edition_warn(const char *what, const struct skypedpi_db_info *info)
{
    time_t now = time(NULL);

    if (info->expires && now > 0 && (uint64_t)now >= info->expires) {
        complain("%s: this release of the set expired on %s: look for a newer one", what,
                 date_text(info->expires).text);
    }
}
