/* SPDX-License-Identifier: BSD-2-Clause */
/* A worker by itself: how it tells of flows that go on. It gets all its orders before it begins, so nothing
 * hangs on time. */
#include <check.h>
#include <string.h>
#include "examples/probe/flow.h"
#include "examples/probe/names.h"
#include "examples/probe/settings.h"
#include "tests/unit/suite.h"

#define START UINT64_C(1000)
#define FLOWS 300

static char interface[] = "eth0", page[] = "page", collector[] = "udp://127.0.0.1";
static char *interfaces[] = {interface};
static struct settings settings;
static struct rulebook *rules;
static struct worker worker;
static uint64_t number;

static void begin(bool looking, uint32_t active)
{
    settings = (struct settings){.workers = 1, .max_flows = 1000, .max_endpoints = 100};
    settings.interfaces = (struct list){interfaces, 1};
    settings.report = looking ? page : NULL;
    settings.ipfix = active ? collector : NULL;
    settings.ipfix_active = active;
    rules = rulebook_read(&settings);
    ck_assert_ptr_nonnull(rules);
    ck_assert(worker_open(&worker, &settings, rules));
    number = 0;
}

static void end(void)
{
    worker_close(&worker);
    rulebook_free(rules);
}

static void tick(enum order_kind kind, uint64_t second)
{
    *(struct order_tick *)ring_put(&worker.in, sizeof(struct order_tick)) =
        (struct order_tick){{++number, kind}, second * SECOND, {0}};
}

/* 100 bytes of a flow's source, without payload. */
static struct order_packet *packet(uint64_t flow, uint64_t second)
{
    struct order_packet *order = ring_put(&worker.in, sizeof(*order));

    *order = (struct order_packet){
        .order = {++number, ORDER_PACKET}, .id = flow, .time = second * SECOND + 5, .packets = 1, .bytes = 100};
    order->frame = (struct skypedpi_frame){.size = sizeof(order->frame),
                                           .family = 4,
                                           .transport = 17,
                                           .source_port = (uint16_t)(1024 + flow),
                                           .destination_port = 4000,
                                           .source = {10, 0, 0, 1},
                                           .destination = {192, 0, 2, 1}};
    return order;
}

/* One that ends its flow, ten seconds later. */
static void reset(uint64_t flow, uint64_t second)
{
    struct order_packet *order = packet(flow, second);

    order->frame.transport = 6;
    order->frame.tcp_flags = 0x04;
}

/* What was told of each flow. */
static struct told_of {
    unsigned begun, goes_on, so_far, ended;
    uint64_t packets, last; /* that were told last */
} told_of[FLOWS + 1];
static unsigned most_at_once; /* so_far of one order */

static void take(const struct event_flow *event)
{
    struct told_of *flow = &told_of[event->record.id];

    ck_assert_uint_le(event->record.id, FLOWS);
    ck_assert_uint_eq(flow->ended, 0);
    ck_assert_uint_ge(event->record.usage.packets[0], flow->packets);
    ck_assert_uint_eq(event->record.usage.bytes[0], 100 * event->record.usage.packets[0]);
    ck_assert_uint_eq(event->record.tuple.source_port, 1024 + event->record.id);
    ck_assert_uint_eq(event->record.ended, event->event.kind == EVENT_ENDED);
    flow->packets = event->record.usage.packets[0];
    flow->last = event->record.last;
    flow->begun += event->event.kind == EVENT_BEGUN;
    flow->goes_on += event->event.kind == EVENT_GOES_ON;
    flow->so_far += event->event.kind == EVENT_SO_FAR;
    flow->ended += event->event.kind == EVENT_ENDED;
}

