/* SPDX-License-Identifier: BSD-2-Clause */
/* Keys and signatures in minisign's files: those of the stock program are read, and what is hostile is told. */
#include "tools/minisign.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include "tests/unit/suite.h"

/* Made for this test by minisign 0.11 with -G -W, -S -t and -S -l -t. */
static const char public_text[] = "untrusted comment: minisign public key 8A765EDE0FB67EC2\n"
                                  "RWTCfrYP3l52ig1Dyegh1khP2y36iGyVDwA+KNxD2v7eS6reNJL80oye\n";
static const char bare_text[] =
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwn62D95edoqeYcTFVzgPoDUiAERbsHIG"
    "O4obKWjkJW0GFq4NP1XoQA1Dyegh1khP2y36iGyVDwA+"
    "KNxD2v7eS6reNJL80oyeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    "\n";
static const char hashed_text[] =
    "untrusted comment: signature from minisign secret key\n"
    "RUTCfrYP3l52ijwC5vLhQC1dPZpCkZgH3rtoyqI2WvKSawSN1nUiFWGST5hjA5iQQ6LCN8Yb/8v1T1J/aevMhnhgXCexooPivQs=\n"
    "trusted comment: hashed, of a file\n"
    "yPlpdDVu8dsr0HmzxLj6tDs5F3qvou6e+wzPMbLS0DWt0XNFzneg2Bao9WhLdD30NkaSYD6xPucymRrwctktDA==\n";
static const char legacy_text[] =
    "untrusted comment: signature from minisign secret key\n"
    "RWTCfrYP3l52ig7Qbv4ufd0r5LZyjNV3TbsRMnS2v69v5C4ULVisMUN3rfO8rljDXKL2lHz5tkuL1N1dvXxAQ1jkrcXodBZsXQc=\n"
    "trusted comment: legacy\n"
    "rXHZE7BXHt4cPCpSb6dSiFDUaAI+hcoSubdDkapAR70oXLb5LSqW3lhhoaI6gxeFZa8a1tSw6quADj/Bhzw2CA==\n";
static const char message[] = "hello\n";
#define MESSAGE (sizeof message - 1)

/* scrypt at its cheapest, for tests */
#define LITTLE_WORK   32768
#define LITTLE_MEMORY (UINT64_C(16) << 20)

/* Readers get exact copies, so that reading past the end is seen. */
static char *exact(const char *text, size_t length)
{
    char *copy = malloc(length ? length : 1);
    memcpy(copy, text, length);
    return copy;
}

static const char *read_public(struct public_key *key, const char *text, size_t length)
{
    char *copy = exact(text, length);
    const char *wrong = public_key_read(key, copy, length);
    free(copy);
    return wrong;
}

static const char *read_signature(struct signature *signature, const char *text, size_t length)
{
    char *copy = exact(text, length);
    const char *wrong = signature_read(signature, copy, length);
    free(copy);
    return wrong;
}

static const char *read_secret(struct secret_key *key, const char *text, size_t length, const char *password)
{
    struct sealed_key sealed;
    char *copy = exact(text, length);
    const char *wrong = sealed_key_read(&sealed, copy, length);
    free(copy);
    return wrong ? wrong : sealed_key_open(&sealed, password, key);
}

static struct public_key stock_public(void)
{
    struct public_key key;
    ck_assert_ptr_null(read_public(&key, public_text, strlen(public_text)));
    return key;
}

static struct secret_key stock_secret(void)
{
    struct secret_key key;
    ck_assert_ptr_null(read_secret(&key, bare_text, strlen(bare_text), ""));
    return key;
}

/* NULL, or what is wrong with a signature's text for the message. */
static const char *verify(const char *text, size_t length)
{
    const struct public_key key = stock_public();
    struct signature signature;
    const char *wrong = read_signature(&signature, text, length);
    return wrong ? wrong : signature_check(&signature, &key, message, MESSAGE);
}

/* ---- what the stock program made ---- */

