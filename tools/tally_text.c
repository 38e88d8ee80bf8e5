/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "tools/set.h"
#include "tools/tally_report.h"
#include "tools/text.h"

/* For people: what each signature did, what it did wrongly, and what became of the captures. */

struct packets_text {
    char text[40];
};

/* least/middle/most; "-" without any. */
static struct packets_text packets_text(struct tally_signature *s)
{
    struct tally_packets p = tally_packets(s);
    struct packets_text out = {"-"};

    if (p.least) {
        snprintf(out.text, sizeof(out.text), "%u/%u/%u", p.least, p.middle, p.most);
    }
    return out;
}

static void put_signatures(FILE *out, struct tally *tally)
{
    fprintf(out, "%6s  %-32s  %8s  %6s  %8s  %-12s  %6s  %s\n", "id", "signature", "hits", "false", "decided",
            "by packet", "only", "proof");
    for (size_t i = 0; i < tally->signatures; i++) {
        struct tally_signature *s = &tally->signature[i];
        fprintf(out, "%6u  %-32s  %8" PRIu64 "  %6" PRIu64 "  %8" PRIu64 "  %-12s  %6" PRIu64 "  %s\n",
                s->signature.number, s->signature.name, s->hits, s->false_hits, s->decided,
                packets_text(s).text, s->only, s->proved.text ? tally_names(&s->proved) : "UNPROVED");
    }
    fputs("\nby packet: least/median/most payload packet that decided; only: flows nothing else finds\n", out);
}

static void put_proof(FILE *out, const struct tally *tally)
{
    for (size_t i = 0; i < tally->signatures; i++) {
        const struct tally_signature *s = &tally->signature[i];
        if (!s->proved.text && s->silent.text) {
            fprintf(out, "unproved: %s (%u): silent on%s\n", s->signature.name, s->signature.number,
                    s->silent.text);
        } else if (!s->proved.text) {
            fprintf(out, "unproved: %s (%u): no capture here is named by its proof: %s\n", s->signature.name,
                    s->signature.number, s->signature.proof);
        } else if (s->silent.text) {
            fprintf(out, "remark: %s (%u) is proved, but silent on%s\n", s->signature.name, s->signature.number,
                    s->silent.text);
        }
    }
}

static void put_false(FILE *out, const struct tally *tally, const struct tally_false *wrong)
{
    const struct skypedpi_signature signature = set_signature(tally->db, wrong->signature);
    const struct skypedpi_tuple *t = &wrong->tuple;

    fprintf(out, "false: %s: %s %s", wrong->capture, text_transport(t->transport),
            t->transport ? text_endpoint(t->family, t->source, t->source_port).text /* a host has all ports */
                         : text_address(t->family, t->source).text);
    if (!wrong->endpoint) {
        fprintf(out, " > %s", text_endpoint(t->family, t->destination, t->destination_port).text);
    }
    fprintf(out, " by %s (%u)", signature.name, signature.number);
    if (*wrong->label) {
        fprintf(out, ", is %s", wrong->label);
    }
    fputs(wrong->verdict ? "; it was called so\n" : "\n", out);
}

/* Those of which there is something to tell. */
static void put_captures(FILE *out, const struct tally *tally)
{
    bool headed = false;

    for (size_t i = 0; i < tally->captures; i++) {
        const struct tally_capture *c = &tally->capture[i];
        if (!c->found && !c->missed && !c->wrong && !c->broken) {
            continue;
        }
        if (!headed) {
            fprintf(out, "\n%8s  %8s  %8s  %8s  %s\n", "flows", "found", "missed", "wrong", "capture");
            headed = true;
        }
        fprintf(out, "%8" PRIu64 "  %8" PRIu64 "  %8" PRIu64 "  %8" PRIu64 "  %s", c->flows, c->found,
                c->missed, c->wrong, c->path);
        if (c->absent) {
            fprintf(out, "  (%" PRIu64 " of those missed are not in it)", c->absent);
        }
        fputs(c->broken ? "  (not readable to its end)\n" : c->known ? "\n" : "  (no truth)\n", out);
    }
}

void tally_text(FILE *out, struct tally *tally)
{
    struct tally_total total = tally_total(tally);

    put_signatures(out, tally);
    fputc('\n', out);
    put_proof(out, tally);
    for (size_t i = 0; i < tally->wrongs; i++) {
        put_false(out, tally, &tally->wrong[i]);
    }
    put_captures(out, tally);
    fprintf(out,
            "\n%s, %zu of them with truth, %zu not readable to the end; %s: %" PRIu64 " found, %" PRIu64
            " missed, %" PRIu64 " wrong\n",
            text_count(tally->captures, "capture").text, total.known, total.broken,
            text_count(total.flows, "flow").text, total.found, total.missed, total.wrong);
    fprintf(out, "%s, %zu without proof; %s\n", text_count(tally->signatures, "signature").text,
            tally_unproved(tally), text_count(tally->false_hits, "false hit").text);
}
