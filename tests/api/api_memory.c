/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <skypedpi/kit.h>
#include "tests/api/heap.h"

/* Every call that allocates, with its first allocation failing, its second, and so on until none fails: it says
 * E_MEMORY, hands nothing out, keeps nothing, changes nothing, and the same call succeeds afterwards. Once with
 * an allocator of the caller's, by which all memory comes and goes then, and once with none. */

/* Check allocates for each assertion, and not all of that passes by the heap: it is called when one fails only.
 */
#define must_say(holds, ...)                                                                                   \
    do {                                                                                                       \
        if (!(holds))                                                                                          \
            ck_abort_msg(__VA_ARGS__);                                                                         \
    } while (0)
#define must(holds) must_say(holds, "%s", #holds)

/* What passed by the caller's allocator. */
struct own {
    long asked, live;
};

static void *own_allocate(void *user, size_t bytes)
{
    struct own *own = user;
    own->asked++;
    void *memory = malloc(bytes);
    own->live += memory != NULL;
    return memory;
}

static void own_release(void *user, void *memory)
{
    ((struct own *)user)->live -= memory != NULL;
    free(memory);
}

/* ---- what is done ---- */

#define TEXT                                                                                                   \
    "set small version \"1\" application \"mine\"\n" SIGNATURE(                                                \
        "one", 1, "transport udp application mine packet len in {1, 4, 9..12} weight 40")                      \
        SIGNATURE("two", 2, "transport tcp packet tls.sni under {\"a.example\", \"b.example\"} weight 40")     \
            SIGNATURE("three", 3,                                                                              \
                      "transport udp after one packet bytes[1] == x\"0102\" native \"own\" weight 40")
#define PEOPLE                                                                                                 \
    "user anna 192.0.2.1 2001:db8::/32 in staff\nuser bert 192.0.2.16/28\nuser carl 198.51.100.0/24 in "       \
    "guests\n"
#define RULES "block application skype user anna, bert\nallow application mine\nlog group staff\nallow\n"

static int detect(void *user, void *state, const struct skypedpi_message *message)
{
    return user == NULL && state != NULL && message->length > 0;
}

static const struct skypedpi_native native = {
    .size = sizeof native, .abi = SKYPEDPI_NATIVE_ABI, .name = "own", .state_size = 8, .inspect = detect};

static int vouch(void *user, const void *image, size_t length)
{
    (void)user;
    return image != NULL && length > 0;
}

/* What stands before the call and what it makes. */
struct world {
    const struct skypedpi_allocator *allocator;
    skypedpi_sigset *set;
    skypedpi_db *db, *other;
    uint8_t *image;
    size_t length;
    void *made;
};

static void with_set(struct world *w)
{
    must(skypedpi_sigset_new(w->allocator, &w->set) == SKYPEDPI_OK);
}

static void with_native(struct world *w)
{
    with_set(w);
    must(skypedpi_sigset_add_native(w->set, &native) == SKYPEDPI_OK);
}

static void with_text(struct world *w)
{
    with_native(w);
    must(skypedpi_sigset_add_text(w->set, "test", TEXT, strlen(TEXT), NULL) == SKYPEDPI_OK);
}

static void with_db(struct world *w)
{
    with_text(w);
    must(skypedpi_sigset_compile(w->set, NULL, &w->db) == SKYPEDPI_OK);
}

static void with_image(struct world *w)
{
    with_db(w);
    must(skypedpi_db_save(w->db, NULL, 0, &w->length) == SKYPEDPI_E_FULL);
    w->image = malloc(w->length);
    must(w->image && skypedpi_db_save(w->db, w->image, w->length, &w->length) == SKYPEDPI_OK);
}

static void with_two(struct world *w)
{
    with_db(w);
    must(skypedpi_db_builtin(&w->other) == SKYPEDPI_OK);
}

static void with_nothing(struct world *w)
{
    (void)w;
}

#define MADE(type) type *made = NULL
#define HANDED(result)                                                                                         \
    do {                                                                                                       \
        int r_ = (result);                                                                                     \
        w->made = made;                                                                                        \
        return r_;                                                                                             \
    } while (0)

static int new_set(struct world *w)
{
    MADE(skypedpi_sigset);
    HANDED(skypedpi_sigset_new(w->allocator, &made));
}

static int add_native(struct world *w)
{
    return skypedpi_sigset_add_native(w->set, &native);
}

static int add_text(struct world *w)
{
    return skypedpi_sigset_add_text(w->set, "test", TEXT, strlen(TEXT), NULL);
}

static int compile(struct world *w)
{
    MADE(skypedpi_db);
    HANDED(skypedpi_sigset_compile(w->set, NULL, &made));
}

