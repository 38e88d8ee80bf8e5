/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_ENDPOINT_H
#define LIB_ENGINE_ENDPOINT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <skypedpi/engine.h>
#include "lib/base/bytes.h"
#include "lib/base/hash.h"
#include "lib/engine/flow.h"
#include "lib/sigset/model.h"

/* What is remembered of an endpoint (an address and a port) or of a host (an address): for each counting
 * signature of the set what it has counted, and what has been proven. Records live in sets of WAYS; a newcomer
 * takes the place of the least of its set: one that proved nothing, then one that counted least, then the
 * oldest. So a flood of forged addresses pushes out itself, and not an endpoint that is known; one of forged
 * proofs those that have been silent for longest. */

#define WAYS       8
#define FRESH_BITS 24 /* a byte for each of the last three values */
#define HOUSES     2  /* applications that are told apart at a host */

/* Whom one counting signature has counted. Up to COUNTING_EXACT peers it keeps apart, with the tick each was
 * seen, a 64th of the time it looks back; above, the bytes of both arrays are bits, one a hash, from which the
 * number is estimated. */
struct counter {
    uint16_t peer[COUNTING_EXACT];
    uint8_t tick[COUNTING_EXACT];
};

/* ... and of which values. Apart from the counters, as it would leave gaps between them. */
struct counted {
    uint32_t value; /* of the last message counted: steps go from here, agreement is with it. Estimates: since
                       when */
    uint32_t fresh : FRESH_BITS; /* of the last values that must be new a hash each; 0: none */
    uint32_t epoch : 8;          /* upper bits of the last tick */
};

/* ENDPOINT_PAIR: the addresses of an opener and of whom it tries; its first counter has the port and, in
 * milliseconds, the time, the second one that in seconds.
 * ENDPOINT_MIRROR: what came to a UDP endpoint, to be compared with what leaves it. */
enum endpoint_kind { ENDPOINT_NONE, ENDPOINT_UDP, ENDPOINT_TCP, ENDPOINT_HOST, ENDPOINT_PAIR, ENDPOINT_MIRROR };

#define ARRIVALS 10
#define DOUBTS   6 /* then nothing that a flow teaches is worth more than 1 */

/* A packet that came to an endpoint. */
struct arrival {
    uint32_t time;   /* milliseconds, wrapping */
    uint16_t length; /* 0: none, or it has left again */
    uint16_t record; /* number of the activity record of its flow */
    uint16_t serial; /* ... and which of those that had it */
};

struct mirror {
    struct arrival arrival[ARRIVALS];
    uint32_t next;          /* the oldest of them */
    uint16_t sent, matched; /* packets that left, and of them copies of what had come */
};

struct endpoint_key {
    uint8_t address[16];
    uint16_t port; /* 0 for a host */
    uint8_t kind;  /* enum endpoint_kind; 0 in an empty place */
    uint8_t family;
};

struct endpoint {
    struct endpoint_key key;
    uint32_t first; /* seconds, wrapping: when it was first counted */
    uint32_t last;  /* when it last did something that speaks for it */
    union {
        uint32_t reported; /* IPv4 address its peers say it has; 0: they do not, or not the same */
        uint32_t blocked;  /* of a host or pair: second at which a flow of it was blocked; 0: none was */
    };
    uint16_t signature;  /* index of the strongest that spoke for it, or NO_INDEX */
    uint8_t application; /* what it is known for; 0: nothing yet */
    uint8_t candidate;   /* what the score is about */
    uint8_t score;
    uint8_t role : 3;   /* enum skypedpi_role */
    uint8_t fired : 5;  /* counting signatures that fired, a bit for each slot */
    uint8_t path : 3;   /* enum skypedpi_path: of a pair, between them; of a host, to the last such */
    uint8_t missed : 5; /* counters that the last message did not fit, a bit for each slot */
    union {
        uint8_t attempts; /* of a host: what it tried since it was blocked */
        uint8_t doubted;  /* of a TCP endpoint: how often another program's connections were counted where it
                             was known, DOUBTS at most; 1 also where it was not */
    };
    uint8_t houses; /* of a host: known endpoints at its address, itself among them, four bits for each */
    uint8_t house[HOUSES];   /* ... application */
    uint8_t count[COUNTERS]; /* what each counter stands at */
    uint32_t path_second;    /* of a host: when it was found */
    union {
        struct {
            struct counted counted[COUNTERS];
            struct counter counter[COUNTERS];
            uint8_t blocked_of; /* of a host or pair: whose flows were blocked, a bit for each score_slot */
        };
        struct mirror mirror;
    };
};

