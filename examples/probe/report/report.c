/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/folder.h"
#include "examples/probe/report/report_page.h"
#include "examples/probe/report/report_pictures.h"

#define CONNECTIONS 20000u

struct report {
    struct report_settings settings;
    struct page page;
    char *path, *temporary;
    uint64_t written; /* packet time at which the page was written last */
    bool due;
    bool complained;
};

/* ---- hearing ---- */

static void note_time(struct page *page, const struct skypedpi_record *record)
{
    if (!page->first || record->first < page->first)
        page->first = record->first;
    if (record->last > page->last)
        page->last = record->last;
}

/* A page that is only written at the end has no open connections. */
static void on_open(void *state, const struct connection *connection)
{
    struct report *report = state;

    if (!report->settings.write_every)
        return;
    note_time(&report->page, &connection->record);
    store_open_now(&report->page.store, connection);
}

static void on_begun(void *state, const struct connection *connection)
{
    struct report *report = state;

    report->page.begun++;
    on_open(report, connection);
}

static void on_so_far(void *state, const struct connection *connection)
{
    struct page *page = &((struct report *)state)->page;

    note_time(page, &connection->record);
    store_so_far(&page->store, connection);
}

static void on_ended(void *state, const struct connection *connection)
{
    struct page *page = &((struct report *)state)->page;

    note_time(page, &connection->record);
    store_ended(&page->store, connection);
}

static void on_endpoint(void *state, const struct skypedpi_endpoint *endpoint, const char *application,
                        const char *signature)
{
    struct report *report = state;

    endpoints_add(&report->page.store.endpoints, endpoint, application, signature);
}

/* ---- writing ---- */

static bool complain_once(struct report *report, const char *what, const char *path)
{
    if (!report->complained)
        complain("report: cannot %s %s: %s", what, path, strerror(errno));
    report->complained = true;
    return false;
}

/* Whole and on the disk, or not at all. */
static bool write_page(struct report *report, int fd)
{
    FILE *out = fdopen(fd, "w");

    if (!out) {
        close(fd);
        return false;
    }
    page_write(out, &report->page);
    bool written = fflush(out) == 0 && !ferror(out) && fsync(fd) == 0;
    return fclose(out) == 0 && written;
}

static bool write_and_rename(struct report *report)
{
    int fd = open(report->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);

    if (fd < 0)
        return complain_once(report, "create", report->temporary);
    if (!write_page(report, fd)) {
        complain_once(report, "write", report->temporary);
        unlink(report->temporary);
        return false;
    }
    if (rename(report->temporary, report->path) != 0)
        return complain_once(report, "rename to", report->path);
    report->complained = false;
    return true;
}

static bool report_write(struct report *report)
{
    pictures_take(&report->page, report->settings.graphs);
    store_count_open(&report->page.store, false);
    bool written = write_and_rename(report);
    store_count_open(&report->page.store, true);
    pictures_give(&report->page);
    return written;
}

static void on_interval(void *state, const struct interval *interval, const struct names *names)
{
    struct report *report = state;
    uint64_t every = report->settings.write_every;

    skypedpi_usage_add(&report->page.total, &interval->total);
    skypedpi_usage_add(&report->page.unfollowed, &interval->unfollowed);
    store_names(&report->page.store, names);
    /* a clock that was set back must not keep the page from being written */
    report->due = every && (interval->end >= report->written + every || interval->end < report->written);
    if (report->due || !report->written)
        report->written = interval->end;
}

/* Comes after each interval, so the page has both. */
static void on_health(void *state, const struct health *health)
{
    struct report *report = state;
    struct page *page = &report->page;

    page->health = *health;
    snprintf(page->set, sizeof(page->set), "%s %s", health->set_name ? health->set_name : "",
             health->set_version ? health->set_version : "");
    page->health.set_name = page->health.set_version = NULL; /* they are gone after the call */
    if (report->due)
        report_write(report);
    report->due = false;
}

/* ---- life ---- */

static void report_free(struct report *report)
{
    if (!report)
        return;
    store_close(&report->page.store);
    free(report->path);
    free(report->temporary);
    free(report);
}

static bool on_close(void *state)
{
    bool written = report_write(state);

    report_free(state);
    return written;
}

static char *join(const char *directory, const char *name)
{
    size_t length = strlen(directory) + strlen(name) + 2;
    char *path = malloc(length);

    if (path)
        snprintf(path, length, "%s/%s", directory, name);
    return path;
}

static struct report *report_new(const struct report_settings *settings)
{
    struct report *report = calloc(1, sizeof(*report));

    if (!report)
        return NULL;
    report->settings = *settings;
    report->page.title = settings->title;
    report->path = join(settings->directory, "index.html");
    report->temporary = join(settings->directory, "index.html.new");
    if (store_open(&report->page.store, settings->most ? settings->most : CONNECTIONS) && report->path &&
        report->temporary)
        return report;
    report_free(report);
    return NULL;
}

bool report_open(const struct report_settings *settings, struct sink *sink)
{
    if (!folder_ready(settings->directory)) {
        complain("report: cannot write in %s: %s", settings->directory, strerror(errno));
        return false;
    }
    struct report *report = report_new(settings);
    if (!report) {
        complain("report: out of memory");
        return false;
    }
    *sink = (struct sink){.name = "report",
                          .state = report,
                          .begun = on_begun,
                          .changed = on_open,
                          .so_far = on_so_far,
                          .ended = on_ended,
                          .endpoint = on_endpoint,
                          .interval = on_interval,
                          .health = on_health,
                          .close = on_close};
    return true;
}
