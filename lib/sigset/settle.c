/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/alternative.h"

#include <assert.h>
#include "lib/sigset/fields.h"

/* How messages, flows and fields go together: what the engine never shows a signature at once. */

#define ORDINAL_MAX 255u /* both stop there */
#define NUMBER_MAX  (2 * ORDINAL_MAX)

static_assert(FIELD_COUNT <= 64, "a bit for each field");

static bool asked(const struct alternative *a, unsigned field)
{
    return a->asked >> field & 1;
}

/* A truth value that is known to hold; one that is known not to. */
static bool holds(const struct alternative *a, unsigned source, unsigned field)
{
    return alternative_interval(a, source, field).low == 1;
}

static bool fails(const struct alternative *a, unsigned source, unsigned field)
{
    return alternative_interval(a, source, field).high == 0;
}

static void know_number(struct alternative *a, unsigned source, unsigned field, struct interval i)
{
    const struct instruction about = {.op = OP_FIELD, .a = (uint8_t)source, .b = (uint16_t)field};
    const struct values values = values_between(i.low, i.high);
    if (i.low > 0 || i.high < UINT32_MAX)
        alternative_know(a, &about, UINT32_MAX, &values);
}

/* ---- lengths; 0: there is no such earlier message ---- */

static void settle_lengths(struct alternative *a)
{
    for (unsigned s = 0; s < SOURCE_COUNT; s++) {
        struct interval *length = &a->facts.length[s];
        *length = interval_meet(*length, alternative_interval(a, s, FIELD_LEN));
        if (s != SOURCE_THIS && holds(a, s, FIELD_SEEN) && length->low == 0)
            length->low = 1;
        if (s != SOURCE_THIS && fails(a, s, FIELD_SEEN))
            length->high = 0;
        a->never |= interval_empty(*length) || (s != SOURCE_THIS && a->reach[s] && holds(a, s, FIELD_UNSEEN));
    }
}

static bool there(const struct alternative *a, unsigned source)
{
    return a->facts.length[source].low > 0;
}

/* ---- the first SYN, shown as a message of no bytes, and real messages ---- */

static bool can_open(const struct alternative *a, struct interval ordinal, struct interval number)
{
    bool nothing = !a->facts.kind && !a->sizes && ordinal.low == 0 && number.low == 0;
    for (unsigned s = 0; s < SOURCE_COUNT; s++)
        nothing = nothing && !there(a, s) && !a->reach[s];
    return nothing && (a->facts.transports & FIELD_TCP) && !fails(a, SOURCE_THIS, FIELD_OPENS);
}

static bool can_speak(const struct alternative *a, struct interval ordinal, struct interval number)
{
    return ordinal.high > 0 && number.high > 0 && !holds(a, SOURCE_THIS, FIELD_OPENS) &&
           !holds(a, SOURCE_THIS, FIELD_HOST_KNOWN) && !asked(a, FIELD_ATTEMPT_PORT) &&
           !asked(a, FIELD_ATTEMPT_AGE);
}

/* ---- the message's number ---- */

static void at_least(struct interval *i, uint32_t low)
{
    i->low = i->low > low ? i->low : low;
}

static void at_most(struct interval *i, uint32_t high)
{
    i->high = i->high < high ? i->high : high;
}

/* Streams are read only from their first byte; what was blocked is told of a flow's first message. */
static void settle_kinds(const struct alternative *a, struct interval *ordinal, struct interval *number)
{
    if (a->facts.kind == KIND_TLS || a->facts.kind == KIND_HTTP)
        at_most(ordinal, 1);
    if (asked(a, FIELD_BLOCK_AGE) || asked(a, FIELD_BLOCK_SAME))
        at_most(number, 1);
    at_least(number, a->sizes);
}

static void settle_order(const struct alternative *a, struct interval *ordinal, struct interval *number)
{
    uint32_t answered = there(a, SOURCE_REVERSE);
    if (there(a, SOURCE_PREV))
        at_least(ordinal, 2);
    if (there(a, SOURCE_OLDER))
        at_least(ordinal, 3);
    at_least(number, ordinal->low + answered);
    at_most(ordinal, number->high >= answered ? number->high - answered : 0);
}

static void settle_numbers(struct alternative *a)
{
    struct interval ordinal = alternative_interval(a, SOURCE_THIS, FIELD_ORDINAL);
    struct interval number = alternative_interval(a, SOURCE_THIS, FIELD_NUMBER);
    ordinal = interval_meet(ordinal, a->facts.ordinal);
    at_most(&ordinal, ORDINAL_MAX);
    at_most(&number, NUMBER_MAX);
    bool opening = can_open(a, ordinal, number), message = can_speak(a, ordinal, number);
    a->never |= !opening && !message;
    if (!message)
        ordinal = number = a->facts.length[SOURCE_THIS] = (struct interval){0, 0};
    if (!opening) {
        at_least(&ordinal, 1);
        at_least(&number, 1);
    }
    settle_kinds(a, &ordinal, &number);
    settle_order(a, &ordinal, &number);
    a->never |= interval_empty(ordinal) || interval_empty(number);
    know_number(a, SOURCE_THIS, FIELD_ORDINAL, ordinal);
    know_number(a, SOURCE_THIS, FIELD_NUMBER, number);
}

/* ---- all of it ---- */

static void settle_bytes(struct alternative *a)
{
    for (unsigned i = 0; i < a->known_count; i++) {
        struct known *k = &a->known[i];
        if (k->about.op != OP_LOAD)
            continue;
        struct interval can = alternative_load(a, &k->about, k->mask);
        const struct values values = values_between(can.low, can.high);
        (void)values_meet(&k->values, &values);
        a->never |= k->values.count == 0;
    }
}

static bool both_hold(const struct alternative *a, unsigned one, unsigned other)
{
    return holds(a, SOURCE_THIS, one) && holds(a, SOURCE_THIS, other);
}

void alternative_settle(struct alternative *a)
{
    a->never |= a->facts.never || both_hold(a, FIELD_HTTP_REQUEST, FIELD_HTTP_RESPONSE) ||
                both_hold(a, FIELD_TLS_CLIENT, FIELD_TLS_SERVER);
    settle_bytes(a);
    settle_lengths(a);
    if (!a->never)
        settle_numbers(a);
    if (!a->never)
        know_number(a, SOURCE_THIS, FIELD_LEN, a->facts.length[SOURCE_THIS]);
}
