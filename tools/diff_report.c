/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "tools/diff_report.h"
#include "tools/quote.h"
#include "tools/report.h"
#include "tools/set.h"

const char *diff_application(const struct comparison *c, const struct flow_change *flow, int side)
{
    return skypedpi_db_application_name(c->db[side], flow->verdict[side].application);
}

static const char *signature_name(const struct signature_change *change)
{
    return change->side[change->change == SET_ADDED ? NEW : OLD].name;
}

static uint32_t signature_id(const struct signature_change *change)
{
    return change->side[change->change == SET_ADDED ? NEW : OLD].number;
}

/* ---- CSV ---- */

static void put_side(FILE *out, const struct comparison *c, const struct flow_change *flow, int side)
{
    const struct skypedpi_verdict *v = &flow->verdict[side];

    quote_csv(out, diff_application(c, flow, side), ',');
    fprintf(out, "%s,%s,%s,", skypedpi_activity_name(v->activity), skypedpi_mechanism_name(v->mechanism),
            skypedpi_role_name(v->role));
    fprintf(out, "%s,%s,%u,", skypedpi_path_name(v->path), skypedpi_stage_name(v->stage), v->decided_packet);
    quote_csv(out, set_signature(c->db[side], v->signature).name, side == NEW ? '\n' : ',');
}

void diff_csv(FILE *out, const struct comparison *c)
{
    fputs("change,decision,capture,proto,src,sport,dst,dport,first,"
          "old_application,old_activity,old_mechanism,old_role,old_path,old_stage,old_decided_packet,"
          "old_signature,"
          "new_application,new_activity,new_mechanism,new_role,new_path,new_stage,new_decided_packet,"
          "new_signature\n",
          out);
    for (size_t i = 0; i < c->flows; i++) {
        const struct flow_change *flow = &c->flow[i];
        fprintf(out, "%s,%s,", flow_change_name(flow->kind), decision_name(flow->decision));
        quote_csv(out, flow->capture, ',');
        report_csv_tuple(out, &flow->tuple);
        fprintf(out, "%s,", text_time(flow->first).text);
        put_side(out, c, flow, OLD);
        put_side(out, c, flow, NEW);
    }
}

void diff_csv_signatures(FILE *out, const struct comparison *c)
{
    fputs("change,id,signature,what\n", out);
    for (size_t i = 0; i < c->signatures; i++) {
        const struct signature_change *change = &c->signature[i];
        fprintf(out, "%s,%u,%s,%s\n", set_change_name(change->change), signature_id(change),
                signature_name(change), part_names(change->what).text);
    }
}

/* ---- JSON ---- */

static void put_verdict(FILE *out, const struct comparison *c, const struct flow_change *flow, int side)
{
    const struct skypedpi_verdict *v = &flow->verdict[side];
    const struct skypedpi_signature signature = set_signature(c->db[side], v->signature);

    fprintf(out, ",\"%s\":{\"stage\":\"%s\"", side == OLD ? "old" : "new", skypedpi_stage_name(v->stage));
    quote_member(out, "application", diff_application(c, flow, side));
    quote_member(out, "activity", skypedpi_activity_name(v->activity));
    quote_member(out, "mechanism", skypedpi_mechanism_name(v->mechanism));
    quote_member(out, "role", skypedpi_role_name(v->role));
    quote_member(out, "path", skypedpi_path_name(v->path));
    fprintf(out, ",\"decided_packet\":%u,\"id\":%u", v->decided_packet, signature.number);
    quote_member(out, "signature", signature.name);
    fputc('}', out);
}

static void put_flow(FILE *out, const struct comparison *c, const struct flow_change *flow)
{
    fprintf(out, "{\"kind\":\"flow\",\"change\":\"%s\"", flow_change_name(flow->kind));
    quote_member(out, "decision", decision_name(flow->decision));
    quote_member(out, "capture", flow->capture);
    report_json_tuple(out, &flow->tuple);
    fprintf(out, ",\"first\":%s", text_time(flow->first).text);
    put_verdict(out, c, flow, OLD);
    put_verdict(out, c, flow, NEW);
    fputs("}\n", out);
}

static void put_signature(FILE *out, const struct signature_change *change)
{
    fprintf(out, "{\"kind\":\"signature\",\"change\":\"%s\",\"id\":%u", set_change_name(change->change),
            signature_id(change));
    quote_member(out, "signature", signature_name(change));
    quote_member(out, "what", part_names(change->what).text);
    fputs("}\n", out);
}

void diff_json(FILE *out, const struct comparison *c)
{
    for (size_t i = 0; i < c->signatures; i++) {
        put_signature(out, &c->signature[i]);
    }
    for (size_t i = 0; i < c->flows; i++) {
        put_flow(out, c, &c->flow[i]);
    }
    fprintf(out, "{\"kind\":\"total\",\"flows\":%" PRIu64 ",\"signatures\":%zu", c->compared, c->signatures);
    for (int kind = FLOW_SAME; kind <= FLOW_CHANGED; kind++) {
        fprintf(out, ",\"%s\":%" PRIu64, flow_change_name((enum flow_change_kind)kind), c->count[kind]);
    }
    fprintf(out, ",\"earlier\":%" PRIu64 ",\"later\":%" PRIu64 "}\n", c->decisions[DECISION_EARLIER],
            c->decisions[DECISION_LATER]);
}
