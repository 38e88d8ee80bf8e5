/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_layer.h"

static int is(const struct dirent *entry, enum graphs_by wanted)
{
    int by;
    char name[GRAPHS_NAME];
    return graphs_file_name_read(entry->d_name, &by, name) && by == (int)wanted;
}

static int is_application(const struct dirent *entry)
{
    return is(entry, GRAPHS_BY_APPLICATION);
}

static int is_activity(const struct dirent *entry)
{
    return is(entry, GRAPHS_BY_ACTIVITY);
}

static char *escape(const char *path)
{
    char *text = malloc(2 * strlen(path) + 1), *end = text;
    if (!text)
        return NULL;
    for (; *path; path++) {
        if (*path == ':')
            *end++ = '\\';
        *end++ = *path;
    }
    *end = '\0';
    return text;
}

static bool fill(struct graphs_layer *layer, const char *folder, const char *file)
{
    int by;
    char *path = graphs_join(folder, "/", file);
    layer->path = path ? escape(path) : NULL;
    free(path);
    if (!layer->path || !graphs_file_name_read(file, &by, layer->name))
        return false;
    layer->look = graphs_look(by, layer->name);
    return true;
}

static int compare(const void *one, const void *other)
{
    const struct graphs_layer *a = one, *b = other;
    if (a->look.rank != b->look.rank)
        return a->look.rank < b->look.rank ? -1 : 1;
    return strcmp(a->name, b->name);
}

int graphs_layers(const char *folder, enum graphs_by by, struct graphs_layer **layers)
{
    struct dirent **list = NULL;
    int count = graphs_list(folder, by == GRAPHS_BY_APPLICATION ? is_application : is_activity, &list);
    *layers = count > 0 ? calloc((size_t)count, sizeof(struct graphs_layer)) : NULL;
    bool good = count <= 0 || *layers;
    for (int i = 0; i < count && good; i++)
        good = fill(&(*layers)[i], folder, list[i]->d_name);
    graphs_list_free(list, count);
    if (!good) {
        complain("graphs: %s: no memory", folder);
        graphs_layers_free(*layers, count);
        return -1;
    }
    if (count > 0)
        qsort(*layers, (size_t)count, sizeof(struct graphs_layer), compare);
    for (; count > GRAPHS_LAYERS_MOST; count--)
        free((*layers)[count - 1].path);
    return count;
}

void graphs_layers_free(struct graphs_layer *layers, int count)
{
    for (int i = 0; i < count && layers; i++)
        free(layers[i].path);
    free(layers);
}
