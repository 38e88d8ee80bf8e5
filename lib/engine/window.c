/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/window.h"

#include <skypedpi/verdict.h>
#include "lib/base/time.h"

#define CALL_PACKETS 15u    /* a second: gaps of 60 ms in one direction make 16 (BON07) */
#define CALL_LEAST   30u    /* packets of a window: about a second (BON07) */
#define CALL_SPAN    900u   /* ... and milliseconds */
#define FILE_SPAN    25000u /* milliseconds of half a minute, with a gap at its end */
#define FILE_PACKETS 20u
#define FILE_LENGTH  150u /* bytes at least of its packets */

/* TST skype.c: these sizes are pure video. */
static bool is_video(uint32_t length)
{
    return (length >= 400 && length <= 490) || (length >= 800 && length <= 980);
}

static bool is_large(uint32_t length)
{
    return length > 980;
}

void window_add(struct window *w, unsigned direction, uint32_t length, uint32_t gap, bool data, uint64_t time)
{
    if (!w->last)
        w->since = time;
    w->last = time > w->last ? time : w->last;
    w->bytes[direction] += length;
    if (!data)
        return;
    w->data[direction]++;
    w->media[direction] += length;
    w->video[direction] += is_video(length);
    w->large[direction] += is_large(length);
    /* BON07: gaps lie around 10 to 60 ms, a few milliseconds to either side */
    w->gap[gap >= 5 && gap < 65 ? (gap + 5) / 10 - 1 : WINDOW_GAPS - 1]++;
}

uint32_t window_span(const struct window *w)
{
    uint32_t span = milliseconds(w->last - w->since);
    return span ? span : 1;
}

static uint64_t data_of(const struct window *w)
{
    return (uint64_t)w->data[0] + w->data[1];
}

static uint64_t sum_of(const struct window *w)
{
    return w->bytes[0] + w->bytes[1];
}

/* The direction with more bytes. */
static unsigned heavy(const struct window *w)
{
    return w->bytes[1] > w->bytes[0] ? 1 : 0;
}

/* Are the gaps those of a codec: two of three near one of its intervals? */
static bool is_paced(const struct window *w)
{
    uint64_t near = 0;
    for (int i = 0; i < WINDOW_GAPS - 1; i++)
        near += w->gap[i];
    return near * 3 >= data_of(w) * 2;
}

/* ADA09 3.1: the balance of bytes tells a call (over a half), a file (less) and a relayed call (nothing). A
 * file's sender sends what is longer than video, and its receiver's answers are anything. */
unsigned window_activity(const struct window *w)
{
    uint64_t span = window_span(w), sum = sum_of(w), data = data_of(w), less = w->bytes[1 - heavy(w)];
    unsigned most = heavy(w);
    bool unbalanced = less * 3 <= sum;
    if (data < CALL_LEAST || span < CALL_SPAN || data * 1000 < CALL_PACKETS * span ||
        sum * 1000 < WINDOW_IDLE_RATE * span)
        return SKYPEDPI_ACTIVITY_NONE;
    if (w->large[most] * UINT64_C(2) > w->data[most])
        return unbalanced ? SKYPEDPI_ACTIVITY_FILE_TRANSFER : SKYPEDPI_ACTIVITY_CALL_VIDEO;
    if (((uint64_t)w->video[0] + w->video[1]) * 10 > data)
        return SKYPEDPI_ACTIVITY_CALL_VIDEO;
    if (unbalanced && less * 20 > sum && !is_paced(w))
        return SKYPEDPI_ACTIVITY_FILE_TRANSFER;
    if (!is_paced(w))
        return SKYPEDPI_ACTIVITY_NONE;
    return less * 20 <= sum ? SKYPEDPI_ACTIVITY_RELAYED : SKYPEDPI_ACTIVITY_CALL_AUDIO;
}

/* SEED: relayed files are held to 1 kB/s, more than idling and less than any call; ADA09: to one side. */
bool window_relayed_file(const struct window *w)
{
    unsigned most = heavy(w);
    uint64_t span = window_span(w), rate = sum_of(w) * 1000;
    return span >= FILE_SPAN && rate >= WINDOW_IDLE_RATE * span && rate <= 3 * WINDOW_IDLE_RATE * span &&
           data_of(w) >= FILE_PACKETS && w->bytes[1 - most] * 3 <= sum_of(w) && w->data[most] &&
           w->media[most] / w->data[most] >= FILE_LENGTH;
}
