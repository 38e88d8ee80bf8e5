/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_HASH_H
#define LIB_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* SipHash-2-4 (Aumasson and Bernstein, 2012): keyed, so that whoever sends the packets cannot choose
 * colliding ones. */
uint64_t hash_keyed(const uint64_t key[2], const void *data, size_t length);

/* SipHash-1-3 of whole words, without a word for the length: for keys of a fixed layout on the packet path. */
uint64_t hash_words(const uint64_t key[2], const uint64_t *word, unsigned count);

#endif
