/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

#include <stdio.h>
#include <stdlib.h>

/* Texts of people: the examples of docs/policy.md, and the probe's own configuration. */

static void blocks_write(const char *text)
{
    unsigned number = 0;
    for (const char *at = text; (at = strstr(at, "\n```\n")) != NULL;) {
        char name[32];
        at += strlen("\n```\n");
        const char *end = strstr(at, "\n```\n");
        if (!end)
            return;
        snprintf(name, sizeof name, "example-%u", ++number);
        seed_write("fuzz_policy", name, at, (size_t)(end + 1 - at));
        seed_write("fuzz_subscribers", name, at, (size_t)(end + 1 - at));
        at = end + strlen("\n```\n");
    }
}

/* The first cell of a table's row, where it stands alone in backquotes. */
static void cells_write(const char *text)
{
    unsigned number = 0;
    for (const char *at = text; (at = strstr(at, "\n| `")) != NULL;) {
        char name[32];
        at += strlen("\n| `");
        size_t length = strcspn(at, "`\n");
        snprintf(name, sizeof name, "cell-%u", ++number);
        seed_write(strncmp(at, "user ", 5) == 0 ? "fuzz_subscribers" : "fuzz_policy", name, at, length);
    }
}

/* Without the marks that keep settings from being read. */
static void settings_write(const char *text, size_t length)
{
    struct seed seed = {0};
    for (size_t i = 0; i < length; i++)
        if (text[i] != '#' || (i && text[i - 1] != '\n') || text[i + 1] == ' ')
            seed_byte(&seed, (uint8_t)text[i]);
    seed_write("fuzz_config", "settings", seed.bytes, seed.length);
}

/* Names that differ late or in their lengths, and prefixes inside each other. */
static void similar_names_write(void)
{
    static const char text[] =
        "user student-of-informatics-1 10.0.0.0/8 in group-of-students-1\n"
        "user student-of-informatics-10 10.1.0.0/16 in group-of-students-10\n"
        "user student-of-informatics-2 10.1.2.0/24 10.1.2.3 in group-of-students-1\n"
        "user student-of-informatics 2001:db8::/32 2001:db8:1::/48 in group-of-students\n"
        "user student-of-informatic ::ffff:10.1.2.4 2001:db8:1::1\n";
    seed_write("fuzz_subscribers", "similar-names", text, sizeof text - 1);
}

void seeds_of_texts(const char *policy, const char *config)
{
    size_t length;
    char *text = seeds_file(policy, &length);
    blocks_write(text);
    cells_write(text);
    similar_names_write();
    free(text);
    text = seeds_file(config, &length);
    seed_write("fuzz_config", "comments", text, length);
    settings_write(text, length);
    free(text);
}
