/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/privileges.h"

static bool fail(const char *what)
{
    complain("%s: %s", what, strerror(errno));
    return false;
}

/* None that an execve() could give, if there is the right to say so. */
static void empty_bounding_set(void)
{
    for (unsigned long capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
        (void)prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

bool privileges_find(const char *name, struct privileges_user *user)
{
    const struct passwd *entry;

    errno = 0;
    entry = getpwnam(name);
    if (!entry) {
        complain("--user %s: %s", name, errno ? strerror(errno) : "there is no such user");
        return false;
    }
    *user = (struct privileges_user){name, entry->pw_uid, entry->pw_gid};
    return true;
}

static bool become(const char *name)
{
    struct privileges_user user;

    if (!privileges_find(name, &user))
        return false;
    if (geteuid() == user.uid && getegid() == user.gid)
        return true; /* a service manager has seen to it */
    if (initgroups(name, user.gid) != 0 || setresgid(user.gid, user.gid, user.gid) != 0 ||
        setresuid(user.uid, user.uid, user.uid) != 0)
        return fail("--user");
    return true;
}

/* The real user stays, so there is a way back. */
bool privileges_borrow(const struct privileges_user *user)
{
    if (initgroups(user->name, user->gid) != 0 || setegid(user->gid) != 0 || seteuid(user->uid) != 0)
        return fail("--user");
    return true;
}

/* Root's other groups are left behind: he can do without. */
bool privileges_return(void)
{
    if (seteuid(getuid()) != 0 || setegid(getgid()) != 0 || setgroups(0, NULL) != 0)
        return fail("--user");
    return true;
}

static bool drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};

    (void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    return syscall(SYS_capset, &header, none) == 0 || fail("capabilities");
}

bool privileges_drop(const char *user)
{
    empty_bounding_set();
    if (user && !become(user))
        return false;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail("no_new_privs");
    return (!user && geteuid() == 0) || drop_capabilities();
}
