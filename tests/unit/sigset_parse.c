/* SPDX-License-Identifier: BSD-2-Clause */
/* What text says arrives in the database, whole or not at all, with whatever memory there is. */
#include "tests/unit/sigset_check.h"

#include "lib/sigset/db.h"

#define ANY SKYPEDPI_RELEASE_ANY

static skypedpi_db *db_of(const char *text)
{
    static struct findings f;
    skypedpi_sigset *set = set_open();
    skypedpi_db *db = NULL;
    findings_open(&f);
    int added = set_add(set, "test.sig", text, strlen(text), &f.all);
    ck_assert_msg(added == SKYPEDPI_OK, "%.200s\n%u:%u %s", text, f.entry[0].line, f.entry[0].column,
                  f.entry[0].text);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &f.all, &db), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    return db;
}

/* ---- what text says ---- */

/* The example of docs/signatures.md. */
static const char example[] =
    "# A client behind NAT is told its public address by every peer that cannot decrypt what it sent.\n"
    "signature udp-nack-address {\n"
    "    id 1003\n    transport udp\n    era 1.0 - 5.5\n    mechanism udp-direct\n    activity signalling\n"
    "    source \"SN06 p.42, 74-76; EHL06: a NACK carries the public address of the one it answers\"\n"
    "    proof \"SkypeIRC.cap\"\n"
    "    packet len == 11 and skype.function == 7 and skype.address == destination.address\n"
    "    weight 90\n}\n";

