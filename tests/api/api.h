/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_API_API_H
#define TESTS_API_API_H

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "tests/unit/suite.h"

/* What the tests of the API share. They see public headers and the shared library, as an embedder does. */

#define MS           1000000ull
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A whole signature; CLAUSES holds at least transport, packet and weight. */
#define SIGNATURE(name, id, clauses)                                                                           \
    "signature " name " { id " #id                                                                             \
    " era any mechanism none activity none source \"a test\" proof \"a test\" " clauses " }\n"

enum { UDP = 17, TCP = 6 };

/* 192.0.2.1:40000 to 198.51.100.2:33033 */
static inline struct skypedpi_tuple tuple_of(uint8_t transport)
{
    return (struct skypedpi_tuple){.size = sizeof(struct skypedpi_tuple),
                                   .family = 4,
                                   .transport = transport,
                                   .source_port = 40000,
                                   .destination_port = 33033,
                                   .source = {192, 0, 2, 1},
                                   .destination = {198, 51, 100, 2}};
}

static inline struct skypedpi_packet packet_of(uint32_t flags, uint64_t ms, const void *payload, size_t length)
{
    return (struct skypedpi_packet){.size = sizeof(struct skypedpi_packet),
                                    .flags = flags,
                                    .time = ms * MS,
                                    .length = (uint32_t)length,
                                    .captured = (uint32_t)length,
                                    .payload = payload};
}

/* The database of a text that may call a detector of the test; NULL: it calls none. */
static inline skypedpi_db *db_calling(const char *text, const struct skypedpi_native *native)
{
    struct skypedpi_diagnostic entry = {0};
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 1, .entry = &entry};
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    if (native)
        ck_assert_int_eq(skypedpi_sigset_add_native(set, native), SKYPEDPI_OK);
    if (skypedpi_sigset_add_text(set, "test", text, strlen(text), &found) != SKYPEDPI_OK ||
        skypedpi_sigset_compile(set, &found, &db) != SKYPEDPI_OK)
        ck_abort_msg("line %u: %s", entry.line, entry.text);
    skypedpi_sigset_free(set);
    return db;
}

static inline skypedpi_db *db_of(const char *text)
{
    return db_calling(text, NULL);
}

static inline skypedpi_db *db_builtin(void)
{
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_db_builtin(&db), SKYPEDPI_OK);
    return db;
}

static inline struct skypedpi_settings settings_small(void)
{
    struct skypedpi_settings settings;
    skypedpi_settings_init(&settings);
    settings.max_flows = 8;
    settings.max_endpoints = 0; /* each flow by itself */
    settings.stream_buffers = 4;
    settings.native_records = 4;
    return settings;
}

static inline skypedpi_engine *engine_of(skypedpi_db *db, const struct skypedpi_settings *settings)
{
    skypedpi_engine *engine = NULL;
    ck_assert_int_eq(skypedpi_engine_new(db, settings, &engine), SKYPEDPI_OK);
    return engine;
}

static inline skypedpi_flow *flow_of(skypedpi_engine *engine, uint8_t transport)
{
    const struct skypedpi_tuple tuple = tuple_of(transport);
    skypedpi_flow *flow = NULL;
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &flow), SKYPEDPI_OK);
    return flow;
}

/* A datagram of text. */
static inline int feed(skypedpi_engine *engine, skypedpi_flow *flow, uint32_t flags, uint64_t ms,
                       const char *text)
{
    const struct skypedpi_packet packet = packet_of(flags, ms, text, strlen(text));
    return skypedpi_flow_feed(engine, flow, &packet);
}

static inline struct skypedpi_verdict verdict_of(skypedpi_engine *engine, skypedpi_flow *flow)
{
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    ck_assert_int_eq(skypedpi_flow_verdict(engine, flow, &verdict), SKYPEDPI_OK);
    return verdict;
}

static inline struct skypedpi_stats stats_of(const skypedpi_engine *engine)
{
    struct skypedpi_stats stats = {.size = sizeof stats};
    ck_assert_int_eq(skypedpi_engine_stats(engine, &stats), SKYPEDPI_OK);
    return stats;
}

/* A database's image; the caller frees it. */
static inline uint8_t *image_of(const skypedpi_db *db, size_t *length)
{
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, length), SKYPEDPI_E_FULL);
    uint8_t *image = malloc(*length);
    ck_assert_ptr_nonnull(image);
    ck_assert_int_eq(skypedpi_db_save(db, image, *length, length), SKYPEDPI_OK);
    return image;
}

#endif
