/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_wait.h"

#include <errno.h>
#include <poll.h>

#define SLICE 50 /* milliseconds after which patience is asked again */

bool syslog_wait(int socket, short events, uint64_t until, const struct syslog_patience *patience)
{
    struct pollfd fd = {socket, events, 0};
    for (;;) {
        uint64_t now = clock_monotonic();
        if (now >= until || now >= atomic_load(&patience->until))
            return false;
        int ready = poll(&fd, 1, SLICE);
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
    }
}
