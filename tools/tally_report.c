/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "tools/quote.h"
#include "tools/report.h"
#include "tools/set.h"
#include "tools/tally_report.h"

struct tally_total tally_total(const struct tally *tally)
{
    struct tally_total total = {0};

    for (size_t i = 0; i < tally->captures; i++) {
        const struct tally_capture *c = &tally->capture[i];
        total.known += c->known;
        total.broken += c->broken;
        total.flows += c->flows;
        total.found += c->found;
        total.missed += c->missed;
        total.wrong += c->wrong;
    }
    return total;
}

const char *tally_names(const struct name_list *list)
{
    return list->text ? list->text + 1 : ""; /* each has a blank before it */
}

static const char *proof_word(const struct tally_signature *s)
{
    return s->proved.text ? "proved" : "unproved";
}

/* ---- CSV ---- */

void tally_csv(FILE *out, struct tally *tally)
{
    fputs("id,signature,application,scope,hits,false,decided,packet_min,packet_median,packet_max,only,proof,"
          "proved_by,silent_on\n",
          out);
    for (size_t i = 0; i < tally->signatures; i++) {
        struct tally_signature *s = &tally->signature[i];
        struct tally_packets p = tally_packets(s);
        fprintf(out, "%u,%s,", s->signature.number, s->signature.name);
        quote_csv(out, skypedpi_db_application_name(tally->db, s->signature.application), ',');
        fprintf(out, "%s,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",", text_scope(s->signature.scope), s->hits,
                s->false_hits, s->decided);
        if (p.least) {
            fprintf(out, "%u,%u,%u,", p.least, p.middle, p.most);
        } else {
            fputs(",,,", out);
        }
        fprintf(out, "%" PRIu64 ",%s,", s->only, proof_word(s));
        quote_csv(out, tally_names(&s->proved), ',');
        quote_csv(out, tally_names(&s->silent), '\n');
    }
}

void tally_csv_captures(FILE *out, struct tally *tally)
{
    fputs("capture,truth,readable,flows,found,missed,absent,wrong\n", out);
    for (size_t i = 0; i < tally->captures; i++) {
        const struct tally_capture *c = &tally->capture[i];
        quote_csv(out, c->path, ',');
        fprintf(out, "%s,%s,", c->known ? "known" : "unknown", c->broken ? "no" : "yes");
        fprintf(out, "%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n", c->flows, c->found,
                c->missed, c->absent, c->wrong);
    }
}

/* ---- JSON ---- */

static void put_count(FILE *out, const char *name, uint64_t count)
{
    fprintf(out, ",\"%s\":%" PRIu64, name, count);
}

static void put_capture(FILE *out, const struct tally_capture *c)
{
    fputs("{\"kind\":\"capture\"", out);
    quote_member(out, "capture", c->path);
    fprintf(out, ",\"truth\":%s,\"readable\":%s", c->known ? "true" : "false", c->broken ? "false" : "true");
    put_count(out, "flows", c->flows);
    put_count(out, "found", c->found);
    put_count(out, "missed", c->missed);
    put_count(out, "absent", c->absent);
    put_count(out, "wrong", c->wrong);
    fputs("}\n", out);
}

static void put_signature(FILE *out, const struct tally *tally, struct tally_signature *s)
{
    struct tally_packets p = tally_packets(s);

    fprintf(out, "{\"kind\":\"signature\",\"id\":%u", s->signature.number);
    quote_member(out, "signature", s->signature.name);
    quote_member(out, "application", skypedpi_db_application_name(tally->db, s->signature.application));
    quote_member(out, "scope", text_scope(s->signature.scope));
    put_count(out, "hits", s->hits);
    put_count(out, "false", s->false_hits);
    put_count(out, "decided", s->decided);
    if (p.least) {
        fprintf(out, ",\"packet\":{\"min\":%u,\"median\":%u,\"max\":%u}", p.least, p.middle, p.most);
    }
    put_count(out, "only", s->only);
    fprintf(out, ",\"proved\":%s", s->proved.text ? "true" : "false");
    quote_member(out, "proved_by", tally_names(&s->proved));
    quote_member(out, "silent_on", tally_names(&s->silent));
    fputs("}\n", out);
}

static void put_false(FILE *out, const struct tally *tally, const struct tally_false *wrong)
{
    const struct skypedpi_signature signature = set_signature(tally->db, wrong->signature);
    const struct skypedpi_tuple *t = &wrong->tuple;

    fputs("{\"kind\":\"false\"", out);
    quote_member(out, "capture", wrong->capture);
    if (wrong->endpoint) {
        quote_member(out, "transport", text_transport(t->transport));
        quote_member(out, "address", text_address(t->family, t->source).text);
        fprintf(out, ",\"port\":%u", t->source_port);
    } else {
        report_json_tuple(out, t);
    }
    fprintf(out, ",\"id\":%u", signature.number);
    quote_member(out, "signature", signature.name);
    quote_member(out, "label", wrong->label);
    fprintf(out, ",\"verdict\":%s}\n", wrong->verdict ? "true" : "false");
}

void tally_json(FILE *out, struct tally *tally)
{
    struct tally_total total = tally_total(tally);

    for (size_t i = 0; i < tally->captures; i++) {
        put_capture(out, &tally->capture[i]);
    }
    for (size_t i = 0; i < tally->signatures; i++) {
        put_signature(out, tally, &tally->signature[i]);
    }
    for (size_t i = 0; i < tally->wrongs; i++) {
        put_false(out, tally, &tally->wrong[i]);
    }
    fputs("{\"kind\":\"total\"", out);
    put_count(out, "captures", tally->captures);
    put_count(out, "captures_with_truth", total.known);
    put_count(out, "captures_unreadable", total.broken);
    put_count(out, "flows", total.flows);
    put_count(out, "found", total.found);
    put_count(out, "missed", total.missed);
    put_count(out, "wrong", total.wrong);
    put_count(out, "signatures", tally->signatures);
    put_count(out, "unproved", tally_unproved(tally));
    put_count(out, "false_hits", tally->false_hits);
    fputs("}\n", out);
}