static void run(void)
{
    const struct event *event;
    uint64_t order = 0;
    unsigned at_once = 0;

    memset(told_of, 0, sizeof(told_of));
    most_at_once = 0;
    ring_flush(&worker.in);
    ck_assert_int_eq(pthread_create(&worker.thread, NULL, worker_run, &worker), 0);
    while ((event = ring_get(&worker.out, RING_FOREVER))->kind != EVENT_END) {
        at_once = event->number == order ? at_once : 0;
        order = event->number;
        if (event->kind == EVENT_SO_FAR)
            most_at_once = ++at_once > most_at_once ? at_once : most_at_once;
        if (event->kind <= EVENT_ENDED)
            take((const struct event_flow *)(const void *)event);
    }
    pthread_join(worker.thread, NULL);
    ck_assert(!worker.failed);
}

/* Many at once, and then nothing comes: each is looked at, a few with each second, and then let be. */
START_TEST(all_are_looked_at)
{
    begin(true, 0);
    tick(ORDER_TICK, START);
    for (uint64_t flow = 1; flow <= FLOWS; flow++)
        for (unsigned i = 0; i < 3; i++)
            packet(flow, START);
    for (uint64_t second = START + 1; second < START + 170; second++)
        tick(ORDER_TICK, second);
    tick(ORDER_END, START + 170);
    run();
    for (uint64_t flow = 1; flow <= FLOWS; flow++) {
        ck_assert_uint_eq(told_of[flow].begun, 1);
        ck_assert_uint_ge(told_of[flow].so_far, 1);
        ck_assert_uint_le(told_of[flow].so_far, 2);
        ck_assert_uint_eq(told_of[flow].goes_on, 0);
        ck_assert_uint_eq(told_of[flow].packets, 3);
        ck_assert_uint_eq(told_of[flow].ended, 1);
    }
    ck_assert_uint_le(most_at_once, FLOWS / 60 + 1);
    end();
}
END_TEST

/* One talks, and others have ended a short time ago and left their rows. */
START_TEST(those_that_talk_are_looked_at_again)
{
    begin(true, 0);
    for (uint64_t second = START; second < START + 600; second++) {
        tick(ORDER_TICK, second);
        packet(1, second);
        if (second % 10 == 0)
            reset(2 + (second - START) / 10, second);
    }
    tick(ORDER_END, START + 600);
    run();
    ck_assert_uint_ge(told_of[1].so_far, 9);
    ck_assert_uint_eq(told_of[1].packets, 600);
    for (uint64_t flow = 2; flow < 62; flow++) {
        ck_assert_uint_eq(told_of[flow].packets, 1);
        ck_assert_uint_eq(told_of[flow].ended, 1);
    }
    ck_assert_uint_le(most_at_once, 2);
    end();
}
END_TEST

/* A flow is told of with the first packet after its timeout, and one that is silent then is not. */
START_TEST(those_that_go_on_are_told_of)
{
    begin(false, 60);
    for (uint64_t second = START; second < START + 300; second++) {
        tick(ORDER_TICK, second);
        packet(1, second);
        if (second == START || second == START + 59)
            packet(2, second);
        if (second == START + 7 || second == START + 130 || second == START + 188)
            packet(3, second);
    }
    tick(ORDER_END, START + 300);
    run();
    ck_assert_uint_eq(told_of[1].goes_on, 4);
    ck_assert_uint_eq(told_of[2].goes_on, 0);
    ck_assert_uint_eq(told_of[3].goes_on, 2);
    for (uint64_t flow = 1; flow <= 3; flow++)
        ck_assert_uint_eq(told_of[flow].so_far, 0);
    end();
}
END_TEST

START_TEST(nobody_listens)
{
    begin(false, 0);
    for (uint64_t second = START; second < START + 300; second++) {
        tick(ORDER_TICK, second);
        packet(1, second);
    }
    tick(ORDER_END, START + 300);
    run();
    ck_assert_uint_eq(told_of[1].goes_on + told_of[1].so_far, 0);
    ck_assert_uint_eq(told_of[1].packets, 300);
    end();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("look");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, all_are_looked_at);
    tcase_add_test(tests, those_that_talk_are_looked_at_again);
    tcase_add_test(tests, those_that_go_on_are_told_of);
    tcase_add_test(tests, nobody_listens);
    return suite_run("look", tests);
}
