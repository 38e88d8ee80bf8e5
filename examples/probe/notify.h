/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_NOTIFY_H
#define EXAMPLES_PROBE_NOTIFY_H

/* What systemd wants to know of a service, told as sd_notify(3) says: a datagram to the socket that
 * NOTIFY_SOCKET names. Without one nothing is told. */

void notify_ready(void);
void notify_reloading(void);
void notify_stopping(void);
void notify_alive(void); /* for a watchdog */

#endif
