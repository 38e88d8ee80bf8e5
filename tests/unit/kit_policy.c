/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <skypedpi/kit/policy.h>
#include <skypedpi/sigset.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "tests/unit/kit_text.h"
#include "tests/unit/suite.h"

#define N63   "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk"
#define MON   0
#define TUE   1440
#define WED   2880
#define THU   4320
#define FRI   5760
#define SAT   7200
#define SUN   8640
#define AT(h) ((h)*60)

static skypedpi_policy *policy;
static skypedpi_db *db;

static void take(const char *text)
{
    struct skypedpi_text_error error = {.size = sizeof error};
    skypedpi_policy_free(policy);
    int result = skypedpi_policy_read(text, strlen(text), db, NULL, &policy, &error);
    ck_assert_msg(result == SKYPEDPI_OK, "%u:%u: %s", error.line, error.column, error.message);
}

static void drop(void)
{
    skypedpi_policy_free(policy);
    skypedpi_db_unref(db);
    policy = NULL;
    db = NULL;
}

static struct skypedpi_decision ask(struct skypedpi_policy_question question)
{
    struct skypedpi_decision decision = {.size = sizeof decision};
    question.size = sizeof question;
    ck_assert_int_eq(skypedpi_policy_decide(policy, &question, &decision), SKYPEDPI_OK);
    return decision;
}

/* Line of the rule that decides. */
#define RULE(...) ask((struct skypedpi_policy_question){__VA_ARGS__}).rule

START_TEST(test_example)
{
    take("# ACTION, then what a flow must be; what is not told may be anything\n"
         "log        application skype user anna\n"
         "block      application skype activity file-transfer group students time mon-fri 08:00-16:00\n"
         "shape 64   application skype activity call-video          # kbit/s\n"
         "prioritise 1  activity call-audio                         # 0 is most urgent, 7 least\n"
         "block      mechanism proxy-https, proxy-socks5\n"
         "allow\n");
    struct skypedpi_decision d = ask((struct skypedpi_policy_question){
        .application = SKYPEDPI_APPLICATION_SKYPE, .activity = SKYPEDPI_ACTIVITY_CALL_VIDEO, .user = "anna"});
    ck_assert_uint_eq(d.rule, 2);
    ck_assert_uint_eq(d.action, SKYPEDPI_ACTION_LOG);
    d = ask((struct skypedpi_policy_question){.application = SKYPEDPI_APPLICATION_SKYPE,
                                              .activity = SKYPEDPI_ACTIVITY_FILE_TRANSFER,
                                              .group = "students",
                                              .minute = TUE + AT(8)});
    ck_assert_uint_eq(d.rule, 3);
    ck_assert_uint_eq(d.action, SKYPEDPI_ACTION_BLOCK);
    ck_assert_uint_eq(d.rate, 0);
    d = ask((struct skypedpi_policy_question){.application = SKYPEDPI_APPLICATION_SKYPE,
                                              .activity = SKYPEDPI_ACTIVITY_CALL_VIDEO});
    ck_assert_uint_eq(d.rule, 4);
    ck_assert_uint_eq(d.action, SKYPEDPI_ACTION_SHAPE);
    ck_assert_uint_eq(d.rate, 64);
    ck_assert_uint_eq(d.priority, 0);
    d = ask((struct skypedpi_policy_question){.activity = SKYPEDPI_ACTIVITY_CALL_AUDIO});
    ck_assert_uint_eq(d.rule, 5);
    ck_assert_uint_eq(d.action, SKYPEDPI_ACTION_PRIORITISE);
    ck_assert_uint_eq(d.rate, 0);
    ck_assert_uint_eq(d.priority, 1);
    ck_assert_uint_eq(RULE(.mechanism = SKYPEDPI_MECHANISM_PROXY_SOCKS5), 6);
    ck_assert_uint_eq(RULE(.mechanism = SKYPEDPI_MECHANISM_PROXY_HTTPS), 6);
    ck_assert_uint_eq(RULE(.mechanism = SKYPEDPI_MECHANISM_TCP), 7);
}
END_TEST

