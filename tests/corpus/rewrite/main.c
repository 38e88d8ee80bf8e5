/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include "tests/corpus/rewrite/merge.h"
#include "tests/corpus/rewrite/nat.h"
#include "tests/corpus/rewrite/tap.h"

/* corpus-rewrite: a capture as another tap would have seen it. */

static const char usage[] =
    "usage: corpus-rewrite [OPTION...] FILE\n"
    "       corpus-rewrite --merge [--shift SECONDS] [OPTION...] FILE...\n"
    "\n"
    "Writes a capture, changed, as pcap. What is asked for is done in the order of this list.\n"
    "\n"
    "  --merge               interleave several captures, all to begin at one time\n"
    "  --shift SECONDS       ... or each so much after the one before it\n"
    "  --until HOST --udp-port PORT --packets N\n"
    "                        end with the N-th packet of that UDP endpoint\n"
    "  --skip FRACTION       without the first part of the packets: 0.25\n"
    "  --lose PERCENT        without some of the packets, chosen at random\n"
    "  --jitter MILLISECONDS each packet up to so much later, at random, and so in another order\n"
    "  --seed N              other ones of both; 1 if not told\n"
    "  --outbound HOST       only what the host sent\n"
    "  --inbound HOST        only what was sent to the host\n"
    "  --symmetric-nat HOST --udp-port PORT\n"
    "                        as seen outside a NAT that gives the endpoint a new port for every peer\n"
    "  --map FILE            what that NAT made of which flow, as a table\n"
    "  --snap BYTES          only the first bytes of each packet\n"
    "  -o FILE               standard output if not told\n";

struct options {
    bool merge;
    double shift, skip, lose;
    double seed, packets, port, jitter, snap;
    struct host until, outbound, inbound, nat;
    const char *map, *output;
};

static bool read_number(double *number, const char *text, double least, double most)
{
    char *end;
    *number = strtod(text, &end);
    return end != text && !*end && *number >= least && *number <= most;
}

static bool read_option(struct options *o, int letter, const char *value)
{
    switch (letter) {
    case 'm':
        return o->merge = true;
    case 'h':
        return read_number(&o->shift, value, 0, 1e6);
    case 's':
        return read_number(&o->skip, value, 0, 1);
    case 'l':
        return read_number(&o->lose, value, 0, 100);
    case 'e':
        return read_number(&o->seed, value, 0, 1e9);
    case 'k':
        return read_number(&o->packets, value, 0, 1e9);
    case 'p':
        return read_number(&o->port, value, 1, 65535);
    case 'u':
        return host_read(&o->until, value);
    case 'b':
        return host_read(&o->outbound, value);
    case 'i':
        return host_read(&o->inbound, value);
    case 'n':
        return host_read(&o->nat, value);
    case 'j':
        return read_number(&o->jitter, value, 0, 1e6);
    case 'c':
        return read_number(&o->snap, value, 1, 262144);
    case 'a':
        return (o->map = value) != NULL;
    case 'o':
        return (o->output = value) != NULL;
    default:
        return false;
    }
}

/* The index of the first FILE, 0 if the words are not understood. */
static int read_options(struct options *o, int argc, char **argv)
{
    static const struct option names[] = {{"merge", no_argument, NULL, 'm'},
                                          {"shift", required_argument, NULL, 'h'},
                                          {"until", required_argument, NULL, 'u'},
                                          {"udp-port", required_argument, NULL, 'p'},
                                          {"packets", required_argument, NULL, 'k'},
                                          {"skip", required_argument, NULL, 's'},
                                          {"lose", required_argument, NULL, 'l'},
                                          {"jitter", required_argument, NULL, 'j'},
                                          {"snap", required_argument, NULL, 'c'},
                                          {"seed", required_argument, NULL, 'e'},
                                          {"outbound", required_argument, NULL, 'b'},
                                          {"inbound", required_argument, NULL, 'i'},
                                          {"symmetric-nat", required_argument, NULL, 'n'},
                                          {"map", required_argument, NULL, 'a'},
                                          {NULL, 0, NULL, 0}};
    int letter;

    while ((letter = getopt_long(argc, argv, "o:", names, NULL)) != -1) {
        if (!read_option(o, letter, optarg)) {
            return 0;
        }
    }
    bool lacks_port = (o->until.family || o->nat.family) && o->port == 0;
    return optind < argc && (o->merge || optind + 1 == argc) && !lacks_port ? optind : 0;
}

static bool read_captures(const struct options *o, char **paths, size_t count, struct packets *out)
{
    struct packets *captures = calloc(count, sizeof(*captures));
    bool good = captures || complain("out of memory");

    for (size_t i = 0; good && i < count; i++) {
        good = packets_read(&captures[i], paths[i]);
    }
    good = good && merge(captures, count, (uint64_t)(o->shift * (double)SECOND), out);
    for (size_t i = 0; captures && i < count; i++) {
        packets_free(&captures[i]);
    }
    free(captures);
    return good;
}

static void choose(const struct options *o, struct packets *packets)
{
    if (o->until.family) {
        choose_until(packets, &o->until, (uint16_t)o->port, (uint64_t)o->packets);
    }
    choose_skip(packets, o->skip);
    choose_lose(packets, o->lose, (uint64_t)o->seed);
    tap_jitter(packets, (uint64_t)(o->jitter * (double)(SECOND / 1000)), (uint64_t)o->seed);
    if (o->outbound.family) {
        choose_outbound(packets, &o->outbound);
    }
    if (o->inbound.family) {
        choose_inbound(packets, &o->inbound);
    }
}

static bool write_map(const struct nat *nat, const char *path)
{
    FILE *out = fopen(path, "w");

    if (!out) {
        return complain("%s: %s", path, strerror(errno));
    }
    nat_write_map(nat, out);
    bool failed = ferror(out);
    return (fclose(out) == 0 && !failed) || complain("%s: could not be written", path);
}

static bool translate(const struct options *o, struct packets *packets)
{
    struct nat nat = {0};
    bool good = nat_apply(&nat, packets, &o->nat, (uint16_t)o->port) && (!o->map || write_map(&nat, o->map));

    nat_free(&nat);
    return good;
}

int main(int argc, char **argv)
{
    struct options o = {.seed = 1};
    struct packets packets = {0};
    int files = read_options(&o, argc, argv);

    if (!files) {
        fputs(usage, stderr);
        return 2;
    }
    bool good = read_captures(&o, argv + files, (size_t)(argc - files), &packets);
    if (good) {
        choose(&o, &packets);
        good = !o.nat.family || translate(&o, &packets);
        tap_snap(&packets, o.snap > 0 ? (uint32_t)o.snap : UINT32_MAX);
        good = good && packets_write(&packets, o.output);
    }
    packets_free(&packets);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
