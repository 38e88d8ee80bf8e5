/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/gather.h"

#define ACCOUNTS 262144 /* of one interval; what is beyond is nobody's */

bool gather_open(struct gather *gather, unsigned workers)
{
    *gather = (struct gather){.health = {.workers = workers}};
    if (skypedpi_accounts_new(ACCOUNTS, NULL, &gather->accounts) < 0)
        complain("accounts: out of memory");
    gather->interval.accounts = gather->accounts;
    return gather->accounts != NULL;
}

void gather_close(struct gather *gather)
{
    skypedpi_accounts_free(gather->accounts);
}

/* What the reader knows is the same in all parts. */
static void take_reader(struct gather *gather, const struct event_interval *part)
{
    const struct reader_news *news = &part->reader;
    struct health *health = &gather->health;

    gather->interval.start = news->start;
    gather->interval.end = news->end;
    gather->interval.total = news->total;
    gather->interval.unfollowed = news->unfollowed;
    *health = (struct health){.time = part->time,
                              .frames = news->frames,
                              .bytes = news->bytes,
                              .kernel_dropped = news->dropped,
                              .queue_fill = news->queue_fill,
                              .clock_back = news->clock_back,
                              .workers = health->workers};
    memcpy(health->undecoded, news->undecoded, sizeof(health->undecoded));
}

static void add_worker(struct health *health, const struct worker_news *news)
{
    health->flows_opened += news->opened;
    health->flows_evicted += news->evicted;
    health->flows_refused += news->refused;
    health->flows_open += news->open;
    health->flows_room += news->room;
    health->endpoints_known += news->endpoints_known;
    health->one_way += news->one_way;
    health->two_way += news->two_way;
}

void gather_add(struct gather *gather, const struct event_interval *part)
{
    const struct skypedpi_account *account;

    if (gather->parts == 0)
        take_reader(gather, part);
    skypedpi_usage_add(&gather->interval.unfollowed, &part->unfollowed);
    add_worker(&gather->health, &part->worker);
    for (uint32_t i = 0; (account = skypedpi_accounts_at(part->accounts, i)) != NULL; i++)
        /* without room it goes to nobody's account, which is as good as can be */
        (void)skypedpi_accounts_add(gather->accounts, &account->key, &account->usage);
    skypedpi_accounts_clear(part->accounts);
    sem_post(part->spare);
    gather->parts++;
}

void gather_clear(struct gather *gather)
{
    skypedpi_accounts_clear(gather->accounts);
    gather->parts = 0;
}
