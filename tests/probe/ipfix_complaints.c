/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/probe/ipfix_complaints.h"
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "examples/probe/complain.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char said[16384];
static unsigned count;

void complain(const char *format, ...)
{
    va_list arguments;

    pthread_mutex_lock(&lock);
    size_t used = strlen(said);
    va_start(arguments, format);
    vsnprintf(said + used, sizeof(said) - used, format, arguments);
    va_end(arguments);
    used = strlen(said);
    snprintf(said + used, sizeof(said) - used, "\n");
    count++;
    pthread_mutex_unlock(&lock);
}

void complaints_forget(void)
{
    pthread_mutex_lock(&lock);
    said[0] = '\0';
    count = 0;
    pthread_mutex_unlock(&lock);
}

unsigned complaints_count(void)
{
    pthread_mutex_lock(&lock);
    unsigned out = count;
    pthread_mutex_unlock(&lock);
    return out;
}

static bool find(const char *piece)
{
    pthread_mutex_lock(&lock);
    bool out = strstr(said, piece) != NULL;
    pthread_mutex_unlock(&lock);
    return out;
}

bool complaints_have(const char *piece)
{
    bool out = find(piece);

    if (!out)
        fprintf(stderr, "not \"%s\" but:\n%s", piece, said);
    return out;
}

bool complaints_come(const char *piece)
{
    for (unsigned tries = 0; tries < 6000 && !find(piece); tries++)
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    return complaints_have(piece);
}
