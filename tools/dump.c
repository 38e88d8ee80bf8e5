/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "tools/command.h"
#include "tools/edition.h"
#include "tools/message.h"
#include "tools/number.h"
#include "tools/source.h"
#include "tools/text.h"

#define PRINT_ROOM 65536 /* for a signature written out */

/* "" where it shows none. */
static const char *path_of(const struct skypedpi_signature *s)
{
    return s->path == SKYPEDPI_PATH_NONE ? "" : skypedpi_path_name(s->path);
}

static void print_row(const skypedpi_db *db, const struct skypedpi_signature *s)
{
    printf("%6u  %-32s  %-4s  %-8s  %-13s  %-13s  %-14s  %-17s  %6u  %4u%s%s\n", s->id, s->name,
           text_transport(s->transport), text_scope(s->scope), skypedpi_db_application_name(db, s->application),
           skypedpi_activity_name(s->activity), skypedpi_mechanism_name(s->mechanism),
           text_era(&s->era_first, &s->era_last).text, s->weight, s->cost, *path_of(s) ? "  " : "", path_of(s));
}

static int print_table(const skypedpi_db *db)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};
    struct skypedpi_signature signature = {.size = sizeof(signature)};

    if (skypedpi_db_info(db, &info) < 0) {
        return EXIT_CANNOT;
    }
    printf("%s%s%s%s%u signatures, image of %" PRIu64 " bytes in format %u, digest %016" PRIx64 "\n\n",
           info.name, *info.name ? " " : "", info.version, *info.version ? ": " : "", info.signatures,
           info.image_bytes, info.format, info.digest);
    if (*edition_facts(&info).text) {
        printf("%s\n\n", edition_facts(&info).text);
    }
    printf("%6s  %-32s  %-4s  %-8s  %-13s  %-13s  %-14s  %-17s  %6s  %4s  %s\n", "id", "name", "over", "about",
           "application", "activity", "mechanism", "era", "weight", "cost", "path");
    for (uint32_t i = 0; i < info.signatures; i++) {
        if (skypedpi_db_signature(db, i, &signature) == SKYPEDPI_OK) {
            print_row(db, &signature);
        }
    }
    return EXIT_FINE;
}

static int print_steps(const skypedpi_db *db, uint32_t id)
{
    char *text = malloc(PRINT_ROOM);

    if (!text) {
        complain("out of memory");
        return EXIT_CANNOT;
    }
    int result = skypedpi_db_print(db, id, text, PRINT_ROOM);
    if (result == SKYPEDPI_OK || result == SKYPEDPI_E_FULL) {
        printf("\n%s%s", text, result == SKYPEDPI_E_FULL ? "\n...\n" : "");
    } else {
        complain("signature %u: %s", id, skypedpi_error_text(result));
    }
    free(text);
    return result == SKYPEDPI_OK || result == SKYPEDPI_E_FULL ? EXIT_FINE : EXIT_CANNOT;
}

static int print_one(const skypedpi_db *db, uint32_t id)
{
    struct skypedpi_signature s = {.size = sizeof(s)};
    int result = skypedpi_db_find(db, id, &s);

    if (result < 0) {
        complain("signature %u: %s", id, skypedpi_error_text(result));
        return EXIT_CANNOT;
    }
    printf("%s\n", s.name);
    printf("  id           %u\n", s.id);
    printf("  transport    %s\n", text_transport(s.transport));
    printf("  about        %s\n", text_scope(s.scope));
    printf("  application  %s\n", skypedpi_db_application_name(db, s.application));
    printf("  activity     %s\n", skypedpi_activity_name(s.activity));
    printf("  mechanism    %s\n", skypedpi_mechanism_name(s.mechanism));
    if (*path_of(&s)) {
        printf("  path         %s\n", path_of(&s));
    }
    printf("  era          %s\n", text_era(&s.era_first, &s.era_last).text);
    printf("  weight       %u\n", s.weight);
    printf("  cost         %u instructions on a message at most\n", s.cost);
    printf("  source       %s\n", s.source);
    printf("  proof        %s\n", s.proof);
    return print_steps(db, id);
}

int dump_run(int argc, char **argv)
{
    static const struct option options[] = {{"signature", required_argument, NULL, 's'}, {0}};
    uint32_t id = 0;
    bool one = false;
    int option;

    while ((option = getopt_long(argc, argv, "s:", options, NULL)) != -1) {
        if (option != 's' || !number_read(optarg, 0, UINT32_MAX, &id)) {
            return EXIT_CANNOT;
        }
        one = true;
    }
    skypedpi_db *db = set_open(argv + optind, (size_t)(argc - optind));
    if (!db) {
        return EXIT_CANNOT;
    }
    int status = one ? print_one(db, id) : print_table(db);
    skypedpi_db_unref(db);
    return status;
}
