/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdio.h>
#include "tools/command.h"
#include "tools/message.h"
#include "tools/source.h"

static int check(const struct sources *sources)
{
    skypedpi_db *db;
    unsigned warnings;
    struct skypedpi_db_info info = {.size = sizeof(info)};

    if (sources_compile(sources, &db, &warnings) < 0 || skypedpi_db_info(db, &info) < 0) {
        return EXIT_CANNOT;
    }
    printf("%u signatures, %u warnings\n", info.signatures, warnings);
    skypedpi_db_unref(db);
    return EXIT_FINE;
}

int check_run(int argc, char **argv)
{
    static const struct option none[] = {{0}};
    struct sources sources;

    if (getopt_long(argc, argv, "", none, NULL) != -1) {
        return EXIT_CANNOT;
    }
    if (optind == argc) {
        complain("check: which file? try 'skypedpi help check'");
        return EXIT_CANNOT;
    }
    bool read = sources_read(&sources, argv + optind, (size_t)(argc - optind));
    int status = read ? check(&sources) : EXIT_CANNOT;
    sources_free(&sources);
    return status;
}