/* What a set's records are found and pushed out by without fetching them: half a cache line. */
struct endpoint_set {
    uint16_t tag[WAYS];  /* bits of the hash of each key; 0: an empty place */
    uint8_t worth[WAYS]; /* what keeps each from being pushed out (endpoint_weigh()); 0: an empty place */
    uint8_t oldest;      /* among those worth the same the first from here on was taken longest ago */
    uint8_t unused[7];
};

#define ENDPOINT_BYTES (sizeof(struct endpoint) + sizeof(struct endpoint_set) / WAYS)
_Static_assert(ENDPOINT_BYTES <= 192, "the promise of docs/architecture.md");
#define SLOTS ((1u << COUNTERS) - 1) /* a bit for each */
_Static_assert(COUNTERS <= 5, "they have room");

struct endpoints {
    struct endpoint *record; /* sets * WAYS */
    struct endpoint_set *set;
    void *memory;
    uint32_t sets;
    uint32_t known; /* records with an application */
    uint16_t news;  /* counts what may make a flow known, wrapping; never 0 */
    bool blocking;  /* a flow was blocked once */
    uint64_t seed[2];
    struct hash_key key;
};

/* SKYPEDPI_OK or SKYPEDPI_E_MEMORY. */
int endpoints_open(struct endpoints *all, const struct skypedpi_allocator *allocator, uint32_t capacity,
                   const uint64_t seed[2]);
void endpoints_close(struct endpoints *all, const struct skypedpi_allocator *allocator);

/* The key of a flow's side: 0 source, 1 destination. */
static inline struct endpoint_key endpoint_key_of(const struct skypedpi_flow *flow, unsigned side,
                                                  enum endpoint_kind kind)
{
    struct endpoint_key key = {.port = kind == ENDPOINT_HOST ? 0 : flow->port[side],
                               .kind = (uint8_t)kind,
                               .family = flow_has(flow, BIT_IPV6) ? 6 : 4};
    memcpy(key.address, flow->address[side], sizeof key.address);
    return key;
}

static inline bool endpoint_is(const struct endpoint *e, const struct endpoint_key *key)
{
    return memcmp(&e->key, key, sizeof *key) == 0;
}

/* The key of two hosts: who opens, and whom it tries. */
struct endpoint_key endpoint_pair_of(const struct endpoints *all, const struct skypedpi_flow *flow,
                                     unsigned opener);

uint64_t endpoint_hash(const struct endpoints *all, const struct endpoint_key *key);

/* IPv4 takes the half of each eight bytes; a key's family and kind say how it is laid out. */
static inline uint64_t endpoint_hash_parts(const struct endpoints *all, const uint8_t *a, unsigned port,
                                           unsigned kind, unsigned family)
{
    const uint32_t rest = (uint32_t)(port << 16 | kind << 8 | family);
    if (family == 4 && kind != ENDPOINT_PAIR)
        return hash_short(&all->key, (const uint32_t[]){read_le32(a), rest}, 2);
    if (family == 4)
        return hash_short(&all->key, (const uint32_t[]){read_le32(a), rest, read_le32(a + 8), 0}, 4);
    const uint32_t six[6] = {read_le32(a), rest, read_le32(a + 4), read_le32(a + 8), read_le32(a + 12), 0};
    return hash_short(&all->key, six, 6);
}

