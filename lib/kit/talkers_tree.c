/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/talkers_tree.h"

#include <string.h>

/* A level counts how far up from the leaves a place is. A left child is one below its parent; a right child is
 * one below or level with it, but then its own right child is below. skew() and split() put right what is one
 * off. */

static int compare(const struct talkers_place *places, const uint8_t *key, uint32_t place)
{
    return memcmp(key, places[place].talker.key, SKYPEDPI_TALKER_KEY);
}

uint32_t talkers_tree_find(const struct talkers_place *places, uint32_t root, const uint8_t *key)
{
    int order;
    while (root && (order = compare(places, key, root)) != 0)
        root = order < 0 ? places[root].left : places[root].right;
    return root;
}

/* A left child on its parent's level becomes the parent. */
static uint32_t skew(struct talkers_place *places, uint32_t root)
{
    uint32_t left = places[root].left;
    if (!left || places[left].level != places[root].level)
        return root;
    places[root].left = places[left].right;
    places[left].right = root;
    return left;
}

/* Of three on one level in a row the middle one goes up. */
static uint32_t split(struct talkers_place *places, uint32_t root)
{
    uint32_t right = places[root].right;
    if (!right || places[places[right].right].level != places[root].level)
        return root;
    places[root].right = places[right].left;
    places[right].left = root;
    places[right].level++;
    return right;
}

uint32_t talkers_tree_put(struct talkers_place *places, uint32_t root, uint32_t place)
{
    if (!root) {
        places[place].left = places[place].right = 0;
        places[place].level = 1;
        return place;
    }
    struct talkers_place *at = &places[root];
    if (compare(places, places[place].talker.key, root) < 0)
        at->left = talkers_tree_put(places, at->left, place);
    else
        at->right = talkers_tree_put(places, at->right, place);
    return split(places, skew(places, root));
}

/* A child may have lost a level: so do the root and a right child level with it. */
static uint32_t sink(struct talkers_place *places, uint32_t root)
{
    struct talkers_place *at = &places[root];
    uint32_t left = places[at->left].level, right = places[at->right].level;
    uint32_t level = (left < right ? left : right) + 1;
    if (level < at->level) {
        at->level = level;
        if (right > level)
            places[at->right].level = level;
    }
    root = skew(places, root);
    at = &places[root];
    if (at->right) {
        at->right = skew(places, at->right);
        struct talkers_place *next = &places[at->right];
        if (next->right)
            next->right = skew(places, next->right);
    }
    root = split(places, root);
    if (places[root].right)
        places[root].right = split(places, places[root].right);
    return root;
}

/* The next one in order takes the place of one with two children. */
static uint32_t replace(struct talkers_place *places, uint32_t root)
{
    uint32_t next = places[root].right;
    while (places[next].left)
        next = places[next].left;
    uint32_t right = talkers_tree_take(places, places[root].right, next);
    places[next].left = places[root].left;
    places[next].right = right;
    places[next].level = places[root].level;
    return next;
}

uint32_t talkers_tree_take(struct talkers_place *places, uint32_t root, uint32_t place)
{
    struct talkers_place *at = &places[root];
    if (root == place && !at->left)
        return at->right;
    if (root == place)
        root = replace(places, root);
    else if (compare(places, places[place].talker.key, root) < 0)
        at->left = talkers_tree_take(places, at->left, place);
    else
        at->right = talkers_tree_take(places, at->right, place);
    return sink(places, root);
}
