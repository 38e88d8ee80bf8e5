/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/export/export_url.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "examples/probe/complain.h"

static bool has(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    bool there = curl_url_get(url, part, &text, 0) == CURLUE_OK;
    curl_free(text);
    return there;
}

/* Why it cannot be used, NULL if it can. */
static const char *objection(CURLU *url, const char *scheme, const char *path)
{
    if (has(url, CURLUPART_USER) || has(url, CURLUPART_PASSWORD) || has(url, CURLUPART_OPTIONS))
        return "holds a user or password: they belong into a netrc file";
    if (strcmp(scheme, "ftp") != 0 && strcmp(scheme, "ftpes") != 0 && strcmp(scheme, "ftps") != 0)
        return "is none of ftp://, ftpes:// (explicit TLS), ftps:// (implicit TLS)";
    if (has(url, CURLUPART_QUERY) || has(url, CURLUPART_FRAGMENT) || strchr(path, ';') != NULL)
        return "holds more than a host and a directory";
    return NULL;
}

/* curl knows explicit TLS as an option of ftp://. */
static char *directory(CURLU *url, const char *scheme)
{
    char *text = NULL, *base = NULL;
    if (strcmp(scheme, "ftpes") == 0)
        curl_url_set(url, CURLUPART_SCHEME, "ftp", 0);
    if (curl_url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK)
        base = malloc(strlen(text) + 2);
    if (base != NULL)
        sprintf(base, "%s%s", text, text[strlen(text) - 1] == '/' ? "" : "/");
    curl_free(text);
    return base;
}

bool export_url_read(const char *text, char **base, bool *tls)
{
    char *scheme = NULL, *path = NULL;
    const char *wrong = "cannot be understood";
    CURLU *url = curl_url();
    if (url != NULL && curl_url_set(url, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
        curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
        curl_url_get(url, CURLUPART_PATH, &path, 0) == CURLUE_OK)
        wrong = objection(url, scheme, path);
    if (wrong == NULL) {
        *tls = strcmp(scheme, "ftp") != 0;
        *base = directory(url, scheme);
        wrong = *base == NULL ? "finds no memory" : NULL;
    }
    if (wrong != NULL)
        complain("export: the URL %s", wrong);
    curl_free(scheme);
    curl_free(path);
    curl_url_cleanup(url);
    return wrong == NULL;
}
