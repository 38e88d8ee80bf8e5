/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/trace.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The shortest form of RFC 5952 is easy here: every IPv6 address is 2001:db8::x. */
static void write_address(const struct synth_endpoint *e, FILE *file)
{
    const uint8_t *a = e->address;
    if (e->family == 4)
        fprintf(file, "%u.%u.%u.%u", a[0], a[1], a[2], a[3]);
    else
        fprintf(file, "2001:db8::%x", (unsigned)synth_be16(a + 14));
}

static void write_time(uint64_t time, FILE *file)
{
    const uint64_t seconds = time / SYNTH_S, microseconds = time % SYNTH_S / SYNTH_US;
    fprintf(file, "%" PRIu64 ".%06" PRIu64 ",", seconds, microseconds);
}

static bool is_skype(const struct synth_flow *f)
{
    return strcmp(f->label->application, "skype") == 0;
}

/* What the scenario does not decide stays empty. */
static void write_expectation(const struct synth_flow *f, FILE *file)
{
    const char *role = f->expect.role ? f->expect.role : "node", *path = f->expect.path ? f->expect.path : "";
    fprintf(file, "%s,%s,", is_skype(f) ? role : "", is_skype(f) ? path : "");
    fprintf(file, "%s,%s,", f->label->activity, f->label->mechanism);
}

static void write_call(const struct synth_flow *f, FILE *file)
{
    if (!f->call_end || !is_skype(f)) {
        fputs(",,,", file);
        return;
    }
    write_time(f->call_start, file);
    write_time(f->call_end, file);
    fprintf(file, "%" PRIu64 ",", synth_flow_rate(f));
}

static void write_flow(const struct synth_flow *f, FILE *file)
{
    const struct synth_label *l = f->label;
    fputs(f->transport == SYNTH_TCP ? "tcp," : "udp,", file);
    write_address(&f->source, file);
    fprintf(file, ",%u,", f->source.port);
    write_address(&f->destination, file);
    fprintf(file, ",%u,%zu,%zu,%s,1.00,", f->destination.port, f->packets, f->bytes, l->application);
    fprintf(file, "\"synthetic: %s; %s, %s\",", l->why, l->mechanism, l->activity);
    write_expectation(f, file);
    write_call(f, file);
    if (f->expect.attempt)
        fprintf(file, "%u", f->expect.attempt);
    fputc('\n', file);
}

void synth_trace_write_truth(const struct synth_trace *trace, FILE *file)
{
    size_t count;
    struct synth_flow *flows = synth_trace_flows(trace, &count);
    fputs("proto,src,sport,dst,dport,packets,bytes,label,confidence,why,"
          "role,path,activity,mechanism,call_start,call_end,rate_bytes_per_s,attempt\n",
          file);
    for (size_t i = 0; i < count; i++)
        write_flow(&flows[i], file);
    free(flows);
}