START_TEST(test_nothing_fits)
{
    struct skypedpi_decision d;
    take("block user anna\n");
    d = ask((struct skypedpi_policy_question){.user = "bob"});
    ck_assert_uint_eq(d.rule, 0);
    ck_assert_uint_eq(d.action, SKYPEDPI_ACTION_ALLOW);
    take("");
    ck_assert_uint_eq(RULE(.user = "anna"), 0);
    take("\xef\xbb\xbf# nothing\r\n\r\n");
    ck_assert_uint_eq(RULE(.user = "anna"), 0);
}
END_TEST

START_TEST(test_people)
{
    take("block user bob, anna,zoe,bob\r\n"
         "block group staff ,students user nobody,eve\r\n"
         "block group none user eve\r\n"
         "block user user, time, \xc3\xa4nna time sun\r\n"
         "log group none\r\n");
    ck_assert_uint_eq(RULE(.user = "anna"), 1);
    ck_assert_uint_eq(RULE(.user = "bob", .group = "staff"), 1);
    ck_assert_uint_eq(RULE(.user = "zoe"), 1);
    ck_assert_uint_eq(RULE(.user = "ann", .group = "x"), 0);
    ck_assert_uint_eq(RULE(.user = "anna2", .group = "x"), 0);
    ck_assert_uint_eq(RULE(.user = "", .group = "staff"), 2);
    ck_assert_uint_eq(RULE(.user = NULL, .group = "students"), 2);
    ck_assert_uint_eq(RULE(.user = "eve", .group = "students"), 2);
    ck_assert_uint_eq(RULE(.user = "eve"), 3);
    ck_assert_uint_eq(RULE(.user = "eve", .group = "x"), 0);
    ck_assert_uint_eq(RULE(.user = "time", .group = "x", .minute = SUN), 4);
    ck_assert_uint_eq(RULE(.user = "\xc3\xa4nna", .group = "x", .minute = SUN), 4);
    ck_assert_uint_eq(RULE(.user = "time", .group = "x"), 0);
    ck_assert_uint_eq(RULE(.user = "somebody", .group = ""), 5);
    ck_assert_uint_eq(RULE(.user = "nobody", .group = "none"), 0); /* words of the text, not names */
}
END_TEST

START_TEST(test_words)
{
    char text[64];
    for (unsigned i = 0; i <= SKYPEDPI_APPLICATION_SKYPE_RELATED; i++) {
        sprintf(text, "log application %s", skypedpi_application_name(i));
        take(text);
        for (unsigned k = 0; k < 70; k++)
            ck_assert_uint_eq(RULE(.application = (uint16_t)k), k == i);
    }
    for (unsigned i = 0; i <= SKYPEDPI_ACTIVITY_SUPERNODE; i++) {
        sprintf(text, "log activity %s", skypedpi_activity_name(i));
        take(text);
        for (unsigned k = 0; k < 70; k++)
            ck_assert_uint_eq(RULE(.activity = (uint16_t)k), k == i);
    }
    for (unsigned i = 0; i <= SKYPEDPI_MECHANISM_PROXY_SOCKS4; i++) {
        sprintf(text, "log mechanism %s", skypedpi_mechanism_name(i));
        take(text);
        for (unsigned k = 0; k < 70; k++)
            ck_assert_uint_eq(RULE(.mechanism = (uint16_t)k), k == i);
    }
    take("log activity call, login");
    for (unsigned k = 0; k < 70; k++)
        ck_assert_uint_eq(RULE(.activity = (uint16_t)k), k == 10 || k == 5 || k == 6 || k == 2);
    ck_assert_uint_eq(RULE(.activity = UINT16_MAX), 0);
}
END_TEST

