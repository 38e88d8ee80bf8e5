/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/export/export_ftp.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "examples/probe/complain.h"
#include "examples/probe/export/export_url.h"
#include "examples/probe/export/spool.h"

#define CONNECT_SECONDS 15L
#define ANSWER_SECONDS  30L
#define STALLED_SECONDS 60L
#define TEMPORARY       ".part"

struct export_ftp {
    CURL *curl;
    char *base; /* URL of the directory, ends in '/' */
    char *netrc;
    char *ca;
    bool tls;
    bool no_size_said;
    bool (*give_up)(void *);
    void *user;
    char error[CURL_ERROR_SIZE];
};

/* ---- settings ---- */

static bool copy_path(char **copy, const char *path)
{
    if (path == NULL)
        return true;
    if (access(path, R_OK) != 0) {
        complain("export: %s: %s", path, strerror(errno));
        return false;
    }
    *copy = strdup(path);
    if (*copy == NULL)
        complain("export: no memory");
    return *copy != NULL;
}

static bool kept_private(const char *path)
{
    struct stat status;
    if (path == NULL || stat(path, &status) != 0 || (status.st_mode & S_IRWXO) == 0)
        return true;
    complain("export: %s holds a password and can be used by everyone: chmod 600 it", path);
    return false;
}

struct export_ftp *export_ftp_new(const struct export_settings *settings, bool (*give_up)(void *), void *user)
{
    struct export_ftp *ftp = calloc(1, sizeof *ftp);
    if (ftp == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        complain("export: no memory");
        free(ftp);
        return NULL;
    }
    ftp->give_up = give_up;
    ftp->user = user;
    if (!export_url_read(settings->url, &ftp->base, &ftp->tls) || !copy_path(&ftp->netrc, settings->netrc) ||
        !kept_private(settings->netrc) || !copy_path(&ftp->ca, settings->ca)) {
        export_ftp_free(ftp);
        return NULL;
    }
    return ftp;
}

void export_ftp_hang_up(struct export_ftp *ftp)
{
    curl_easy_cleanup(ftp->curl);
    ftp->curl = NULL;
}

void export_ftp_free(struct export_ftp *ftp)
{
    if (ftp == NULL)
        return;
    export_ftp_hang_up(ftp);
    curl_global_cleanup();
    free(ftp->base);
    free(ftp->netrc);
    free(ftp->ca);
    free(ftp);
}

const char *export_ftp_error(const struct export_ftp *ftp)
{
    return ftp->error;
}

/* ---- transfers ---- */

static size_t read_file(char *buffer, size_t size, size_t count, void *user)
{
    ssize_t length = read(*(const int *)user, buffer, size * count);
    return length >= 0 ? (size_t)length : CURL_READFUNC_ABORT;
}

static int seek_file(void *user, curl_off_t offset, int origin)
{
    return lseek(*(const int *)user, (off_t)offset, origin) < 0 ? CURL_SEEKFUNC_FAIL : CURL_SEEKFUNC_OK;
}

static size_t ignore(char *data, size_t size, size_t count, void *user)
{
    (void)data;
    (void)user;
    return size * count;
}

static int progress(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct export_ftp *ftp = user;
    (void)a, (void)b, (void)c, (void)d;
    return ftp->give_up(ftp->user) ? 1 : 0;
}

/* What all transfers have in common. The connection is kept from one to the next. */
static bool prepare(struct export_ftp *ftp)
{
    CURL *curl = ftp->curl != NULL ? ftp->curl : curl_easy_init();
    ftp->curl = curl;
    if (curl == NULL) {
        snprintf(ftp->error, sizeof ftp->error, "no memory");
        return false;
    }
    curl_easy_reset(curl);
    ftp->error[0] = '\0';
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, ftp->error);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, ANSWER_SECONDS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, STALLED_SECONDS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, ftp);
    if (ftp->netrc != NULL) {
        curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_REQUIRED);
        curl_easy_setopt(curl, CURLOPT_NETRC_FILE, ftp->netrc);
    }
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (ftp->tls)
        curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    if (ftp->ca != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, ftp->ca);
    return true;
}

static CURLcode perform(struct export_ftp *ftp, const char *name, const char *ending)
{
    char url[4096];
    int length = snprintf(url, sizeof url, "%s%s%s", ftp->base, name, ending);
    if (length < 0 || (size_t)length >= sizeof url)
        return CURLE_URL_MALFORMAT;
    curl_easy_setopt(ftp->curl, CURLOPT_URL, url);
    CURLcode code = curl_easy_perform(ftp->curl);
    if (code != CURLE_OK && ftp->error[0] == '\0')
        snprintf(ftp->error, sizeof ftp->error, "%s", curl_easy_strerror(code));
    return code;
}

/* Size of a file on the server, -1: there is none, or that cannot be known. */
static CURLcode remote_size(struct export_ftp *ftp, const char *name, curl_off_t *size)
{
    *size = -1;
    if (!prepare(ftp))
        return CURLE_OUT_OF_MEMORY;
    curl_easy_setopt(ftp->curl, CURLOPT_NOBODY, 1L);
    CURLcode code = perform(ftp, name, "");
    if (code == CURLE_REMOTE_FILE_NOT_FOUND)
        return CURLE_OK;
    if (code == CURLE_OK)
        curl_easy_getinfo(ftp->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, size);
    if (code == CURLE_OK && *size < 0 && !ftp->no_size_said) {
        complain("export: the server does not tell the size of files: after a crash one may be sent twice");
        ftp->no_size_said = true;
    }
    return code;
}

/* What is left of an earlier try is overwritten. curl renames only what the server said it has got whole. */
static CURLcode store(struct export_ftp *ftp, const char *name, int fd, uint64_t size)
{
    char from[SPOOL_NAME_MAX + 16], to[SPOOL_NAME_MAX + 16];
    snprintf(from, sizeof from, "RNFR %s" TEMPORARY, name);
    snprintf(to, sizeof to, "RNTO %s", name);
    struct curl_slist *first = curl_slist_append(NULL, from);
    struct curl_slist *both = first != NULL ? curl_slist_append(first, to) : NULL;
    CURLcode code = CURLE_OUT_OF_MEMORY;
    if (both != NULL && prepare(ftp)) {
        curl_easy_setopt(ftp->curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(ftp->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)size);
        curl_easy_setopt(ftp->curl, CURLOPT_READFUNCTION, read_file);
        curl_easy_setopt(ftp->curl, CURLOPT_READDATA, &fd);
        curl_easy_setopt(ftp->curl, CURLOPT_SEEKFUNCTION, seek_file);
        curl_easy_setopt(ftp->curl, CURLOPT_SEEKDATA, &fd);
        curl_easy_setopt(ftp->curl, CURLOPT_POSTQUOTE, both);
        code = perform(ftp, name, TEMPORARY);
        curl_easy_setopt(ftp->curl, CURLOPT_POSTQUOTE, NULL);
    }
    curl_slist_free_all(first);
    return code;
}

bool export_ftp_send(struct export_ftp *ftp, const char *name, int fd, uint64_t size)
{
    curl_off_t there;
    if (remote_size(ftp, name, &there) != CURLE_OK)
        return false;
    if (there >= 0 && (uint64_t)there == size)
        return true;
    if (there >= 0)
        complain("export: %s is there with %lld bytes instead of %llu: it is replaced", name, (long long)there,
                 (unsigned long long)size);
    return store(ftp, name, fd, size) == CURLE_OK;
}
