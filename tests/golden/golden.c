/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/golden/golden.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* golden [--update] DIRECTORY, or golden [--update] FILE...: replays, and what became of them. */

enum { FILES_MAX = 1000 };

struct run {
    struct world world;
    bool update;
    unsigned files, failed;
    char *path[FILES_MAX];
};

/* ---- one file ---- */

static bool file_write(const char *path, const struct replay *replay, const struct page *page)
{
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(replay->text, 1, replay->head, file) == replay->head &&
                fwrite(page->text, 1, page->length, file) == page->length;
    if ((file && fclose(file) != 0) || !good) {
        perror(path);
        return false;
    }
    return true;
}

static bool file_run(struct run *run, const char *path)
{
    static struct replay replay;
    static struct page page;
    if (!replay_read(&replay, path))
        return false;
    struct outcome whole = expectations_write(&run->world, &replay, &page);
    const char *expected = replay.text + replay.head;
    bool same = strcmp(expected, page.text) == 0;
    if (!same && run->update) {
        same = file_write(path, &replay, &page);
        printf("%s: written anew\n", replay.name);
    } else if (!same) {
        printf("%s: expected (-) and found (+)\n", replay.name);
        difference_print(expected, page.text);
    }
    bool taken = replay.not_skype && strstr(page.text, "\nskype") != NULL; /* a verdict begins its line */
    if (taken)
        printf("%s: taken for Skype\n", replay.name);
    unsigned changed = variants_check(&run->world, &replay, whole);
    if (changed)
        printf("%s: %u variants change the verdict\n", replay.name, changed);
    return same && !taken && !changed;
}

/* ---- all files ---- */

static int by_text(const void *a, const void *b)
{
    char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void path_add(struct run *run, const char *directory, const char *name)
{
    size_t capacity = strlen(directory) + strlen(name) + 2;
    if (run->files == FILES_MAX || !(run->path[run->files] = malloc(capacity)))
        exit(2);
    snprintf(run->path[run->files++], capacity, "%s%s%s", directory, *directory ? "/" : "", name);
}

static bool is_replay(const char *name)
{
    size_t n = strlen(name);
    return n > 2 && strcmp(name + n - 2, ".t") == 0;
}

static bool directory_read(struct run *run, const char *directory)
{
    DIR *entries = opendir(directory);
    if (!entries)
        return false;
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;)
        if (is_replay(entry->d_name))
            path_add(run, directory, entry->d_name);
    closedir(entries);
    qsort(run->path, run->files, sizeof *run->path, by_text);
    return true;
}

/* Signatures that ask what a host did before. A replay is one flow: tests/unit/engine_endpoint.c has these. */
static bool of_two_flows(uint32_t id)
{
    return id == 4010 || id == 2040 || id == 2041 || id == 2042 || id == 1040;
}

/* Every signature the library carries is shown by a replay. */
static unsigned signatures_missing(const struct world *world)
{
    struct skypedpi_signature s = {.size = sizeof s};
    unsigned missing = 0;
    for (uint32_t i = 0; i < world->signatures; i++) {
        if (world->fired[i] || skypedpi_db_signature(world->db, i, &s) != SKYPEDPI_OK ||
            s.scope != SKYPEDPI_SCOPE_FLOW || of_two_flows(s.id))
            continue;
        printf("no replay makes signature %u %s fire\n", s.id, s.name);
        missing++;
    }
    return missing;
}

static bool world_open(struct world *world)
{
    struct skypedpi_db_info info = {.size = sizeof info};
    if (skypedpi_db_builtin(&world->db) != SKYPEDPI_OK || skypedpi_db_info(world->db, &info) != SKYPEDPI_OK)
        return false;
    world->signatures = info.signatures;
    return info.signatures <= SIGNATURES_MAX;
}

int main(int argc, char **argv)
{
    static struct run run;
    int first = argc > 1 && strcmp(argv[1], "--update") == 0 ? 2 : 1;
    run.update = first == 2;
    if (argc <= first || !world_open(&run.world)) {
        fprintf(stderr, "usage: golden [--update] DIRECTORY | FILE...\n");
        return 2;
    }
    bool all = argc == first + 1 && directory_read(&run, argv[first]);
    for (int i = first; !all && i < argc; i++)
        path_add(&run, "", argv[i]);
    for (unsigned i = 0; i < run.files; i++) {
        run.failed += !file_run(&run, run.path[i]);
        free(run.path[i]);
    }
    if (all)
        run.failed += signatures_missing(&run.world);
    skypedpi_db_unref(run.world.db);
    printf("%u replays, %u failures\n", run.files, run.failed);
    return run.failed || run.files == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
