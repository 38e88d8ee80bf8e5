/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tools/captures.h"
#include "tools/proof.h"
#include "tools/tally.h"

/* ---- lists ---- */

static void append_number(struct tally *tally, struct number_list *list, uint32_t number)
{
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 64;
        uint32_t *item = realloc(list->item, room * sizeof(*item));
        if (!item) {
            tally_no_memory(tally);
            return;
        }
        list->item = item;
        list->room = room;
    }
    list->item[list->count++] = number;
}

static void append_name(struct tally *tally, struct name_list *list, const char *name)
{
    size_t length = strlen(name);
    char *text = realloc(list->text, list->length + length + 2);

    if (!text) {
        tally_no_memory(tally);
        return;
    }
    text[list->length] = ' ';
    memcpy(text + list->length + 1, name, length + 1);
    list->text = text;
    list->length += length + 1;
}

static int by_id(const void *key, const void *member)
{
    const uint32_t *id = key;
    const struct tally_signature *s = member;

    return *id < s->signature.id ? -1 : *id > s->signature.id;
}

static struct tally_signature *find(const struct tally *tally, uint32_t id)
{
    return bsearch(&id, tally->signature, tally->signatures, sizeof(*tally->signature), by_id);
}

/* ---- signatures ---- */

static void add_false(struct tally *tally, struct tally_signature *s, const struct tally_false *wrong,
                      const char *label)
{
    s->false_hits++;
    tally->false_hits++;
    if (tally->wrongs < TALLY_FALSE_MOST) {
        struct tally_false *kept = &tally->wrong[tally->wrongs++];
        *kept = *wrong;
        kept->signature = s->signature.id;
        snprintf(kept->label, sizeof(kept->label), "%s", label);
    }
}

static void add_evidence(struct tally *tally, const struct row *row, const struct truth *truth,
                         const struct skypedpi_evidence *e)
{
    struct tally_signature *s = find(tally, e->signature);

    if (!s || row_took(row, e, s->signature.scope)) {
        return;
    }
    s->hits++;
    s->fired = true;
    const char *label = truth_label(truth, &row->tuple);
    if (truth_judge(truth, label, tally->db, e->application) == JUDGED_FALSE) {
        const struct tally_false wrong = {.capture = row->capture,
                                          .verdict = row->verdict.application == e->application,
                                          .tuple = row->tuple};
        add_false(tally, s, &wrong, label);
    }
}

static void add_count(struct tally *tally, const struct news *news, const struct truth *truth)
{
    const struct skypedpi_endpoint *e = &news->endpoint;
    struct tally_signature *s = find(tally, e->signature);

    if (!s) {
        return;
    }
    s->hits++;
    s->fired = true;
    if (truth_judge_endpoint(truth, e, tally->db, s->signature.application) == JUDGED_FALSE) {
        struct tally_false wrong = {
            .capture = news->capture,
            .endpoint = true,
            .tuple = {.family = e->family, .transport = e->transport, .source_port = e->port}};
        memcpy(wrong.tuple.source, e->address, sizeof(wrong.tuple.source));
        add_false(tally, s, &wrong, "");
    }
}

static void add_decision(struct tally *tally, const struct skypedpi_verdict *v)
{
    struct tally_signature *s = v->application ? find(tally, v->signature) : NULL;

    if (s) {
        s->decided++;
        if (v->decided_packet) {
            append_number(tally, &s->packets, v->decided_packet);
        }
    }
}

static void settle_proof(struct tally *tally, const char *path)
{
    const char *base = capture_base(path);

    for (size_t i = 0; i < tally->signatures; i++) {
        struct tally_signature *s = &tally->signature[i];
        if (proof_names(s->signature.proof, base)) {
            append_name(tally, s->fired ? &s->proved : &s->silent, base);
        }
    }
}

/* ---- captures ---- */

static void add_row(struct tally *tally, struct tally_capture *capture, const struct row *row,
                    const struct truth *truth)
{
    unsigned application = row->verdict.application;
    struct truth_flow *flow = truth_find(truth, &row->tuple);
    const char *label = flow ? flow->label : "";
    bool named = tally_is_named(application);

    capture->flows++;
    capture->wrong += named && truth_judge(truth, label, tally->db, application) == JUDGED_FALSE;
    if (flow) { /* a five-tuple may be opened anew: one of its flows is enough */
        flow->met = true;
        flow->right |= named && strcmp(skypedpi_db_application_name(tally->db, application), label) == 0;
    }
    for (uint32_t i = 0; i < row->evidence_count; i++) {
        add_evidence(tally, row, truth, &row->evidence[i]);
    }
    add_decision(tally, &row->verdict);
}

static void add_truth(const struct tally *tally, struct tally_capture *capture, const struct truth *truth)
{
    for (size_t i = 0; i < truth->count; i++) {
        const struct truth_flow *flow = &truth->flow[i];
        if (tally_is_named(truth_application(tally->db, flow->label))) {
            capture->found += flow->right;
            capture->missed += !flow->right;
            capture->absent += !flow->met;
        }
    }
}

struct tally_capture *tally_add(struct tally *tally, const struct classifier *classifier, struct truth *truth,
                                const char *path)
{
    struct tally_capture *capture = &tally->capture[tally->captures++];

    *capture = (struct tally_capture){.path = path, .known = truth->known};
    for (size_t i = 0; i < tally->signatures; i++) {
        tally->signature[i].fired = false;
    }
    for (const struct row *row = classifier->rows.first; row; row = row->next) {
        add_row(tally, capture, row, truth);
    }
    for (size_t i = 0; i < classifier->counts.count; i++) {
        add_count(tally, &classifier->counts.item[i], truth);
    }
    add_truth(tally, capture, truth);
    settle_proof(tally, path);
    return capture;
}

void tally_add_without(struct tally_signature *signature, const struct classifier *with,
                       const struct classifier *without)
{
    const struct row *a = with->rows.first, *b = without->rows.first;

    for (; a && b; a = a->next, b = b->next) { /* the same packets make the same flows */
        unsigned application = a->verdict.application;
        signature->only +=
            application == signature->signature.application && b->verdict.application != application;
    }
}
