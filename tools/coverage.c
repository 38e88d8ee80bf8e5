/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include "tools/command.h"
#include "tools/coverage.h"
#include "tools/message.h"
#include "tools/source.h"
#include "tools/spare.h"

struct request {
    struct coverage_files files;
    coverage_writer *write;
    const char *output;
};

/* False after a complaint. */
static bool read_request(struct request *request, int argc, char **argv)
{
    static const struct option options[] = {{"versions", required_argument, NULL, 'v'},
                                            {"evidence", required_argument, NULL, 'e'},
                                            {"mechanisms", required_argument, NULL, 'M'},
                                            {"markdown", no_argument, NULL, 'm'},
                                            {"csv", no_argument, NULL, 'c'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"output", required_argument, NULL, 'o'},
                                            {0}};
    int option;

    *request = (struct request){.write = coverage_text};
    while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        switch (option) {
        case 'v':
            request->files.versions = optarg;
            break;
        case 'e':
            request->files.evidence = optarg;
            break;
        case 'M':
            request->files.mechanisms = optarg;
            break;
        case 'm':
            request->write = coverage_page;
            break;
        case 'c':
            request->write = coverage_csv;
            break;
        case 'j':
            request->write = coverage_json;
            break;
        case 'o':
            request->output = optarg;
            break;
        default:
            return false;
        }
    }
    return spares_words(request->output, argc, argv);
}

/* The table is written even if something in it is not known: it only says less than it might. */
static int show(const struct request *request, struct coverage *coverage, const skypedpi_db *db)
{
    bool known;

    if (!coverage_judge(coverage, db, &known)) {
        return EXIT_CANNOT;
    }
    FILE *out = output_open(request->output);
    if (!out) {
        return EXIT_CANNOT;
    }
    request->write(out, coverage);
    int status = known ? EXIT_FINE : EXIT_CANNOT;
    return out != stdout ? output_finish(out, request->output, status) : status;
}

int coverage_run(int argc, char **argv)
{
    struct request request;
    struct coverage coverage;

    if (!read_request(&request, argc, argv)) {
        return EXIT_CANNOT;
    }
    bool read = coverage_read(&coverage, &request.files);
    skypedpi_db *db = read ? set_open(argv + optind, (size_t)(argc - optind)) : NULL;
    int status = db ? show(&request, &coverage, db) : EXIT_CANNOT;
    skypedpi_db_unref(db);
    coverage_free(&coverage);
    return status;
}
