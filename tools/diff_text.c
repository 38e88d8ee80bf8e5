/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <string.h>
#include "tools/diff_report.h"
#include "tools/edition.h"
#include "tools/set.h"
#include "tools/text.h"

/* For people: the sets, their signatures, the flows they disagree on. */

static void put_sets(FILE *out, const struct comparison *c)
{
    static const char *const names[SIDES] = {"old", "new"};

    for (int side = OLD; side < SIDES; side++) {
        struct skypedpi_db_info info = {.size = sizeof(info)};
        if (skypedpi_db_info(c->db[side], &info) == SKYPEDPI_OK) {
            fprintf(out, "%s: %s, %s, digest %016" PRIx64 "\n", names[side], edition_line(&info).text,
                    text_count(info.signatures, "signature").text, info.digest);
        }
    }
}

static void put_signatures(FILE *out, const struct comparison *c)
{
    for (size_t i = 0; i < c->signatures; i++) {
        const struct signature_change *change = &c->signature[i];
        const struct skypedpi_signature *s = &change->side[change->change == SET_ADDED ? NEW : OLD];
        fprintf(out, "%s%-7s  signature %s (%u)", i ? "" : "\n", set_change_name(change->change), s->name,
                s->number);
        if (change->what) {
            fprintf(out, ": %s", part_names(change->what).text);
        }
        if (change->what & PART_WEIGHT) {
            fprintf(out, " (weight %u, was %u)", change->side[NEW].weight, change->side[OLD].weight);
        }
        fputc('\n', out);
    }
}

/* " not NONE", a blank before it; nothing for what says nothing. */
static void put_word(FILE *out, const char *word, const char *none)
{
    if (*word && strcmp(word, none) != 0) {
        fprintf(out, " %s", word);
    }
}

static void put_side(FILE *out, const struct comparison *c, const struct flow_change *flow, int side)
{
    const struct skypedpi_verdict *v = &flow->verdict[side];
    const struct skypedpi_signature signature = set_signature(c->db[side], v->signature);

    fprintf(out, "         %s: %s %s", side == OLD ? "old" : "new", diff_application(c, flow, side),
            skypedpi_stage_name(v->stage));
    put_word(out, skypedpi_activity_name(v->activity), "none");
    put_word(out, skypedpi_mechanism_name(v->mechanism), "none");
    put_word(out, skypedpi_role_name(v->role), "node");
    put_word(out, skypedpi_path_name(v->path), "none");
    if (v->decided_packet) {
        fprintf(out, ", by packet %u", v->decided_packet);
    }
    if (v->signature) {
        fprintf(out, ", %s (%u)", signature.name, signature.number);
    }
    fputc('\n', out);
}

static void put_flow(FILE *out, const struct comparison *c, const struct flow_change *flow)
{
    const struct skypedpi_tuple *t = &flow->tuple;
    const char *decision = decision_name(flow->decision);

    fprintf(out, "%-7s  %s %s > ", flow_change_name(flow->kind), text_transport(t->transport),
            text_endpoint(t->family, t->source, t->source_port).text);
    fprintf(out, "%s at %s%s%s\n", text_endpoint(t->family, t->destination, t->destination_port).text,
            text_time(flow->first).text, *decision ? ", decided " : "", decision);
    put_side(out, c, flow, OLD);
    put_side(out, c, flow, NEW);
}

void diff_text(FILE *out, const struct comparison *c)
{
    const char *capture = "";

    put_sets(out, c);
    put_signatures(out, c);
    for (size_t i = 0; i < c->flows; i++) {
        if (c->flow[i].capture != capture) {
            capture = c->flow[i].capture;
            fprintf(out, "\n%s\n", capture);
        }
        put_flow(out, c, &c->flow[i]);
    }
    fprintf(out,
            "\n%s: %" PRIu64 " the same, %" PRIu64 " new, %" PRIu64 " lost, %" PRIu64 " changed; %" PRIu64
            " decided earlier, %" PRIu64 " later\n",
            text_count(c->compared, "flow").text, c->count[FLOW_SAME], c->count[FLOW_NEW], c->count[FLOW_LOST],
            c->count[FLOW_CHANGED], c->decisions[DECISION_EARLIER], c->decisions[DECISION_LATER]);
}
