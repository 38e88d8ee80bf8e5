/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include "tools/captures.h"
#include "tools/message.h"

static bool append(struct captures *captures, const char *path, bool negative)
{
    if (captures->count == captures->room) {
        size_t room = captures->room ? captures->room * 2 : 16;
        struct capture_name *item = realloc(captures->item, room * sizeof(*item));
        if (!item) {
            complain("out of memory");
            return false;
        }
        captures->item = item;
        captures->room = room;
    }
    char *copy = strdup(path);
    if (!copy) {
        complain("out of memory");
        return false;
    }
    struct capture_name *name = &captures->item[captures->count++];
    name->path = copy;
    name->negative = negative;
    return true;
}

static bool is_capture(const char *name)
{
    static const char *const endings[] = {".pcap", ".pcapng", ".cap", ".trace"};
    const char *dot = strrchr(name, '.');
    bool found = false;

    for (size_t i = 0; dot && i < sizeof(endings) / sizeof(*endings); i++) {
        found |= strcmp(dot, endings[i]) == 0;
    }
    return found;
}

/* A file that was named is a capture whatever it is called. */
static bool take(struct captures *captures, const FTSENT *entry, bool negative)
{
    switch (entry->fts_info) {
    case FTS_F:
        return entry->fts_level > FTS_ROOTLEVEL && !is_capture(entry->fts_name)
                   ? true
                   : append(captures, entry->fts_path, negative);
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        complain("%s: %s", entry->fts_path, strerror(entry->fts_errno));
        return false;
    case FTS_DEFAULT: /* a pipe, say */
        if (entry->fts_level == FTS_ROOTLEVEL) {
            complain("%s: not a regular file, and it is read more than once", entry->fts_path);
            return false;
        }
        return true;
    default:
        return true;
    }
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

bool captures_add(struct captures *captures, const char *path, bool negative)
{
    char *root = strdup(path);
    char *const roots[] = {root, NULL};
    FTS *tree = root ? fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name) : NULL;
    size_t before = captures->count;
    bool fine = tree != NULL;
    FTSENT *entry;

    if (!tree) {
        complain("%s: %s", path, strerror(errno));
    }
    while (fine && (entry = fts_read(tree))) {
        fine = take(captures, entry, negative);
    }
    if (fine && captures->count == before) {
        complain("%s: no captures (.pcap, .pcapng, .cap, .trace) in it", path);
        fine = false;
    }
    if (tree) {
        fts_close(tree);
    }
    free(root);
    return fine;
}

void captures_free(struct captures *captures)
{
    for (size_t i = 0; i < captures->count; i++) {
        free(captures->item[i].path);
    }
    free(captures->item);
    *captures = (struct captures){0};
}

const char *capture_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}
