/* SPDX-License-Identifier: BSD-2-Clause */
/* Feeds the report with made-up events: report_driver DIRECTORY STORY [COUNT]
 *   nothing   not a frame
 *   plain     connections, none of them Skype
 *   epoch     connections of which no packet has a time
 *   office    users, groups, clients, logins, calls, endpoints, web traffic; COUNT times as many
 *   hostile   names that are none, in every place where text may stand
 *   huge      the greatest numbers
 *   many      COUNT connections of as many hosts, all that can be on each
 *   names     more users and applications than there are sums for
 *   open      a page in the midst of things, and the clock is set back; ends at once, without closing
 *   over      the same, and then what was open ends
 *   crowd     a page while more connections are open than it has room for; ends without closing
 * Prints what the page must say: "NAME NUMBER" lines. Exit status 1: the report lost something; 2: not opened.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/report/report.h"
#include "tests/probe/report_made.h"

static bool open_report(struct made *m, const char *directory, const char *story)
{
    bool live = !strcmp(story, "open") || !strcmp(story, "over") || !strcmp(story, "crowd");
    const struct report_settings settings = {.directory = directory,
                                             .title = strcmp(story, "hostile") ? story : "<i>\xff",
                                             .write_every = live ? 60 * SECOND : 0};

    return report_open(&settings, &m->sink);
}

/* The exit status. */
static int tell(struct made *m, const char *directory, const char *story, uint32_t count)
{
    if (!open_report(m, directory, story))
        return 2;
    if (!made_story(m, story, count))
        fprintf(stderr, "report_driver: no story %s\n", story);
    if (m->all.flows)
        made_interval(m);
    made_print(m);
    return m->sink.close(m->sink.state) ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct made m;

    if (argc < 3 || !made_open(&m)) {
        fprintf(stderr, "report_driver DIRECTORY STORY [COUNT]\n");
        return 2;
    }
    int status = tell(&m, argv[1], argv[2], argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0);
    made_close(&m);
    return status;
}
