/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/golden/golden.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Feeds a flow, and writes down what the library says of it. */

void page_write(struct page *page, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(page->text + page->length, sizeof page->text - page->length, format, arguments);
    va_end(arguments);
    if (n < 0 || (size_t)n >= sizeof page->text - page->length) {
        fprintf(stderr, "golden: page full\n");
        exit(2);
    }
    page->length += (size_t)n;
}

static void must(int result, const char *what)
{
    if (result >= 0)
        return;
    fprintf(stderr, "golden: %s: %s\n", what, skypedpi_error_text(result));
    exit(2);
}

struct playing {
    struct world *world;
    struct page *page;
};

static struct skypedpi_signature signature_of(const struct world *world, uint32_t id)
{
    struct skypedpi_signature s = {.size = sizeof s};
    must(skypedpi_db_find(world->db, id, &s), "find");
    return s;
}

static void fired(struct world *world, uint32_t id)
{
    struct skypedpi_signature s = {.size = sizeof s};
    for (uint32_t i = 0; i < world->signatures && skypedpi_db_signature(world->db, i, &s) == SKYPEDPI_OK; i++)
        if (s.id == id)
            world->fired[i] = true;
}

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e)
{
    struct playing *p = user;
    (void)flow;
    if (!p->page)
        return;
    fired(p->world, e->signature);
    page_write(p->page, "packet %u %c %4u bytes  %u %s: %s +%u = %u\n", e->packet, e->reverse ? '<' : '>',
               e->length, e->signature, signature_of(p->world, e->signature).name,
               skypedpi_db_application_name(p->world->db, e->application), e->weight, e->score);
}

/* ---- the verdict in words ---- */

static void release_write(struct page *page, const struct skypedpi_release *release)
{
    if (release->part[0] == SKYPEDPI_RELEASE_ANY)
        page_write(page, "any");
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS && release->part[i] != SKYPEDPI_RELEASE_ANY; i++)
        page_write(page, "%s%u", i ? "." : "", release->part[i]);
}

static void era_write(struct page *page, const struct skypedpi_verdict *v)
{
    page_write(page, ", era ");
    release_write(page, &v->era_first);
    if (memcmp(&v->era_first, &v->era_last, sizeof v->era_first) != 0) {
        page_write(page, " - ");
        release_write(page, &v->era_last);
    }
}

static void flags_write(struct page *page, uint32_t flags)
{
    page_write(page, "flags");
    for (unsigned bit = 0; bit < 32; bit++)
        if (flags & 1u << bit)
            page_write(page, " %s", skypedpi_flag_name(1u << bit));
    page_write(page, flags ? "\n" : " none\n");
}

static void verdict_write(const struct world *world, struct page *page, const struct skypedpi_verdict *v)
{
    page_write(page, "%s %s %s, %s %u", skypedpi_db_application_name(world->db, v->application),
               skypedpi_activity_name(v->activity), skypedpi_mechanism_name(v->mechanism),
               skypedpi_stage_name(v->stage), v->confidence);
    if (v->decided_packet)
        page_write(page, ", packet %u of %u", v->decided_packet, v->packets);
    else
        page_write(page, ", %u packets", v->packets);
    if (v->signature)
        page_write(page, "\nby %u %s", v->signature, signature_of(world, v->signature).name);
    else
        page_write(page, "\nby nothing");
    era_write(page, v);
    page_write(page, "\n");
    flags_write(page, v->flags);
    if (v->path)
        page_write(page, "path %s\n", skypedpi_path_name(v->path));
}

/* ---- feeding ---- */

static skypedpi_engine *engine_open(struct playing *p, bool patient)
{
    struct skypedpi_settings settings;
    skypedpi_engine *engine;
    skypedpi_settings_init(&settings);
    settings.max_endpoints = 0; /* each flow by itself */
    settings.max_flows = 1;
    settings.stream_buffers = 1;
    settings.native_records = 1;
    settings.user = p;
    settings.on_evidence = on_evidence;
    if (patient)
        settings.tcp_budget = 65535;
    must(skypedpi_engine_new(p->world->db, &settings, &engine), "engine");
    return engine;
}

struct outcome play(struct world *world, const struct traffic *traffic, bool patient, struct page *page)
{
    struct playing p = {world, page};
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    skypedpi_engine *engine = engine_open(&p, patient);
    skypedpi_flow *flow;
    must(skypedpi_flow_open(engine, &traffic->tuple, &flow), "open");
    for (size_t i = 0; i < traffic->count; i++)
        must(skypedpi_flow_feed(engine, flow, &traffic->packet[i]), "feed");
    must(skypedpi_flow_close(engine, flow, &verdict), "close");
    skypedpi_engine_free(engine);
    if (page)
        verdict_write(world, page, &verdict);
    return (struct outcome){verdict.application, verdict.mechanism, verdict.signature};
}

bool outcome_same(struct outcome a, struct outcome b)
{
    return a.application == b.application && a.mechanism == b.mechanism && a.signature == b.signature;
}

/* ---- expectations ---- */

/* The same flow over IPv6. */
static void to_ipv6(struct skypedpi_tuple *tuple)
{
    static const uint8_t prefix[12] = {0x20, 0x01, 0x0d, 0xb8};
    uint8_t *const addresses[] = {tuple->source, tuple->destination};
    for (int i = 0; i < 2; i++) {
        memcpy(addresses[i] + 12, addresses[i], 4);
        memcpy(addresses[i], prefix, sizeof prefix);
    }
    tuple->family = 6;
}

/* The same flow as a tap sees it that stands in one direction's way only. False if nothing is said in it. */
static bool one_way(struct traffic *to, const struct traffic *from, uint32_t direction)
{
    bool says = false;
    to->tuple = from->tuple;
    to->count = 0;
    for (size_t i = 0; i < from->count; i++)
        if (from->packet[i].flags == direction) {
            to->packet[to->count++] = from->packet[i];
            says = says || from->packet[i].length;
        }
    return says;
}

/* A part of its own only where the outcome differs from that of the whole. */
static void part_write(struct world *world, const char *name, const struct traffic *traffic,
                       struct outcome whole, struct page *page)
{
    if (outcome_same(play(world, traffic, false, NULL), whole))
        return;
    page_write(page, "--- %s\n", name);
    play(world, traffic, false, page);
}

struct outcome expectations_write(struct world *world, const struct replay *replay, struct page *page)
{
    static struct traffic other;
    page->length = 0;
    page_write(page, "--- whole\n");
    struct outcome whole = play(world, &replay->traffic, false, page);
    if (one_way(&other, &replay->traffic, 0))
        part_write(world, "only >", &other, whole, page);
    if (one_way(&other, &replay->traffic, SKYPEDPI_PACKET_REVERSE))
        part_write(world, "only <", &other, whole, page);
    if (replay->traffic.tuple.family == 4) {
        other = replay->traffic;
        to_ipv6(&other.tuple);
        part_write(world, "ipv6", &other, whole, page);
    }
    return whole;
}