START_TEST(test_action_names)
{
    ck_assert_str_eq(skypedpi_action_name(SKYPEDPI_ACTION_ALLOW), "allow");
    ck_assert_str_eq(skypedpi_action_name(SKYPEDPI_ACTION_BLOCK), "block");
    ck_assert_str_eq(skypedpi_action_name(SKYPEDPI_ACTION_SHAPE), "shape");
    ck_assert_str_eq(skypedpi_action_name(SKYPEDPI_ACTION_PRIORITISE), "prioritise");
    ck_assert_str_eq(skypedpi_action_name(SKYPEDPI_ACTION_LOG), "log");
    ck_assert_str_eq(skypedpi_action_name(5), "allow");
    ck_assert_str_eq(skypedpi_action_name(UINT32_MAX), "allow");
}
END_TEST

/* ---- time ---- */

static const struct {
    const char *time;
    unsigned in[8], out[8]; /* minutes of the week; the last one again fills them up */
} times[] = {
    {"mon", {MON, TUE - 1}, {TUE, SUN + 1439, WED}},
    {"sun, wed", {SUN, SUN + 1439, WED}, {MON, SAT, THU, TUE}},
    {"fri-mon", {FRI, SAT, SUN, MON, TUE - 1}, {TUE, WED, THU + 1439}},
    {"mon-sun", {MON, WED, SUN + 1439}, {UINT32_MAX}},
    {"tue-tue", {TUE, WED - 1}, {MON, WED}},
    {"sun-sat", {MON, SAT, SUN}, {UINT32_MAX}},
    {"mon-wed,sat", {MON, TUE, WED, SAT}, {THU, FRI, SUN}},
    {"08:00-16:00", {MON + AT(8), SUN + AT(16) - 1}, {MON + AT(8) - 1, MON + AT(16), SUN + AT(16)}},
    {"mon-fri 08:00-16:00", {MON + AT(8), FRI + AT(16) - 1}, {SAT + AT(9), SUN + AT(9), FRI + AT(16), MON}},
    {"fri 22:00-06:00",
     {FRI + AT(22), FRI + 1439, SAT, SAT + AT(6) - 1},
     {FRI, FRI + AT(22) - 1, SAT + AT(6), SAT + AT(22), SUN}},
    {"sun 22:00-06:00", {SUN + AT(22), MON, MON + AT(6) - 1}, {MON + AT(6), MON + AT(22), SUN, SAT + AT(23)}},
    {"22:00-06:00", {MON, MON + AT(6) - 1, SUN + AT(22), SUN + 1439}, {MON + AT(6), SUN + AT(22) - 1}},
    {"wed 22:00-00:00", {WED + AT(22), THU - 1}, {THU, WED + AT(22) - 1, WED}},
    {"wed 22:00-24:00", {WED + AT(22), THU - 1}, {THU, WED + AT(22) - 1, WED}},
    {"wed 00:00-24:00", {WED, THU - 1}, {WED - 1, THU}},
    {"wed 12:30-12:29", {WED + 750, WED + 751, THU, THU + 748}, {WED + 749, THU + 749, WED}},
    {"tue, thu 08:00-12:00, 13:00-17:00 ,23:59-00:01",
     {TUE + AT(8), THU + AT(13), TUE + 1439, WED, FRI},
     {TUE + AT(12), TUE + AT(17), WED + 1, WED + AT(8), WED + 1439}},
};

START_TEST(test_times)
{
    char text[128];
    sprintf(text, "log time %s activity none", times[_i].time);
    take(text);
    for (unsigned i = 0; i < 8 && (i == 0 || times[_i].in[i]); i++)
        ck_assert_msg(RULE(.minute = (uint16_t)times[_i].in[i]) == 1, "%s: %u is not in", times[_i].time,
                      times[_i].in[i]);
    for (unsigned i = 0; i < 8 && times[_i].out[0] < UINT32_MAX && (i == 0 || times[_i].out[i]); i++)
        ck_assert_msg(RULE(.minute = (uint16_t)times[_i].out[i]) == 0, "%s: %u is in", times[_i].time,
                      times[_i].out[i]);
}
END_TEST

/* ---- findings ---- */

