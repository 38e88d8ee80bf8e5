/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_DB_H
#define SKYPEDPI_DB_H

#include <stddef.h>
#include <stdint.h>
#include <skypedpi/error.h>
#include <skypedpi/verdict.h>

/** @file
 * Databases: compiled signature sets. Immutable, counted, shared by any number of threads.
 *
 * A database is made of one set or of several (skypedpi_db_merge()), numbered from 0. Ids are the sets' own, so
 * two sets may have the same; the number by which verdicts and evidence name a signature is unique in its
 * database. It is the id in the first set, and in each set after it higher by #SKYPEDPI_SET_STEP. Signatures of
 * all but the first set are called SET:NAME. */

#ifdef __cplusplus
extern "C" {
#endif

/** Where memory comes from. NULL in its place means malloc() and free(). Pieces from 2 MiB on, as the records
 * of 16,384 flows take, are then aligned to 2 MiB, and the system is asked for large pages where it has them
 * (posix_memalign() and madvise() with MADV_HUGEPAGE). Its layout is fixed: it will not grow. */
struct skypedpi_allocator {
    void *user;                                  /**< handed to both functions */
    void *(*allocate)(void *user, size_t bytes); /**< memory aligned for any object, or NULL; thread-safe */
    void (*release)(void *user, void *memory);   /**< takes NULL too; thread-safe */
};

/** What the numbers of signatures are apart from one set of a database to the next; ids are lower. */
#define SKYPEDPI_SET_STEP 0x10000000u
/** Most sets in a database. */
#define SKYPEDPI_SETS 16

/** One or more compiled sets. */
typedef struct skypedpi_db skypedpi_db;

/** What a native detector is shown of a message. Valid during the call only. */
struct skypedpi_message {
    uint32_t size;             /**< sizeof as the library knows it */
    uint32_t reverse;          /**< 1 if it runs from destination to source, else 0 */
    uint64_t time;             /**< nanoseconds */
    uint32_t length;           /**< bytes of the message on the wire */
    uint32_t captured;         /**< bytes of it that can be read */
    uint32_t ordinal;          /**< its number among the messages of its direction, from 1, at most 255; 0: the
                                    opening of a TCP flow, which is shown as a message of no bytes */
    uint16_t source_port;      /**< of this message */
    uint16_t destination_port; /**< of this message */
    const uint8_t *payload;    /**< @c captured bytes; may be NULL if 0 */
};

/** The ABI number a native detector is built for. */
#define SKYPEDPI_NATIVE_ABI 1
/** Most bytes of state a native detector may have for a flow. */
#define SKYPEDPI_NATIVE_STATE 64

/** A detector written in C, for what the language cannot say. Signatures call it by name:
 * `native "name"`. The struct is copied; the name's text must live as long as the skypedpi_sigset it is added
 * to. */
struct skypedpi_native {
    uint32_t size;       /**< sizeof(struct skypedpi_native) */
    uint32_t abi;        /**< #SKYPEDPI_NATIVE_ABI */
    const char *name;    /**< 1 to 31 letters, digits and '-', a letter first; not one of the library's own */
    uint32_t state_size; /**< bytes of state for one flow, 0 to #SKYPEDPI_NATIVE_STATE; zeroed at first use, and
                              again for what is inside a proxy's tunnel. A flow has state for one
                              detector, the first that wants it, until it is followed; no other that wants some
                              fires there */
    uint32_t reserved;   /**< 0 */
    void *user;          /**< handed to @c inspect */
    /** Looks at one message for which the signature's packet condition holds.
     * @c state is NULL if its size is 0. @return 1 if the signature fires, else 0. Must not call the library.
     * Runs on the engine's thread. */
    int (*inspect)(void *user, void *state, const struct skypedpi_message *message);
};

/** Facts about a database. The caller sets @c size. */
struct skypedpi_db_info {
    uint32_t size;        /**< sizeof(struct skypedpi_db_info), set by the caller */
    uint32_t signatures;  /**< how many: of the database, or of the set that skypedpi_db_set() was asked for */
    uint32_t format;      /**< image format it is saved in */
    uint32_t natives;     /**< native detectors it calls */
    uint64_t image_bytes; /**< length of the image skypedpi_db_save() writes */
    uint64_t digest;      /**< of the image */
    char name[32];        /**< of the set; of several, of the first. So is what follows */
    char version[32];     /**< of the set */
    uint32_t release;     /**< number of this release of the set, from 1; 0: not told */
    uint32_t verified;    /**< 1 if skypedpi_db_load_verified() made it, or all it was merged of, or it is the
                               library's own; else 0 */
    uint64_t date;        /**< of the release: seconds since 1970-01-01 00:00 UTC, a midnight; 0: not told */
    uint64_t expires;     /**< likewise: from then on there should be a newer one. The library has no clock: the
                               embedder compares */
    uint16_t required[4]; /**< oldest library that can run it: major, minor, patch, 0; all 0: not told */
    uint32_t sets;        /**< how many sets the database is made of */
    uint32_t reserved;    /**< 0 */
};

/** What a signature is about. */
enum skypedpi_scope {
    SKYPEDPI_SCOPE_FLOW = 0,     /**< a flow */
    SKYPEDPI_SCOPE_ENDPOINT = 1, /**< an address and a port of its transport, over all its flows */
    SKYPEDPI_SCOPE_HOST = 2      /**< an address, over all its flows */
};

/** Facts about one signature. The strings live as long as the database. */
struct skypedpi_signature {
    uint32_t size;                     /**< sizeof(struct skypedpi_signature), set by the caller */
    uint32_t id;                       /**< by which verdicts and evidence name it; unique in the database */
    uint16_t transport;                /**< 6 TCP, 17 UDP */
    uint16_t application;              /**< #skypedpi_application */
    uint16_t activity;                 /**< #skypedpi_activity */
    uint16_t mechanism;                /**< #skypedpi_mechanism */
    uint32_t scope;                    /**< #skypedpi_scope: what it is about */
    uint32_t path;                     /**< #skypedpi_path it shows */
    uint32_t weight;                   /**< 1 to 100 */
    uint32_t cost;                     /**< the most instructions it runs on one message */
    struct skypedpi_release era_first; /**< oldest client it is known for */
    struct skypedpi_release era_last;  /**< newest */
    const char *name;                  /**< its name; SET:NAME in all but the first set */
    const char *source;                /**< where the fact is from */
    const char *proof;                 /**< the capture or scenario that shows it */
    const char *set;                   /**< name of its set */
    uint32_t number;                   /**< its id in that set, for ever */
    uint32_t reserved;                 /**< 0 */
};

/**
 * The set that the library carries.
 *
 * @param[out] db a reference the caller gives back with skypedpi_db_unref(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT if @p db is NULL; #SKYPEDPI_E_MEMORY.
 *
 * Thread: any. Allocates: yes, with malloc(). Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_db_builtin(skypedpi_db **db);

/**
 * A database from an image. The image is taken for hostile: it is accepted whole or refused whole.
 *
 * @param image     @p length bytes; may be freed after the call; not NULL.
 * @param length    bytes.
 * @param natives   detectors the image may call besides the library's own; may be NULL if @p count is 0.
 * @param count     how many.
 * @param allocator NULL for malloc(); must outlive the database.
 * @param[out] db   a reference the caller gives back with skypedpi_db_unref(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_MEMORY; #SKYPEDPI_E_SIZE if a detector's @c size
 *         is not this library's; #SKYPEDPI_E_NATIVE if one is doubled or of another ABI, its name or state size
 *         is not allowed, or the image calls one that is not there; #SKYPEDPI_E_MAGIC, #SKYPEDPI_E_FORMAT,
 *         #SKYPEDPI_E_TRUNCATED, #SKYPEDPI_E_DIGEST, #SKYPEDPI_E_NEWER, #SKYPEDPI_E_STRUCTURE,
 *         #SKYPEDPI_E_STEPS.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_db_load(const void *image, size_t length,
                                                   const struct skypedpi_native *natives, size_t count,
                                                   const struct skypedpi_allocator *allocator,
                                                   skypedpi_db **db);

/**
 * Vouches for an image: looks whether it is, byte by byte, what somebody trusted has signed.
 *
 * @param user   as handed to skypedpi_db_load_verified().
 * @param image  @p length bytes, the library's own copy of them: nobody else can change it any more.
 * @param length bytes.
 * @return 1 if it is; anything else refuses the image.
 */
typedef int skypedpi_verify(void *user, const void *image, size_t length);

/**
 * A database from an image that somebody vouches for. He is asked before anything of the image is read, and the
 * database remembers it: skypedpi_db_info.verified, skypedpi_settings.require_verified. Otherwise as
 * skypedpi_db_load().
 *
 * @param image     @p length bytes; may be freed after the call; not NULL.
 * @param length    bytes.
 * @param verify    called once, inside; for an image that was verified already, one that returns 1. Not NULL.
 * @param user      handed to @p verify; may be NULL.
 * @param natives   detectors the image may call besides the library's own; may be NULL if @p count is 0.
 * @param count     how many.
 * @param allocator NULL for malloc(); must outlive the database.
 * @param[out] db   a reference the caller gives back with skypedpi_db_unref(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_UNVERIFIED if @p verify did not return 1; the errors of skypedpi_db_load().
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_db_load_verified(const void *image, size_t length,
                                                            skypedpi_verify *verify, void *user,
                                                            const struct skypedpi_native *natives, size_t count,
                                                            const struct skypedpi_allocator *allocator,
                                                            skypedpi_db **db);

/**
 * One database of several: all their sets side by side, in this order. Each set keeps its ids and names apart
 * (see the head of this file); an application that two sets name is one, known by its name. Nothing of one set
 * changes what signatures of another look for. An engine adds up what fires on a flow, whatever set it is from.
 *
 * @param dbs       @p count databases, which may be given back after the call; no two with a set of one name.
 *                  Neither it nor any of them may be NULL.
 * @param count     1 to #SKYPEDPI_SETS.
 * @param allocator NULL for malloc(); must outlive the database.
 * @param[out] db   a reference the caller gives back with skypedpi_db_unref(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_MEMORY; #SKYPEDPI_E_TAKEN if two sets have one name;
 *         #SKYPEDPI_E_NATIVE if they call different detectors by one name; #SKYPEDPI_E_FULL if together they
 *         have more than a database holds: 16 sets, 4096 signatures, 48 applications, 128 native detectors,
 *         5 counting signatures each of hosts, of UDP endpoints and of TCP endpoints, or 64 MiB as an image;
 *         #SKYPEDPI_E_STEPS if together they could make too much work of one message.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_db_merge(skypedpi_db *const *dbs, size_t count,
                                                    const struct skypedpi_allocator *allocator,
                                                    skypedpi_db **db);

/**
 * Writes a database as an image. The same database gives the same bytes on every architecture.
 *
 * @param db          not NULL.
 * @param buffer      @p capacity bytes; may be NULL if @p capacity is 0.
 * @param capacity    bytes.
 * @param[out] length bytes of the image, set also when the buffer is too small; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_FULL if the buffer is too small (nothing is written).
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_db_save(const skypedpi_db *db, void *buffer, size_t capacity,
                                                   size_t *length);

/**
 * Facts about a database.
 *
 * @param db   not NULL.
 * @param info its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_db_info(const skypedpi_db *db, struct skypedpi_db_info *info);

/**
 * Facts about one of the sets a database is made of.
 *
 * @param db    not NULL.
 * @param index 0 to one less than skypedpi_db_info.sets.
 * @param info  its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_NOT_FOUND.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_db_set(const skypedpi_db *db, uint32_t index, struct skypedpi_db_info *info);

/**
 * Facts about the signature at a place.
 *
 * @param db    not NULL.
 * @param index 0 to one less than skypedpi_db_info.signatures; signatures stand in the order of their ids, set
 *              after set.
 * @param info  its @c size set; filled; not NULL. Its strings live as long as the database.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_NOT_FOUND.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_db_signature(const skypedpi_db *db, uint32_t index, struct skypedpi_signature *info);

/**
 * Facts about the signature with an id, as a verdict or evidence names it.
 *
 * @param db   not NULL.
 * @param id   the signature's id.
 * @param info its @c size set; filled; not NULL. Its strings live as long as the database.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_NOT_FOUND.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_db_find(const skypedpi_db *db, uint32_t id, struct skypedpi_signature *info);

/**
 * What a signature asks of a packet, written out for people: one line a step.
 *
 * @param db       not NULL.
 * @param id       the signature's id.
 * @param text     @p capacity bytes; receives a string that ends in NUL, cut if need be; not NULL.
 * @param capacity bytes, at least 1.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_NOT_FOUND; #SKYPEDPI_E_FULL if it was cut.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_db_print(const skypedpi_db *db, uint32_t id, char *text, size_t capacity);

/**
 * Name of an application, those a set names among them.
 *
 * @param db          not NULL.
 * @param application #skypedpi_application or a number of the set.
 * @return a string that lives as long as the database; "unknown" for a number not known.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_db_application_name(const skypedpi_db *db, unsigned application);

/**
 * One more reference.
 *
 * @param db not NULL.
 * @return @p db.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API skypedpi_db *skypedpi_db_ref(skypedpi_db *db);

/**
 * One reference less; the last one frees the database.
 *
 * @param db may be NULL.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_db_unref(skypedpi_db *db);

#ifdef __cplusplus
}
#endif
#endif
