/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/top/top_data.h"

bool top_data_open(struct top_data *data)
{
    bool fine = true;

    for (unsigned i = 0; i < TOP_TABLES && fine; i++)
        fine = top_rank_open(&data->rank[i]);
    return fine;
}

void top_data_close(struct top_data *data)
{
    for (unsigned i = 0; i < TOP_TABLES; i++)
        top_rank_close(&data->rank[i]);
}

static void note_clock(struct top_data *data, uint64_t time)
{
    if (data->clock < time)
        data->clock = time;
}

/* ---- calls ---- */

static uint32_t find_call(const struct top_data *data, uint64_t id)
{
    uint32_t at = 0;

    while (at < data->calls && data->call_id[at] != id)
        at++;
    return at;
}

static void remove_call(struct top_data *data, uint32_t at)
{
    uint32_t after = --data->calls - at;

    memmove(&data->call[at], &data->call[at + 1], after * sizeof(*data->call));
    memmove(&data->call_id[at], &data->call_id[at + 1], after * sizeof(*data->call_id));
}

static bool is_call(unsigned activity)
{
    return activity == SKYPEDPI_ACTIVITY_CALL || activity == SKYPEDPI_ACTIVITY_CALL_AUDIO ||
           activity == SKYPEDPI_ACTIVITY_CALL_VIDEO;
}

static void note_call(struct top_data *data, const struct connection *connection, bool ended)
{
    const struct skypedpi_record *record = &connection->record;
    bool running = !ended && is_call(record->verdict.activity);
    uint32_t at = find_call(data, record->id);
    struct top_call *call = &data->call[at];

    if (at < data->calls && !running)
        remove_call(data, at);
    if (!running || at == TOP_CALLS)
        return;
    if (at == data->calls)
        data->call_id[data->calls++] = record->id;
    call->tuple = record->tuple;
    call->activity = record->verdict.activity;
    call->rate = record->verdict.rate;
    call->behind = data->clock > record->last ? data->clock - record->last : 0;
    call->start = record->verdict.call_start ? record->verdict.call_start : record->first;
    top_cut(call->user, sizeof(call->user), connection->user);
}

/* ---- tables ---- */

static bool is_recognised(unsigned application)
{
    return application != SKYPEDPI_APPLICATION_UNKNOWN && application != SKYPEDPI_APPLICATION_OTHER;
}

static void add_account(struct top_data *data, const struct skypedpi_account *account,
                        const struct names *names)
{
    const struct skypedpi_account_key *key = &account->key;
    struct skypedpi_subscriber user = {.size = sizeof(user)};
    uint64_t bytes = account->usage.bytes[0] + account->usage.bytes[1];
    const char *application = names->db ? skypedpi_db_application_name(names->db, key->application)
                                        : skypedpi_application_name(key->application);

    skypedpi_usage_add(&data->accounted, &account->usage);
    top_rank_add_name(&data->rank[TOP_APPLICATIONS], application, bytes);
    if (!is_recognised(key->application))
        return;
    top_rank_add_name(&data->rank[TOP_ACTIVITIES], skypedpi_activity_name(key->activity), bytes);
    if (key->user && skypedpi_subscribers_user(names->subscribers, key->user, &user) == SKYPEDPI_OK)
        top_rank_add_name(&data->rank[TOP_USERS], user.name, bytes);
}

/* ---- what is told ---- */

void top_data_connection(struct top_data *data, const struct connection *connection, bool ended)
{
    const struct skypedpi_record *record = &connection->record;
    const struct skypedpi_tuple *tuple = &record->tuple;
    uint64_t bytes = record->usage.bytes[0] + record->usage.bytes[1];

    data->told = true;
    note_clock(data, record->last);
    note_call(data, connection, ended);
    if (!ended)
        data->time = record->last;
    if (ended && is_recognised(record->verdict.application)) {
        top_rank_add_host(&data->rank[TOP_HOSTS], tuple->family, tuple->source, bytes);
        top_rank_add_host(&data->rank[TOP_HOSTS], tuple->family, tuple->destination, bytes);
    }
}

static bool is_same(const struct skypedpi_endpoint *a, const struct skypedpi_endpoint *b)
{
    return a->family == b->family && a->transport == b->transport && a->port == b->port &&
           memcmp(a->address, b->address, sizeof(a->address)) == 0;
}

static void remove_known(struct top_data *data, uint32_t at)
{
    memmove(&data->known[at], &data->known[at + 1], (data->knowns - at - 1) * sizeof(*data->known));
    data->knowns--;
}

void top_data_endpoint(struct top_data *data, const struct skypedpi_endpoint *endpoint, const char *application,
                       const char *signature)
{
    uint32_t at = 0;

    data->told = true;
    data->time = endpoint->time;
    while (at < data->knowns && !is_same(&data->known[at].endpoint, endpoint))
        at++;
    if (endpoint->application == SKYPEDPI_APPLICATION_UNKNOWN) { /* it lost its name */
        if (at < data->knowns)
            remove_known(data, at);
        return;
    }
    if (at == TOP_ENDPOINTS) /* who was known longest gives way */
        remove_known(data, 0);
    if (at >= data->knowns)
        at = data->knowns++;
    data->known[at].endpoint = *endpoint;
    top_cut(data->known[at].application, TOP_NAME, application);
    top_cut(data->known[at].signature, TOP_NAME, signature);
}

void top_data_interval(struct top_data *data, const struct interval *interval, const struct names *names)
{
    data->told = true;
    data->time = interval->end;
    note_clock(data, interval->end);
    data->step = interval->end - interval->start;
    data->last = interval->total;
    skypedpi_usage_add(&data->total, &interval->total);
    for (unsigned i = 0; i < TOP_HOSTS; i++)
        top_rank_begin(&data->rank[i]);
    for (uint32_t i = 0; i < skypedpi_accounts_count(interval->accounts); i++)
        add_account(data, skypedpi_accounts_at(interval->accounts, i), names);
}

void top_data_health(struct top_data *data, const struct health *health)
{
    data->told = true;
    data->health = *health;
    top_cut(data->set_name, sizeof(data->set_name), health->set_name ? health->set_name : "");
    top_cut(data->set_version, sizeof(data->set_version), health->set_version ? health->set_version : "");
    data->health.set_name = data->set_name;
    data->health.set_version = data->set_version;
}
