/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_TRUST_H
#define TOOLS_TRUST_H

#include "tools/minisign.h"
#include "tools/set.h"

/* Files whose signatures, beside them in FILE.minisig, must be good. */

/* Whose signatures are good: those of any of these keys. */
struct trust {
    struct public_key key[SKYPEDPI_SETS];
    size_t count;
};

/* One more: the key of a public key's file, or the second line of such a file itself. False after a complaint.
 */
bool trust_add(struct trust *trust, const char *path);
bool trust_add_text(struct trust *trust, const char *base64);

/* Is the file's signature good? It is left in `signature`. False after a complaint. */
bool trust_file(const struct trust *trust, const struct source *source, struct signature *signature);

/* A database from an image whose signature is good: results of skypedpi_db_load_verified(),
 * SKYPEDPI_E_UNVERIFIED after a complaint. */
int trust_load(const struct trust *trust, const struct source *source, struct signature *signature,
               skypedpi_db **db);

/* Are the signatures of all files of text good? False after a complaint. */
bool trust_texts(const struct trust *trust, const struct sources *sources);

/* As set_open(), of files whose signatures are good. */
skypedpi_db *trust_open(const struct trust *trust, char *const *paths, size_t count);

/* Name of the file in which the signature of a file stands. NULL without memory; to be freed. */
char *trust_beside(const char *path);

#endif
