/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_H
#define EXAMPLES_PROBE_GRAPHS_H

#include "examples/probe/event.h"

/* Bandwidth in graphs, through librrd. Each application and each activity has a small RRD file of its own, in
 * total and for each user and group:
 *
 *     DIRECTORY/rrd/total/application-skype.rrd, .../rrd/user-anna/activity-call-audio.rrd ...
 *     DIRECTORY/total-application-hour.png, user-anna-activity-year.svg, group-staff-... : the pictures
 *     DIRECTORY/rrd/total/frames.rrd: all frames, whatever they were; not drawn
 *
 * A file of its own for each, since one with many sources cannot grow when an application is met that nobody
 * knew, and most users have few of them. It takes 166 kB: five archives with 750 rows of means, one for each
 * period, and four of them also with the greatest values. It holds three counters: bytes forward, bytes reverse
 * (as of the flow's source), packets both ways. They count on from run to run, so the newest reading is exactly
 * what was ever used, and a row times its seconds is exactly what was used in it, if all of it is known. What
 * is in no flow is drawn as "no flow"; with it the applications add up to the frames. Time without intervals is
 * silence up to ten minutes; what is longer is drawn as unknown.
 *
 * RRD goes forward only. What is used while the clock is behind is held back, and shown in the first interval
 * that is later than all before it; the sum stays right. The same goes for what could not be written. A clock
 * that was wrong and far ahead leaves files that nothing can be added to before that time: take DIRECTORY/rrd
 * away then. */

struct graphs_settings {
    const char *directory; /* made if it is not there */
    uint64_t step;         /* that of the intervals: whole seconds, up to an hour */
    unsigned users_most; /* so many users, and so many groups, have graphs of their own; the rest are others */
    uint64_t draw_every; /* of packet time; begun in tick. 0: when it is closed only */
};

/* To be called first in main(). Pictures are drawn by a process of its own, so that packets do not wait for
 * them and the memory that librrd loses is not the probe's. It is the same program, run again under another
 * name: then this does the work and ends the process. Else it does nothing. */
void graphs_drawing(int argc, char **argv);

/* False after a complaint. Counts on where the files of the directory end. */
bool graphs_open(const struct graphs_settings *settings, struct sink *sink);

enum graphs_by { GRAPHS_BY_APPLICATION, GRAPHS_BY_ACTIVITY };
#define GRAPHS_BYS 2

enum graphs_of {
    GRAPHS_OF_TOTAL,
    GRAPHS_OF_USER,
    GRAPHS_OF_GROUP,
    GRAPHS_OF_OTHER_USERS, /* those beyond users_most */
    GRAPHS_OF_OTHER_GROUPS
};

/* What is to be seen. */
struct graphs_view {
    enum graphs_of of;
    const char *name; /* of the user or group, else "" */
    enum graphs_by by;
    uint64_t start, end; /* nanoseconds */
};

/* One graph for a page: an <svg> element in the page's own text colour (currentColor), on no background, with
 * ids that no other graph has. The caller frees it; NULL if nothing is known of it. Shows what has been
 * written: after the sink was closed, all. False after a complaint. */
bool graphs_svg(const char *directory, const struct graphs_view *view, char **svg, size_t *length);

#endif
