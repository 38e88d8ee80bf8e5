/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/steps.h"

#include <stdbool.h>
#include "lib/base/transport.h"
#include "lib/wire/dns.h"
#include "lib/wire/stun.h"
#include "lib/wire/tls.h"
#include "lib/wire/tls_certificate.h"

/* ---- one instruction ---- */

#define HTTP_BYTES 4096 /* of a head that are looked at: docs/signatures.md */

static uint32_t text_bytes(unsigned field)
{
    switch (field) {
    case TEXT_TLS_SNI:
        return TLS_NAME_MAX;
    case TEXT_DNS_NAME:
        return DNS_NAME_MAX;
    case TEXT_TLS_CERTIFICATE:
        return TLS_CERTIFICATE_STREAM;
    default:
        return HTTP_BYTES;
    }
}

/* Names of a certificate may be of no bytes: then going through them is the work. */
static uint32_t entry_steps(unsigned test, unsigned field, uint32_t length)
{
    uint32_t through = field == TEXT_TLS_CERTIFICATE ? text_bytes(field) : 0;
    if (test == TEXT_CONTAINS)
        return through + text_bytes(field) + 2 * length + 1;
    return through + length + 1;
}

static uint64_t list_steps(const struct model *m, const struct instruction *i)
{
    const struct list *l = &m->lists[i->imm];
    uint64_t steps = 1;
    for (uint32_t k = 0; k < l->count && steps <= MESSAGE_STEPS_MAX; k++)
        steps += entry_steps(i->a, i->b, m->refs[l->first + k].length);
    return steps;
}

static uint64_t instruction_steps(const struct model *m, const struct instruction *i)
{
    switch (i->op) {
    case OP_IN:
        return 1u + i->b;
    case OP_DISTINCT:
    case OP_COMMON:
        return 1 + (uint64_t)i->imm;
    case OP_BYTES:
        return 1 + m->constants[i->imm].length / 8;
    case OP_TEXT:
        return list_steps(m, i);
    case OP_FIELD:
        return i->b >= FIELD_STUN_HAS && i->b <= FIELD_STUN_SIZE ? 1 + 2 * STUN_ATTRIBUTES : 1;
    default:
        return 1;
    }
}

/* ---- all of them ---- */

static uint64_t signature_steps(const struct model *m, const struct signature *s)
{
    uint64_t steps = 1;
    for (uint32_t i = 0; i < s->code_length && steps <= MESSAGE_STEPS_MAX; i++)
        steps += instruction_steps(m, &m->code[s->code + i]);
    if (s->version_rule == VERSION_AFTER)
        steps += entry_steps(TEXT_CONTAINS, s->version_field, s->version_text.length);
    return steps;
}

/* What a message is read as leaves out the signatures of other kinds. */
struct sums {
    uint64_t of[2][KIND_COUNT]; /* by transport and kind */
};

static bool sums_add(struct sums *sums, const struct model *m, const struct signature *s)
{
    uint64_t *of = sums->of[s->transport == TRANSPORT_TCP], steps = signature_steps(m, s);
    bool fits = true;
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        if (s->prefilter.kind == KIND_ANY || s->prefilter.kind == kind)
            fits = (of[kind] += steps) <= MESSAGE_STEPS_MAX && fits;
    return fits;
}

uint32_t steps_exceeded(const struct model *m)
{
    struct sums sums = {{{0}}};
    for (uint32_t i = 0; i < m->signature_count; i++)
        if (!sums_add(&sums, m, &m->signatures[i]))
            return i;
    return NO_INDEX;
}

uint32_t steps_of(const struct model *m, uint8_t transport)
{
    struct sums sums = {{{0}}};
    uint64_t most = 0;
    for (uint32_t i = 0; i < m->signature_count && most <= MESSAGE_STEPS_MAX; i++) {
        sums_add(&sums, m, &m->signatures[i]);
        for (unsigned kind = 0; kind < KIND_COUNT; kind++)
            most = sums.of[transport == TRANSPORT_TCP][kind] > most ? sums.of[transport == TRANSPORT_TCP][kind]
                                                                    : most;
    }
    return (uint32_t)most;
}
