/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/base/names.h"

#include <stddef.h>
#include <string.h>
#include <skypedpi/error.h>
#include <skypedpi/verdict.h>

#define TEXT_OF(x)            #x
#define VERSION_TEXT(a, b, c) TEXT_OF(a) "." TEXT_OF(b) "." TEXT_OF(c)

const char *skypedpi_version(void)
{
    return VERSION_TEXT(SKYPEDPI_VERSION_MAJOR, SKYPEDPI_VERSION_MINOR, SKYPEDPI_VERSION_PATCH);
}

static const struct {
    int result;
    const char *name, *text;
} results[] = {
    {SKYPEDPI_OK, "OK", "done"},
    {SKYPEDPI_DONE, "DONE", "done, nothing more is wanted"},
    {SKYPEDPI_E_ARGUMENT, "E_ARGUMENT", "an argument is missing or out of range"},
    {SKYPEDPI_E_SIZE, "E_SIZE", "the size field of a struct does not fit this library"},
    {SKYPEDPI_E_STATE, "E_STATE", "the object cannot do this now"},
    {SKYPEDPI_E_NOT_FOUND, "E_NOT_FOUND", "there is no such entry"},
    {SKYPEDPI_E_MEMORY, "E_MEMORY", "out of memory"},
    {SKYPEDPI_E_FULL, "E_FULL", "a fixed capacity is used up"},
    {SKYPEDPI_E_TEXT, "E_TEXT", "the text has errors"},
    {SKYPEDPI_E_EMPTY, "E_EMPTY", "the set holds no signature"},
    {SKYPEDPI_E_NATIVE, "E_NATIVE", "a native detector is missing, doubled or of another ABI"},
    {SKYPEDPI_E_TAKEN, "E_TAKEN", "two sets have one name"},
    {SKYPEDPI_E_MAGIC, "E_MAGIC", "this is not a signature image"},
    {SKYPEDPI_E_FORMAT, "E_FORMAT", "the image is of a format this library does not read"},
    {SKYPEDPI_E_TRUNCATED, "E_TRUNCATED", "the image is shorter or longer than it says"},
    {SKYPEDPI_E_DIGEST, "E_DIGEST", "the image was changed after it was written"},
    {SKYPEDPI_E_STRUCTURE, "E_STRUCTURE", "the image breaks a rule of its format"},
    {SKYPEDPI_E_NEWER, "E_NEWER", "the image requires a newer library"},
    {SKYPEDPI_E_UNVERIFIED, "E_UNVERIFIED", "the set is not verified"},
    {SKYPEDPI_E_OLD, "E_OLD", "the set is an older release than may be used"},
    {SKYPEDPI_E_STEPS, "E_STEPS", "the signatures could make too much work of one message"},
};

static size_t result_index(int result)
{
    size_t i = 0;
    while (i < sizeof results / sizeof *results && results[i].result != result)
        i++;
    return i;
}

const char *skypedpi_error_name(int result)
{
    size_t i = result_index(result);
    return i < sizeof results / sizeof *results ? results[i].name : "E_UNKNOWN";
}

const char *skypedpi_error_text(int result)
{
    size_t i = result_index(result);
    return i < sizeof results / sizeof *results ? results[i].text : "no result of this library";
}

const char *const application_names[] = {"unknown", "other", "skype", "skype-related", NULL};

const char *const activity_names[] = {"none",     "signalling", "login",      "update",
                                      "presence", "call-audio", "call-video", "file-transfer",
                                      "relayed",  "supernode",  "call",       NULL};

const char *const mechanism_names[] = {"none",          "udp-direct",  "udp-relayed",  "tcp",          "tcp-80",
                                       "tls-443-mimic", "proxy-https", "proxy-socks5", "stun-ice",     "turn",
                                       "tls",           "dns",         "http",         "proxy-socks4", NULL};

const char *const path_names[] = {"none",          "direct",  "nat-one", "nat-both",
                                  "nat-symmetric", "relayed", "proxy",   NULL};

static const char *const role_names[] = {"node", "supernode", "relay", NULL};

static const char *const stage_names[] = {"open", "likely", "final", NULL};

static const char *const flag_names[] = {"midflow", "one-way",    "missing",  "truncated", "tunnelled",
                                         "budget",  "short-pool", "endpoint", NULL};

static const char *name_at(const char *const *names, unsigned index)
{
    for (unsigned i = 0; names[i]; i++)
        if (i == index)
            return names[i];
    return names[0];
}

unsigned names_count(const char *const *names)
{
    unsigned n = 0;
    while (names[n])
        n++;
    return n;
}

int name_find(const char *const *names, const char *word, size_t length)
{
    for (int i = 0; names[i]; i++)
        if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
            return i;
    return -1;
}

const char *skypedpi_application_name(unsigned application)
{
    return name_at(application_names, application);
}

const char *skypedpi_activity_name(unsigned activity)
{
    return name_at(activity_names, activity);
}

const char *skypedpi_mechanism_name(unsigned mechanism)
{
    return name_at(mechanism_names, mechanism);
}

const char *skypedpi_path_name(unsigned path)
{
    return name_at(path_names, path);
}

const char *skypedpi_role_name(unsigned role)
{
    return name_at(role_names, role);
}

const char *skypedpi_stage_name(unsigned stage)
{
    return name_at(stage_names, stage);
}

const char *skypedpi_flag_name(unsigned flag)
{
    for (unsigned i = 0; flag_names[i]; i++)
        if (flag == 1u << i)
            return flag_names[i];
    return "";
}
