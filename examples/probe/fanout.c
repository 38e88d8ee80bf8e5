/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/fanout.h"
#include "examples/probe/names.h"

/* RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291. */
static const char private_addresses[] = "user home 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10\n"
                                        "user home 169.254.0.0/16 fc00::/7 fe80::/10\n";

static skypedpi_subscribers *read_text(const char *text, const struct list *homes)
{
    struct skypedpi_text_error error = {.size = sizeof(error)};
    skypedpi_subscribers *home;
    int result = skypedpi_subscribers_read(text, strlen(text), NULL, &home, &error);

    if (result == SKYPEDPI_E_TEXT && homes && error.line >= 1 && error.line <= homes->count)
        complain("--home %s: %s", homes->item[error.line - 1], error.message);
    else if (result < 0)
        complain("--home: %s", skypedpi_error_text(result));
    return home;
}

/* What stands behind a prefix would be read as the rest of a subscribers' line. */
static bool are_single_words(const struct list *homes)
{
    bool fine = true;

    for (size_t i = 0; i < homes->count; i++) {
        if (strpbrk(homes->item[i], " \t\r\n#")) {
            complain("--home %s: one prefix is expected, such as 10.0.0.0/8; the next has a --home of its own",
                     homes->item[i]);
            fine = false;
        }
    }
    return fine;
}

/* One line for each prefix the user told, as if they were one user's. */
static skypedpi_subscribers *read_homes(const struct list *homes)
{
    if (!are_single_words(homes))
        return NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    for (size_t i = 0; out && i < homes->count; i++)
        fprintf(out, "user home %s\n", homes->item[i]);
    if (!out || fclose(out) != 0) {
        complain("out of memory");
        return NULL;
    }
    skypedpi_subscribers *home = read_text(text, homes);
    free(text);
    return home;
}

bool fanout_open(struct fanout *fanout, const struct settings *settings, const uint64_t key[2])
{
    *fanout = (struct fanout){.workers = settings->workers, .key = {key[0], key[1]}};
    if (settings->homes.count)
        fanout->home = read_homes(&settings->homes);
    else if (settings->subscribers)
        fanout->home = rulebook_subscribers(settings->subscribers);
    else
        fanout->home = read_text(private_addresses, NULL);
    return fanout->home != NULL;
}

void fanout_close(struct fanout *fanout)
{
    skypedpi_subscribers_free(fanout->home);
}

/* Every bit of the argument tells on every bit of the result. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 29) * UINT64_C(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

static uint64_t hash(const struct fanout *fanout, const uint8_t *address)
{
    uint64_t half[2];

    memcpy(half, address, sizeof(half));
    return mix(mix(half[0] ^ fanout->key[0]) + (half[1] ^ fanout->key[1]));
}

static bool is_home(const struct fanout *fanout, unsigned family, const uint8_t *address)
{
    return skypedpi_subscribers_find(fanout->home, family, address) != SKYPEDPI_NOBODY;
}

unsigned fanout_pick(const struct fanout *fanout, const struct skypedpi_frame *frame)
{
    if (fanout->workers == 1)
        return 0;
    bool source_home = is_home(fanout, frame->family, frame->source);
    bool destination_home = is_home(fanout, frame->family, frame->destination);
    uint64_t source = hash(fanout, frame->source), destination = hash(fanout, frame->destination);
    uint64_t lower = source < destination ? source : destination;
    uint64_t chosen = source_home == destination_home ? lower : source_home ? source : destination;
    return (unsigned)(chosen % fanout->workers);
}
