/* SPDX-License-Identifier: BSD-2-Clause */
/* Random conditions: made as a tree, written as text, compiled and run, and computed from the tree. Both must
 * agree, the prefilter must let through what fires, what is said never to fire must not, whatever fires must be
 * one of the ways found for the condition to hold, and where one is said to cover another it must. */
#include "tests/unit/chance.h"
#include "tests/unit/sigset_condition.h"

#include "lib/sigset/implies.h"

#ifdef __SANITIZE_ADDRESS__
#define ROUNDS 300 /* enough for errors of memory; the others are looked for without it */
#else
#define ROUNDS 1500
#endif

struct message {
    uint8_t byte[24];
    unsigned length;
};

struct scene {
    struct message message[SOURCE_COUNT]; /* an earlier one of no bytes was not there */
    bool client;
    unsigned ordinal, number;
};

enum shape {
    NUMBER,
    LEN,
    LOAD,
    FUNCTION,
    ORDINAL,
    NUMBERED,
    DISTINCT,
    COMMON,
    BINARY, /* numbers */
    COMPARE,
    IN,
    CLIENT,
    SERVER,
    BYTES,
    SEEN,
    NOT,
    AND,
    OR /* truth values */
};

struct tree {
    enum shape shape;
    unsigned source, offset, width, op, low, high;
    struct tree *left, *right;
};

static struct tree trees[512];
static unsigned trees_used;

static struct tree *tree_new(enum shape shape)
{
    struct tree *t = &trees[trees_used++];
    memset(t, 0, sizeof *t);
    t->shape = shape;
    return t;
}

/* Small values, so that comparisons of both outcomes are met. */
static unsigned small(void)
{
    static const unsigned values[] = {0, 1, 2, 3, 5, 7, 8, 11, 12, 16, 0x8f, 0xff, 0x102, 0x1020304};
    return values[chance(sizeof values / sizeof *values)];
}

static struct tree *number_tree(unsigned depth)
{
    struct tree *t = tree_new(depth ? (enum shape)chance(BINARY + 1) : (enum shape)chance(FUNCTION + 1));
    t->source = chance(3) ? SOURCE_THIS : 1 + chance(SOURCE_COUNT - 1);
    t->width = chance(WIDTH_COUNT);
    t->offset = chance(8);
    t->low = t->shape == DISTINCT ? 2 + chance(3) : t->shape == COMMON ? 1 + chance(4) : small();
    if (t->shape == ORDINAL || t->shape == NUMBERED)
        t->source = SOURCE_THIS;
    if (t->shape == BINARY) {
        t->op = OP_ADD + chance(OP_SHR - OP_ADD + 1);
        t->left = number_tree(depth - 1);
        t->right = number_tree(depth - 1);
    }
    return t;
}

static struct tree *truth_tree(unsigned depth)
{
    struct tree *t = tree_new(depth ? (enum shape)(COMPARE + chance(OR - COMPARE + 1)) : COMPARE);
    t->source = t->shape == SEEN ? 1 + chance(SOURCE_COUNT - 1)
                : chance(2)      ? SOURCE_THIS
                                 : chance(SOURCE_COUNT);
    t->op = OP_EQ + chance(OP_GE - OP_EQ + 1);
    t->offset = chance(4);
    t->low = small() & 0xff;
    t->high = t->low + chance(4);
    if (t->shape == COMPARE || t->shape == IN)
        t->left = number_tree(depth ? depth - 1 : 0);
    if (t->shape == COMPARE)
        t->right = chance(2) ? number_tree(depth ? depth - 1 : 0) : number_tree(0);
    if (t->shape >= NOT)
        t->left = truth_tree(depth - 1);
    if (t->shape >= AND)
        t->right = truth_tree(depth - 1);
    return t;
}

static const char *const symbols[OP_COUNT] = {
    [OP_ADD] = "+", [OP_SUB] = "-",  [OP_MUL] = "*",  [OP_AND] = "&", [OP_OR] = "|",
    [OP_XOR] = "^", [OP_SHL] = "<<", [OP_SHR] = ">>", [OP_EQ] = "==", [OP_NE] = "!=",
    [OP_LT] = "<",  [OP_LE] = "<=",  [OP_GT] = ">",   [OP_GE] = ">="};

