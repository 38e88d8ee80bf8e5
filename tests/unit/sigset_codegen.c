/* SPDX-License-Identifier: BSD-2-Clause */
/* Conditions become programs that mean the same, and prefilters that leave out nothing they would find. */
#include "tests/unit/sigset_condition.h"

#include "lib/sigset/fields.h"

/* ---- programs, written out ---- */

static const char *const operators[OP_COUNT] = {
    [OP_END] = "end", [OP_ADD] = "+",  [OP_SUB] = "-",  [OP_MUL] = "*",   [OP_AND] = "&", [OP_OR] = "|",
    [OP_XOR] = "^",   [OP_SHL] = "<<", [OP_SHR] = ">>", [OP_EQ] = "==",   [OP_NE] = "!=", [OP_LT] = "<",
    [OP_LE] = "<=",   [OP_GT] = ">",   [OP_GE] = ">=",  [OP_NOT] = "not", [OP_IN] = "in"};

/* name, name[N] or name(N,C), of whichever message */
static char *write_field(char *to, const struct instruction *i)
{
    static const char *const prefix[SOURCE_COUNT] = {"", "prev.", "reverse.", "older."};
    const struct field_word *f = field_of(i);
    to += sprintf(to, "%s%s", i->op == OP_TEXT ? "" : prefix[i->a], f->name);
    if (i->op == OP_DISTINCT || i->op == OP_COMMON)
        return to + sprintf(to, "(%u,%u)", i->b, i->imm);
    if (f->index_high)
        return to + sprintf(to, "[%u]", i->op == OP_FIELD ? i->imm : i->b);
    return to;
}

static void write_texts(char *to, const struct instruction *i)
{
    static const char *const test[TEXT_TEST_COUNT] = {"is", "under", "starts", "ends", "contains"};
    const struct list *list = (const struct list *)builder.table[TABLE_LISTS].rows + i->imm;
    to += sprintf(to, " %s ", test[i->a]);
    for (uint32_t k = 0; k < list->count; k++) {
        struct text_ref text = ((const struct text_ref *)builder.table[TABLE_REFS].rows)[list->first + k];
        to += sprintf(to, "%.*s|", (int)text.length, builder_string(&builder, TABLE_STRINGS, text));
    }
}

static void write_bytes(char *to, const struct instruction *i)
{
    struct text_ref text = ((const struct text_ref *)builder.table[TABLE_CONSTANTS].rows)[i->imm];
    for (uint32_t k = 0; k < text.length; k++)
        to += sprintf(to, ":%02x", (unsigned char)builder_string(&builder, TABLE_STRINGS, text)[k]);
}

static void write_ranges(char *to, const struct instruction *i)
{
    const struct range *r = (const struct range *)builder.table[TABLE_RANGES].rows + i->imm;
    for (unsigned k = 0; k < i->b; k++)
        to += sprintf(to, ":%u..%u", r[k].low, r[k].high);
}

static void write_instruction(char *to, const struct instruction *i)
{
    if (i->op == OP_PUSH)
        sprintf(to, "push%u", i->imm);
    else if (i->op == OP_AND_THEN || i->op == OP_OR_ELSE)
        sprintf(to, "%s%u", i->op == OP_AND_THEN ? "and" : "or", i->imm);
    else if (field_of(i))
        to = write_field(to, i);
    else
        to += sprintf(to, "%s", operators[i->op]);
    if (i->op == OP_IN)
        write_ranges(to, i);
    else if (i->op == OP_BYTES)
        write_bytes(to, i);
    else if (i->op == OP_TEXT)
        write_texts(to, i);
}

