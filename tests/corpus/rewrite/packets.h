/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_REWRITE_PACKETS_H
#define TESTS_CORPUS_REWRITE_PACKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A whole capture in memory. */

#define SECOND UINT64_C(1000000000)

struct packet {
    uint64_t time; /* nanoseconds */
    uint32_t captured;
    uint32_t length; /* on the wire */
    uint8_t *data;
};

struct packets {
    unsigned link; /* DLT_ number */
    size_t count;
    size_t room;
    struct packet *at;
};

/* One line on stderr, "corpus: ..." before it; false. */
__attribute__((format(printf, 1, 2))) bool complain(const char *format, ...);

/* Fills `packets`, {0} before; false after a complaint. packets_free() in either case. */
bool packets_read(struct packets *packets, const char *path);
void packets_free(struct packets *packets);

/* Takes over the packet's data, even when there is no memory left (false). */
bool packets_add(struct packets *packets, struct packet packet);

/* Keeps those the test says true of, asked in order. */
typedef bool packets_test(void *user, const struct packets *packets, const struct packet *packet);
void packets_keep(struct packets *packets, packets_test *test, void *user);

/* Writes a pcap file of nanoseconds; NULL: standard output. False after a complaint. */
bool packets_write(const struct packets *packets, const char *path);

#endif
