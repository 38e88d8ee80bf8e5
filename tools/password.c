/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>
#include "tools/file.h"
#include "tools/message.h"
#include "tools/password.h"

/* ---- from a file ---- */

/* Its first line. */
static bool read_file(struct password *password, const char *path)
{
    char text[2 * PASSWORD_MAX];
    size_t length;
    bool fine = file_read_small(path, "a password", text, sizeof(text), &length);
    const char *end = memchr(text, '\n', length);
    size_t line = end ? (size_t)(end - text) : length;

    line -= line && text[line - 1] == '\r' ? 1 : 0;
    if (fine && (line > PASSWORD_MAX || memchr(text, '\0', line))) {
        complain("%s: not a password: its first line is too long, or holds a NUL byte", path);
        fine = false;
    }
    if (fine) {
        memcpy(password->text, text, line);
        password->text[line] = '\0';
    }
    sodium_memzero(text, sizeof(text));
    return fine;
}

/* ---- from the terminal ---- */

static volatile sig_atomic_t caught;

static void catch (int number)
{
    caught = number;
}

/* Whoever interrupts the question must get a terminal back that shows what is typed. */
static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

#define SIGNALS (sizeof(signals) / sizeof(signals[0]))

struct watch {
    struct sigaction before[SIGNALS];
    sigset_t mask; /* what was blocked before */
};

/* They stay blocked but while pselect() waits, so that none slips by right before it. */
static void watch_signals(struct watch *watch)
{
    struct sigaction action = {.sa_handler = catch};
    sigset_t blocked;

    caught = 0;
    sigemptyset(&action.sa_mask);
    sigemptyset(&blocked);
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaddset(&blocked, signals[i]);
    }
    sigprocmask(SIG_BLOCK, &blocked, &watch->mask);
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], &action, &watch->before[i]);
    }
}

static void leave_signals(const struct watch *watch)
{
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], &watch->before[i], NULL);
    }
    sigprocmask(SIG_SETMASK, &watch->mask, NULL);
    if (caught) {
        raise(caught);
    }
}

/* Waits for something to read. False after a signal. */
static bool await(int terminal, const struct watch *watch)
{
    fd_set set;

    FD_ZERO(&set);
    FD_SET(terminal, &set);
    return pselect(terminal + 1, &set, NULL, NULL, NULL, &watch->mask) == 1 && !caught;
}

/* A line, without its end. One that does not fit is read, and is none. */
static bool read_line(int terminal, const struct watch *watch, char *line, size_t capacity)
{
    size_t length = 0;
    bool got;
    char c = 0;

    while ((got = await(terminal, watch) && read(terminal, &c, 1) == 1) && c != '\n') {
        if (length < capacity) {
            line[length] = c;
        }
        length++;
    }
    line[length < capacity ? length : capacity - 1] = '\0';
    return got && length < capacity;
}

static bool say(int terminal, const char *text)
{
    return write(terminal, text, strlen(text)) == (ssize_t)strlen(text);
}

static bool ask(int terminal, const char *question, struct password *password)
{
    struct watch watch;
    struct termios shown, hidden;

    if (tcgetattr(terminal, &shown) != 0) {
        return false;
    }
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
    watch_signals(&watch);
    bool fine = tcsetattr(terminal, TCSAFLUSH, &hidden) == 0 && say(terminal, question) &&
                read_line(terminal, &watch, password->text, sizeof(password->text) - 1);
    tcsetattr(terminal, TCSAFLUSH, &shown);
    fine = say(terminal, "\n") && fine;
    leave_signals(&watch);
    return fine;
}

static bool ask_again(int terminal, const struct password *password)
{
    struct password again;
    bool fine = ask(terminal, "Password again: ", &again) && strcmp(again.text, password->text) == 0;

    sodium_memzero(&again, sizeof(again));
    if (!fine) {
        complain("the passwords differ");
    }
    return fine;
}

static bool read_terminal(struct password *password, bool new)
{
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

    if (terminal < 0) {
        complain("no terminal to ask for the password: %s; there is --password-file", strerror(errno));
        return false;
    }
    bool fine = ask(terminal, new ? "New password: " : "Password: ", password);
    if (!fine) {
        complain("no password was read");
    } else if (new && * password->text) {
        fine = ask_again(terminal, password);
    }
    close(terminal);
    return fine;
}

bool password_read(struct password *password, const char *file, bool new)
{
    bool fine = file ? read_file(password, file) : read_terminal(password, new);

    if (fine && new && !*password->text) {
        complain("an empty password protects nothing; there is --no-password");
        fine = false;
    }
    return fine;
}
