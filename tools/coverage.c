/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include "tools/command.h"
#include "tools/coverage.h"
#include "tools/format.h"
#include "tools/message.h"
#include "tools/set.h"
#include "tools/spare.h"

struct request {
    struct coverage_files files;
    enum format format;
    const char *output;
};

static bool take(struct request *request, int choice)
{
    switch (choice) {
    case 'v':
        request->files.versions = optarg;
        return true;
    case 'e':
        request->files.evidence = optarg;
        return true;
    case 'M':
        request->files.mechanisms = optarg;
        return true;
    case 'm':
        return format_take(&request->format, FORMAT_MARKDOWN, "coverage");
    case 'c':
        return format_take(&request->format, FORMAT_CSV, "coverage");
    case 'j':
        return format_take(&request->format, FORMAT_JSON, "coverage");
    case 'o':
        request->output = optarg;
        return true;
    default:
        return false;
    }
}

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
    int choice;

    *request = (struct request){.format = FORMAT_TEXT};
    while ((choice = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        if (!take(request, choice)) {
            return false;
        }
    }
    return spares_words(request->output, argc, argv);
}

/* The table is written even if something in it is not known: it only says less than it might. */
static int show(const struct request *request, struct coverage *coverage, const skypedpi_db *db)
{
    static coverage_writer *const writers[FORMATS] = {[FORMAT_TEXT] = coverage_text,
                                                      [FORMAT_MARKDOWN] = coverage_page,
                                                      [FORMAT_CSV] = coverage_csv,
                                                      [FORMAT_JSON] = coverage_json};
    bool known;

    if (!coverage_judge(coverage, db, &known)) {
        return EXIT_CANNOT;
    }
    FILE *out = output_open(request->output);
    if (!out) {
        return EXIT_CANNOT;
    }
    writers[request->format](out, coverage);
    return output_close(out, request->output, known ? EXIT_FINE : EXIT_CANNOT);
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
