/* SPDX-License-Identifier: BSD-2-Clause */
/* Images are hostile: refused whole, or safe to run. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "lib/base/bytes.h"
#include "lib/sigset/image.h"
#include "tests/unit/suite.h"

static uint8_t *image;
static size_t image_length;

static void setup(void)
{
    skypedpi_db *db;
    ck_assert_int_eq(skypedpi_db_builtin(&db), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, &image_length), SKYPEDPI_E_FULL);
    image = malloc(image_length);
    ck_assert_int_eq(skypedpi_db_save(db, image, image_length, &image_length), SKYPEDPI_OK);
    skypedpi_db_unref(db);
}

static void teardown(void)
{
    free(image);
}

static int load(const uint8_t *bytes, size_t length)
{
    skypedpi_db *db;
    uint8_t *exact = malloc(length ? length : 1);
    memcpy(exact, bytes, length);
    int result = skypedpi_db_load(exact, length, NULL, 0, NULL, &db);
    free(exact);
    ck_assert_int_eq(result == SKYPEDPI_OK, db != NULL);
    skypedpi_db_unref(db);
    return result;
}

START_TEST(every_truncation_is_refused)
{
    for (size_t length = 0; length < image_length; length++)
        ck_assert_int_eq(load(image, length), length < 8 ? SKYPEDPI_E_MAGIC : SKYPEDPI_E_TRUNCATED);
}
END_TEST

START_TEST(a_longer_image_is_refused)
{
    uint8_t *longer = malloc(image_length + 1);
    memcpy(longer, image, image_length);
    longer[image_length] = 0;
    ck_assert_int_eq(load(longer, image_length + 1), SKYPEDPI_E_TRUNCATED);
    free(longer);
}
END_TEST

START_TEST(every_flipped_bit_is_refused)
{
    for (size_t bit = 0; bit < image_length * 8; bit += bit < 1024 ? 1 : 37) {
        image[bit / 8] ^= (uint8_t)(1u << bit % 8);
        ck_assert_int_ne(load(image, image_length), SKYPEDPI_OK);
        image[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    ck_assert_int_eq(load(image, image_length), SKYPEDPI_OK);
}
END_TEST

START_TEST(other_formats_are_refused)
{
    for (uint32_t format = 0; format < 5; format++) {
        write_le32(image + 8, format);
        write_le64(image + 24, image_digest(image, image_length));
        int expected = format == IMAGE_FORMAT_ONE    ? SKYPEDPI_OK
                       : format == IMAGE_FORMAT_MANY ? SKYPEDPI_E_STRUCTURE /* the header tells of one set */
                                                     : SKYPEDPI_E_FORMAT;
        ck_assert_int_eq(load(image, image_length), expected);
    }
}
END_TEST

/* An image of one signature. */
static size_t compiled(const char *condition, uint8_t *out, size_t capacity)
{
    char text[512];
    skypedpi_sigset *set;
    skypedpi_db *db;
    size_t length;
    snprintf(text, sizeof text,
             "signature a { id 1 transport udp era any mechanism none activity none source \"s\" proof \"p\" "
             "weight 60 packet %s }",
             condition);
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_save(db, out, capacity, &length), SKYPEDPI_OK);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    return length;
}

/* Where its program begins. */
static uint8_t *code_in(uint8_t *bytes)
{
    return bytes + IMAGE_HEADER + IMAGE_SET + IMAGE_SIGNATURE;
}

/* An image whose program adds up `bytes` bytes of a message, all of them put on the stack first. */
static size_t stacked(unsigned bytes, uint8_t *out, size_t capacity)
{
    char condition[256] = "u8[0]";
    for (unsigned i = 1; i < bytes; i++)
        sprintf(condition + strlen(condition), " + u8[%u]", i);
    size_t length = compiled(strcat(condition, " == 5"), out, capacity);
    uint8_t *code = code_in(out);
    for (unsigned i = 0; i < 2 * bytes - 1; i++) {
        memset(code + (size_t)i * IMAGE_INSTRUCTION, 0, IMAGE_INSTRUCTION);
        code[(size_t)i * IMAGE_INSTRUCTION] = i < bytes ? OP_LOAD : OP_ADD;
    }
    write_le64(out + 24, image_digest(out, length));
    return length;
}

START_TEST(the_stack_is_as_deep_as_it_is)
{
    uint8_t bytes[1024];
    for (unsigned n = 2; n < 12; n++) {
        size_t length = stacked(n, bytes, sizeof bytes);
        ck_assert_int_eq(load(bytes, length), n <= STACK_MAX ? SKYPEDPI_OK : SKYPEDPI_E_STRUCTURE);
    }
}
END_TEST