#define ACTION    "allow, block, shape, prioritise or log"
#define CONDITION "a condition or the end of the line"
#define ANY_TIME  "days, such as mon-fri, or hours, such as 08:00-16:00"
#define HOURS     "hours of 00:00 to 24:00, such as 08:00-16:00"

static const struct refusal refusals[] = {
    /* actions */
    {1, 1, "blok user anna", "found 'blok', expected " ACTION "; did you mean 'block'?"},
    {1, 1, "Log", "found 'Log', expected " ACTION "; did you mean 'log'?"},
    {1, 1, "prioritize 3", "found 'prioritize', expected " ACTION "; did you mean 'prioritise'?"},
    {1, 1, "deny user anna", "found 'deny', expected " ACTION},
    {2, 1, "log user a\n, user b", "found ',', expected " ACTION},
    {1, 6, "shape", "found the end of the line, expected a rate of 1 to 4294967295 kbit/s"},
    {1, 7, "shape user a", "found 'user', expected a rate of 1 to 4294967295 kbit/s"},
    {1, 7, "shape 0", "found '0', expected a rate of 1 to 4294967295 kbit/s"},
    {1, 7, "shape 4294967296", "found '4294967296', expected a rate of 1 to 4294967295 kbit/s"},
    {1, 7, "shape 64k", "found '64k', expected a rate of 1 to 4294967295 kbit/s"},
    {1, 7, "shape 064", "found '064', expected a rate of 1 to 4294967295 kbit/s"},
    {1, 12, "prioritise 8", "found '8', expected a priority of 0 to 7"},
    {1, 12, "prioritise -1", "found '-1', expected a priority of 0 to 7"},
    {1, 12, "prioritise # 1", "found the end of the line, expected a priority of 0 to 7"},
    /* conditions */
    {1, 7, "block 5", "found '5', expected " CONDITION},
    {1, 6, "block, user a", "found ',', expected " CONDITION},
    {1, 5, "log aplication skype", "found 'aplication', expected " CONDITION "; did you mean 'application'?"},
    {1, 5, "log users anna", "found 'users', expected " CONDITION "; did you mean 'user'?"},
    {1, 5, "log everything", "found 'everything', expected " CONDITION},
    {1, 15, "log user anna bob", "found 'bob', expected ',', " CONDITION},
    {1, 15, "log user anna gruop x", "found 'gruop', expected ',', " CONDITION "; did you mean 'group'?"},
    {1, 17, "log user a, b   user c",
     "found 'user', expected each condition once, its values with commas between them"},
    {1, 15, "log time mon  time tue",
     "found 'time', expected each condition once, its values with commas between them"},
    /* values */
    {1, 16, "log application", "found the end of the line, expected an application"},
    {1, 24, "log application skype, ", "found the end of the line, expected an application"},
    {1, 17, "log application skipe", "found 'skipe', expected an application; did you mean 'skype'?"},
    {1, 17, "log application skype-relatde",
     "found 'skype-relatde', expected an application; did you mean 'skype-related'?"},
    {1, 17, "log application office-phone", "found 'office-phone', expected an application"},
    {1, 23, "log application skype,,other", "found ',', expected an application"},
    {1, 14, "log activity call-vidoe", "found 'call-vidoe', expected an activity; did you mean 'call-video'?"},
    {1, 13, "log activity", "found the end of the line, expected an activity"},
    {1, 20, "log mechanism tcp, proxy_https",
     "found 'proxy_https', expected a mechanism; did you mean 'proxy-https'?"},
    {1, 15, "log mechanism skype", "found 'skype', expected a mechanism"},
    {1, 9, "log user", "found the end of the line, expected a user's name or 'nobody'"},
    {1, 13, "log user a, # b", "found the end of the line, expected a user's name or 'nobody'"},
    {1, 10, "log user none",
     "found 'none', which means that there is none, expected a user's name or 'nobody'"},
    {1, 11, "log group nobody",
     "found 'nobody', which means that there is none, expected a group's name or 'none'"},
    {1, 11, "log group ,", "found ',', expected a group's name or 'none'"},
    {1, 10, "log user " N63 "l", "found a name of 64 bytes, expected at most 63"},
    /* time */
    {1, 9, "log time", "found the end of the line, expected " ANY_TIME},
    {1, 10, "log time Mon", "found 'Mon', expected " ANY_TIME "; did you mean 'mon'?"},
    {1, 10, "log time tues", "found 'tues', expected " ANY_TIME "; did you mean 'tue'?"},
    {1, 10, "log time monday", "found 'monday', expected " ANY_TIME},
    {1, 10, "log time mon-", "found 'mon-', expected " ANY_TIME},
    {1, 10, "log time -mon", "found '-mon', expected " ANY_TIME},
    {1, 14, "log time mon-fir", "found 'fir', expected " ANY_TIME "; did you mean 'fri'?"},
    {1, 10, "log time fir-sat", "found 'fir', expected " ANY_TIME "; did you mean 'fri'?"},
    {1, 14, "log time mon-tue-wed", "found 'tue-wed', expected " ANY_TIME},
    {1, 15, "log time mon, 08:00-16:00", "found '08:00-16:00', expected " ANY_TIME},
    {1, 14, "log time mon,", "found the end of the line, expected " ANY_TIME},
    {1, 10, "log time 8:00-16:00", "found '8:00-16:00', expected " HOURS},
    {1, 10, "log time 08:00", "found '08:00', expected " HOURS},
    {1, 10, "log time 08:60-16:00", "found '08:60-16:00', expected " HOURS},
    {1, 10, "log time 08:00-24:01", "found '08:00-24:01', expected " HOURS},
    {1, 10, "log time 08:00-25:00", "found '08:00-25:00', expected " HOURS},
    {1, 10, "log time 08.00-16.00", "found '08.00-16.00', expected " HOURS},
    {1, 23, "log time 08:00-16:00, mon", "found 'mon', expected " HOURS},
    {1, 26, "log time mon 08:00-16:00,", "found the end of the line, expected " HOURS},
    {1, 22, "log time 08:00-16:00 mon", "found 'mon', expected ',', " CONDITION},
    {1, 10, "log time 08:00-08:00",
     "found '08:00-08:00', expected hours that end when they do not begin; all day is 00:00-24:00"},
    {1, 10, "log time 24:00-08:00", "found '24:00-08:00', expected hours that begin before 24:00"},
    /* rules that no flow comes to */
    {4, 1, "log user anna\nallow # all\n\nblock user bob\n",
     "found a rule that no flow comes to, expected none behind line 2, which takes all"},
    {2, 2, "shape 64\n allow\n",
     "found a rule that no flow comes to, expected none behind line 1, which takes all"},
    /* characters */
    {2, 7, "log user \xc3\xa4\nblock \x01", "found the control character U+0001, expected text"},
    {1, 10, "log user \xe2\x80\x8b", "found U+200B, expected a character that shows"},
    {1, 5, "log \xfe", "found the byte 0xfe, expected UTF-8"},
};

