/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <pcap/pcap.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "tests/corpus/rewrite/packets.h"

bool complain(const char *format, ...)
{
    va_list arguments;

    fputs("corpus: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return false;
}

static bool grow(struct packets *packets)
{
    size_t room = packets->room ? packets->room * 2 : 1024;
    struct packet *at = realloc(packets->at, room * sizeof(*at));

    if (at) {
        packets->at = at;
        packets->room = room;
    }
    return at != NULL;
}

bool packets_add(struct packets *packets, struct packet packet)
{
    if (!packet.data || (packets->count == packets->room && !grow(packets))) {
        free(packet.data);
        return complain("out of memory");
    }
    packets->at[packets->count++] = packet;
    return true;
}

static bool add_captured(struct packets *packets, const struct pcap_pkthdr *header, const uint8_t *data)
{
    struct packet packet = {.time = (uint64_t)header->ts.tv_sec * SECOND + (uint64_t)header->ts.tv_usec,
                            .captured = header->caplen,
                            .length = header->len,
                            .data = malloc(header->caplen ? header->caplen : 1)};

    if (packet.data) {
        memcpy(packet.data, data, header->caplen);
    }
    return packets_add(packets, packet);
}

static bool read_all(struct packets *packets, pcap_t *pcap, const char *path)
{
    struct pcap_pkthdr *header;
    const uint8_t *data;
    int got;

    packets->link = (unsigned)pcap_datalink(pcap);
    while ((got = pcap_next_ex(pcap, &header, &data)) == 1) {
        if (!add_captured(packets, header, data)) {
            return false;
        }
    }
    return got != PCAP_ERROR || complain("%s: %s", path, pcap_geterr(pcap));
}

bool packets_read(struct packets *packets, const char *path)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    pcap_t *pcap = pcap_open_offline_with_tstamp_precision(path, PCAP_TSTAMP_PRECISION_NANO, reason);

    if (!pcap) {
        return complain("%s: %s", path, reason);
    }
    bool good = read_all(packets, pcap, path);
    pcap_close(pcap);
    return good;
}

void packets_free(struct packets *packets)
{
    for (size_t i = 0; i < packets->count; i++) {
        free(packets->at[i].data);
    }
    free(packets->at);
    *packets = (struct packets){0};
}

void packets_keep(struct packets *packets, packets_test *test, void *user)
{
    size_t kept = 0;

    for (size_t i = 0; i < packets->count; i++) {
        struct packet packet = packets->at[i];
        if (test(user, packets, &packet)) {
            packets->at[kept++] = packet;
        } else {
            free(packet.data);
        }
    }
    packets->count = kept;
}

/* In this machine's byte order, as the format allows. */
static void put_all(const struct packets *packets, FILE *out)
{
    const uint32_t magic = 0xa1b23c4d;
    const uint16_t version[] = {2, 4};
    const uint32_t zone_accuracy_longest_link[] = {0, 0, 262144, packets->link};

    fwrite(&magic, sizeof(magic), 1, out);
    fwrite(version, sizeof(version), 1, out);
    fwrite(zone_accuracy_longest_link, sizeof(zone_accuracy_longest_link), 1, out);
    for (size_t i = 0; i < packets->count; i++) {
        const struct packet *p = &packets->at[i];
        const uint32_t record[] = {(uint32_t)(p->time / SECOND), (uint32_t)(p->time % SECOND), p->captured,
                                   p->length};
        fwrite(record, sizeof(record), 1, out);
        fwrite(p->data, 1, p->captured, out);
    }
}

bool packets_write(const struct packets *packets, const char *path)
{
    FILE *out = path ? fopen(path, "wb") : stdout;

    if (!out) {
        return complain("%s: %s", path, strerror(errno));
    }
    put_all(packets, out);
    bool failed = fflush(out) != 0 || ferror(out);
    if (path && fclose(out) != 0) {
        failed = true;
    }
    return !failed || complain("%s: could not be written", path ? path : "standard output");
}
