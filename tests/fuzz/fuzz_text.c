/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <skypedpi/skypedpi.h>

/* Signature text: compiled, saved, loaded, saved again and printed. A NUL byte parts two files of one set. */

enum { ENTRIES = 3 };

struct findings {
    struct skypedpi_diagnostic entry[ENTRIES];
    struct skypedpi_diagnostics list;
};

static int nothing(void *user, void *state, const struct skypedpi_message *message)
{
    (void)user, (void)state, (void)message;
    return 0;
}

static const struct skypedpi_native native = {
    sizeof native, SKYPEDPI_NATIVE_ABI, "counter", SKYPEDPI_NATIVE_STATE, 0, NULL, nothing};

static void ends(const char *text, size_t capacity)
{
    MUST(memchr(text, '\0', capacity));
}

static void findings_check(const struct findings *f, int result)
{
    const struct skypedpi_diagnostics *l = &f->list;
    MUST(l->errors <= l->count);
    MUST((result == SKYPEDPI_OK) == (l->errors == 0));
    for (uint32_t i = 0; i < l->count && i < ENTRIES; i++) {
        const struct skypedpi_diagnostic *d = &f->entry[i];
        MUST(d->severity == SKYPEDPI_SEVERITY_ERROR || d->severity == SKYPEDPI_SEVERITY_WARNING);
        MUST(d->code && d->line && d->column && d->text[0]);
        ends(d->text, sizeof d->text);
        ends(d->file, sizeof d->file);
        ends(d->signature, sizeof d->signature);
    }
}

static struct findings no_findings(void)
{
    return (struct findings){.list = {.size = sizeof(struct skypedpi_diagnostics), .capacity = ENTRIES}};
}

/* `later`: it comes after another text, and may begin another set. */
static void text_add(skypedpi_sigset *set, struct bytes text, bool later)
{
    struct exact copy = exact_copy(text.data, text.length);
    struct findings f = no_findings();
    f.list.entry = f.entry;
    int result =
        skypedpi_sigset_add_text(set, "a file with a name longer than there is room for in a diagnostic.sig",
                                 copy.data, copy.length, &f.list);
    MUST(result == SKYPEDPI_OK || result == SKYPEDPI_E_TEXT || (later && result == SKYPEDPI_E_STATE));
    findings_check(&f, result);
    free(copy.data);
}

static skypedpi_db *set_compile(skypedpi_sigset *set)
{
    skypedpi_db *db;
    struct findings f = no_findings();
    f.list.entry = f.entry;
    int result = skypedpi_sigset_compile(set, &f.list, &db);
    MUST((result == SKYPEDPI_OK) == (db != NULL));
    MUST(db || result == SKYPEDPI_E_TEXT || result == SKYPEDPI_E_EMPTY || result == SKYPEDPI_E_NATIVE);
    MUST(f.list.errors <= f.list.count);
    return db;
}

static struct exact db_save(const skypedpi_db *db)
{
    struct exact e = {NULL, 0};
    MUST(skypedpi_db_save(db, NULL, 0, &e.length) == SKYPEDPI_E_FULL);
    e.data = malloc(e.length);
    MUST(e.data && skypedpi_db_save(db, e.data, e.length, &e.length) == SKYPEDPI_OK);
    return e;
}

static void same_image(const skypedpi_db *db, struct exact image)
{
    struct exact again = db_save(db);
    MUST(again.length == image.length && memcmp(again.data, image.data, image.length) == 0);
    free(again.data);
}

/* Cut to fit, it is the beginning of the same text, and told. */
static void cut_check(const skypedpi_db *db, uint32_t id, const char *whole, size_t room)
{
    char cut[8192];
    size_t length = strlen(whole);
    int result = skypedpi_db_print(db, id, cut, room);
    MUST((result == SKYPEDPI_OK) == (room > length));
    MUST(strlen(cut) == (room > length ? length : room - 1) && memcmp(cut, whole, strlen(cut)) == 0);
}

static void print_check(const skypedpi_db *db, uint32_t id)
{
    char whole[8192];
    int result = skypedpi_db_print(db, id, whole, sizeof whole);
    MUST(result == SKYPEDPI_OK || result == SKYPEDPI_E_FULL);
    ends(whole, sizeof whole);
    size_t length = strlen(whole);
    MUST(length > 0);
    cut_check(db, id, whole, 1);
    cut_check(db, id, whole, 1 + id % length);
    cut_check(db, id, whole, length);
    if (result == SKYPEDPI_OK)
        cut_check(db, id, whole, length + 1);
}

static void db_check(skypedpi_db *db)
{
    struct skypedpi_db_info info = {.size = sizeof info};
    struct skypedpi_signature s = {.size = sizeof s};
    struct exact image = db_save(db);
    skypedpi_db *loaded;
    MUST(skypedpi_db_load(image.data, image.length, &native, 1, NULL, &loaded) == SKYPEDPI_OK);
    same_image(loaded, image);
    MUST(skypedpi_db_info(loaded, &info) == SKYPEDPI_OK && info.signatures > 0);
    uint32_t before = 0;
    for (uint32_t i = 0; i < info.signatures; i++) {
        MUST(skypedpi_db_signature(loaded, i, &s) == SKYPEDPI_OK);
        MUST(s.id > before);
        before = s.id;
        print_check(loaded, s.id);
    }
    skypedpi_db_unref(loaded);
    free(image.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    skypedpi_sigset *set;
    const uint8_t *second = size ? memchr(data, '\0', size) : NULL;
    size_t first = second ? (size_t)(second - data) : size;
    MUST(skypedpi_sigset_new(NULL, &set) == SKYPEDPI_OK);
    MUST(skypedpi_sigset_add_native(set, &native) == SKYPEDPI_OK);
    text_add(set, (struct bytes){data, first}, false);
    if (second)
        text_add(set, (struct bytes){second + 1, size - first - 1}, true);
    skypedpi_db *db = set_compile(set), *again = set_compile(set);
    MUST((db != NULL) == (again != NULL));
    if (db) {
        struct exact image = db_save(db);
        same_image(again, image);
        free(image.data);
        db_check(db);
    }
    skypedpi_db_unref(db);
    skypedpi_db_unref(again);
    skypedpi_sigset_free(set);
    return 0;
}
