/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/unit/engine_play.h"

struct play play;

static void on_endpoint(void *user, const struct skypedpi_endpoint *endpoint)
{
    (void)user;
    play.told[play.tellings++ % TOLD] = *endpoint;
}

static void on_attempt(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *attempt)
{
    (void)user;
    ck_assert_ptr_nonnull(flow);
    play.attempt[play.attempts++ % TOLD] = *attempt;
}

static void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict)
{
    (void)user;
    ck_assert_ptr_nonnull(flow);
    ck_assert_uint_eq(verdict->size, sizeof *verdict);
    play.verdicts++;
}

skypedpi_db *play_compile(const char *text)
{
    skypedpi_sigset *set;
    skypedpi_db *db;
    struct skypedpi_diagnostic entry[1] = {{.text = ""}};
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 1, .entry = entry};
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    int result = skypedpi_sigset_add_text(set, "test", text, strlen(text), &found);
    ck_assert_msg(result == SKYPEDPI_OK, "%s", entry[0].text);
    result = skypedpi_sigset_compile(set, &found, &db);
    ck_assert_msg(result == SKYPEDPI_OK, "%s", entry[0].text);
    skypedpi_sigset_free(set);
    return db;
}

skypedpi_db *play_merge(const char *first, const char *second)
{
    skypedpi_db *part[] = {play_compile(first), play_compile(second)}, *db = NULL;
    ck_assert_int_eq(skypedpi_db_merge(part, 2, NULL, &db), SKYPEDPI_OK);
    skypedpi_db_unref(part[0]);
    skypedpi_db_unref(part[1]);
    return db;
}

void play_load(const char *text)
{
    skypedpi_db_unref(play.db);
    play.db = NULL;
    if (text)
        play.db = play_compile(text);
    else
        ck_assert_int_eq(skypedpi_db_builtin(&play.db), SKYPEDPI_OK);
}

void play_renew(void)
{
    skypedpi_engine_free(play.engine);
    ck_assert_int_eq(skypedpi_engine_new(play.db, &play.settings, &play.engine), SKYPEDPI_OK);
}

void play_engine(uint32_t endpoints, uint32_t records)
{
    skypedpi_settings_init(&play.settings);
    play.settings.max_flows = 4096;
    play.settings.max_endpoints = endpoints;
    play.settings.activity_records = records;
    play.settings.hash_seed[0] = 7;
    play.settings.on_endpoint = on_endpoint;
    play.settings.on_attempt = on_attempt;
    play.settings.on_verdict = on_verdict;
    play_renew();
}

void play_begin(void)
{
    play = (struct play){.now = BEGIN, .noise = 1};
    play_load(NULL);
    play_engine(1024, 16);
}

void play_end(void)
{
    skypedpi_engine_free(play.engine);
    skypedpi_db_unref(play.db);
}

struct place place_4(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint16_t port)
{
    return (struct place){4, {a, b, c, d}, port};
}

uint8_t play_byte(void)
{
    play.noise = play.noise * 1664525u + 1013904223u;
    return (uint8_t)(play.noise >> 24);
}

uint32_t play_below(uint32_t n)
{
    uint32_t high = play_byte();
    return (high << 8 | play_byte()) * n >> 16;
}

void play_fill(uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        bytes[i] = play_byte();
}

skypedpi_flow *play_open(struct place from, struct place to, uint8_t transport)
{
    struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                   .family = from.family,
                                   .transport = transport,
                                   .source_port = from.port,
                                   .destination_port = to.port};
    skypedpi_flow *flow = NULL;
    memcpy(tuple.source, from.address, sizeof tuple.source);
    memcpy(tuple.destination, to.address, sizeof tuple.destination);
    ck_assert_int_eq(skypedpi_flow_open(play.engine, &tuple, &flow), SKYPEDPI_OK);
    return flow;
}

void play_close(skypedpi_flow *flow)
{
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow, NULL), SKYPEDPI_OK);
}

struct skypedpi_verdict play_verdict(skypedpi_flow *flow)
{
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    ck_assert_int_eq(skypedpi_flow_verdict(play.engine, flow, &verdict), SKYPEDPI_OK);
    return verdict;
}

unsigned play_application(skypedpi_flow *flow)
{
    return play_verdict(flow).application;
}

static int feed(skypedpi_flow *flow, const struct skypedpi_packet *packet)
{
    int result = skypedpi_flow_feed(play.engine, flow, packet);
    ck_assert_int_ge(result, 0);
    return result;
}

int play_feed(skypedpi_flow *flow, unsigned reverse, const uint8_t *payload, uint32_t length)
{
    return feed(flow, &(struct skypedpi_packet){.size = sizeof(struct skypedpi_packet),
                                                .flags = reverse,
                                                .time = play.now,
                                                .length = length,
                                                .captured = length,
                                                .payload = payload});
}

int play_message(skypedpi_flow *flow, unsigned reverse, uint16_t id, uint8_t function, uint32_t length)
{
    uint8_t payload[1400];
    ck_assert_uint_le(length, sizeof payload);
    play_fill(payload, length < 3 ? 3 : length);
    payload[0] = (uint8_t)(id >> 8);
    payload[1] = (uint8_t)id;
    payload[2] = function;
    return play_feed(flow, reverse, payload, length);
}

int play_data(skypedpi_flow *flow, unsigned reverse, uint32_t length)
{
    return play_message(flow, reverse, (uint16_t)play_below(65536), DATA, length);
}

int play_answer(skypedpi_flow *flow, unsigned reverse, uint16_t id, uint8_t function, struct place named)
{
    uint8_t payload[11];
    play_fill(payload, sizeof payload);
    payload[0] = (uint8_t)(id >> 8);
    payload[1] = (uint8_t)id;
    payload[2] = function;
    memcpy(payload + 3, named.address, 4);
    return play_feed(flow, reverse, payload, sizeof payload);
}

skypedpi_flow *play_udp(struct place from, struct place to)
{
    skypedpi_flow *flow = play_open(from, to, 17);
    play_message(flow, 0, 0x15f2, COMMAND, 18);
    play_answer(flow, REVERSE, 0x15f2, NACK, from);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
    return flow;
}

skypedpi_flow *play_syn(struct place from, struct place to)
{
    skypedpi_flow *flow = play_open(from, to, 6);
    feed(flow, &(struct skypedpi_packet){
                   .size = sizeof(struct skypedpi_packet), .time = play.now, .tcp_flags = SKYPEDPI_TCP_SYN});
    return flow;
}

int play_segment(skypedpi_flow *flow, unsigned reverse, uint32_t sequence, const void *payload, uint32_t length)
{
    return feed(flow, &(struct skypedpi_packet){.size = sizeof(struct skypedpi_packet),
                                                .flags = reverse,
                                                .time = play.now,
                                                .length = length,
                                                .captured = length,
                                                .sequence = sequence,
                                                .payload = payload});
}

void play_talk(skypedpi_flow *flow, uint32_t seconds, uint32_t there, uint32_t gap_there, uint32_t back,
               uint32_t gap_back)
{
    uint64_t end = play.now + seconds * SECOND;
    for (uint32_t ms = 0; play.now < end; ms++, play.now += MS) {
        if (there && ms % gap_there == 0)
            play_data(flow, 0, there);
        if (back && ms % gap_back == 0)
            play_data(flow, REVERSE, back);
    }
}

void play_voice(skypedpi_flow *flow, uint32_t seconds)
{
    play_talk(flow, seconds, 67, 30, 67, 30);
}