/* How tight a tree binds, as docs/signatures.md has it. */
static int binding(const struct tree *t)
{
    bool product = t->op == OP_MUL || t->op == OP_AND || t->op == OP_SHL || t->op == OP_SHR;
    switch (t->shape) {
    case OR:
        return 0;
    case AND:
        return 1;
    case NOT:
        return 2;
    case COMPARE:
    case IN:
    case BYTES:
        return 3;
    case BINARY:
        return product ? 5 : 4;
    default:
        return 6;
    }
}

static void write_tree(char *to, const struct tree *t, int least);

static void write_operand(char *to, const struct tree *t, int least)
{
    write_tree(to + strlen(to), t, least);
}

static void write_bare(char *to, const struct tree *t)
{
    static const char *const prefix[] = {"", "prev.", "reverse.", "older."};
    static const char *const width[] = {"u8", "u16", "u32", "le16", "le32"};
    int own = binding(t);
    switch (t->shape) {
    case NUMBER:
        sprintf(to, chance(2) ? "%u" : "0x%x", t->low);
        break;
    case LEN:
        sprintf(to, "%slen", prefix[t->source]);
        break;
    case LOAD:
        sprintf(to, "%s%s[%u]", prefix[t->source], width[t->width], t->offset);
        break;
    case FUNCTION:
        sprintf(to, "%sskype.function", prefix[t->source]);
        break;
    case DISTINCT:
        sprintf(to, "%sdistinct(%u, %u)", prefix[t->source], t->offset, t->low);
        break;
    case COMMON:
        sprintf(to, "%scommon(%u, %u)", prefix[t->source], t->offset, t->low);
        break;
    case SEEN:
        sprintf(to, "%sseen", prefix[t->source]);
        break;
    case BYTES:
        sprintf(to, "%sbytes[%u] == x\"%02x\"", prefix[t->source], t->offset, t->low);
        break;
    case NOT:
        strcpy(to, "not ");
        write_operand(to, t->left, own);
        break;
    case IN:
        write_operand(to, t->left, own + 1);
        sprintf(to + strlen(to), t->op & 1 ? " in {300, %u..%u}" : " in %u..%u", t->low, t->high);
        break;
    case ORDINAL:
        strcpy(to, "ordinal");
        break;
    case NUMBERED:
        strcpy(to, "number");
        break;
    case CLIENT:
        strcpy(to, "client");
        break;
    case SERVER:
        strcpy(to, "server");
        break;
    default:
        write_operand(to, t->left, t->shape == COMPARE ? own + 1 : own);
        strcat(strcat(strcat(to, " "), t->shape == AND ? "and" : t->shape == OR ? "or" : symbols[t->op]), " ");
        write_operand(to, t->right, own + 1);
    }
}

static void write_tree(char *to, const struct tree *t, int least)
{
    bool parentheses = binding(t) < least || chance(8) == 0;
    strcpy(to, parentheses ? "(" : "");
    write_bare(to + strlen(to), t);
    strcat(to, parentheses ? ")" : "");
}

/* What reading is about: a part of a message, if it is there. */
static bool part_read(const struct scene *scene, unsigned source, unsigned offset, unsigned count,
                      const uint8_t **part)
{
    const struct message *m = &scene->message[source];
    unsigned kept = source == SOURCE_THIS || m->length < HEAD_BYTES ? m->length : HEAD_BYTES;
    *part = m->byte + offset;
    return offset + count <= kept;
}

static uint64_t number_of(const uint8_t *p, unsigned width)
{
    switch (width) {
    case WIDTH_U8:
        return p[0];
    case WIDTH_U16:
        return (uint64_t)p[0] << 8 | p[1];
    case WIDTH_LE16:
        return (uint64_t)p[1] << 8 | p[0];
    case WIDTH_U32:
        return (uint64_t)p[0] << 24 | (uint64_t)p[1] << 16 | (uint64_t)p[2] << 8 | p[3];
    default:
        return (uint64_t)p[3] << 24 | (uint64_t)p[2] << 16 | (uint64_t)p[1] << 8 | p[0];
    }
}

static unsigned different(const uint8_t *p, unsigned count)
{
    unsigned n = 0;
    for (unsigned i = 0; i < count; i++) {
        bool repeated = false;
        for (unsigned k = 0; k < i; k++)
            repeated = repeated || p[k] == p[i];
        n += !repeated;
    }
    return n;
}

