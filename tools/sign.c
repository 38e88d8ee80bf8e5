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
#include "tools/record.h"
#include "tools/spare.h"
#include "tools/trust.h"

struct sign_options {
    const char *key;
    const char *password_file; /* NULL: the terminal is asked */
    const char *record;        /* of proof; NULL: beside the image */
};

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

static void warn_of(const struct skypedpi_db_info *info, const char *what)
{
    if (!info->release) {
        complain("%s: the set has no release number: nobody can be kept from going back to it", what);
    }
    edition_warn(what, info);
}

/* Of several sets the first is told, and each is warned of. */
static void tell_set(const skypedpi_db *db, const char *path, struct comment *comment)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    if (skypedpi_db_info(db, &info) < 0) {
        tell_name(path, comment);
        return;
    }
    snprintf(comment->text, sizeof(comment->text), "%s", edition_line(&info).text);
    for (uint32_t i = 0; skypedpi_db_set(db, i, &info) == SKYPEDPI_OK; i++) {
        warn_of(&info, info.sets == 1 ? path : info.name);
    }
}

/* An image is signed only if it can be used, and is proved. False after a complaint. */
static bool tell(const struct source *source, const char *record, struct comment *comment)
{
    skypedpi_db *db;

    if (!source_is_image(source)) {
        tell_name(source->path, comment);
        return true;
    }
    int result = skypedpi_db_load(source->text, source->length, NULL, 0, NULL, &db);
    if (result < 0) { /* SKYPEDPI_E_NATIVE, too: nothing can be proved of detectors that are not here */
        complain("%s: %s", source->path, skypedpi_error_text(result));
        return false;
    }
    bool proved = record_check(source, db, record);
    if (proved) {
        tell_set(db, source->path, comment);
    } else {
        complain("%s: not signed: a release takes a record that each of its signatures was seen to fire",
                 source->path);
    }
    skypedpi_db_unref(db);
    return proved;
}

/* ---- signing ---- */

static int sign(const struct secret_key *key, const struct source *source, const char *record)
{
    struct comment comment;
    struct signature signature;
    struct minisign_text text;

    if (!tell(source, record, &comment)) {
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

static bool any_image(const struct sources *sources)
{
    bool any = false;

    for (size_t i = 0; i < sources->count; i++) {
        any |= source_is_image(&sources->item[i]);
    }
    return any;
}

static int sign_all(const struct sign_options *options, char *const *paths, size_t count)
{
    struct sources sources;
    struct secret_key key;
    int status = sources_read(&sources, paths, count) ? EXIT_FINE : EXIT_CANNOT;

    if (status == EXIT_FINE && options->record && !any_image(&sources)) {
        complain("sign: --proved goes with an image: text is signed without proof");
        status = EXIT_CANNOT;
    }
    if (status == EXIT_FINE && !read_key(options->key, options->password_file, &key)) {
        status = EXIT_CANNOT;
    }
    for (size_t i = 0; i < sources.count && status == EXIT_FINE; i++) {
        status = sign(&key, &sources.item[i], options->record);
    }
    sodium_memzero(&key, sizeof(key));
    sources_free(&sources);
    return status;
}

/* No signature may take the place of the key, or of another file to be signed. */
static bool spares_all(int argc, char **argv)
{
    bool spared = true;

    for (int i = optind; i < argc && spared; i++) {
        char *beside = trust_beside(argv[i]);
        spared = beside && spares_files(beside, argc, argv);
        free(beside);
    }
    return spared;
}

int sign_run(int argc, char **argv)
{
    static const struct option choices[] = {{"secret-key", required_argument, NULL, 's'},
                                            {"password-file", required_argument, NULL, 'w'},
                                            {"proved", required_argument, NULL, 'r'},
                                            {0}};
    struct sign_options options = {NULL, NULL, NULL};
    int option;

    while ((option = getopt_long(argc, argv, "s:", choices, NULL)) != -1) {
        if (option == 's') {
            options.key = optarg;
        } else if (option == 'w') {
            options.password_file = optarg;
        } else if (option == 'r') {
            options.record = optarg;
        } else {
            return EXIT_CANNOT;
        }
    }
    if (!options.key || optind == argc) {
        complain("sign: %s? try 'skypedpi help sign'", options.key ? "which file" : "with which key (-s KEY)");
        return EXIT_CANNOT;
    }
    return spares_all(argc, argv) ? sign_all(&options, argv + optind, (size_t)(argc - optind)) : EXIT_CANNOT;
}
