/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_EXPORT_URL_H
#define EXAMPLES_PROBE_EXPORT_URL_H

#include <stdbool.h>

/* Reads ftp://host/directory, ftpes://... (explicit TLS), ftps://... (implicit TLS). `base`: what libcurl wants
 * to have before the name of a file; the caller frees it. False after a complaint, which never repeats the URL:
 * it may hold a password. */
bool export_url_read(const char *text, char **base, bool *tls);

#endif
