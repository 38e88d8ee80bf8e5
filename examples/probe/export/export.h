/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_EXPORT_H
#define EXAMPLES_PROBE_EXPORT_H

#include "examples/probe/event.h"

/* Statistics as CSV files (stats_csv.h), one for each `every` of packet time: put into a spool directory
 * (spool.h), and from there sent to an FTP server in their order.
 *
 * What is promised:
 * A file that is in the spool is on the server some day, whole, once: whatever is killed or fails in between,
 * and however often. It is sent as NAME.part and then renamed; one that is there already with the right size is
 * not sent again. The server must know SIZE for that (RFC 3659), and leave the files of the last minutes where
 * they are: one that was taken away between a crash of the probe and its next start comes a second time, by the
 * same name. An interval that was told is in the spool, or in memory: until its file is due, or while the disk
 * is full. What is in memory is lost if the probe is killed then, and if the disk is full when the probe ends.
 * While the disk is full intervals are added up, in bounded memory, and go into one file later: its sums are
 * right. No name is used twice, wherever the clock is set. Files tell what was used between the start and the
 * end they name: no interval is in two of them. */
struct export_settings {
    const char *url; /* ftp://host/directory; ftpes://... with TLS (AUTH TLS), ftps://... with TLS from the
                        start; NULL: files stay in the spool */
    const char *directory;  /* the spool */
    const char *netrc;      /* file with user and password; NULL: anonymous */
    const char *ca;         /* file of certificates to trust; NULL: the system's */
    const char *name;       /* of the probe, begins the names of files */
    uint64_t every;         /* nanoseconds, a multiple of the probe's step; 0: 300 seconds */
    unsigned grace_seconds; /* how long close() tries to send what is left */
};

/* False after a complaint. */
bool export_open(const struct export_settings *settings, struct sink *sink);

#endif