START_TEST(the_example_of_the_documentation)
{
    skypedpi_db *db = db_of(example);
    struct skypedpi_signature s = {.size = sizeof s};
    ck_assert_int_eq(skypedpi_db_find(db, 1003, &s), SKYPEDPI_OK);
    ck_assert_str_eq(s.name, "udp-nack-address");
    ck_assert_uint_eq(s.transport, 17);
    ck_assert_uint_eq(s.application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(s.activity, SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(s.mechanism, SKYPEDPI_MECHANISM_UDP_DIRECT);
    ck_assert_uint_eq(s.weight, 90);
    ck_assert_uint_eq(s.cost, 12);
    ck_assert_str_eq(s.source,
                     "SN06 p.42, 74-76; EHL06: a NACK carries the public address of the one it answers");
    ck_assert_str_eq(s.proof, "SkypeIRC.cap");
    const struct skypedpi_release first = {{1, 0, ANY, ANY}}, last = {{5, 5, ANY, ANY}};
    ck_assert(memcmp(&s.era_first, &first, sizeof first) == 0 && memcmp(&s.era_last, &last, sizeof last) == 0);
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    ck_assert_str_eq(info.name, "unnamed");
    ck_assert_str_eq(info.version, "0");
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(eras_are_read)
{
    static const struct {
        const char *era;
        struct skypedpi_release first, last;
    } eras[] = {
        {"any", {{ANY, ANY, ANY, ANY}}, {{ANY, ANY, ANY, ANY}}},
        {"7", {{7, ANY, ANY, ANY}}, {{7, ANY, ANY, ANY}}},
        {"7.7.0.335", {{7, 7, 0, 335}}, {{7, 7, 0, 335}}},
        {"1.0-5.5", {{1, 0, ANY, ANY}}, {{5, 5, ANY, ANY}}},
        {"0.90.0.1 - 65534", {{0, 90, 0, 1}}, {{65534, ANY, ANY, ANY}}},
        {"5.5 - 5", {{5, 5, ANY, ANY}}, {{5, ANY, ANY, ANY}}},
        {"5 - 5.5", {{5, ANY, ANY, ANY}}, {{5, 5, ANY, ANY}}},
    };
    char text[512];
    snprintf(text, sizeof text,
             "signature s { id 1 transport udp era %s mechanism none activity none source \"s\" proof \"p\""
             " packet len == 5 weight 10 }",
             eras[_i].era);
    skypedpi_db *db = db_of(text);
    const struct signature *s = db_signature(db, 1);
    ck_assert(memcmp(&s->era_first, &eras[_i].first, sizeof s->era_first) == 0);
    ck_assert(memcmp(&s->era_last, &eras[_i].last, sizeof s->era_last) == 0);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(the_clauses_in_any_order)
{
    skypedpi_db *db =
        db_of("signature a {weight 7 version http.agent after \"Skype/\" packet len == 5 proof \"\xc3\xa4\"\n"
              "after b native \"skypeout\" activity call-video mechanism proxy-socks4 era any transport tcp\n"
              "source \"\\x41\\\"\\\\\" id 0x0fffffff application office }\n"
              "set my-set version \"2026.11.22 \xc3\xa4\" application \"first\"application \"office\"\n"
              "signature b {version dns.name reversed id 9 transport tcp application skype-related era any\n"
              "mechanism dns activity none source \"s\" proof \"p\" packet len == 6 weight 100}");
    const struct signature *a = db_signature(db, 0x0fffffff), *b = db_signature(db, 9);
    const struct model *m = &db->model;
    ck_assert(b == &m->signatures[0] && a == &m->signatures[1]);
    ck_assert_uint_eq(a->weight, 7);
    ck_assert_uint_eq(a->after, 0);
    ck_assert_uint_eq(a->native, 0);
    ck_assert_uint_eq(m->native_count, 1);
    ck_assert_str_eq(model_text(m, m->natives[0]), "skypeout");
    ck_assert_uint_eq(a->activity, SKYPEDPI_ACTIVITY_CALL_VIDEO);
    ck_assert_uint_eq(a->mechanism, SKYPEDPI_MECHANISM_PROXY_SOCKS4);
    ck_assert_uint_eq(a->transport, 6);
    ck_assert_uint_eq(a->application, SKYPEDPI_APPLICATION_CUSTOM + 1);
    ck_assert_str_eq(skypedpi_db_application_name(db, a->application), "office");
    ck_assert_str_eq(model_text(m, a->source), "A\"\\");
    ck_assert_uint_eq(a->version_rule, VERSION_AFTER);
    ck_assert_uint_eq(a->version_field, TEXT_HTTP_AGENT);
    ck_assert_str_eq(model_text(m, a->version_text), "Skype/"); /* letters count here */
    ck_assert_uint_eq(b->version_rule, VERSION_REVERSED);
    ck_assert_uint_eq(b->version_field, TEXT_DNS_NAME);
    ck_assert_uint_eq(b->application, SKYPEDPI_APPLICATION_SKYPE_RELATED);
    ck_assert_uint_eq(b->after, NO_INDEX);
    ck_assert_uint_eq(b->native, NO_INDEX);
    ck_assert_str_eq(model_text(m, m->set[0].name), "my-set");
    ck_assert_str_eq(model_text(m, m->set[0].version), "2026.11.22 \xc3\xa4");
    skypedpi_db_unref(db);
}
END_TEST

/* Every field of docs/signatures.md, as it stands there. */
START_TEST(every_field_is_known)
{
    static const char *const udp[] = {
        "u8[1400] + u16[1] + u32[2] + le16[3] + le32[4] + distinct(0, 64) == len",
        "bytes[0] == x\"00\"",
        "prev.u8[11] + prev.u16[10] + reverse.u32[8] == 5",
        "prev.le16[10] + reverse.le32[8] + prev.len + reverse.len == 5",
        "prev.distinct(0, 12) == 5 and reverse.bytes[0] == x\"00 01\"",
        "common(0, 12) + prev.common(11, 1) + reverse.common(0, 2) + older.common(4, 8) == 5",
        "prev.seen and reverse.seen and older.seen and prev.age < reverse.age and len == 5",
        "not prev.unseen and not reverse.unseen and len == 5",
        "client or server or midflow or tunnelled or len == 5",
        "ordinal == number and len == 5",
        "source.address == destination.address and len == 5",
        "source.port + destination.port == client.port + server.port and len == 5",
        "skype.id + skype.function + skype.iv + skype.crc == skype.address + skype.seed",
        "prev.skype.id + prev.skype.function + prev.skype.iv == 5",
        "reverse.skype.crc == reverse.skype.address + prev.skype.seed",
        "resend.seed + resend.address == resend.crc",
        "dns.query and dns.type == 16 and dns.name under \"skype.com\"",
        "stun.type == 1 and stun.cookie and stun.wrapped",
        "stun.has[0x8029] and stun.value[6] == stun.size[6]",
        "rtp.type == 0 or rtp.rtcp"};
    static const char *const tcp[] = {
        "size[1] + size[2] == size[3]",
        "record.length + record.rest + record.u8[8] == record.u16[7]",
        "tls.client and not tls.server and tls.version == 0x0301 and tls.sni is \"a\" and tls.whole",
        "http.request and not http.response and http.status == 0 and http.whole",
        "http.method is \"GET\" and http.path starts \"/\"",
        "tls.server and tls.certificate under \"skype.com\"",
        "http.host ends \".skype.com\" and http.agent contains {\"a\", \"b\"}"};
    char text[1024];
    for (size_t i = 0; i < sizeof udp / sizeof *udp + sizeof tcp / sizeof *tcp; i++) {
        bool is_udp = i < sizeof udp / sizeof *udp;
        snprintf(text, sizeof text,
                 "signature s { id 1 transport %s era any mechanism none activity none source \"s\" proof "
                 "\"p\" weight 10"
                 " packet %s }",
                 is_udp ? "udp" : "tcp", is_udp ? udp[i] : tcp[i - sizeof udp / sizeof *udp]);
        skypedpi_db_unref(db_of(text));
    }
}
END_TEST

/* ---- whole or not at all ---- */

static const char good[] = "application \"x\"\n" UDP("len in {1, 5..7} and bytes[0] == x\"00\"");
static const char also_good[] =
    SIGNATURE_OF("t", "2", "tcp", "10", "packet tls.sni is {\"a\", \"b\"} after u application y")
        SIGNATURE_OF("u", "3", "tcp", "10", "packet len == 5") "application \"y\" set n version \"1\"";

static size_t image_of(skypedpi_sigset *set, uint8_t **image)
{
    skypedpi_db *db;
    size_t length = 0;
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, &length), SKYPEDPI_E_FULL);
    *image = malloc(length);
    ck_assert_int_eq(skypedpi_db_save(db, *image, length, &length), SKYPEDPI_OK);
    skypedpi_db_unref(db);
    return length;
}

static void check_same(skypedpi_sigset *a, skypedpi_sigset *b)
{
    uint8_t *first, *second;
    size_t first_length = image_of(a, &first), second_length = image_of(b, &second);
    ck_assert_uint_eq(first_length, second_length);
    ck_assert_int_eq(memcmp(first, second, first_length), 0);
    free(first);
    free(second);
}

START_TEST(a_text_with_an_error_adds_nothing)
{
    static const char *const bad[] = {
        "application \"z\" set q version \"1\" " SIGNATURE_OF("v", "4", "udp", "10",
                                                              "packet len in {2, 9} and lem == 5"),
        SIGNATURE_OF("v", "4", "tcp", "10", "packet tls.sni is \"q\" and bytes[0] == x\"16\" native \"w\"") "@",
        SIGNATURE_OF("v", "1", "udp", "10", "packet len == 5"), "\xff", "application \"x\""};
    skypedpi_sigset *plain = set_open(), *tried = set_open();
    ck_assert_int_eq(set_add(plain, "a", good, sizeof good - 1, NULL), SKYPEDPI_OK);
    ck_assert_int_eq(set_add(tried, "a", good, sizeof good - 1, NULL), SKYPEDPI_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_int_eq(set_add(tried, "b", bad[i], strlen(bad[i]), NULL), SKYPEDPI_E_TEXT);
        check_same(plain, tried);
    }
    ck_assert_int_eq(set_add(plain, "c", also_good, sizeof also_good - 1, NULL), SKYPEDPI_OK);
    ck_assert_int_eq(set_add(tried, "c", also_good, sizeof also_good - 1, NULL), SKYPEDPI_OK);
    check_same(plain, tried);
    check_same(plain, plain); /* compiling changes nothing either */
    skypedpi_sigset_free(plain);
    skypedpi_sigset_free(tried);
}
END_TEST

START_TEST(findings_name_the_text_they_are_in)
{
    static struct findings f;
    skypedpi_sigset *set = set_open();
    skypedpi_db *db;
    findings_open(&f);
    const char *late = SIGNATURE_OF("late", "8", "udp", "10", "packet len == 5\n application nowhere");
    ck_assert_int_eq(set_add(set, "one.sig", good, sizeof good - 1, &f.all), SKYPEDPI_OK);
    ck_assert_int_eq(set_add(set, "two.sig", late, strlen(late), &f.all), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &f.all, &db), SKYPEDPI_E_TEXT);
    ck_assert_ptr_null(db);
    ck_assert_uint_eq(f.all.count, 1);
    ck_assert_str_eq(f.entry[0].file, "two.sig");
    ck_assert_str_eq(f.entry[0].signature, "late");
    ck_assert_int_eq(set_add(set, "three.sig", good, sizeof good - 1, &f.all), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(f.all.count, 4); /* the application, the id and the name */
    ck_assert_uint_eq(f.all.errors, 4);
    ck_assert_ptr_nonnull(strstr(f.entry[2].text, "one.sig:3"));
    skypedpi_sigset_free(set);
}
END_TEST

/* ---- native detectors ---- */

static int inspect(void *user, void *state, const struct skypedpi_message *message)
{
    (void)user, (void)state, (void)message;
    return 0;
}

START_TEST(native_detectors_are_checked)
{
    static const struct skypedpi_native fine = {
        .size = sizeof fine, .abi = SKYPEDPI_NATIVE_ABI, .name = "mine", .state_size = 64, .inspect = inspect};
    static const struct {
        const char *name;
        uint32_t abi, state_size, reserved;
        bool function;
        int result;
    } cases[] = {{"other", 1, 0, 0, true, SKYPEDPI_OK},
                 {"mine", 1, 0, 0, true, SKYPEDPI_E_NATIVE},
                 {"skypeout", 1, 0, 0, true, SKYPEDPI_E_NATIVE},
                 {"a", 2, 0, 0, true, SKYPEDPI_E_NATIVE},
                 {"a", 1, 65, 0, true, SKYPEDPI_E_NATIVE},
                 {"", 1, 0, 0, true, SKYPEDPI_E_NATIVE},
                 {"1a", 1, 0, 0, true, SKYPEDPI_E_NATIVE},
                 {"a b", 1, 0, 0, true, SKYPEDPI_E_NATIVE},
                 {NULL, 1, 0, 0, true, SKYPEDPI_E_ARGUMENT},
                 {"a", 1, 0, 0, false, SKYPEDPI_E_ARGUMENT},
                 {"a", 1, 0, 1, true, SKYPEDPI_E_ARGUMENT},
                 {"abcdefghijabcdefghijabcdefghijab", 1, 0, 0, true, SKYPEDPI_E_NATIVE}};
    skypedpi_sigset *set = set_open();
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &fine), SKYPEDPI_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct skypedpi_native n = fine;
        n.name = cases[i].name;
        n.abi = cases[i].abi;
        n.state_size = cases[i].state_size;
        n.reserved = cases[i].reserved;
        n.inspect = cases[i].function ? inspect : NULL;
        ck_assert_int_eq(skypedpi_sigset_add_native(set, &n), cases[i].result);
    }
    struct skypedpi_native small = fine;
    small.size--;
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &small), SKYPEDPI_E_SIZE);
    ck_assert_int_eq(skypedpi_sigset_add_native(NULL, &fine), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, NULL), SKYPEDPI_E_ARGUMENT);
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(native_detectors_are_found)
{
    static const struct skypedpi_native mine = {
        .size = sizeof mine, .abi = SKYPEDPI_NATIVE_ABI, .name = "mine", .state_size = 8, .inspect = inspect};
    const char *text = SIGNATURE_OF("a", "1", "udp", "10", "packet len == 5 native \"mine\"")
        SIGNATURE_OF("b", "2", "udp", "10", "packet len == 6 native \"skypeout\"")
            SIGNATURE_OF("c", "3", "udp", "10", "packet len == 7 native \"mine\"");
    skypedpi_sigset *set = set_open();
    skypedpi_db *db;
    ck_assert_int_eq(set_add(set, "a", text, strlen(text), NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_E_NATIVE);
    ck_assert_ptr_null(db);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &mine), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    ck_assert_uint_eq(db->model.native_count, 2);
    ck_assert_uint_eq(db->model.signatures[0].native, db->model.signatures[2].native);
    ck_assert(db->natives[db->model.signatures[0].native].inspect == inspect);
    skypedpi_sigset_free(set); /* the database lives on */
    skypedpi_db_unref(db);
}
END_TEST

