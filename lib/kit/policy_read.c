/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/policy.h"

#include "lib/base/alloc.h"

/* The text is read twice: what it says is counted, then kept. */
struct reading {
    struct text text;
    struct skypedpi_policy *to;
    const skypedpi_db *db;
    bool keeps;
    uint32_t rules, hours;
    uint32_t all; /* line of a rule that takes every flow, 0 if none */
    uint32_t names[2];
    struct name *name[2]; /* of users, of groups */
};

static const char *action_word(const void *context, unsigned number)
{
    (void)context;
    return skypedpi_action_name(number);
}

static const char *condition_word(const void *context, unsigned number)
{
    static const char *const words[CONDITIONS] = {"application", "activity", "mechanism",
                                                  "user",        "group",    "time"};
    (void)context;
    return words[number];
}

static const char *application_word(const void *db, unsigned number)
{
    return db ? skypedpi_db_application_name(db, number) : skypedpi_application_name(number);
}

static const char *activity_word(const void *context, unsigned number)
{
    (void)context;
    return skypedpi_activity_name(number);
}

static const char *mechanism_word(const void *context, unsigned number)
{
    (void)context;
    return skypedpi_mechanism_name(number);
}

/* Over a comma to the next value of a list; false if there is none. */
static bool next_value(struct text *t)
{
    text_next(t);
    if (t->kind != TEXT_COMMA)
        return false;
    text_next(t);
    return true;
}

static void read_numbers(struct reading *r, struct rule *rule, enum condition condition)
{
    const struct text_words words[MASKS] = {
        [CONDITION_APPLICATION] = {application_word, r->db, MASK_BITS, "an application"},
        [CONDITION_ACTIVITY] = {activity_word, NULL, MASK_BITS, "an activity"},
        [CONDITION_MECHANISM] = {mechanism_word, NULL, MASK_BITS, "a mechanism"},
    };
    uint64_t *mask = &rule->mask[condition];
    do {
        int number = text_choose(&r->text, &words[condition]);
        if (number >= 0)
            *mask |= UINT64_C(1) << number;
    } while (next_value(&r->text));
    if (condition == CONDITION_ACTIVITY && *mask >> SKYPEDPI_ACTIVITY_CALL & 1)
        *mask |= UINT64_C(1) << SKYPEDPI_ACTIVITY_CALL_AUDIO | UINT64_C(1) << SKYPEDPI_ACTIVITY_CALL_VIDEO;
}

static void read_people(struct reading *r, struct rule *rule, unsigned kind)
{
    static const char *const nobody[] = {"nobody", "none"};
    static const char *const expected[] = {"a user's name or 'nobody'", "a group's name or 'none'"};
    struct people *people = &rule->people[kind];
    people->numbers.first = r->names[kind];
    do {
        if (text_is(&r->text, nobody[kind])) {
            people->nobody = true;
        } else if (text_name(&r->text, expected[kind])) {
            if (r->keeps)
                r->name[kind][r->names[kind]] =
                    (struct name){.text = r->text.word, .length = r->text.length, .index = r->rules};
            r->names[kind]++;
        }
    } while (next_value(&r->text));
}

static bool begins_with_digit(const struct text *t)
{
    return t->kind == TEXT_WORD && *t->word >= '0' && *t->word <= '9';
}

static void read_hours(struct reading *r, struct rule *rule)
{
    struct hours hours;
    rule->hours.first = r->hours;
    do {
        if (!policy_read_hours(&r->text, &hours))
            return;
        if (r->keeps)
            r->to->hours[r->hours] = hours;
        r->hours++;
        rule->hours.count++;
    } while (next_value(&r->text));
}

static void read_time(struct reading *r, struct rule *rule)
{
    if (begins_with_digit(&r->text)) {
        rule->days = (1u << DAYS) - 1;
    } else {
        do
            policy_read_days(&r->text, &rule->days);
        while (next_value(&r->text));
    }
    if (begins_with_digit(&r->text))
        read_hours(r, rule);
}

