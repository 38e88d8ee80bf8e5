/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/score.h"

#include "lib/engine/activity.h"
#include "lib/engine/know.h"
#include "lib/engine/text.h"
#include "lib/engine/verdict.h"

static void evidence_callback(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                              const struct signature *s, uint32_t length, unsigned direction, uint64_t time)
{
    if (!engine->settings.on_evidence)
        return;
    const struct skypedpi_evidence evidence = {.size = sizeof evidence,
                                               .signature = s->id,
                                               .time = time,
                                               .packet = flow->packets,
                                               .length = length,
                                               .application = s->application,
                                               .weight = s->weight,
                                               .score = flow->score[slot_of(s->application)],
                                               .reverse = (uint16_t)direction};
    engine->settings.on_evidence(engine->settings.user, flow, &evidence);
}

/* What fired on the flow itself for an application that has no score at present. */
static unsigned fired_sum(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                          unsigned application)
{
    const struct signature *all = engine->db->model.signatures;
    unsigned sum = 0;
    for (int i = 0; i < FIRED_KEPT; i++) {
        const struct signature *s = flow->fired[i] ? &all[(flow->fired[i] & FIRED_NUMBER) - 1u] : NULL;
        if (s && s->application == application && !(flow->fired[i] & FIRED_ADOPTED))
            sum += s->weight;
    }
    return sum < 100 ? sum : 100;
}

/* Makes room for a custom application's score; false if another one has as much. */
static bool custom_slot(const struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                        const struct signature *s)
{
    if (flow->custom == s->application)
        return true;
    unsigned before = fired_sum(engine, flow, s->application);
    if (flow->score[SLOT_CUSTOM] >= before + s->weight)
        return false;
    flow->custom = s->application;
    flow->score[SLOT_CUSTOM] = (uint8_t)before;
    return true;
}

/* Keeps a signature that fired, and makes room for the score of its application; false if there is none. */
static bool fired_keep(const struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                       const struct signature *s, uint32_t signature, unsigned how)
{
    for (int i = 0; i < FIRED_KEPT; i++)
        if (!flow->fired[i]) {
            if (slot_of(s->application) == SLOT_CUSTOM && !custom_slot(engine, flow, s))
                return false;
            flow->fired[i] = (uint16_t)((signature + 1) | how);
            return true;
        }
    return false;
}

/* Of several names the first that tells one. */
static bool release_told(const struct model *m, const struct signature *s, struct view *view,
                         struct skypedpi_release *release)
{
    struct bytes text;
    if (s->version_field != TEXT_TLS_CERTIFICATE)
        return view_text(view, s->version_field, &text) && release_read(m, s, text, release);
    const struct x509_names *names = view_names(view);
    for (size_t i = 0; names && i < names->count; i++)
        if (release_read(m, s, x509_name(names, i), release))
            return true;
    return false;
}

static void version_read(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct signature *s,
                         struct view *view)
{
    struct skypedpi_release release;
    if (s->version_rule == VERSION_NONE || !release_told(&engine->db->model, s, view, &release))
        return;
    flow->exact = release; /* over what was kept of earlier messages: the verdict is final now */
    flow_set(flow, BIT_EXACT);
    flow->score[slot_of(s->application)] = 100; /* who tells his version is known */
}

bool score_add(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint32_t signature,
               struct view *view, uint64_t time)
{
    const struct signature *s = &engine->db->model.signatures[signature];
    unsigned slot = slot_of(s->application);
    if (s->path > flow->path)
        flow->path = s->path & 15u;
    if (!fired_keep(engine, flow, s, signature, FIRED_NOW))
        return false;
    unsigned sum = (unsigned)flow->score[slot] + s->weight;
    flow->score[slot] = (uint8_t)(sum < 100 ? sum : 100);
    engine->stats.evidence++;
    version_read(engine, flow, s, view);
    evidence_callback(engine, flow, s, view->length, view->direction, time);
    return true;
}

void score_settle(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint64_t time)
{
    unsigned before = flow->stage;
    if (verdict_settle(engine, flow))
        know_flow(engine, flow, before, time);
}

void score_adopt_news(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint64_t time)
{
    const struct endpoint *e = know_of(engine, flow);
    if (!e || e->signature == NO_INDEX || engine->settings.likely == engine->settings.final)
        return; /* nothing, or nothing that a flow's own packets need not say */
    const struct signature *s = &engine->db->model.signatures[e->signature];
    unsigned slot = slot_of(e->application), most = engine->settings.final - 1;
    if (!fired_keep(engine, flow, s, e->signature, FIRED_ADOPTED))
        return;
    unsigned worth = e->key.kind == ENDPOINT_TCP ? engine->settings.likely : e->score;
    flow->score[slot] = (uint8_t)(worth < most ? worth : most);
    flow_flag(flow, FLAG_HELPED);
    evidence_callback(engine, flow, s, 0, 0, time);
    verdict_settle(engine, flow);
}

void score_restart(struct skypedpi_engine *engine, struct skypedpi_flow *flow)
{
    bool decided = flow->stage != SKYPEDPI_STAGE_OPEN;
    activity_close(engine, flow);
    native_release(engine, flow); /* what a detector saw of the proxy */
    flow_unflag(flow, SKYPEDPI_FLAG_ENDPOINT | FLAG_HELPED);
    memset(flow->fired, 0, sizeof flow->fired);
    memset(flow->score, 0, sizeof flow->score);
    flow->application = flow->stage = 0;
    flow->activity = flow->mechanism = 0;
    flow->signature = NO_INDEX;
    flow->decided = 0;
    if (decided)
        verdict_call(engine, flow);
}
