/* SPDX-License-Identifier: BSD-2-Clause */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_folder.h"

static const struct {
    enum graphs_of of;
    const char *folder; /* the whole, or what stands before the name */
    bool named;
} folders[] = {
    {GRAPHS_OF_TOTAL, "total", false},
    {GRAPHS_OF_USER, "user-", true},
    {GRAPHS_OF_GROUP, "group-", true},
    {GRAPHS_OF_OTHER_USERS, "users-others", false},
    {GRAPHS_OF_OTHER_GROUPS, "groups-others", false},
};

bool graphs_folder(enum graphs_of of, const char *name, char folder[GRAPHS_FOLDER])
{
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        if (folders[i].of != of)
            continue;
        strcpy(folder, folders[i].folder);
        return !folders[i].named || graphs_name_encode(name, folder + strlen(folder));
    }
    return false;
}

bool graphs_folder_read(const char *folder, enum graphs_of *of, char name[GRAPHS_NAME])
{
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        size_t length = strlen(folders[i].folder);
        *of = folders[i].of;
        *name = '\0';
        if (folders[i].named && !strncmp(folder, folders[i].folder, length))
            return graphs_name_decode(folder + length, name);
        if (!folders[i].named && !strcmp(folder, folders[i].folder))
            return true;
    }
    return false;
}

static const char *const bys[] = {"application", "activity", "frames"};

const char *graphs_by_name(int by)
{
    return bys[by];
}

bool graphs_file_name(int by, const char *name, char text[GRAPHS_FILE])
{
    strcpy(text, bys[by]);
    if (by != GRAPHS_FRAMES) {
        strcat(text, "-");
        if (!graphs_name_encode(name, text + strlen(text)))
            return false;
    }
    strcat(text, ".rrd");
    return true;
}

bool graphs_file_name_read(const char *text, int *by, char name[GRAPHS_NAME])
{
    char coded[GRAPHS_FILE];
    size_t length = strlen(text), start = 0;
    for (*by = 0; *by < GRAPHS_FRAMES; ++*by) {
        start = strlen(bys[*by]);
        if (!strncmp(text, bys[*by], start) && text[start] == '-')
            break;
    }
    *name = '\0';
    if (*by == GRAPHS_FRAMES)
        return !strcmp(text, "frames.rrd");
    if (length < start + 5 || length >= sizeof(coded) || strcmp(text + length - 4, ".rrd"))
        return false;
    memcpy(coded, text + start + 1, length - start - 5);
    coded[length - start - 5] = '\0';
    return graphs_name_decode(coded, name);
}

int graphs_list(const char *path, int (*wanted)(const struct dirent *), struct dirent ***list)
{
    int count = scandir(path, list, wanted, alphasort);
    if (count >= 0)
        return count;
    *list = NULL;
    if (errno == ENOENT)
        return 0;
    complain("graphs: %s: %s", path, strerror(errno));
    return -1;
}

void graphs_list_free(struct dirent **list, int count)
{
    for (int i = 0; i < count; i++)
        free(list[i]);
    free(list);
}

char *graphs_join_list(const char *const *parts)
{
    size_t length = 0;
    for (const char *const *part = parts; *part; part++)
        length += strlen(*part);
    char *text = malloc(length + 1), *end = text;
    if (!text)
        return NULL;
    for (const char *const *part = parts; *part; part++) {
        size_t size = strlen(*part);
        memcpy(end, *part, size);
        end += size;
    }
    *end = '\0';
    return text;
}
