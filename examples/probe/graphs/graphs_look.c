/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/graphs/graphs_folder.h"
#include "examples/probe/graphs/graphs_look.h"

/* The colours were searched for by simulated annealing: as far apart as can be for all of normal, protanope,
 * deuteranope and tritanope sight (Machado, Oliveira and Fernandes, 2009; distance in OKLab), neighbours in the
 * stack by 0.08 and more, and each with a contrast of 1.7 to white and 2.4 to #16181c at least. */
static const struct {
    int by;
    const char *name;
    struct graphs_look look;
} known[] = {
    {GRAPHS_BY_APPLICATION, "skype", {0, 0x1762ba}},
    {GRAPHS_BY_APPLICATION, "skype-related", {1, 0x4298ff}},
    {GRAPHS_BY_APPLICATION, GRAPHS_MORE, {3, 0xd0c090}},
    {GRAPHS_BY_APPLICATION, "other", {4, 0xb4b4b4}},
    {GRAPHS_BY_APPLICATION, "unknown", {5, 0x868686}},
    {GRAPHS_BY_APPLICATION, GRAPHS_NO_FLOW, {6, 0x5c5c5c}},
    {GRAPHS_BY_ACTIVITY, "call", {0, 0xef821f}},
    {GRAPHS_BY_ACTIVITY, "call-audio", {1, 0xdec003}},
    {GRAPHS_BY_ACTIVITY, "call-video", {2, 0x953271}},
    {GRAPHS_BY_ACTIVITY, "file-transfer", {3, 0x248c5f}},
    {GRAPHS_BY_ACTIVITY, "relayed", {4, 0x8d6bbb}},
    {GRAPHS_BY_ACTIVITY, "supernode", {5, 0x384bb6}},
    {GRAPHS_BY_ACTIVITY, "signalling", {6, 0x4d9bff}},
    {GRAPHS_BY_ACTIVITY, "login", {7, 0x4bd8a9}},
    {GRAPHS_BY_ACTIVITY, "presence", {8, 0xb4bbfb}},
    {GRAPHS_BY_ACTIVITY, "update", {9, 0x695a14}},
    {GRAPHS_BY_ACTIVITY, "none", {11, 0x9a9a9a}},
    {GRAPHS_BY_ACTIVITY, GRAPHS_NO_FLOW, {12, 0x5c5c5c}},
};

/* For what a signature set names itself. */
#define OWN_RANK_APPLICATION 2
#define OWN_RANK_ACTIVITY    10
static const uint32_t own[] = {0xed761e, 0x6bd870, 0x99297b, 0xf4a3ff, 0x6f5600, 0xb871c3};

struct graphs_look graphs_look(int by, const char *name)
{
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (known[i].by == by && !strcmp(known[i].name, name))
            return known[i].look;
    uint32_t sum = 2166136261u; /* FNV-1a: any that spreads */
    for (; *name; name++)
        sum = (sum ^ (unsigned char)*name) * 16777619u;
    return (struct graphs_look){by == GRAPHS_BY_APPLICATION ? OWN_RANK_APPLICATION : OWN_RANK_ACTIVITY,
                                own[sum % (sizeof(own) / sizeof(own[0]))]};
}
