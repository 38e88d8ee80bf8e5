/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_LAYER_H
#define EXAMPLES_PROBE_GRAPHS_LAYER_H

#include "examples/probe/graphs/graphs_folder.h"
#include "examples/probe/graphs/graphs_look.h"

/* What is stacked in a picture: the series of a folder, in their order. */

struct graphs_layer {
    char name[GRAPHS_NAME];
    char *path; /* as librrd wants it in an argument: a backslash before each colon */
    struct graphs_look look;
};

/* The rest is not drawn. The sink makes fewer. */
#define GRAPHS_LAYERS_MOST 40

/* How many; -1 after a complaint. The caller frees them. */
int graphs_layers(const char *folder, enum graphs_by by, struct graphs_layer **layers);
void graphs_layers_free(struct graphs_layer *layers, int count);

#endif
