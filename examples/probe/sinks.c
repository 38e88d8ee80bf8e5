/* SPDX-License-Identifier: BSD-2-Clause */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/log/health_log.h"
#include "examples/probe/log/log_csv.h"
#include "examples/probe/log/log_json.h"
#include "examples/probe/sinks.h"
#include "examples/probe/log/summary.h"
#ifdef HAVE_SYSLOG
#include "examples/probe/syslog/log_syslog.h"
#endif
#ifdef HAVE_EXPORT
#include "examples/probe/export/export.h"
#endif
#ifdef HAVE_GRAPHS
#include "examples/probe/graphs/graphs.h"
#endif
#ifdef HAVE_IPFIX
#include "examples/probe/ipfix/ipfix.h"
#endif
#ifdef HAVE_REPORT
#include "examples/probe/report/report.h"
#endif
#ifdef HAVE_TOP
#include "examples/probe/top/top.h"
#endif

/* What a sink may need to know to be opened. */
struct wish {
    const struct settings *settings;
    const atomic_uint *reopen;
    const char *title; /* what packets are from */
    bool live;
};

static bool open_log(const struct wish *wish, const char *path, struct sink *sink)
{
    const struct log_settings log = {path, wish->reopen};

    return log_format(path) == LOG_CSV ? log_csv_open(&log, sink) : log_json_open(&log, sink);
}

static bool open_health(const struct wish *wish, const char *unused, struct sink *sink)
{
    const struct health_log_settings health = {.live = wish->live};

    (void)unused;
    return health_log_open(&health, sink);
}

static bool open_summary(const struct wish *wish, const char *unused, struct sink *sink)
{
    (void)wish;
    (void)unused;
    return summary_open(sink);
}

#ifdef HAVE_SYSLOG
static bool open_syslog(const struct wish *wish, const char *url, struct sink *sink)
{
    const struct settings *s = wish->settings;
    const struct log_syslog_settings syslog = {.url = url,
                                               .ca = s->syslog_ca,
                                               .certificate = s->syslog_certificate,
                                               .key = s->syslog_key,
                                               .facility = s->syslog_facility,
                                               .severity = s->syslog_severity,
                                               .severity_skype = s->syslog_severity_skype,
                                               .severity_health = s->syslog_severity_health,
                                               .all = s->syslog_all,
                                               .live = wish->live};

    return log_syslog_open(&syslog, sink);
}
#else
#define open_syslog NULL
#endif

#ifdef HAVE_EXPORT
static bool open_export(const struct wish *wish, const char *directory, struct sink *sink)
{
    const struct settings *s = wish->settings;
    const struct export_settings export = {.url = s->export,
                                           .directory = directory,
                                           .netrc = s->netrc,
                                           .ca = s->export_ca,
                                           .name = s->name ? s->name : "skypedpi",
                                           .every = s->export_every * SECOND,
                                           .grace_seconds = 10};

    return export_open(&export, sink);
}
#else
#define open_export NULL
#endif

#ifdef HAVE_GRAPHS
static bool open_graphs(const struct wish *wish, const char *directory, struct sink *sink)
{
    const struct graphs_settings graphs = {.directory = directory,
                                           .step = wish->settings->step * SECOND,
                                           .users_most = 100,
                                           .draw_every = wish->live ? 300 * SECOND : 0};

    return graphs_open(&graphs, sink);
}
#else
#define open_graphs NULL
#endif

#ifdef HAVE_IPFIX
static bool open_ipfix(const struct wish *wish, const char *url, struct sink *sink)
{
    const struct ipfix_settings ipfix = {
        .url = url, .domain = wish->settings->ipfix_domain, .patient = !wish->live};

    return ipfix_open(&ipfix, sink);
}
#else
#define open_ipfix NULL
#endif

#ifdef HAVE_REPORT
static bool open_report(const struct wish *wish, const char *directory, struct sink *sink)
{
    const struct report_settings report = {.directory = directory,
                                           .title = wish->title,
                                           .graphs = wish->settings->graphs,
                                           .write_every = wish->live ? 60 * SECOND : 0};

    return report_open(&report, sink);
}
#else
#define open_report NULL
#endif

#ifdef HAVE_TOP
static bool open_top(const struct wish *wish, const char *unused, struct sink *sink)
{
    const struct top_settings top = {.title = wish->title};

    (void)unused;
    return top_open(&top, sink);
}
#else
#define open_top NULL
#endif

