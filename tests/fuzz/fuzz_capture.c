/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include "tools/capture.h"
#include "tools/message.h"

/* Capture files, as the tool reads them: libpcap, then frames and fragments. */

struct seen {
    skypedpi_defrag *defrag;
    struct tale tale;
};

static bool on_frame(void *user, const struct capture_frame *c)
{
    struct seen *seen = user;
    struct exact copy = exact_copy(c->data, c->captured);
    struct capture_frame frame = *c;
    struct skypedpi_frame f = {.size = sizeof f};
    uint64_t bytes = 0;
    frame.data = copy.data;
    int result = capture_decode(seen->defrag, &frame, &f, &bytes);
    MUST(result >= 0 && result < SKYPEDPI_FRAME_RESULTS);
    tale_number(&seen->tale, (uint64_t)result);
    tale_number(&seen->tale, c->time ^ bytes);
    if (result == SKYPEDPI_FRAME_OK)
        tale_add(&seen->tale, f.payload, f.captured);
    free(copy.data);
    return true;
}

static struct tale tell(const char *path)
{
    struct seen seen = {0};
    MUST(skypedpi_defrag_new(NULL, 2, &seen.defrag) == SKYPEDPI_OK);
    int result = capture_read(path, false, on_frame, &seen);
    MUST(result == EXIT_FINE || result == EXIT_BROKEN);
    tale_number(&seen.tale, (uint64_t)result);
    skypedpi_defrag_free(seen.defrag);
    return seen.tale;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct memory_file file = memory_file_open(data, size);
    struct tale first = tell(file.path), second = tell(file.path);
    MUST(first.hash == second.hash);
    memory_file_close(&file);
    return 0;
}
