/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/bench/counted.h"
#include "tests/bench/traffic.h"

/* guard-pass undecided|decided|flood: this library on traffic that never changes, for guard.py to count. */

int main(int argc, char **argv)
{
    const char *what = argc == 2 ? argv[1] : "";
    bool flood = strcmp(what, "flood") == 0, decided = strcmp(what, "decided") == 0;
    struct stream stream = {0};

    if (!flood && !decided && strcmp(what, "undecided") != 0) {
        fputs("usage: guard-pass undecided|decided|flood\n", stderr);
        return 2;
    }
    if (flood) {
        traffic_flood(&stream, 5);
    } else {
        traffic_alike(&stream, 10);
    }
    stream_finish(&stream);
    counted_pass(&stream, &contest_skypedpi, &contest_skypedpi, decided);
    stream_free(&stream);
    return EXIT_SUCCESS;
}
