/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_PROBE_IPFIX_WAITS_H
#define TESTS_PROBE_IPFIX_WAITS_H

/* How often threads wait, which says more than how long: a busy machine makes everything long. Linked with
 * --wrap, so that all of the exporter's calls come by here. */

/* Waits on a condition of the thread that asks. */
unsigned waits_mine(void);
/* Naps of all other threads than the one that forgot the counts last. */
unsigned waits_naps(void);
void waits_forget(void);

#endif