static int load(struct world *w)
{
    MADE(skypedpi_db);
    HANDED(skypedpi_db_load(w->image, w->length, &native, 1, w->allocator, &made));
}

static int load_verified(struct world *w)
{
    MADE(skypedpi_db);
    HANDED(skypedpi_db_load_verified(w->image, w->length, vouch, NULL, &native, 1, w->allocator, &made));
}

static int load_builtin(struct world *w)
{
    MADE(skypedpi_db);
    HANDED(skypedpi_db_builtin(&made));
}

static int merge(struct world *w)
{
    MADE(skypedpi_db);
    HANDED(skypedpi_db_merge((skypedpi_db *[]){w->db, w->other}, 2, w->allocator, &made));
}

static int new_engine(struct world *w)
{
    struct skypedpi_settings settings = settings_small();
    MADE(skypedpi_engine);
    settings.allocator = w->allocator;
    settings.max_endpoints = 8;
    settings.activity_records = 2;
    HANDED(skypedpi_engine_new(w->db, &settings, &made));
}

static int new_table(struct world *w)
{
    struct skypedpi_table_settings settings;
    MADE(skypedpi_table);
    skypedpi_table_settings_init(&settings);
    settings.capacity = 16;
    settings.allocator = w->allocator;
    HANDED(skypedpi_table_new(&settings, &made));
}

static int new_defrag(struct world *w)
{
    MADE(skypedpi_defrag);
    HANDED(skypedpi_defrag_new(w->allocator, 2, &made));
}

static int new_accounts(struct world *w)
{
    MADE(skypedpi_accounts);
    HANDED(skypedpi_accounts_new(16, w->allocator, &made));
}

static int new_talkers(struct world *w)
{
    MADE(skypedpi_talkers);
    HANDED(skypedpi_talkers_new(16, w->allocator, &made));
}

static int read_people(struct world *w)
{
    struct skypedpi_text_error error = {.size = sizeof error};
    MADE(skypedpi_subscribers);
    HANDED(skypedpi_subscribers_read(PEOPLE, strlen(PEOPLE), w->allocator, &made, &error));
}

static int read_rules(struct world *w)
{
    struct skypedpi_text_error error = {.size = sizeof error};
    MADE(skypedpi_policy);
    HANDED(skypedpi_policy_read(RULES, strlen(RULES), w->db, w->allocator, &made, &error));
}

#define DROP(name, type)                                                                                       \
    static void drop_##name(void *made)                                                                        \
    {                                                                                                          \
        type *it = made;                                                                                       \
        skypedpi_##name(it);                                                                                   \
    }
DROP(sigset_free, skypedpi_sigset)
DROP(db_unref, skypedpi_db)
DROP(engine_free, skypedpi_engine)
DROP(table_free, skypedpi_table)
DROP(defrag_free, skypedpi_defrag)
DROP(accounts_free, skypedpi_accounts)
DROP(talkers_free, skypedpi_talkers)
DROP(subscribers_free, skypedpi_subscribers)
DROP(policy_free, skypedpi_policy)

static const struct scenario {
    const char *name;
    void (*before)(struct world *w);
    int (*call)(struct world *w);
    void (*drop)(void *made); /* NULL: the call hands nothing out */
    long least;               /* allocations it is known to make */
} scenarios[] = {
    {"sigset_new", with_nothing, new_set, drop_sigset_free, 1},
    {"sigset_add_native", with_set, add_native, NULL, 1},
    {"sigset_add_text", with_native, add_text, NULL, 3},
    {"sigset_compile", with_text, compile, drop_db_unref, 5},
    {"db_load", with_image, load, drop_db_unref, 5},
    {"db_load_verified", with_image, load_verified, drop_db_unref, 5},
    {"db_builtin", with_nothing, load_builtin, drop_db_unref, 5},
    {"db_merge", with_two, merge, drop_db_unref, 20},
    {"engine_new", with_db, new_engine, drop_engine_free, 6},
    {"table_new", with_nothing, new_table, drop_table_free, 2},
    {"defrag_new", with_nothing, new_defrag, drop_defrag_free, 1},
    {"accounts_new", with_nothing, new_accounts, drop_accounts_free, 3},
    {"talkers_new", with_nothing, new_talkers, drop_talkers_free, 2},
    {"subscribers_read", with_nothing, read_people, drop_subscribers_free, 4},
    {"policy_read", with_db, read_rules, drop_policy_free, 2},
};

