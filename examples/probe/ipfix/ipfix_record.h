/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_RECORD_H
#define EXAMPLES_PROBE_IPFIX_RECORD_H

#include "examples/probe/event.h"

/* What is exported, as it waits in the queue: nothing in it points anywhere. */

/* Number of the application that traffic in no flow is filed under. */
#define IPFIX_UNFOLLOWED 0xffffu

/* flowEndReason (RFC 5102). */
enum ipfix_end {
    IPFIX_END_IDLE = 1,
    IPFIX_END_ACTIVE = 2,   /* goes on: told of in between */
    IPFIX_END_DETECTED = 3, /* FIN or RST */
    IPFIX_END_FORCED = 4,   /* the probe ends */
    IPFIX_END_NO_ROOM = 5
};

/* A name: UTF-8 without control characters, whatever it was made of. */
struct ipfix_text {
    uint8_t length;
    char text[63];
};

struct ipfix_record {
    struct skypedpi_tuple tuple; /* family 0: traffic in no flow */
    uint16_t application;
    uint8_t end_reason; /* enum ipfix_end */
    uint8_t decision;   /* enum skypedpi_action */
    uint64_t flow;      /* number of the connection; the same in all its records */
    uint64_t start, end;
    struct skypedpi_usage usage; /* since the connection's record before this one */
    uint32_t flags, signature;
    uint8_t activity, mechanism, role, path, confidence, stage;
    struct ipfix_text user, group, application_name, release, signature_name;
    uint64_t stream_end; /* the exporter's: where in the stream the message with it ends */
};

struct ipfix_text ipfix_text(const char *name);

/* A connection. Its usage and times are all of it; the caller takes off what was told before. */
struct ipfix_record ipfix_record_connection(const struct connection *connection, enum ipfix_end reason);
/* Traffic in no flow, both directions in one. */
struct ipfix_record ipfix_record_unfollowed(const struct interval *interval);
enum ipfix_end ipfix_record_end(uint16_t why);

#endif
