/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_DATA_H
#define EXAMPLES_PROBE_IPFIX_DATA_H

#include <fixbuf/public.h>
#include "examples/probe/ipfix/ipfix_model.h"
#include "examples/probe/ipfix/ipfix_queue.h"

/* Records as libfixbuf takes them: fields lie without gaps, in the order of the templates in ipfix_model.c. */
struct ipfix_flow_data {
    fbVarfield_t application_name, user, user_again, group, release, signature_name;
    uint64_t flow, start_ns, end_ns, start_ms, end_ms;
    uint64_t bytes, packets, reverse_bytes, reverse_packets;
    uint32_t source4, destination4;
    uint8_t source6[16], destination6[16];
    uint32_t call_milliseconds, calls, signature, flags;
    uint16_t source_port, destination_port;
    uint8_t application[IPFIX_APPLICATION_ID];
    uint8_t version, protocol, end_reason, direction;
    uint8_t activity, mechanism, role, path, confidence, stage, decision;
};

struct ipfix_application_data {
    uint8_t application[IPFIX_APPLICATION_ID];
    char name[IPFIX_NAME_ROOM], description[IPFIX_NAME_ROOM];
};

struct ipfix_not_sent_data {
    uint32_t process;
    uint8_t padding[4];
    uint64_t records, packets, bytes;
};

/* Names in them point into what they are made of. */
struct ipfix_flow_data ipfix_data_flow(const struct ipfix_record *record);
struct ipfix_application_data ipfix_data_application(unsigned application, const struct ipfix_text *name);
struct ipfix_not_sent_data ipfix_data_not_sent(const struct ipfix_loss *lost);

#endif
