/* SPDX-License-Identifier: BSD-2-Clause */
/* image_mutate [--long] [--count N] [--seed N] [--only N]: mutated images through load. What is accepted is put
 * in the place of the set before it, under flows that are open, and sees packets; it is printed, saved, and
 * merged. Each case depends on the seed and its number alone, but for the flows: --only runs one. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "tests/fuzz/fuzz.h"

enum { PROCESSES = 4 };

void must(bool good, const char *what)
{
    if (!good) {
        fprintf(stderr, "image_mutate: %s\n", what);
        abort();
    }
}

/* ---- cases ---- */

static void case_run(struct fuzz *f, uint64_t number)
{
    struct random r = random_of(f->seed, number);
    const struct image *from = &f->original[random_below(&r, 8) ? 1 + random_below(&r, IMAGES - 1) : 0];
    skypedpi_db *db = NULL;
    f->tally->at = number;
    f->tally->cases++;
    f->changed.length = from->length;
    memcpy(f->changed.bytes, from->bytes, from->length);
    mutate(&f->changed, &f->original[random_below(&r, IMAGES)], &r);
    uint8_t *exact = malloc(f->changed.length); /* so that reading on is seen */
    must(exact != NULL, "no memory");
    memcpy(exact, f->changed.bytes, f->changed.length);
    int result = skypedpi_db_load(exact, f->changed.length, NULL, 0, NULL, &db);
    free(exact);
    if (result == SKYPEDPI_OK) {
        f->tally->accepted++;
        db_use(f, db, &r);
        /* an engine for each set: the flow left open is carried over to the next one, and then given up */
        must(skypedpi_engine_set_db(f->engine, f->base) == SKYPEDPI_OK, "the base was refused");
        skypedpi_engine_free(f->engine);
        engine_make(f);
        skypedpi_db_unref(db);
    } else {
        must(db == NULL, "a database that was refused");
        unsigned kind = result == SKYPEDPI_E_NATIVE ? RESULTS - 1 : (unsigned)(SKYPEDPI_E_MAGIC - result);
        must(kind < RESULTS, "a refusal of another kind");
        f->tally->result[kind]++;
    }
}

static void work(struct fuzz *f, uint64_t count, unsigned number)
{
    engine_make(f);
    for (uint64_t i = number; i < count; i += PROCESSES)
        case_run(f, i);
    skypedpi_engine_free(f->engine);
}

/* True if no process died. */
static bool share_out(struct fuzz *f, struct tally *tally, uint64_t count)
{
    pid_t child[PROCESSES];
    bool good = true;
    for (unsigned i = 0; i < PROCESSES; i++) {
        child[i] = fork();
        must(child[i] >= 0, "no process");
        if (child[i] == 0) {
            f->tally = &tally[i];
            work(f, count, i);
            originals_free(f);
            exit(EXIT_SUCCESS);
        }
    }
    for (unsigned i = 0; i < PROCESSES; i++) {
        int status = 0;
        if (waitpid(child[i], &status, 0) == child[i] && status == 0)
            continue;
        good = false;
        fprintf(stderr, "image_mutate: died at case %llu: --seed %llu --only %llu\n",
                (unsigned long long)tally[i].at, (unsigned long long)f->seed, (unsigned long long)tally[i].at);
    }
    return good;
}

static struct tally sum(const struct tally tally[PROCESSES])
{
    struct tally all = {0};
    for (unsigned i = 0; i < PROCESSES; i++) {
        all.cases += tally[i].cases;
        all.accepted += tally[i].accepted;
        all.evidence += tally[i].evidence;
        all.merged += tally[i].merged;
        all.printed += tally[i].printed;
        for (unsigned k = 0; k < RESULTS; k++)
            all.result[k] += tally[i].result[k];
    }
    return all;
}

static void tell(const struct tally *all, double seconds)
{
    printf("%llu cases in %.1f s, %.0f a second; accepted %llu, %llu of them merged, evidence %llu\n",
           (unsigned long long)all->cases, seconds, (double)all->cases / seconds,
           (unsigned long long)all->accepted, (unsigned long long)all->merged,
           (unsigned long long)all->evidence);
    for (unsigned k = 0; k < RESULTS; k++)
        if (all->result[k])
            printf("  %s %llu\n",
                   skypedpi_error_name(k == RESULTS - 1 ? SKYPEDPI_E_NATIVE : SKYPEDPI_E_MAGIC - (int)k),
                   (unsigned long long)all->result[k]);
}

/* A fuzzer that gets nowhere proves nothing. */
static bool went_deep(const struct tally *all)
{
    bool every_kind = all->result[RESULTS - 1] > 0;
    for (int result = SKYPEDPI_E_MAGIC; result >= SKYPEDPI_E_NEWER; result--)
        every_kind = every_kind && all->result[SKYPEDPI_E_MAGIC - result] > 0;
    return every_kind && all->accepted > all->cases / 20 && all->merged > 0 && all->evidence > all->accepted &&
           all->printed > all->accepted;
}

struct options {
    uint64_t seed, count, only; /* UINT64_MAX: all */
};

static bool options_read(struct options *o, int argc, char **argv)
{
    *o = (struct options){1, 50000, UINT64_MAX};
    for (int i = 1; i < argc; i++) {
        bool value = i + 1 < argc;
        if (strcmp(argv[i], "--long") == 0)
            o->count = 10000000;
        else if (value && strcmp(argv[i], "--count") == 0)
            o->count = strtoull(argv[++i], NULL, 10);
        else if (value && strcmp(argv[i], "--seed") == 0)
            o->seed = strtoull(argv[++i], NULL, 10);
        else if (value && strcmp(argv[i], "--only") == 0)
            o->only = strtoull(argv[++i], NULL, 10);
        else
            return false;
    }
    return true;
}

static int run_one(struct fuzz *f, uint64_t number)
{
    engine_make(f);
    case_run(f, number);
    skypedpi_engine_free(f->engine);
    tell(f->tally, 1);
    return EXIT_SUCCESS;
}

static int run_all(struct fuzz *f, struct tally *tally, uint64_t count)
{
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    bool good = share_out(f, tally, count);
    clock_gettime(CLOCK_MONOTONIC, &end);
    const struct tally all = sum(tally);
    tell(&all, (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9);
    if (!good)
        return EXIT_FAILURE;
    if (!went_deep(&all))
        fprintf(stderr, "image_mutate: the cases did not reach what they should\n");
    return went_deep(&all) ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    struct options o;
    if (!options_read(&o, argc, argv)) {
        fprintf(stderr, "usage: image_mutate [--long] [--count N] [--seed N] [--only N]\n");
        return 2;
    }
    struct tally *tally =
        mmap(NULL, PROCESSES * sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(tally != MAP_FAILED, "no memory");
    struct fuzz f = {.seed = o.seed, .tally = tally};
    originals_make(&f);
    int status = o.only != UINT64_MAX ? run_one(&f, o.only) : run_all(&f, tally, o.count);
    originals_free(&f);
    return status;
}
