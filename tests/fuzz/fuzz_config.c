/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include "examples/probe/config.h"

/* The probe's configuration file. */

static void text_tell(struct tale *tale, const char *text)
{
    tale_add(tale, text ? text : "", text ? strlen(text) + 1 : 0);
}

static void choice_check(const struct option_choice *choice, const struct option_reading *reading,
                         struct tale *tale)
{
    const void *field = (const char *)reading->settings + choice->offset;
    bool told = reading->origin[choice - option_choices] != ORIGIN_NONE;
    const struct list *list = field;
    if (choice->kind == OPTION_TEXT)
        text_tell(tale, *(char *const *)field);
    for (size_t i = 0; choice->kind == OPTION_LIST && i < list->count; i++)
        text_tell(tale, list->item[i]);
    if (choice->kind == OPTION_NUMBER && told) {
        uint32_t number = *(const uint32_t *)field;
        MUST(number == 0 || (number >= choice->least && number <= choice->most)); /* 0: it was refused */
        tale_number(tale, number);
    }
}

static void list_free(struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->item[i]);
    free(list->item);
}

static void choice_free(const struct option_choice *choice, struct settings *settings)
{
    void *field = (char *)settings + choice->offset;
    if (choice->kind == OPTION_LIST)
        list_free(field);
    if (choice->kind == OPTION_TEXT)
        free(*(char **)field);
}

static struct tale tell(const char *path)
{
    struct settings settings = {0};
    struct option_reading reading = {.settings = &settings};
    struct tale tale = {0};
    tale_number(&tale, config_read(&reading, path));
    for (const struct option_choice *c = option_choices; c->name; c++)
        choice_check(c, &reading, &tale);
    for (const struct option_choice *c = option_choices; c->name; c++)
        choice_free(c, &settings);
    return tale;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct memory_file file = memory_file_open(data, size);
    struct tale first = tell(file.path), second = tell(file.path);
    MUST(first.hash == second.hash);
    memory_file_close(&file);
    return 0;
}
