/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/script_inside.h"

/* What an embedder may rely on. */

/* That its endpoint is a supernode shows when a flow is asked (role, path and this activity); nobody is called.
 */
static bool activity_same(unsigned a, unsigned b)
{
    bool small_a = a == SKYPEDPI_ACTIVITY_SIGNALLING || a == SKYPEDPI_ACTIVITY_PRESENCE;
    bool small_b = b == SKYPEDPI_ACTIVITY_SIGNALLING || b == SKYPEDPI_ACTIVITY_PRESENCE;
    return a == b || (a == SKYPEDPI_ACTIVITY_SUPERNODE && small_b) ||
           (b == SKYPEDPI_ACTIVITY_SUPERNODE && small_a);
}

static bool same(struct told a, struct told b)
{
    return a.application == b.application && activity_same(a.activity, b.activity) &&
           a.mechanism == b.mechanism && a.stage == b.stage;
}

static bool alike(struct told a, struct told b)
{
    return same(a, b) && a.activity == b.activity;
}

static struct told told_of(const struct skypedpi_verdict *v)
{
    return (struct told){v->application, v->activity, v->mechanism, v->stage};
}

static skypedpi_db *db_of(const struct player *p)
{
    return p->db[p->in_use];
}

static bool signature_there(const struct player *p, uint32_t id)
{
    struct skypedpi_signature s = {.size = sizeof s};
    return skypedpi_db_find(db_of(p), id, &s) == SKYPEDPI_OK && s.id == id;
}

static bool application_there(const struct player *p, unsigned application)
{
    const char *name = skypedpi_db_application_name(db_of(p), application);
    return application == SKYPEDPI_APPLICATION_UNKNOWN || strcmp(name, "unknown") != 0;
}

/* ---- verdicts ---- */

static void fields_check(const struct player *p, const struct skypedpi_verdict *v)
{
    MUST(v->size == sizeof *v);
    MUST(v->confidence <= 100);
    MUST(v->stage <= SKYPEDPI_STAGE_FINAL);
    MUST(v->activity <= SKYPEDPI_ACTIVITY_CALL);
    MUST(v->mechanism <= SKYPEDPI_MECHANISM_PROXY_SOCKS4);
    MUST(v->role <= SKYPEDPI_ROLE_RELAY);
    MUST(v->path <= SKYPEDPI_PATH_PROXY);
    MUST(v->flags < SKYPEDPI_FLAG_ENDPOINT << 1);
    MUST(v->packets <= 65535);
    MUST(v->decided_packet <= v->packets);
    MUST(v->stage != SKYPEDPI_STAGE_OPEN || v->decided_packet == 0);
    MUST(v->call_start <= v->call_end);
    MUST(application_there(p, v->application));
    MUST(v->signature == 0 || signature_there(p, v->signature));
}

/* A final verdict may still learn what its flow is used for, if it is followed. */
static void stage_check(const struct player *p, const struct slot *slot, struct told now)
{
    MUST(now.stage >= slot->told.stage);
    if (slot->told.stage != SKYPEDPI_STAGE_FINAL)
        return;
    MUST(now.application == slot->told.application);
    MUST(p->settings.activity_records || same(now, slot->told));
}

static void verdict_tell(struct player *p, const struct skypedpi_verdict *v)
{
    tale_add(&p->tale, v, sizeof *v);
}

void verdict_check(struct player *p, struct slot *slot, const struct skypedpi_verdict *v)
{
    fields_check(p, v);
    MUST(same(told_of(v), slot->told)); /* who only listens to on_verdict knows as much */
    verdict_tell(p, v);
}

void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *v)
{
    struct player *p = user;
    struct slot *slot = skypedpi_flow_user(flow);
    MUST(slot && slot->flow == flow);
    fields_check(p, v);
    MUST(!slot->done);
    MUST(v->activity == SKYPEDPI_ACTIVITY_SUPERNODE || !alike(told_of(v), slot->told)); /* it changed */
    if (v->stage == SKYPEDPI_STAGE_OPEN) /* a tunnel begins, and with it everything anew */
        MUST((v->flags & SKYPEDPI_FLAG_TUNNELLED) && slot->told.stage == SKYPEDPI_STAGE_LIKELY);
    else
        stage_check(p, slot, told_of(v));
    slot->told = told_of(v);
    verdict_tell(p, v);
}

