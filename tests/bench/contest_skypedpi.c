/* SPDX-License-Identifier: BSD-2-Clause */
#include <skypedpi/skypedpi.h>
#include "tests/bench/contestant.h"

/* With the default settings, but for the number of flows. */
static void *make(uint32_t flows)
{
    struct skypedpi_settings settings;
    skypedpi_engine *engine;
    skypedpi_db *db;

    skypedpi_settings_init(&settings);
    settings.max_flows = flows;
    settings.hash_seed[0] = UINT64_C(0x243f6a8885a308d3);
    settings.hash_seed[1] = UINT64_C(0x13198a2e03707344);
    if (skypedpi_db_builtin(&db) != SKYPEDPI_OK || skypedpi_engine_new(db, &settings, &engine) != SKYPEDPI_OK) {
        give_up("the engine cannot be made");
    }
    skypedpi_db_unref(db);
    return engine;
}

static void unmake(void *self)
{
    skypedpi_engine_free(self);
}

static void open_flow(void *self, struct slot *slot, const struct skypedpi_tuple *tuple)
{
    skypedpi_flow *flow;

    if (skypedpi_flow_open(self, tuple, &flow) != SKYPEDPI_OK) {
        give_up("a flow cannot be opened");
    }
    slot->state = flow;
}

static void feed(void *self, struct slot *slot, const struct stream_packet *packet)
{
    slot->done = skypedpi_flow_feed(self, slot->state, &packet->packet) == SKYPEDPI_DONE;
}

static void close_flow(void *self, struct slot *slot)
{
    struct skypedpi_verdict verdict = {.size = sizeof(verdict)};

    slot->skype = skypedpi_flow_close(self, slot->state, &verdict) == SKYPEDPI_OK &&
                  verdict.application == SKYPEDPI_APPLICATION_SKYPE;
}

const struct contestant contest_skypedpi = {
    .name = "libskypedpi",
    .classifies = true,
    .make = make,
    .free = unmake,
    .open = open_flow,
    .feed = feed,
    .close = close_flow,
};
