/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_priority.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "examples/probe/complain.h"

#define DEFAULT_FACILITY 16 /* local0 */

/* A name stands at its number; the kernel's facility is nobody else's. */
static const char *const facilities[] = {NULL,     "user",   "mail",   "daemon", "auth",     "syslog",
                                         "lpr",    "news",   "uucp",   "cron",   "authpriv", "ftp",
                                         "ntp",    "audit",  "alert",  "clock",  "local0",   "local1",
                                         "local2", "local3", "local4", "local5", "local6",   "local7"};
static const char *const severities[] = {"emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* -1: it is neither a name of the list nor the number of one. */
static int find(const char *const *names, size_t count, const char *text)
{
    bool digits = text[0] != '\0' && strlen(text) <= 2 && strspn(text, "0123456789") == strlen(text);
    size_t number = digits ? strtoul(text, NULL, 10) : count;

    for (size_t i = 0; i < count && !digits; i++)
        if (names[i] != NULL && strcasecmp(names[i], text) == 0)
            number = i;
    return number < count && names[number] != NULL ? (int)number : -1;
}

static bool read_facility(unsigned *facility, const char *text)
{
    int found = text == NULL ? DEFAULT_FACILITY : find(facilities, COUNT(facilities), text);

    if (found < 0)
        complain("--syslog-facility: '%s' is none: user, daemon, local0 ... local7, or a number from 1 to 23",
                 text);
    *facility = (unsigned)found;
    return found >= 0;
}

static bool read_severity(unsigned *severity, const char *option, const char *text, const char *otherwise)
{
    int found = find(severities, COUNT(severities), text != NULL ? text : otherwise);

    if (found < 0)
        complain(
            "%s: '%s' is none: emerg, alert, crit, err, warning, notice, info, debug, or a number from 0 to 7",
            option, text);
    *severity = (unsigned)found;
    return found >= 0;
}

bool syslog_priority_read(struct syslog_priority *priority, const struct log_syslog_settings *settings)
{
    unsigned *severity = priority->severity;
    bool good = read_facility(&priority->facility, settings->facility);

    good &= read_severity(&severity[SYSLOG_CONNECTION], "--syslog-severity", settings->severity, "info");
    good &=
        read_severity(&severity[SYSLOG_SKYPE], "--syslog-severity-skype", settings->severity_skype, "notice");
    good &= read_severity(&severity[SYSLOG_HEALTH], "--syslog-severity-health", settings->severity_health,
                          "warning");
    return good;
}
