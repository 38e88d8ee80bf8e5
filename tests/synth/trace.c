/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/trace.h"

#include <stdlib.h>
#include <string.h>

static void *checked(void *memory)
{
    if (!memory) {
        fputs("synth: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return memory;
}

void synth_trace_keep(void *user, const struct synth_packet *packet)
{
    struct synth_trace *trace = user;
    if (trace->count == trace->capacity) {
        trace->capacity = trace->capacity ? 2 * trace->capacity : 256;
        trace->packets = checked(realloc(trace->packets, trace->capacity * sizeof *trace->packets));
    }
    uint8_t *frame = checked(malloc(packet->frame.length));
    memcpy(frame, packet->frame.data, packet->frame.length);
    struct synth_packet *kept = &trace->packets[trace->count++];
    *kept = *packet;
    kept->frame.data = frame;
    kept->payload.data = frame + (packet->payload.data - packet->frame.data);
}

/* Merge sort, because qsort() need not keep the order of equals. */
static void sort(struct synth_packet *packets, struct synth_packet *spare, size_t count)
{
    const size_t half = count / 2;
    if (count < 2)
        return;
    sort(packets, spare, half);
    sort(packets + half, spare, count - half);
    memcpy(spare, packets, half * sizeof *packets);
    for (size_t left = 0, right = half, to = 0; left < half; to++)
        packets[to] =
            right < count && packets[right].time < spare[left].time ? packets[right++] : spare[left++];
}

void synth_trace_sort(struct synth_trace *trace)
{
    struct synth_packet *spare = checked(malloc((trace->count / 2 + 1) * sizeof *spare));
    sort(trace->packets, spare, trace->count);
    free(spare);
}

void synth_trace_play(const struct synth_trace *trace, synth_sink *sink, void *user)
{
    for (size_t i = 0; i < trace->count; i++)
        sink(user, &trace->packets[i]);
}

static bool same_endpoint(const struct synth_endpoint *a, const struct synth_endpoint *b)
{
    return a->port == b->port && a->family == b->family &&
           memcmp(a->address, b->address, sizeof a->address) == 0;
}

static bool belongs(const struct synth_packet *p, const struct synth_flow *f)
{
    if (p->transport != f->transport)
        return false;
    return (same_endpoint(&p->source, &f->source) && same_endpoint(&p->destination, &f->destination)) ||
           (same_endpoint(&p->source, &f->destination) && same_endpoint(&p->destination, &f->source));
}

/* Calls and transfers have a beginning, an end and a rate. */
static bool has_rate(const struct synth_label *label)
{
    return strncmp(label->activity, "call", 4) == 0 || strcmp(label->activity, "relayed") == 0 ||
           strcmp(label->activity, "file-transfer") == 0;
}

static void add_expectation(struct synth_expectation *flow, const struct synth_expectation *packet)
{
    if (packet->role)
        flow->role = packet->role;
    if (packet->path)
        flow->path = packet->path;
    if (!flow->attempt)
        flow->attempt = packet->attempt;
}

static void add_packet(struct synth_flow *f, const struct synth_packet *p)
{
    const bool call = has_rate(p->label);
    if (call || !f->call_end)
        f->label = p->label;
    if (call && p->payload.length) {
        f->call_start = f->call_end ? f->call_start : p->time;
        f->call_end = p->time;
        f->call_bytes += p->payload.length;
    }
    add_expectation(&f->expect, &p->expect);
    f->packets++;
    f->bytes += p->frame.length;
}

uint64_t synth_flow_rate(const struct synth_flow *f)
{
    const uint64_t lasted = f->call_end - f->call_start;
    return lasted ? f->call_bytes * SYNTH_S / lasted : 0;
}

struct synth_flow *synth_trace_flows(const struct synth_trace *trace, size_t *count)
{
    struct synth_flow *flows = checked(calloc(trace->count + 1, sizeof *flows));
    size_t found = 0;
    for (size_t i = 0; i < trace->count; i++) {
        const struct synth_packet *p = &trace->packets[i];
        size_t f = 0;
        while (f < found && !belongs(p, &flows[f]))
            f++;
        if (f == found)
            flows[found++] = (struct synth_flow){
                .source = p->source, .destination = p->destination, .transport = p->transport};
        add_packet(&flows[f], p);
    }
    *count = found;
    return flows;
}

void synth_trace_free(struct synth_trace *trace)
{
    for (size_t i = 0; i < trace->count; i++)
        free((void *)(uintptr_t)trace->packets[i].frame.data);
    free(trace->packets);
    *trace = (struct synth_trace){0};
}
