/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "tests/bench/flows.h"
#include "tests/bench/memory.h"
#include "tests/bench/sample.h"

/* bench-resident: memory that is really there with 1, 4 and 10 million flows open, each measured in a process
 * of its own. Every flow had one packet. */

#define MILLION        1000000u
#define RESIDENT_BOUND 1600 /* million bytes, of 10 million flows */

struct keeper {
    const char *name;
    const struct contestant *who; /* NULL: the kit's table alone */
    uint64_t bytes;               /* a flow, at most: not tried if there are fewer */
};

/* One packet as a stream has it, changed to be another flow's. */
static struct stream_packet *turn_into(struct stream *one, const struct skypedpi_frame *f)
{
    uint8_t *ip = one->bytes + STREAM_IP;

    memcpy(ip + 12, f->source, 4);
    ip[20] = (uint8_t)(f->source_port >> 8);
    ip[21] = (uint8_t)f->source_port;
    return &one->packet[0];
}

static void open_flows(const struct contestant *who, uint32_t flows)
{
    const struct skypedpi_frame first = flows_frame(0, 0);
    void *self = who->make(flows);
    struct stream one = {0};

    stream_add(&one, &first, 0);
    stream_finish(&one);
    for (uint32_t i = 0; i < flows; i++) {
        const struct skypedpi_frame f = flows_frame(i, 0);
        const struct skypedpi_tuple tuple = flows_tuple(&f);
        struct slot slot = {0};
        who->open(self, &slot, &tuple);
        who->feed(self, &slot, turn_into(&one, &f));
    }
}

static void fill_table(uint32_t flows)
{
    skypedpi_table *table = stream_table(flows, NULL, NULL);
    bool reverse;

    for (uint32_t i = 0; i < flows; i++) {
        const struct skypedpi_frame f = flows_frame(i, 0);
        skypedpi_table_find(table, &f, f.length, 0, &reverse);
    }
}

/* In a child, which ends with it. */
static void tell(const struct keeper *keeper, uint32_t flows)
{
    uint64_t before = memory_resident();
    bool bounded = keeper->who == &contest_skypedpi && flows == 10 * MILLION;

    if (keeper->who) {
        open_flows(keeper->who, flows);
    } else {
        fill_table(flows);
    }
    double taken = (double)(memory_resident() - before);
    row_value(taken / 1e6, "MB", bounded ? AT_MOST : UNBOUNDED, RESIDENT_BOUND, "resident/%s/%u million flows",
              keeper->name, flows / MILLION);
    row_value(taken / flows, "bytes/flow", UNBOUNDED, 0, "resident/%s/%u million flows, each", keeper->name,
              flows / MILLION);
}

static bool measure(const struct keeper *keeper, uint32_t flows)
{
    int status = 0;

    if (memory_available() < keeper->bytes * flows) {
        fprintf(stderr, "bench-resident: too little free memory for %u flows of %s: left out\n", flows,
                keeper->name);
        return true;
    }
    pid_t child = fork();
    if (child == 0) {
        tell(keeper, flows);
        _exit(EXIT_SUCCESS);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

int main(void)
{
    static const struct keeper keepers[] = {{"libskypedpi", &contest_skypedpi, 160},
                                            {"the kit's table", NULL, 180},
                                            {"libndpi", &contest_ndpi, 1000}};
    static const uint32_t sizes[] = {MILLION, 4 * MILLION, 10 * MILLION};
    bool good = true;

    for (size_t k = 0; k < sizeof(keepers) / sizeof(*keepers); k++) {
        for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
            good = measure(&keepers[k], sizes[i]) && good;
        }
    }
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
