/* SPDX-License-Identifier: BSD-2-Clause */
#include <rrd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_line.h"

void graphs_title(const struct graphs_view *view, const char *period, char title[GRAPHS_TITLE])
{
    static const char *const of[] = {"Total", "User ", "Group ", "All other users", "All other groups"};
    bool named = view->of == GRAPHS_OF_USER || view->of == GRAPHS_OF_GROUP;
    char name[GRAPHS_NAME];
    graphs_name_show(named ? view->name : "", name);
    snprintf(title, GRAPHS_TITLE, "%s%s by %s%s%s", of[view->of], name, graphs_by_name((int)view->by),
             *period ? ", last " : "", period);
}

/* The picture out of what librrd tells of it. */
static char *take(const rrd_info_t *info, size_t *length)
{
    for (; info; info = info->next) {
        if (info->type != RD_I_BLO || strcmp(info->key, "image"))
            continue;
        *length = info->value.u_blo.size;
        char *image = malloc(*length ? *length : 1);
        return image ? memcpy(image, info->value.u_blo.ptr, *length) : NULL;
    }
    return NULL;
}

static char *draw(struct graphs_line *line, size_t *length, char *why, size_t room)
{
    snprintf(why, room, "no memory");
    if (line->failed)
        return NULL;
    rrd_clear_error();
    rrd_info_t *info = rrd_graph_v((int)line->count, line->words);
    if (!info)
        snprintf(why, room, "%s", rrd_get_error());
    char *image = take(info, length);
    if (info)
        rrd_info_free(info);
    rrd_clear_error();
    return image;
}

bool graphs_draw(const char *directory, const struct graphs_view *view, const char *period,
                 enum graphs_format format, char **image, size_t *length)
{
    char folder[GRAPHS_FOLDER], title[GRAPHS_TITLE], why[256];
    struct graphs_layer *layers = NULL;
    struct graphs_view drawn = *view;
    *image = NULL;
    *length = 0;
    if (drawn.start < GRAPHS_EARLIEST * SECOND)
        drawn.start = GRAPHS_EARLIEST * SECOND;
    if (!graphs_folder(view->of, view->name, folder) || drawn.end / SECOND <= drawn.start / SECOND)
        return true;
    char *path = graphs_join(directory, "/rrd/", folder);
    int count = path ? graphs_layers(path, view->by, &layers) : -1;
    if (count > 0) {
        struct graphs_line line = {0};
        graphs_title(view, period, title);
        graphs_line_make(&line, &drawn, title, format, layers, count);
        *image = draw(&line, length, why, sizeof(why));
        if (!*image)
            complain("graphs: %s cannot be drawn: %s", path, why);
        graphs_line_free(&line);
    }
    graphs_layers_free(layers, count);
    free(path);
    return count == 0 || *image;
}
