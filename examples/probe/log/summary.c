/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdlib.h>
#include "examples/probe/complain.h"
#include "examples/probe/log/summary.h"

struct sum {
    uint64_t packets, bytes;
};

struct summary {
    struct sum total, unfollowed; /* of intervals */
    struct sum accounts, ended;
    uint64_t flows;
};

static void add(struct sum *sum, const struct skypedpi_usage *usage)
{
    sum->packets += usage->packets[0] + usage->packets[1];
    sum->bytes += usage->bytes[0] + usage->bytes[1];
}

static void take_ended(void *state, const struct connection *connection)
{
    struct summary *summary = state;

    add(&summary->ended, &connection->record.usage);
    summary->flows++;
}

static void take_interval(void *state, const struct interval *interval, const struct names *names)
{
    struct summary *summary = state;
    const struct skypedpi_account *account;

    (void)names;
    add(&summary->total, &interval->total);
    add(&summary->unfollowed, &interval->unfollowed);
    for (uint32_t i = 0; (account = skypedpi_accounts_at(interval->accounts, i)) != NULL; i++)
        add(&summary->accounts, &account->usage);
}

static bool adds_up(const struct sum *part, const struct summary *summary, const char *what)
{
    const struct sum *all = &summary->total, *rest = &summary->unfollowed;

    if (part->packets + rest->packets == all->packets && part->bytes + rest->bytes == all->bytes)
        return true;
    complain("a mistake of the probe's: %s have %" PRIu64 " frames of %" PRIu64
             " bytes, without flow are %" PRIu64 " of %" PRIu64 ", and all are %" PRIu64 " of %" PRIu64,
             what, part->packets, part->bytes, rest->packets, rest->bytes, all->packets, all->bytes);
    return false;
}

static bool close_summary(void *state)
{
    struct summary *summary = state;
    const struct sum *all = &summary->total, *rest = &summary->unfollowed;

    complain("%" PRIu64 " frames of %" PRIu64 " bytes; in %" PRIu64 " flows were %" PRIu64 " of %" PRIu64
             " bytes",
             all->packets, all->bytes, summary->flows, all->packets - rest->packets, all->bytes - rest->bytes);
    bool fine = adds_up(&summary->ended, summary, "connections");
    fine &= adds_up(&summary->accounts, summary, "accounts");
    free(summary);
    return fine;
}

bool summary_open(struct sink *sink)
{
    struct summary *summary = calloc(1, sizeof(*summary));

    if (!summary) {
        complain("out of memory");
        return false;
    }
    *sink = (struct sink){.name = "summary",
                          .state = summary,
                          .ended = take_ended,
                          .interval = take_interval,
                          .close = close_summary};
    return true;
}
