/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_child.h"
#include "examples/probe/graphs/graphs_svg.h"

/* Its name, and what stands behind it. */
#define NAME "skypedpi-probe-graphs"
enum { WORD_NAME, WORD_WHAT, WORD_DIRECTORY, WORD_A, WORD_B, WORD_C, WORD_D, WORD_E, WORDS };

#define NUMBER 24

extern char **environ;

/* ---- on the probe's side ---- */

/* Its signals are as at the beginning of a program; `output` is its standard output, -1: ours. */
static pid_t start(char *const words[], int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    pid_t child = 0;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawn_file_actions_init(&actions);
    if (!error && !(error = posix_spawnattr_init(&attributes))) {
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        if (output >= 0)
            error = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        if (!error)
            error = posix_spawn(&child, "/proc/self/exe", &actions, &attributes, words, environ);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
    }
    if (error)
        complain("graphs: nothing can be drawn: %s", strerror(error));
    return error ? 0 : child;
}

pid_t graphs_child_draw(const char *directory, uint64_t step, uint64_t now, struct graphs_share share,
                        bool quiet)
{
    char numbers[4][NUMBER];
    snprintf(numbers[0], NUMBER, "%" PRIu64, step);
    snprintf(numbers[1], NUMBER, "%" PRIu64, now);
    snprintf(numbers[2], NUMBER, "%u", share.number);
    snprintf(numbers[3], NUMBER, "%u", share.of);
    char *path = strdup(directory), word[] = "quiet", none[] = "";
    char *words[WORDS + 1] = {(char[]){NAME}, (char[]){"draw"}, path,       numbers[0],
                              numbers[1],     numbers[2],       numbers[3], quiet ? word : none};
    pid_t child = path ? start(words, -1) : 0;
    free(path);
    return child;
}

enum graphs_child graphs_child_state(pid_t child, bool wait)
{
    int status = 0;
    pid_t ended;
    do
        ended = waitpid(child, &status, wait ? 0 : WNOHANG);
    while (ended < 0 && errno == EINTR);
    if (ended == 0)
        return GRAPHS_CHILD_BUSY;
    return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? GRAPHS_CHILD_DONE
                                                                           : GRAPHS_CHILD_FAILED;
}

/* All that comes out; ends in a NUL that is not counted. */
static char *read_all(int file, size_t *length)
{
    size_t room = 65536;
    char *text = malloc(room);
    *length = 0;
    while (text) {
        ssize_t got = read(file, text + *length, room - *length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        *length += (size_t)got;
        if (room - *length > 1)
            continue;
        char *more = realloc(text, 2 * room);
        if (!more)
            free(text);
        text = more;
        room *= 2;
    }
    if (text)
        text[*length] = '\0';
    return text;
}

bool graphs_svg(const char *directory, const struct graphs_view *view, char **svg, size_t *length)
{
    char numbers[4][NUMBER];
    int ends[2];
    *svg = NULL;
    *length = 0;
    snprintf(numbers[0], NUMBER, "%d", (int)view->of);
    snprintf(numbers[1], NUMBER, "%d", (int)view->by);
    snprintf(numbers[2], NUMBER, "%" PRIu64, view->start);
    snprintf(numbers[3], NUMBER, "%" PRIu64, view->end);
    if (pipe2(ends, O_CLOEXEC)) {
        complain("graphs: nothing can be drawn: %s", strerror(errno));
        return false;
    }
    char *path = strdup(directory), *name = strdup(view->name);
    char *words[WORDS + 1] = {(char[]){NAME}, (char[]){"svg"}, path,       numbers[0],
                              name,           numbers[1],      numbers[2], numbers[3]};
    pid_t child = path && name ? start(words, ends[1]) : 0;
    close(ends[1]);
    if (child)
        *svg = read_all(ends[0], length);
    close(ends[0]);
    free(path);
    free(name);
    bool good = child && graphs_child_state(child, true) == GRAPHS_CHILD_DONE && *svg;
    if (!good || *length == 0) {
        free(*svg);
        *svg = NULL;
    }
    return good;
}

/* ---- on its own side ---- */

static uint64_t number(const char *text)
{
    return strtoull(text, NULL, 10);
}

static bool draw(char **words)
{
    struct graphs_share share = {(unsigned)number(words[WORD_C]), (unsigned)number(words[WORD_D])};
    int nowhere = *words[WORD_E] ? open("/dev/null", O_WRONLY) : -1;
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    if (nice(10) == -1)
        errno = 0; /* then as fast as the rest */
    return share.of > 0 && number(words[WORD_A]) > 0 &&
           graphs_pictures(words[WORD_DIRECTORY], number(words[WORD_A]), number(words[WORD_B]), share);
}

static bool draw_svg(char **words)
{
    struct graphs_view view = {.of = (enum graphs_of)number(words[WORD_A]),
                               .name = words[WORD_B],
                               .by = (enum graphs_by)number(words[WORD_C]),
                               .start = number(words[WORD_D]),
                               .end = number(words[WORD_E])};
    char *svg = NULL;
    size_t length = 0;
    bool good = view.by < GRAPHS_BYS && graphs_svg_draw(words[WORD_DIRECTORY], &view, "", false, &svg, &length);
    good = good && (!svg || fwrite(svg, 1, length, stdout) == length) && !fflush(stdout);
    free(svg);
    return good;
}

void graphs_drawing(int argc, char **argv)
{
    if (argc != WORDS || strcmp(argv[WORD_NAME], NAME))
        return;
    closefrom(STDERR_FILENO + 1); /* the probe's sockets are none of its business */
    signal(SIGINT, SIG_IGN);      /* it is soon at its end, and the probe waits for it */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    unsetenv("RRDCACHED_ADDRESS"); /* librrd would ask there, and not read our files */
    bool svg = !strcmp(argv[WORD_WHAT], "svg");
    if (svg) /* for a page, whose times are all UTC */
        setenv("TZ", "UTC0", 1);
    _exit(svg ? !draw_svg(argv) : !draw(argv)); /* what librrd has lost goes with the process */
}