static void refuse(const struct refusal *r)
{
    struct skypedpi_text_error error = {.size = sizeof error};
    skypedpi_policy *out = (skypedpi_policy *)&error;
    int result = skypedpi_policy_read(r->text, strlen(r->text), db, NULL, &out, &error);
    refusal_check(r, result, &error);
    finding_check(&error, r->text, strlen(r->text));
    ck_assert_ptr_null(out);
    ck_assert_int_eq(skypedpi_policy_read(r->text, strlen(r->text), db, NULL, &out, NULL), SKYPEDPI_E_TEXT);
}

START_TEST(test_refusals)
{
    refuse(&refusals[_i]);
}
END_TEST

START_TEST(test_most)
{
    static const char rule[] = "log user a\n";
    static char text[(SKYPEDPI_POLICY_MAX + 1) * sizeof rule];
    for (unsigned i = 0; i < SKYPEDPI_POLICY_MAX; i++)
        strcat(text + i * (sizeof rule - 1), rule);
    take(text);
    ck_assert_uint_eq(RULE(.user = "a"), 1);
    strcat(text, " allow");
    refuse(&(struct refusal){SKYPEDPI_POLICY_MAX + 1, 2, text, "found one more rule, expected at most 4096"});
}
END_TEST

/* ---- a set's own applications ---- */