static void read_condition(struct reading *r, struct rule *rule)
{
    const struct text_words words = {condition_word, NULL, CONDITIONS,
                                     rule->asked ? "',', a condition or the end of the line"
                                                 : "a condition or the end of the line"};
    int condition = text_choose(&r->text, &words);
    if (condition < 0)
        return;
    if (rule->asked >> condition & 1) {
        text_fail_expected(&r->text, "each condition once, its values with commas between them", NULL);
        return;
    }
    rule->asked |= (uint8_t)(1u << condition);
    text_next(&r->text);
    if (condition < MASKS)
        read_numbers(r, rule, (enum condition)condition);
    else if (condition == CONDITION_TIME)
        read_time(r, rule);
    else
        read_people(r, rule, (unsigned)condition - CONDITION_USER);
}

static void read_action(struct reading *r, struct rule *rule)
{
    static const struct text_words words = {action_word, NULL, SKYPEDPI_ACTION_LOG + 1,
                                            "allow, block, shape, prioritise or log"};
    int action = text_choose(&r->text, &words);
    if (action < 0)
        return;
    rule->action = (uint8_t)action;
    text_next(&r->text);
    if (action == SKYPEDPI_ACTION_SHAPE &&
        text_number(&r->text, 1, UINT32_MAX, "a rate of 1 to 4294967295 kbit/s", &rule->number))
        text_next(&r->text);
    if (action == SKYPEDPI_ACTION_PRIORITISE &&
        text_number(&r->text, 0, 7, "a priority of 0 to 7", &rule->number))
        text_next(&r->text);
}

static bool has_room(struct reading *r)
{
    if (r->all)
        return text_fail(&r->text, r->text.word,
                         "found a rule that no flow comes to, expected none behind line %u, which takes all",
                         (unsigned)r->all);
    if (r->rules == SKYPEDPI_POLICY_MAX)
        return text_fail(&r->text, r->text.word, "found one more rule, expected at most %d",
                         SKYPEDPI_POLICY_MAX);
    return true;
}

static void read_rule(struct reading *r)
{
    struct rule rule = {.line = r->text.line};
    if (!has_room(r))
        return;
    read_action(r, &rule);
    while (!text_at_line_end(&r->text))
        read_condition(r, &rule);
    if (!rule.asked)
        r->all = rule.line;
    if (r->keeps)
        r->to->rule[r->rules] = rule;
    r->rules++;
}

static bool read_rules(struct reading *r, const char *text, size_t length)
{
    r->rules = r->hours = r->all = r->names[0] = r->names[1] = 0;
    text_open(&r->text, text, length);
    while (text_line(&r->text))
        read_rule(r);
    return !r->text.failed;
}

static bool take_memory(struct reading *r)
{
    struct skypedpi_policy *to = r->to;
    to->rule = allocate_zeroed(&to->allocator, r->rules, sizeof *to->rule);
    to->hours = allocate_zeroed(&to->allocator, r->hours, sizeof *to->hours);
    bool all = to->rule && to->hours;
    for (int i = 0; i < 2; i++) {
        to->numbers[i] = allocate_zeroed(&to->allocator, r->names[i], sizeof *to->numbers[i]);
        r->name[i] = allocate_zeroed(&to->allocator, r->names[i], sizeof *r->name[i]);
        all = all && to->numbers[i] && r->name[i];
    }
    return all;
}

/* Numbers names, and gives them to their rules in the order of numbers. */
static bool number_names(struct reading *r, unsigned kind)
{
    struct skypedpi_policy *to = r->to;
    if (!names_make(&to->names[kind], &to->allocator, r->name[kind], r->names[kind]))
        return false;
    for (uint32_t i = 0; i < r->names[kind]; i++) {
        struct part *part = &to->rule[r->name[kind][i].index].people[kind].numbers;
        to->numbers[kind][part->first + part->count++] = r->name[kind][i].number;
    }
    return true;
}

static bool keep(struct reading *r, const char *text, size_t length)
{
    r->keeps = take_memory(r);
    if (!r->keeps || !read_rules(r, text, length))
        return false;
    r->to->rules = r->rules;
    return number_names(r, 0) && number_names(r, 1);
}

int policy_read(struct skypedpi_policy *policy, const char *text, size_t length, const skypedpi_db *db,
                struct skypedpi_text_error *error)
{
    struct reading r = {.to = policy, .db = db};
    int result = SKYPEDPI_E_TEXT;
    if (read_rules(&r, text, length)) {
        result = keep(&r, text, length) ? SKYPEDPI_OK : SKYPEDPI_E_MEMORY;
        release(&policy->allocator, r.name[0]);
        release(&policy->allocator, r.name[1]);
    }
    *error = r.text.error;
    return result;
}
