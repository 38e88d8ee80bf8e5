/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_SIPHASH_H
#define LIB_KIT_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

/* SipHash-2-4: without the key nobody can choose inputs that fall together. */
uint64_t siphash(const uint64_t key[2], const void *data, size_t length);

#endif
