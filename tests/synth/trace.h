/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_TRACE_H
#define TESTS_SYNTH_TRACE_H

#include <stdio.h>
#include "tests/synth/synth.h"

/* Packets kept in memory: several actors write into it at their own pace, then it is put in order of time. */
struct synth_trace {
    struct synth_packet *packets;
    size_t count, capacity;
};

/* A flow of a trace, its ends as the first packet has them. */
struct synth_flow {
    struct synth_endpoint source, destination;
    const struct synth_label *label; /* of the last packet, but what follows a call does not undo it */
    struct synth_expectation expect;
    size_t packets, bytes;         /* both ways; bytes of whole frames */
    uint64_t call_start, call_end; /* first and last payload of a call or file transfer; 0: none */
    uint64_t call_bytes;           /* its payload, both ways */
    uint8_t transport;
};

/* Payload of its call or transfer in bytes a second, both ways; 0 without one. */
uint64_t synth_flow_rate(const struct synth_flow *flow);

/* A sink that keeps a copy in the struct synth_trace that `trace` points to. */
void synth_trace_keep(void *trace, const struct synth_packet *packet);
/* Orders by time; packets of the same time stay as they were kept. */
void synth_trace_sort(struct synth_trace *trace);
void synth_trace_play(const struct synth_trace *trace, synth_sink *sink, void *user);
/* The flows in order of their first packets; the caller frees them. */
struct synth_flow *synth_trace_flows(const struct synth_trace *trace, size_t *count);
/* Writes the flows as a table of truth, one line each. */
void synth_trace_write_truth(const struct synth_trace *trace, FILE *file);
void synth_trace_free(struct synth_trace *trace);

/* A capture file being written. */
struct synth_pcap {
    FILE *file;
};

bool synth_pcap_open(struct synth_pcap *pcap, const char *path);
/* A sink that writes to the struct synth_pcap that `pcap` points to. */
void synth_pcap_write(void *pcap, const struct synth_packet *packet);
/* False if anything could not be written. */
bool synth_pcap_close(struct synth_pcap *pcap);

#endif
