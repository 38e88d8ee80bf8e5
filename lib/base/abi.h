/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_ABI_H
#define LIB_BASE_ABI_H

#include <stdbool.h>
#include <stddef.h>

/* Value structs begin with their size. What the caller's header knows may be shorter than ours (the rest is
 * taken as zero) or longer (then its tail must be zero). `least` is the size in the first release. */

/* Copies the caller's struct into `ours`, `size` bytes long. SKYPEDPI_OK or SKYPEDPI_E_SIZE. */
int abi_read(void *ours, size_t size, size_t least, const void *theirs);

/* Can a struct of ours be copied into the caller's? */
bool abi_fits(const void *theirs, size_t least);

/* Copies `ours` into the caller's struct, as far as it reaches; its size field stays. SKYPEDPI_OK or
 * SKYPEDPI_E_SIZE. */
int abi_write(void *theirs, const void *ours, size_t size, size_t least);

#endif
