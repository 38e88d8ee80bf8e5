/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_ENGINE_PLAY_H
#define TESTS_UNIT_ENGINE_PLAY_H

#include <check.h>
#include <stdbool.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "lib/base/time.h"
#include "tests/unit/suite.h"

/* One engine, its flows, and what is said on them, for tests of what flows share. Messages are synthetic: an
 * id, a function and random bytes. */

#define MS      MILLISECOND
#define BEGIN   (5000 * SECOND)
#define REVERSE SKYPEDPI_PACKET_REVERSE
#define TOLD    64

/* Functions of messages. */
enum { COMMAND = 2, ACK = 0x75, NACK = 0x77, DATA = 13 };

/* An address and a port. */
struct place {
    uint8_t family, address[16];
    uint16_t port;
};

struct play {
    skypedpi_db *db;
    skypedpi_engine *engine;
    struct skypedpi_settings settings;
    uint64_t now; /* of the next packet; begins at BEGIN */
    uint32_t noise;
    struct skypedpi_endpoint told[TOLD];
    struct skypedpi_attempt attempt[TOLD];
    unsigned tellings, attempts, verdicts; /* callbacks so far */
};

extern struct play play;

/* A compiled set. */
skypedpi_db *play_compile(const char *text);
/* Two sets side by side. */
skypedpi_db *play_merge(const char *first, const char *second);
/* The set to play with: text, or NULL for that of the library. */
void play_load(const char *text);
/* Another engine in place of the one there is, if any: with default settings, or with play.settings. */
void play_engine(uint32_t endpoints, uint32_t records);
void play_renew(void);
/* Set up: the library's set, 1024 endpoints, 16 records. Tear down. */
void play_begin(void);
void play_end(void);

struct place place_4(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint16_t port);

uint8_t play_byte(void);
/* Uniform, 0 to n - 1. */
uint32_t play_below(uint32_t n);
void play_fill(uint8_t *bytes, size_t length);

skypedpi_flow *play_open(struct place from, struct place to, uint8_t transport);
void play_close(skypedpi_flow *flow);
struct skypedpi_verdict play_verdict(skypedpi_flow *flow);
unsigned play_application(skypedpi_flow *flow);

/* A datagram. The result of feed. */
int play_feed(skypedpi_flow *flow, unsigned reverse, const uint8_t *payload, uint32_t length);
int play_message(skypedpi_flow *flow, unsigned reverse, uint16_t id, uint8_t function, uint32_t length);
int play_data(skypedpi_flow *flow, unsigned reverse, uint32_t length);
/* An ack or NACK with an address in it. */
int play_answer(skypedpi_flow *flow, unsigned reverse, uint16_t id, uint8_t function, struct place named);

/* A UDP flow that is final after two packets: a command, and the NACK that names its sender. */
skypedpi_flow *play_udp(struct place from, struct place to);
/* A TCP flow after its SYN. */
skypedpi_flow *play_syn(struct place from, struct place to);
/* A segment of it; numbers of both directions begin at 1. */
int play_segment(skypedpi_flow *flow, unsigned reverse, uint32_t sequence, const void *payload,
                 uint32_t length);

/* Both directions of a flow send data, each with its size and its gap in milliseconds; 0 sends nothing. */
void play_talk(skypedpi_flow *flow, uint32_t seconds, uint32_t there, uint32_t gap_there, uint32_t back,
               uint32_t gap_back);
/* 67 bytes every 30 ms both ways. */
void play_voice(skypedpi_flow *flow, uint32_t seconds);

#endif
