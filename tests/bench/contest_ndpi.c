/* SPDX-License-Identifier: BSD-2-Clause */
#include <ndpi_api.h>
#include <stdlib.h>
#include <string.h>
#include "tests/bench/contestant.h"

/* libndpi as its own ndpiReader uses it (reader_util.c of 4.2): a module for each thread, flows from
 * ndpi_flow_malloc(), fed until a protocol is named and no more is to be learned of it, or for 24 UDP or 80 TCP
 * packets, then asked for its best guess; a flow's memory is given back as soon as it is done. */

#pragma GCC diagnostic ignored "-Wconversion" /* in its macros */

#define UDP_PACKETS 24
#define TCP_PACKETS 80
#define MILLISECOND 1000000

static void *make_module(const NDPI_PROTOCOL_BITMASK *wanted)
{
    struct ndpi_detection_module_struct *module = checked(ndpi_init_detection_module(ndpi_no_prefs));

    ndpi_set_protocol_detection_bitmask2(module, wanted);
    ndpi_finalize_initialization(module);
    return module;
}

static void *make_all(uint32_t flows)
{
    NDPI_PROTOCOL_BITMASK wanted;

    (void)flows;
    NDPI_BITMASK_SET_ALL(wanted);
    return make_module(&wanted);
}

/* Its Skype dissector, and those by which it knows Skype's calls, server names and host names. */
static void *make_skype(uint32_t flows)
{
    static const uint16_t protocols[] = {
        NDPI_PROTOCOL_SKYPE_TEAMS, NDPI_PROTOCOL_SKYPE_CALL, NDPI_PROTOCOL_MSTEAMS, NDPI_PROTOCOL_STUN,
        NDPI_PROTOCOL_TLS,         NDPI_PROTOCOL_HTTP,       NDPI_PROTOCOL_DNS};
    NDPI_PROTOCOL_BITMASK wanted;

    (void)flows;
    NDPI_BITMASK_RESET(wanted);
    for (size_t i = 0; i < sizeof(protocols) / sizeof(*protocols); i++) {
        NDPI_BITMASK_ADD(wanted, protocols[i]);
    }
    return make_module(&wanted);
}

static void unmake(void *self)
{
    ndpi_exit_detection_module(self);
}

static void open_flow(void *self, struct slot *slot, const struct skypedpi_tuple *tuple)
{
    (void)self;
    (void)tuple;
    slot->state = checked(ndpi_flow_malloc(SIZEOF_FLOW_STRUCT));
    memset(slot->state, 0, SIZEOF_FLOW_STRUCT);
}

static void finish(void *self, struct slot *slot)
{
    u_int8_t guessed;

    if (slot->protocol == NDPI_PROTOCOL_UNKNOWN) {
        slot->protocol = ndpi_detection_giveup(self, slot->state, 1, &guessed).app_protocol;
    }
    ndpi_free_flow(slot->state);
    slot->state = NULL;
    slot->done = true;
}

static void feed(void *self, struct slot *slot, const struct stream_packet *packet)
{
    const uint8_t *ip = packet->frame + STREAM_IP;
    uint16_t length = (uint16_t)(packet->length - STREAM_IP);
    bool enough = ++slot->packets > (packet->udp ? UDP_PACKETS : TCP_PACKETS);

    slot->protocol =
        ndpi_detection_process_packet(self, slot->state, ip, length, packet->packet.time / MILLISECOND)
            .app_protocol;
    if (enough ||
        (slot->protocol != NDPI_PROTOCOL_UNKNOWN && !ndpi_extra_dissection_possible(self, slot->state))) {
        finish(self, slot);
    }
}

static void close_flow(void *self, struct slot *slot)
{
    if (!slot->done) {
        finish(self, slot);
    }
    slot->skype = slot->protocol == NDPI_PROTOCOL_SKYPE_TEAMS || slot->protocol == NDPI_PROTOCOL_SKYPE_CALL;
}

const struct contestant contest_ndpi = {
    .name = "libndpi",
    .classifies = true,
    .make = make_all,
    .free = unmake,
    .open = open_flow,
    .feed = feed,
    .close = close_flow,
};

const struct contestant contest_ndpi_skype = {
    .name = "libndpi-skype",
    .classifies = true,
    .make = make_skype,
    .free = unmake,
    .open = open_flow,
    .feed = feed,
    .close = close_flow,
};
