/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/bench/counted.h"
#include "tests/bench/traffic.h"

/* count-pass CAPTURES TRAFFIC CONTESTANT undecided|decided: one pass, for callgrind.py to count. */

static const struct contestant *find(const char *name)
{
    for (unsigned i = 0; i < CONTESTANTS; i++) {
        if (strcmp(contestants[i]->name, name) == 0) {
            return contestants[i];
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const struct traffic *traffic = argc == 5 ? traffic_find(argv[2]) : NULL;
    const struct contestant *who = argc == 5 ? find(argv[3]) : NULL;
    struct stream stream = {0};

    if (!traffic || !who) {
        fputs("usage: count-pass CAPTURES TRAFFIC CONTESTANT undecided|decided\n", stderr);
        return 2;
    }
    if (!traffic_load(traffic, argv[1], &stream)) {
        return 77; /* no captures */
    }
    /* the limits go where this library goes */
    counted_pass(&stream, who, who->classifies ? who : &contest_skypedpi, strcmp(argv[4], "decided") == 0);
    stream_free(&stream);
    return EXIT_SUCCESS;
}
