/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_WAIT_H
#define EXAMPLES_PROBE_SYSLOG_WAIT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "examples/probe/clock.h"

/* When waiting ends, whatever is waited for. Another thread may set it to an earlier time. */
struct syslog_patience {
    _Atomic uint64_t until; /* real time; UINT64_MAX: never */
};

/* Waits until a socket is ready for `events` of poll(); false: it is `until`, or patience is over. */
bool syslog_wait(int socket, short events, uint64_t until, const struct syslog_patience *patience);

#endif