void told_renew(struct player *p)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    for (struct slot *s = p->slot; s < p->slot + SCRIPT_SLOTS; s++) {
        if (!s->flow)
            continue;
        s->told.application = SKYPEDPI_APPLICATION_UNKNOWN;
        MUST(skypedpi_flow_verdict(p->engine, s->flow, &v) == SKYPEDPI_OK);
        fields_check(p, &v);
        /* undecided again only where the application is gone, and never what was final */
        MUST(v.stage >= s->told.stage ||
             (v.stage == SKYPEDPI_STAGE_OPEN && v.application == SKYPEDPI_APPLICATION_UNKNOWN));
        MUST(s->told.stage != SKYPEDPI_STAGE_FINAL || v.stage == SKYPEDPI_STAGE_FINAL);
        s->told = told_of(&v);
    }
}

/* ---- the other callbacks ---- */

void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e)
{
    struct player *p = user;
    const struct slot *slot = skypedpi_flow_user(flow);
    MUST(slot && slot->flow == flow);
    MUST(!slot->done && slot->told.stage != SKYPEDPI_STAGE_FINAL);
    MUST(e->size == sizeof *e);
    MUST(signature_there(p, e->signature));
    MUST(application_there(p, e->application));
    MUST(e->weight >= 1 && e->weight <= 100);
    MUST(e->score <= 100);
    MUST(e->reverse <= 1);
    MUST(e->packet <= 65535 && (e->packet || !e->length));
    p->evidence_told++;
    tale_add(&p->tale, e, sizeof *e);
}

static bool address_ok(unsigned family, const uint8_t address[16])
{
    static const uint8_t zero[12];
    return family == 6 || (family == 4 && memcmp(address + 4, zero, sizeof zero) == 0);
}

void on_endpoint(void *user, const struct skypedpi_endpoint *e)
{
    struct player *p = user;
    MUST(e->size == sizeof *e);
    MUST(address_ok(e->family, e->address));
    MUST(e->transport == 0 || e->transport == 6 || e->transport == 17);
    MUST(e->transport != 0 || e->port == 0);
    MUST(e->confidence <= 100);
    MUST(e->role <= SKYPEDPI_ROLE_RELAY);
    MUST(application_there(p, e->application));
    MUST(e->signature == 0 || signature_there(p, e->signature));
    tale_add(&p->tale, e, sizeof *e);
}

void on_attempt(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *a)
{
    struct player *p = user;
    const struct slot *slot = skypedpi_flow_user(flow);
    MUST(slot && slot->flow == flow && !slot->done);
    MUST(a->size == sizeof *a);
    MUST(a->number >= 1 && a->number <= 255);
    MUST(a->since <= UINT64_C(300000000000));
    MUST(address_ok(a->family, a->host) && address_ok(a->family, a->address));
    MUST(a->transport == (slot->tcp ? 6 : 17));
    MUST(a->mechanism <= SKYPEDPI_MECHANISM_PROXY_SOCKS4);
    tale_add(&p->tale, a, sizeof *a);
}

/* ---- counters ---- */

void stats_check(struct player *p)
{
    struct skypedpi_stats s = {.size = sizeof s};
    MUST(skypedpi_engine_stats(p->engine, &s) == SKYPEDPI_OK);
    MUST(s.flows_open == p->expect.flows_open);
    MUST(s.flows_opened == p->expect.flows_opened);
    MUST(s.flows_refused == p->expect.flows_refused);
    MUST(s.packets == p->expect.packets);
    MUST(s.packets_decided == p->expect.packets_decided);
    MUST(s.evidence <= p->evidence_told); /* what an endpoint is known for is told, too, and did not fire */
    MUST(s.endpoints_known == 0 || p->settings.max_endpoints);
    tale_add(&p->tale, &s, sizeof s);
}
