/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/advice.h"

#include <string.h>
#include "lib/base/transport.h"
#include "lib/sigset/token.h"

#define COST_HIGH   96 /* instructions; three quarters of what a condition may have */
#define LENGTH_RARE 64 /* a least length up to this leaves nearly all messages */
#define ORDINAL_MAX 255

/* ---- after ---- */

struct chain {
    uint32_t least;  /* number of the first message its last signature can fire on */
    uint32_t links;  /* signatures in it */
    const char *why; /* it cannot fire; NULL: it can */
};

static struct chain chain_grow(const struct signature *s, const struct entry *e, struct chain before)
{
    struct chain chain = {.links = before.links + 1};
    bool tcp = s->transport == TRANSPORT_TCP;
    if (before.why)
        chain.why = "found a signature that can never fire, expected one that can";
    if (chain.why || s->counting.scope != SCOPE_FLOW)
        return chain;
    /* a turn is shown again when it grows, a datagram or an opening only once */
    uint32_t next = before.least + (tcp ? e->number_high == 0 : before.least < ORDINAL_MAX);
    chain.least = next > e->number_low ? next : e->number_low;
    if (e->number_high < next)
        chain.why = "found a signature that cannot fire so early in a flow, expected one that can fire before";
    if (chain.links > FIRED_KEPT)
        chain.why = "found a chain of more than four, expected less: a flow keeps no more signatures";
    return chain;
}

/* A cycle would have been an error. Goes `left` links back at most. */
static struct chain chain_of(const struct whole *w, uint32_t place, unsigned left)
{
    const struct signature *s = &w->model->signatures[place];
    const struct entry *e = whole_entry(w, place);
    if (e->never || left == 0)
        return (struct chain){.why = "never"};
    if (s->after == NO_INDEX)
        return (struct chain){.least = e->number_low, .links = 1};
    return chain_grow(s, e, chain_of(w, s->after, left - 1));
}

void advise_after(const struct whole *w)
{
    for (uint32_t i = 0; i < w->model->signature_count; i++) {
        const struct entry *e = whole_entry(w, i);
        struct chain chain = {.why = NULL};
        if (w->model->signatures[i].after != NO_INDEX && !e->never)
            chain = chain_of(w, i, COUNTERS);
        report_entry(w->report, w->builder, e);
        if (chain.why)
            report_add(w->report, DIAGNOSTIC_AFTER_NEVER, e->after.at, "%s", chain.why);
    }
}

/* ---- source and proof ---- */

static bool is_file_character(char c)
{
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
}

static bool ends_with(const char *word, size_t length, const char *end)
{
    size_t n = strlen(end);
    return length > n && memcmp(word + length - n, end, n) == 0;
}

static bool is_proof(const char *word, size_t length)
{
    static const char *const ends[] = {".cap", ".pcap", ".pcapng", NULL};
    bool is = length >= 5 && memcmp(word, "synth", 5) == 0;
    for (int i = 0; ends[i] && !is; i++)
        is = ends_with(word, length, ends[i]);
    return is;
}

static bool names_proof(const char *text, size_t length)
{
    for (size_t from = 0, at = 0; at <= length; at++)
        if (at == length || !is_file_character(text[at])) {
            if (is_proof(text + from, at - from))
                return true;
            from = at + 1;
        }
    return false;
}

/* Words that stand for what is not there yet, and what is too short to be looked up. */
static bool says_nothing(const char *text, size_t length)
{
    static const char *const words[] = {"todo", "tbd", "none", "unknown", "fixme", NULL};
    size_t letters = 0;
    for (size_t i = 0; i < length; i++)
        letters += is_letter(text[i]) || is_digit(text[i]) || (unsigned char)text[i] >= 0x80;
    for (int i = 0; words[i]; i++)
        if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
            return true;
    return letters < 3;
}

static void advise_texts(const struct whole *w, const struct signature *s, const struct entry *e)
{
    if (says_nothing(builder_string(w->builder, TABLE_STRINGS, s->source), s->source.length))
        report_add(w->report, DIAGNOSTIC_SOURCE_FORM, e->source_at,
                   "found a source that nobody can look up, expected where the fact is from");
    if (!names_proof(builder_string(w->builder, TABLE_STRINGS, s->proof), s->proof.length))
        report_add(w->report, DIAGNOSTIC_PROOF_FORM, e->proof_at,
                   "found no capture and no synthetic scenario, expected the name of what proves it");
}

/* ---- cost ---- */

/* A direction alone leaves every other message. */
static bool everywhere(const struct prefilter *p)
{
    return p->length_low <= LENGTH_RARE && p->length_high == UINT16_MAX && p->ordinal_low <= 1 &&
           p->ordinal_high == ORDINAL_MAX && p->kind == KIND_ANY && !p->byte0.mask && !p->byte2.mask;
}

static void advise_cost(const struct whole *w, const struct signature *s, const struct entry *e)
{
    if (s->code_length > COST_HIGH)
        report_add(w->report, DIAGNOSTIC_COSTLY, e->condition_at,
                   "found a program of %u instructions, expected at most %d", s->code_length, COST_HIGH);
    if (everywhere(&s->prefilter))
        report_add(
            w->report, DIAGNOSTIC_EVERYWHERE, e->condition_at,
            "found a program that runs on every message of %u bytes and more, expected a test by which the "
            "index leaves most of them out",
            s->prefilter.length_low);
}

void advise_each(const struct whole *w)
{
    for (uint32_t i = 0; i < w->model->signature_count; i++) {
        const struct entry *e = whole_entry(w, i);
        report_entry(w->report, w->builder, e);
        advise_texts(w, &e->signature, e);
        if (!e->never)
            advise_cost(w, &e->signature, e);
    }
}
