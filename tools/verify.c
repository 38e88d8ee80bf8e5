/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include "tools/command.h"
#include "tools/edition.h"
#include "tools/message.h"
#include "tools/trust.h"

static void print_set(const skypedpi_db *db, const char *path)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    if (skypedpi_db_info(db, &info) < 0) {
        return;
    }
    const struct edition_text facts = edition_facts(&info);
    printf("  set %s %s%s%s\n", info.name, info.version, *facts.text ? ", " : "", facts.text);
    fflush(stdout); /* before a warning about it */
    edition_warn(path, &info);
}

static void print_good(const char *path, const struct signature *signature)
{
    printf("%s: good signature of key %s\n  comment: %s\n", path, key_name(signature->id).text,
           signature->comment);
}

static int verify_image(const struct public_key *key, const struct source *source)
{
    struct signature signature;
    skypedpi_db *db;
    int result = trust_load(key, source, &signature, &db);

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
    print_set(db, source->path);
    skypedpi_db_unref(db);
    return EXIT_FINE;
}

static int verify_text(const struct public_key *key, const struct source *source)
{
    struct signature signature;

    if (!trust_file(key, source, &signature)) {
        return EXIT_CANNOT;
    }
    print_good(source->path, &signature);
    return EXIT_FINE;
}

static int verify_all(const struct public_key *key, char *const *paths, size_t count)
{
    struct sources sources;
    int status = sources_read(&sources, paths, count) ? EXIT_FINE : EXIT_CANNOT;

    for (size_t i = 0; i < sources.count; i++) {
        const struct source *source = &sources.item[i];
        int found = source_is_image(source) ? verify_image(key, source) : verify_text(key, source);
        status = found == EXIT_FINE ? status : found;
    }
    sources_free(&sources);
    return status;
}

static bool read_text(struct public_key *key, const char *base64)
{
    if (!minisign_start()) {
        return false;
    }
    const char *wrong = public_key_decode(key, base64, strlen(base64));
    if (wrong) {
        complain("'%s': %s", base64, wrong);
    }
    return !wrong;
}

int verify_run(int argc, char **argv)
{
    static const struct option options[] = {
        {"public-key", required_argument, NULL, 'p'}, {"public-text", required_argument, NULL, 'P'}, {0}};
    const char *path = NULL, *base64 = NULL;
    struct public_key key;
    int option;

    while ((option = getopt_long(argc, argv, "p:P:", options, NULL)) != -1) {
        if (option == 'p') {
            path = optarg;
        } else if (option == 'P') {
            base64 = optarg;
        } else {
            return EXIT_CANNOT;
        }
    }
    if (!path == !base64 || optind == argc) {
        complain("verify: %s? try 'skypedpi help verify'",
                 !path == !base64 ? "with which key (-p PUBLIC or -P BASE64)" : "which file");
        return EXIT_CANNOT;
    }
    if (!(path ? trust_read(&key, path) : read_text(&key, base64))) {
        return EXIT_CANNOT;
    }
    return verify_all(&key, argv + optind, (size_t)(argc - optind));
}