START_TEST(stock_keys_are_read)
{
    const struct public_key public = stock_public();
    const struct secret_key secret = stock_secret();
    const struct public_key derived = secret_key_public(&secret);
    ck_assert_str_eq(key_name(public.id).text, "8A765EDE0FB67EC2");
    ck_assert_int_eq(memcmp(&public, &derived, sizeof public), 0);
    struct public_key again;
    ck_assert_ptr_null(
        public_key_decode(&again, "RWTCfrYP3l52ig1Dyegh1khP2y36iGyVDwA+KNxD2v7eS6reNJL80oye", 56));
    ck_assert_int_eq(memcmp(&public, &again, sizeof public), 0);
}
END_TEST

START_TEST(stock_signatures_are_good)
{
    struct signature signature;
    ck_assert_ptr_null(verify(hashed_text, strlen(hashed_text)));
    ck_assert_ptr_null(verify(legacy_text, strlen(legacy_text)));
    ck_assert_ptr_null(read_signature(&signature, hashed_text, strlen(hashed_text)));
    ck_assert(signature.hashed);
    ck_assert_str_eq(signature.comment, "hashed, of a file");
    ck_assert_ptr_null(read_signature(&signature, legacy_text, strlen(legacy_text)));
    ck_assert(!signature.hashed);
}
END_TEST

/* Ed25519 is deterministic: the same key, message and comment make the same file, but for its first line. */
START_TEST(signatures_are_those_of_the_stock_program)
{
    const struct secret_key key = stock_secret();
    struct signature signature;
    struct minisign_text text;
    signature_make(&signature, &key, message, MESSAGE, "hashed, of a file");
    signature_write(&signature, &text);
    ck_assert_uint_eq(text.length, strlen(text.text));
    ck_assert_str_eq(strchr(text.text, '\n'), strchr(hashed_text, '\n'));
    ck_assert_int_eq(strncmp(text.text, "untrusted comment: ", 19), 0);
}
END_TEST

START_TEST(key_files_are_those_of_the_stock_program)
{
    const struct secret_key key = stock_secret();
    const struct public_key public = stock_public();
    struct sealed_key sealed;
    struct minisign_text text;
    ck_assert_ptr_null(sealed_key_close(&sealed, &key, NULL, 0, 0));
    sealed_key_write(&sealed, &text);
    ck_assert_str_eq(text.text, bare_text);
    public_key_write(&public, &text);
    ck_assert_str_eq(text.text, public_text);
    public_key_encode(&public, &text);
    ck_assert_str_eq(text.text, strchr(public_text, '\n') + 1);
}
END_TEST

START_TEST(lines_may_end_as_on_other_systems)
{
    char text[1024];
    size_t length = 0;
    for (const char *at = hashed_text; *at; at++) {
        if (*at == '\n')
            text[length++] = '\r';
        text[length++] = *at;
    }
    ck_assert_ptr_null(verify(text, length));
    ck_assert_ptr_null(verify(text, length - 1));
    ck_assert_ptr_null(verify(text, length - 2));
    ck_assert_ptr_null(verify(hashed_text, strlen(hashed_text) - 1));
}
END_TEST

/* ---- round trips ---- */

START_TEST(a_new_key_signs)
{
    struct secret_key key, other;
    struct signature signature, again;
    struct minisign_text text;
    secret_key_make(&key);
    secret_key_make(&other);
    ck_assert_int_ne(memcmp(&key, &other, sizeof key), 0);
    const struct public_key public = secret_key_public(&key);
    signature_make(&signature, &key, message, MESSAGE, "");
    signature_write(&signature, &text);
    ck_assert_ptr_null(read_signature(&again, text.text, text.length));
    ck_assert_ptr_null(signature_check(&again, &public, message, MESSAGE));
    ck_assert_str_eq(signature_check(&again, &public, message, MESSAGE - 1),
                     "the signature is not one of these bytes");
    ck_assert_str_eq(signature_check(&again, &public, "Hello\n", MESSAGE),
                     "the signature is not one of these bytes");
    strcpy(again.comment, "x");
    ck_assert_str_eq(signature_check(&again, &public, message, MESSAGE), "the trusted comment was changed");
    struct public_key wrong = secret_key_public(&other);
    ck_assert_str_eq(signature_check(&signature, &wrong, message, MESSAGE), "signed with another key");
    memcpy(wrong.id, public.id, KEY_ID); /* whoever takes the id has not the key yet */
    ck_assert_str_eq(signature_check(&signature, &wrong, message, MESSAGE),
                     "the signature is not one of these bytes");
}
END_TEST

