/* SPDX-License-Identifier: BSD-2-Clause */
/* What is exported, read back field by field. */
#include "examples/probe/ipfix/ipfix.h"
#include <check.h>
#include <string.h>
#include "examples/probe/ipfix/ipfix_record.h"
#include "examples/probe/told.h"
#include "tests/probe/ipfix_collector.h"
#include "tests/probe/ipfix_complaints.h"
#include "tests/probe/ipfix_made.h"
#include "tests/unit/suite.h"

static struct collector collector;
static struct sink sink;

static void open_sink(bool stream)
{
    struct ipfix_settings settings = {.domain = 4711, .template_every = 200 * MILLISECOND};

    complaints_forget();
    collector_open(&collector, stream);
    settings.url = collector_url(&collector);
    ck_assert(ipfix_open(&settings, &sink));
    if (stream)
        ck_assert(collector_accept(&collector, 5000));
}

/* Everything that was fed has come when the sink is closed. */
static void close_all_but(uint32_t unnamed)
{
    pthread_t reader = collector.stream ? collector_read_on(&collector) : pthread_self();

    ck_assert(sink.close(sink.state));
    if (collector.stream)
        pthread_join(reader, NULL);
    else
        collector_read(&collector, 300);
    ck_assert_uint_eq(complaints_count(), 0);
    ck_assert(collector.sequence_right);
    ck_assert_uint_eq(collector.domain, 4711);
    ck_assert_uint_eq(collector.sets_in_vain, 0);
    ck_assert_uint_eq(collector.unnamed, unnamed);
    ck_assert_uint_eq(collector.have, 0);
}

static void close_all(void)
{
    close_all_but(0);
}

static void feed(const struct connection *connection)
{
    sink.ended(sink.state, connection);
}

/* ---- names ---- */

static void check_text(const char *in, const char *out)
{
    struct ipfix_text text = ipfix_text(in);

    ck_assert_uint_eq(text.length, strlen(out));
    ck_assert_mem_eq(text.text, out, text.length);
}

#define REPLACED "\xef\xbf\xbd"

START_TEST(names_are_utf8)
{
    check_text(NULL, "");
    check_text("", "");
    check_text("anna", "anna");
    check_text("J\xc3\xbcrgen \xe6\x9d\x8e \xf0\x9f\x98\x80 \xf4\x8f\xbf\xbf",
               "J\xc3\xbcrgen \xe6\x9d\x8e \xf0\x9f\x98\x80 \xf4\x8f\xbf\xbf");
    check_text("a,\"b\";'c'", "a,\"b\";'c'");
    check_text("a\nb\x7f\x1b[0m", "a" REPLACED "b" REPLACED REPLACED "[0m");
    check_text("\xc2\x85\xc2\xa0", REPLACED REPLACED "\xc2\xa0"); /* a control character of two bytes */
    check_text("\xff\xfe", REPLACED REPLACED);
    check_text("\xc0\xaf\xe0\x80\xaf", REPLACED REPLACED REPLACED REPLACED REPLACED); /* too long on purpose */
    check_text("\xed\xa0\x80", REPLACED REPLACED REPLACED);              /* half a pair of UTF-16 */
    check_text("\xf4\x90\x80\x80", REPLACED REPLACED REPLACED REPLACED); /* above the last character */
    check_text("x\xe6\x9d", "x" REPLACED REPLACED);                      /* ends in the middle */
}
END_TEST

START_TEST(names_are_cut_between_characters)
{
    char name[200];

    memset(name, 'a', sizeof(name));
    name[199] = '\0';
    ck_assert_uint_eq(ipfix_text(name).length, 63);
    memcpy(name + 61, "\xe6\x9d\x8e", 3);
    ck_assert_uint_eq(ipfix_text(name).length, 61);
    memset(name, 0xff, 199);
    ck_assert_uint_eq(ipfix_text(name).length, 63);
}
END_TEST

/* ---- what was told ---- */

