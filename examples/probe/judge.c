/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include <time.h>
#include "examples/probe/clock.h"
#include "examples/probe/complain.h"
#include "examples/probe/judge.h"
#include "examples/probe/usage.h"

bool judge_result(struct worker *worker, int result)
{
    if (result < 0 && !worker->failed) {
        complain("the engine: %s", skypedpi_error_text(result));
        worker->failed = true;
    }
    return result >= 0;
}

/* Minutes since Monday 00:00, local time. */
static uint16_t minute_of_week(struct worker *worker, uint64_t time)
{
    uint64_t minute = time / (60 * SECOND);
    time_t seconds = (time_t)(minute * 60);
    struct tm local = {0};

    if (worker->minute != minute && localtime_r(&seconds, &local)) {
        worker->minute = minute;
        worker->minute_of_week = (uint16_t)(((local.tm_wday + 6) % 7 * 24 + local.tm_hour) * 60 + local.tm_min);
    }
    return worker->minute_of_week;
}

static void decide(struct worker *worker, struct row *row)
{
    const struct rulebook *rules = worker->rules;
    struct skypedpi_subscriber user = {.size = sizeof(user)};

    judge_result(worker, skypedpi_subscribers_user(rules->subscribers, row->key.user, &user));
    const struct skypedpi_policy_question question = {
        .size = sizeof(question),
        .application = row->key.application,
        .activity = row->key.activity,
        .mechanism = row->mechanism,
        .minute = minute_of_week(worker, clock_shown(row->last, row->ahead)),
        .user = user.name,
        .group = user.group_name,
    };
    row->decision.size = sizeof(row->decision);
    judge_result(worker, skypedpi_policy_decide(rules->policy, &question, &row->decision));
}

/* Takes over what a verdict says; true if a rule may see another flow in it. */
static bool take_verdict(struct row *row, const struct skypedpi_verdict *v)
{
    bool other = row->key.application != v->application || row->key.activity != v->activity ||
                 row->mechanism != v->mechanism;

    row->key.application = v->application;
    row->key.activity = v->activity;
    row->mechanism = v->mechanism;
    return other;
}

/* From now on it is known what it is, as far as it ever will be. */
static void settle(struct worker *worker, struct row *row)
{
    row->settled = true;
    usage_of_all(worker, row);
}

struct skypedpi_verdict judge_flow(struct worker *worker, struct row *row, bool final, bool anew)
{
    struct skypedpi_verdict verdict = {.size = sizeof(verdict)};

    judge_result(worker, skypedpi_flow_verdict(worker->engine, row->flow, &verdict));
    bool other = take_verdict(row, &verdict);
    bool first = !row->settled && (final || verdict.stage != SKYPEDPI_STAGE_OPEN);
    if (first || (row->settled && (other || anew)))
        decide(worker, row);
    if (first)
        settle(worker, row);
    /* a rule may block what is not known, too: that tells nothing of what the host tries next */
    if (row->decision.action == SKYPEDPI_ACTION_BLOCK && !row->blocked &&
        row->key.application != SKYPEDPI_APPLICATION_UNKNOWN) {
        row->blocked = true;
        (void)skypedpi_flow_block(worker->engine, row->flow); /* full: what the host tries is not chained */
    }
    return verdict;
}

struct skypedpi_verdict judge_look(struct worker *worker, const struct row *row)
{
    struct skypedpi_verdict verdict = {.size = sizeof(verdict)};

    memset(&verdict.era_first, 0xff, sizeof(verdict.era_first));
    verdict.era_last = verdict.era_first;
    if (row->settled) /* another one would be asked what its endpoint is known for, which may settle it */
        judge_result(worker, skypedpi_flow_verdict(worker->engine, row->flow, &verdict));
    return verdict;
}

void judge_ended(struct worker *worker, struct row *row, const struct skypedpi_verdict *verdict)
{
    if (take_verdict(row, verdict) || !row->settled)
        decide(worker, row);
    if (!row->settled)
        settle(worker, row);
    usage_of_end(worker, row, verdict);
}

void judge_user(const struct worker *worker, const struct skypedpi_tuple *tuple, struct row *row)
{
    const skypedpi_subscribers *subscribers = worker->rules->subscribers;
    struct skypedpi_subscriber user = {.size = sizeof(user)};

    row->key.user = skypedpi_subscribers_find(subscribers, tuple->family, tuple->source);
    if (row->key.user == SKYPEDPI_NOBODY)
        row->key.user = skypedpi_subscribers_find(subscribers, tuple->family, tuple->destination);
    row->key.group = skypedpi_subscribers_user(subscribers, row->key.user, &user) < 0 ? 0 : user.group;
}
