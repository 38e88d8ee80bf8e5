/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include "tools/command.h"
#include "tools/diagnose.h"
#include "tools/file.h"
#include "tools/message.h"
#include "tools/spare.h"
#include "tools/trust.h"

static int save(const skypedpi_db *db, const char *path)
{
    size_t length = 0;
    int result = skypedpi_db_save(db, NULL, 0, &length);
    char *image = malloc(length ? length : 1);

    if (image && result == SKYPEDPI_E_FULL) {
        result = skypedpi_db_save(db, image, length, &length);
    }
    int status = EXIT_CANNOT;
    if (!image || result < 0) {
        complain("%s: %s", path, image ? skypedpi_error_text(result) : "out of memory");
    } else {
        status = file_write(path, image, length, FILE_PUBLIC);
    }
    free(image);
    return status;
}

static int compile(const struct trust *trust, char *const *paths, size_t count, const char *image)
{
    struct sources sources;
    bool read = sources_read(&sources, paths, count) && sources_are_text(&sources);
    bool trusted = read && (trust->count == 0 || trust_texts(trust, &sources));
    skypedpi_db *db = trusted ? sources_compile(&sources) : NULL;
    int status = db ? save(db, image) : EXIT_CANNOT;

    skypedpi_db_unref(db);
    sources_free(&sources);
    return status;
}

int compile_run(int argc, char **argv)
{
    static const struct option options[] = {
        {"output", required_argument, NULL, 'o'}, {"public-key", required_argument, NULL, 'p'}, {0}};
    const char *image = NULL;
    struct trust trust = {.count = 0};
    int option;

    while ((option = getopt_long(argc, argv, "o:p:", options, NULL)) != -1) {
        if (option == 'o') {
            image = optarg;
        } else if (option != 'p' || !trust_add(&trust, optarg)) {
            return EXIT_CANNOT;
        }
    }
    if (!image || optind == argc) {
        complain("compile: %s? try 'skypedpi help compile'", image ? "which file" : "where to (-o IMAGE)");
        return EXIT_CANNOT;
    }
    if (!spares_words(image, argc, argv)) {
        return EXIT_CANNOT;
    }
    return compile(&trust, argv + optind, (size_t)(argc - optind), image);
}