START_TEST(told_is_remembered)
{
    enum { FLOWS = 3000, MOST = 1000 };
    static uint64_t known[FLOWS]; /* up to when, 0: not known */
    struct told told;
    uint32_t seed = 1, used = 0;

    ck_assert(told_open(&told, MOST));
    for (unsigned i = 0; i < 300000; i++) {
        uint64_t flow = (seed = seed * 1103515245u + 12345u) / 65536u % FLOWS;
        struct told_entry *entry = told_find(&told, flow);
        ck_assert_uint_eq(entry ? entry->end : 0, known[flow]);
        if (entry) {
            told_remove(&told, entry);
            known[flow] = 0;
            used--;
        } else if ((entry = told_add(&told, flow))) {
            entry->end = known[flow] = i + 1;
            used++;
        }
        ck_assert_uint_eq(told.used, used);
        ck_assert(entry || used >= MOST);
    }
    told_close(&told);
}
END_TEST

/* ---- fields ---- */

static uint64_t from_ntp(uint64_t time)
{
    return ((time >> 32) - UINT64_C(2208988800)) * SECOND + ((time & 0xffffffff) * SECOND >> 32);
}

static const char *release_of(uint64_t number)
{
    return number % 2 ? "5.5.0.115-7.7" : "5.5.0.115";
}

static void check_verdict(const struct got_flow *got, const struct connection *c)
{
    const struct skypedpi_verdict *v = &c->record.verdict;

    ck_assert_uint_eq(got->application, v->application);
    ck_assert_uint_eq(got->activity, v->activity);
    ck_assert_uint_eq(got->mechanism, v->mechanism);
    ck_assert_uint_eq(got->role, v->role);
    ck_assert_uint_eq(got->path, v->path);
    ck_assert_uint_eq(got->confidence, v->confidence);
    ck_assert_uint_eq(got->stage, v->stage);
    ck_assert_uint_eq(got->signature, v->signature);
    ck_assert_uint_eq(got->flags, v->flags);
    ck_assert_uint_eq(got->decision, c->record.decision.action);
    ck_assert_str_eq(got->release, release_of(c->record.id));
    ck_assert_str_eq(got->signature_name, c->signature);
    ck_assert_str_eq(got->application_name, c->application);
    ck_assert_str_eq(got->user, c->user);
    ck_assert_str_eq(got->user_again, c->user);
    ck_assert_str_eq(got->group, c->group);
}

static void check_addresses(const struct got_flow *got, const struct skypedpi_tuple *tuple)
{
    bool six = tuple->family == 6;

    ck_assert_uint_eq(got->version, tuple->family);
    ck_assert_uint_eq(got->template_id, six ? 258 : 256);
    ck_assert_mem_eq(six ? got->source6 : got->source4, tuple->source, six ? 16 : 4);
    ck_assert_mem_eq(six ? got->destination6 : got->destination4, tuple->destination, six ? 16 : 4);
    ck_assert_uint_eq(got->source_port, tuple->source_port);
    ck_assert_uint_eq(got->destination_port, tuple->destination_port);
    ck_assert_uint_eq(got->protocol, tuple->transport);
}

static void check_usage(const struct got_flow *got, const struct skypedpi_usage *usage)
{
    for (unsigned i = 0; i < 2; i++) {
        ck_assert_uint_eq(got->packets[i], usage->packets[i]);
        ck_assert_uint_eq(got->bytes[i], usage->bytes[i]);
    }
    ck_assert_uint_eq(got->calls, usage->calls);
    ck_assert_uint_eq(got->call_milliseconds, usage->call_milliseconds);
}