/* ---- arguments ---- */

START_TEST(wrong_arguments_are_refused)
{
    skypedpi_sigset *set = set_open();
    skypedpi_db *db;
    struct skypedpi_diagnostics small = {.size = sizeof small - 1};
    const struct skypedpi_allocator half = {.allocate = NULL};
    skypedpi_sigset *none = set;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_new(&half, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(skypedpi_sigset_add_text(NULL, "a", "", 0, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, NULL, "", 0, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "a", NULL, 1, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "a", NULL, 0, NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "a", "", 0, &small), SKYPEDPI_E_SIZE);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "a", "", ((size_t)16 << 20) + 1, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_compile(NULL, NULL, &db), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &small, &db), SKYPEDPI_E_SIZE);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_E_EMPTY);
    ck_assert_ptr_null(db);
    skypedpi_sigset_free(set);
    skypedpi_sigset_free(NULL);
}
END_TEST

/* ---- memory ---- */

struct purse {
    unsigned left, live; /* allocations still granted; blocks not given back */
};

static void *purse_allocate(void *user, size_t bytes)
{
    struct purse *purse = user;
    if (!purse->left)
        return NULL;
    purse->left--;
    purse->live++;
    return malloc(bytes);
}

static void purse_release(void *user, void *memory)
{
    struct purse *purse = user;
    purse->live -= memory != NULL;
    free(memory);
}

