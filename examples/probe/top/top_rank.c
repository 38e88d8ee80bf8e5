/* SPDX-License-Identifier: BSD-2-Clause */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include "examples/probe/top/top_rank.h"

void top_cut(char *to, size_t room, const char *name)
{
    size_t length = strnlen(name, room);

    if (length == room)
        length--;
    while (length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80)
        length--;
    memcpy(to, name, length);
    memset(to + length, 0, room - length);
}

bool top_rank_open(struct top_rank *rank)
{
    *rank = (struct top_rank){NULL, NULL};
    return skypedpi_talkers_new(TOP_PLACES, NULL, &rank->total) == SKYPEDPI_OK;
}

void top_rank_close(struct top_rank *rank)
{
    skypedpi_talkers_free(rank->total);
    skypedpi_talkers_free(rank->now);
}

void top_rank_begin(struct top_rank *rank)
{
    skypedpi_talkers_free(rank->now);
    if (skypedpi_talkers_new(TOP_PLACES, NULL, &rank->now) != SKYPEDPI_OK)
        rank->now = NULL;
}

/* A name may be longer than a key: then it is its beginning, and a hash of the whole (FNV-1a) tells it from
 * others that begin alike. */
struct name_key {
    uint64_t hash;
    char name[SKYPEDPI_TALKER_KEY - sizeof(uint64_t)];
};
_Static_assert(sizeof(struct name_key) == SKYPEDPI_TALKER_KEY, "a name does not fit a key");

void top_rank_add_name(struct top_rank *rank, const char *name, uint64_t bytes)
{
    struct name_key key = {.hash = UINT64_C(0xcbf29ce484222325)};

    for (const char *c = name; *c; c++)
        key.hash = (key.hash ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
    top_cut(key.name, sizeof(key.name), name);
    skypedpi_talkers_add(rank->total, &key, sizeof(key), bytes);
    if (rank->now)
        skypedpi_talkers_add(rank->now, &key, sizeof(key), bytes);
}

struct host_key {
    uint8_t family, address[16];
};

void top_rank_add_host(struct top_rank *rank, unsigned family, const uint8_t *address, uint64_t bytes)
{
    struct host_key key = {.family = (uint8_t)family};

    memcpy(key.address, address, family == 4 ? 4 : 16);
    skypedpi_talkers_add(rank->total, &key, sizeof(key), bytes);
}

static uint32_t find_line(const struct top_line *lines, uint32_t count, const uint8_t *key)
{
    uint32_t at = 0;

    while (at < count && memcmp(lines[at].key, key, SKYPEDPI_TALKER_KEY) != 0)
        at++;
    return at;
}

/* What one may have that has no place. */
static struct top_sum sum_beyond(const skypedpi_talkers *talkers)
{
    uint64_t most = talkers ? skypedpi_talkers_error(talkers) : 0;

    return (struct top_sum){most, most};
}

static struct top_sum sum_of(const struct skypedpi_talker *talker)
{
    return (struct top_sum){talker->weight, talker->error};
}

uint32_t top_rank_list(const struct top_rank *rank, struct top_line *lines, uint32_t most)
{
    const struct top_line beyond = {.now = sum_beyond(rank->now), .total = sum_beyond(rank->total)};
    struct skypedpi_talker list[TOP_PLACES];
    uint32_t count = 0, now = 0;

    if (rank->now)
        now = skypedpi_talkers_list(rank->now, list, most < TOP_PLACES ? most : TOP_PLACES);
    for (; count < now; count++) {
        lines[count] = beyond;
        lines[count].now = sum_of(&list[count]);
        memcpy(lines[count].key, list[count].key, sizeof(list->key));
    }
    uint32_t all = skypedpi_talkers_list(rank->total, list, TOP_PLACES);
    for (uint32_t i = 0; i < all; i++) {
        uint32_t at = find_line(lines, count, list[i].key);
        if (at == count && count == most)
            continue;
        if (at == count) {
            lines[count++] = beyond;
            memcpy(lines[at].key, list[i].key, sizeof(list->key));
        }
        lines[at].total = sum_of(&list[i]);
    }
    return count;
}

void top_rank_name(const struct top_line *line, char name[TOP_NAME])
{
    struct name_key key;

    memcpy(&key, line->key, sizeof(key));
    snprintf(name, TOP_NAME, "%s", key.name);
}

void top_rank_host(const struct top_line *line, char name[TOP_NAME])
{
    struct host_key key;

    memcpy(&key, line->key, sizeof(key));
    inet_ntop(key.family == 4 ? AF_INET : AF_INET6, key.address, name, TOP_NAME);
}
