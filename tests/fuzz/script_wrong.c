/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/script_inside.h"

/* Calls that must be refused. That they change nothing shows in the counters, and in what comes after. */

/* Of a final flow a packet need not even be looked at: it is when its activity is followed, which a swap may
 * end. */
static bool refused(struct player *p, struct slot *slot, const struct skypedpi_packet *packet, int error)
{
    int result = skypedpi_flow_feed(p->engine, slot->flow, packet);
    if (result == SKYPEDPI_DONE && slot->told.stage == SKYPEDPI_STAGE_FINAL) {
        p->expect.packets_decided++;
        return true;
    }
    return result == error && !slot->done;
}

static void wrong_flow_calls(struct player *p, struct slot *slot)
{
    struct skypedpi_packet packet = {
        .size = sizeof packet, .length = 1, .captured = 2, .payload = (const uint8_t *)""};
    struct skypedpi_verdict small = {.size = 3}, *none = NULL;
    MUST(refused(p, slot, &packet, SKYPEDPI_E_ARGUMENT));
    packet = (struct skypedpi_packet){.size = sizeof packet - 1};
    MUST(refused(p, slot, &packet, SKYPEDPI_E_SIZE));
    packet = (struct skypedpi_packet){.size = sizeof packet, .length = 1, .captured = 1};
    MUST(refused(p, slot, &packet, SKYPEDPI_E_ARGUMENT));
    MUST(skypedpi_flow_feed(p->engine, slot->flow, NULL) == SKYPEDPI_E_ARGUMENT);
    MUST(skypedpi_flow_verdict(p->engine, slot->flow, none) == SKYPEDPI_E_ARGUMENT);
    MUST(skypedpi_flow_verdict(p->engine, slot->flow, &small) == SKYPEDPI_E_SIZE);
    MUST(skypedpi_flow_close(p->engine, slot->flow, &small) == SKYPEDPI_E_SIZE);
}

void wrong_calls(struct player *p, struct slot *slot)
{
    struct skypedpi_tuple tuple = {.size = sizeof tuple, .family = 5, .transport = 6};
    struct skypedpi_stats stats = {.size = 0};
    skypedpi_flow *flow = slot->flow;
    MUST(skypedpi_flow_open(p->engine, &tuple, &flow) == SKYPEDPI_E_ARGUMENT && !flow);
    tuple = (struct skypedpi_tuple){.size = sizeof tuple + 1, .family = 4, .transport = 6};
    MUST(skypedpi_flow_open(p->engine, &tuple, &flow) == SKYPEDPI_E_SIZE && !flow);
    MUST(skypedpi_engine_stats(p->engine, &stats) == SKYPEDPI_E_SIZE);
    MUST(skypedpi_engine_set_db(p->engine, NULL) == SKYPEDPI_E_ARGUMENT);
    if (slot->flow)
        wrong_flow_calls(p, slot);
}