START_TEST(nothing_and_much_can_be_signed)
{
    const struct secret_key key = stock_secret();
    const struct public_key public = stock_public();
    struct signature signature, again;
    struct minisign_text text;
    char comment[MINISIGN_COMMENT_MAX + 1];
    memset(comment, 'c', sizeof comment - 1);
    comment[sizeof comment - 1] = '\0';
    signature_make(&signature, &key, "", 0, comment);
    signature_write(&signature, &text);
    ck_assert_ptr_null(read_signature(&again, text.text, text.length));
    ck_assert_str_eq(again.comment, comment);
    ck_assert_ptr_null(signature_check(&again, &public, "", 0));
    char *large = calloc(1, 3 << 20);
    signature_make(&signature, &key, large, 3 << 20, "large");
    ck_assert_ptr_null(signature_check(&signature, &public, large, 3 << 20));
    large[(3 << 20) - 1] = 1;
    ck_assert_ptr_nonnull(signature_check(&signature, &public, large, 3 << 20));
    free(large);
}
END_TEST

static void seal(struct minisign_text *text, const char *password)
{
    const struct secret_key key = stock_secret();
    struct sealed_key sealed;
    ck_assert_ptr_null(sealed_key_close(&sealed, &key, password, LITTLE_WORK, LITTLE_MEMORY));
    sealed_key_write(&sealed, text);
}

START_TEST(a_password_closes_a_key)
{
    const struct secret_key stock = stock_secret();
    struct secret_key key;
    struct minisign_text text, other;
    seal(&text, "a password");
    seal(&other, "a password");
    ck_assert_str_ne(text.text, other.text); /* the salt is random */
    ck_assert_ptr_null(read_secret(&key, text.text, text.length, "a password"));
    ck_assert_int_eq(memcmp(&key, &stock, sizeof key), 0);
    static const char wrong[] = "the password is wrong, or the key is damaged";
    ck_assert_str_eq(read_secret(&key, text.text, text.length, "a passwort"), wrong);
    ck_assert_str_eq(read_secret(&key, text.text, text.length, ""), wrong);
}
END_TEST

/* ---- what is hostile ---- */

/* A record of the same length, with one of its bytes set, written out again. */
static const char *with_byte(const char *text, size_t at, uint8_t byte, struct minisign_text *changed)
{
    struct sealed_key sealed;
    ck_assert_ptr_null(sealed_key_read(&sealed, text, strlen(text)));
    ((uint8_t *)&sealed)[at] = byte;
    sealed_key_write(&sealed, changed);
    return changed->text;
}

START_TEST(a_key_cannot_ask_for_too_much)
{
    struct minisign_text text, changed;
    struct sealed_key sealed;
    static const char wrong[] = "it asks for more time or memory to be opened than any key needs";
    seal(&text, "p");
    with_byte(text.text, offsetof(struct sealed_key, work) + 7, 1, &changed);
    ck_assert_str_eq(sealed_key_read(&sealed, changed.text, changed.length), wrong);
    with_byte(text.text, offsetof(struct sealed_key, memory) + 4, 1, &changed);
    ck_assert_str_eq(sealed_key_read(&sealed, changed.text, changed.length), wrong);
    with_byte(text.text, offsetof(struct sealed_key, work) + 3, 2, &changed);
    ck_assert_str_eq(sealed_key_read(&sealed, changed.text, changed.length), wrong);
}
END_TEST

/* What is cut off is missed, but for the end of the last line. */
static void check_cuts(const char *text, const char *read(const char *text, size_t length))
{
    size_t length = strlen(text);
    for (size_t cut = 0; cut < length; cut++) {
        const char *wrong = read(text, cut);
        ck_assert_msg((cut == length - 1) == (wrong == NULL), "cut to %zu: %s", cut, wrong);
        ck_assert(!wrong || strlen(wrong) > 10);
    }
    char *longer = malloc(length + 2);
    sprintf(longer, "%s\n", text);
    ck_assert_str_eq(read(longer, length + 1), "something stands behind its last line");
    longer[length] = '\0';
    ck_assert_ptr_nonnull(read(longer, length + 1));
    free(longer);
}

