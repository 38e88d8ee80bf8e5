/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_HARD_FAULT_H
#define TESTS_HARD_FAULT_H

/* To be preloaded: makes one call fail, with all others as they are.
 *
 * FAULT_CALL     its name: write, fsync, openat, ...
 * FAULT_AT       the how-manieth such call, from 1
 * FAULT_ERRNO    with which error
 * FAULT_SHORT    set: it does not fail, it takes or gives a single byte
 * FAULT_ALWAYS   set: that one and all after it
 * FAULT_UNDER    only calls on files below this folder, and on sockets
 * FAULT_FIRED    a file that is made when it has failed */
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

/* Is it a file or a folder below FAULT_UNDER, or a socket? */
bool fault_ours(int fd);
/* Is this call the one that fails? Sets errno then. */
bool fault_fires(const char *call, bool ours);
/* ... or goes on with these fewer bytes */
bool fault_shortens(size_t *length);

/* The function behind this one; an object pointer that POSIX says is one of a function. */
#define REAL(type, name, parameters)                                                                           \
    type(*real) parameters;                                                                                    \
    *(void **)(&real) = dlsym(RTLD_NEXT, #name)

#define WRAPPED(type, name, parameters, arguments, ours, failed)                                               \
    type name parameters;                                                                                      \
    type name parameters                                                                                       \
    {                                                                                                          \
        REAL(type, name, parameters);                                                                          \
        return fault_fires(#name, ours) ? failed : real arguments;                                             \
    }

/* One that moves `length` bytes. */
#define WRAPPED_BYTES(name, parameters, arguments, ours)                                                       \
    ssize_t name parameters;                                                                                   \
    ssize_t name parameters                                                                                    \
    {                                                                                                          \
        REAL(ssize_t, name, parameters);                                                                       \
        return fault_fires(#name, ours) && !fault_shortens(&length) ? -1 : real arguments;                     \
    }

#endif
