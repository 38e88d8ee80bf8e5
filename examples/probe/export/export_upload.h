/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_EXPORT_UPLOAD_H
#define EXAMPLES_PROBE_EXPORT_UPLOAD_H

#include "examples/probe/export/export.h"
#include "examples/probe/export/spool.h"

/* The thread that sends the files of a spool, the oldest first, and removes what was sent. */
struct export_upload;

/* `spool` must outlive it. NULL after a complaint. */
struct export_upload *export_upload_start(const struct export_settings *settings, const struct spool *spool);

/* There is a new file. */
void export_upload_wake(struct export_upload *upload);

/* Sends what is left, for so many seconds at most, and ends the thread. */
void export_upload_stop(struct export_upload *upload, unsigned grace_seconds);

#endif
