/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_DIFF_PLAY_H
#define TESTS_DIFF_PLAY_H

#include <stdbool.h>
#include <stdnoreturn.h>
#include <skypedpi/skypedpi.h>

enum { FLOWS_MAX = 1 << 20, PAYLOAD_MAX = 65535 };

struct played {
    skypedpi_flow *flow;
    unsigned number, feeds;
    bool done;
};

struct player {
    char *line, *at;
    size_t room;
    unsigned long number; /* of the line */
    skypedpi_db *db;
    struct skypedpi_settings settings;
    skypedpi_engine *engine; /* made when the first call needs it */
    uint8_t payload[PAYLOAD_MAX];
    struct played flow[FLOWS_MAX];
};

/* The next line without its end, or NULL. */
char *read_line(struct player *p);

/* Compiles the text of so many lines; false if it was refused, which has been written down. */
bool set_read(struct player *p, uint64_t lines);

void engine_make(struct player *p);

void write_verdict(const char *what, unsigned flow, const struct skypedpi_verdict *v);

/* `result` if it is no error; else the program ends. */
int must(int result, const char *what);

#if defined(__GNUC__) || defined(__clang__)
__attribute__((format(printf, 1, 2)))
#endif
noreturn void
give_up(const char *format, ...);

#endif
