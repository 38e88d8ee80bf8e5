/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/check_trace.h"

#include <stdlib.h>
#include <string.h>

/* What the truth says of each flow beyond its name. */

struct expected {
    const char *scenario, *activity, *mechanism, *role, *path;
    size_t least, most; /* flows of which this is said */
};

static const struct expected table[] = {
    {"start-1x", "login", "tcp", NULL, NULL, 1, 1},
    {"start-1x", "update", "http", NULL, NULL, 1, 1},
    {"start-1x", "signalling", "udp-direct", NULL, NULL, 25, 45},
    {"start-2x", "login", "tcp", NULL, NULL, 1, 1},
    {"start-2x-saved", "login", "tcp", NULL, NULL, 0, 0},
    {"start-3x", "update", "http", NULL, NULL, 1, 1},
    {"start-4x", "signalling", "tcp", NULL, NULL, 1, 1},
    {"start-5x", "signalling", "tcp", NULL, NULL, 1, 1},
    {"start-7x", "signalling", "tls-443-mimic", NULL, NULL, 5, 5},
    {"start-7x", "login", "tcp", NULL, NULL, 2, 2},
    {"start-7x", "none", "dns", NULL, NULL, 24, 24},
    {"start-7x", "signalling", "udp-direct", NULL, NULL, 120, 360},
    {"call-isac-30", "call-audio", "udp-direct", NULL, "nat-one", 1, 1},
    {"call-video", "call-video", "udp-direct", NULL, "nat-one", 1, 1},
    {"call-conference", "call-audio", "udp-direct", NULL, "nat-one", 2, 2},
    {"call-relayed", "relayed", "udp-relayed", NULL, "relayed", 2, 2},
    {"call-skypeout", "call-audio", "udp-relayed", NULL, NULL, 1, 1},
    {"file-transfer", "file-transfer", "udp-direct", NULL, "nat-one", 1, 1},
    {"file-transfer-relayed", "file-transfer", "udp-relayed", NULL, "relayed", 1, 1},
    {"call-tcp", "call-audio", "tcp", NULL, NULL, 1, 1},
    {"idle", "presence", "udp-direct", NULL, NULL, 7, 7},
    {"idle", "presence", "tcp", NULL, NULL, 1, 1},
    {"supernode", "supernode", "udp-direct", "supernode", NULL, 150, 150},
    {"supernode", "supernode", "tcp", "supernode", NULL, 12, 12},
    {"supernode-tcp", "supernode", "tcp", "supernode", NULL, 6, 6},
    {"relay-voice", "relayed", "udp-relayed", "relay", "relayed", 2, 2},
    {"relay-file", "relayed", "udp-relayed", "relay", "relayed", 2, 2},
    {"nat-direct", "call-audio", "udp-direct", NULL, "direct", 1, 1},
    {"nat-one", "call-audio", "udp-direct", NULL, "nat-one", 1, 1},
    {"nat-both", "call-audio", "udp-direct", NULL, "nat-both", 1, 1},
    {"nat-symmetric", "call-audio", "udp-direct", NULL, "nat-symmetric", 1, 1},
    {"nat-symmetric", "signalling", "udp-direct", NULL, "nat-symmetric", 20, 40},
    {"nat-symmetric-relayed", "relayed", "udp-relayed", NULL, "relayed", 1, 1},
    {"connect-login", "login", "proxy-https", NULL, "proxy", 1, 1},
    {"socks5-dh", "signalling", "proxy-socks5", NULL, "proxy", 1, 1},
    {"block-all", "signalling", "proxy-https", NULL, "proxy", 1, 1},
    {"block-all-closed", "signalling", "proxy-socks5", NULL, "proxy", 1, 1},
    {"block-all", "signalling", "tls-443-mimic", NULL, NULL, 5, 5},
    {"start-https-proxy", "login", "proxy-https", NULL, "proxy", 1, 1},
    {"turn-call", "call", "turn", NULL, "relayed", 1, 1},
    {"port-reuse-back", "none", "none", NULL, NULL, 25, 25},
    {"port-reuse-tcp", "signalling", "tcp", NULL, NULL, 2, 2},
    {"port-reuse-tcp", "none", "none", NULL, NULL, 20, 20},
};

static bool same_word(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_as(const struct synth_flow *f, const struct expected *e)
{
    return same_word(f->label->activity, e->activity) && same_word(f->label->mechanism, e->mechanism) &&
           same_word(f->expect.role, e->role) && same_word(f->expect.path, e->path);
}

START_TEST(flows_are_what_the_scenario_says)
{
    const struct expected *e = &table[_i];
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct synth_trace trace = check_play(e->scenario, seed);
        size_t count, found = 0;
        struct synth_flow *flows = synth_trace_flows(&trace, &count);
        for (size_t i = 0; i < count; i++)
            found += is_as(&flows[i], e);
        ck_assert_msg(found >= e->least && found <= e->most, "%s: %zu flows of %s", e->scenario, found,
                      e->activity);
        free(flows);
        synth_trace_free(&trace);
    }
}
END_TEST

/* Field `number` of a line, from 0; quotes hold commas together. */
static void field(const char *line, size_t number, char *text, size_t size)
{
    bool quoted = false;
    size_t length = 0;
    for (; *line && *line != '\n'; line++) {
        quoted ^= *line == '"';
        if (*line == ',' && !quoted && number-- == 0)
            break;
        if (number == 0 && (*line != ',' || quoted) && length + 1 < size)
            text[length++] = *line;
    }
    text[length] = 0;
}

static void check_field(const char *line, size_t number, const char *expected)
{
    char text[256];
    field(line, number, text, sizeof text);
    ck_assert_str_eq(text, expected);
}

/* The table as it is written: columns that were there before stay where they were. */
START_TEST(table_has_its_columns)
{
    static const char *const head[] = {"proto",
                                       "src",
                                       "sport",
                                       "dst",
                                       "dport",
                                       "packets",
                                       "bytes",
                                       "label",
                                       "confidence",
                                       "why",
                                       "role",
                                       "path",
                                       "activity",
                                       "mechanism",
                                       "call_start",
                                       "call_end",
                                       "rate_bytes_per_s",
                                       "attempt",
                                       ""};
    char line[512], start[32], end[32];
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    struct synth_trace call = check_play("nat-one", 1), chain = check_play("block-udp", 1);
    synth_trace_write_truth(&call, file);
    synth_trace_write_truth(&chain, file);
    rewind(file);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        check_field(line, i, head[i]);
    for (int i = 0; i < 3; i++)
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file)); /* probe, supernode, call */
    check_field(line, 10, "node");
    check_field(line, 11, "nat-one");
    check_field(line, 12, "call-audio");
    check_field(line, 17, "");
    field(line, 14, start, sizeof start);
    field(line, 15, end, sizeof end);
    ck_assert(strtod(end, NULL) - strtod(start, NULL) > 11.8 && strtod(end, NULL) - strtod(start, NULL) < 12.1);
    for (int i = 0; i < 3; i++)
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file)); /* head, UDP, TCP */
    check_field(line, 0, "tcp");
    check_field(line, 14, "");
    check_field(line, 17, "2");
    fclose(file);
    synth_trace_free(&call);
    synth_trace_free(&chain);
}
END_TEST

Suite *check_truth(void)
{
    TCase *all = tcase_create("truth");
    Suite *suite = suite_create("synth truth");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, flows_are_what_the_scenario_says, 0, (int)(sizeof table / sizeof *table));
    tcase_add_test(all, table_has_its_columns);
    suite_add_tcase(suite, all);
    return suite;
}
