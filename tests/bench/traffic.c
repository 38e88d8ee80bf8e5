/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <string.h>
#include "tests/bench/traffic.h"

const struct traffic traffics[] = {
    {.name = "all", .folder = ""},
    {.name = "skype", .folder = "/skype"},
    {.name = "negative", .folder = "/negative"},
    {.name = "mix-1", .make = traffic_mix, .parameter = 1},
    {.name = "mix-10", .make = traffic_mix, .parameter = 10},
    {.name = "mix-90", .make = traffic_mix, .parameter = 90},
    {.name = "alike-10", .make = traffic_alike, .parameter = 10},
    {.name = "transfer", .make = traffic_transfer, .parameter = 1000},
    {.name = "flood", .make = traffic_flood, .parameter = 100},
    {.name = NULL},
};

bool traffic_load(const struct traffic *traffic, const char *captures, struct stream *stream)
{
    char folder[4096];

    if (traffic->make) {
        traffic->make(stream, traffic->parameter);
    } else {
        snprintf(folder, sizeof(folder), "%s%s", captures, traffic->folder);
        if (!traffic_read(stream, folder)) {
            return false;
        }
    }
    stream_finish(stream);
    return true;
}

const struct traffic *traffic_find(const char *name)
{
    for (const struct traffic *traffic = traffics; traffic->name; traffic++) {
        if (strcmp(traffic->name, name) == 0) {
            return traffic;
        }
    }
    return NULL;
}