/* Bytes that the messages have in common: of `source` and the one at hand, or of all three that are the
 * nearest. */
static bool in_common(const struct scene *scene, unsigned source, unsigned offset, unsigned count,
                      uint64_t *value)
{
    const uint8_t *here, *there, *other;
    const unsigned second = source == SOURCE_THIS ? SOURCE_PREV : source,
                   third = source == SOURCE_THIS ? SOURCE_REVERSE : source;
    *value = 0;
    if (!part_read(scene, SOURCE_THIS, offset, count, &here) ||
        !part_read(scene, second, offset, count, &there) || !part_read(scene, third, offset, count, &other))
        return false;
    for (unsigned i = 0; i < count; i++)
        *value += here[i] == there[i] && there[i] == other[i];
    return true;
}

static uint64_t calculate(unsigned op, uint64_t a, uint64_t b)
{
    int64_t x = (int64_t)a, y = (int64_t)b;
    switch (op) {
    case OP_ADD:
        return a + b;
    case OP_SUB:
        return a - b;
    case OP_MUL:
        return a * b;
    case OP_AND:
        return a & b;
    case OP_OR:
        return a | b;
    case OP_XOR:
        return a ^ b;
    case OP_SHL:
        return b < 64 ? a << b : 0;
    case OP_SHR:
        return b < 64 ? a >> b : 0;
    case OP_EQ:
        return x == y;
    case OP_NE:
        return x != y;
    case OP_LT:
        return x < y;
    case OP_LE:
        return x <= y;
    case OP_GT:
        return x > y;
    default:
        return x >= y;
    }
}

static unsigned width_of(unsigned width)
{
    return width == WIDTH_U8 ? 1 : width == WIDTH_U16 || width == WIDTH_LE16 ? 2 : 4;
}

/* Computes a tree; `gone` is set when something is not there, and then nothing counts any more. */
static uint64_t compute(const struct tree *t, const struct scene *scene, bool *gone)
{
    const uint8_t *p;
    uint64_t left = t->left && !*gone ? compute(t->left, scene, gone) : 0;
    bool right_too = t->right && !*gone && !(t->shape == AND && !left) && !(t->shape == OR && left);
    uint64_t right = right_too ? compute(t->right, scene, gone) : 0;
    switch (t->shape) {
    case NUMBER:
        return t->low;
    case LEN:
        *gone = *gone || (t->source && !scene->message[t->source].length);
        return scene->message[t->source].length;
    case LOAD:
        *gone = *gone || !part_read(scene, t->source, t->offset, width_of(t->width), &p);
        return *gone ? 0 : number_of(p, t->width);
    case FUNCTION:
        *gone = *gone || !part_read(scene, t->source, 2, 1, &p);
        return *gone ? 0 : *p & 0x8fu;
    case DISTINCT:
        *gone = *gone || !part_read(scene, t->source, t->offset, t->low, &p);
        return *gone ? 0 : different(p, t->low);
    case COMMON:
        *gone = *gone || !in_common(scene, t->source, t->offset, t->low, &left);
        return *gone ? 0 : left;
    case BYTES:
        *gone = *gone || !part_read(scene, t->source, t->offset, 1, &p);
        return *gone ? 0 : *p == t->low;
    case SEEN:
        return scene->message[t->source].length != 0;
    case ORDINAL:
        return scene->ordinal;
    case NUMBERED:
        return scene->number;
    case CLIENT:
        return scene->client;
    case SERVER:
        return !scene->client;
    case IN:
        return (left >= t->low && left <= t->high) || (left == 300 && t->op & 1);
    case NOT:
        return !left;
    case AND:
        return left && right;
    case OR:
        return left || right;
    default:
        return calculate(t->op, left, right);
    }
}

