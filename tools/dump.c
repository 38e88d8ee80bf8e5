/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tools/command.h"
#include "tools/edition.h"
#include "tools/message.h"
#include "tools/number.h"
#include "tools/set.h"
#include "tools/text.h"

/* "" where it shows none. */
static const char *path_of(const struct skypedpi_signature *s)
{
    return s->path == SKYPEDPI_PATH_NONE ? "" : skypedpi_path_name(s->path);
}

static void print_row(const skypedpi_db *db, const struct skypedpi_signature *s)
{
    printf("%6u  %-32s  %-4s  %-8s  %-13s  %-13s  %-14s  %-17s  %6u  %4u%s%s\n", s->number, s->name,
           text_transport(s->transport), text_scope(s->scope), skypedpi_db_application_name(db, s->application),
           skypedpi_activity_name(s->activity), skypedpi_mechanism_name(s->mechanism),
           text_era(&s->era_first, &s->era_last).text, s->weight, s->cost, *path_of(s) ? "  " : "", path_of(s));
}

static void print_image(const struct skypedpi_db_info *info)
{
    printf("image of %" PRIu64 " bytes in format %u, digest %016" PRIx64 "\n\n", info->image_bytes,
           info->format, info->digest);
}

static void print_only_set(const struct skypedpi_db_info *info)
{
    printf("%s %s: %s, ", info->name, info->version, text_count(info->signatures, "signature").text);
    print_image(info);
    if (*edition_facts(info).text) {
        printf("%s\n\n", edition_facts(info).text);
    }
}

static void print_sets(const skypedpi_db *db)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    for (uint32_t i = 0; skypedpi_db_set(db, i, &info) == SKYPEDPI_OK; i++) {
        if (info.sets == 1) {
            print_only_set(&info);
            return;
        }
        const struct edition_text facts = edition_facts(&info);
        printf("%s %s: %s%s%s\n", info.name, info.version, text_count(info.signatures, "signature").text,
               *facts.text ? ", " : "", facts.text);
    }
    printf("%u sets, ", info.sets);
    print_image(&info);
}

static int print_table(const skypedpi_db *db)
{
    struct skypedpi_signature signature = {.size = sizeof(signature)};

    print_sets(db);
    printf("%6s  %-32s  %-4s  %-8s  %-13s  %-13s  %-14s  %-17s  %6s  %4s  %s\n", "id", "name", "over", "about",
           "application", "activity", "mechanism", "era", "weight", "cost", "path");
    for (uint32_t i = 0; skypedpi_db_signature(db, i, &signature) == SKYPEDPI_OK; i++) {
        print_row(db, &signature);
    }
    return EXIT_FINE;
}

static int print_steps(const skypedpi_db *db, uint32_t id)
{
    char *text = set_print(db, id);

    if (!text) {
        return EXIT_CANNOT;
    }
    printf("\n%s", text);
    free(text);
    return EXIT_FINE;
}

static int print_one(const skypedpi_db *db, const struct skypedpi_signature *s)
{
    printf("%s\n", s->name);
    printf("  id           %u\n", s->number);
    printf("  set          %s\n", s->set);
    printf("  transport    %s\n", text_transport(s->transport));
    printf("  about        %s\n", text_scope(s->scope));
    printf("  application  %s\n", skypedpi_db_application_name(db, s->application));
    printf("  activity     %s\n", skypedpi_activity_name(s->activity));
    printf("  mechanism    %s\n", skypedpi_mechanism_name(s->mechanism));
    if (*path_of(s)) {
        printf("  path         %s\n", path_of(s));
    }
    printf("  era          %s\n", text_era(&s->era_first, &s->era_last).text);
    printf("  weight       %u\n", s->weight);
    printf("  cost         %u instructions on a message at most\n", s->cost);
    printf("  source       %s\n", s->source);
    printf("  proof        %s\n", s->proof);
    return print_steps(db, s->id);
}

/* ID and NAME are of the first set, an ID also as verdicts tell it; SET:ID and SET:NAME are of that set. */
static bool is_wanted(const struct skypedpi_signature *s, const char *wanted, const char *colon, uint32_t id)
{
    const char *name = strrchr(s->name, ':');

    if (!colon) {
        return strcmp(s->name, wanted) == 0;
    }
    if (strlen(s->set) != (size_t)(colon - wanted) || memcmp(s->set, wanted, strlen(s->set)) != 0) {
        return false;
    }
    return id ? s->number == id : strcmp(name ? name + 1 : s->name, colon + 1) == 0;
}

static bool find(const skypedpi_db *db, const char *wanted, struct skypedpi_signature *s)
{
    const char *colon = strrchr(wanted, ':'), *rest = colon ? colon + 1 : wanted;
    bool digit = *rest >= '0' && *rest <= '9'; /* names begin with a letter */
    uint32_t id = 0;

    s->size = sizeof(*s);
    if (digit && !number_read("--signature", rest, 1, UINT32_MAX, &id)) {
        return false;
    }
    bool found = !colon && id && skypedpi_db_find(db, id, s) == SKYPEDPI_OK;
    for (uint32_t i = 0; !found && skypedpi_db_signature(db, i, s) == SKYPEDPI_OK; i++) {
        found = is_wanted(s, wanted, colon, id);
    }
    if (!found) {
        complain("signature %s: %s", wanted, skypedpi_error_text(SKYPEDPI_E_NOT_FOUND));
    }
    return found;
}

int dump_run(int argc, char **argv)
{
    static const struct option options[] = {{"signature", required_argument, NULL, 's'}, {0}};
    struct skypedpi_signature signature;
    const char *wanted = NULL;
    int option;

    while ((option = getopt_long(argc, argv, "s:", options, NULL)) != -1) {
        if (option != 's') {
            return EXIT_CANNOT;
        }
        wanted = optarg;
    }
    skypedpi_db *db = set_open(argv + optind, (size_t)(argc - optind));
    if (!db) {
        return EXIT_CANNOT;
    }
    int status = EXIT_CANNOT;
    if (!wanted) {
        status = print_table(db);
    } else if (find(db, wanted, &signature)) {
        status = print_one(db, &signature);
    }
    skypedpi_db_unref(db);
    return status;
}
