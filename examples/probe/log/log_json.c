/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <string.h>
#include "examples/probe/log/log_json.h"
#include "examples/probe/log/logsink.h"
#include "examples/probe/names.h"
#include "examples/probe/text.h"
#include "examples/probe/utf8.h"

/* Bytes that are no UTF-8 become U+FFFD. */
static void put_string(FILE *out, const char *text)
{
    uint32_t code;

    fputc('"', out);
    while (*text) {
        size_t length = utf8_decode(text, &code);
        if (length == 0) {
            fputs("\\ufffd", out);
        } else if (length == 1 && utf8_is_control(code)) {
            fprintf(out, "\\u%04x", code);
        } else {
            fputs(*text == '"' || *text == '\\' ? "\\" : "", out);
            fwrite(text, 1, length, out);
        }
        text += length ? length : 1;
    }
    fputc('"', out);
}

static void put(FILE *out, const char *name, const char *text)
{
    fprintf(out, ",\"%s\":", name);
    put_string(out, text);
}

/* What is left out where there is nothing to say. */
static void put_some(FILE *out, const char *name, const char *text)
{
    if (*text)
        put(out, name, text);
}

static void put_number(FILE *out, const char *name, uint64_t number)
{
    fprintf(out, ",\"%s\":%" PRIu64, name, number);
}

static void put_flow(FILE *out, const char *event, const struct connection *c)
{
    const struct skypedpi_record *r = &c->record;
    const struct skypedpi_tuple *t = &r->tuple;

    fprintf(out, "{\"event\":\"%s\",\"id\":%" PRIu64, event, r->id);
    put(out, "proto", text_transport(t->transport));
    put(out, "src", text_address(t->family, t->source).text);
    put_number(out, "sport", t->source_port);
    put(out, "dst", text_address(t->family, t->destination).text);
    put_number(out, "dport", t->destination_port);
    put_some(out, "user", c->user);
    put_some(out, "group", c->group);
    put(out, "first", text_time(r->first).text);
    put(out, "last", text_time(r->last).text);
    put_number(out, "packets_sent", r->usage.packets[0]);
    put_number(out, "packets_received", r->usage.packets[1]);
    put_number(out, "bytes_sent", r->usage.bytes[0]);
    put_number(out, "bytes_received", r->usage.bytes[1]);
}

static void put_flags(FILE *out, uint32_t flags)
{
    const char *before = "";

    fputs(",\"flags\":[", out);
    for (unsigned bit = 0; bit < 32; bit++) {
        const char *name = flags >> bit & 1 ? skypedpi_flag_name(UINT32_C(1) << bit) : "";
        if (*name) {
            fprintf(out, "%s\"%s\"", before, name);
            before = ",";
        }
    }
    fputc(']', out);
}

/* What calls, files and NAT showed. */
static void put_measured(FILE *out, const struct skypedpi_verdict *v)
{
    put_some(out, "role", v->role ? skypedpi_role_name(v->role) : "");
    put_some(out, "path", v->path ? skypedpi_path_name(v->path) : "");
    if (v->rate)
        put_number(out, "rate", v->rate);
    if (v->call_start) {
        put(out, "call_start", text_time(v->call_start).text);
        put(out, "call_end", text_time(v->call_end).text);
    }
}

static void put_verdict(FILE *out, const struct connection *c)
{
    const struct skypedpi_verdict *v = &c->record.verdict;

    put(out, "application", c->application);
    put(out, "activity", skypedpi_activity_name(v->activity));
    put(out, "mechanism", skypedpi_mechanism_name(v->mechanism));
    put_some(out, "era", text_era(&v->era_first, &v->era_last).text);
    put(out, "stage", skypedpi_stage_name(v->stage));
    put_number(out, "confidence", v->confidence);
    put_some(out, "signature", c->signature);
    put_some(out, "reason", c->source);
    put_measured(out, v);
    put_flags(out, v->flags);
}

static void put_decision(FILE *out, const struct skypedpi_decision *decision)
{
    put(out, "decision", skypedpi_action_name(decision->action));
    if (decision->rule)
        put_number(out, "rule", decision->rule);
}

static void put_evidence(FILE *out, const struct connection *c)
{
    fputs(",\"evidence\":[", out);
    for (uint32_t i = 0; i < c->evidence_count; i++) {
        const struct skypedpi_evidence *e = &c->evidence[i];
        const struct skypedpi_signature signature = names_find(c->db, e->signature);
        fprintf(out, "%s{\"packet\":%u,\"time\":\"%s\",\"direction\":\"%s\",\"length\":%u,\"id\":%u",
                i ? "," : "", e->packet, text_time(e->time).text, e->reverse ? "received" : "sent", e->length,
                signature.number);
        put(out, "signature", signature.name);
        fprintf(out, ",\"weight\":%u,\"score\":%u}", e->weight, e->score);
    }
    fputc(']', out);
    put_number(out, "evidence_lost", c->evidence_lost);
}

static void put_connection(struct logfile *log, const char *event, const struct connection *c)
{
    const struct skypedpi_record *r = &c->record;
    FILE *out = logfile_line(log);

    put_flow(out, event, c);
    put_verdict(out, c);
    if (c->attempt)
        put_number(out, "attempt", c->attempt);
    if (r->ended || r->verdict.stage)
        put_decision(out, &r->decision);
    if (r->ended) {
        put(out, "end", text_why(r->why));
        put_evidence(out, c);
    }
    fputs("}\n", out);
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

static void endpoint(void *state, const struct skypedpi_endpoint *e, const char *application,
                     const char *signature)
{
    struct logfile *log = state;
    static const uint8_t none[4];
    FILE *out = logfile_line(log);

    fputs("{\"event\":\"endpoint\"", out);
    put(out, "proto", text_transport(e->transport));
    put(out, "address", text_address(e->family, e->address).text);
    put_number(out, "port", e->port);
    put(out, "first", text_time(e->first).text);
    put(out, "told", text_time(e->time).text);
    put(out, "application", application);
    put_number(out, "confidence", e->confidence);
    put(out, "role", skypedpi_role_name(e->role));
    if (memcmp(e->reported, none, sizeof(none)) != 0)
        put(out, "reported", text_address(4, e->reported).text);
    put_some(out, "signature", signature);
    fputs("}\n", out);
    logfile_end(log);
}

bool log_json_open(const struct log_settings *settings, struct sink *sink)
{
    *sink = (struct sink){
        .name = "log_json", .begun = begun, .changed = changed, .ended = ended, .endpoint = endpoint};
    return logsink_open(settings, "", sink);
}
