/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <ctype.h>
#include <stdio.h>

/* Results and the names of numbers. */

static const int results[] = {
    SKYPEDPI_OK,          SKYPEDPI_DONE,     SKYPEDPI_E_ARGUMENT,   SKYPEDPI_E_SIZE,      SKYPEDPI_E_STATE,
    SKYPEDPI_E_NOT_FOUND, SKYPEDPI_E_MEMORY, SKYPEDPI_E_FULL,       SKYPEDPI_E_TEXT,      SKYPEDPI_E_EMPTY,
    SKYPEDPI_E_NATIVE,    SKYPEDPI_E_MAGIC,  SKYPEDPI_E_FORMAT,     SKYPEDPI_E_TRUNCATED, SKYPEDPI_E_DIGEST,
    SKYPEDPI_E_STRUCTURE, SKYPEDPI_E_NEWER,  SKYPEDPI_E_UNVERIFIED, SKYPEDPI_E_OLD,       SKYPEDPI_E_TAKEN,
    SKYPEDPI_E_STEPS,
};

static bool listed(int result)
{
    for (size_t i = 0; i < COUNT(results); i++)
        if (results[i] == result)
            return true;
    return false;
}

START_TEST(numbers_are_those_of_the_first_release)
{
    static const int fixed[] = {0,    1,    -101, -102, -103, -104, -201, -202, -301, -302, -303,
                                -401, -402, -403, -404, -405, -406, -407, -408, -304, -409};
    for (size_t i = 0; i < COUNT(results); i++)
        ck_assert_int_eq(results[i], fixed[i]);
}
END_TEST

START_TEST(every_result_has_a_name_and_a_text_of_its_own)
{
    for (size_t i = 0; i < COUNT(results); i++) {
        const char *name = skypedpi_error_name(results[i]), *text = skypedpi_error_text(results[i]);
        ck_assert_str_ne(name, "E_UNKNOWN");
        ck_assert_uint_gt(strlen(text), 3);
        ck_assert(!isupper((unsigned char)text[0]) && text[strlen(text) - 1] != '.');
        for (size_t k = 0; k < i; k++) {
            ck_assert_str_ne(name, skypedpi_error_name(results[k]));
            ck_assert_str_ne(text, skypedpi_error_text(results[k]));
        }
    }
}
END_TEST

START_TEST(names_are_those_of_the_header)
{
    ck_assert_str_eq(skypedpi_error_name(SKYPEDPI_OK), "OK");
    ck_assert_str_eq(skypedpi_error_name(SKYPEDPI_DONE), "DONE");
    ck_assert_str_eq(skypedpi_error_name(SKYPEDPI_E_TRUNCATED), "E_TRUNCATED");
    ck_assert_str_eq(skypedpi_error_name(SKYPEDPI_E_NOT_FOUND), "E_NOT_FOUND");
}
END_TEST

START_TEST(other_numbers_are_unknown)
{
    for (int result = -1000; result < 1000; result++)
        if (!listed(result)) {
            ck_assert_str_eq(skypedpi_error_name(result), "E_UNKNOWN");
            ck_assert_uint_gt(strlen(skypedpi_error_text(result)), 3);
        }
    ck_assert_str_eq(skypedpi_error_name(INT32_MIN), "E_UNKNOWN");
    ck_assert_str_eq(skypedpi_error_name(INT32_MAX), "E_UNKNOWN");
}
END_TEST

START_TEST(version_is_that_of_the_header)
{
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", SKYPEDPI_VERSION_MAJOR, SKYPEDPI_VERSION_MINOR,
             SKYPEDPI_VERSION_PATCH);
    ck_assert_str_eq(skypedpi_version(), text);
}
END_TEST

typedef const char *name_of(unsigned number);

/* Numbers 0 to last have names of their own; all others have that of 0. */
static void check_names(name_of *name, unsigned last)
{
    for (unsigned i = 0; i <= last; i++)
        for (unsigned k = 0; k < i; k++)
            ck_assert_str_ne(name(i), name(k));
    for (unsigned i = last + 1; i < 300; i++)
        ck_assert_str_eq(name(i), name(0));
    ck_assert_str_eq(name(UINT32_MAX), name(0));
}

START_TEST(verdict_words)
{
    check_names(skypedpi_application_name, SKYPEDPI_APPLICATION_SKYPE_RELATED);
    check_names(skypedpi_activity_name, SKYPEDPI_ACTIVITY_CALL);
    check_names(skypedpi_mechanism_name, SKYPEDPI_MECHANISM_PROXY_SOCKS4);
    check_names(skypedpi_stage_name, SKYPEDPI_STAGE_FINAL);
    ck_assert_str_eq(skypedpi_application_name(SKYPEDPI_APPLICATION_UNKNOWN), "unknown");
    ck_assert_str_eq(skypedpi_application_name(SKYPEDPI_APPLICATION_SKYPE_RELATED), "skype-related");
    ck_assert_str_eq(skypedpi_activity_name(0), "none");
    ck_assert_str_eq(skypedpi_activity_name(SKYPEDPI_ACTIVITY_FILE_TRANSFER), "file-transfer");
    ck_assert_str_eq(skypedpi_mechanism_name(0), "none");
    ck_assert_str_eq(skypedpi_mechanism_name(SKYPEDPI_MECHANISM_TLS_443_MIMIC), "tls-443-mimic");
    ck_assert_str_eq(skypedpi_mechanism_name(SKYPEDPI_MECHANISM_DNS), "dns");
    ck_assert_str_eq(skypedpi_stage_name(0), "open");
    ck_assert_str_eq(skypedpi_stage_name(SKYPEDPI_STAGE_LIKELY), "likely");
}
END_TEST

START_TEST(flag_words)
{
    unsigned known = 0;
    for (unsigned bit = 0; bit < 32; bit++)
        known += skypedpi_flag_name(1u << bit)[0] != 0;
    ck_assert_uint_eq(known, 8);
    ck_assert_str_eq(skypedpi_flag_name(SKYPEDPI_FLAG_MIDFLOW), "midflow");
    ck_assert_str_eq(skypedpi_flag_name(SKYPEDPI_FLAG_ONE_WAY), "one-way");
    ck_assert_str_eq(skypedpi_flag_name(SKYPEDPI_FLAG_SHORT_POOL), "short-pool");
    ck_assert_str_eq(skypedpi_flag_name(0), "");
    ck_assert_str_eq(skypedpi_flag_name(SKYPEDPI_FLAG_MIDFLOW | SKYPEDPI_FLAG_MISSING), "");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {numbers_are_those_of_the_first_release,
                                  every_result_has_a_name_and_a_text_of_its_own,
                                  names_are_those_of_the_header,
                                  other_numbers_are_unknown,
                                  version_is_that_of_the_header,
                                  verdict_words,
                                  flag_words};
    return run_tests("api/error", tests, COUNT(tests));
}