/* What a failed call left in a set, or took from it, would show in the database that is made of it. */
static void check_is_whole(struct world *w, const struct scenario *s)
{
    if (s->call != add_native && s->call != add_text && s->call != compile)
        return;
    if (s->call == add_native)
        must(add_text(w) == SKYPEDPI_OK);
    must(s->call == compile || skypedpi_sigset_compile(w->set, NULL, &w->db) == SKYPEDPI_OK);
    struct skypedpi_db_info info = {.size = sizeof info};
    must(skypedpi_db_info(s->call == compile ? w->made : w->db, &info) == SKYPEDPI_OK);
    must(info.signatures == 3);
    must(info.natives == 1);
}

/* How often the caller's allocator was asked; without one, malloc(). */
static long asked_of(const struct skypedpi_allocator *allocator)
{
    return allocator ? ((const struct own *)allocator->user)->asked : heap.asked;
}

/* False when the n-th allocation was not made: none failed. */
static bool failing_at(const struct scenario *s, const struct skypedpi_allocator *allocator, long n)
{
    struct world w = {.allocator = allocator};
    s->before(&w);
    long live = heap.live;
    heap_arm(n);
    long before = asked_of(allocator);
    int result = s->call(&w);
    long asked = heap.asked, own = asked_of(allocator) - before;
    bool failed = asked >= n;
    heap_arm(0);
    must_say(result == (failed ? SKYPEDPI_E_MEMORY : SKYPEDPI_OK), "%s, allocation %ld: %s", s->name, n,
             skypedpi_error_name(result));
    must_say(own == (allocator && s->call == load_builtin ? 0 : asked), "%s: %ld of %ld by the allocator",
             s->name, own, asked);
    if (failed) {
        must_say(!w.made, "%s, allocation %ld: half made", s->name, n);
        must_say(!s->drop || heap.live == live, "%s, allocation %ld: %ld blocks left", s->name, n,
                 heap.live - live);
        must_say(s->call(&w) == SKYPEDPI_OK, "%s, after allocation %ld: not again", s->name, n);
    } else {
        must_say(n > s->least, "%s: %ld allocations", s->name, n - 1);
    }
    check_is_whole(&w, s);
    if (s->drop)
        s->drop(w.made);
    skypedpi_db_unref(w.db);
    skypedpi_db_unref(w.other);
    skypedpi_sigset_free(w.set);
    free(w.image);
    return failed;
}

static void fail_all(const struct scenario *s, const struct skypedpi_allocator *allocator)
{
    long before = heap.live, n = 1;
    while (failing_at(s, allocator, n))
        n++;
    must_say(heap.live == before, "%s: %ld blocks are left", s->name, heap.live - before);
}

START_TEST(with_an_allocator)
{
    struct own own = {0, 0};
    const struct skypedpi_allocator allocator = {&own, own_allocate, own_release};
    fail_all(&scenarios[_i], &allocator);
    must_say(own.live == 0, "%s: %ld blocks did not come back", scenarios[_i].name, own.live);
}
END_TEST

START_TEST(with_malloc)
{
    fail_all(&scenarios[_i], NULL);
}
END_TEST

/* ---- how much ---- */

/* What an engine takes and tells. */
static uint64_t memory_of(skypedpi_db *db, const struct skypedpi_settings *settings)
{
    skypedpi_engine *engine = NULL;
    heap_arm(0);
    int result = skypedpi_engine_new(db, settings, &engine);
    long taken = heap.bytes;
    must(result == SKYPEDPI_OK);
    uint64_t told = stats_of(engine).memory;
    ck_assert_uint_eq(told, (uint64_t)taken);
    skypedpi_engine_free(engine);
    return told;
}

/* A record of each pool has the bytes that docs/embedding.md tells, or less where pointers are short. */
START_TEST(the_memory_told_is_the_memory_taken)
{
    skypedpi_db *db = db_builtin();
    struct skypedpi_settings settings = settings_small();
    const struct {
        uint32_t *pool;
        uint64_t record;
    } pools[] = {{&settings.max_flows, 128},
                 {&settings.stream_buffers, 6120},
                 {&settings.max_endpoints, 188},
                 {&settings.activity_records, 568},
                 {&settings.native_records, 72}};
    uint64_t before = memory_of(db, &settings);
    for (size_t i = 0; i < COUNT(pools); i++) {
        *pools[i].pool += 1000;
        uint64_t after = memory_of(db, &settings), more = after - before;
        ck_assert_uint_le(more, 1000 * pools[i].record);
        ck_assert(more == 1000 * pools[i].record || sizeof(void *) < 8);
        before = after;
    }
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    TCase *all = tcase_create("api/memory");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, with_an_allocator, 0, (int)COUNT(scenarios));
    tcase_add_loop_test(all, with_malloc, 0, (int)COUNT(scenarios));
    tcase_add_test(all, the_memory_told_is_the_memory_taken);
    return suite_run("api/memory", all);
}