static const struct program_test {
    const char *condition, *program;
} programs[] = {
    /* what binds how */
    {"u8[2] & 0x8f == 7", "u8[2] push143 & push7 == end"},
    {"len - 20 < 0", "len push20 - push0 < end"},
    {"len + 2 * ordinal == 5", "len ordinal push2 * + push5 == end"},
    {"(len + 2) * ordinal == 5", "len push2 + ordinal * push5 == end"},
    {"len - 1 - 2 == 5", "len push1 - push2 - push5 == end"},
    {"len | ordinal & 3 ^ 1 == 5", "len ordinal push3 & | push1 ^ push5 == end"},
    {"len >> 1 << 2 == 4", "len push1 >> push2 << push4 == end"},
    {"not len == 5 and client", "len push5 != and5 client end"},
    {"client and not (len == 5 or server)", "client and9 len push5 == or8 client not not end"},
    {"not not client", "client end"},
    {"server", "client not end"},
    {"not server", "client end"},
    {"not len < 5", "len push5 >= end"},
    {"not (len in 5..6)", "len in:5..6 not end"},
    /* jumps go as far as they can */
    {"client and midflow and tunnelled", "client and5 midflow and5 tunnelled end"},
    {"client and (midflow and tunnelled)", "client and5 midflow and5 tunnelled end"},
    {"client or midflow or tunnelled", "client or5 midflow or5 tunnelled end"},
    {"client and midflow or tunnelled", "client and3 midflow or5 tunnelled end"},
    {"(client or midflow) and tunnelled", "client or3 midflow and5 tunnelled end"},
    {"client and midflow or tunnelled and client", "client and3 midflow or7 tunnelled and7 client end"},
    /* constants */
    {"len == 2 + 3 * 4", "len push14 == end"},
    {"len == 1 - 2", "len push1 push2 - == end"},
    {"len == 1 << 40 >> 38", "len push1 push40 << push38 >> == end"},
    {"len == 1 << 64", "len push0 == end"},
    {"1 < 2 and client", "push1 and3 client end"},
    {"not 1 == 1 or client", "push0 or3 client end"},
    {"5 == len", "len push5 == end"},
    {"5 < len", "len push5 > end"},
    {"5 >= len", "len push5 <= end"},
    {"5 - len == 1", "push5 len - push1 == end"},
    {"0x8f & u8[2] == 7", "u8[2] push143 & push7 == end"},
    /* fields */
    {"prev.u16[10] == reverse.le32[8]", "prev.u16[10] reverse.le32[8] == end"},
    {"u32[1400] == le16[0]", "u32[1400] le16[0] == end"},
    {"older.u8[11] == 4", "older.u8[11] push4 == end"},
    {"prev.len == 4 and reverse.seen", "prev.len push4 == and5 reverse.seen end"},
    {"size[3] > stun.value[0x8029]", "size[3] stun.value[32809] > end"},
    {"distinct(4, 12) >= 8 and prev.distinct(0, 12) > 2",
     "distinct(4,12) push8 >= and7 prev.distinct(0,12) push2 > end"},
    {"common(0, 4) == 0 and older.common(4, 8) < 2", "common(0,4) push0 == and7 older.common(4,8) push2 < end"},
    {"source.address == 203.0.113.7", "source.address push3405803783 == end"},
    {"bytes[0] == x\"16 0301\" and reverse.bytes[11] == x\"00\"",
     "bytes[0]:16:03:01 and3 reverse.bytes[11]:00 end"},
    {"bytes[1400] == x\"ff\"", "bytes[1400]:ff end"},
    /* sets */
    {"len in {18, 26, 51..53}", "len in:18..18:26..26:51..53 end"},
    {"len in {53, 51..52, 18, 20, 19, 18..18, 52..60}", "len in:18..20:51..60 end"},
    {"len in {4294967295, 0..4294967295, 7}", "len in:0..4294967295 end"},
    {"len in 48..110", "len in:48..110 end"},
    {"u8[2] & 0x8f in {5, 7} and client", "u8[2] push143 & in:5..5:7..7 and6 client end"},
    {"source.address in 10.0.0.0..10.255.255.255", "source.address in:167772160..184549375 end"},
    /* texts */
    {"tls.sni is \"Skype.COM\"", "tls.sni is skype.com| end"},
    {"http.path contains {\"/UI/\", \"A\"}", "http.path contains /UI/|A| end"},
    {"http.agent starts \"Skype\" or http.host ends \".NET\"",
     "http.agent starts skype| or3 http.host ends .net| end"},
    {"dns.name under {\"Skype.com\", \"a_b.x-1\"}", "dns.name under skype.com|a_b.x-1| end"},
    {"http.method is \"\"", "http.method is | end"},
};

START_TEST(conditions_become_programs)
{
    char line[2048] = "", one[512];
    const struct signature *s = compile("udp", programs[_i].condition);
    ck_assert_msg(s != NULL, "%u: %s", findings.entry[0].code, findings.entry[0].text);
    for (unsigned i = 0; i < s->code_length; i++) {
        write_instruction(one, &code_of(s)[i]);
        strcat(strcat(line, i ? " " : ""), one);
    }
    ck_assert_str_eq(line, programs[_i].program);
}
END_TEST

/* ---- prefilters ---- */

