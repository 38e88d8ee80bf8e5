/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/policy.h"

#include "lib/base/abi.h"
#include "lib/base/alloc.h"

int skypedpi_policy_read(const char *text, size_t length, const skypedpi_db *db,
                         const struct skypedpi_allocator *allocator, skypedpi_policy **policy,
                         struct skypedpi_text_error *error)
{
    struct skypedpi_text_error found = {.size = sizeof found};
    if (policy)
        *policy = NULL;
    if (!policy || (!text && length) || !allocator_ok(allocator))
        return SKYPEDPI_E_ARGUMENT;
    if (error && abi_write(error, &found, sizeof found, sizeof found) != SKYPEDPI_OK)
        return SKYPEDPI_E_SIZE;
    struct skypedpi_allocator from = allocator_or_default(allocator);
    struct skypedpi_policy *p = allocate_zeroed(&from, 1, sizeof *p);
    if (!p)
        return SKYPEDPI_E_MEMORY;
    p->allocator = from;
    int result = policy_read(p, text, length, db, &found);
    if (result == SKYPEDPI_OK) {
        *policy = p;
        return SKYPEDPI_OK;
    }
    skypedpi_policy_free(p);
    if (error)
        abi_write(error, &found, sizeof found, sizeof found);
    return result;
}

void skypedpi_policy_free(skypedpi_policy *policy)
{
    if (!policy)
        return;
    struct skypedpi_allocator to = policy->allocator;
    for (int i = 0; i < 2; i++) {
        names_free(&policy->names[i], &to);
        release(&to, policy->numbers[i]);
    }
    release(&to, policy->hours);
    release(&to, policy->rule);
    release(&to, policy);
}

/* Whose flow it is: the number of a name that rules use, or one of these two. */
#define NAME_NONE  0u         /* nobody's */
#define NAME_OTHER UINT32_MAX /* of somebody no rule names */

static uint32_t name_number(const struct names *names, const char *name)
{
    if (!name || !*name)
        return NAME_NONE;
    uint32_t number = names_find(names, name);
    return number ? number : NAME_OTHER;
}

static bool has_number(const uint32_t *numbers, struct part part, uint32_t number)
{
    uint32_t low = part.first, high = part.first + part.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (numbers[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < part.first + part.count && numbers[low] == number;
}

static bool among(const struct people *people, const uint32_t *numbers, uint32_t number)
{
    return number == NAME_NONE ? people->nobody : has_number(numbers, people->numbers, number);
}

static bool is_day(const struct rule *rule, unsigned day)
{
    return rule->days >> day % DAYS & 1;
}

/* Hours over midnight belong to the day they begin on. */
static bool in_hours(const struct rule *rule, struct hours hours, unsigned week_minute)
{
    unsigned day = week_minute / DAY_MINUTES, minute = week_minute % DAY_MINUTES;
    if (hours.from < hours.to)
        return is_day(rule, day) && minute >= hours.from && minute < hours.to;
    return minute >= hours.from ? is_day(rule, day) : minute < hours.to && is_day(rule, day + DAYS - 1);
}

static bool in_time(const struct rule *rule, const struct hours *hours, unsigned week_minute)
{
    if (rule->hours.count == 0)
        return is_day(rule, week_minute / DAY_MINUTES);
    for (uint32_t i = 0; i < rule->hours.count; i++)
        if (in_hours(rule, hours[rule->hours.first + i], week_minute))
            return true;
    return false;
}

/* A flow, with numbers in place of names. */
struct flow {
    uint64_t bit[MASKS];
    uint32_t number[2];
    unsigned minute;
};

static uint64_t bit_of(unsigned number)
{
    return number < MASK_BITS ? UINT64_C(1) << number : 0;
}

static bool fits(const struct skypedpi_policy *policy, const struct rule *rule, const struct flow *flow)
{
    for (unsigned i = 0; i < MASKS; i++)
        if (rule->asked >> i & 1 && !(rule->mask[i] & flow->bit[i]))
            return false;
    for (unsigned i = 0; i < 2; i++)
        if (rule->asked >> (CONDITION_USER + i) & 1 &&
            !among(&rule->people[i], policy->numbers[i], flow->number[i]))
            return false;
    return !(rule->asked >> CONDITION_TIME & 1) || in_time(rule, policy->hours, flow->minute);
}

static const struct rule *first_that_fits(const struct skypedpi_policy *policy,
                                          const struct skypedpi_policy_question *q)
{
    struct flow flow = {
        .bit = {bit_of(q->application), bit_of(q->activity), bit_of(q->mechanism)},
        .number = {name_number(&policy->names[0], q->user), name_number(&policy->names[1], q->group)},
        .minute = q->minute};
    for (uint32_t i = 0; i < policy->rules; i++)
        if (fits(policy, &policy->rule[i], &flow))
            return &policy->rule[i];
    return NULL;
}

int skypedpi_policy_decide(const skypedpi_policy *policy, const struct skypedpi_policy_question *question,
                           struct skypedpi_decision *decision)
{
    struct skypedpi_policy_question q;
    struct skypedpi_decision ours = {.size = sizeof ours, .action = SKYPEDPI_ACTION_ALLOW};
    if (!question || !decision)
        return SKYPEDPI_E_ARGUMENT;
    if (abi_read(&q, sizeof q, sizeof q, question) != SKYPEDPI_OK)
        return SKYPEDPI_E_SIZE;
    if (q.minute >= SKYPEDPI_WEEK_MINUTES)
        return SKYPEDPI_E_ARGUMENT;
    const struct rule *rule = policy ? first_that_fits(policy, &q) : NULL;
    if (rule) {
        ours.rule = rule->line;
        ours.action = rule->action;
        ours.rate = rule->action == SKYPEDPI_ACTION_SHAPE ? rule->number : 0;
        ours.priority = rule->action == SKYPEDPI_ACTION_PRIORITISE ? (uint16_t)rule->number : 0;
    }
    return abi_write(decision, &ours, sizeof ours, sizeof ours);
}

const char *skypedpi_action_name(unsigned action)
{
    static const char *const names[] = {"allow", "block", "shape", "prioritise", "log"};
    return names[action < sizeof names / sizeof *names ? action : SKYPEDPI_ACTION_ALLOW];
}
