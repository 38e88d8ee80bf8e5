/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/base/abi.h"

#include <stdint.h>
#include <string.h>
#include <skypedpi/error.h>

/* No struct of ours comes near; a larger size field is a struct that was never filled in. */
#define SIZE_CEILING 4096u

static uint32_t size_of(const void *theirs)
{
    uint32_t size;
    memcpy(&size, theirs, sizeof size);
    return size;
}

static bool tail_is_zero(const void *theirs, size_t from, size_t to)
{
    const unsigned char *p = theirs;
    for (size_t i = from; i < to; i++)
        if (p[i])
            return false;
    return true;
}

int abi_read(void *ours, size_t size, size_t least, const void *theirs)
{
    size_t given = size_of(theirs);
    if (given < least || given > SIZE_CEILING || !tail_is_zero(theirs, size, given))
        return SKYPEDPI_E_SIZE;
    memset(ours, 0, size);
    memcpy(ours, theirs, given < size ? given : size);
    uint32_t known = (uint32_t)size;
    memcpy(ours, &known, sizeof known);
    return SKYPEDPI_OK;
}

bool abi_fits(const void *theirs, size_t least)
{
    size_t given = size_of(theirs);
    return given >= least && given <= SIZE_CEILING;
}

int abi_write(void *theirs, const void *ours, size_t size, size_t least)
{
    size_t given = size_of(theirs);
    if (!abi_fits(theirs, least))
        return SKYPEDPI_E_SIZE;
    size_t copied = given < size ? given : size;
    memcpy((char *)theirs + sizeof(uint32_t), (const char *)ours + sizeof(uint32_t), copied - sizeof(uint32_t));
    memset((char *)theirs + copied, 0, given - copied);
    return SKYPEDPI_OK;
}