/* Runs a program the plain way; -1: something is not there. */
static int run(const struct instruction *code, unsigned length, const struct scene *scene)
{
    uint64_t stack[STACK_MAX];
    unsigned depth = 0;
    const uint8_t *p;
    for (unsigned at = 0; at < length; at++) {
        const struct instruction *i = &code[at];
        uint64_t value = 0;
        switch (i->op) {
        case OP_END:
            ck_assert_uint_eq(depth, 1);
            return stack[0] != 0;
        case OP_PUSH:
            value = i->imm;
            break;
        case OP_LOAD:
            if (!part_read(scene, i->a, i->b, width_of(i->imm), &p))
                return -1;
            value = number_of(p, i->imm);
            break;
        case OP_DISTINCT:
            if (!part_read(scene, i->a, i->b, i->imm, &p))
                return -1;
            value = different(p, i->imm);
            break;
        case OP_COMMON:
            if (!in_common(scene, i->a, i->b, i->imm, &value))
                return -1;
            break;
        case OP_BYTES: {
            struct text_ref c = ((const struct text_ref *)builder.table[TABLE_CONSTANTS].rows)[i->imm];
            if (!part_read(scene, i->a, i->b, c.length, &p))
                return -1;
            value = memcmp(p, builder_string(&builder, TABLE_STRINGS, c), c.length) == 0;
            break;
        }
        case OP_FIELD: {
            const struct message *m = &scene->message[i->a];
            if (i->b == FIELD_CLIENT)
                value = scene->client;
            else if (i->b == FIELD_ORDINAL)
                value = scene->ordinal;
            else if (i->b == FIELD_NUMBER)
                value = scene->number;
            else if (i->b == FIELD_SEEN)
                value = m->length != 0;
            else if (i->b == FIELD_LEN && (i->a == SOURCE_THIS || m->length))
                value = m->length;
            else if (i->b == FIELD_SKYPE_FUNCTION && part_read(scene, i->a, 2, 1, &p))
                value = *p & 0x8fu;
            else
                return -1;
            break;
        }
        case OP_NOT:
            ck_assert_uint_ge(depth, 1);
            stack[depth - 1] = !stack[depth - 1];
            continue;
        case OP_IN: {
            const struct range *r = (const struct range *)builder.table[TABLE_RANGES].rows + i->imm;
            ck_assert_uint_ge(depth, 1);
            uint64_t top = stack[depth - 1], in = 0;
            for (unsigned k = 0; k < i->b; k++)
                in |= top >= r[k].low && top <= r[k].high;
            stack[depth - 1] = in;
            continue;
        }
        case OP_AND_THEN:
        case OP_OR_ELSE:
            ck_assert_uint_ge(depth, 1);
            ck_assert_uint_gt(i->imm, at);
            ck_assert_uint_lt(i->imm, length);
            if ((stack[depth - 1] != 0) == (i->op == OP_OR_ELSE))
                at = i->imm - 1;
            else
                depth--;
            continue;
        default:
            ck_assert_uint_ge(depth, 2);
            depth--;
            stack[depth - 1] = calculate(i->op, stack[depth - 1], stack[depth]);
            continue;
        }
        ck_assert_uint_lt(depth, STACK_MAX);
        stack[depth++] = value;
    }
    ck_abort_msg("a program without an end");
    return -1;
}

static void scene_make(struct scene *scene)
{
    memset(scene, 0, sizeof *scene);
    for (int s = 0; s < SOURCE_COUNT; s++) {
        struct message *m = &scene->message[s];
        m->length = chance(4) ? 1 + chance(20) : chance(3);
        for (unsigned i = 0; i < m->length; i++)
            m->byte[i] = (uint8_t)(chance(4) ? small() : chance(256));
    }
    scene->client = chance(2);
    scene->ordinal = 1 + chance(chance(2) ? 3 : 12);
    scene->number = scene->ordinal + chance(chance(2) ? 2 : 9);
    /* none but the first has one before it; a flow may have lost what it kept */
    scene->message[SOURCE_THIS].length += !scene->message[SOURCE_THIS].length;
    if (scene->ordinal < 2)
        scene->message[SOURCE_PREV].length = 0;
    if (scene->ordinal < 3)
        scene->message[SOURCE_OLDER].length = 0;
    if (scene->number == scene->ordinal)
        scene->message[SOURCE_REVERSE].length = 0;
}

static bool prefilter_lets(const struct prefilter *p, const struct scene *scene)
{
    const struct message *m = &scene->message[SOURCE_THIS];
    return m->length >= p->length_low && m->length <= p->length_high && (p->directions >> !scene->client & 1) &&
           scene->ordinal >= p->ordinal_low && scene->ordinal <= p->ordinal_high &&
           (!p->byte0.mask || (m->length > 0 && (m->byte[0] & p->byte0.mask) == p->byte0.value)) &&
           (!p->byte2.mask || (m->length > 2 && (m->byte[2] & p->byte2.mask) == p->byte2.value));
}