START_TEST(every_field_arrives)
{
    static const uint8_t reasons[] = {1, 3, 5, 4, 3}; /* of IDLE, REUSED, EVICTED, FLUSHED, CLOSED */

    open_sink(_i == 0);
    for (uint64_t i = 0; i < 200; i++) {
        struct connection connection = made_connection(i);
        feed(&connection);
    }
    close_all();
    ck_assert_uint_eq(collector.flow_count, 200);
    for (uint64_t i = 0; i < 200; i++) {
        const struct got_flow *got = &collector.flows[i];
        struct connection expected = made_connection(i);
        ck_assert_uint_eq(got->flow, i);
        ck_assert_uint_eq(from_ntp(got->start_ns), expected.record.first);
        ck_assert_uint_eq(from_ntp(got->end_ns), expected.record.last);
        ck_assert_uint_eq(got->start_ms, expected.record.first / MILLISECOND);
        ck_assert_uint_eq(got->end_ms, expected.record.last / MILLISECOND);
        ck_assert_uint_eq(got->end_reason, reasons[expected.record.why]);
        ck_assert_uint_eq(got->direction, 1);
        check_usage(got, &expected.record.usage);
        check_addresses(got, &expected.record.tuple);
        check_verdict(got, &expected);
    }
    ck_assert_uint_le(collector.longest, _i == 0 ? 16384 : 1400);
    collector_close(&collector);
}
END_TEST

START_TEST(greatest_numbers_arrive)
{
    struct connection connection = made_connection(0);
    struct skypedpi_record *record = &connection.record;
    char name[300];

    memset(name, 'x', sizeof(name));
    name[299] = '\0';
    open_sink(true);
    connection.user = connection.group = connection.application = connection.signature = name;
    record->last = UINT64_MAX;
    record->id = UINT64_MAX;
    record->usage =
        (struct skypedpi_usage){{UINT64_MAX, UINT64_MAX}, {UINT64_MAX, UINT64_MAX}, 1, UINT64_MAX, UINT64_MAX};
    record->verdict.application = 65000;
    record->verdict.era_first = (struct skypedpi_release){{65534, 65534, 65534, 65534}};
    record->verdict.era_last = (struct skypedpi_release){{65533, 65533, 65533, 65533}};
    record->why = 999;
    feed(&connection);
    connection.user = connection.group = connection.application = connection.signature = NULL;
    feed(&connection);
    close_all_but(2); /* numbers that no set has, and no name */
    ck_assert_uint_eq(collector.flow_count, 2);
    ck_assert_uint_eq(collector.flows[0].bytes[1], UINT64_MAX);
    ck_assert_uint_eq(collector.flows[0].call_milliseconds, UINT32_MAX);
    ck_assert_uint_eq(collector.flows[0].application, 65000);
    ck_assert_str_eq(collector.flows[0].release, "65534.65534.65534.65534-65533.65533.65533.65533");
    ck_assert_uint_eq(strlen(collector.flows[0].user), 63);
    ck_assert_uint_eq(strlen(collector.flows[0].signature_name), 63);
    ck_assert_str_eq(collector.flows[1].signature_name, "");
    ck_assert_str_eq(collector.flows[1].user, "");
    collector_close(&collector);
}
END_TEST

/* ---- connections that take long ---- */

static void check_sums(uint64_t flows)
{
    struct skypedpi_usage expected = {0}, got = {0};

    for (uint64_t i = 0; i < flows; i++) {
        struct connection connection = made_connection(i);
        made_add(&expected, &connection.record.usage);
    }
    for (uint32_t i = 0; i < collector.flow_count; i++) {
        const struct got_flow *flow = &collector.flows[i];
        made_add(&got, &(struct skypedpi_usage){{flow->packets[0], flow->packets[1]},
                                                {flow->bytes[0], flow->bytes[1]},
                                                0,
                                                flow->calls,
                                                flow->call_milliseconds});
    }
    ck_assert_mem_eq(&expected, &got, sizeof(got));
}