static void make_db(void)
{
    static const char text[] =
        "application \"office-phone\"\napplication \"door-bell\"\n"
        "signature s { id 1 transport udp application door-bell era any mechanism none activity none\n"
        "source \"s\" proof \"p\" packet len == 5 weight 10 }\n";
    skypedpi_sigset *set;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "own.sig", text, sizeof text - 1, NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
}

START_TEST(test_own_applications)
{
    make_db();
    take("log application door-bell\nblock application office-phone, skype");
    ck_assert_uint_eq(RULE(.application = SKYPEDPI_APPLICATION_CUSTOM), 2);
    ck_assert_uint_eq(RULE(.application = SKYPEDPI_APPLICATION_CUSTOM + 1), 1);
    ck_assert_uint_eq(RULE(.application = SKYPEDPI_APPLICATION_CUSTOM + 2), 0);
    ck_assert_uint_eq(RULE(.application = SKYPEDPI_APPLICATION_SKYPE), 2);
    refuse(&(struct refusal){1, 17, "log application door-ball",
                             "found 'door-ball', expected an application; did you mean 'door-bell'?"});
}
END_TEST

/* ---- against the rules, computed otherwise ---- */

struct plain_rule {
    unsigned application, activity, mechanism; /* bits; 0: any */
    unsigned user, group;                      /* bits of names; 0: any. Bit 0 is nobody */
    unsigned days;                             /* bits; 0: any time */
    unsigned from, to;                         /* minutes; both 0: all day */
};

static unsigned some_bits(unsigned count)
{
    unsigned bits = 0;
    if (chance(2))
        for (unsigned n = 1 + chance(3); n > 0; n--)
            bits |= 1u << chance(count);
    return bits;
}

static struct plain_rule random_rule(void)
{
    struct plain_rule r = {some_bits(4), some_bits(10), some_bits(14), some_bits(6), some_bits(6), 0, 0, 0};
    if (chance(2)) {
        r.days = 1 + chance(127);
        r.from = chance(1440);
        r.to = chance(3) ? chance(1441) : 1440;
        if (r.from == r.to || chance(3) == 0)
            r.from = r.to = 0;
    }
    if (!(r.application | r.activity | r.mechanism | r.user | r.group | r.days))
        r.activity = 1;
    return r;
}

static const char *user_name(unsigned i)
{
    static const char *const names[] = {"nobody", "zoe", "anna", "bob", "anna-2", "\xc3\xa4nna", "eve"};
    return names[i];
}

static const char *group_name(unsigned i)
{
    static const char *const names[] = {"none", "staff", "students", "lab", "guests", "x", "y"};
    return names[i];
}

static const char *day_name(unsigned i)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return names[i];
}

static char *print_list(char *out, const char *word, unsigned bits, const char *(*name)(unsigned))
{
    const char *before = word;
    for (unsigned i = 0; bits >> i; i++)
        if (bits >> i & 1) {
            out += sprintf(out, "%s%s", before, name(i));
            before = chance(2) ? ", " : ",";
        }
    return out;
}

static char *print_rule(char *out, const struct plain_rule *r)
{
    out += sprintf(out, "log");
    out = print_list(out, " time ", r->days, day_name);
    if (r->from != r->to)
        out += sprintf(out, " %02u:%02u-%02u:%02u", r->from / 60, r->from % 60, r->to / 60, r->to % 60);
    out = print_list(out, " application ", r->application, skypedpi_application_name);
    out = print_list(out, " group ", r->group, group_name);
    out = print_list(out, " activity ", r->activity, skypedpi_activity_name);
    out = print_list(out, " mechanism ", r->mechanism, skypedpi_mechanism_name);
    out = print_list(out, " user ", r->user, user_name);
    return out + sprintf(out, "\n");
}

