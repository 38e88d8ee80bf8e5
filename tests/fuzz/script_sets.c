/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/script.h"

#include <stdio.h>

/* Sets in which everything fires easily: applications of their own, endpoints, hosts, a native detector with
 * state, paths, versions, attempts, and signatures that speak against each other. */

#define REST "era any source \"made up\" proof \"made up\" "

static const char first_set[] =
    "set fuzz version \"1\" release 1 application \"one\" application \"two\"\n"
    "signature u-a { id 1 transport udp application one mechanism udp-direct activity signalling " REST
    "packet u8[0] == 0x41 weight 40 }\n"
    "signature u-b { id 2 transport udp application one mechanism udp-direct activity call " REST
    "after u-a packet len > 3 weight 60 path nat-one }\n"
    "signature u-c { id 3 transport udp application two mechanism stun-ice activity presence " REST
    "packet len in 4..20 and reverse.seen weight 55 }\n"
    "signature u-d { id 4 transport udp application other mechanism none activity none " REST
    "packet u8[0] == 0x42 weight 70 }\n"
    "signature u-e { id 5 transport udp mechanism udp-relayed activity relayed " REST
    "packet u8[0] == 0x43 native \"fuzz\" weight 35 path relayed }\n"
    "signature u-f { id 6 transport udp scope endpoint application one mechanism udp-direct activity "
    "supernode " REST "packet len > 2 step u8[1] in 1..9 count 2 peers within 60 seconds weight 80 }\n"
    "signature u-g { id 7 transport udp scope host application two mechanism udp-direct activity "
    "signalling " REST "packet len == 3 count 3 packets within 300 seconds weight 50 path nat-both }\n"
    "signature u-h { id 8 transport udp scope endpoint application other mechanism none activity none " REST
    "packet u8[0] == 0x44 received count 2 packets within 10 seconds weight 100 }\n"
    "signature t-a { id 11 transport tcp application one mechanism tcp activity login " REST
    "packet u8[0] == 0x41 weight 45 }\n"
    "signature t-b { id 12 transport tcp application two mechanism tls activity file-transfer " REST
    "packet size[1] == 4 or prev.seen and u8[1] == 0x42 weight 65 }\n"
    "signature t-c { id 13 transport tcp mechanism http activity update " REST
    "packet http.request and http.agent starts \"Skype\" version http.agent after \"Skype/\" weight 20 }\n"
    "signature t-d { id 14 transport tcp scope endpoint application two mechanism tcp activity signalling " REST
    "packet len > 4 and server same u8[0] count 2 peers within 60 seconds weight 60 }\n"
    "signature t-e { id 15 transport tcp application one mechanism tcp activity signalling " REST
    "packet opens and host.known weight 50 }\n"
    "signature t-f { id 16 transport tcp mechanism tcp-80 activity signalling " REST
    "packet block.age <= 300 and len > 1 weight 60 }\n"
    "signature t-g { id 17 transport tcp application skype-related mechanism tls activity login " REST
    "packet tls.client and tls.sni under {\"skype.com\", \"a\"} weight 90 }\n";

/* The applications have changed places, one is gone, and ids mean something else. */
static const char second_set[] =
    "set fuzz version \"2\" release 2 application \"three\" application \"one\"\n"
    "signature u-z { id 1 transport udp application three mechanism udp-direct activity file-transfer " REST
    "packet u8[0] == 0x41 weight 30 }\n"
    "signature u-y { id 3 transport udp application one mechanism turn activity call-video " REST
    "packet len > 8 weight 45 }\n"
    "signature u-x { id 6 transport udp scope endpoint application three mechanism udp-direct activity "
    "signalling " REST "packet len > 2 fresh u8[2] count 2 peers within 60 seconds weight 90 }\n"
    "signature t-z { id 11 transport tcp application other mechanism none activity none " REST
    "packet u8[0] == 0x41 weight 95 }\n"
    "signature t-y { id 12 transport tcp application three mechanism tls activity call-audio " REST
    "packet len > 6 native \"fuzz\" weight 55 }\n";

/* Writes all of its state and reads all of the message. */
static int inspect(void *user, void *state, const struct skypedpi_message *message)
{
    uint8_t *count = state;
    unsigned sum = message->ordinal + message->reverse;
    (void)user;
    for (uint32_t i = 0; i < message->captured; i++)
        sum += message->payload[i];
    MUST(message->captured <= message->length);
    for (unsigned i = 0; i < SKYPEDPI_NATIVE_STATE; i++)
        sum += ++count[i];
    return sum % 3 == 0;
}

static const struct skypedpi_native native = {.size = sizeof native,
                                              .abi = SKYPEDPI_NATIVE_ABI,
                                              .name = "fuzz",
                                              .state_size = SKYPEDPI_NATIVE_STATE,
                                              .inspect = inspect};

static skypedpi_db *set_compile(const char *text)
{
    skypedpi_sigset *set;
    skypedpi_db *db;
    struct skypedpi_diagnostic first = {0};
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 1, .entry = &first};
    MUST(skypedpi_sigset_new(NULL, &set) == SKYPEDPI_OK);
    MUST(skypedpi_sigset_add_native(set, &native) == SKYPEDPI_OK);
    if (skypedpi_sigset_add_text(set, "fuzz", text, strlen(text), &found) != SKYPEDPI_OK ||
        skypedpi_sigset_compile(set, &found, &db) != SKYPEDPI_OK) {
        fprintf(stderr, "%u:%u: %s\n", first.line, first.column, first.text);
        target_fail("the sets compile", __FILE__, __LINE__);
    }
    skypedpi_sigset_free(set);
    return db;
}

skypedpi_db *const *script_sets(void)
{
    static skypedpi_db *db[SCRIPT_DBS];
    if (!db[0]) {
        MUST(skypedpi_db_builtin(&db[0]) == SKYPEDPI_OK);
        db[1] = set_compile(first_set);
        db[2] = set_compile(second_set);
    }
    return db;
}