static const char *as_public(const char *text, size_t length)
{
    struct public_key key;
    return read_public(&key, text, length);
}

static const char *as_bare(const char *text, size_t length)
{
    struct secret_key key;
    return read_secret(&key, text, length, "");
}

static const char *as_sealed(const char *text, size_t length)
{
    struct secret_key key;
    return read_secret(&key, text, length, "p");
}

START_TEST(every_cut_is_missed)
{
    struct minisign_text text;
    check_cuts(public_text, as_public);
    check_cuts(hashed_text, verify);
    check_cuts(legacy_text, verify);
    check_cuts(bare_text, as_bare);
    seal(&text, "p");
    check_cuts(text.text, as_sealed);
}
END_TEST

/* Every byte of a signature's file counts, but those of the comment that nobody vouches for. */
START_TEST(every_byte_of_a_signature_counts)
{
    static const char *const texts[] = {hashed_text, legacy_text};
    char *text = exact(texts[_i], strlen(texts[_i]) + 1);
    size_t free_to_change = strlen("untrusted comment:"), line = (size_t)(strchr(text, '\n') - text);
    for (size_t at = 0; text[at]; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            char was = text[at];
            if ((char)byte == was)
                continue;
            text[at] = (char)byte;
            const char *wrong = verify(text, strlen(texts[_i]));
            bool comment = at >= free_to_change && at < line && byte != '\n';
            bool last = at == strlen(texts[_i]) - 1 && byte == '\r';
            ck_assert_msg((comment || last) == !wrong, "byte %zu is %u: %s", at, byte, wrong);
            text[at] = was;
        }
    }
    free(text);
}
END_TEST

/* A changed public key is none, or no signature is good under it. */
START_TEST(every_byte_of_a_public_key_counts)
{
    char *text = exact(public_text, sizeof public_text);
    size_t line = (size_t)(strchr(text, '\n') - text);
    struct signature signature;
    struct public_key key;
    ck_assert_ptr_null(read_signature(&signature, hashed_text, strlen(hashed_text)));
    for (size_t at = line; text[at]; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            char was = text[at];
            if ((char)byte == was || (at == sizeof public_text - 2 && byte == '\r'))
                continue;
            text[at] = (char)byte;
            ck_assert_msg(read_public(&key, text, strlen(public_text)) ||
                              signature_check(&signature, &key, message, MESSAGE),
                          "byte %zu is %u", at, byte);
            text[at] = was;
        }
    }
    free(text);
}
END_TEST

/* Without a password nothing vouches for the id, and nobody reads the salt: the secret itself must be whole. */
START_TEST(every_byte_of_a_bare_key_counts)
{
    const struct secret_key stock = stock_secret();
    char *text = exact(bare_text, sizeof bare_text);
    struct secret_key key;
    for (size_t at = (size_t)(strchr(text, '\n') - text); text[at]; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            char was = text[at];
            text[at] = (char)byte;
            if (!read_secret(&key, text, strlen(bare_text), ""))
                ck_assert_int_eq(memcmp(key.key, stock.key, SECRET_KEY), 0);
            text[at] = was;
        }
    }
    free(text);
}
END_TEST

/* The checksum vouches for the salt and all that is under the password. */
START_TEST(every_byte_of_a_sealed_key_counts)
{
    struct minisign_text text, changed;
    struct secret_key key;
    struct sealed_key sealed;
    seal(&text, "p");
    ck_assert_ptr_null(sealed_key_read(&sealed, text.text, text.length));
    for (unsigned i = 0; i < SALT + sizeof sealed.secret; i++) {
        size_t at =
            i < SALT ? offsetof(struct sealed_key, salt) + i : offsetof(struct sealed_key, secret) + i - SALT;
        with_byte(text.text, at, (uint8_t)(((uint8_t *)&sealed)[at] ^ 1u << i % 8), &changed);
        ck_assert_str_eq(read_secret(&key, changed.text, changed.length, "p"),
                         "the password is wrong, or the key is damaged");
    }
}
END_TEST