enum wanted { ALWAYS, TEXT, LIST, YES };

#define AT(field) offsetof(struct settings, field)

/* Who can be told, and in which order: graphs before the report that shows them, and the summary last, below
 * the last picture on the terminal and whatever the others had to say. */
static const struct kind {
    const char *option;
    enum wanted wanted; /* if the field of the settings at that offset says so */
    size_t offset;
    const char *needs; /* to be built */
    bool (*open)(const struct wish *wish, const char *value, struct sink *sink);
} kinds[] = {
    {"", ALWAYS, 0, "", open_health},
    {"--log", LIST, AT(logs), "", open_log},
    {"--syslog", TEXT, AT(syslog), "OpenSSL", open_syslog},
    {"--export-dir", TEXT, AT(export_dir), "libcurl", open_export},
    {"--graphs", TEXT, AT(graphs), "librrd", open_graphs},
    {"--ipfix", TEXT, AT(ipfix), "libfixbuf", open_ipfix},
    {"--report", TEXT, AT(report), "the report", open_report},
    {"--top", YES, AT(top), "the terminal view", open_top},
    {"", ALWAYS, 0, "", open_summary},
};

#define KINDS (sizeof(kinds) / sizeof(*kinds))

static bool open_one(struct sinks *sinks, const struct wish *wish, const struct kind *kind, const char *value)
{
    struct sink *more = realloc(sinks->item, (sinks->count + 1) * sizeof(*more));

    if (!more) {
        complain("out of memory");
        return false;
    }
    sinks->item = more;
    sinks->item[sinks->count] = (struct sink){0};
    if (!kind->open) {
        complain("%s: this program was built without %s", kind->option, kind->needs);
        return false;
    }
    if (!kind->open(wish, value, &sinks->item[sinks->count]))
        return false;
    sinks->count++;
    return true;
}

static bool open_wanted(struct sinks *sinks, const struct wish *wish, const struct kind *kind)
{
    const void *field = (const char *)wish->settings + kind->offset;
    const char *text = kind->wanted == TEXT ? *(char *const *)field : NULL;
    const struct list *list = kind->wanted == LIST ? field : NULL;
    bool fine = true;

    if (kind->wanted == ALWAYS || text || (kind->wanted == YES && *(const bool *)field))
        fine = open_one(sinks, wish, kind, text);
    for (size_t i = 0; list && i < list->count && fine; i++)
        fine = open_one(sinks, wish, kind, list->item[i]);
    return fine;
}

/* "eth0", "a.pcap and 3 more": the first of them, without its folders. */
static void make_title(struct sinks *sinks, const struct list *names)
{
    const char *slash = strrchr(names->item[0], '/'), *name = slash && slash[1] ? slash + 1 : names->item[0];

    if (names->count > 1)
        snprintf(sinks->title, sizeof(sinks->title), "%s and %zu more", name, names->count - 1);
    else
        snprintf(sinks->title, sizeof(sinks->title), "%s", name);
}

bool sinks_open(struct sinks *sinks, const struct settings *settings, const atomic_uint *reopen)
{
    bool live = settings->interfaces.count > 0, fine = true;
    const struct wish wish = {settings, reopen, sinks->title, live};

    make_title(sinks, live ? &settings->interfaces : &settings->files);
    for (size_t i = 0; i < KINDS && fine; i++)
        fine = open_wanted(sinks, &wish, &kinds[i]);
    while (!fine && sinks->count > 0) {
        struct sink *sink = &sinks->item[--sinks->count];
        if (sink->close)
            sink->close(sink->state);
    }
    return fine;
}

uint64_t sinks_active(const struct settings *settings)
{
    return settings->ipfix ? settings->ipfix_active * SECOND : 0;
}

/* The page of captures is written when all connections have ended. */
bool sinks_looking(const struct settings *settings)
{
    return settings->report && settings->interfaces.count > 0;
}

void sinks_free(struct sinks *sinks)
{
    free(sinks->item);
}

void sinks_leave(const struct settings *settings)
{
#ifdef HAVE_TOP
    if (settings->top)
        top_leave();
#else
    (void)settings;
#endif
}

void sinks_begin(int argc, char **argv)
{
#ifdef HAVE_GRAPHS
    graphs_drawing(argc, argv);
#else
    (void)argc;
    (void)argv;
#endif
}