/* What a reading instruction may be told, to the last value that is allowed and one beyond. */
static const struct operand_test {
    uint8_t op, a;
    uint16_t b;
    uint32_t imm;
    bool allowed;
} operands[] = {
    {OP_LOAD, SOURCE_THIS, OFFSET_MAX, WIDTH_LE32, true},
    {OP_LOAD, SOURCE_THIS, OFFSET_MAX + 1, WIDTH_U8, false},
    {OP_LOAD, SOURCE_OLDER, HEAD_BYTES - 4, WIDTH_U32, true},
    {OP_LOAD, SOURCE_OLDER, HEAD_BYTES - 3, WIDTH_U32, false},
    {OP_LOAD, SOURCE_COUNT, 0, WIDTH_U8, false},
    {OP_LOAD, SOURCE_THIS, 0, WIDTH_COUNT, false},
    {OP_DISTINCT, SOURCE_THIS, OFFSET_MAX, 64, true},
    {OP_DISTINCT, SOURCE_THIS, 0, 65, false},
    {OP_DISTINCT, SOURCE_THIS, 0, 1, false},
    {OP_DISTINCT, SOURCE_PREV, 0, HEAD_BYTES, true},
    {OP_DISTINCT, SOURCE_PREV, 1, HEAD_BYTES, false},
    {OP_COMMON, SOURCE_THIS, 0, HEAD_BYTES, true},
    {OP_COMMON, SOURCE_THIS, 1, HEAD_BYTES, false},
    {OP_COMMON, SOURCE_THIS, HEAD_BYTES - 1, 1, true},
    {OP_COMMON, SOURCE_THIS, HEAD_BYTES, 1, false},
    {OP_COMMON, SOURCE_THIS, 0, 0, false},
    {OP_COMMON, SOURCE_THIS, 1, UINT32_MAX, false},
    {OP_COMMON, SOURCE_REVERSE, 4, 8, true},
    {OP_COMMON, SOURCE_REVERSE, 65535, 8, false},
    {OP_COMMON, SOURCE_COUNT, 0, 1, false},
};

START_TEST(operands_lie_in_bounds)
{
    uint8_t bytes[1024];
    const struct operand_test *t = &operands[_i];
    size_t length = compiled("u8[0] == 5", bytes, sizeof bytes);
    uint8_t *code = code_in(bytes);
    code[0] = t->op;
    code[1] = t->a;
    write_le16(code + 2, t->b);
    write_le32(code + 4, t->imm);
    write_le64(bytes + 24, image_digest(bytes, length));
    ck_assert_int_eq(load(bytes, length), t->allowed ? SKYPEDPI_OK : SKYPEDPI_E_STRUCTURE);
}
END_TEST

static uint32_t state = 1;

static uint32_t random_word(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

/* Random packets of both transports through whatever was accepted. */
static void run(skypedpi_db *db)
{
    static const uint8_t begin[][6] = {{0x15, 0xe8, 2, 0xb7, 0x2f, 0xed}, {22, 3, 1, 0, 40, 1},
                                       {0x16, 3, 1, 0, 0, 0x16},          {'G', 'E', 'T', ' ', '/', ' '},
                                       {0, 1, 0, 84, 0x21, 0x12},         {0x80, 200, 0, 1, 2, 3}};
    skypedpi_engine *engine;
    struct skypedpi_settings settings;
    skypedpi_settings_init(&settings);
    settings.max_flows = 4;
    settings.stream_buffers = 2;
    settings.native_records = 1;
    ck_assert_int_eq(skypedpi_engine_new(db, &settings, &engine), SKYPEDPI_OK);
    for (unsigned i = 0; i < 4; i++) {
        skypedpi_flow *flow;
        uint8_t payload[300];
        const struct skypedpi_tuple tuple = {.size = sizeof tuple, .family = 4, .transport = i % 2 ? 6 : 17};
        ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &flow), SKYPEDPI_OK);
        for (uint32_t n = 0, at = 0; n < 6; n++) {
            uint32_t length = random_word() % sizeof payload;
            for (uint32_t k = 0; k < length; k++)
                payload[k] = (uint8_t)random_word();
            memcpy(payload, begin[random_word() % 6], 6);
            const struct skypedpi_packet p = {.size = sizeof p,
                                              .flags = random_word() & 1,
                                              .time = n * 1000000u,
                                              .length = length,
                                              .captured = length,
                                              .sequence = at,
                                              .payload = payload};
            ck_assert_int_ge(skypedpi_flow_feed(engine, flow, &p), 0);
            at += length;
        }
    }
    skypedpi_engine_free(engine);
}

/* Changed images with a digest that fits: what passes the verifier must be safe to run and to print. */
START_TEST(changed_images_are_refused_or_safe)
{
    uint8_t *changed = malloc(image_length);
    unsigned accepted = 0, refused = 0;
    for (int round = 0; round < 4000; round++) {
        memcpy(changed, image, image_length);
        for (uint32_t n = random_word() % 4 + 1; n; n--) {
            /* the tables in front are the interesting part; the strings behind them are half of the image */
            size_t at = random_word() % (round % 2 ? image_length / 3 : image_length);
            changed[at] = random_word() & 1 ? (uint8_t)random_word() : (uint8_t)(changed[at] + 1);
        }
        write_le64(changed + 24, image_digest(changed, image_length));
        skypedpi_db *db;
        if (skypedpi_db_load(changed, image_length, NULL, 0, NULL, &db) != SKYPEDPI_OK) {
            refused++;
            continue;
        }
        accepted++;
        run(db);
        char text[512];
        struct skypedpi_signature s = {.size = sizeof s};
        ck_assert_int_eq(skypedpi_db_signature(db, 0, &s), SKYPEDPI_OK);
        skypedpi_db_print(db, s.id, text, sizeof text);
        skypedpi_db_unref(db);
    }
    free(changed);
    ck_assert_uint_gt(accepted, 0);
    ck_assert_uint_gt(refused, 0);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("image");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 100);
    tcase_add_test(t, every_truncation_is_refused);
    tcase_add_test(t, a_longer_image_is_refused);
    tcase_add_test(t, every_flipped_bit_is_refused);
    tcase_add_test(t, other_formats_are_refused);
    tcase_add_test(t, the_stack_is_as_deep_as_it_is);
    tcase_add_loop_test(t, operands_lie_in_bounds, 0, sizeof operands / sizeof *operands);
    tcase_add_test(t, changed_images_are_refused_or_safe);
    return suite_run("image", t);
}
