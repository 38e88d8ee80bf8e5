/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdio.h>
#include "tools/command.h"
#include "tools/edition.h"
#include "tools/message.h"
#include "tools/trust.h"

static void print_sets(const skypedpi_db *db, const char *path)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    for (uint32_t i = 0; skypedpi_db_set(db, i, &info) == SKYPEDPI_OK; i++) {
        const struct edition_text facts = edition_facts(&info);
        printf("  set %s %s%s%s\n", info.name, info.version, *facts.text ? ", " : "", facts.text);
        fflush(stdout); /* before a warning about it */
        edition_warn(info.sets == 1 ? path : info.name, &info);
    }
}

static void print_good(const char *path, const struct signature *signature)
{
    printf("%s: good signature of key %s\n  comment: %s\n", path, key_name(signature->id).text,
           signature->comment);
}

static int verify_image(const struct trust *trust, const struct source *source)
{
    struct signature signature;
    skypedpi_db *db;
    int result = trust_load(trust, source, &signature, &db);

    if (result == SKYPEDPI_E_UNVERIFIED) {
        return EXIT_CANNOT;
    }
    if (result == SKYPEDPI_E_NATIVE) {
        print_good(source->path, &signature);
        puts("  set for embedders with native detectors of their own");
        return EXIT_FINE;
    }
    if (result < 0) {
        complain("%s: %s", source->path, skypedpi_error_text(result));
        return EXIT_CANNOT;
    }
    print_good(source->path, &signature);
    print_sets(db, source->path);
    skypedpi_db_unref(db);
    return EXIT_FINE;
}

static int verify_text(const struct trust *trust, const struct source *source)
{
    struct signature signature;

    if (!trust_file(trust, source, &signature)) {
        return EXIT_CANNOT;
    }
    print_good(source->path, &signature);
    return EXIT_FINE;
}

static int verify_all(const struct trust *trust, char *const *paths, size_t count)
{
    struct sources sources;
    int status = sources_read(&sources, paths, count) ? EXIT_FINE : EXIT_CANNOT;

    for (size_t i = 0; i < sources.count; i++) {
        const struct source *source = &sources.item[i];
        int found = source_is_image(source) ? verify_image(trust, source) : verify_text(trust, source);
        status = found == EXIT_FINE ? status : found;
    }
    sources_free(&sources);
    return status;
}

int verify_run(int argc, char **argv)
{
    static const struct option options[] = {
        {"public-key", required_argument, NULL, 'p'}, {"public-text", required_argument, NULL, 'P'}, {0}};
    struct trust trust = {.count = 0};
    int option;

    while ((option = getopt_long(argc, argv, "p:P:", options, NULL)) != -1) {
        if (!(option == 'p' && trust_add(&trust, optarg)) &&
            !(option == 'P' && trust_add_text(&trust, optarg))) {
            return EXIT_CANNOT;
        }
    }
    if (trust.count == 0 || optind == argc) {
        complain("verify: %s? try 'skypedpi help verify'",
                 trust.count == 0 ? "with which key (-p PUBLIC or -P BASE64)" : "which file");
        return EXIT_CANNOT;
    }
    return verify_all(&trust, argv + optind, (size_t)(argc - optind));
}