static bool warned(uint32_t code)
{
    for (uint32_t i = 0; i < findings.all.count; i++)
        if (findings.entry[i].code == code)
            return true;
    return false;
}

START_TEST(random_conditions_mean_the_same)
{
    static char text[16384];
    unsigned held = 0, compiled = 0;
    random_state = 0x9e3779b97f4a7c15u + (uint64_t)_i;
    for (unsigned round = 0; round < ROUNDS; round++) {
        trees_used = 0;
        const struct tree *t = truth_tree(1 + chance(4));
        write_tree(text, t, 0);
        const struct signature *s = compile("udp", text);
        ck_assert_msg(s || warned(DIAGNOSTIC_CONDITION_LONG) || warned(DIAGNOSTIC_CONDITION_STACK),
                      "%s\n%u: %s", text, findings.entry[0].code, findings.entry[0].text);
        if (!s)
            continue;
        compiled++;
        for (unsigned k = 0; k < 40; k++) {
            struct scene scene;
            bool gone = false;
            scene_make(&scene);
            bool holds = compute(t, &scene, &gone) && !gone;
            int ran = run(code_of(s), s->code_length, &scene);
            ck_assert_msg(holds == (ran == 1) && gone == (ran < 0), "%s: %d %d, ran %d", text, holds, gone,
                          ran);
            ck_assert_msg(!holds || prefilter_lets(&s->prefilter, &scene), "%s: not let through", text);
            ck_assert_msg(!holds || !warned(DIAGNOSTIC_NEVER), "%s: it does fire", text);
            held += holds;
        }
    }
    ck_assert_uint_gt(compiled, ROUNDS * 2 / 3);
    ck_assert_uint_gt(held, ROUNDS * 8 / 3);
}
END_TEST

/* ---- ways to hold ---- */

struct witness {
    const struct scene *scene;
    bool agrees; /* with one of the ways */
};

/* Is a field, masked, in a range? */
static bool lies_in(const struct scene *scene, const struct known *k, const struct range *range)
{
    const struct instruction mask = {.op = OP_PUSH, .imm = k->mask}, both = {.op = OP_AND};
    const struct instruction code[] = {k->about,      mask,
                                       both,          {.op = OP_PUSH, .imm = range->low},
                                       {.op = OP_GE}, {.op = OP_AND_THEN, .imm = 11},
                                       k->about,      mask,
                                       both,          {.op = OP_PUSH, .imm = range->high},
                                       {.op = OP_LE}, {.op = OP_END}};
    return run(code, sizeof code / sizeof *code, scene) == 1;
}

static bool knowledge_holds(const struct scene *scene, const struct alternative *a)
{
    for (unsigned i = 0; i < a->known_count; i++) {
        bool in = false;
        for (uint32_t k = 0; k < a->known[i].values.count; k++)
            in = in || lies_in(scene, &a->known[i], &a->known[i].values.range[k]);
        if (!in)
            return false;
    }
    for (unsigned i = 0; i < a->byte_count; i++) {
        const struct known_byte *b = &a->byte[i];
        const uint8_t *p;
        if (!part_read(scene, b->source, b->offset, 1, &p) || (*p & b->test.mask) != b->test.value)
            return false;
    }
    for (int s = 0; s < SOURCE_COUNT; s++) {
        unsigned length = scene->message[s].length;
        if (a->reach[s] > length || length < a->facts.length[s].low || length > a->facts.length[s].high)
            return false;
    }
    return true;
}

static void way_compare(const struct alternative *a, void *user)
{
    struct witness *w = user;
    w->agrees = w->agrees || knowledge_holds(w->scene, a);
}

