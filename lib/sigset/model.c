/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/model.h"

#include <string.h>
#include "lib/base/alloc.h"
#include "lib/base/transport.h"

bool model_take(struct model *m, const struct model *counts, const struct skypedpi_allocator *a)
{
    m->signatures = allocate_zeroed(a, counts->signature_count, sizeof *m->signatures);
    m->code = allocate_zeroed(a, counts->code_count, sizeof *m->code);
    m->ranges = allocate_zeroed(a, counts->range_count, sizeof *m->ranges);
    m->constants = allocate_zeroed(a, counts->constant_count, sizeof *m->constants);
    m->lists = allocate_zeroed(a, counts->list_count, sizeof *m->lists);
    m->refs = allocate_zeroed(a, counts->ref_count, sizeof *m->refs);
    m->applications = allocate_zeroed(a, counts->application_count, sizeof *m->applications);
    m->natives = allocate_zeroed(a, counts->native_count, sizeof *m->natives);
    return m->signatures && m->code && m->ranges && m->constants && m->lists && m->refs && m->applications &&
           m->natives;
}

void model_release(struct model *m, const struct skypedpi_allocator *a)
{
    void *const tables[] = {m->signatures, m->code,         m->ranges,  m->constants, m->lists,
                            m->refs,       m->applications, m->natives, m->guards};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        release(a, tables[i]);
    memset(m, 0, sizeof *m);
}

bool counter_give(struct counters *given, struct signature *s)
{
    if (s->counting.scope == SCOPE_FLOW)
        return true;
    uint8_t *next = s->counting.scope == SCOPE_HOST ? &given->host
                    : s->transport == TRANSPORT_UDP ? &given->udp
                                                    : &given->tcp;
    if (*next == COUNTERS)
        return false;
    s->counting.slot = (*next)++;
    return true;
}