struct plain_flow {
    unsigned application, activity, mechanism, user, group, minute;
};

/* Goes back over the last two days to find a begin whose hours are not over yet. */
static bool plain_time(const struct plain_rule *r, unsigned minute)
{
    if (!r->days)
        return true;
    unsigned from = r->from, to = r->from == r->to ? 1440 : r->to;
    unsigned length = to > from ? to - from : to + 1440 - from;
    for (unsigned day = 0; day < 7; day++) {
        unsigned since = (minute + SKYPEDPI_WEEK_MINUTES - (day * 1440 + from)) % SKYPEDPI_WEEK_MINUTES;
        if (r->days >> day & 1 && since < length)
            return true;
    }
    return false;
}

static bool plain_fits(const struct plain_rule *r, const struct plain_flow *f)
{
    return (!r->application || r->application >> f->application & 1) &&
           (!r->activity || r->activity >> f->activity & 1) &&
           (!r->mechanism || r->mechanism >> f->mechanism & 1) && (!r->user || r->user >> f->user & 1) &&
           (!r->group || r->group >> f->group & 1) && plain_time(r, f->minute);
}

static void compare_decisions(const struct plain_rule *rules, unsigned count)
{
    for (unsigned i = 0; i < 400; i++) {
        struct plain_flow f = {chance(4), chance(10), chance(14),
                               chance(7), chance(7),  chance(SKYPEDPI_WEEK_MINUTES)};
        unsigned line = 0;
        while (line < count && !plain_fits(&rules[line], &f))
            line++;
        line = line < count ? line + 1 : 0;
        ck_assert_uint_eq(RULE(.application = (uint16_t)f.application, .activity = (uint16_t)f.activity,
                               .mechanism = (uint16_t)f.mechanism, .minute = (uint16_t)f.minute,
                               .user = f.user ? user_name(f.user) : "",
                               .group = f.group ? group_name(f.group) : NULL),
                          line);
    }
}

START_TEST(test_decides_as_computed)
{
    enum { RULES = 40 };
    static struct plain_rule rules[RULES];
    static char text[RULES * 512];
    for (unsigned round = 0; round < 500; round++) {
        unsigned count = 1 + chance(RULES);
        char *end = text;
        for (unsigned i = 0; i < count; i++) {
            rules[i] = random_rule();
            end = print_rule(end, &rules[i]);
        }
        take(text);
        compare_decisions(rules, count);
    }
}
END_TEST

/* ---- arguments, memory, any text ---- */

