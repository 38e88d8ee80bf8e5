/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tests/fuzz/fuzz.h"

enum { FLOWS = 6, PACKETS = 12 };

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *evidence)
{
    struct tally *tally = user;
    (void)flow;
    tally->evidence += evidence->weight > 0;
}

void engine_make(struct fuzz *f)
{
    struct skypedpi_settings settings;
    skypedpi_settings_init(&settings);
    settings.max_flows = FLOWS;
    settings.max_endpoints = 64;
    settings.stream_buffers = 2;
    settings.native_records = settings.activity_records = 3;
    settings.user = f->tally;
    settings.on_evidence = on_evidence;
    must(skypedpi_engine_new(f->base, &settings, &f->engine) == SKYPEDPI_OK, "no engine");
}

static uint32_t payload_fill(uint8_t payload[300], struct random *r)
{
    static const uint8_t begin[][12] = {{0x15, 0xe8, 2, 0xb7, 0x2f, 0xed},
                                        {22, 3, 1, 0, 40, 1, 0, 0, 36, 3, 1},
                                        {0x16, 3, 1, 0, 0, 0x16, 3, 1, 0, 4},
                                        {'G', 'E', 'T', ' ', '/', 'x', ' ', 'H', 'T', 'T', 'P', '/'},
                                        {0, 1, 0, 84, 0x21, 0x12, 0xa4, 0x42},
                                        {0x80, 0, 0, 1, 2, 3},
                                        {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0},
                                        {3, 1, 2}};
    static const uint16_t lengths[] = {1, 4, 11, 18, 26, 48, 49, 8, 14, 300};
    uint32_t length = random_below(r, 2) ? random_below(r, 300) : lengths[random_below(r, 10)];
    for (uint32_t i = 0; i < length; i += 4) {
        uint32_t word = random_below(r, UINT32_MAX);
        memcpy(payload + i, &word, 4);
    }
    if (random_below(r, 4))
        memcpy(payload, begin[random_below(r, 8)], 12);
    return length;
}

static void flow_play(struct fuzz *f, unsigned number, struct random *r)
{
    struct skypedpi_tuple tuple = {.size = sizeof tuple, .family = 4, .transport = number % 2 ? 6 : 17};
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    uint8_t payload[304];
    skypedpi_flow *flow = NULL;
    tuple.source[3] = 1;
    tuple.source_port = 4000;
    tuple.destination[3] = (uint8_t)random_below(r, 8);
    tuple.destination_port = random_below(r, 2) ? 80 : 12340;
    must(skypedpi_flow_open(f->engine, &tuple, &flow) == SKYPEDPI_OK, "no flow");
    for (uint32_t n = 0, at = 1; n < PACKETS; n++) {
        uint32_t length = payload_fill(payload, r);
        const struct skypedpi_packet p = {
            .size = sizeof p,
            .flags = random_below(r, 2),
            .time = (number * PACKETS + n) * 30000000u,
            .length = length,
            .captured = length - (length ? random_below(r, 2) * random_below(r, length) : 0),
            .sequence = at,
            .tcp_flags = n ? SKYPEDPI_TCP_ACK : SKYPEDPI_TCP_SYN,
            .payload = payload};
        must(skypedpi_flow_feed(f->engine, flow, &p) >= 0, "a packet was refused");
        at += length;
    }
    if (number < FLOWS - 1) { /* one stays open for the next set */
        must(skypedpi_flow_close(f->engine, flow, &verdict) == SKYPEDPI_OK, "a flow did not close");
        must(verdict.confidence <= 100 && verdict.stage <= SKYPEDPI_STAGE_FINAL, "an impossible verdict");
    } else {
        skypedpi_flow_set_user(flow, flow);
    }
}

static void db_read(struct fuzz *f, const skypedpi_db *db)
{
    struct skypedpi_db_info info = {.size = sizeof info};
    struct skypedpi_signature s = {.size = sizeof s}, again = s;
    char text[1024];
    for (uint32_t i = 0; skypedpi_db_set(db, i, &info) == SKYPEDPI_OK; i++)
        must(strlen(info.name) > 0 && strlen(info.version) > 0, "a set without a name");
    for (uint32_t i = 0; i < 12 && skypedpi_db_signature(db, i, &s) == SKYPEDPI_OK; i++) {
        must(skypedpi_db_find(db, s.id, &again) == SKYPEDPI_OK && again.name == s.name,
             "a signature is not found");
        must(strlen(s.name) + strlen(s.source) + strlen(s.proof) + strlen(s.set) > 0, "no text");
        must(strlen(skypedpi_db_application_name(db, s.application)) > 0, "no application");
        f->tally->printed += skypedpi_db_print(db, s.id, text, sizeof text) == SKYPEDPI_OK;
    }
}

void db_use(struct fuzz *f, skypedpi_db *db, struct random *r)
{
    skypedpi_db *part[] = {f->base, db}, *all = NULL;
    skypedpi_db *used = db;
    if (random_below(r, 4) == 0 && skypedpi_db_merge(part, 2, NULL, &all) == SKYPEDPI_OK) {
        f->tally->merged++;
        used = all;
    }
    db_read(f, used);
    must(skypedpi_engine_set_db(f->engine, used) == SKYPEDPI_OK, "a set was refused");
    for (unsigned i = 0; i < FLOWS; i++)
        flow_play(f, i, r);
    skypedpi_db_unref(all);
}
