/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <string.h>
#include "tools/classifier.h"
#include "tools/command.h"
#include "tools/edition.h"
#include "tools/message.h"
#include "tools/options.h"
#include "tools/report.h"
#include "tools/set.h"
#include "tools/spare.h"
#include "tools/trust.h"

static report_writer *writer_of(const struct options *options)
{
    switch (options->format) {
    case FORMAT_CSV:
        return options->endpoints ? report_csv_endpoints : report_csv;
    case FORMAT_JSON:
        return report_json;
    case FORMAT_EXPLAIN:
        return report_explain;
    case FORMAT_TEXT:
    default:
        return report_text;
    }
}

static unsigned wants_of(const struct options *options)
{
    bool evidence = options->format == FORMAT_JSON || options->format == FORMAT_EXPLAIN;

    return (evidence ? CLASSIFIER_EVIDENCE : 0) | (options->blocked ? CLASSIFIER_BLOCKS : 0) |
           (options->repeatable ? CLASSIFIER_SAME : 0);
}

/* Captures that share an engine: one, or all of them. */
static int classify_together(const struct options *options, const struct report *report, char *const *captures,
                             size_t count)
{
    struct classifier classifier;
    const struct classifier_settings settings = {
        .max_flows = options->max_flows, .max_endpoints = options->max_endpoints, .wants = wants_of(options)};
    int status = EXIT_CANNOT;

    if (classifier_make(&classifier, report->db, &settings)) {
        status = EXIT_FINE;
        for (size_t i = 0; i < count && status != EXIT_CANNOT; i++) {
            status = exit_worse(status, classifier_read(&classifier, captures[i]));
        }
        if (status == EXIT_CANNOT || !classifier_finish(&classifier)) {
            status = EXIT_CANNOT;
        } else {
            writer_of(options)(report, &classifier, count > 1 ? "all captures together" : captures[0]);
        }
    }
    classifier_free(&classifier);
    return status;
}

static int classify_all(const struct options *options, const struct report *report)
{
    size_t step = options->together ? options->capture_count : 1;
    int status = EXIT_FINE;

    if (options->format == FORMAT_CSV) {
        report_csv_header(report);
    }
    for (size_t i = 0; i < options->capture_count && status != EXIT_CANNOT && !ferror(report->out); i += step) {
        status = exit_worse(status, classify_together(options, report, options->captures + i, step));
    }
    return status;
}

/* An application is known if the library has a name for it, or a signature of the set does. */
static bool is_application(const skypedpi_db *db, const char *name)
{
    struct skypedpi_signature s = {.size = sizeof(s)};
    bool found = false;

    for (unsigned i = 0; i < SKYPEDPI_APPLICATION_CUSTOM && !found; i++) {
        found = strcmp(skypedpi_application_name(i), name) == 0;
    }
    for (uint32_t i = 0; !found && skypedpi_db_signature(db, i, &s) == SKYPEDPI_OK; i++) {
        found = strcmp(skypedpi_db_application_name(db, s.application), name) == 0;
    }
    if (!found) {
        complain("'%s' is no application of this set", name);
    }
    return found;
}

static skypedpi_db *open_set(const struct options *options)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};
    skypedpi_db *db = options->trust.count == 0
                          ? set_open(options->sets, options->set_count)
                          : trust_open(&options->trust, options->sets, options->set_count);

    for (uint32_t i = 0; db && skypedpi_db_set(db, i, &info) == SKYPEDPI_OK; i++) {
        bool one = info.sets == 1;
        edition_warn(!one ? info.name : options->set_count ? options->sets[0] : "the builtin set", &info);
    }
    return db;
}

static int classify(const struct options *options)
{
    skypedpi_db *db = open_set(options);
    FILE *out = NULL;
    int status = EXIT_CANNOT;

    if (db && (!options->only || is_application(db, options->only))) {
        out = output_open(options->output);
    }
    if (out) {
        const struct report report = {
            .out = out, .db = db, .only = options->only, .all = options->all, .endpoints = options->endpoints};
        status = output_close(out, options->output, classify_all(options, &report));
    }
    skypedpi_db_unref(db);
    return status;
}

int classify_run(int argc, char **argv)
{
    struct options options;
    bool fine = options_read(&options, argc, argv) && spares_words(options.output, argc, argv);
    int status = fine ? classify(&options) : EXIT_CANNOT;

    options_free(&options);
    return status;
}
