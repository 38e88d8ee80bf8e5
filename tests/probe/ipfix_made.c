/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/probe/ipfix_made.h"
#include <string.h>

static void make_addresses(struct skypedpi_tuple *tuple, uint64_t number)
{
    static const uint8_t prefix[2][4] = {{10, 1, 0, 0}, {0x20, 0x01, 0x0d, 0xb8}};
    bool six = number % 4 == 3;
    size_t last = six ? 14 : 2;

    tuple->size = sizeof(*tuple);
    tuple->family = six ? 6 : 4;
    tuple->transport = number % 2 ? 17 : 6;
    memcpy(tuple->source, prefix[six], 4);
    memcpy(tuple->destination, prefix[six], 4);
    tuple->source[last] = (uint8_t)(number >> 8);
    tuple->source[last + 1] = (uint8_t)number;
    tuple->destination[1] = 2;
    tuple->destination[last + 1] = (uint8_t)(number % 251);
    tuple->source_port = (uint16_t)(1024 + number % 60000);
    tuple->destination_port = (uint16_t)(number % 3 ? 33033 : 443);
}

static void make_verdict(struct skypedpi_verdict *verdict, uint64_t number)
{
    *verdict = (struct skypedpi_verdict){
        .size = sizeof(*verdict),
        .flags = number % 2 ? SKYPEDPI_FLAG_ONE_WAY : SKYPEDPI_FLAG_MISSING | SKYPEDPI_FLAG_MIDFLOW,
        .application = (uint16_t)(number % 5 < 4 ? number % 5 : 17),
        .activity = (uint16_t)(number % 11),
        .mechanism = (uint16_t)(number % 14),
        .stage = (uint16_t)(number % 3),
        .confidence = (uint32_t)(number % 101),
        .signature = (uint32_t)(1000 + number),
        .role = (uint16_t)(number / 3 % 3),
        .path = (uint16_t)(number % 7),
        .era_first = {{5, 5, 0, 115}},
        .era_last = {{5, 5, 0, 115}},
    };
    if (number % 2)
        verdict->era_last = (struct skypedpi_release){{7, 7, SKYPEDPI_RELEASE_ANY, SKYPEDPI_RELEASE_ANY}};
}

struct connection made_connection(uint64_t number)
{
    static const char *const applications[] = {"unknown", "other", "skype", "skype-related", "door-bell"};
    static const char any_length[] = "a name that is as long as its connection's number will have it";
    static const char *const users[] = {"anna", "J\xc3\xbcrgen", "\xe6\x9d\x8e"};
    static const char *const groups[] = {"staff", "sch\xc3\xbcler", ""};
    struct connection out = {
        .user = number % 4 < 3 ? users[number % 4] : any_length + number * 7 % sizeof(any_length),
        .group = groups[number % 3],
        .application = applications[number % 5],
        .signature = number % 2 ? "door:made-up" : "made-up",
        .source = "nowhere",
    };

    out.record = (struct skypedpi_record){
        .size = sizeof(out.record),
        .id = number,
        .first = MADE_START + number * MILLISECOND + 123456789,
        .last = MADE_START + number * MILLISECOND + 600 * SECOND + 987654321,
        .usage = {.packets = {20 + number, 10 + number % 7},
                  .bytes = {3000 + 77 * number, 2000 + 13 * (number % 19)},
                  .flows = 1,
                  .calls = number % 2,
                  .call_milliseconds = number % 2 * (60000 + number)},
        .decision = {.size = sizeof(out.record.decision), .action = (uint16_t)(number % 5)},
        .ended = 1,
        .why = (uint16_t)(number % 5),
    };
    make_addresses(&out.record.tuple, number);
    make_verdict(&out.record.verdict, number);
    return out;
}

static uint64_t share(uint64_t whole, uint64_t part, uint64_t parts)
{
    return whole * part / parts;
}

struct connection made_part(uint64_t number, uint64_t part, uint64_t parts)
{
    struct connection out = made_connection(number);
    struct skypedpi_record *record = &out.record;
    struct skypedpi_usage *usage = &record->usage;

    record->last = record->first + share(record->last - record->first, part, parts);
    for (unsigned i = 0; i < 2; i++) {
        usage->packets[i] = share(usage->packets[i], part, parts);
        usage->bytes[i] = share(usage->bytes[i], part, parts);
    }
    usage->calls = share(usage->calls, part, parts);
    usage->call_milliseconds = share(usage->call_milliseconds, part, parts);
    if (part < parts) {
        usage->flows = 0;
        record->ended = 0;
    }
    return out;
}

struct interval made_interval(uint64_t number)
{
    struct interval out = {.start = MADE_START + number * 60 * SECOND,
                           .end = MADE_START + (number + 1) * 60 * SECOND};

    out.unfollowed = (struct skypedpi_usage){.packets = {5 + number}, .bytes = {700 + 3 * number}};
    return out;
}

void made_add(struct skypedpi_usage *sum, const struct skypedpi_usage *usage)
{
    for (unsigned i = 0; i < 2; i++) {
        sum->packets[i] += usage->packets[i];
        sum->bytes[i] += usage->bytes[i];
    }
    sum->calls += usage->calls;
    sum->call_milliseconds += usage->call_milliseconds;
}
