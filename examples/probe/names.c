/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include "examples/probe/complain.h"
#include "examples/probe/names.h"
#include "examples/probe/set.h"
#include "examples/probe/textfile.h"

static void complain_text(const char *path, int result, const struct skypedpi_text_error *error)
{
    if (result == SKYPEDPI_E_TEXT)
        complain("%s:%u:%u: %s", path, error->line, error->column, error->message);
    else
        complain("%s: %s", path, skypedpi_error_text(result));
}

skypedpi_subscribers *rulebook_subscribers(const char *path)
{
    struct skypedpi_text_error error = {.size = sizeof(error)};
    skypedpi_subscribers *subscribers = NULL;
    struct textfile file;

    if (textfile_read(&file, path)) {
        int result = skypedpi_subscribers_read(file.text, file.length, NULL, &subscribers, &error);
        if (result < 0)
            complain_text(path, result, &error);
    }
    textfile_free(&file);
    return subscribers;
}

static skypedpi_policy *read_policy(const char *path, const skypedpi_db *db)
{
    struct skypedpi_text_error error = {.size = sizeof(error)};
    skypedpi_policy *policy = NULL;
    struct textfile file;

    if (textfile_read(&file, path)) {
        int result = skypedpi_policy_read(file.text, file.length, db, NULL, &policy, &error);
        if (result < 0)
            complain_text(path, result, &error);
    }
    textfile_free(&file);
    return policy;
}

static bool read_parts(struct rulebook *rules, const struct settings *settings)
{
    rules->db = set_read(settings->sets.item, settings->sets.count);
    if (!rules->db)
        return false;
    if (settings->subscribers)
        rules->subscribers = rulebook_subscribers(settings->subscribers);
    if (settings->policy)
        rules->policy = read_policy(settings->policy, rules->db);
    return (!settings->subscribers || rules->subscribers) && (!settings->policy || rules->policy);
}

struct rulebook *rulebook_read(const struct settings *settings)
{
    struct rulebook *rules = calloc(1, sizeof(*rules));

    if (!rules) {
        complain("out of memory");
        return NULL;
    }
    if (!read_parts(rules, settings)) {
        rulebook_free(rules);
        return NULL;
    }
    return rules;
}

void rulebook_free(struct rulebook *rules)
{
    if (!rules)
        return;
    skypedpi_policy_free(rules->policy);
    skypedpi_subscribers_free(rules->subscribers);
    skypedpi_db_unref(rules->db);
    free(rules);
}

/* What makes a word a plural. */
static const char *s_of(uint32_t count)
{
    return count == 1 ? "" : "s";
}

void rulebook_describe(const struct rulebook *rules, char *text, size_t room)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};
    uint32_t users = skypedpi_subscribers_users(rules->subscribers);
    uint32_t groups = skypedpi_subscribers_groups(rules->subscribers);

    skypedpi_db_info(rules->db, &info);
    snprintf(text, room, "set %s %s with %u signature%s, %u user%s in %u group%s, %s", info.name, info.version,
             info.signatures, s_of(info.signatures), users, s_of(users), groups, s_of(groups),
             rules->policy ? "a policy" : "no policy");
}

struct names names_of(const struct rulebook *rules)
{
    return (struct names){rules->db, rules->subscribers};
}

struct skypedpi_signature names_find(const skypedpi_db *db, uint32_t id)
{
    struct skypedpi_signature signature = {.size = sizeof(signature)};

    if (!id || skypedpi_db_find(db, id, &signature) < 0)
        signature.name = signature.source = "";
    return signature;
}

const char *names_signature(const struct names *names, uint32_t id)
{
    return names_find(names->db, id).name;
}

void names_fill(const struct names *names, struct connection *connection)
{
    const struct skypedpi_record *record = &connection->record;
    const struct skypedpi_signature signature = names_find(names->db, record->verdict.signature);
    struct skypedpi_subscriber user = {.size = sizeof(user)};

    if (skypedpi_subscribers_user(names->subscribers, record->user, &user) < 0)
        user.name = user.group_name = "";
    connection->user = user.name;
    connection->group = user.group_name;
    connection->application = skypedpi_db_application_name(names->db, record->verdict.application);
    connection->signature = signature.name;
    connection->db = names->db;
    connection->source = signature.source;
}
