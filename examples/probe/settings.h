/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SETTINGS_H
#define EXAMPLES_PROBE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the user wants, from the command line and a configuration file. Each setting is described in the table
 * of options.c. Text that was not told is NULL. */

#define SETTINGS_WORKERS 64 /* the most there can be */

struct list {
    char **item;
    size_t count;
};

struct settings {
    /* where packets come from */
    struct list interfaces;
    struct list files;
    char *filter;
    uint32_t snaplen;
    uint32_t buffer; /* MiB */
    bool promiscuous;
    /* how they are looked at */
    struct list sets;
    struct list homes;
    char *subscribers;
    char *policy;
    uint32_t workers; /* 0: as many as fit */
    uint32_t max_flows;
    uint32_t max_endpoints;
    uint32_t step; /* seconds */
    /* who is told */
    struct list logs;
    char *syslog;
    char *syslog_ca;
    char *syslog_certificate;
    char *syslog_key;
    bool syslog_all;
    char *syslog_facility;
    char *syslog_severity;
    char *syslog_severity_skype;
    char *syslog_severity_health;
    char *export;
    char *export_dir;
    char *export_ca;
    char *netrc;
    uint32_t export_every; /* seconds */
    char *graphs;
    char *ipfix;
    uint32_t ipfix_domain;
    uint32_t ipfix_active; /* seconds; 0: connections are told of at their end only */
    char *report;
    bool top;
    char *name; /* of this probe */
    /* the process */
    char *user;
    char *pidfile;
    char *directory;
};

enum settings_result {
    SETTINGS_RUN,   /* go on */
    SETTINGS_DONE,  /* help or version was wanted, and printed */
    SETTINGS_WRONG, /* after a complaint */
};

/* settings_free() in any case. */
enum settings_result settings_read(struct settings *settings, int argc, char **argv);
void settings_free(struct settings *settings);

#endif
