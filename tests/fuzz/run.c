/* SPDX-License-Identifier: BSD-2-Clause */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "tests/fuzz/change.h"
#include "tests/fuzz/target.h"

/* The main program of a target where no fuzzing engine brings one: runs inputs, and mutations of them. */

static const char usage[] =
    "usage: %s [--runs N] [--seed N] FILE|DIRECTORY...\n"
    "\n"
    "Runs each input once, and then N mutations of them, in order of the seed: the same on every machine.\n"
    "The input that a run ends at is kept as ./crash-NUMBER; run it alone to see it again.\n"
    "\n"
    "  --runs N   mutations; 0 if not told\n"
    "  --seed N   another seed gives other mutations; 1 if not told\n"
    "  --help     this text\n";

enum { INPUTS_MAX = 20000 };

struct run {
    const char *program;
    uint64_t runs, seed;
    size_t count;
    struct exact input[INPUTS_MAX];
};

/* ---- what is being run, for when it does not come back ---- */

static struct {
    const uint8_t *data;
    size_t length;
    uint64_t number;
} present;

static void present_keep(void)
{
    char name[48];
    snprintf(name, sizeof name, "crash-%" PRIu64, present.number);
    FILE *file = fopen(name, "wb");
    if (file) {
        fwrite(present.data, 1, present.length, file);
        fclose(file);
    }
    fprintf(stderr, "run %" PRIu64 " did not end well; its input is kept as %s\n", present.number, name);
}

static void on_signal(int number)
{
    signal(number, SIG_DFL);
    present_keep();
    raise(number);
}

/* Sanitizers end a program without a signal. */
__attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)(void));

static void watch(void)
{
    static const int numbers[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(present_keep);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!__sanitizer_set_death_callback || numbers[i] == SIGABRT)
            signal(numbers[i], on_signal);
}

static void run_one(const void *data, size_t length)
{
    struct exact copy = exact_copy(data, length);
    present.data = copy.data;
    present.length = copy.length;
    present.number++;
    LLVMFuzzerTestOneInput(copy.data, copy.length);
    free(copy.data);
}

/* ---- inputs ---- */

static int complain(const struct run *run, const char *path)
{
    fprintf(stderr, "%s: %s: %s\n", run->program, path, strerror(errno));
    return EXIT_FAILURE;
}

static int file_add(struct run *run, const char *path)
{
    static uint8_t bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    if (!file)
        return complain(run, path);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return complain(run, path);
    if (run->count < INPUTS_MAX)
        run->input[run->count++] = exact_copy(bytes, length);
    return EXIT_SUCCESS;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int directory_add(struct run *run, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, visible, alphasort), result = EXIT_SUCCESS;
    if (count < 0)
        return complain(run, path);
    for (int i = 0; i < count; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        if (result == EXIT_SUCCESS)
            result = file_add(run, name);
        free(entries[i]);
    }
    free(entries);
    return result;
}

static int path_add(struct run *run, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return complain(run, path);
    return S_ISDIR(status.st_mode) ? directory_add(run, path) : file_add(run, path);
}

/* ---- mutations ---- */

static void mutations_run(const struct run *run)
{
    static struct changed changed;
    static const struct exact nothing;
    for (uint64_t i = 0; i < run->runs; i++) {
        struct chance chance = {run->seed + i * UINT64_C(0xd1342543de82ef95)};
        const struct exact *from = run->count ? &run->input[chance_below(&chance, run->count)] : &nothing;
        const struct exact *other = run->count ? &run->input[chance_below(&chance, run->count)] : &nothing;
        changed.length = from->length < CHANGED_MAX ? from->length : CHANGED_MAX;
        if (changed.length)
            memcpy(changed.bytes, from->data, changed.length);
        change(&changed, other->data, other->length, &chance);
        run_one(changed.bytes, changed.length);
    }
}

static bool take_number(char ***words, const char *option, uint64_t *number)
{
    char *end;
    if (strcmp(**words, option) != 0 || !(*words)[1])
        return false;
    *number = strtoull(*++*words, &end, 10);
    return true;
}

static int words_read(struct run *run, char **words)
{
    int result = EXIT_SUCCESS;
    for (; *words && result == EXIT_SUCCESS; words++)
        if (!take_number(&words, "--runs", &run->runs) && !take_number(&words, "--seed", &run->seed))
            result = path_add(run, *words);
    return result;
}

int main(int argc, char **argv)
{
    static struct run run = {.seed = 1};
    run.program = argv[0];
    bool help = argc == 2 && strcmp(argv[1], "--help") == 0;
    if (argc < 2 || help) {
        fprintf(help ? stdout : stderr, usage, argv[0]);
        return help ? EXIT_SUCCESS : 2;
    }
    int result = words_read(&run, argv + 1);
    if (result != EXIT_SUCCESS)
        return result;
    watch();
    printf("%zu inputs, %" PRIu64 " mutations from seed %" PRIu64 "\n", run.count, run.runs, run.seed);
    fflush(stdout);
    for (size_t i = 0; i < run.count; i++)
        run_one(run.input[i].data, run.input[i].length);
    mutations_run(&run);
    for (size_t i = 0; i < run.count; i++)
        free(run.input[i].data);
    return EXIT_SUCCESS;
}
