/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_PRIVILEGES_H
#define EXAMPLES_PROBE_PRIVILEGES_H

#include <stdbool.h>
#include <sys/types.h>

/* Gives up what only the opening of interfaces needs, before there is another thread: no program that is
 * started gets more rights than this one, and whoever is not root, or is told to be another user, has no
 * capabilities from here on. `user` may be NULL. False after a complaint. */
bool privileges_drop(const char *user);

struct privileges_user {
    const char *name;
    uid_t uid;
    gid_t gid;
};

/* False after a complaint: there is no such user. */
bool privileges_find(const char *name, struct privileges_user *user);

/* For root, before there is another thread: files are that user's matter from here on, until
 * privileges_return(). Both false after a complaint, and then nothing may go on. */
bool privileges_borrow(const struct privileges_user *user);
bool privileges_return(void);

#endif
