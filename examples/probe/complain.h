/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_COMPLAIN_H
#define EXAMPLES_PROBE_COMPLAIN_H

/* One line on stderr, "skypedpi-probe: ..." before it; what is longer than 1,000 characters is cut. Any thread
 * may call it, and lines of several threads do not mix. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

#endif
