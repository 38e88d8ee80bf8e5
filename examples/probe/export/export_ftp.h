/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_EXPORT_FTP_H
#define EXAMPLES_PROBE_EXPORT_FTP_H

#include "examples/probe/export/export.h"

/* Files to an FTP server, through libcurl. */
struct export_ftp;

/* `give_up` is asked while something is under way, about once a second. NULL after a complaint. */
struct export_ftp *export_ftp_new(const struct export_settings *settings, bool (*give_up)(void *), void *user);
void export_ftp_free(struct export_ftp *ftp);

/* Sends a file of `size` bytes under a temporary name and renames it to `name`, unless it is there already.
 * True: it is there. */
bool export_ftp_send(struct export_ftp *ftp, const char *name, int fd, uint64_t size);

/* Ends the connection to the server; the next file opens another one. */
void export_ftp_hang_up(struct export_ftp *ftp);

const char *export_ftp_error(const struct export_ftp *ftp); /* why it was not sent */

#endif
