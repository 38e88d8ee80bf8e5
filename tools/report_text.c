/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <string.h>
#include "tools/report.h"
#include "tools/set.h"

/* A table for people, and a summary below it. */

struct widths {
    int source;
    int destination;
};

static int wider(int width, const char *text)
{
    int length = (int)strlen(text);
    return length > width ? length : width;
}

static struct text_endpoint source_of(const struct row *row)
{
    return text_endpoint(row->tuple.family, row->tuple.source, row->tuple.source_port);
}

static struct text_endpoint destination_of(const struct row *row)
{
    return text_endpoint(row->tuple.family, row->tuple.destination, row->tuple.destination_port);
}

static struct widths measure(const struct report *report, const struct rows *rows)
{
    struct widths widths = {wider(0, "source"), wider(0, "destination")};

    for (const struct row *row = rows->first; row; row = row->next) {
        if (report_wants(report, row)) {
            widths.source = wider(widths.source, source_of(row).text);
            widths.destination = wider(widths.destination, destination_of(row).text);
        }
    }
    return widths;
}

static const char *dash(const char *text)
{
    return *text && strcmp(text, "none") != 0 ? text : "-";
}

/* Flags, and what few flows have. */
static void put_remarks(FILE *out, const struct row *row)
{
    const struct skypedpi_verdict *v = &row->verdict;

    if (v->flags) {
        fprintf(out, "  %s", text_flags(v->flags).text);
    }
    if (v->call_start) {
        fprintf(out, "  call of %s s", text_span(report_call_span(row)).text);
    }
    if (row->attempt.number) {
        fprintf(out, "  try %u after a block", row->attempt.number);
    }
    fputc('\n', out);
}

static void put_row(const struct report *report, const struct row *row, uint64_t start, struct widths widths)
{
    const struct skypedpi_verdict *v = &row->verdict;
    FILE *out = report->out;
    uint64_t after = row->first > start ? row->first - start : 0;

    fprintf(out, "%12s  %s  %-*s  %-*s  %8" PRIu64 "  %10" PRIu64 "  ", text_time(after).text,
            text_transport(row->tuple.transport), widths.source, source_of(row).text, widths.destination,
            destination_of(row).text, row->packets, row->bytes);
    fprintf(out, "%-13s  %-6s  %4u  %-13s  %-14s  %-11s  %s", report_application(report, row),
            skypedpi_stage_name(v->stage), v->confidence, dash(skypedpi_activity_name(v->activity)),
            dash(skypedpi_mechanism_name(v->mechanism)), dash(text_era(&v->era_first, &v->era_last).text),
            dash(set_signature(report->db, v->signature).name));
    put_remarks(out, row);
}

static void put_table(const struct report *report, const struct rows *rows)
{
    struct widths widths = measure(report, rows);

    fprintf(report->out, "%12s  %-3s  %-*s  %-*s  %8s  %10s  %-13s  %-6s  %4s  %-13s  %-14s  %-11s  %s\n",
            "seconds", "", widths.source, "source", widths.destination, "destination", "packets", "bytes",
            "application", "stage", "sure", "activity", "mechanism", "era", "signature  flags");
    for (const struct row *row = rows->first; row; row = row->next) {
        if (report_wants(report, row)) {
            put_row(report, row, rows->first->first, widths);
        }
    }
}

struct total {
    uint64_t flows;
    uint64_t packets;
    uint64_t bytes;
};

static struct total total_of(const struct rows *rows, unsigned application)
{
    struct total total = {0, 0, 0};

    for (const struct row *row = rows->first; row; row = row->next) {
        if (row->verdict.application == application) {
            total.flows++;
            total.packets += row->packets;
            total.bytes += row->bytes;
        }
    }
    return total;
}

/* The least application number above one that some row has; 0 if there is none. */
static unsigned next_application(const struct rows *rows, unsigned above)
{
    unsigned next = 0;

    for (const struct row *row = rows->first; row; row = row->next) {
        unsigned application = row->verdict.application;
        if (application > above && (!next || application < next)) {
            next = application;
        }
    }
    return next;
}

static void put_summary(const struct report *report, const struct rows *rows)
{
    unsigned application = SKYPEDPI_APPLICATION_UNKNOWN;

    fprintf(report->out, "\n%-13s  %8s  %10s  %12s\n", "application", "flows", "packets", "bytes");
    do {
        struct total total = total_of(rows, application);
        if (total.flows) {
            fprintf(report->out, "%-13s  %8" PRIu64 "  %10" PRIu64 "  %12" PRIu64 "\n",
                    skypedpi_db_application_name(report->db, application), total.flows, total.packets,
                    total.bytes);
        }
    } while ((application = next_application(rows, application)));
}

/* What became of the frames. */
static void put_frames(const struct report *report, const struct classifier *classifier)
{
    fprintf(report->out, "\n%s", text_count(classifier->frames, "frame").text);
    for (int result = 0; result < SKYPEDPI_FRAME_RESULTS; result++) {
        if (classifier->result[result]) {
            fprintf(report->out, "%s %" PRIu64 " %s", result ? "," : ":", classifier->result[result],
                    skypedpi_frame_result_name(result));
        }
    }
    fputc('\n', report->out);
}

void report_text(const struct report *report, const struct classifier *classifier, const char *title)
{
    fprintf(report->out, "%s\n\n", title);
    put_table(report, &classifier->rows);
    report_text_endpoints(report, classifier);
    put_summary(report, &classifier->rows);
    put_frames(report, classifier);
    fputc('\n', report->out);
}
