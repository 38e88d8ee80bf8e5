/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

/* Scripts written by hand, for what neither replays nor scenarios show: turns longer than a buffer, the small
 * sets of script_sets.c, and sets put in place under open flows. */

static void step(struct seed *seed, enum script_step step, unsigned number, unsigned side)
{
    seed_byte(seed, (unsigned)step | number << 3 | (side ? SCRIPT_REVERSE : 0));
}

static void flow_open(struct seed *seed, unsigned slot, bool tcp, unsigned from, unsigned to)
{
    const uint8_t addresses[8] = {10, 0, 0, (uint8_t)from, 192, 0, 2, (uint8_t)to};
    step(seed, SCRIPT_OPEN, slot, 0);
    seed_byte(seed, tcp);
    seed_add(seed, addresses, sizeof addresses);
    seed_be16(seed, 40000);
    seed_be16(seed, tcp ? 443 : 33033);
}

static void say(struct seed *seed, unsigned slot, unsigned side, const void *data, unsigned length)
{
    step(seed, SCRIPT_SAY, slot, side);
    seed_byte(seed, 5);
    seed_be16(seed, length);
    seed_add(seed, data, length);
}

static void text_say(struct seed *seed, unsigned slot, unsigned side, const char *text)
{
    say(seed, slot, side, text, (unsigned)strlen(text));
}

/* Four segments, of which `late` comes after the others. */
static void long_turn(struct seed *seed, unsigned slot, unsigned late)
{
    uint8_t segment[1400];
    memset(segment, 'a', sizeof segment);
    flow_open(seed, slot, true, 11, 7 + slot);
    text_say(seed, slot, 0, "GET /");
    if (late) {
        step(seed, SCRIPT_PACKET, slot, 0);
        seed_byte(seed, 1);
        seed_byte(seed, SKYPEDPI_TCP_ACK);
        seed_be16(seed, sizeof segment); /* ahead */
        seed_byte(seed, 0);
        seed_be16(seed, 0);
        seed_be16(seed, sizeof segment);
        seed_add(seed, segment, sizeof segment);
    }
    for (unsigned i = 0; i < 4; i++)
        say(seed, slot, 0, segment, sizeof segment);
    text_say(seed, slot, 1, "HTTP/1.1 200 OK\r\n\r\n");
}

/* A segment longer than a buffer. */
static void long_segment(struct seed *seed, unsigned slot)
{
    uint8_t segment[8000] = "GET /";
    memset(segment + 5, 'a', sizeof segment - 5);
    flow_open(seed, slot, true, 11, 7 + slot);
    say(seed, slot, 0, segment, sizeof segment);
    say(seed, slot, 1, segment, sizeof segment);
}

static void look(struct seed *seed)
{
    for (unsigned slot = 0; slot < SCRIPT_SLOTS; slot++)
        step(seed, SCRIPT_VERDICT, slot, 0);
    step(seed, SCRIPT_ENGINE, SCRIPT_TICK, 0);
    step(seed, SCRIPT_ENGINE, SCRIPT_STATS, 0);
}

static void long_turns_write(void)
{
    static struct seed seed;
    script_begin(&seed);
    long_turn(&seed, 0, 0);
    long_turn(&seed, 1, 1);
    long_segment(&seed, 2);
    look(&seed);
    seed_write("fuzz_feed", "calls-long-turns", seed.bytes, seed.length);
    seed.bytes[2] = 1; /* buffers: what is written behind the only one is seen */
    seed_write("fuzz_feed", "calls-long-turns-alone", seed.bytes, seed.length);
}

/* What the small sets ask for, between hosts that get to know each other. */
static void small_sets_talk(struct seed *seed)
{
    static const char *const words[] = {"A1xyz", "A2xyz", "Bbc",        "C3defghijk",
                                        "D4ef",  "A5",    "C6defghijk", "\x01\x02\x03"};
    for (unsigned slot = 0; slot < 12; slot++) {
        flow_open(seed, slot, slot % 3 == 2, 11 + slot / 8, 7 + slot);
        for (unsigned i = 0; i < 4; i++)
            text_say(seed, slot, i % 2, words[(slot + i * 3) % 8]);
    }
    flow_open(seed, 12, true, 11, 9);
    text_say(seed, 12, 0, "GET / HTTP/1.1\r\nUser-Agent: Skype/4.2.0.169\r\n\r\n");
    step(seed, SCRIPT_BLOCK, 2, 0);
    flow_open(seed, 13, true, 11, 9);
    text_say(seed, 13, 0, "Axyz");
    look(seed);
}

static void small_sets_write(void)
{
    static struct seed seed;
    for (unsigned first = SCRIPT_SWAP_1; first <= SCRIPT_SWAP_2; first++) {
        script_begin(&seed);
        step(&seed, SCRIPT_ENGINE, first, 0);
        small_sets_talk(&seed);
        step(&seed, SCRIPT_ENGINE, SCRIPT_SWAP_1 + SCRIPT_SWAP_2 - first, 0);
        small_sets_talk(&seed);
        step(&seed, SCRIPT_ENGINE, SCRIPT_WRONG, 0);
        seed_write("fuzz_feed", first == SCRIPT_SWAP_1 ? "calls-first-set" : "calls-second-set", seed.bytes,
                   seed.length);
    }
}

void seeds_of_calls(void)
{
    long_turns_write();
    small_sets_write();
}
