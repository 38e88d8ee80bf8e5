/* SPDX-License-Identifier: BSD-2-Clause */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/bench/traffic.h"
#include "tools/capture.h"

#define HOUR UINT64_C(3600000000000)

struct reading {
    struct stream *stream;
    skypedpi_defrag *defrag;
    uint64_t begin, end; /* of the capture at hand, on the stream's clock */
    uint64_t first;      /* time of its first frame, on its own */
    bool any;
};

static bool is_capture(const char *name)
{
    static const char *const endings[] = {".pcap", ".pcapng", ".cap", ".trace"};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof(endings) / sizeof(*endings); i++) {
        if (strcmp(dot, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Time never goes back: some captures do, and the engine takes it for standing still. */
static uint64_t shifted(struct reading *reading, uint64_t time)
{
    if (!reading->any) {
        reading->first = time;
        reading->any = true;
    }
    uint64_t now = reading->begin + (time > reading->first ? time - reading->first : 0);
    if (now > reading->end) {
        reading->end = now;
    }
    return reading->end;
}

static bool keep(void *user, const struct capture_frame *captured)
{
    struct reading *reading = user;
    struct skypedpi_frame f;
    uint64_t bytes;

    if (capture_decode(reading->defrag, captured, &f, &bytes) == SKYPEDPI_FRAME_OK) {
        stream_add(reading->stream, &f, shifted(reading, captured->time));
    }
    return true;
}

/* Captures may be broken: what can be read of them counts. */
static void read_one(struct reading *reading, const char *path)
{
    reading->begin = reading->end + HOUR;
    reading->end = reading->begin;
    reading->any = false;
    capture_read(path, false, keep, reading);
}

static void read_folder(struct reading *reading, const char *folder)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        char path[4096];
        const char *name = names[i]->d_name;
        snprintf(path, sizeof(path), "%s/%s", folder, name);
        if (is_capture(name)) {
            read_one(reading, path);
        } else if (!strchr(name, '.')) {
            read_folder(reading, path);
        }
        free(names[i]);
    }
    free(names);
}

bool traffic_read(struct stream *stream, const char *folder)
{
    struct reading reading = {.stream = stream};

    if (skypedpi_defrag_new(NULL, SKYPEDPI_DEFRAG_SLOTS, &reading.defrag) != SKYPEDPI_OK) {
        give_up("out of memory");
    }
    read_folder(&reading, folder);
    skypedpi_defrag_free(reading.defrag);
    return stream->packets > 0;
}
