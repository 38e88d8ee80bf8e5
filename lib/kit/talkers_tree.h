/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_TALKERS_TREE_H
#define LIB_KIT_TALKERS_TREE_H

#include <skypedpi/kit/account.h>

/* A place for a talker, and its knots: in the heap, and in a tree ordered by keys. */
struct talkers_place {
    struct skypedpi_talker talker;
    uint32_t heap; /* where in the heap it stands */
    uint32_t left; /* subtrees: numbers of places, 0 is none */
    uint32_t right;
    uint32_t level;
};

/* Balanced trees over an array of places, numbered from 1. Each is known by the number of its root. These are
 * Andersson's (1993): a tree of n places is at most 2 log2(n + 1) deep, whatever is put in or taken out. Place
 * 0 belongs to no tree and has level 0. */

/* The place that has a key of SKYPEDPI_TALKER_KEY bytes, or 0. */
uint32_t talkers_tree_find(const struct talkers_place *places, uint32_t root, const uint8_t *key);

/* Both return the new root. */
uint32_t talkers_tree_put(struct talkers_place *places, uint32_t root,
                          uint32_t place); /* its key is not there */
uint32_t talkers_tree_take(struct talkers_place *places, uint32_t root, uint32_t place); /* it is there */

#endif
