/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_BUILTIN_H
#define LIB_SIGSET_BUILTIN_H

#include <stddef.h>

/* The image of signatures/, which the build compiles into a table. */
extern const unsigned char builtin_image[];
extern const size_t builtin_image_length;

#endif
