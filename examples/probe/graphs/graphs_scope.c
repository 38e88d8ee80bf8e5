/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_scope.h"

static int compare(enum graphs_of of, const char *name, const struct graphs_scope *scope)
{
    return of != scope->of ? (of > scope->of) - (of < scope->of) : strcmp(name, scope->name);
}

/* Where it is, or where it would be. */
static unsigned place(const struct graphs_scopes *scopes, enum graphs_of of, const char *name, bool *found)
{
    unsigned low = 0, high = scopes->count;
    *found = false;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int order = compare(of, name, scopes->list[middle]);
        *found = order == 0;
        if (*found)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool grow(struct graphs_scopes *scopes)
{
    if (scopes->count < scopes->room)
        return true;
    unsigned room = scopes->room ? 2 * scopes->room : 16;
    struct graphs_scope **list = realloc(scopes->list, room * sizeof(struct graphs_scope *));
    if (!list)
        return false;
    scopes->list = list;
    scopes->room = room;
    return true;
}

static struct graphs_scope *insert(struct graphs_scopes *scopes, unsigned at, enum graphs_of of,
                                   const char *name)
{
    struct graphs_scope *scope = grow(scopes) ? calloc(1, sizeof(*scope)) : NULL;
    if (!scope)
        return NULL;
    scope->of = of;
    strcpy(scope->name, name);
    memmove(scopes->list + at + 1, scopes->list + at, (scopes->count - at) * sizeof(struct graphs_scope *));
    scopes->list[at] = scope;
    scopes->count++;
    scopes->users += of == GRAPHS_OF_USER;
    scopes->groups += of == GRAPHS_OF_GROUP;
    return scope;
}

struct graphs_scope *graphs_scopes_find(struct graphs_scopes *scopes, enum graphs_of of, const char *name)
{
    bool found;
    unsigned at = place(scopes, of, name, &found);
    if (found)
        return scopes->list[at];
    bool fits = *name && strlen(name) < GRAPHS_NAME;
    if (of == GRAPHS_OF_USER && (!fits || scopes->users >= scopes->most))
        return graphs_scopes_find(scopes, GRAPHS_OF_OTHER_USERS, "");
    if (of == GRAPHS_OF_GROUP && (!fits || scopes->groups >= scopes->most))
        return graphs_scopes_find(scopes, GRAPHS_OF_OTHER_GROUPS, "");
    return insert(scopes, at, of, name);
}

/* A series that is not there yet. */
static struct graphs_series *add(struct graphs_scopes *scopes, struct graphs_scope *scope, int by,
                                 const char *name)
{
    char folder[GRAPHS_FOLDER], file[GRAPHS_FILE];
    if (scope->count == sizeof(scope->series) / sizeof(scope->series[0]) ||
        !graphs_folder(scope->of, scope->name, folder) || !graphs_file_name(by, name, file))
        return NULL;
    char *path = graphs_join(scopes->directory, "/rrd/", folder, "/", file);
    struct graphs_series *series = graphs_series_new(scopes->disk, by, strdup(name), path);
    if (series)
        scope->series[scope->count++] = series;
    return series;
}

struct graphs_series *graphs_scope_series(struct graphs_scopes *scopes, struct graphs_scope *scope, int by,
                                          const char *name)
{
    unsigned same = 0;
    for (unsigned i = 0; i < scope->count; i++) {
        if (scope->series[i]->by == by && !strcmp(scope->series[i]->name, name))
            return scope->series[i];
        same += scope->series[i]->by == by;
    }
    bool own = !strcmp(name, GRAPHS_MORE) || !strcmp(name, GRAPHS_NO_FLOW);
    bool fits =
        own || by == GRAPHS_FRAMES || (*name && strlen(name) < GRAPHS_NAME && same < GRAPHS_SERIES_MOST);
    return fits ? add(scopes, scope, by, name) : graphs_scope_series(scopes, scope, by, GRAPHS_MORE);
}

static int folder_wanted(const struct dirent *entry)
{
    enum graphs_of of;
    char name[GRAPHS_NAME];
    return graphs_folder_read(entry->d_name, &of, name);
}

static int file_wanted(const struct dirent *entry)
{
    int by;
    char name[GRAPHS_NAME];
    return graphs_file_name_read(entry->d_name, &by, name);
}

/* The scope of a folder, with all series that are in it. */
static bool load(struct graphs_scopes *scopes, const char *folder)
{
    enum graphs_of of = GRAPHS_OF_TOTAL;
    char name[GRAPHS_NAME];
    graphs_folder_read(folder, &of, name);
    if ((of == GRAPHS_OF_USER && scopes->users >= scopes->most) ||
        (of == GRAPHS_OF_GROUP && scopes->groups >= scopes->most))
        return true; /* there may be fewer now: they go on as others */
    struct graphs_scope *scope = graphs_scopes_find(scopes, of, name);
    char *path = graphs_join(scopes->directory, "/rrd/", folder);
    struct dirent **list = NULL;
    int count = scope && path ? graphs_list(path, file_wanted, &list) : -1;
    bool good = count >= 0;
    for (int i = 0; i < count && good; i++) {
        int by = 0;
        good =
            graphs_file_name_read(list[i]->d_name, &by, name) && graphs_scope_series(scopes, scope, by, name);
        if (!good)
            complain("graphs: %s: no memory", path);
    }
    graphs_list_free(list, count);
    free(path);
    return good;
}

bool graphs_scopes_load(struct graphs_scopes *scopes)
{
    char *path = graphs_join(scopes->directory, "/rrd");
    struct dirent **list = NULL;
    int count = path ? graphs_list(path, folder_wanted, &list) : -1;
    bool good = count >= 0;
    for (int i = 0; i < count && good; i++)
        good = load(scopes, list[i]->d_name);
    graphs_list_free(list, count);
    free(path);
    return good;
}

void graphs_scopes_free(struct graphs_scopes *scopes)
{
    for (unsigned i = 0; i < scopes->count; i++) {
        for (unsigned j = 0; j < scopes->list[i]->count; j++)
            graphs_series_free(scopes->list[i]->series[j]);
        free(scopes->list[i]);
    }
    free(scopes->list);
}

void graphs_scopes_walk(struct graphs_scopes *scopes, void (*visit)(struct graphs_series *series, void *user),
                        void *user)
{
    for (unsigned i = 0; i < scopes->count; i++)
        for (unsigned j = 0; j < scopes->list[i]->count; j++)
            visit(scopes->list[i]->series[j], user);
}
