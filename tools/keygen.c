/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include "tools/command.h"
#include "tools/file.h"
#include "tools/message.h"
#include "tools/password.h"
#include "tools/spare.h"

struct choices {
    const char *secret;
    const char *public;
    const char *password_file;
    bool bare;
    bool force;
};

static bool may_write(const struct choices *choices, const char *path)
{
    if (!choices->force && file_exists(path)) {
        complain("%s: is there already; there is --force", path);
        return false;
    }
    return true;
}

static bool close_key(const struct choices *choices, const struct secret_key *key, struct sealed_key *sealed)
{
    struct password password;
    const char *wrong;

    if (choices->bare) {
        wrong = sealed_key_close(sealed, key, NULL, 0, 0);
    } else if (password_read(&password, choices->password_file, true)) {
        wrong = sealed_key_close(sealed, key, password.text, SEAL_WORK, SEAL_MEMORY);
    } else {
        return false;
    }
    sodium_memzero(&password, sizeof(password));
    if (wrong) {
        complain("keygen: %s", wrong);
    }
    return !wrong;
}

static int write_keys(const struct choices *choices, const struct public_key *public,
                      const struct sealed_key *sealed)
{
    struct minisign_text text;
    bool fresh = !file_exists(choices->secret);

    sealed_key_write(sealed, &text);
    int status = file_write(choices->secret, text.text, text.length, FILE_SECRET);
    sodium_memzero(&text, sizeof(text));
    public_key_write(public, &text);
    if (status == EXIT_FINE) {
        status = file_write(choices->public, text.text, text.length, FILE_PUBLIC);
        if (status != EXIT_FINE && fresh) { /* nobody knows its other half */
            remove(choices->secret);
        }
    }
    if (status == EXIT_FINE) {
        public_key_encode(public, &text);
        printf("key %s: %s", key_name(public->id).text, text.text);
    }
    return status;
}

static int keygen(const struct choices *choices)
{
    struct secret_key key;
    struct sealed_key sealed;

    if (!minisign_start() || !may_write(choices, choices->secret) || !may_write(choices, choices->public)) {
        return EXIT_CANNOT;
    }
    secret_key_make(&key);
    const struct public_key public = secret_key_public(&key);
    int status = close_key(choices, &key, &sealed) ? write_keys(choices, &public, &sealed) : EXIT_CANNOT;
    sodium_memzero(&key, sizeof(key));
    sodium_memzero(&sealed, sizeof(sealed));
    return status;
}

static bool take(struct choices *choices, int option)
{
    switch (option) {
    case 's':
        choices->secret = optarg;
        return true;
    case 'p':
        choices->public = optarg;
        return true;
    case 'w':
        choices->password_file = optarg;
        return true;
    case 'n':
        choices->bare = true;
        return true;
    case 'f':
        choices->force = true;
        return true;
    default:
        return false;
    }
}

int keygen_run(int argc, char **argv)
{
    static const struct option options[] = {{"secret-key", required_argument, NULL, 's'},
                                            {"public-key", required_argument, NULL, 'p'},
                                            {"password-file", required_argument, NULL, 'w'},
                                            {"no-password", no_argument, NULL, 'n'},
                                            {"force", no_argument, NULL, 'f'},
                                            {0}};
    struct choices choices = {0};
    int option;

    while ((option = getopt_long(argc, argv, "s:p:", options, NULL)) != -1) {
        if (!take(&choices, option)) {
            return EXIT_CANNOT;
        }
    }
    if (!choices.secret || !choices.public || optind != argc || is_same_file(choices.secret, choices.public)) {
        complain("keygen: which two files (-s KEY -p PUBLIC)? try 'skypedpi help keygen'");
        return EXIT_CANNOT;
    }
    if (choices.bare && choices.password_file) {
        complain("keygen: --password-file or --no-password, not both");
        return EXIT_CANNOT;
    }
    bool spared = spares_files(choices.secret, argc, argv) && spares_files(choices.public, argc, argv);
    return spared ? keygen(&choices) : EXIT_CANNOT;
}
