/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_VERDICT_H
#define SKYPEDPI_VERDICT_H

#include <stdint.h>
#include <skypedpi/version.h>

/** @file
 * What is known of a flow, and why. */

#ifdef __cplusplus
extern "C" {
#endif

/** Whose flow it is. Sets may name applications of their own, numbered from
 * #SKYPEDPI_APPLICATION_CUSTOM; skypedpi_db_application_name() tells their names. */
enum skypedpi_application {
    SKYPEDPI_APPLICATION_UNKNOWN = 0,       /**< nothing is known, or not enough */
    SKYPEDPI_APPLICATION_OTHER = 1,         /**< known to be something else */
    SKYPEDPI_APPLICATION_SKYPE = 2,         /**< Skype itself */
    SKYPEDPI_APPLICATION_SKYPE_RELATED = 3, /**< its DNS, update and web services: no Skype client need run */
    SKYPEDPI_APPLICATION_CUSTOM = 16        /**< the first number a set may name */
};

/** What the flow is used for. */
enum skypedpi_activity {
    SKYPEDPI_ACTIVITY_NONE = 0,
    SKYPEDPI_ACTIVITY_SIGNALLING = 1,
    SKYPEDPI_ACTIVITY_LOGIN = 2,
    SKYPEDPI_ACTIVITY_UPDATE = 3,
    SKYPEDPI_ACTIVITY_PRESENCE = 4,
    SKYPEDPI_ACTIVITY_CALL_AUDIO = 5,
    SKYPEDPI_ACTIVITY_CALL_VIDEO = 6,
    SKYPEDPI_ACTIVITY_FILE_TRANSFER = 7,
    SKYPEDPI_ACTIVITY_RELAYED = 8,
    SKYPEDPI_ACTIVITY_SUPERNODE = 9,
    SKYPEDPI_ACTIVITY_CALL = 10 /**< a call, audio or video not told apart */
};

/** How it got through. */
enum skypedpi_mechanism {
    SKYPEDPI_MECHANISM_NONE = 0,
    SKYPEDPI_MECHANISM_UDP_DIRECT = 1,
    SKYPEDPI_MECHANISM_UDP_RELAYED = 2,
    SKYPEDPI_MECHANISM_TCP = 3,
    SKYPEDPI_MECHANISM_TCP_80 = 4,
    SKYPEDPI_MECHANISM_TLS_443_MIMIC = 5,
    SKYPEDPI_MECHANISM_PROXY_HTTPS = 6,
    SKYPEDPI_MECHANISM_PROXY_SOCKS5 = 7,
    SKYPEDPI_MECHANISM_STUN_ICE = 8,
    SKYPEDPI_MECHANISM_TURN = 9,
    SKYPEDPI_MECHANISM_TLS = 10,
    SKYPEDPI_MECHANISM_DNS = 11,
    SKYPEDPI_MECHANISM_HTTP = 12,
    SKYPEDPI_MECHANISM_PROXY_SOCKS4 = 13
};

/** How packets of the flow find their way, as far as it shows where they are seen. A later one goes before an
 * earlier one. */
enum skypedpi_path {
    SKYPEDPI_PATH_NONE = 0,          /**< nothing is known of it */
    SKYPEDPI_PATH_DIRECT = 1,        /**< no NAT is seen between both sides */
    SKYPEDPI_PATH_NAT_ONE = 2,       /**< one side at least is behind NAT */
    SKYPEDPI_PATH_NAT_BOTH = 3,      /**< both are: they opened at the same time */
    SKYPEDPI_PATH_NAT_SYMMETRIC = 4, /**< one side's NAT gives each peer another port: they were scanned for */
    SKYPEDPI_PATH_RELAYED = 5,       /**< a third node carries it */
    SKYPEDPI_PATH_PROXY = 6          /**< through a web or SOCKS proxy */
};

/** What part an endpoint plays in the peer-to-peer network. */
enum skypedpi_role {
    SKYPEDPI_ROLE_NODE = 0,      /**< an ordinary one */
    SKYPEDPI_ROLE_SUPERNODE = 1, /**< many others ask it, or it lets others in (ROS08 4.3, EHL06) */
    SKYPEDPI_ROLE_RELAY = 2      /**< it passes on what others send it (SEED) */
};

/** How firm it is. */
enum skypedpi_stage {
    SKYPEDPI_STAGE_OPEN = 0,   /**< not decided; more packets may tell */
    SKYPEDPI_STAGE_LIKELY = 1, /**< decided, and may still change */
    SKYPEDPI_STAGE_FINAL = 2   /**< will not change by this flow's own packets */
};

/** What could not be known: flags of a verdict. */
enum skypedpi_flag {
    SKYPEDPI_FLAG_MIDFLOW = 1 << 0,    /**< the beginning of the flow was not seen */
    SKYPEDPI_FLAG_ONE_WAY = 1 << 1,    /**< payload was looked at in one direction only */
    SKYPEDPI_FLAG_MISSING = 1 << 2,    /**< TCP bytes were sent that never came by */
    SKYPEDPI_FLAG_TRUNCATED = 1 << 3,  /**< packets were captured short */
    SKYPEDPI_FLAG_TUNNELLED = 1 << 4,  /**< the verdict is about what runs inside a proxy connection */
    SKYPEDPI_FLAG_BUDGET = 1 << 5,     /**< given up: its budget is used, or no signature can hold */
    SKYPEDPI_FLAG_SHORT_POOL = 1 << 6, /**< a bounded pool was empty, so less than usual was looked at */
    SKYPEDPI_FLAG_ENDPOINT = 1 << 7    /**< known by what its endpoint or host did on other flows */
};

/** Parts a release number has. */
#define SKYPEDPI_RELEASE_PARTS 4
/** A part that is not told: "5.5" is {5, 5, ANY, ANY}. */
#define SKYPEDPI_RELEASE_ANY 0xffffu

/** A client release: major, minor, revision, build. Its layout is fixed: it will not grow. */
struct skypedpi_release {
    uint16_t part[SKYPEDPI_RELEASE_PARTS]; /**< #SKYPEDPI_RELEASE_ANY where not told */
};

/** The answer. The caller sets @c size before the call; fields a newer library adds stand at the tail. */
struct skypedpi_verdict {
    uint32_t size;           /**< sizeof(struct skypedpi_verdict), set by the caller */
    uint32_t flags;          /**< #skypedpi_flag, or-ed */
    uint16_t application;    /**< #skypedpi_application */
    uint16_t activity;       /**< #skypedpi_activity */
    uint16_t mechanism;      /**< #skypedpi_mechanism */
    uint16_t stage;          /**< #skypedpi_stage */
    uint32_t confidence;     /**< 0 to 100: the weights of what spoke for it, added */
    uint32_t signature;      /**< the strongest that fired: skypedpi_signature.id; 0 if none */
    uint32_t decided_packet; /**< the how-manieth payload packet of the flow decided it, from 1; 0: undecided,
                                or decided without any */
    uint32_t packets;        /**< payload packets looked at so far, at most 65535 */
    struct skypedpi_release era_first; /**< oldest client that does this; all ANY where not known */
    struct skypedpi_release era_last;  /**< newest; equal to era_first when the flow named its version */
    uint32_t rate;       /**< payload bytes a second, both ways: during its calls and files if there were any,
                            else since it was followed; at most UINT32_MAX; 0: it was not for a second */
    uint16_t role;       /**< #skypedpi_role: the more telling one of its endpoints */
    uint16_t path;       /**< #skypedpi_path */
    uint64_t call_start; /**< nanoseconds: begin of the first call; 0: none was seen */
    uint64_t call_end;   /**< nanoseconds: last packet of the last one */
};

/** One signature that fired on one packet of a flow, or that made its endpoint known. */
struct skypedpi_evidence {
    uint32_t size;        /**< sizeof as the library knows it */
    uint32_t signature;   /**< skypedpi_signature.id */
    uint64_t time;        /**< the packet's time, nanoseconds */
    uint32_t packet;      /**< the how-manieth payload packet of the flow, from 1; 0: before the first */
    uint32_t length;      /**< length of the message that matched, bytes; 0: it fired on the opening of a TCP
                               flow, or on the flow's endpoint or host */
    uint16_t application; /**< #skypedpi_application it speaks for */
    uint16_t weight;      /**< what it adds, 1 to 100 */
    uint16_t score;       /**< what stands for that application after it, 0 to 100 */
    uint16_t reverse;     /**< 1 if the packet ran from destination to source, else 0 */
};

/**
 * Name of an application number, as the tools and the signature language write it.
 *
 * @param application #skypedpi_application below #SKYPEDPI_APPLICATION_CUSTOM.
 * @return a static string; "unknown" for a number not in the list.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_application_name(unsigned application);

/** Name of an activity number. @param activity #skypedpi_activity. @return a static string, "none" for 0
 * and for numbers not in the list. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_activity_name(unsigned activity);

/** Name of a mechanism number. @param mechanism #skypedpi_mechanism. @return a static string, "none" for 0
 * and for numbers not in the list. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_mechanism_name(unsigned mechanism);

/** Name of a path number. @param path #skypedpi_path. @return a static string, "none" for 0 and for numbers not
 * in the list. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_path_name(unsigned path);

/** Name of a role number. @param role #skypedpi_role. @return a static string, "node" for 0 and for numbers not
 * in the list. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_role_name(unsigned role);

/** Name of a stage number. @param stage #skypedpi_stage. @return a static string, "open" for 0 and for
 * numbers not in the list. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_stage_name(unsigned stage);

/** Name of one flag. @param flag one bit of #skypedpi_flag. @return a static string, "" for a bit that is no
 * flag. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_flag_name(unsigned flag);

#ifdef __cplusplus
}
#endif
#endif
