/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/report.h"
#include "tools/set.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Why each flow got its verdict: evidence by evidence, then the verdict as a sentence. */

static void put_flow(FILE *out, const struct row *row)
{
    const struct skypedpi_tuple *t = &row->tuple;

    fprintf(out, "%s %s > ", text_transport(t->transport),
            text_endpoint(t->family, t->source, t->source_port).text);
    fprintf(out, "%s  %s, %s, from ", text_endpoint(t->family, t->destination, t->destination_port).text,
            text_count(row->packets, "packet").text, text_count(row->bytes, "byte").text);
    fprintf(out, "%s to %s\n", text_time(row->first).text, text_time(row->last).text);
}

static void put_evidence(const struct report *report, const struct row *row, const struct skypedpi_evidence *e)
{
    struct skypedpi_signature signature = set_signature(report->db, e->signature);
    uint64_t after = e->time > row->first ? e->time - row->first : 0;
    FILE *out = report->out;

    fprintf(out, "  packet %u  +%s  ", e->packet, text_time(after).text);
    if (row_took(row, e, signature.scope)) {
        fprintf(out, "taken from its %s", signature.scope == SKYPEDPI_SCOPE_HOST ? "host" : "endpoint");
    } else {
        fprintf(out, "%s %s", e->reverse ? "<" : ">", text_count(e->length, "byte").text);
    }
    fprintf(out, "  %s (%u) says %s: weight %u, score %u\n", signature.name, signature.number,
            skypedpi_db_application_name(report->db, e->application), e->weight, e->score);
    fprintf(report->out, "      %s\n", signature.source);
}

/* How firm the verdict is, and since when. */
static void put_decision(FILE *out, const struct skypedpi_verdict *v, const char *application)
{
    if (v->application == SKYPEDPI_APPLICATION_UNKNOWN) {
        fprintf(out, "  verdict: unknown, after %s\n", text_count(v->packets, "payload packet").text);
        return;
    }
    fprintf(out, "  verdict: %s%s with confidence %u, ", v->stage == SKYPEDPI_STAGE_LIKELY ? "likely " : "",
            application, v->confidence);
    if (v->decided_packet) {
        fprintf(out, "decided by payload packet %u\n", v->decided_packet);
    } else if (v->stage != SKYPEDPI_STAGE_OPEN) { /* by its opening, or what its endpoint is known for */
        fputs("decided before its first payload packet\n", out);
    } else {
        fprintf(out, "undecided after %s\n", text_count(v->packets, "payload packet").text);
    }
}

static void put_detail(FILE *out, const char *what, const char *value)
{
    if (*value && strcmp(value, "none") != 0) {
        fprintf(out, "    %s %s\n", what, value);
    }
}

/* What part its endpoints play, and how its packets find their way. */
static void put_network(FILE *out, const struct row *row)
{
    static const char *const roles[] = {
        [SKYPEDPI_ROLE_SUPERNODE] = "one of its endpoints is a supernode",
        [SKYPEDPI_ROLE_RELAY] = "one of its endpoints is a relay, which passes on what others send it",
    };
    static const char *const paths[] = {
        [SKYPEDPI_PATH_DIRECT] = "no NAT is seen between both sides",
        [SKYPEDPI_PATH_NAT_ONE] = "one side is behind NAT",
        [SKYPEDPI_PATH_NAT_BOTH] = "both sides are behind NAT",
        [SKYPEDPI_PATH_NAT_SYMMETRIC] = "one side is behind symmetric NAT, and its ports were scanned",
        [SKYPEDPI_PATH_RELAYED] = "a third node relays it",
        [SKYPEDPI_PATH_PROXY] = "through a proxy",
    };
    const struct skypedpi_verdict *v = &row->verdict;

    if (*report_role(row) && v->role < COUNT(roles) && roles[v->role]) {
        put_detail(out, "role:", roles[v->role]);
    }
    if (*report_path(row) && v->path < COUNT(paths) && paths[v->path]) {
        put_detail(out, "path:", paths[v->path]);
    }
}

/* What was measured of a flow that was followed on. */
static void put_call(FILE *out, const struct row *row)
{
    const struct skypedpi_verdict *v = &row->verdict;

    if (v->call_start) {
        fprintf(out, "    call: from %s to ", text_time(v->call_start).text);
        fprintf(out, "%s, %s s\n", text_time(v->call_end).text, text_span(report_call_span(row)).text);
    }
    if (v->rate) {
        fprintf(out, "    rate: %u bytes of payload a second\n", v->rate);
    }
}

static void put_attempt(FILE *out, const struct skypedpi_attempt *attempt)
{
    if (attempt->number) {
        fprintf(out, "    attempt: try number %u, %s s after a block\n", attempt->number,
                text_span(attempt->since).text);
    }
}

static void put_flags(FILE *out, uint32_t flags)
{
    static const struct {
        uint32_t flag;
        const char *words;
    } table[] = {
        {SKYPEDPI_FLAG_MIDFLOW, "the beginning of the flow was not seen"},
        {SKYPEDPI_FLAG_ONE_WAY, "payload was seen in one direction only"},
        {SKYPEDPI_FLAG_MISSING, "TCP bytes are missing from the capture"},
        {SKYPEDPI_FLAG_TRUNCATED, "packets were captured short"},
        {SKYPEDPI_FLAG_TUNNELLED, "it runs inside a proxy connection"},
        {SKYPEDPI_FLAG_BUDGET, "given up: the packet budget was used"},
        {SKYPEDPI_FLAG_SHORT_POOL, "less than usual was looked at: a pool was empty"},
        {SKYPEDPI_FLAG_ENDPOINT, "known by what its endpoint or host did on other flows"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        if (flags & table[i].flag) {
            put_detail(out, "note:", table[i].words);
        }
    }
}

static void put_verdict(const struct report *report, const struct row *row)
{
    const struct skypedpi_verdict *v = &row->verdict;
    FILE *out = report->out;

    put_decision(out, v, report_application(report, row));
    put_detail(out, "activity:", skypedpi_activity_name(v->activity));
    put_detail(out, "mechanism:", skypedpi_mechanism_name(v->mechanism));
    put_network(out, row);
    put_call(out, row);
    put_attempt(out, &row->attempt);
    put_detail(out, "clients:", text_era(&v->era_first, &v->era_last).text);
    put_detail(out, "strongest signature:", set_signature(report->db, v->signature).name);
    put_flags(out, v->flags);
    fputc('\n', out);
}

static void put_row(const struct report *report, const struct row *row)
{
    put_flow(report->out, row);
    for (uint32_t i = 0; i < row->evidence_count; i++) {
        put_evidence(report, row, &row->evidence[i]);
    }
    if (row->evidence_lost) {
        fprintf(report->out, "  and %u more pieces of evidence\n", row->evidence_lost);
    }
    put_verdict(report, row);
}

void report_explain(const struct report *report, const struct classifier *classifier, const char *title)
{
    fprintf(report->out, "%s\n\n", title);
    for (const struct row *row = classifier->rows.first; row; row = row->next) {
        if (report_wants(report, row) && (report->all || row->evidence_count)) {
            put_row(report, row);
        }
    }
    report_explain_endpoints(report, classifier);
}
