/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/usage.h"

static void add(struct worker *worker, const struct row *row, const struct skypedpi_usage *usage)
{
    /* without room it goes to nobody's account, which is as good as can be */
    (void)skypedpi_accounts_add(worker->accounts[worker->filling], &row->key, usage);
}

void usage_of_packet(struct worker *worker, const struct row *row, const struct order_packet *packet,
                     bool reverse)
{
    struct skypedpi_usage usage = {0};

    usage.packets[reverse] = packet->packets;
    usage.bytes[reverse] = packet->bytes;
    add(worker, row, &usage);
}

void usage_of_all(struct worker *worker, const struct row *row)
{
    const struct skypedpi_usage usage = {.packets = {row->packets[0], row->packets[1]},
                                         .bytes = {row->bytes[0], row->bytes[1]}};

    add(worker, row, &usage);
}

void usage_add_calls(struct skypedpi_usage *usage, const struct skypedpi_verdict *verdict)
{
    if (verdict->call_start) {
        usage->calls = 1;
        usage->call_milliseconds = (verdict->call_end - verdict->call_start) / MILLISECOND;
    }
}

void usage_of_end(struct worker *worker, const struct row *row, const struct skypedpi_verdict *verdict)
{
    struct skypedpi_usage usage = {.flows = 1};

    usage_add_calls(&usage, verdict);
    add(worker, row, &usage);
}