static int all_of_it(const struct skypedpi_allocator *allocator, struct skypedpi_diagnostics *diagnostics)
{
    static const struct skypedpi_native mine = {
        .size = sizeof mine, .abi = SKYPEDPI_NATIVE_ABI, .name = "mine", .inspect = inspect};
    const char *natives = SIGNATURE_OF("n", "9", "udp", "10", "packet len == 5 native \"mine\"");
    skypedpi_sigset *set;
    skypedpi_db *db = NULL;
    int result = skypedpi_sigset_new(allocator, &set);
    if (result != SKYPEDPI_OK)
        return result;
    result = skypedpi_sigset_add_native(set, &mine);
    if (result == SKYPEDPI_OK)
        result = set_add(set, "a", good, sizeof good - 1, diagnostics);
    if (result == SKYPEDPI_OK)
        result = set_add(set, "b", also_good, sizeof also_good - 1, diagnostics);
    if (result == SKYPEDPI_OK)
        result = set_add(set, "c", natives, strlen(natives), diagnostics);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_compile(set, diagnostics, &db);
    ck_assert_int_eq(result == SKYPEDPI_OK, db != NULL);
    skypedpi_sigset_free(set);
    skypedpi_db_unref(db);
    return result;
}

START_TEST(any_allocation_may_fail)
{
    static struct findings f;
    unsigned granted = 0;
    int result;
    do {
        struct purse purse = {.left = granted++};
        const struct skypedpi_allocator allocator = {&purse, purse_allocate, purse_release};
        findings_open(&f);
        result = all_of_it(&allocator, &f.all);
        ck_assert_uint_eq(purse.live, 0);
        ck_assert_uint_eq(f.all.count, 0); /* the text is not to blame */
        ck_assert(result == SKYPEDPI_OK || result == SKYPEDPI_E_MEMORY);
    } while (result != SKYPEDPI_OK && granted < 1000);
    ck_assert_int_eq(result, SKYPEDPI_OK);
    ck_assert_uint_gt(granted, 20);
}
END_TEST

