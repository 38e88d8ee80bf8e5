/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "tools/quote.h"
#include "tools/report.h"
#include "tools/set.h"

void report_csv_header(const struct report *report)
{
    if (report->endpoints) {
        fputs("transport,address,port,first,told,application,confidence,role,reported,signature\n",
              report->out);
        return;
    }
    fputs("proto,src,sport,dst,dport,first,last,packets,bytes,application,activity,mechanism,era,stage,"
          "confidence,signature,decided_packet,flags,role,path,rate,call_start,call_end,attempt\n",
          report->out);
}

void report_csv_tuple(FILE *out, const struct skypedpi_tuple *t)
{
    fprintf(out, "%s,%s,%u,", text_transport(t->transport), text_address(t->family, t->source).text,
            t->source_port);
    fprintf(out, "%s,%u,", text_address(t->family, t->destination).text, t->destination_port);
}

static void put_flow(FILE *out, const struct row *row)
{
    report_csv_tuple(out, &row->tuple);
    fprintf(out, "%s,%s,", text_time(row->first).text, text_time(row->last).text);
    fprintf(out, "%" PRIu64 ",%" PRIu64 ",", row->packets, row->bytes);
}

/* Numbers that are empty where there is nothing to say. */
static void put_number(FILE *out, uint32_t number, char after)
{
    if (number) {
        fprintf(out, "%u", number);
    }
    fputc(after, out);
}

static void put_time(FILE *out, uint64_t time)
{
    if (time) {
        fputs(text_time(time).text, out);
    }
    fputc(',', out);
}

static void put_row(const struct report *report, const struct row *row)
{
    const struct skypedpi_verdict *v = &row->verdict;
    FILE *out = report->out;

    put_flow(out, row);
    quote_csv(out, report_application(report, row), ',');
    quote_csv(out, skypedpi_activity_name(v->activity), ',');
    quote_csv(out, skypedpi_mechanism_name(v->mechanism), ',');
    quote_csv(out, text_era(&v->era_first, &v->era_last).text, ',');
    quote_csv(out, skypedpi_stage_name(v->stage), ',');
    fprintf(out, "%u,", v->confidence);
    quote_csv(out, set_signature(report->db, v->signature).name, ',');
    fprintf(out, "%u,", v->decided_packet);
    quote_csv(out, text_flags(v->flags).text, ',');
    quote_csv(out, report_role(row), ',');
    quote_csv(out, report_path(row), ',');
    put_number(out, v->rate, ',');
    put_time(out, v->call_start);
    put_time(out, v->call_end);
    put_number(out, row->attempt.number, '\n');
}

void report_csv(const struct report *report, const struct classifier *classifier, const char *title)
{
    (void)title;
    for (const struct row *row = classifier->rows.first; row; row = row->next) {
        if (report_wants(report, row)) {
            put_row(report, row);
        }
    }
}

static void put_endpoint(const struct report *report, const struct skypedpi_endpoint *e)
{
    FILE *out = report->out;

    fprintf(out, "%s,%s,%u,", text_transport(e->transport), text_address(e->family, e->address).text, e->port);
    fprintf(out, "%s,%s,", text_time(e->first).text, text_time(e->time).text);
    quote_csv(out, skypedpi_db_application_name(report->db, e->application), ',');
    fprintf(out, "%u,%s,%s,", e->confidence, skypedpi_role_name(e->role), report_reported(e).text);
    quote_csv(out, set_signature(report->db, e->signature).name, '\n');
}

void report_csv_endpoints(const struct report *report, const struct classifier *classifier, const char *title)
{
    const struct news_list *news = &classifier->news;

    (void)title;
    for (size_t i = 0; i < news->count; i++) {
        if (report_wants_news(report, &news->item[i])) {
            put_endpoint(report, &news->item[i].endpoint);
        }
    }
}
