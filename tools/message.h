/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_MESSAGE_H
#define TOOLS_MESSAGE_H

#include <stdio.h>

/* How the program ends. */
enum {
    EXIT_FINE = 0,
    EXIT_CANNOT = 1,   /* wrong usage, errors in signature text, no memory, no place to write */
    EXIT_BROKEN = 2,   /* an input could not be read, or not to its end; the rest was dealt with */
    EXIT_OTHERWISE = 3 /* test: false hits, or no proof; diff: verdicts differ */
};

/* The worse of two, but that nothing goes before an error of our own. */
int exit_worse(int a, int b);

/* One line on stderr, "skypedpi: ..." before it. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* stdout for NULL and "-", else a file to write; NULL after a complaint. */
FILE *output_open(const char *name);

/* Closes it; `status`, or EXIT_CANNOT after a complaint if any writing failed. stdout is left as it is. */
int output_close(FILE *out, const char *name, int status);

/* Flushes stdout before the program ends, and tells as output_close(). */
int output_end(int status);

#endif