/* A set that once had no memory works on when there is some. */
START_TEST(a_set_outlives_a_failed_text)
{
    struct purse purse = {.left = 1};
    const struct skypedpi_allocator allocator = {&purse, purse_allocate, purse_release};
    skypedpi_sigset *set, *plain = set_open();
    ck_assert_int_eq(skypedpi_sigset_new(&allocator, &set), SKYPEDPI_OK);
    ck_assert_int_eq(set_add(plain, "a", good, sizeof good - 1, NULL), SKYPEDPI_OK);
    const struct skypedpi_native mine = {
        .size = sizeof mine, .abi = SKYPEDPI_NATIVE_ABI, .name = "mine", .inspect = inspect};
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &mine), SKYPEDPI_E_MEMORY);
    purse.left = 1;
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "a", "", 0, NULL), SKYPEDPI_OK);
    int result;
    unsigned tries = 0;
    do {
        purse.left = tries++;
        result = set_add(set, "a", good, sizeof good - 1, NULL);
    } while (result == SKYPEDPI_E_MEMORY && tries < 100);
    ck_assert_int_eq(result, SKYPEDPI_OK);
    purse.left = 1000;
    check_same(plain, set);
    skypedpi_sigset_free(set);
    skypedpi_sigset_free(plain);
    ck_assert_uint_eq(purse.live, 0);
}
END_TEST

