/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_STANDIN_PCAP_H
#define TESTS_STANDIN_PCAP_H

#include <stdint.h>
#include <stdio.h>
#include <sys/time.h>

/* As much of libpcap as tools/capture.c uses, for machines it is not built for: classic captures and pcapng,
 * written on either kind of machine. Numbers and names are libpcap's. */

#define PCAP_ERRBUF_SIZE           256
#define PCAP_TSTAMP_PRECISION_NANO 1
#define PCAP_ERROR                 (-1)
#define PCAP_ERROR_BREAK           (-2)

struct pcap_pkthdr {
    struct timeval ts; /* tv_usec holds nanoseconds */
    uint32_t caplen;
    uint32_t len;
};

typedef struct pcap pcap_t;

pcap_t *pcap_fopen_offline_with_tstamp_precision(FILE *file, unsigned precision, char *reason);
int pcap_next_ex(pcap_t *pcap, struct pcap_pkthdr **header, const uint8_t **data);
int pcap_datalink(pcap_t *pcap);
FILE *pcap_file(pcap_t *pcap);
char *pcap_geterr(pcap_t *pcap);
void pcap_close(pcap_t *pcap);

#endif
