/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <skypedpi/kit.h>

/* Frames of any link: decoded, put together from fragments, and their flows kept in a small table. The input is
 * the number of slots, then for each frame: link type 2, bytes not captured 2, delay in 1/4 seconds 1, length
 * 2, bytes. */

struct scene {
    skypedpi_defrag *defrag;
    skypedpi_table *table;
    uint64_t time;
    uint32_t ended;
};

static void on_end(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    struct scene *s = user;
    MUST(why <= SKYPEDPI_TABLE_CLOSED);
    MUST(entry->first <= entry->last && entry->packets[0] > 0);
    s->ended++;
}

static void scene_open(struct scene *s, unsigned slots)
{
    struct skypedpi_table_settings settings;
    skypedpi_table_settings_init(&settings);
    settings.capacity = 1 + slots / 4;
    settings.user = s;
    settings.on_end = on_end;
    *s = (struct scene){.time = UINT64_C(1262304000000000000)};
    MUST(skypedpi_defrag_new(NULL, 1 + slots % 4, &s->defrag) == SKYPEDPI_OK);
    MUST(skypedpi_table_new(&settings, &s->table) == SKYPEDPI_OK);
}

static void table_check(const struct scene *s)
{
    struct skypedpi_table_stats stats = {.size = sizeof stats};
    MUST(skypedpi_table_stats(s->table, &stats) == SKYPEDPI_OK);
    MUST(stats.opened == stats.open + (uint64_t)s->ended);
}

static void scene_close(struct scene *s)
{
    table_check(s);
    skypedpi_table_expire(s->table, s->time + UINT64_C(60000000000));
    skypedpi_table_flush(s->table);
    table_check(s);
    skypedpi_table_free(s->table);
    skypedpi_defrag_free(s->defrag);
}

static void payload_check(const struct skypedpi_frame *f, struct bytes in)
{
    MUST(f->captured <= f->length);
    MUST(f->captured == 0 || (f->payload >= in.data && f->captured <= in.length &&
                              f->payload <= in.data + (in.length - f->captured)));
    MUST(f->family == 4 || f->family == 6);
}

static void frame_check(struct scene *s, int result, const struct skypedpi_frame *f, struct bytes in)
{
    bool reverse;
    MUST(result >= 0 && result < SKYPEDPI_FRAME_RESULTS && *skypedpi_frame_result_name(result));
    if (result == SKYPEDPI_FRAME_OK || result == SKYPEDPI_FRAME_FRAGMENT)
        payload_check(f, in);
    if (result != SKYPEDPI_FRAME_OK)
        return;
    MUST(f->transport == 6 || f->transport == 17);
    struct skypedpi_table_entry *entry = skypedpi_table_find(s->table, f, in.length, s->time, &reverse);
    MUST(!entry || (entry->tuple.family == f->family && entry->tuple.transport == f->transport));
    struct skypedpi_packet packet = {.size = sizeof packet};
    MUST(skypedpi_frame_packet(f, entry && reverse, s->time, &packet) == SKYPEDPI_OK);
    MUST(packet.captured == f->captured && packet.length == f->length);
    MUST(!(packet.flags & ~SKYPEDPI_PACKET_REVERSE));
}

static void fragment_add(struct scene *s, const struct skypedpi_frame *fragment, unsigned depth)
{
    struct skypedpi_defrag_packet whole = {.size = sizeof whole};
    struct skypedpi_frame inner = {.size = sizeof inner};
    int result = skypedpi_defrag_add(s->defrag, fragment, fragment->captured, s->time, &whole);
    MUST(result >= SKYPEDPI_DEFRAG_WAITING && result <= SKYPEDPI_DEFRAG_REFUSED);
    if (result != SKYPEDPI_DEFRAG_WHOLE)
        return;
    MUST(whole.length <= 65575 && whole.fragments >= 1); /* 65535 bytes behind the header of IPv6 */
    struct exact copy = exact_copy(whole.data, whole.length);
    result = skypedpi_frame_decode(SKYPEDPI_DEFRAG_LINK, copy.data, whole.length, whole.length, &inner);
    frame_check(s, result, &inner, exact_bytes(copy));
    if (result == SKYPEDPI_FRAME_FRAGMENT && depth)
        fragment_add(s, &inner, depth - 1);
    free(copy.data);
}

static void frame_take(struct scene *s, struct reader *in)
{
    unsigned link = reader_be16(in);
    uint32_t lost = reader_be16(in);
    s->time += reader_u8(in) * UINT64_C(250000000);
    struct exact frame = exact_take(in, reader_be16(in));
    struct skypedpi_frame f = {.size = sizeof f};
    int result =
        skypedpi_frame_decode(link, frame.data, (uint32_t)frame.length, (uint32_t)frame.length + lost, &f);
    frame_check(s, result, &f, exact_bytes(frame));
    if (result == SKYPEDPI_FRAME_FRAGMENT)
        fragment_add(s, &f, SKYPEDPI_FRAME_NETWORKS);
    free(frame.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reader in = reader_over((struct bytes){data, size});
    struct scene scene;
    scene_open(&scene, reader_u8(&in));
    while (in.rest.length && !in.failed)
        frame_take(&scene, &in);
    scene_close(&scene);
    return 0;
}