START_TEST(long_connections_are_told_of_in_between)
{
    open_sink(true);
    for (uint64_t i = 0; i < 50; i++) {
        for (uint64_t part = 1; part < 6; part++) {
            struct connection so_far = made_part(i, part, 6);
            sink.goes_on(sink.state, &so_far);
        }
        struct connection whole = made_connection(i);
        feed(&whole);
    }
    close_all();
    ck_assert_uint_eq(collector.flow_count, 50 * 6);
    check_sums(50);
    for (uint32_t i = 0; i < collector.flow_count; i++) {
        const struct got_flow *flow = &collector.flows[i];
        ck_assert_uint_eq(flow->flow, i / 6);
        ck_assert_uint_eq(flow->end_reason == 2, i % 6 != 5);
        ck_assert(i % 6 == 0 || flow->start_ns == flow[-1].end_ns);
    }
    collector_close(&collector);
}
END_TEST

/* More than there is room to remember: those are told of at their end, and the sums are right. There is room
 * again when others have ended. */
START_TEST(too_many_long_connections)
{
    enum { MANY = 70000 };

    open_sink(true);
    for (uint64_t i = 0; i < MANY; i++) {
        struct connection half = made_part(i, 1, 2);
        sink.goes_on(sink.state, &half);
        if (i % 4096 == 0)
            collector_read(&collector, 1);
    }
    for (uint64_t i = 0; i < MANY; i++) {
        struct connection whole = made_connection(i);
        feed(&whole);
        if (i % 4096 == 0)
            collector_read(&collector, 1);
    }
    collector_read_until(&collector, &collector.flow_count, MANY + 60000);
    ck_assert_uint_lt(collector.flow_count, 2 * MANY);
    for (uint64_t i = MANY; i < MANY + 10; i++) {
        struct connection half = made_part(i, 1, 2), whole = made_connection(i);
        sink.goes_on(sink.state, &half);
        feed(&whole);
    }
    close_all();
    const struct got_flow *last = &collector.flows[collector.flow_count - 1];
    ck_assert_uint_eq(last->flow, last[-1].flow);
    check_sums(MANY + 10);
    collector_close(&collector);
}
END_TEST

/* ---- what is no connection ---- */

START_TEST(traffic_in_no_flow)
{
    struct interval interval = made_interval(3), nothing = made_interval(4);

    open_sink(true);
    interval.unfollowed.packets[1] = 7;
    interval.unfollowed.bytes[1] = 4242;
    nothing.unfollowed = (struct skypedpi_usage){0};
    sink.interval(sink.state, &interval, NULL);
    sink.interval(sink.state, &nothing, NULL);
    close_all();
    ck_assert_uint_eq(collector.flow_count, 1);
    const struct got_flow *got = &collector.flows[0];
    ck_assert_uint_eq(got->template_id, 260);
    ck_assert_uint_eq(got->packets[0], interval.unfollowed.packets[0] + 7);
    ck_assert_uint_eq(got->bytes[0], interval.unfollowed.bytes[0] + 4242);
    ck_assert_uint_eq(from_ntp(got->start_ns), interval.start);
    ck_assert_uint_eq(from_ntp(got->end_ns), interval.end);
    ck_assert_uint_eq(got->application, 0xffff);
    ck_assert_str_eq(got->application_name, "unfollowed");
    ck_assert_mem_eq(got->source4, "\0\0\0", 4);
    collector_close(&collector);
}
END_TEST

static unsigned names_of(uint32_t application, const char *name)
{
    unsigned out = 0;

    for (uint32_t i = 0; i < collector.name_count; i++)
        out += collector.names[i].application == application && strcmp(collector.names[i].name, name) == 0;
    return out;
}

START_TEST(applications_have_names)
{
    struct connection connection = made_connection(4);

    open_sink(true);
    collector_read_until(&collector, &collector.name_count,
                         5); /* at the start: what every set has, and unfollowed */
    ck_assert_uint_eq(names_of(0, "unknown") + names_of(1, "other") + names_of(2, "skype"), 3);
    ck_assert_uint_eq(names_of(3, "skype-related") + names_of(0xffff, "unfollowed"), 2);
    ck_assert_str_eq(collector.names[2].description, "Skype's own protocols");
    ck_assert_str_eq(collector.names[4].description, "frames that are in no connection");
    feed(&connection);
    feed(&connection);
    collector_read_until(&collector, &collector.flow_count, 2);
    ck_assert_uint_ge(names_of(17, "door-bell"), 1);
    connection.application = "gong"; /* another set was loaded */
    feed(&connection);
    collector_read_until(&collector, &collector.flow_count, 3);
    collector_read_until(&collector, &collector.name_count, collector.name_count + 12);
    ck_assert_uint_gt(names_of(17, "gong"), 1); /* again, some time after */
    close_all();
    collector_close(&collector);
}
END_TEST

