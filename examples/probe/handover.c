/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/handover.h"
#include "examples/probe/kept.h"
#include "examples/probe/privileges.h"

static bool refuse(const struct privileges_user *user, const char *option, const char *path, int error)
{
    complain("%s %s: the user %s cannot use it: %s", option, path, user->name, strerror(error));
    return false;
}

/* ---- with the user's rights. With half of them, or of root's, there is no going on ---- */

static void borrow(const struct privileges_user *user)
{
    if (!privileges_borrow(user))
        _exit(2);
}

static void give_back(void)
{
    if (!privileges_return())
        _exit(2);
}

/* 0, or an errno. */
static int try_access(const struct privileges_user *user, const char *path, int wanted)
{
    borrow(user);
    int error = faccessat(AT_FDCWD, path, wanted, AT_EACCESS) == 0 ? 0 : errno;
    give_back();
    return error;
}

/* What he can make himself he makes: root makes nothing where another could play tricks. */
static bool try_make(const struct privileges_user *user, const char *path, mode_t mode)
{
    borrow(user);
    bool made = mkdir(path, mode) == 0;
    give_back();
    return made;
}

/* Files of former times, when the probe was root's, would only be found out when it is too late. What a flat
 * folder has in folders of its own, such as lost+found, is not the probe's. */
static bool check_tree(const struct privileges_user *user, const char *option, char *path, bool flat)
{
    char *const roots[] = {path, NULL};
    FTSENT *entry;
    int error = 0;

    borrow(user);
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    while (tree && !error && (entry = fts_read(tree)) != NULL) {
        if (flat && entry->fts_level > 0 && entry->fts_info == FTS_D) {
            fts_set(tree, entry, FTS_SKIP);
            continue;
        }
        int wanted = R_OK | W_OK | (entry->fts_info == FTS_D ? X_OK : 0);
        if ((entry->fts_info == FTS_D || entry->fts_info == FTS_F) &&
            faccessat(AT_FDCWD, entry->fts_accpath, wanted, AT_EACCESS) != 0)
            error = errno;
        else if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_NS)
            error = entry->fts_errno;
        if (error)
            refuse(user, option, entry->fts_path, error);
    }
    if (tree)
        fts_close(tree);
    give_back();
    return !error;
}

/* ---- folders and logs ---- */

/* The folder it is in; the caller frees it. */
static char *parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
}

/* Makes a folder, or a log, and gives it away: this one, and not what might have taken its place. An errno. */
static int make(const struct privileges_user *user, const char *path, mode_t mode, bool folder)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *parent = parent_of(path);
    int in = parent ? open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1, fd = -1;

    if (in >= 0 && !folder)
        fd = openat(in, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    else if (in >= 0 && mkdirat(in, name, mode) == 0)
        fd = openat(in, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int error = fd < 0 || fchown(fd, user->uid, user->gid) != 0 ? errno : 0;
    if (fd >= 0)
        close(fd);
    if (in >= 0)
        close(in);
    free(parent);
    return error;
}

static bool give_folder(const struct privileges_user *user, const char *option, char *path, mode_t mode)
{
    const int wanted = R_OK | W_OK | X_OK;

    if (!path)
        return true;
    for (size_t length = strlen(path); length > 1 && path[length - 1] == '/'; length--)
        path[length - 1] = '\0';
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISDIR(there.st_mode))
        return refuse(user, option, path, ENOTDIR);
    int error = try_access(user, path, wanted);
    if (error == ENOENT)
        error = try_make(user, path, mode) ? 0 : make(user, path, mode, true);
    if (!error)
        error = try_access(user, path, wanted);
    return !error || refuse(user, option, path, error);
}

/* What is in a folder, or in one that is in it. */
static bool check_inside(const struct privileges_user *user, const char *option, const char *path,
                         const char *inside)
{
    char whole[4096];

    if (!path || (size_t)snprintf(whole, sizeof(whole), "%s%s", path, inside) >= sizeof(whole))
        return true;
    return access(whole, F_OK) != 0 || check_tree(user, option, whole, !*inside);
}

static bool give_log(const struct privileges_user *user, const char *path)
{
    int error = try_access(user, path, W_OK);

    if (error == ENOENT) {
        char *parent = parent_of(path);
        bool his = parent && try_access(user, parent, W_OK | X_OK) == 0;
        free(parent);
        if (his)
            return true;
        error = make(user, path, 0640, false);
        if (!error)
            error = try_access(user, path, W_OK);
    }
    return !error || refuse(user, "--log", path, error);
}

/* ---- what is read ---- */

static bool keep(const struct privileges_user *user, const char *option, char **path)
{
    char name[KEPT_NAME];

    if (!*path || try_access(user, *path, R_OK) == 0)
        return true;
    if (!kept_copy(user, *path, name))
        return false;
    int error = try_access(user, name, R_OK);
    char *copy = strdup(name);
    if (error || !copy) {
        free(copy);
        return refuse(user, option, name, error ? error : ENOMEM);
    }
    complain("%s %s: the user %s cannot read it, so it was read now: changes count from the next start", option,
             *path, user->name);
    free(*path);
    *path = copy;
    return true;
}

/* True if it is warned of. */
static bool warn(const struct privileges_user *user, const char *option, const char *path)
{
    int error = path ? try_access(user, path, R_OK) : 0;

    if (error && error != ENOENT)
        complain("%s %s: the user %s cannot read it (%s), so it cannot be read anew on SIGHUP", option, path,
                 user->name, strerror(error));
    return error != 0;
}

/* ---- all of it ---- */

static bool give_all(const struct privileges_user *user, struct settings *s)
{
    bool fine = give_folder(user, "--export-dir", s->export_dir, 0750) &&
                check_inside(user, "--export-dir", s->export_dir, "");

    fine &= give_folder(user, "--graphs", s->graphs, 0755) && check_inside(user, "--graphs", s->graphs, "/rrd");
    fine &= give_folder(user, "--report", s->report, 0755);
    for (size_t i = 0; i < s->logs.count; i++)
        fine &= give_log(user, s->logs.item[i]);
    return fine;
}

static bool keep_all(const struct privileges_user *user, struct settings *s)
{
    bool fine = keep(user, "--syslog-ca", &s->syslog_ca);

    fine &= keep(user, "--syslog-certificate", &s->syslog_certificate);
    fine &= keep(user, "--syslog-key", &s->syslog_key);
    fine &= keep(user, "--export-ca", &s->export_ca);
    fine &= keep(user, "--netrc", &s->netrc);
    return fine;
}

static bool warn_all(const struct privileges_user *user, const struct settings *s)
{
    bool warned = warn(user, "--subscribers", s->subscribers);

    warned |= warn(user, "--policy", s->policy);
    for (size_t i = 0; i < s->sets.count; i++)
        warned |= warn(user, "--set", s->sets.item[i]);
    return warned;
}

bool handover(struct settings *settings, bool *unreadable)
{
    struct privileges_user user;

    *unreadable = false;
    if (!settings->user || geteuid() != 0)
        return true;
    if (!privileges_find(settings->user, &user))
        return false;
    if (user.uid == 0)
        return true;
    bool fine = give_all(&user, settings);
    fine &= keep_all(&user, settings);
    *unreadable = warn_all(&user, settings);
    return fine;
}