START_TEST(test_arguments)
{
    struct skypedpi_text_error error = {.size = 3};
    struct skypedpi_allocator half = {NULL, NULL, purse_release};
    struct skypedpi_policy_question q = {.size = sizeof q, .minute = SKYPEDPI_WEEK_MINUTES - 1};
    struct skypedpi_decision d = {.size = sizeof d, .rule = 7};
    ck_assert_int_eq(skypedpi_policy_read("", 0, NULL, NULL, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_policy_read(NULL, 1, NULL, NULL, &policy, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_policy_read("", 0, NULL, &half, &policy, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_policy_read("", 0, NULL, NULL, &policy, &error), SKYPEDPI_E_SIZE);
    ck_assert_ptr_null(policy);
    ck_assert_int_eq(skypedpi_policy_decide(NULL, &q, &d), SKYPEDPI_OK);
    ck_assert_uint_eq(d.rule, 0);
    ck_assert_uint_eq(d.action, SKYPEDPI_ACTION_ALLOW);
    ck_assert_int_eq(skypedpi_policy_read(NULL, 0, NULL, NULL, &policy, NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_policy_decide(policy, NULL, &d), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_policy_decide(policy, &q, NULL), SKYPEDPI_E_ARGUMENT);
    q.minute = SKYPEDPI_WEEK_MINUTES;
    ck_assert_int_eq(skypedpi_policy_decide(policy, &q, &d), SKYPEDPI_E_ARGUMENT);
    q.minute = 0;
    q.size--;
    ck_assert_int_eq(skypedpi_policy_decide(policy, &q, &d), SKYPEDPI_E_SIZE);
    q.size++;
    d.size--;
    ck_assert_int_eq(skypedpi_policy_decide(policy, &q, &d), SKYPEDPI_E_SIZE);
    skypedpi_policy_free(NULL);
}
END_TEST

START_TEST(test_memory_runs_out)
{
    static const char text[] = "block user zoe, anna group y, x time mon 08:00-16:00\nallow";
    struct purse purse = {.live = 0};
    struct skypedpi_allocator from = purse_allocator(&purse);
    long given = 0;
    int result = SKYPEDPI_E_MEMORY;
    for (; result != SKYPEDPI_OK; given++) {
        purse.calls = 0, purse.fails_at = given + 1;
        result = skypedpi_policy_read(text, sizeof text - 1, NULL, &from, &policy, NULL);
        ck_assert(result == SKYPEDPI_OK || result == SKYPEDPI_E_MEMORY);
        ck_assert_int_eq(purse.live > 0, result == SKYPEDPI_OK);
        ck_assert_int_eq(policy != NULL, result == SKYPEDPI_OK);
    }
    ck_assert_int_ge(given, 12);
    long calls = purse.calls; /* asking takes no more */
    ck_assert_uint_eq(RULE(.user = "anna", .group = "x", .minute = AT(9)), 1);
    ck_assert_uint_eq(RULE(.user = "anna", .group = "z", .minute = AT(9)), 2);
    ck_assert_int_eq(purse.calls, calls);
    drop();
    ck_assert_int_eq(purse.live, 0);
}
END_TEST

static const char valid[] =
    "# rules\r\nlog application skype, skype-related user anna, nobody\r\n"
    "block activity file-transfer group students, none time mon-fri,sun 08:00-16:00\n"
    "shape 64 activity call # kbit/s\nprioritise 1 activity call-audio user \xc3\xa4nna\n"
    "block mechanism proxy-https, proxy-socks5 time 22:00-06:00, 12:00-13:00\nallow";

START_TEST(test_random_texts)
{
    unsigned good = 0, bad = 0;
    for (unsigned i = 0; i < 30000; i++) {
        size_t length = sizeof valid - 1;
        char *text = mutation_of(valid, &length);
        struct skypedpi_text_error error = {.size = sizeof error};
        int result = skypedpi_policy_read(text, length, NULL, NULL, &policy, &error);
        if (result == SKYPEDPI_OK) {
            good++;
            ask((struct skypedpi_policy_question){
                .user = "anna", .activity = (uint16_t)chance(12), .minute = (uint16_t)chance(10080)});
        } else {
            bad++;
            ck_assert_int_eq(result, SKYPEDPI_E_TEXT);
            finding_check(&error, text, length);
        }
        drop();
        free(text);
    }
    ck_assert_uint_gt(good, 500);
    ck_assert_uint_gt(bad, 500);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("policy");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, NULL, drop);
    tcase_add_test(tests, test_example);
    tcase_add_test(tests, test_nothing_fits);
    tcase_add_test(tests, test_people);
    tcase_add_test(tests, test_words);
    tcase_add_test(tests, test_action_names);
    tcase_add_loop_test(tests, test_times, 0, sizeof times / sizeof *times);
    tcase_add_loop_test(tests, test_refusals, 0, sizeof refusals / sizeof *refusals);
    tcase_add_test(tests, test_most);
    tcase_add_test(tests, test_own_applications);
    tcase_add_test(tests, test_decides_as_computed);
    tcase_add_test(tests, test_arguments);
    tcase_add_test(tests, test_memory_runs_out);
    tcase_add_test(tests, test_random_texts);
    return suite_run("policy", tests);
}