#define ANY_LENGTH 0, 65535
#define BOTH_WAYS  3, 0, 255
#define NOWHERE    0, 0

static const struct prefilter_test {
    const char *transport, *condition;
    struct prefilter expected;
} prefilters[] = {
    {"udp", "midflow", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len == 11", {11, 11, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "11 == len", {11, 11, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len in {18, 26, 51..53}", {18, 53, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len >= 18 and len < 30 and len != 20", {18, 29, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len > 18 and len <= 30", {19, 30, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "not (len > 18)", {0, 18, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "not (len in 5..18)", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len > 70000", {65535, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len < 70000", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len & 0xff == 3", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len - 20 < 5", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len == 5 or len == 9", {5, 9, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len == 5 or midflow", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "prev.len == 5", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_PREV}},
    /* what must be there */
    {"udp", "u16[9] == reverse.u16[3]", {11, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_REVERSE}},
    {"udp", "u32[9] + u8[20] == 3", {21, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "distinct(4, 12) > 3", {16, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp",
     "common(4, 8) < 3",
     {12, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_PREV | CONTEXT_REVERSE}},
    {"tcp", "prev.common(0, 4) < 3", {4, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_PREV}},
    {"udp", "not bytes[4] == x\"010203\"", {7, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "u8[4] == 3 or u8[20] == 3", {5, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "midflow or u8[20] == 3", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "not (u8[4] == 3 and u8[20] == 3)", {5, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "skype.crc == 3", {11, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "prev.skype.crc == 3", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_PREV}},
    {"udp", "u8[20] == 3 or len == 3", {21, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    /* direction and place */
    {"udp", "client", {ANY_LENGTH, 1, 0, 255, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "server", {ANY_LENGTH, 2, 0, 255, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "not client", {ANY_LENGTH, 2, 0, 255, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "client or server", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "server and ordinal in {1, 3}", {ANY_LENGTH, 2, 1, 3, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "ordinal >= 2", {ANY_LENGTH, 3, 2, 255, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "number == 2", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    /* the first and third byte */
    {"udp", "u8[0] == 0x16", {1, 65535, BOTH_WAYS, KIND_ANY, {0xff, 0x16}, {0, 0}, NOWHERE}},
    {"udp", "u8[2] == 2", {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0xff, 2}, NOWHERE}},
    {"udp", "u8[2] & 0x8f == 7", {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0x8f, 7}, NOWHERE}},
    {"udp", "u8[0] & 0xf0 == 0x40", {1, 65535, BOTH_WAYS, KIND_ANY, {0xf0, 0x40}, {0, 0}, NOWHERE}},
    {"udp", "skype.function == 13", {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0x8f, 13}, NOWHERE}},
    {"udp", "skype.function in {5, 7}", {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0x8d, 5}, NOWHERE}},
    {"udp", "u8[0] in 0x40..0x4f", {1, 65535, BOTH_WAYS, KIND_ANY, {0xf0, 0x40}, {0, 0}, NOWHERE}},
    {"udp", "u8[0] < 4", {1, 65535, BOTH_WAYS, KIND_ANY, {0xfc, 0}, {0, 0}, NOWHERE}},
    {"udp", "u8[0] != 4", {1, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "u16[0] == 0x1603", {2, 65535, BOTH_WAYS, KIND_ANY, {0xff, 0x16}, {0, 0}, NOWHERE}},
    {"udp", "u32[0] == 0x16030107", {4, 65535, BOTH_WAYS, KIND_ANY, {0xff, 0x16}, {0xff, 1}, NOWHERE}},
    {"udp", "le16[0] == 0x1603", {2, 65535, BOTH_WAYS, KIND_ANY, {0xff, 3}, {0, 0}, NOWHERE}},
    {"udp", "le32[0] == 0x16030107", {4, 65535, BOTH_WAYS, KIND_ANY, {0xff, 7}, {0xff, 3}, NOWHERE}},
    {"udp", "u16[1] == 0x1603", {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0xff, 3}, NOWHERE}},
    {"udp",
     "u32[2] & 0xff00ffff == 0x16000000",
     {6, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0xff, 0x16}, NOWHERE}},
    {"udp", "bytes[0] == x\"16 03 01\"", {3, 65535, BOTH_WAYS, KIND_ANY, {0xff, 0x16}, {0xff, 1}, NOWHERE}},
    {"udp", "bytes[2] == x\"16\"", {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0xff, 0x16}, NOWHERE}},
    {"udp",
     "prev.u8[0] == 3 and prev.bytes[2] == x\"00\"",
     {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_PREV}},
    {"udp", "skype.id == 0x1234", {2, 65535, BOTH_WAYS, KIND_ANY, {0xff, 0x12}, {0, 0}, NOWHERE}},
    {"udp", "u8[2] == 2 or u8[2] == 3", {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0xfe, 2}, NOWHERE}},
    {"udp",
     "u8[2] & 0x80 == 0 and u8[2] & 3 == 2",
     {3, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0x83, 2}, NOWHERE}},
    /* kinds */
    {"tcp", "tls.client", {ANY_LENGTH, BOTH_WAYS, KIND_TLS, {0, 0}, {0, 0}, NOWHERE}},
    {"tcp", "not tls.client", {ANY_LENGTH, BOTH_WAYS, KIND_TLS, {0, 0}, {0, 0}, NOWHERE}},
    {"tcp",
     "http.status == 200 or http.path is \"/\"",
     {ANY_LENGTH, BOTH_WAYS, KIND_HTTP, {0, 0}, {0, 0}, NOWHERE}},
    {"tcp", "midflow or tls.client", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "dns.name is \"a\" and dns.query", {ANY_LENGTH, BOTH_WAYS, KIND_DNS, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "len == 20 and stun.has[6]", {20, 20, BOTH_WAYS, KIND_STUN, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "rtp.type + 1 == 5", {ANY_LENGTH, BOTH_WAYS, KIND_RTP, {0, 0}, {0, 0}, NOWHERE}},
    /* ports, and what stands around */
    {"udp",
     "destination.port == 12340 or source.port == 12340",
     {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 12340, 0}},
    {"udp",
     "destination.port == 12340 or source.port == 12350",
     {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp",
     "server.port == 443 and client.port == 80",
     {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 443, 0}},
    {"udp", "server.port != 443", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "not server.port == 443", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "server.port in {443, 80}", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "server.port & 0xff == 80", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "resend.seed == 5", {16, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0x8f, 3}, NOWHERE}},
    {"udp",
     "resend.seed == 5 and u8[2] == 0x13",
     {16, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0xff, 0x13}, NOWHERE}},
    {"udp", "resend.seed == 5 or midflow", {16, 65535, BOTH_WAYS, KIND_ANY, {0, 0}, {0x8f, 3}, NOWHERE}},
    {"tcp", "record.u8[1] == 5", {ANY_LENGTH, 3, 1, 2, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_RECORD}},
    {"tcp", "attempt.port >= 1024", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_ATTEMPT}},
    {"tcp",
     "block.age < 5 and attempt.age < 5",
     {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_ATTEMPT | CONTEXT_BLOCK}},
    {"udp",
     "prev.seen and reverse.age < 5",
     {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_PREV | CONTEXT_REVERSE}},
    {"udp", "not prev.seen and not reverse.seen", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"udp", "older.len == 3", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_PREV}},
    {"tcp", "midflow or block.same", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
    {"tcp", "not block.same", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, 0, CONTEXT_BLOCK}},
    /* nothing is concluded from what can never be */
    {"udp", "len == 5 and len == 6", {ANY_LENGTH, BOTH_WAYS, KIND_ANY, {0, 0}, {0, 0}, NOWHERE}},
};

START_TEST(prefilters_are_what_follows)
{
    const struct prefilter_test *t = &prefilters[_i];
    const struct signature *s = compile(t->transport, t->condition);
    ck_assert_msg(s != NULL, "%u: %s", findings.entry[0].code, findings.entry[0].text);
    struct prefilter p = s->prefilter, e = t->expected;
    ck_assert_msg(
        memcmp(&p, &e, sizeof p) == 0,
        "%s\nlength %u..%u directions %u ordinal %u..%u kind %u bytes %02x:%02x %02x:%02x port %u context %u",
        t->condition, p.length_low, p.length_high, p.directions, p.ordinal_low, p.ordinal_high, p.kind,
        p.byte0.mask, p.byte0.value, p.byte2.mask, p.byte2.value, p.port, p.context);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("codegen");
    tcase_set_timeout(t, 120);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, conditions_become_programs, 0, (int)(sizeof programs / sizeof *programs));
    tcase_add_loop_test(t, prefilters_are_what_follows, 0, (int)(sizeof prefilters / sizeof *prefilters));
    return suite_run("sigset_codegen", t);
}
