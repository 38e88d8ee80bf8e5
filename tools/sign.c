/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tools/command.h"
#include "tools/edition.h"
#include "tools/file.h"
#include "tools/message.h"
#include "tools/password.h"
#include "tools/trust.h"

struct comment {
    char text[MINISIGN_COMMENT_MAX + 1];
};

/* ---- what is signed with it ---- */

/* Of what tells nothing of itself: the file's name, without what a terminal might obey. */
static void tell_name(const char *path, struct comment *comment)
{
    const char *slash = strrchr(path, '/');

    snprintf(comment->text, sizeof(comment->text), "file %s", slash ? slash + 1 : path);
    for (char *at = comment->text; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f) {
            *at = '?';
        }
    }
}

static void tell_set(const skypedpi_db *db, const char *path, struct comment *comment)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    if (skypedpi_db_info(db, &info) < 0) {
        tell_name(path, comment);
        return;
    }
    snprintf(comment->text, sizeof(comment->text), "%s", edition_line(&info).text);
    if (!info.release) {
        complain("%s: the set has no release number: nobody can be kept from going back to it", path);
    }
    edition_warn(path, &info);
}

/* Only what can be used is signed. False after a complaint. */
static bool tell(const struct source *source, struct comment *comment)
{
    skypedpi_db *db;

    if (!source_is_image(source)) {
        tell_name(source->path, comment);
        return true;
    }
    int result = skypedpi_db_load(source->text, source->length, NULL, 0, NULL, &db);
    if (result == SKYPEDPI_E_NATIVE) { /* whole, but only embedders with its detectors can use it */
        tell_name(source->path, comment);
    } else if (result < 0) {
        complain("%s: %s", source->path, skypedpi_error_text(result));
        return false;
    } else {
        tell_set(db, source->path, comment);
    }
    skypedpi_db_unref(db);
    return true;
}

/* ---- signing ---- */

static int sign(const struct secret_key *key, const struct source *source)
{
    struct comment comment;
    struct signature signature;
    struct minisign_text text;

    if (!tell(source, &comment)) {
        return EXIT_CANNOT;
    }
    signature_make(&signature, key, source->text, source->length, comment.text);
    signature_write(&signature, &text);
    char *beside = trust_beside(source->path);
    int status = beside ? file_write(beside, text.text, text.length, FILE_PUBLIC) : EXIT_CANNOT;
    if (status == EXIT_FINE) {
        printf("%s: %s\n", beside, comment.text);
    }
    free(beside);
    return status;
}

static const char *open_key(const struct sealed_key *sealed, const char *password_file, struct secret_key *key)
{
    struct password password = {""};
    const char *wrong = "it stays closed";

    if (!sealed->sealed || password_read(&password, password_file, false)) {
        wrong = sealed_key_open(sealed, password.text, key);
    }
    sodium_memzero(&password, sizeof(password));
    return wrong;
}

static bool read_key(const char *path, const char *password_file, struct secret_key *key)
{
    char text[MINISIGN_TEXT_MAX];
    struct sealed_key sealed;
    size_t length;

    if (!minisign_start() || !file_read_small(path, "a secret key", text, sizeof(text), &length)) {
        return false;
    }
    const char *wrong = sealed_key_read(&sealed, text, length);
    if (!wrong) {
        wrong = open_key(&sealed, password_file, key);
    }
    if (wrong) {
        complain("%s: no secret key to use: %s", path, wrong);
    }
    sodium_memzero(text, sizeof(text));
    sodium_memzero(&sealed, sizeof(sealed));
    return !wrong;
}

static int sign_all(const char *key_path, const char *password_file, char *const *paths, size_t count)
{
    struct sources sources;
    struct secret_key key;
    int status = sources_read(&sources, paths, count) ? EXIT_FINE : EXIT_CANNOT;

    if (status == EXIT_FINE && !read_key(key_path, password_file, &key)) {
        status = EXIT_CANNOT;
    }
    for (size_t i = 0; i < sources.count && status == EXIT_FINE; i++) {
        status = sign(&key, &sources.item[i]);
    }
    sodium_memzero(&key, sizeof(key));
    sources_free(&sources);
    return status;
}

int sign_run(int argc, char **argv)
{
    static const struct option options[] = {
        {"secret-key", required_argument, NULL, 's'}, {"password-file", required_argument, NULL, 'w'}, {0}};
    const char *key = NULL, *password_file = NULL;
    int option;

    while ((option = getopt_long(argc, argv, "s:", options, NULL)) != -1) {
        if (option == 's') {
            key = optarg;
        } else if (option == 'w') {
            password_file = optarg;
        } else {
            return EXIT_CANNOT;
        }
    }
    if (!key || optind == argc) {
        complain("sign: %s? try 'skypedpi help sign'", key ? "which file" : "with which key (-s KEY)");
        return EXIT_CANNOT;
    }
    return sign_all(key, password_file, argv + optind, (size_t)(argc - optind));
}
