/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/kit.h>

/* Writes the flows of a capture as the calls an embedder makes for them: what diff-play reads.
 *
 *     diff-capture CAPTURE
 *
 * Of each flow only so many packets are written as no engine looks beyond. Exit status: 0; 1 for a capture that
 * cannot be read, or not to its end, after what could be read; 2 for trouble. */

#define HOUR UINT64_C(3600000000000)
enum { PAYLOADS = 80, FLOWS = 1 << 18 };

struct writing {
    skypedpi_table *table;
    skypedpi_defrag *defrag;
    uintptr_t flows;
};

/* What is kept of a flow in its entry: its number, and how many payload packets were written. */
struct written {
    uintptr_t number;
    unsigned payloads;
};

static void *must_have(void *memory)
{
    if (!memory) {
        fputs("diff-capture: out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

static void write_bytes(const uint8_t *bytes, uint32_t n)
{
    static const char digits[] = "0123456789abcdef";
    if (!n)
        putchar('-');
    for (uint32_t i = 0; i < n; i++) {
        putchar(digits[bytes[i] >> 4]);
        putchar(digits[bytes[i] & 15]);
    }
}

static void on_end(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    struct written *w = entry->user;
    (void)user;
    (void)why;
    printf("close %" PRIuPTR "\n", w->number);
    free(w);
}

static void write_open(struct writing *writing, struct skypedpi_table_entry *entry)
{
    const struct skypedpi_tuple *t = &entry->tuple;
    uint32_t address = t->family == 4 ? 4 : 16;
    struct written *w = must_have(calloc(1, sizeof *w));
    entry->user = w;
    w->number = writing->flows++;
    printf("open %" PRIuPTR " %s %u ", w->number, t->transport == 6 ? "tcp" : "udp", t->family);
    write_bytes(t->source, address);
    printf(" %u ", t->source_port);
    write_bytes(t->destination, address);
    printf(" %u\n", t->destination_port);
}

static void write_packet(struct written *w, const struct skypedpi_packet *p)
{
    if (w->payloads >= PAYLOADS)
        return;
    w->payloads += p->length != 0;
    printf("feed %" PRIuPTR " %c %" PRIu64 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 " ", w->number,
           p->flags ? '<' : '>', p->time, p->length, p->sequence, p->acknowledgement, p->tcp_flags);
    write_bytes(p->payload, p->captured);
    putchar('\n');
}

static int decode(struct writing *w, const struct pcap_pkthdr *h, const uint8_t *data, unsigned link,
                  uint64_t time, struct skypedpi_frame *f)
{
    struct skypedpi_defrag_packet whole = {.size = sizeof whole};
    f->size = sizeof *f;
    int result = skypedpi_frame_decode(link, data, h->caplen, h->len, f);
    if (result != SKYPEDPI_FRAME_FRAGMENT ||
        skypedpi_defrag_add(w->defrag, f, h->len, time, &whole) != SKYPEDPI_DEFRAG_WHOLE)
        return result;
    return skypedpi_frame_decode(SKYPEDPI_DEFRAG_LINK, whole.data, whole.length, whole.length, f);
}

static void take_frame(struct writing *w, const struct pcap_pkthdr *h, const uint8_t *data, unsigned link)
{
    uint64_t time = (uint64_t)h->ts.tv_sec * 1000000000 + (uint64_t)h->ts.tv_usec;
    struct skypedpi_frame f;
    bool reverse;
    if (decode(w, h, data, link, time, &f) != SKYPEDPI_FRAME_OK)
        return;
    struct skypedpi_table_entry *entry = skypedpi_table_find(w->table, &f, h->len, time, &reverse);
    if (!entry)
        return;
    if (!entry->user)
        write_open(w, entry);
    struct skypedpi_packet packet = {.size = sizeof packet};
    if (skypedpi_frame_packet(&f, reverse, time, &packet) == SKYPEDPI_OK)
        write_packet(entry->user, &packet);
}

static void make(struct writing *w)
{
    struct skypedpi_table_settings settings;
    skypedpi_table_settings_init(&settings);
    settings.capacity = FLOWS;
    settings.udp_timeout = settings.tcp_timeout = settings.closed_timeout = HOUR;
    settings.on_end = on_end;
    if (skypedpi_table_new(&settings, &w->table) < 0 ||
        skypedpi_defrag_new(NULL, SKYPEDPI_DEFRAG_SLOTS, &w->defrag) < 0)
        must_have(NULL);
}

int main(int argc, char **argv)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    struct pcap_pkthdr *header;
    const uint8_t *data;
    struct writing w = {0};
    int got;
    if (argc != 2) {
        fputs("usage: diff-capture CAPTURE\n", stderr);
        return 2;
    }
    pcap_t *pcap = pcap_open_offline_with_tstamp_precision(argv[1], PCAP_TSTAMP_PRECISION_NANO, reason);
    if (!pcap) {
        fprintf(stderr, "diff-capture: %s: %s\n", argv[1], reason);
        return 1;
    }
    make(&w);
    while ((got = pcap_next_ex(pcap, &header, &data)) == 1)
        take_frame(&w, header, data, (unsigned)pcap_datalink(pcap));
    skypedpi_table_flush(w.table);
    skypedpi_table_free(w.table);
    skypedpi_defrag_free(w.defrag);
    pcap_close(pcap);
    return got == PCAP_ERROR;
}
