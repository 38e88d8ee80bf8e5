/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

#include <stdio.h>
#include <stdlib.h>

/* Signature text, whole files and one signature a file, for fuzz_text; their images for fuzz_image, with a
 * scenario behind each. */

enum { BEGIN_PACKETS = 30 };

static void image_write(const char *name, const skypedpi_db *db, const struct seed *script)
{
    size_t length = 0;
    static uint8_t bytes[1 << 19];
    if (skypedpi_db_save(db, bytes, sizeof bytes, &length) != SKYPEDPI_OK ||
        length + script->length > sizeof bytes)
        exit(EXIT_FAILURE);
    memcpy(bytes + length, script->bytes, script->length);
    seed_write("fuzz_image", name, bytes, length + script->length);
}

/* A text that needs another file compiles to nothing. */
static void text_image_write(const char *name, const char *text, size_t length, const struct seed *script)
{
    skypedpi_sigset *set;
    skypedpi_db *db;
    if (skypedpi_sigset_new(NULL, &set) != SKYPEDPI_OK)
        exit(EXIT_FAILURE);
    if (skypedpi_sigset_add_text(set, name, text, length, NULL) == SKYPEDPI_OK &&
        skypedpi_sigset_compile(set, NULL, &db) == SKYPEDPI_OK) {
        image_write(name, db, script);
        skypedpi_db_unref(db);
    }
    skypedpi_sigset_free(set);
}

static void one_by_one_write(const char *name, const char *text)
{
    static const char begin[] = "\nsignature ";
    unsigned number = 0;
    for (const char *at = strstr(text, begin), *next; at; at = next) {
        char part[128];
        next = strstr(at + 1, begin);
        snprintf(part, sizeof part, "%s-%u", name, ++number);
        seed_write("fuzz_text", part, at, next ? (size_t)(next - at) : strlen(at));
    }
}

static void script_of(const char *scenario, struct seed *seed)
{
    const struct synth_scenario *s = synth_scenario_find(scenario);
    script_begin(seed);
    if (!s)
        exit(EXIT_FAILURE);
    struct synth_trace trace = synth_scenario_play(s, 1);
    struct synth_trace begin = trace;
    if (begin.count > BEGIN_PACKETS)
        begin.count = BEGIN_PACKETS;
    script_scenario(seed, &begin);
    synth_trace_free(&trace);
}

void seeds_of_sets(char **paths)
{
    static struct seed script;
    for (; *paths; paths++) {
        size_t length;
        char *text = seeds_file(*paths, &length);
        const char *slash = strrchr(*paths, '/'), *name = slash ? slash + 1 : *paths;
        script_of(strncmp(name, "udp", 3) == 0 ? "udp-startup-new" : "tcp-supernode-accept", &script);
        seed_write("fuzz_text", name, text, length);
        one_by_one_write(name, text);
        text_image_write(name, text, length, &script);
        free(text);
    }
    image_write("first-set", script_sets()[1], &script);
    image_write("second-set", script_sets()[2], &script);
}
