/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <skypedpi/kit.h>

/* Users, addresses and groups: read, counted, named, and asked for addresses, which are found as when they are
 * read in any order of lines. */

static void error_check(const struct skypedpi_text_error *e, size_t length)
{
    MUST(memchr(e->message, '\0', sizeof e->message) && e->message[0]);
    MUST(e->line >= 1 && e->line <= length + 1);
    MUST(e->column >= 1 && e->column <= length + 1);
}

static skypedpi_subscribers *subscribers_read(struct exact text)
{
    skypedpi_subscribers *s;
    struct skypedpi_text_error error = {.size = sizeof error};
    int result = skypedpi_subscribers_read(text.data, text.length, NULL, &s, &error);
    MUST(result == SKYPEDPI_OK || result == SKYPEDPI_E_TEXT);
    MUST((result == SKYPEDPI_OK) == (s != NULL));
    if (!s)
        error_check(&error, text.length);
    return s;
}

static void names_check(const skypedpi_subscribers *s)
{
    uint32_t users = skypedpi_subscribers_users(s), groups = skypedpi_subscribers_groups(s);
    const char *before = "";
    for (uint32_t i = 1; i <= users; i++) {
        struct skypedpi_subscriber user = {.size = sizeof user};
        MUST(skypedpi_subscribers_user(s, i, &user) == SKYPEDPI_OK);
        MUST(strcmp(user.name, before) > 0 && strlen(user.name) <= SKYPEDPI_NAME_MAX);
        MUST(user.group <= groups && (user.group == 0) == (*user.group_name == '\0'));
        MUST(strcmp(user.group_name, skypedpi_subscribers_group_name(s, user.group)) == 0);
        before = user.name;
    }
    before = "";
    for (uint32_t i = 1; i <= groups; i++) {
        const char *name = skypedpi_subscribers_group_name(s, i);
        MUST(strcmp(name, before) > 0 && strlen(name) <= SKYPEDPI_NAME_MAX);
        before = name;
    }
    MUST(*skypedpi_subscribers_group_name(s, groups + 1) == '\0');
}

static uint32_t find(const skypedpi_subscribers *s, unsigned family, const uint8_t *address)
{
    uint32_t user = skypedpi_subscribers_find(s, family, address);
    MUST(user <= skypedpi_subscribers_users(s));
    return user;
}

/* Addresses that are likely to be told, their neighbours, and bytes of the text itself. */
static void find_check(const skypedpi_subscribers *s, struct exact text)
{
    static const uint8_t told[][4] = {
        {10, 0, 0, 11}, {10, 0, 1, 0}, {10, 0, 1, 255}, {0}, {255, 255, 255, 255}};
    uint8_t mapped[16] = {[10] = 0xff, [11] = 0xff};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        memcpy(mapped + 12, told[i], 4);
        MUST(find(s, 4, told[i]) == find(s, 6, mapped)); /* ::ffff:10.0.0.1 is IPv4 */
    }
    for (size_t at = 0; at + 16 <= text.length && at < 1024; at += 7) {
        find(s, 4, (const uint8_t *)text.data + at);
        find(s, 6, (const uint8_t *)text.data + at);
    }
}

/* The lines from the last to the first. A byte order mark may only stand in front: it is left out. */
static struct exact turned(struct exact text)
{
    struct exact other = {malloc(text.length + 1), 0};
    const char *from = text.data, *end = from + text.length;
    if (text.length >= 3 && memcmp(from, "\xef\xbb\xbf", 3) == 0)
        from += 3;
    char *to = other.data;
    MUST(to);
    while (end > from) {
        const char *line = end;
        while (line > from && line[-1] != '\n')
            line--;
        memcpy(to, line, (size_t)(end - line));
        to += end - line;
        *to++ = '\n';
        end = line > from ? line - 1 : from;
    }
    other.length = (size_t)(to - (char *)other.data);
    return other;
}

static void order_check(const skypedpi_subscribers *s, struct exact text)
{
    struct exact other = turned(text);
    skypedpi_subscribers *t = subscribers_read(other);
    MUST(t); /* what is wrong between lines is wrong in any order */
    MUST(skypedpi_subscribers_users(s) == skypedpi_subscribers_users(t));
    MUST(skypedpi_subscribers_groups(s) == skypedpi_subscribers_groups(t));
    for (size_t at = 0; at + 16 <= text.length && at < 256; at += 3)
        MUST(find(s, 4, (const uint8_t *)text.data + at) == find(t, 4, (const uint8_t *)text.data + at));
    skypedpi_subscribers_free(t);
    free(other.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct exact text = exact_copy(data, size);
    skypedpi_subscribers *s = subscribers_read(text);
    if (s) {
        names_check(s);
        find_check(s, text);
        order_check(s, text);
    }
    skypedpi_subscribers_free(s);
    free(text.data);
    return 0;
}