START_TEST(wrong_kinds_are_told)
{
    struct signature s;
    struct public_key key;
    struct sealed_key sealed;
    ck_assert_str_eq(read_public(&key, hashed_text, strlen(hashed_text)),
                     "its second line is not Base64 of the right length");
    ck_assert_str_eq(read_signature(&s, public_text, strlen(public_text)),
                     "its second line is not Base64 of the right length");
    ck_assert_str_eq(sealed_key_read(&sealed, public_text, strlen(public_text)),
                     "its second line is not Base64 of the right length");
    ck_assert_str_eq(read_public(&key, "", 0), "its first line does not begin with 'untrusted comment:'");
    ck_assert_str_eq(read_public(&key, "RWTC\n", 5), "its first line does not begin with 'untrusted comment:'");
    ck_assert_str_eq(read_public(&key, "untrusted comment:\n", 19), "it ends after its first line");
    ck_assert_str_eq(public_key_decode(&key, "RWTC", 4), "not Base64 of a public key");
    ck_assert_str_eq(public_key_decode(&key, "XXTCfrYP3l52ig1Dyegh1khP2y36iGyVDwA+KNxD2v7eS6reNJL80oye", 56),
                     "not a public key of Ed25519");
}
END_TEST

START_TEST(comments_cannot_write_to_a_terminal)
{
    static const char *const bad[] = {"a\x1b[2J", "a\x7f", "a\rb"};
    const struct secret_key key = stock_secret();
    struct signature signature, again;
    struct minisign_text text;
    signature_make(&signature, &key, message, MESSAGE, bad[_i]);
    signature_write(&signature, &text);
    ck_assert_str_eq(read_signature(&again, text.text, text.length),
                     "its trusted comment is too long, or holds control characters");
}
END_TEST

static const char *with_comment(struct signature *signature, size_t length)
{
    static char longer[MINISIGN_COMMENT_MAX + 1024];
    const char *bytes = strchr(hashed_text, '\n') + 1, *last = strstr(hashed_text, "yPlp");
    int before = sprintf(
        longer, "untrusted comment: x\n%.*strusted comment: ", (int)(strchr(bytes, '\n') + 1 - bytes), bytes);
    memset(longer + before, 'x', length);
    int behind = sprintf(longer + before + length, "\n%s", last);
    return read_signature(signature, longer, (size_t)(before + behind) + length);
}

START_TEST(a_comment_can_be_too_long)
{
    const struct public_key key = stock_public();
    struct signature signature;
    ck_assert_str_eq(with_comment(&signature, MINISIGN_COMMENT_MAX + 1),
                     "its trusted comment is too long, or holds control characters");
    ck_assert_ptr_null(with_comment(&signature, MINISIGN_COMMENT_MAX));
    ck_assert_str_eq(signature_check(&signature, &key, message, MESSAGE), "the trusted comment was changed");
}
END_TEST

int main(void)
{
    if (!minisign_start())
        return EXIT_FAILURE;
    TCase *t = tcase_create("minisign");
    tcase_set_timeout(t, 110);
    tcase_add_test(t, stock_keys_are_read);
    tcase_add_test(t, stock_signatures_are_good);
    tcase_add_test(t, signatures_are_those_of_the_stock_program);
    tcase_add_test(t, key_files_are_those_of_the_stock_program);
    tcase_add_test(t, lines_may_end_as_on_other_systems);
    tcase_add_test(t, a_new_key_signs);
    tcase_add_test(t, nothing_and_much_can_be_signed);
    tcase_add_test(t, a_password_closes_a_key);
    tcase_add_test(t, a_key_cannot_ask_for_too_much);
    tcase_add_test(t, every_cut_is_missed);
    tcase_add_loop_test(t, every_byte_of_a_signature_counts, 0, 2);
    tcase_add_test(t, every_byte_of_a_public_key_counts);
    tcase_add_test(t, every_byte_of_a_bare_key_counts);
    tcase_add_test(t, every_byte_of_a_sealed_key_counts);
    tcase_add_test(t, wrong_kinds_are_told);
    tcase_add_loop_test(t, comments_cannot_write_to_a_terminal, 0, 3);
    tcase_add_test(t, a_comment_can_be_too_long);
    return suite_run("minisign", t);
}
