/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_KIT_POLICY_H
#define SKYPEDPI_KIT_POLICY_H

#include <skypedpi/kit/subscribers.h>
#include <skypedpi/verdict.h>

/** @file
 * What is to be done with a flow: ordered rules, of which the first that fits decides. Read from text:
 *
 *     # ACTION, then what a flow must be; what is not told may be anything
 *     log        application skype user anna
 *     block      application skype activity file-transfer group students time mon-fri 08:00-16:00
 *     shape 64   application skype activity call-video          # kbit/s
 *     prioritise 1  activity call-audio                         # 0 is most urgent, 7 least
 *     block      mechanism proxy-https, proxy-socks5
 *     allow
 *
 * What fits no rule is allowed. Each condition may list several words, separated by commas. */

#ifdef __cplusplus
extern "C" {
#endif

/** What a rule ends in. */
enum skypedpi_action {
    SKYPEDPI_ACTION_ALLOW = 0,      /**< lets it pass */
    SKYPEDPI_ACTION_BLOCK = 1,      /**< stops it */
    SKYPEDPI_ACTION_SHAPE = 2,      /**< holds it to a rate */
    SKYPEDPI_ACTION_PRIORITISE = 3, /**< puts it in a class of urgency */
    SKYPEDPI_ACTION_LOG = 4         /**< lets it pass, and has it looked at */
};

/** Rules; they do not change once read. */
typedef struct skypedpi_policy skypedpi_policy;

/** Most rules of a policy. */
#define SKYPEDPI_POLICY_MAX 4096
/** Minutes of a week. */
#define SKYPEDPI_WEEK_MINUTES 10080u

/** A flow, as rules ask for it. */
struct skypedpi_policy_question {
    uint32_t size;        /**< sizeof(struct skypedpi_policy_question), set by the caller */
    uint16_t application; /**< #skypedpi_application */
    uint16_t activity;    /**< #skypedpi_activity */
    uint16_t mechanism;   /**< #skypedpi_mechanism */
    uint16_t minute;      /**< of the week in local time, from Monday 00:00; below #SKYPEDPI_WEEK_MINUTES */
    uint32_t reserved;    /**< 0 */
    const char *user;     /**< name, "" or NULL: nobody's */
    const char *group;    /**< name, "" or NULL: none */
};

/** What the policy says. */
struct skypedpi_decision {
    uint32_t size;     /**< sizeof(struct skypedpi_decision), set by the caller */
    uint32_t rule;     /**< line of the rule that decided, from 1; 0: none fitted */
    uint32_t rate;     /**< kbit/s to shape to, else 0 */
    uint16_t action;   /**< #skypedpi_action */
    uint16_t priority; /**< 0 to 7, else 0 */
};

/**
 * Reads rules. The text is hostile: it is taken whole or refused whole.
 *
 * @param text        @p length bytes, UTF-8; not kept; may be NULL if @p length is 0.
 * @param length      bytes.
 * @param db          names the applications a set has of its own, kept as its numbers: for verdicts of another
 * database the text is read anew; may be NULL: only those of #skypedpi_application.
 * @param allocator   NULL for malloc(); must outlive the policy.
 * @param[out] policy the caller gives it back with skypedpi_policy_free(); NULL on error.
 * @param error       its @c size set; filled on #SKYPEDPI_E_TEXT; may be NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_MEMORY; #SKYPEDPI_E_TEXT.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_policy_read(const char *text, size_t length, const skypedpi_db *db,
                                                       const struct skypedpi_allocator *allocator,
                                                       skypedpi_policy **policy,
                                                       struct skypedpi_text_error *error);

/** Frees it. @param policy may be NULL. Thread: any, when nobody uses it. Allocates: no. Since: 0.1. */
SKYPEDPI_API void skypedpi_policy_free(skypedpi_policy *policy);

/**
 * What is to be done with a flow.
 *
 * @param policy   may be NULL: everything is allowed.
 * @param question its @c size set; not NULL.
 * @param decision its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_policy_decide(const skypedpi_policy *policy,
                                        const struct skypedpi_policy_question *question,
                                        struct skypedpi_decision *decision);

/** Name of an action: "allow", "block", "shape", "prioritise", "log". @param action #skypedpi_action. @return a
 * static string; "allow" for a number not in the list. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_action_name(unsigned action);

#ifdef __cplusplus
}
#endif
#endif
