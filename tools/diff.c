/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include "tools/captures.h"
#include "tools/command.h"
#include "tools/diff_report.h"
#include "tools/format.h"
#include "tools/message.h"
#include "tools/progress.h"
#include "tools/set.h"
#include "tools/spare.h"

struct diff_options {
    enum format format;
    bool signatures; /* --signatures */
    bool blocked;
    const char *output;
    char *set[SIDES];
    struct captures captures;
};

/* ---- reading ---- */

static bool read_side(struct classifier *classifier, skypedpi_db *db, const char *path, unsigned wants,
                      int *status)
{
    const struct classifier_settings settings = {
        .max_flows = CLASSIFIER_FLOWS, .max_endpoints = CLASSIFIER_ENDPOINTS_FEW, .wants = wants};

    return classifier_run(classifier, db, &settings, path, status);
}

static int diff_capture(struct comparison *comparison, const char *path, bool blocked)
{
    struct classifier side[SIDES] = {{0}, {0}};
    int status[SIDES] = {EXIT_CANNOT, EXIT_CANNOT};
    unsigned wants = CLASSIFIER_SAME | (blocked ? CLASSIFIER_BLOCKS : 0);
    bool fine = read_side(&side[OLD], comparison->db[OLD], path, wants, &status[OLD]) &&
                read_side(&side[NEW], comparison->db[NEW], path, wants | CLASSIFIER_AGAIN, &status[NEW]) &&
                comparison_add(comparison, side, path);

    classifier_free(&side[OLD]);
    classifier_free(&side[NEW]);
    return fine ? exit_worse(status[OLD], status[NEW]) : EXIT_CANNOT;
}

static int diff_all(struct comparison *comparison, const struct diff_options *options)
{
    const struct captures *captures = &options->captures;
    struct progress progress;
    int status = EXIT_FINE;

    progress_begin_items(&progress, "captures", captures->count);
    for (size_t i = 0; i < captures->count && status != EXIT_CANNOT; i++) {
        status = exit_worse(status, diff_capture(comparison, captures->item[i].path, options->blocked));
        progress_item(&progress);
    }
    progress_end(&progress);
    return status;
}

static diff_writer *writer_of(const struct diff_options *options)
{
    if (options->format == FORMAT_CSV) {
        return options->signatures ? diff_csv_signatures : diff_csv;
    }
    return options->format == FORMAT_JSON ? diff_json : diff_text;
}

static int diff(struct comparison *comparison, const struct diff_options *options)
{
    int status = diff_all(comparison, options);
    FILE *out = status == EXIT_CANNOT ? NULL : output_open(options->output);

    if (!out) {
        return EXIT_CANNOT;
    }
    writer_of(options)(out, comparison);
    status = exit_worse(status, comparison->flows ? EXIT_OTHERWISE : EXIT_FINE);
    return output_close(out, options->output, status);
}

/* ---- the command line ---- */

static bool take(struct diff_options *options, int choice)
{
    switch (choice) {
    case 'c':
        return format_take(&options->format, FORMAT_CSV, "diff");
    case 'j':
        return format_take(&options->format, FORMAT_JSON, "diff");
    case 'p':
        options->signatures = true;
        return true;
    case 'b':
        options->blocked = true;
        return true;
    case 'o':
        options->output = optarg;
        return true;
    default:
        return false;
    }
}

static bool agree(const struct diff_options *options, int words)
{
    if (words < SIDES + 1) {
        complain("diff: which %s? try 'skypedpi help diff'", words < SIDES ? "two sets" : "captures");
        return false;
    }
    if (options->signatures && options->format != FORMAT_CSV) {
        complain("diff: --signatures goes with --csv: other reports have signatures and flows");
        return false;
    }
    return true;
}

static bool read_options(struct diff_options *options, int argc, char **argv)
{
    static const struct option choices[] = {
        {"csv", no_argument, NULL, 'c'},          {"json", no_argument, NULL, 'j'},
        {"signatures", no_argument, NULL, 'p'},   {"blocked", no_argument, NULL, 'b'},
        {"output", required_argument, NULL, 'o'}, {0}};
    int choice;

    while ((choice = getopt_long(argc, argv, "o:", choices, NULL)) != -1) {
        if (!take(options, choice)) {
            return false;
        }
    }
    if (!agree(options, argc - optind)) {
        return false;
    }
    options->set[OLD] = argv[optind];
    options->set[NEW] = argv[optind + 1];
    bool fine = true;
    for (int i = optind + SIDES; i < argc && fine; i++) {
        fine = captures_add(&options->captures, argv[i], false);
    }
    return fine && spares_words(options->output, argc, argv) &&
           spares_captures(options->output, &options->captures);
}

int diff_run(int argc, char **argv)
{
    struct diff_options options = {.format = FORMAT_TEXT};
    struct comparison comparison = {0};
    skypedpi_db *db[SIDES] = {NULL, NULL};
    int status = EXIT_CANNOT;

    if (read_options(&options, argc, argv) && (db[OLD] = set_open_named(options.set[OLD])) &&
        (db[NEW] = set_open_named(options.set[NEW])) && comparison_make(&comparison, db[OLD], db[NEW])) {
        status = diff(&comparison, &options);
    }
    comparison_free(&comparison);
    skypedpi_db_unref(db[OLD]);
    skypedpi_db_unref(db[NEW]);
    captures_free(&options.captures);
    return status;
}