/* The hash of the key that endpoint_key_of() would make. */
static inline uint64_t endpoint_hash_of(const struct endpoints *all, const struct skypedpi_flow *flow,
                                        unsigned side, enum endpoint_kind kind)
{
    return endpoint_hash_parts(all, flow->address[side], kind == ENDPOINT_HOST ? 0 : flow->port[side], kind,
                               flow_has(flow, BIT_IPV6) ? 6 : 4);
}

/* The set of a hash. */
static inline struct endpoint_set *endpoint_set(const struct endpoints *all, uint64_t hash)
{
    return &all->set[(size_t)((hash >> 32) * all->sets >> 32)];
}

static inline uint16_t endpoint_tag(uint64_t hash)
{
    return (uint16_t)(hash | 1);
}

/* Four tags at once: is the wanted one among them? A borrow may mark a part above one that is, never one where
 * none is (Mycroft, 1987). */
static inline bool endpoint_has_tag(const uint16_t *four, uint16_t tag)
{
    uint64_t word;
    memcpy(&word, four, sizeof word);
    word ^= tag * (uint64_t)0x0001000100010001u;
    return ((word - 0x0001000100010001u) & ~word & 0x8000800080008000u) != 0;
}

/* Is there no record of such a hash? Takes one cache line. */
static inline bool endpoint_absent(const struct endpoints *all, uint64_t hash)
{
    const uint16_t *tag = endpoint_set(all, hash)->tag;
    return !all->sets ||
           !(endpoint_has_tag(tag, endpoint_tag(hash)) || endpoint_has_tag(tag + 4, endpoint_tag(hash)));
}

/* What was counted for it or speaks for it is another: so is its worth. */
void endpoint_weigh(struct endpoints *all, const struct endpoint *endpoint);
/* ... after one of its counters rose to `count`. */
void endpoint_gains(struct endpoints *all, const struct endpoint *endpoint, uint8_t count);

/* It said something that speaks for it. */
void endpoint_speaks(struct endpoints *all, struct endpoint *endpoint, uint32_t second);

/* Flows that are undecided should look again at what is known. */
static inline void endpoints_news(struct endpoints *all)
{
    if (++all->news == 0)
        all->news = 1;
}

/* The record, or NULL. */
struct endpoint *endpoint_find(const struct endpoints *all, const struct endpoint_key *key);

/* The record, made if need be; NULL if the places for it are taken by endpoints that spoke in this second. */
struct endpoint *endpoint_take(struct endpoints *all, const struct endpoint_key *key, uint32_t second);

/* The same for who has the key's hash already. */
struct endpoint *endpoint_find_hashed(const struct endpoints *all, const struct endpoint_key *key,
                                      uint64_t hash);
struct endpoint *endpoint_take_hashed(struct endpoints *all, const struct endpoint_key *key, uint64_t hash,
                                      uint32_t second);

/* The record of a flow's side, or NULL: most have none. */
static inline struct endpoint *endpoint_of(const struct endpoints *all, const struct skypedpi_flow *flow,
                                           unsigned side, enum endpoint_kind kind)
{
    const uint64_t hash = endpoint_hash_of(all, flow, side, kind);
    if (endpoint_absent(all, hash))
        return NULL;
    const struct endpoint_key key = endpoint_key_of(flow, side, kind);
    return endpoint_find_hashed(all, &key, hash);
}

/* Empties a record. */
void endpoint_drop(struct endpoints *all, struct endpoint *endpoint);

/* Forgets the application and what was counted. Of a host stays who lives there and what was blocked, of a TCP
 * endpoint whether it is doubted. */
void endpoint_forget(struct endpoints *all, struct endpoint *endpoint, uint32_t second);

/* An endpoint is known for so many seconds after the last that spoke for it; clients poll every 180
 * (ROS08 4.4). */
#define KNOWN_FOR 1800

#endif
