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
    const struct synth_label *label; /* of the last packet: a probe may turn into a call */
    size_t packets, bytes;           /* both ways; bytes of whole frames */
    uint8_t transport;
};

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
