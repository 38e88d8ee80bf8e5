/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_PROBE_IPFIX_COLLECTOR_H
#define TESTS_PROBE_IPFIX_COLLECTOR_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <fixbuf/public.h>

/* A collector on loopback that reads every field back with libfixbuf. */

struct got_flow {
    uint16_t template_id;
    char application_name[64], user[64], user_again[64], group[64], release[64], signature_name[64];
    uint64_t flow, start_ns, end_ns, start_ms, end_ms;
    uint64_t bytes[2], packets[2];
    uint8_t source4[4], destination4[4], source6[16], destination6[16];
    uint32_t call_milliseconds, calls, signature, flags;
    uint16_t source_port, destination_port;
    uint32_t application; /* selector; 0xffffff: another engine than 6 */
    uint8_t version, protocol, end_reason, direction;
    uint8_t activity, mechanism, role, path, confidence, stage, decision;
};

struct got_name {
    uint32_t application;
    char name[65], description[65];
};

struct got_element {
    uint32_t enterprise;
    uint16_t id;
    uint8_t type, semantics;
    uint16_t units;
    uint64_t most;
    char name[64], description[512];
};

struct got_loss {
    uint64_t records, packets, bytes;
};

#define COLLECTOR_FLOWS 400000

struct collector {
    bool stream;
    uint16_t port;
    int listener, connection;
    fbInfoModel_t *model;
    fBuf_t *buffer; /* of the transport session */
    uint8_t *pending;
    size_t have;
    struct got_flow *flows; /* COLLECTOR_FLOWS of them */
    uint32_t flow_count;
    struct got_name names[600];
    uint32_t name_count;
    struct got_element elements[64];
    uint32_t element_count;
    struct got_loss loss;
    uint32_t loss_count;
    uint32_t messages, templates, longest, sets_in_vain;
    uint32_t unnamed;          /* flows of an application that was not told to have that name */
    uint32_t domain, sequence; /* of the last message, and what the next should have */
    bool sequence_right;
};

void collector_open(struct collector *collector, bool stream);
void collector_close(struct collector *collector);
/* "tcp://127.0.0.1:PORT", until the next call. */
const char *collector_url(const struct collector *collector);

void collector_deafen(struct collector *collector); /* nobody can connect */
void collector_listen(struct collector *collector); /* again, on the same port */
bool collector_accept(struct collector *collector, int milliseconds);
void collector_hang_up(struct collector *collector);

/* Reads until nothing came for so long, or the other side has closed. */
void collector_read(struct collector *collector, int milliseconds);
/* Reads in a thread of its own, until the other side has closed, or nothing came for a minute. */
pthread_t collector_read_on(struct collector *collector);
/* Waits until something has come, and no more comes: the other side can send nothing until it is read. */
void collector_fill(struct collector *collector);
/* Takes what has come without reading it: for the other side it has arrived, and then the connection breaks. */
void collector_peek(struct collector *collector);
/* Reads until a counter of it is there; fails if that takes too long. */
void collector_read_until(struct collector *collector, const uint32_t *counter, uint64_t value);

#endif
