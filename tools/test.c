/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "tools/captures.h"
#include "tools/command.h"
#include "tools/format.h"
#include "tools/message.h"
#include "tools/progress.h"
#include "tools/record.h"
#include "tools/set.h"
#include "tools/spare.h"
#include "tools/tally_report.h"

struct test_options {
    enum format format;
    bool captures_too;  /* --captures */
    const char *truth;  /* folder; NULL: beside the captures */
    const char *record; /* NULL: none is written */
    const char *output;
    char **set;
    size_t set_count;
    struct captures captures;
};

/* ---- reading ---- */

/* False after a complaint. Whether the capture is whole is left in *status; classifier_free() in either case.
 */
static bool classify(struct classifier *classifier, skypedpi_db *db, const char *path,
                     const struct truth *truth, uint32_t without, int *status)
{
    unsigned wants = CLASSIFIER_EVIDENCE | CLASSIFIER_COUNTS | CLASSIFIER_SAME;
    const struct classifier_settings settings = {.max_flows = CLASSIFIER_FLOWS,
                                                 .max_endpoints = CLASSIFIER_ENDPOINTS_FEW,
                                                 .wants = wants | (truth->blocked ? CLASSIFIER_BLOCKS : 0) |
                                                          (without ? CLASSIFIER_AGAIN : 0),
                                                 .without = without};

    return classifier_run(classifier, db, &settings, path, status);
}

static bool finds_something(const struct classifier *classifier)
{
    const struct row *row = classifier->rows.first;

    while (row && !tally_is_named(row->verdict.application)) {
        row = row->next;
    }
    return row != NULL;
}

/* Which flows would nothing else have found? The capture is read again without each signature that fired. */
static bool leave_out(struct tally *tally, const struct classifier *with, const char *path,
                      const struct truth *truth)
{
    size_t signatures = finds_something(with) ? tally->signatures : 0;
    bool fine = true;

    for (size_t i = 0; i < signatures && fine; i++) {
        struct tally_signature *s = &tally->signature[i];
        if (s->fired && tally_is_named(s->signature.application)) {
            struct classifier without;
            int status;
            fine = classify(&without, tally->db, path, truth, s->signature.id, &status);
            if (fine) {
                tally_add_without(s, with, &without);
            }
            classifier_free(&without);
        }
    }
    return fine;
}

static int test_capture(struct tally *tally, const struct capture_name *capture, const char *truth_folder)
{
    struct classifier classifier = {0};
    struct truth truth;
    int status = EXIT_CANNOT;

    if (truth_read(&truth, capture->path, truth_folder, capture->negative) &&
        classify(&classifier, tally->db, capture->path, &truth, 0, &status)) {
        struct tally_capture *result = tally_add(tally, &classifier, &truth, capture->path);
        result->broken = status == EXIT_BROKEN;
        status = leave_out(tally, &classifier, capture->path, &truth) && !tally->failed ? status : EXIT_CANNOT;
    } else {
        status = EXIT_CANNOT;
    }
    classifier_free(&classifier);
    truth_free(&truth);
    return status;
}

static int test_all(struct tally *tally, const struct test_options *options)
{
    const struct captures *captures = &options->captures;
    struct progress progress;
    int status = EXIT_FINE;

    progress_begin_items(&progress, "captures", captures->count);
    for (size_t i = 0; i < captures->count && status != EXIT_CANNOT; i++) {
        status = exit_worse(status, test_capture(tally, &captures->item[i], options->truth));
        progress_item(&progress);
    }
    progress_end(&progress);
    return status;
}

static tally_writer *writer_of(const struct test_options *options)
{
    if (options->format == FORMAT_CSV) {
        return options->captures_too ? tally_csv_captures : tally_csv;
    }
    return options->format == FORMAT_JSON ? tally_json : tally_text;
}

static int test(struct tally *tally, const struct test_options *options)
{
    int status = test_all(tally, options);

    if (status != EXIT_CANNOT && options->record) {
        status = exit_worse(status, record_write(tally, options->record));
    }
    FILE *out = status == EXIT_CANNOT ? NULL : output_open(options->output);
    if (!out) {
        return EXIT_CANNOT;
    }
    writer_of(options)(out, tally);
    if (tally->false_hits || tally_unproved(tally)) {
        status = exit_worse(status, EXIT_OTHERWISE);
    }
    return output_close(out, options->output, status);
}

/* ---- the command line ---- */

static bool take(struct test_options *options, int choice)
{
    switch (choice) {
    case 'c':
        return format_take(&options->format, FORMAT_CSV, "test");
    case 'j':
        return format_take(&options->format, FORMAT_JSON, "test");
    case 'p':
        options->captures_too = true;
        return true;
    case 's':
        options->set[options->set_count++] = optarg;
        return true;
    case 't':
        options->truth = optarg;
        return true;
    case 'n':
        return captures_add(&options->captures, optarg, true);
    case 'r':
        options->record = optarg;
        return true;
    case 'o':
        options->output = optarg;
        return true;
    default:
        return false;
    }
}

static bool spares(const struct test_options *options, const char *output, int argc, char *const *argv)
{
    return spares_words(output, argc, argv) && spares_captures(output, &options->captures) &&
           spares_truth(output, &options->captures, options->truth);
}

static bool read_options(struct test_options *options, int argc, char **argv)
{
    static const struct option choices[] = {{"csv", no_argument, NULL, 'c'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"captures", no_argument, NULL, 'p'},
                                            {"set", required_argument, NULL, 's'},
                                            {"truth", required_argument, NULL, 't'},
                                            {"negative", required_argument, NULL, 'n'},
                                            {"record", required_argument, NULL, 'r'},
                                            {"output", required_argument, NULL, 'o'},
                                            {0}};
    int choice;

    while ((choice = getopt_long(argc, argv, "o:", choices, NULL)) != -1) {
        if (!take(options, choice)) {
            return false;
        }
    }
    for (int i = optind; i < argc; i++) {
        if (!captures_add(&options->captures, argv[i], false)) {
            return false;
        }
    }
    if (options->captures.count == 0) {
        complain("test: which captures? try 'skypedpi help test'");
        return false;
    }
    struct stat truth;
    if (options->truth && (stat(options->truth, &truth) != 0 || !S_ISDIR(truth.st_mode))) {
        complain("%s: no folder of truth files", options->truth);
        return false;
    }
    if (options->captures_too && options->format != FORMAT_CSV) {
        complain("test: --captures goes with --csv: other reports have captures and signatures");
        return false;
    }
    if (options->record && options->output && is_same_file(options->record, options->output)) {
        complain("test: %s: the record and the table take a file each", options->record);
        return false;
    }
    return spares(options, options->output, argc, argv) && spares(options, options->record, argc, argv);
}

int test_run(int argc, char **argv)
{
    struct test_options options = {.set = calloc((size_t)argc, sizeof(char *))};
    struct tally tally = {0};
    skypedpi_db *db = NULL;
    int status = EXIT_CANNOT;

    if (!options.set) {
        complain("out of memory");
    } else if (read_options(&options, argc, argv) && (db = set_open(options.set, options.set_count)) &&
               tally_make(&tally, db, options.captures.count)) {
        status = test(&tally, &options);
    }
    tally_free(&tally);
    skypedpi_db_unref(db);
    captures_free(&options.captures);
    free(options.set);
    return status;
}