START_TEST(what_fires_is_one_of_the_ways)
{
    static char text[16384];
    unsigned held = 0;
    random_state = 0xd1342543de82ef95u + (uint64_t)_i;
    for (unsigned round = 0; round < ROUNDS; round++) {
        trees_used = 0;
        write_tree(text, truth_tree(1 + chance(5)), 0);
        const struct signature *s = compile("udp", text);
        for (unsigned k = 0; s && k < 30; k++) {
            struct scene scene;
            scene_make(&scene);
            if (run(code_of(s), s->code_length, &scene) != 1)
                continue;
            struct witness witness = {&scene, false};
            const struct expression kept = condition_kept(&builder, builder_entry(&builder, 0));
            (void)alternatives_each(&kept, way_compare, &witness);
            ck_assert_msg(witness.agrees, "%s: holds in a way that was not found", text);
            held++;
        }
    }
    ck_assert_uint_gt(held, ROUNDS * 2);
}
END_TEST

/* ---- one that covers another ---- */

/* A condition that is likely to hold where another does: parts are left out, ranges widened, sides added. */
static struct tree *relaxed(const struct tree *t)
{
    struct tree *copy = tree_new(t->shape);
    *copy = *t;
    if (t->shape == AND && chance(3) == 0)
        return relaxed(chance(2) ? t->left : t->right);
    if (t->shape == IN && chance(2)) {
        copy->low -= copy->low ? chance(2) : 0;
        copy->high += chance(3);
    }
    if (t->shape == AND || t->shape == OR) {
        bool turned = chance(4) == 0;
        copy->left = relaxed(turned ? t->right : t->left);
        copy->right = relaxed(turned ? t->left : t->right);
    } else if (chance(6) == 0) {
        struct tree *either = tree_new(OR), *other = truth_tree(chance(2));
        either->left = chance(2) ? copy : other;
        either->right = either->left == copy ? other : copy;
        return either;
    }
    return copy;
}

/* Both in one builder; false if one of them is too long. */
static bool compile_two(const char *first, const char *second)
{
    static char text[33000];
    static const char form[] =
        "signature %s { id %d transport udp era any mechanism none activity none source \"s\""
        " proof \"p\" weight 10 packet %s }\n";
    int length = snprintf(text, sizeof text, form, "a", 1, first);
    snprintf(text + length, sizeof text - (size_t)length, form, "b", 2, second);
    builder_return(&builder, &(struct builder_mark){.set.at.line = 0});
    findings_open(&findings);
    struct report report = report_open(&findings.all, "test.sig");
    parse_text(&builder, &report, "test.sig", text, strlen(text));
    return report.errors == 0;
}

struct covering {
    struct expression cover;
    unsigned ways;
    bool all;
};

static void way_cover(const struct alternative *a, void *user)
{
    struct covering *c = user;
    uint32_t steps = 10000;
    c->ways++;
    c->all = c->all && alternative_implies(a, &c->cover, &steps);
}

START_TEST(what_is_covered_fires_only_with_its_cover)
{
    static char narrow[16384], wide[16384];
    unsigned covered = 0, held = 0;
    random_state = 0xa0761d6478bd642fu + (uint64_t)_i;
    for (unsigned round = 0; round < 2500; round++) {
        trees_used = 0;
        const struct tree *t = truth_tree(1 + chance(3));
        write_tree(narrow, t, 0);
        write_tree(wide, relaxed(t), 0);
        if (!compile_two(narrow, wide))
            continue;
        const struct entry *first = builder_entry(&builder, 0), *second = builder_entry(&builder, 1);
        struct covering covering = {.cover = condition_kept(&builder, second), .all = true};
        const struct expression kept = condition_kept(&builder, first);
        (void)alternatives_each(&kept, way_cover, &covering);
        if (!covering.all || !covering.ways)
            continue;
        covered++;
        for (unsigned k = 0; k < 40; k++) {
            struct scene scene;
            scene_make(&scene);
            if (run(code_of(&first->signature), first->signature.code_length, &scene) != 1)
                continue;
            held++;
            ck_assert_msg(run(code_of(&second->signature), second->signature.code_length, &scene) == 1,
                          "%s\nis not covered by\n%s", narrow, wide);
        }
    }
    ck_assert_uint_gt(covered, 500);
    ck_assert_uint_gt(held, 2000);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("random");
    tcase_set_timeout(t, 120);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, random_conditions_mean_the_same, 0, 8);
    tcase_add_loop_test(t, what_fires_is_one_of_the_ways, 0, 3);
    tcase_add_loop_test(t, what_is_covered_fires_only_with_its_cover, 0, 3);
    return suite_run("sigset_random", t);
}
