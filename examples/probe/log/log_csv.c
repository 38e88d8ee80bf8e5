/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <string.h>
#include "examples/probe/log/log_csv.h"
#include "examples/probe/log/logsink.h"
#include "examples/probe/text.h"

static const char header[] =
    "event,id,proto,src,sport,dst,dport,user,group,first,last,packets_sent,packets_received,bytes_sent,"
    "bytes_received,application,activity,mechanism,era,stage,confidence,signature,reason,role,path,rate,"
    "call_start,call_end,attempt,decision,rule,flags,reported,end\n";

/* Empty where there is nothing to say. */
static void put_number(FILE *out, uint32_t number)
{
    if (number)
        fprintf(out, "%u", number);
    fputc(',', out);
}

static void put_time(FILE *out, uint64_t time)
{
    if (time)
        fputs(text_time(time).text, out);
    fputc(',', out);
}

static void put_flow(FILE *out, const char *event, const struct connection *c)
{
    const struct skypedpi_record *r = &c->record;
    const struct skypedpi_tuple *t = &r->tuple;

    fprintf(out, "%s,%" PRIu64 ",%s,", event, r->id, text_transport(t->transport));
    fprintf(out, "%s,%u,", text_address(t->family, t->source).text, t->source_port);
    fprintf(out, "%s,%u,", text_address(t->family, t->destination).text, t->destination_port);
    text_put_csv(out, c->user);
    text_put_csv(out, c->group);
    fprintf(out, "%s,%s,", text_time(r->first).text, text_time(r->last).text);
    fprintf(out, "%" PRIu64 ",%" PRIu64 ",", r->usage.packets[0], r->usage.packets[1]);
    fprintf(out, "%" PRIu64 ",%" PRIu64 ",", r->usage.bytes[0], r->usage.bytes[1]);
}

static void put_verdict(FILE *out, const struct connection *c)
{
    const struct skypedpi_verdict *v = &c->record.verdict;

    text_put_csv(out, c->application);
    text_put_csv(out, skypedpi_activity_name(v->activity));
    text_put_csv(out, skypedpi_mechanism_name(v->mechanism));
    text_put_csv(out, text_era(&v->era_first, &v->era_last).text);
    text_put_csv(out, skypedpi_stage_name(v->stage));
    fprintf(out, "%u,", v->confidence);
    text_put_csv(out, c->signature);
    text_put_csv(out, c->source);
    text_put_csv(out, v->role ? skypedpi_role_name(v->role) : "");
    text_put_csv(out, v->path ? skypedpi_path_name(v->path) : "");
    put_number(out, v->rate);
    put_time(out, v->call_start);
    put_time(out, v->call_end);
}

static void put_connection(struct logfile *log, const char *event, const struct connection *c)
{
    const struct skypedpi_record *r = &c->record;
    FILE *out = logfile_line(log);

    put_flow(out, event, c);
    put_verdict(out, c);
    put_number(out, c->attempt);
    text_put_csv(out, r->ended || r->verdict.stage ? skypedpi_action_name(r->decision.action) : "");
    put_number(out, r->decision.rule);
    text_put_csv(out, text_flags(r->verdict.flags).text);
    fprintf(out, ",%s\n", r->ended ? text_why(r->why) : "");
    logfile_end(log);
}

static void begun(void *state, const struct connection *c)
{
    put_connection(state, "begin", c);
}

static void changed(void *state, const struct connection *c)
{
    put_connection(state, "change", c);
}

static void ended(void *state, const struct connection *c)
{
    put_connection(state, "end", c);
}

static const char *reported(const struct skypedpi_endpoint *e, struct text_address *address)
{
    static const uint8_t none[4];

    *address = text_address(4, e->reported);
    return memcmp(e->reported, none, sizeof(none)) == 0 ? "" : address->text;
}

static void endpoint(void *state, const struct skypedpi_endpoint *e, const char *application,
                     const char *signature)
{
    struct logfile *log = state;
    struct text_address address;
    FILE *out = logfile_line(log);

    fprintf(out, "endpoint,,%s,%s,%u,,,,,", text_transport(e->transport),
            text_address(e->family, e->address).text, e->port);
    fprintf(out, "%s,%s,,,,,", text_time(e->first).text, text_time(e->time).text);
    text_put_csv(out, application);
    fprintf(out, ",,,,%u,", e->confidence);
    text_put_csv(out, signature);
    fprintf(out, ",%s,,,,,,,,,%s,\n", skypedpi_role_name(e->role), reported(e, &address));
    logfile_end(log);
}

bool log_csv_open(const struct log_settings *settings, struct sink *sink)
{
    *sink = (struct sink){
        .name = "log_csv", .begun = begun, .changed = changed, .ended = ended, .endpoint = endpoint};
    return logsink_open(settings, header, sink);
}
