/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/trace.h"

#include <inttypes.h>
#include <stdlib.h>

/* The shortest form of RFC 5952 is easy here: every IPv6 address is 2001:db8::x. */
static void write_address(const struct synth_endpoint *e, FILE *file)
{
    const uint8_t *a = e->address;
    if (e->family == 4)
        fprintf(file, "%u.%u.%u.%u", a[0], a[1], a[2], a[3]);
    else
        fprintf(file, "2001:db8::%x", (unsigned)synth_be16(a + 14));
}

static void write_flow(const struct synth_flow *f, FILE *file)
{
    const struct synth_label *l = f->label;
    fputs(f->transport == SYNTH_TCP ? "tcp," : "udp,", file);
    write_address(&f->source, file);
    fprintf(file, ",%u,", f->source.port);
    write_address(&f->destination, file);
    fprintf(file, ",%u,%zu,%zu,%s,1.00,", f->destination.port, f->packets, f->bytes, l->application);
    fprintf(file, "\"synthetic: %s; %s, %s\"\n", l->why, l->mechanism, l->activity);
}

void synth_trace_write_truth(const struct synth_trace *trace, FILE *file)
{
    size_t count;
    struct synth_flow *flows = synth_trace_flows(trace, &count);
    fputs("proto,src,sport,dst,dport,packets,bytes,label,confidence,why\n", file);
    for (size_t i = 0; i < count; i++)
        write_flow(&flows[i], file);
    free(flows);
}