START_TEST(own_fields_are_explained)
{
    static const char *const names[] = {"skypedpiActivity",
                                        "skypedpiMechanism",
                                        "skypedpiRole",
                                        "skypedpiPath",
                                        "skypedpiConfidence",
                                        "skypedpiStage",
                                        "skypedpiSignatureId",
                                        "skypedpiRelease",
                                        "skypedpiGroup",
                                        "skypedpiDecision",
                                        "skypedpiCallMilliseconds",
                                        "skypedpiCalls",
                                        "skypedpiFlags",
                                        "skypedpiUser",
                                        "skypedpiSignature"};
    const struct got_element *elements = collector.elements;

    open_sink(_i == 0);
    collector_read_until(&collector, &collector.element_count, 15);
    for (uint16_t i = 0; i < 15; i++) {
        ck_assert_uint_eq(elements[i].enterprise, 32473);
        ck_assert_uint_eq(elements[i].id, 101 + i);
        ck_assert_str_eq(elements[i].name, names[i]);
    }
    ck_assert_ptr_ne(strstr(elements[0].description, "5 call-audio, "), NULL);
    ck_assert_ptr_ne(strstr(elements[1].description, ", 13 proxy-socks4"), NULL);
    ck_assert_ptr_ne(strstr(elements[12].description, "1 one-way, 2 missing"), NULL);
    ck_assert_uint_eq(elements[4].most, 100);
    ck_assert_uint_eq(elements[0].type, FB_UINT_8);
    ck_assert_uint_eq(elements[6].type, FB_UINT_32);
    ck_assert_uint_eq(elements[8].type, FB_STRING);
    ck_assert_uint_eq(elements[10].semantics, 3); /* deltaCounter */
    ck_assert_uint_eq(elements[10].units, 6);     /* milliseconds */
    close_all();
    collector_close(&collector);
}
END_TEST

START_TEST(templates_come_again_over_udp)
{
    open_sink(false);
    collector_read_until(&collector, &collector.name_count, 5);
    uint32_t first = collector.templates;
    ck_assert_uint_ge(first, 1);
    collector_read_until(&collector, &collector.name_count, 15);
    ck_assert_uint_ge(collector.templates, 3 * first);
    close_all();
    collector_close(&collector);
}
END_TEST

START_TEST(templates_come_once_over_tcp)
{
    open_sink(true);
    collector_read_until(&collector, &collector.name_count, 5);
    uint32_t first = collector.templates;
    collector_read_until(&collector, &collector.name_count, 15);
    ck_assert_uint_eq(collector.templates, first);
    close_all();
    collector_close(&collector);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("ipfix");

    tcase_set_timeout(tests, 400);
    tcase_add_test(tests, names_are_utf8);
    tcase_add_test(tests, names_are_cut_between_characters);
    tcase_add_test(tests, told_is_remembered);
    tcase_add_loop_test(tests, every_field_arrives, 0, 2);
    tcase_add_test(tests, greatest_numbers_arrive);
    tcase_add_test(tests, long_connections_are_told_of_in_between);
    tcase_add_test(tests, too_many_long_connections);
    tcase_add_test(tests, traffic_in_no_flow);
    tcase_add_test(tests, applications_have_names);
    tcase_add_loop_test(tests, own_fields_are_explained, 0, 2);
    tcase_add_test(tests, templates_come_again_over_udp);
    tcase_add_test(tests, templates_come_once_over_tcp);
    return suite_run("ipfix", tests);
}