/* ---- much of it ---- */

static int add_repeated(char byte, size_t length)
{
    skypedpi_sigset *set = set_open();
    char *text = malloc(length);
    memset(text, byte, length);
    memcpy(text, "signature s { packet ", 21);
    int result = skypedpi_sigset_add_text(set, "a", text, length, NULL);
    free(text);
    skypedpi_sigset_free(set);
    return result;
}

START_TEST(large_texts_of_one_byte)
{
    static const char bytes[] = {'(', ')', '{',  '}', 'a', '1',  '.',   '-',
                                 '"', '#', '\n', ' ', '&', '\0', '\xff'};
    for (size_t i = 0; i < sizeof bytes; i++)
        ck_assert_int_eq(add_repeated(bytes[i], (size_t)1 << 20), SKYPEDPI_E_TEXT);
    ck_assert_int_eq(add_repeated('a', (size_t)16 << 20), SKYPEDPI_E_TEXT);
}
END_TEST

START_TEST(the_largest_set)
{
    enum { COUNT = 4096, ROOM = 256 };
    char *text = malloc(COUNT * ROOM), *at = text;
    for (unsigned i = COUNT; i > 0; i--)
        at += sprintf(
            at,
            "signature s%u { id %u transport udp era any mechanism none activity none source \"s\" proof \"p\""
            " packet len == %u and u8[0] == 3 weight 10 %s }\n",
            i, i * 3, i, i > 1 ? "after s1" : "");
    skypedpi_db *db = db_of(text);
    free(text);
    ck_assert_uint_eq(db->model.signature_count, COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        const struct signature *s = &db->model.signatures[i];
        ck_assert_uint_eq(s->id, (i + 1) * 3);
        ck_assert_uint_eq(s->prefilter.length_low, i + 1);
        ck_assert_uint_eq(s->after, i ? 0 : NO_INDEX);
    }
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("parse");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, the_example_of_the_documentation);
    tcase_add_loop_test(t, eras_are_read, 0, 7);
    tcase_add_test(t, the_clauses_in_any_order);
    tcase_add_test(t, every_field_is_known);
    tcase_add_test(t, a_text_with_an_error_adds_nothing);
    tcase_add_test(t, findings_name_the_text_they_are_in);
    tcase_add_test(t, native_detectors_are_checked);
    tcase_add_test(t, native_detectors_are_found);
    tcase_add_test(t, wrong_arguments_are_refused);
    tcase_add_test(t, any_allocation_may_fail);
    tcase_add_test(t, a_set_outlives_a_failed_text);
    tcase_add_test(t, large_texts_of_one_byte);
    tcase_add_test(t, the_largest_set);
    return suite_run("sigset_parse", t);
}
