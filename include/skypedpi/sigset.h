/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_SIGSET_H
#define SKYPEDPI_SIGSET_H

#include <skypedpi/db.h>

/** @file
 * The builder: signature text and native detectors go in, a database comes out.
 * docs/signatures.md describes the language. */

#ifdef __cplusplus
extern "C" {
#endif

/** A set being built. Used by one thread at a time. */
typedef struct skypedpi_sigset skypedpi_sigset;

/** How bad a diagnostic is. */
enum skypedpi_severity {
    SKYPEDPI_SEVERITY_ERROR = 1,  /**< the set cannot be compiled */
    SKYPEDPI_SEVERITY_WARNING = 2 /**< it can, and is likely not what was meant */
};

/** One thing found in signature text. Its layout is fixed: it will not grow. */
struct skypedpi_diagnostic {
    uint32_t severity;   /**< #skypedpi_severity */
    uint32_t code;       /**< fixed number of this kind of finding: docs/signatures.md lists them */
    uint32_t line;       /**< from 1 */
    uint32_t column;     /**< from 1, in bytes */
    char file[64];       /**< the name handed to skypedpi_sigset_add_text(), its tail if it is longer */
    char signature[32];  /**< name of the signature it stands in, or "" */
    uint32_t id;         /**< of that signature; 0 if it was not known there */
    uint32_t end_line;   /**< where it ends */
    uint32_t end_column; /**< behind its last byte */
    uint32_t reserved;   /**< 0 */
    char text[192];      /**< what was found and what was expected, one sentence */
};

/** Where findings go: an array of the caller's. */
struct skypedpi_diagnostics {
    uint32_t size;     /**< sizeof(struct skypedpi_diagnostics), set by the caller */
    uint32_t capacity; /**< entries of @c entry, set by the caller */
    uint32_t count;    /**< findings so far, those without room among them; the library adds to it */
    uint32_t errors;   /**< how many of them are errors; the library adds to it */
    struct skypedpi_diagnostic *entry; /**< filled from the front; set by the caller */
    uint32_t thorough; /**< 1: warn also of what is sound and could be better: signatures that others cover,
                          high cost, poor proof; set by the caller */
    uint32_t reserved; /**< 0 */
};

/**
 * Short fixed name of a kind of finding, such as "field-unknown".
 *
 * @param code skypedpi_diagnostic.code.
 * @return a static string; "unknown" for a number that is no such code.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_diagnostic_name(uint32_t code);

/**
 * What helps against a kind of finding, for people.
 *
 * @param code skypedpi_diagnostic.code.
 * @return a static string, without a full stop; "" for a number that is no such code.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_diagnostic_remedy(uint32_t code);

/**
 * An empty set.
 *
 * @param allocator NULL for malloc(); must outlive the set and the databases compiled from it.
 * @param[out] set  the caller frees it with skypedpi_sigset_free(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_MEMORY.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_sigset_new(const struct skypedpi_allocator *allocator,
                                                      skypedpi_sigset **set);

/**
 * Frees a set; databases compiled from it stay.
 *
 * @param set may be NULL.
 *
 * Thread: the set's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_sigset_free(skypedpi_sigset *set);

/**
 * Reads signature text into a set. Text with an error adds nothing.
 *
 * @param set         not NULL.
 * @param name        of the text, for diagnostics: a file name, say; not NULL.
 * @param text        @p length bytes of UTF-8; may be freed after the call; may be NULL if @p length is 0.
 * @param length      bytes, at most 16 MiB.
 * @param diagnostics where findings go; may be NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_TEXT; #SKYPEDPI_E_STATE if it has a set line and a text before it had one:
 *         it begins another set, to be compiled by itself (skypedpi_db_merge()); #SKYPEDPI_E_ARGUMENT;
 *         #SKYPEDPI_E_SIZE; #SKYPEDPI_E_MEMORY.
 *
 * Thread: the set's. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_sigset_add_text(skypedpi_sigset *set, const char *name,
                                                           const char *text, size_t length,
                                                           struct skypedpi_diagnostics *diagnostics);

/**
 * Adds a native detector that signatures of the set may call.
 *
 * @param set    not NULL.
 * @param native copied; its name must live as long as the set; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_NATIVE if the ABI number, the name
 *         or the state size is not allowed, or the name is taken; #SKYPEDPI_E_MEMORY.
 *
 * Thread: the set's. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_sigset_add_native(skypedpi_sigset *set,
                                                             const struct skypedpi_native *native);

/**
 * Checks what concerns the whole set (ids used twice, names not known) and compiles it.
 *
 * @param set         not NULL; stays as it is and may be added to and compiled again.
 * @param diagnostics where findings go; may be NULL.
 * @param[out] db     a reference the caller gives back with skypedpi_db_unref(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_TEXT; #SKYPEDPI_E_EMPTY; #SKYPEDPI_E_NATIVE; #SKYPEDPI_E_ARGUMENT;
 *         #SKYPEDPI_E_SIZE; #SKYPEDPI_E_FULL if its image would take more than 64 MiB; #SKYPEDPI_E_MEMORY.
 *
 * Thread: the set's. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int
skypedpi_sigset_compile(skypedpi_sigset *set, struct skypedpi_diagnostics *diagnostics, skypedpi_db **db);

#ifdef __cplusplus
}
#endif
#endif
