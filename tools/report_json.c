/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "tools/quote.h"
#include "tools/report.h"
#include "tools/set.h"

static void put_flags(FILE *out, uint32_t flags)
{
    const char *before = "";

    fputs(",\"flags\":[", out);
    for (unsigned bit = 0; bit < 32; bit++) {
        const char *name = flags >> bit & 1 ? skypedpi_flag_name(1u << bit) : "";
        if (*name) {
            fprintf(out, "%s\"%s\"", before, name);
            before = ",";
        }
    }
    fputc(']', out);
}

static void put_evidence(const struct report *report, const struct skypedpi_evidence *e)
{
    const struct skypedpi_signature signature = set_signature(report->db, e->signature);
    FILE *out = report->out;

    fprintf(out, "{\"packet\":%u,\"time\":%s,\"direction\":\"%s\",\"length\":%u,\"id\":%u", e->packet,
            text_time(e->time).text, e->reverse ? "reverse" : "forward", e->length, signature.number);
    quote_member(out, "signature", signature.name);
    quote_member(out, "application", skypedpi_db_application_name(report->db, e->application));
    fprintf(out, ",\"weight\":%u,\"score\":%u}", e->weight, e->score);
}

static void put_all_evidence(const struct report *report, const struct row *row)
{
    fputs(",\"evidence\":[", report->out);
    for (uint32_t i = 0; i < row->evidence_count; i++) {
        fputs(i ? "," : "", report->out);
        put_evidence(report, &row->evidence[i]);
    }
    fprintf(report->out, "],\"evidence_lost\":%u", row->evidence_lost);
}

/* A line says what it is about only if that may be one thing or another. */
static void put_head(const struct report *report, const char *kind, const char *capture)
{
    FILE *out = report->out;

    fputc('{', out);
    if (report->endpoints) {
        fprintf(out, "\"kind\":\"%s\",", kind);
    }
    fputs("\"capture\":", out);
    quote_json(out, capture);
}

void report_json_tuple(FILE *out, const struct skypedpi_tuple *t)
{
    quote_member(out, "proto", text_transport(t->transport));
    quote_member(out, "src", text_address(t->family, t->source).text);
    fprintf(out, ",\"sport\":%u", t->source_port);
    quote_member(out, "dst", text_address(t->family, t->destination).text);
    fprintf(out, ",\"dport\":%u", t->destination_port);
}

static void put_flow(FILE *out, const struct row *row)
{
    report_json_tuple(out, &row->tuple);
    fprintf(out, ",\"first\":%s,\"last\":%s", text_time(row->first).text, text_time(row->last).text);
    fprintf(out, ",\"packets\":%" PRIu64 ",\"bytes\":%" PRIu64, row->packets, row->bytes);
}

static void put_attempt(FILE *out, const struct skypedpi_attempt *attempt)
{
    fprintf(out, ",\"attempt\":{\"number\":%u,\"since\":%s", attempt->number, text_time(attempt->since).text);
    quote_member(out, "mechanism", skypedpi_mechanism_name(attempt->mechanism));
    fputc('}', out);
}

/* What is there only if there is something to say. */
static void put_facts(FILE *out, const struct row *row)
{
    const struct skypedpi_verdict *v = &row->verdict;

    if (*report_role(row)) {
        quote_member(out, "role", report_role(row));
    }
    if (*report_path(row)) {
        quote_member(out, "path", report_path(row));
    }
    if (v->rate) {
        fprintf(out, ",\"rate\":%u", v->rate);
    }
    if (v->call_start) {
        fprintf(out, ",\"call_start\":%s", text_time(v->call_start).text);
        fprintf(out, ",\"call_end\":%s", text_time(v->call_end).text);
    }
    if (row->attempt.number) {
        put_attempt(out, &row->attempt);
    }
}

static void put_verdict(const struct report *report, const struct row *row)
{
    const struct skypedpi_verdict *v = &row->verdict;
    FILE *out = report->out;

    quote_member(out, "application", report_application(report, row));
    quote_member(out, "activity", skypedpi_activity_name(v->activity));
    quote_member(out, "mechanism", skypedpi_mechanism_name(v->mechanism));
    quote_member(out, "era", text_era(&v->era_first, &v->era_last).text);
    quote_member(out, "stage", skypedpi_stage_name(v->stage));
    fprintf(out, ",\"confidence\":%u", v->confidence);
    quote_member(out, "signature", set_signature(report->db, v->signature).name);
    fprintf(out, ",\"decided_packet\":%u", v->decided_packet);
    put_facts(out, row);
    put_flags(out, v->flags);
}

static void put_endpoint(const struct report *report, const struct skypedpi_endpoint *e)
{
    FILE *out = report->out;

    quote_member(out, "transport", text_transport(e->transport));
    quote_member(out, "address", text_address(e->family, e->address).text);
    fprintf(out, ",\"port\":%u", e->port);
    fprintf(out, ",\"first\":%s,\"told\":%s", text_time(e->first).text, text_time(e->time).text);
    quote_member(out, "application", skypedpi_db_application_name(report->db, e->application));
    fprintf(out, ",\"confidence\":%u", e->confidence);
    quote_member(out, "role", skypedpi_role_name(e->role));
    quote_member(out, "reported", report_reported(e).text);
    quote_member(out, "signature", set_signature(report->db, e->signature).name);
    fputs("}\n", out);
}

static void put_endpoints(const struct report *report, const struct news_list *news)
{
    for (size_t i = 0; i < news->count; i++) {
        if (report_wants_news(report, &news->item[i])) {
            put_head(report, "endpoint", news->item[i].capture);
            put_endpoint(report, &news->item[i].endpoint);
        }
    }
}

void report_json(const struct report *report, const struct classifier *classifier, const char *title)
{
    (void)title;
    for (const struct row *row = classifier->rows.first; row; row = row->next) {
        if (report_wants(report, row)) {
            put_head(report, "flow", row->capture);
            put_flow(report->out, row);
            put_verdict(report, row);
            put_all_evidence(report, row);
            fputs("}\n", report->out);
        }
    }
    if (report->endpoints) {
        put_endpoints(report, &classifier->news);
    }
}
