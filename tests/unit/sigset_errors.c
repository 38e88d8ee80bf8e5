/* SPDX-License-Identifier: BSD-2-Clause */
/* Every kind of finding, where it is told, and that it comes alone. */
#include "tests/unit/sigset_check.h"

#include "lib/sigset/diagnostic.h"

#define SET(rest)     "set a version \"1\" " rest
#define COUNTED(rest) SIGNATURE_OF("s", "1", "udp", "10", "packet len == 5 " rest)
#define ONE_OF_SIX(name, id)                                                                                   \
    SIGNATURE_OF(name, id, "udp", "10", "packet len == 5 scope host count 4 peers within 5 seconds")
#define X4(s)   s s s s
#define X10(s)  s s s s s s s s s s
#define X32(s)  X10(s) X10(s) X10(s) s s
#define X64(s)  X32(s) X32(s)
#define X128(s) X64(s) X64(s)
#define X256(s) X128(s) X128(s)

/* Bare clauses, for what is wrong with one of them: the signature's other clauses are there. */
#define WITHOUT_ID(rest)                                                                                       \
    "signature s {\n" rest "\n transport udp era any mechanism none activity none source \"s\" proof \"p\""    \
    " packet len == 5 weight 10 }"
#define WITHOUT_ERA(rest)                                                                                      \
    "signature s {\n" rest "\n id 1 transport udp mechanism none activity none source \"s\" proof \"p\""       \
    " packet len == 5 weight 10 }"
#define WITHOUT_WEIGHT(rest)                                                                                   \
    "signature s {\n" rest                                                                                     \
    "\n id 1 transport udp era any mechanism none activity none source \"s\" proof \"p\""                      \
    " packet len == 5 }"
#define WITHOUT_SOURCE(rest)                                                                                   \
    "signature s {\n" rest "\n id 1 transport udp era any mechanism none activity none proof \"p\""            \
    " packet len == 5 weight 10 }"
#define WITH(rest)                                                                                             \
    "signature s {\n" rest                                                                                     \
    "\n id 1 transport udp era any mechanism none activity none source \"s\" proof \"p\""                      \
    " packet len == 5 weight 10 }"

/* With nothing that a thorough look finds fault with. */
#define GOOD(name, id, transport, weight, rest)                                                                \
    "signature " name " {\n id " id " transport " transport                                                    \
    " era any mechanism none activity none source \"a book\" proof \"synthetic s\" weight " weight "\n " rest  \
    "\n}\n"

#define OF_ERA(name, id, era, rest)                                                                            \
    "signature " name " {\n id " id " transport udp era " era " mechanism none activity none"                  \
    " source \"a book\" proof \"a.cap\" weight 10\n packet u8[2] == 7 " rest "\n}\n"

static const struct test {
    uint32_t code, line, column;
    const char *text;
    const char *says; /* part of the message; NULL: not looked at */
} tests[] = {
    /* characters and words */
    {101, 1, 1, "@", "'@'"},
    {101, 2, 3, "\n  \v\v", "0x0b"},
    {101, 3, 13, UDP("len ? 5"), NULL},
    {102, 1, 3, "  \xc3\xa4\xc3\xa4", "0xc3"},
    {103, 1, 3, "# \xff\xfe", "0xff"},
    {103, 2, 9, WITHOUT_SOURCE("source \"\xc0\xaf\""), NULL},
    {103, 2, 9, WITHOUT_SOURCE("source \"\xed\xa0\x80\""), NULL},
    {104, 2, 8, WITHOUT_SOURCE("source \"abc"), "closing"},
    {106, 2, 12, WITHOUT_SOURCE("source \"abc\\"), NULL},
    {105, 2, 8, WITHOUT_SOURCE("source \"" X256("a") "\""), "255"},
    {106, 2, 10, WITHOUT_SOURCE("source \"a\\n\""), NULL},
    {106, 2, 9, WITHOUT_SOURCE("source \"\\x4\""), NULL},
    {107, 2, 10, WITHOUT_SOURCE("source \"a\x01\""), "0x01"},
    {107, 1, 3, "# \x1b[2J", "0x1b"},
    {108, 2, 4, WITHOUT_ID("id 12ab"), NULL},
    {108, 2, 4, WITHOUT_ID("id 0x"), NULL},
    {108, 2, 4, WITHOUT_ID("id 0xfg"), NULL},
    {109, 2, 4, WITHOUT_ID("id 4294967296"), "4294967295"},
    {109, 2, 4, WITHOUT_ID("id 0x100000000"), NULL},
    {109, 2, 4, WITHOUT_ID("id 99999999999999999999999999"), NULL},
    {110, 2, 5, WITHOUT_ERA("era 1.2.3.4.5"), "5 numbers"},
    {111, 3, 28, UDP("bytes[0] == x\"1603 0\""), NULL},
    {111, 3, 23, UDP("bytes[0] == x\"zz\""), NULL},
    {112, 3, 18, UDP("len == 5 && len == 6"), "'and'"},
    {112, 3, 13, UDP("len = 5"), "'=='"},
    {112, 2, 4, WITHOUT_ID("id = 1"), "nothing behind the name of a clause"},
    {112, 3, 9, UDP("!client"), "'not'"},
    /* order of words */
    {201, 1, 1, "signatur s { }", "did you mean 'signature'"},
    {201, 1, 1, "} ", NULL},
    {201, 2, 1, "set a version \"1\"\n\"x\"", NULL},
    {202, 1, 11,
     "signature { id 1 transport udp era any mechanism none activity none source \"s\" proof \"p\""
     " packet len == 5 weight 10 }",
     NULL},
    {202, 1, 5, "set \"x\" version \"1\"", NULL},
    {203, 1, 5, "set a_b version \"1\"", NULL},
    {203, 1, 13, "application \"1st\"", NULL},
    {203, 1, 13, "application \"" X32("a") "\"", "31"},
    {203, 2, 8, WITH("native \"a b\""), NULL},
    {204, 1, 13,
     "signature s id 1 transport udp era any mechanism none activity none source \"s\" proof \"p\""
     " packet len == 5 weight 10 }",
     "'{'"},
    {205, 1, 14, "signature s {", "'}'"},
    {205, 4, 1,
     "signature t { id 2 transport udp era any mechanism none activity none source \"s\" proof \"p\"\n"
     " packet len == 5\n weight 10\n" UDP("len == 5"),
     "'signature'"},
    {206, 2, 1, WITH("wieght 3"), "did you mean 'weight'"},
    {206, 2, 1, WITH("+ 3"), NULL},
    {207, 3, 2, WITH("id 1"), "line 2"},
    {207, 1, 19, SET("version \"2\""), "line 1"},
    {207, 2, 1, SET("release 3\nrelease 3"), "'release'"},
    {208, 1, 11, WITHOUT_WEIGHT(""), "'weight'"},
    {209, 2, 4, WITHOUT_ID("id x"), NULL},
    {209, 1, 27, SET("release x"), "'x'"},
    {209, 1, 26, SET("release"), "the end"},
    {209, 3, 12, UDP("u8[len] == 3"), NULL},
    {210, 2, 8, WITHOUT_SOURCE("source none"), NULL},
    {210, 1, 13, "application x", NULL},
    {211, 4, 1, UDP("len == "), "'}'"},
    {211, 3, 16,
     "signature s {\n id 1 transport udp era any mechanism none activity none source \"s\" proof \"p\"\n"
     " packet len == weight 10 }",
     "'weight'"},
    {211, 3, 22, UDP("len == 5 and or len == 6"), NULL},
    {211, 3, 16, UDP("len == \"x\""), "a string"},
    {212, 4, 1, UDP("(len == 5 "), NULL},
    {212, 3, 18, UDP("distinct 4, 4 > 3"), NULL},
    {213, 3, 12, UDP("u8 == 3"), "'['"},
    {213, 3, 14, UDP("u8[3 == 3"), "']'"},
    {214, 3, 19, UDP("distinct(4) > 3"), NULL},
    {215, 4, 1, UDP("len in 18"), NULL},
    {215, 3, 17, UDP("len in {}"), NULL},
    {215, 3, 20, UDP("len in {18 19}"), NULL},
    {215, 3, 21, UDP("len in {18..}"), NULL},
    {216, 3, 41, UDP(X32("(") "(len == 5"), "32"},
    {217, 2, 5, WITHOUT_ERA("era later"), NULL},
    {217, 2, 11, WITHOUT_ERA("era 1.0 - any"), NULL},
    {218, 1, 6, "set a", "'version'"},
    {218, 1, 16, "set a release 3", "'version'"},
    {218, 2, 1, "set a release 3\napplication \"b\"", "'application'"},
    {218, 2, 19, WITH("version http.path \"x\""), "'after'"},
    {219, 3, 18, UDP("len == 5 adn client"), "did you mean 'and'"},
    {219, 3, 17, UDP("len < 5 < 6"), NULL},
    {220, 3, 20, TCP("tls.sni is skype"), NULL},
    {220, 3, 25, TCP("tls.sni is {\"a\" \"b\"}"), NULL},
    {221, 3, 41, COUNTED("scope endpoint count 4 peer within 5 seconds"), "'peers'"},
    {221, 3, 47, COUNTED("scope endpoint count 4 peers for 5 seconds"), "'within'"},
    {221, 3, 47, COUNTED("scope endpoint step skype.id 1..5 count 4 peers within 5 seconds"), "'in'"},
    {222, 1, 7, "set a \"1\"", "'version'"},
    {222, 1, 19, SET("relase 3"), "did you mean 'release'"},
    {222, 1, 29, SET("release 3 4"), "'4'"},
    {222, 1, 34, SET("date 2026-11-22-3"), "'-'"},
    {222, 1, 38, SET("expires 2026-11-22 requirs 0.1 application \"b\""), "did you mean 'requires'"},
    {222, 2, 11, "set a version \"1\"\nrelease 3 nonsense", NULL},
    {223, 1, 24, SET("date \"2026-11-22\""), "a string"},
    {223, 1, 24, SET("date 5"), "'5'"},
    {223, 1, 24, SET("date 2026-11-2"), NULL},
    {223, 1, 24, SET("date 2026-1-22"), NULL},
    {223, 1, 24, SET("date 26-11-22"), NULL},
    {223, 1, 24, SET("date 22.11.2026"), NULL},
    {223, 1, 24, SET("date 2026 -11-22"), NULL},
    {223, 1, 24, SET("date 0x7e-11-22"), NULL},
    {223, 1, 32, SET("date 2026-11-221"), "'221'"},
    {223, 1, 32, SET("date 2026-11-22.5"), "'22.5'"},
    {223, 1, 27, SET("expires today"), "'today'"},
    {108, 1, 32, SET("date 2026-11-22x"), NULL},
    {224, 1, 28, SET("requires 1"), NULL},
    {224, 1, 28, SET("requires \"0.1\""), NULL},
    {224, 1, 28, SET("requires 0.1.0.0"), "'0.1.0.0'"},
    /* types */
    {301, 3, 20, UDP("client and len"), NULL},
    {301, 3, 9, UDP("len and client"), NULL},
    {301, 3, 13, UDP("not len"), NULL},
    {301, 3, 9, UDP("len"), NULL},
    {302, 3, 9, UDP("client == 1"), NULL},
    {302, 3, 15, UDP("len + client == 1"), NULL},
    {302, 3, 9, UDP("client in {1}"), NULL},
    {302, 3, 10, UDP("(len == 5) == 1"), NULL},
    {303, 3, 9, UDP("len is \"5\""), "'is'"},
    {303, 2, 9, WITH("version http.status after \"x\""), NULL},
    {304, 3, 9, TCP("tls.sni == \"skype.com\""), "'is'"},
    {304, 3, 9, TCP("tls.sni"), NULL},
    {305, 3, 21, UDP("bytes[0] == 5"), NULL},
    {305, 3, 18, UDP("bytes[0] in {5}"), NULL},
    /* names and ranges */
    {401, 2, 17,
     "signature s {\n id 1 transport udq era any mechanism none activity none source \"s\" proof \"p\""
     " packet len == 5 weight 10 }",
     "did you mean 'udp'"},
    {402, 2, 39,
     "signature s {\n id 1 transport udp era any mechanism stun-icee activity none source \"s\" proof \"p\""
     " packet len == 5 weight 10 }",
     "did you mean 'stun-ice'"},
    {403, 2, 53,
     "signature s {\n id 1 transport udp era any mechanism none activity calling source \"s\" proof \"p\""
     " packet len == 5 weight 10 }",
     "'calling'"},
    {404, 3, 9, UDP("lenn == 5"), "did you mean 'len'"},
    {404, 3, 9, UDP("prev.skype.funtion == 5"), "did you mean 'skype.function'"},
    {404, 3, 9, UDP("nothing.like.it[3] == 5"), NULL},
    {306, 3, 38, COUNTED("scope endpoint same prev.skype.id count 4 peers within 5 seconds"), NULL},
    {306, 3, 38, COUNTED("scope endpoint same 5 count 4 peers within 5 seconds"), NULL},
    {423, 3, 24, COUNTED("scope flows"), "did you mean 'flow'"},
    {423, 3, 24, COUNTED("scope flows native \"skypeout\""), NULL},
    {423, 3, 24, COUNTED("scope flw count 4 peers within 5 seconds"), "did you mean 'flow'"},
    {424, 3, 18, COUNTED("count 4 peers within 5 seconds"), "scope endpoint or host"},
    {424, 3, 18, COUNTED("received"), NULL},
    {424, 3, 60, COUNTED("scope host count 4 peers within 5 seconds native \"skypeout\""), "scope flow"},
    {424, 3, 80, COUNTED("scope host count 4 peers within 5 seconds step u16[0] in 1..2 same u8[4]"), NULL},
    {425, 3, 23, UDP("len == 5 path nat-on"), "did you mean 'nat-one'"},
    {426, 3, 35, COUNTED("scope host count 1 peers within 5 seconds"), "2 to 150"},
    {426, 3, 50, COUNTED("scope host count 4 peers within 70000 seconds"), NULL},
    {427, 3, 51, COUNTED("scope host step skype.id in 1..5 count 9 peers within 5 seconds"), "estimated"},
    {428, 1, 27, SET("release 0"), "1 to 4294967295"},
    {429, 1, 24, SET("date 2026-02-29"), "2026-02-29"},
    {429, 1, 24, SET("date 2100-02-29"), NULL},
    {429, 1, 24, SET("date 2026-04-31"), NULL},
    {429, 1, 24, SET("date 2026-00-01"), NULL},
    {429, 1, 24, SET("date 2026-13-01"), NULL},
    {429, 1, 24, SET("date 2026-12-00"), NULL},
    {429, 1, 24, SET("date 1999-12-31"), "2000 to 9999"},
    {429, 2, 9, SET("\nexpires 2026-12-32"), NULL},
    {430, 1, 27, SET("expires 2026-11-22 date 2026-11-22"), "later"},
    {430, 1, 43, SET("date 2026-11-22 expires 2026-11-21"), NULL},
    {431, 1, 28, SET("requires 0.65536"), "65535"},
    {208, 1, 11, COUNTED("scope host"), "'count'"},
    {404, 2, 9, WITH("version http.pth after \"x\""), "did you mean 'http.path'"},
    {405, 3, 9, UDP("prev.client"), NULL},
    {405, 3, 9, UDP("reverse.tls.client"), NULL},
    {405, 3, 9, UDP("seen and len == 5"), "'prev.'"},
    {405, 3, 9, UDP("older.age < 5"), NULL},
    {406, 2, 4, WITHOUT_ID("id 0"), NULL},
    {406, 2, 4, WITHOUT_ID("id 268435456"), "1 to 268435455"},
    {407, 2, 8, WITHOUT_WEIGHT("weight 0"), NULL},
    {407, 2, 8, WITHOUT_WEIGHT("weight 101"), NULL},
    {408, 3, 12, UDP("u8[1401] == 3"), "1400"},
    {408, 3, 18, UDP("prev.u16[11] == 3"), "12"},
    {408, 3, 15, UDP("bytes[1401] == x\"00\""), NULL},
    {408, 3, 9, UDP("prev.bytes[9] == x\"00 01 02 03\""), NULL},
    {408, 3, 23, UDP("prev.distinct(4, 9) > 3"), NULL},
    {408, 3, 16, UDP("common(4, 9) > 3"), "12"},
    {408, 3, 24, UDP("reverse.common(12, 1) > 3"), NULL},
    {409, 3, 14, TCP("size[4] == 3"), "1 to 3"},
    {409, 3, 14, TCP("size[0] == 3"), NULL},
    {409, 3, 21, UDP("distinct(4, 65) > 3"), NULL},
    {409, 3, 21, UDP("distinct(4, 1) > 3"), NULL},
    {409, 3, 19, UDP("common(4, 13) > 3"), "1 to 12"},
    {409, 3, 19, UDP("common(4, 0) > 3"), NULL},
    {409, 3, 18, UDP("stun.has[65536]"), NULL},
    {409, 3, 20, TCP("record.u16[8] == 3"), NULL},
    {410, 3, 27, UDP("source.address == 1.2.3"), NULL},
    {410, 3, 27, UDP("source.address == 1.2.3.256"), "1.2.3.256"},
    {411, 3, 17, UDP("len in {20..18}"), NULL},
    {412, 3, 1041, UDP("len in {" X256("2, ") X256(" ") "1}"), "256"},
    {413, 3, 21, UDP("bytes[0] == x\"\""), NULL},
    {413, 3, 21, UDP("bytes[0] == x\"" X64("00") "00\""), "65 bytes"},
    {414, 2, 5, WITHOUT_ERA("era 1.65535"), "65534"},
    {415, 2, 5, WITHOUT_ERA("era 2.0 - 1.5"), NULL},
    {415, 2, 5, WITHOUT_ERA("era 1.2.0.5 - 1.2.0.4"), NULL},
    {416, 2, 8, WITHOUT_SOURCE("source \"\""), NULL},
    {416, 1, 15, "set a version \"\"", NULL},
    {417, 3, 23, TCP("tls.sni under \".skype.com\""), NULL},
    {417, 3, 23, TCP("tls.sni under \"\""), NULL},
    {417, 3, 31, TCP("tls.sni under {\"a.b\", \"skype com\"}"), NULL},
    {418, 3, 9, TCP("http.path under \"skype.com\""), "tls.sni, tls.certificate, http.host or dns.name"},
    {418, 2, 9, WITH("version http.agent reversed"), "tls.sni, tls.certificate, http.host or dns.name"},
    {419, 2, 8, WITHOUT_SOURCE("source \"a\\x00b\""), NULL},
    {419, 2, 8, WITHOUT_SOURCE("source \"a\\xff\""), NULL},
    {419, 2, 8, WITHOUT_SOURCE("source \"a\tb\""), NULL},
    {419, 2, 8, WITHOUT_SOURCE("source \"\\xc3\\xa4\\xc2\\x9b\""), NULL},
    {419, 2, 8, WITHOUT_SOURCE("source \"a\xc2\x80\""), NULL},
    {420, 1, 15, "set a version \"" X32("1") "\"", "31"},
    {421, 3, 9, UDP("len == 5 " X32(" and len != 6")), "128"},
    {421, 3, 521, UDP("len" X256("+len") " == 5"), NULL},
    {422, 3, 9, UDP("1+len == len+(u8[0]+(u8[1]+(u8[2]+(u8[3]+(u8[4]+(u8[5]+(u8[6]+u8[7])))))))"), "10 values"},
    /* the whole set */
    {501, 6, 5,
     UDP("len == 5") "signature t {\n id 1 transport udp era any mechanism none activity none source \"s\""
                     " proof \"p\"\n packet len == 6 weight 10 }",
     "'s' at test.sig:2"},
    {502, 5, 11,
     UDP("len == 5") "signature s {\n id 2 transport udp era any mechanism none activity none source \"s\""
                     " proof \"p\"\n packet len == 6 weight 10 }",
     "test.sig:1"},
    {503, 1, 29, "application \"x\" application \"x\"", "test.sig:1"},
    {503, 1, 13, "application \"skype\"", NULL},
    {503, 1, 13, "application \"unknown\"", NULL},
    {504, 2, 1, "set a version \"1\"\nset b version \"2\"", "test.sig:1"},
    {507, 4, 14,
     SIGNATURE_OF("s", "1", "udp", "10", "packet len == 5\n application offise") "application \"office\"",
     "did you mean 'office'"},
    {507, 4, 14, SIGNATURE_OF("s", "1", "udp", "10", "packet len == 5\n application unknown"), NULL},
    {508, 4, 8, SIGNATURE_OF("s", "1", "udp", "10", "packet len == 5\n after t"), NULL},
    {509, 4, 8, SIGNATURE_OF("s", "1", "udp", "10", "packet len == 5\n after s"), NULL},
    {510, 4, 8,
     SIGNATURE_OF("s", "1", "udp", "10", "packet len == 5\n after t")
         SIGNATURE_OF("t", "2", "tcp", "10", "packet len == 5"),
     NULL},
    {511, 4, 9, SIGNATURE_OF("s", "1", "udp", "10", "packet len == 5\n native \"no-such\""), "no-such"},
    {512, 21, 11,
     ONE_OF_SIX("a", "1") ONE_OF_SIX("b", "2") ONE_OF_SIX("c", "3") ONE_OF_SIX("d", "4") ONE_OF_SIX("e", "5")
         ONE_OF_SIX("f", "6"),
     "at most 5"},
    {514, 1, 28, SET("requires 99.0"), "99.0"},
    {514, 1, 28, SET("requires 0.1.65535 application \"b\""), "0.1.0"},
    {513, 7, 35,
     UDP("len == 5") SIGNATURE_OF("b", "2", "udp", "10",
                                  "packet len == 5 scope host after s count 4 peers within 5 seconds"),
     NULL},
    /* warnings */
    {601, 3, 9, UDP("len == 5 and u8[5] == 1"), NULL},
    {601, 3, 9, UDP("len < 10 and len > 20"), NULL},
    {601, 3, 9, UDP("ordinal == 1 and u8[1] == 2 and ordinal in 2..3"), NULL},
    {601, 3, 9, UDP("client and len == 5 and server"), NULL},
    {601, 3, 9, UDP("len == 5 and 1 == 2"), NULL},
    {601, 3, 9, UDP("u8[9] == 3 and u8[9] == 4"), NULL},
    {601, 3, 9, UDP("u16[9] == 3 and u16[9] != 3"), NULL},
    {601, 3, 9, UDP("u8[2] & 0x8f == 0x10"), NULL},
    {601, 3, 9, UDP("u8[2] & 0x8f == 7 and u8[2] & 0x0f == 5"), NULL},
    {601, 3, 9, UDP("skype.function == 7 and u8[2] == 5"), NULL},
    {601, 3, 9, UDP("u8[2] == 256"), NULL},
    {601, 3, 9, UDP("u8[2] < 0"), NULL},
    {601, 3, 9, UDP("prev.len < 5 and prev.u8[5] == 1"), NULL},
    {601, 3, 9, UDP("not prev.seen and prev.len == 5"), NULL},
    {601, 3, 9, UDP("dns.query and rtp.rtcp"), NULL},
    {601, 3, 9, UDP("record.length == 5"), NULL},
    {601, 3, 9, UDP("size[1] == 5"), NULL},
    {601, 3, 9, TCP("older.len == 5"), NULL},
    {601, 3, 9, TCP("skype.id == 5"), NULL},
    {601, 3, 9, TCP("tls.client and not tls.client"), NULL},
    {601, 3, 9, UDP("bytes[0] == x\"1603\" and u8[0] == 0x17"), NULL},
    {601, 3, 9, UDP("distinct(0, 4) > 4"), NULL},
    {601, 3, 9, UDP("common(0, 4) > 4"), NULL},
    {601, 3, 9, TCP("older.common(0, 4) > 2"), NULL},
    {601, 3, 9, UDP("ordinal == 1 and common(0, 4) == 0"), NULL},
    {601, 3, 9, UDP("reverse.len == 3 and common(0, 4) == 0"), NULL},
    {601, 3, 9, UDP("not prev.seen and prev.common(0, 4) == 0"), NULL},
    {601, 3, 9, UDP("len == 5 and u8[5] == 1"), "at 3:22"},
    {601, 3, 9, UDP("u16[0] & 0xff == 3 and u16[0] & 0xf0ff == 4"), NULL},
    {601, 3, 9, UDP("u16[0] == 0x1603 and u8[1] == 4"), NULL},
    {601, 3, 9, UDP("le16[0] == 0x1603 and u16[0] != 0x0316"), NULL},
    {601, 3, 9, UDP("bytes[4] == x\"0102\" and u32[2] & 0xff in {3, 4}"), NULL},
    {601, 3, 9, UDP("len == 5 and (u8[9] == 1 or len == 6)"), "no message can meet"},
    {601, 3, 9, UDP("not (len == 5 or len != 5)"), NULL},
    {601, 3, 9, UDP("len == 5 and not (u8[2] != 7 or u8[4] == 1) and u8[4] == 1"), NULL},
    {601, 3, 9, UDP("u16[2] == len and u16[2] != len"), NULL},
    {601, 3, 9, UDP("u16[2] == len and not (u16[2] == len)"), NULL},
    {601, 3, 9, UDP("ordinal == 1 and prev.len == 5"), NULL},
    {601, 3, 9, UDP("ordinal <= 2 and older.seen"), NULL},
    {601, 3, 9, UDP("number == 1 and reverse.seen"), NULL},
    {601, 3, 9, UDP("number == 4 and ordinal == 4 and reverse.u8[0] == 1"), NULL},
    {601, 3, 9, UDP("ordinal > number and ordinal == 5 and number == 4"), NULL},
    {601, 3, 9, UDP("ordinal == 0"), NULL},
    {601, 3, 9, UDP("block.age < 60 and number == 2"), NULL},
    {601, 3, 9, UDP("prev.unseen and prev.u8[0] == 1"), NULL},
    {601, 3, 9, UDP("opens"), NULL},
    {601, 3, 9, UDP("host.known and len == 5"), "3:9 that no message over udp"},
    {601, 3, 9, UDP("len == 5 and not tls.client"), "3:26 that no message over udp"},
    {601, 3, 9, UDP("len == 5 and u8[1] == 300"), "3:22 that no message over udp"},
    {601, 3, 9, UDP("len == 5 and u8[9] == 1"), "3:22 that excludes one before it"},
    {601, 3, 9, TCP("len == 5 and dns.query"), "3:22 that no message over tcp"},
    {601, 3, 9, UDP("resend.seed == 5 and u8[2] == 2"), NULL},
    {601, 3, 9, UDP("dns.name is \"a.com\" and dns.name under \"b.com\""), NULL},
    {601, 3, 9, UDP("dns.name under {\"a.com\", \"c.com\"} and dns.name under \"b.com\""), NULL},
    {601, 3, 9, UDP("dns.name under \"a.b.com\" and not dns.name under \"b.com\""), NULL},
    {601, 3, 9, TCP("dns.name under \"b.com\""), NULL},
    {601, 3, 9, TCP("opens and u8[0] == 1"), NULL},
    {601, 3, 9, TCP("opens and prev.seen"), NULL},
    {601, 3, 9, TCP("opens and reverse.len == 5"), NULL},
    {601, 3, 9, TCP("opens and size[1] == 14"), NULL},
    {601, 3, 9, TCP("opens and ordinal == 1"), NULL},
    {601, 3, 9, TCP("not opens and attempt.port == 443"), NULL},
    {601, 3, 9, TCP("len == 14 and host.known"), NULL},
    {601, 3, 9, TCP("number == 2 and size[3] == 5"), NULL},
    {601, 3, 9, TCP("record.length == 5 and ordinal == 3"), NULL},
    {601, 3, 9, TCP("ordinal == 2 and tls.client"), NULL},
    {601, 3, 9, TCP("http.request and http.response"), NULL},
    {602, 3, 9, UDP("client"), NULL},
    {602, 3, 9, UDP("1 == 1"), NULL},
    {602, 3, 9, UDP("len >= 1"), NULL},
    {602, 3, 9, UDP("len == 5 or ordinal == 1"), NULL},
    {602, 3, 9, UDP("u8[3] <= 255"), NULL},
    {603, 3, 9, SIGNATURE_OF("s", "1", "udp", "50", "packet u8[0] == 5"), "50"},
    {603, 3, 9, SIGNATURE_OF("s", "1", "tcp", "50", "packet opens and host.known"), "50"},
    {603, 3, 9,
     SIGNATURE_OF("s", "1", "udp", "90", "packet source.port == 5 and destination.address == 1.2.3.4"), NULL},
    {603, 3, 9, SIGNATURE_OF("s", "1", "udp", "90", "packet skype.function in {5, 7} and u8[2] < 0x80"), NULL},
    {603, 3, 9, SIGNATURE_OF("s", "1", "udp", "90", "packet len == 5 or bytes[3] == x\"05\""), NULL},
    {604, 3, 23, TCP("tls.client or http.request"), NULL},
    {604, 3, 9, UDP("block.same and opens or u16[3] == 5"), NULL},
    {604, 3, 10, UDP("(len == 5 and u8[5] == 1) or len == 7"), NULL},
    {604, 3, 37, UDP("len == 5 and (u8[1] == 1 or u8[9] == 1)"), NULL},
    {604, 3, 40, UDP("len == 5 or len in {6, 7} and (len == 8 or u8[5] == 2)"), NULL},
    {605, 3, 27,
     SIGNATURE_OF("s", "1", "udp", "10", "packet number == 1 after t")
         SIGNATURE_OF("t", "2", "udp", "10", "packet len == 5"),
     "so early"},
    {605, 7, 27,
     SIGNATURE_OF("t", "1", "udp", "10", "packet len == 5")
         SIGNATURE_OF("s", "2", "udp", "10", "packet number == 1 after t"),
     "so early"},
    {605, 3, 39,
     SIGNATURE_OF("s", "1", "udp", "10", "packet number == 3 and len < 9 after t")
         SIGNATURE_OF("t", "2", "udp", "10", "packet number in 3..4 and len == 5"),
     NULL},
    {605, 3, 21,
     SIGNATURE_OF("s", "1", "tcp", "10", "packet opens after t")
         SIGNATURE_OF("t", "2", "tcp", "10", "packet opens and block.age < 60 and not midflow"),
     NULL},
    {605, 3, 24,
     SIGNATURE_OF("s", "1", "udp", "10", "packet len == 2 after t")
         SIGNATURE_OF("t", "2", "udp", "10", "packet len == 3 after u")
             SIGNATURE_OF("u", "3", "udp", "10", "packet len == 4 after v")
                 SIGNATURE_OF("v", "4", "udp", "10", "packet len == 5 after w")
                     SIGNATURE_OF("w", "5", "udp", "10", "packet len == 6"),
     "four"},
    /* warnings of a thorough look */
    {606, 1, 11,
     GOOD("s", "1", "udp", "10", "packet len == 5 and u8[2] == 7")
         GOOD("t", "2", "udp", "10", "packet len == 5"),
     "'t'"},
    {606, 5, 11,
     GOOD("t", "1", "udp", "10", "packet len == 5 and u8[2] == 7")
         GOOD("s", "2", "udp", "10", "packet u8[2] == 7 and len == 5"),
     "'t'"},
    {606, 5, 11,
     GOOD("t", "1", "tcp", "10", "packet number >= 2 and ordinal < 99 and u8[2] == 7")
         GOOD("s", "2", "tcp", "10", "packet u8[2] == 7 and ordinal < 9 and prev.len == 5"),
     "'t'"},
    {606, 5, 11,
     GOOD("t", "1", "tcp", "10", "packet number >= 2 and u8[2] == 7")
         GOOD("s", "2", "tcp", "10", "packet u8[2] == 7 and reverse.len == 5"),
     "'t'"},
    {606, 5, 11,
     GOOD("t", "1", "tcp", "10", "packet number >= 1 and u8[2] == 7")
         GOOD("s", "2", "tcp", "10", "packet u8[2] == 7 and size[2] == 5"),
     "'t'"},
    {606, 5, 11,
     GOOD("t", "1", "udp", "10", "packet number <= 600 and u8[2] == 7")
         GOOD("s", "2", "udp", "10", "packet u8[2] == 7 and len == 5"),
     "'t'"},
    {606, 5, 11, OF_ERA("t", "1", "1.0 - 2.0", "") OF_ERA("s", "2", "1.0 - 2.0", "and len == 5"), "'t'"},
    {606, 5, 11, OF_ERA("t", "1", "any", "") OF_ERA("s", "2", "1.0 - 2.0", "and len == 5"), "'t'"},
    {606, 5, 11, /* a kind of message is one of any kind */
     GOOD("t", "1", "tcp", "10", "packet len >= 5 and u8[2] == 7")
         GOOD("s", "2", "tcp", "10", "packet tls.client and len == 50 and u8[2] == 7"),
     "'t'"},
    {606, 5, 11, /* what any message has need not be asked for */
     GOOD("t", "1", "tcp", "10",
          "packet u8[2] == 7 and (client or midflow or tunnelled or opens or host.known or source.port == 1 or "
          "destination.port == 1 or client.port == 1 or server.port == 1 or len < 99)")
         GOOD("s", "2", "tcp", "10", "packet u8[2] == 7 and len == 5"),
     "'t'"},
    {607, 2, 80,
     "signature s {\n id 1 transport udp era any mechanism none activity none source \"a book\" proof \"seen\" "
     "weight 10\n packet len == 5 }",
     NULL},
    {607, 2, 80,
     "signature s {\n id 1 transport udp era any mechanism none activity none source \"a book\" proof \".cap\" "
     "weight 10\n packet len == 5 }",
     NULL},
    {608, 2, 65,
     "signature s {\n id 1 transport udp era any mechanism none activity none source \"todo\" proof \"a.cap\" "
     "weight 10\n packet len == 5 }",
     NULL},
    {608, 2, 65,
     "signature s {\n id 1 transport udp era any mechanism none activity none source \"??\" proof \"a.cap\" "
     "weight 10\n packet len == 5 }",
     NULL},
    {609, 3, 9,
     GOOD("s", "1", "udp", "10",
          "packet len < 900" X10(" and len != 5") X10(" and len != 6") X4(" and len != 7")),
     "100"},
    {610, 3, 9, GOOD("s", "1", "udp", "10", "packet client and u8[5] == 1"), "6 bytes"},
};

#define TESTS (sizeof tests / sizeof *tests)

/* Adds a text and, if that went well, compiles the set: the findings of both. */
static void findings_of(const char *text, struct findings *f, bool thorough)
{
    skypedpi_db *db = NULL;
    skypedpi_sigset *set = set_open();
    findings_open(f);
    f->all.thorough = thorough;
    int result = set_add(set, "test.sig", text, strlen(text), &f->all);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_compile(set, &f->all, &db);
    ck_assert_int_eq(f->all.errors != 0, result == SKYPEDPI_E_TEXT || result == SKYPEDPI_E_NATIVE);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
}

START_TEST(each_is_told_where_it_is_and_alone)
{
    static struct findings f;
    const struct test *t = &tests[_i];
    findings_of(t->text, &f, t->code > DIAGNOSTIC_AFTER_NEVER);
    const struct skypedpi_diagnostic *d = f.entry;
    ck_assert_msg(f.all.count == 1 && d->code == t->code && d->line == t->line && d->column == t->column,
                  "%s\nexpected %u at %u:%u, found %u: %u at %u:%u (%s); %u at %u:%u (%s)", t->text, t->code,
                  t->line, t->column, f.all.count, d->code, d->line, d->column, d->text, d[1].code, d[1].line,
                  d[1].column, d[1].text);
    ck_assert_uint_eq(d->severity, t->code < 600 ? SKYPEDPI_SEVERITY_ERROR : SKYPEDPI_SEVERITY_WARNING);
    ck_assert_uint_eq(f.all.errors, t->code < 600);
    ck_assert_str_eq(d->file, "test.sig");
    ck_assert_msg(!t->says || strstr(d->text, t->says), "%s\ndoes not say %s", d->text, t->says);
    ck_assert_msg(strncmp(d->text, "found ", 6) == 0 && strstr(d->text, ", expected "), "%s", d->text);
}
END_TEST

/* What comes near to a finding and is none. */
static const char *const fine[] = {
    UDP("len == 5 and u8[4] == 1"),
    UDP("len < 10 or len > 20"),
    UDP("len >= 10 and len <= 10 and len != 9"),
    TCP("size[1] == 5 and size[2] == 6"),
    UDP("older.seen and older.u16[10] == u16[0] and older.len == prev.len"),
    UDP("u8[9] == 3 and u8[8] == 4"),
    UDP("u8[9] == 3 and prev.u8[9] == 4"),
    UDP("u16[0] & 0xff == 4 and u16[0] & 0xf0ff == 4"),
    UDP("u16[0] & 0xff == 3 and u16[0] & 0xf000 == 0x4000"),
    UDP("ordinal == 2 and prev.seen and len == 5"),
    UDP("ordinal == 3 and older.seen and len == 5"),
    UDP("number == 2 and reverse.seen and len == 5"),
    UDP("number == 255 and ordinal == 255 and not reverse.seen and len == 5"),
    UDP("u8[2] == 7 or u8[2] == 8 and len == 3"),
    UDP("not (len == 5 and u8[0] == 1) and len == 5"),
    UDP("u16[2] == len and u16[2] != len - 1"),
    UDP("dns.name under \"a.com\" and dns.name starts \"b\""),
    UDP("dns.name under \"a.com\" and dns.name under {\"b.com\", \"c.a.com\"}"),
    UDP("not dns.name under \"a.com\" and dns.name under \"com\""),
    UDP("block.age < 60 and number == 1"),
    UDP("not opens and len == 5"),
    UDP("not host.known and len == 5"),
    TCP("tls.certificate is \"a\" and tls.certificate is \"b\""),
    TCP("opens and len == 0 and ordinal == 0 and number == 0 and block.same"),
    TCP("host.known and attempt.port == 443"),
    TCP("opens and host.known"),
    TCP("size[2] == 5 and number == 2 or size[3] == 3 and len == 4"),
    TCP("record.length == 5 and ordinal == 2"),
    TCP("prev.unseen and prev.len == 5"),
    TCP("http.request and ordinal == 1"),
    /* one way through has more choices than are looked at */
    UDP("(u8[0] == 1 or u8[9] == 2) and (u8[4] == 1 or u8[4] == 2) and (u8[3] == 1 or u8[3] == 2) and"
        " (u8[2] == 1 or u8[2] == 2) and (len == 20 and (u8[1] == 1 or u8[1] == 2) and (u8[5] == 1 or u8[5] == "
        "2)"
        " and (u8[6] == 1 or u8[6] == 2) or len == 5)"),
    SIGNATURE_OF("s", "1", "udp", "10", "packet number == 2 and len == 3 after t")
        SIGNATURE_OF("t", "2", "udp", "10", "packet len == 5"),
    SIGNATURE_OF("s", "1", "tcp", "10", "packet number == 1 and len == 3 after t")
        SIGNATURE_OF("t", "2", "tcp", "10", "packet len == 2"),
    SIGNATURE_OF("s", "1", "udp", "10", "packet len == 3 after t")
        SIGNATURE_OF("t", "2", "udp", "10", "packet len == 4 after u")
            SIGNATURE_OF("u", "3", "udp", "10", "packet len == 5 after v")
                SIGNATURE_OF("v", "4", "udp", "10", "packet len == 6"),
    UDP("u8[3] in {0..9, 20..255}"),
    UDP("u8[2] & 0x8f == 0x8f"),
    UDP("prev.len == 5 and prev.u8[4] == 1"),
    UDP("(not prev.seen or prev.len == 5) and len == 5"),
    UDP("dns.type >= 0"),
    UDP("len == " X64("1 + 1 + ") X256("1 + ") "1"),
    UDP("not " X256("not ") "len == 5"),
    UDP(X32("(") "len == 5" X32(")")),
    UDP("len == " X32("(1) + ") X10("(1) + ") "1"),
    UDP("client after t") SIGNATURE_OF("t", "2", "udp", "10", "packet len == 5"),
    UDP("client native \"skypeout\""),
    SIGNATURE_OF("s", "1", "udp", "49", "packet u8[0] == 5"),
    SIGNATURE_OF("s", "1", "udp", "100", "packet u8[0] == 5 and u8[1] == 5"),
    SIGNATURE_OF("s", "1", "udp", "100", "packet u8[0] == 5 and len == 5"),
    SIGNATURE_OF("s", "1", "udp", "100", "packet skype.address == destination.address"),
    "application \"a\" application \"b\" " UDP("len == 5 application a"),
    SET("release 4294967295 date 2000-02-29 requires 0.1 expires 9999-12-31 ") UDP("len == 5"),
    "set a expires 2027-01-01 requires 0.0.65535 date 2026-12-31 version \"1\" " UDP("len == 5"),
    "set a\nversion\n\"1\"\nrelease\n3\ndate\n2026-11-22\n" UDP("len == 5"),
    "set version version \"release\"" UDP("len == 5"),
};

START_TEST(what_is_fine_is_not_told)
{
    static struct findings f;
    findings_of(fine[_i], &f, false);
    ck_assert_msg(f.all.count == 0, "%.300s\n%u at %u:%u %s", fine[_i], f.entry[0].code, f.entry[0].line,
                  f.entry[0].column, f.entry[0].text);
}
END_TEST

#define WIDE(rest)   GOOD("wide", "1", "udp", "10", "packet u8[2] == 7 " rest)
#define NARROW(rest) GOOD("narrow", "2", "udp", "10", "packet u8[2] == 7 and len == 5 " rest)
#define FIRST        GOOD("first", "3", "udp", "10", "packet len == 9")
#define TURNS(wide, narrow)                                                                                    \
    GOOD("wide", "1", "tcp", "10", "packet " wide) GOOD("narrow", "2", "tcp", "10", "packet " narrow)

/* Signatures that are not covered by another, and programs that the index knows. */
static const char *const good[] = {
    WIDE("") GOOD("narrow", "2", "udp", "11", "packet u8[2] == 7 and len == 5"),
    WIDE("") NARROW("application other"),
    WIDE("path nat-one") NARROW(""),
    WIDE("after first") NARROW("") FIRST,
    WIDE("") NARROW("after wide"),
    WIDE("") GOOD("middle", "3", "udp", "10", "packet len == 9 after wide") NARROW("after middle"),
    WIDE("native \"skypeout\"") NARROW(""),
    WIDE("") NARROW("scope host count 3 peers within 5 seconds"),
    WIDE("and u8[3] == 1") NARROW(""),
    WIDE("and len in 6..9") NARROW(""),
    GOOD("wide", "1", "tcp", "10", "packet u8[2] == 7") NARROW(""),
    GOOD("wide", "1", "tcp", "10", "packet http.request")
        GOOD("narrow", "2", "tcp", "10", "packet http.request and len > 5 version http.path after \"v\""),
    GOOD("wide", "1", "tcp", "10", "packet tls.certificate under \"a.b\"")
        GOOD("narrow", "2", "tcp", "10", "packet tls.certificate ends \"a.b\" and len > 5"),
    "signature wide { id 1 transport udp era 1.0 - 2.0 mechanism none activity none source \"a book\""
    " proof \"a.cap\" weight 10 packet u8[2] == 7 }" NARROW(""),
    OF_ERA("wide", "1", "1.0 - 2.0", "") OF_ERA("narrow", "2", "1.0 - 3.0", "and len == 5"),
    OF_ERA("wide", "1", "1.0 - 2.0", "") OF_ERA("narrow", "2", "1.1 - 2.0", "and len == 5"),
    GOOD("s", "1", "udp", "10", "packet len > 64 and u8[5] == 1"),
    GOOD("s", "1", "udp", "10", "packet len < 2000 and u8[5] == 1"),
    GOOD("s", "1", "udp", "10", "packet resend.seed == reverse.skype.seed"),
    GOOD("s", "1", "tcp", "10", "packet record.length == record.rest"),
    GOOD("s", "1", "tcp", "10", "packet opens and block.same"),
    GOOD("s", "1", "udp", "10", "packet number == 1 and dns.type == 5"),
    /* a turn that came late has no number, an opening no ordinal either */
    TURNS("number >= 1 and u8[2] == 7", "u8[2] == 7 and len == 5"),
    TURNS("number <= 600 and u8[2] == 7", "u8[2] == 7 and ordinal == 3"),
    TURNS("number <= 3 and attempt.age < 9 and len < 9", "opens and attempt.age < 9"),
    TURNS("ordinal >= 0 and attempt.age < 9 and len < 9", "attempt.age < 9 and len < 8"),
};

START_TEST(what_is_good_is_not_told)
{
    static struct findings f;
    findings_of(good[_i], &f, true);
    ck_assert_msg(f.all.count == 0, "%.300s\n%u at %u:%u %s", good[_i], f.entry[0].code, f.entry[0].line,
                  f.entry[0].column, f.entry[0].text);
}
END_TEST

START_TEST(of_those_that_say_the_same_one_is_left)
{
    static struct findings f;
    findings_of(GOOD("a", "1", "udp", "10", "packet len == 5") GOOD("b", "3", "udp", "10", "packet len == 5")
                    GOOD("c", "2", "udp", "10", "packet len in 5..5"),
                &f, true);
    ck_assert_uint_eq(f.all.count, 2);
    for (uint32_t i = 0; i < 2; i++) {
        ck_assert_uint_eq(f.entry[i].code, DIAGNOSTIC_COVERED);
        ck_assert_str_eq(f.entry[i].signature, i ? "c" : "b");
        ck_assert_uint_eq(f.entry[i].id, i ? 2 : 3);
    }
}
END_TEST

START_TEST(it_is_told_where_a_finding_ends)
{
    static const struct {
        const char *text;
        uint32_t column, end_line, end_column;
    } ends[] = {
        {UDP("lenn == 5"), 9, 3, 13},
        {UDP("u8[2] == 7 and\n  u8[2] == 8"), 9, 4, 13},
        {UDP("1 + 2 == 4"), 9, 3, 19},
        {UDP("distinct(0, 4) > 4"), 9, 3, 27},
        {UDP("bytes[0] == x\"1603\" and u8[0] == 0x17"), 9, 3, 46},
        {TCP("tls.sni under {\"a.b\", \"skype com\"}"), 31, 3, 42},
    };
    static struct findings f;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        findings_of(ends[i].text, &f, false);
        ck_assert_uint_eq(f.all.count, 1);
        ck_assert_uint_eq(f.entry[0].column, ends[i].column);
        ck_assert_msg(f.entry[0].end_line == ends[i].end_line && f.entry[0].end_column == ends[i].end_column,
                      "%s: ends at %u:%u", ends[i].text, f.entry[0].end_line, f.entry[0].end_column);
    }
}
END_TEST

/* ---- what a table cannot hold ---- */

static char *many(const char *format, unsigned count)
{
    char *text = malloc(count * 160 + 1), *at = text;
    for (unsigned i = 1; i <= count; i++)
        at += sprintf(at, format, i, i);
    return text;
}

static void check_many(const char *format, unsigned most, uint32_t code, uint32_t column)
{
    static struct findings f;
    char *text = many(format, most + 1);
    findings_of(text, &f, false);
    free(text);
    ck_assert_uint_eq(f.all.count, 1);
    ck_assert_uint_eq(f.entry[0].code, code);
    ck_assert_uint_eq(f.entry[0].line, most + 1);
    ck_assert_uint_eq(f.entry[0].column, column);
}

START_TEST(too_many_applications)
{
    check_many("application \"a%u\"\n", 48, DIAGNOSTIC_APPLICATIONS_MANY, 13);
}
END_TEST

START_TEST(too_many_signatures)
{
    check_many(
        "signature s%u { id %u transport udp era any mechanism none activity none source \"s\" proof \"p\" "
        "packet len == 5 weight 10 }\n",
        4096, DIAGNOSTIC_SIGNATURES_MANY, 11);
}
END_TEST

START_TEST(every_code_has_a_test)
{
    static const uint32_t codes[] = {
#define X(code, number, name, text, remedy) number,
#include "lib/sigset/diagnostic_list.h"
#undef X
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        bool found = codes[i] == DIAGNOSTIC_APPLICATIONS_MANY || codes[i] == DIAGNOSTIC_SIGNATURES_MANY ||
                     codes[i] == DIAGNOSTIC_ERRORS_MANY ||
                     codes[i] == DIAGNOSTIC_STEPS_MANY || /* sigset_steps.c */
                     codes[i] == DIAGNOSTIC_NATIVES_MANY; /* api_native.c */
        for (size_t k = 0; k < TESTS && !found; k++)
            found = tests[k].code == codes[i];
        ck_assert_msg(found, "no test provokes %u", codes[i]);
    }
}
END_TEST

/* ---- several at once ---- */

struct expected {
    uint32_t code, line;
    const char *signature;
};

static void check_all(const char *text, const struct expected *expected, uint32_t count)
{
    static struct findings f;
    findings_of(text, &f, false);
    for (uint32_t i = 0; i < count && i < f.all.count; i++) {
        ck_assert_msg(f.entry[i].code == expected[i].code && f.entry[i].line == expected[i].line,
                      "%u: %u in line %u: %s", i, f.entry[i].code, f.entry[i].line, f.entry[i].text);
        ck_assert_str_eq(f.entry[i].signature, expected[i].signature);
    }
    ck_assert_uint_eq(f.all.count, count);
}

START_TEST(reading_goes_on_behind_an_error)
{
    static const struct expected expected[] = {{210, 1, ""},   {406, 3, "a"},  {219, 4, "a"},  {407, 5, "a"},
                                               {206, 9, "b"},  {211, 10, "b"}, {404, 13, "c"}, {404, 13, "c"},
                                               {417, 14, "c"}, {201, 17, ""},  {210, 18, ""}};
    check_all("application 5\n"
              "signature a {\n id 0\n transport udp packet len im {18, 26}\n weight 300\n"
              " era any mechanism none activity none source \"s\" proof \"p\" }\n"
              "signature b {\n id 2 transport udp era any mechanism none activity none source \"s\" proof "
              "\"p\"\n frob {3}\n"
              " packet len == 5 and (u8[0] == ] weight 10\n}\n"
              "signature c {\n packet lem == 5 and (clint or u8[0] == 3) and\n tls.sni under {\"a b\"}\n"
              " id 3 transport tcp era any mechanism none activity none source \"s\" proof \"p\" weight 10\n}\n"
              "nonsense { application { } }\nset c version 5",
              expected, sizeof expected / sizeof *expected);
}
END_TEST

START_TEST(findings_end_somewhere)
{
    static struct findings f;
    findings_of(X256("@ \n") X256("@ \n"), &f, false);
    ck_assert_uint_eq(f.all.count, ERRORS_MAX);
    ck_assert_uint_eq(f.all.errors, ERRORS_MAX);
    for (uint32_t i = 0; i < ERRORS_MAX; i++) {
        ck_assert_uint_eq(f.entry[i].code, i < ERRORS_MAX - 1 ? DIAGNOSTIC_CHARACTER : DIAGNOSTIC_ERRORS_MANY);
        ck_assert_uint_eq(f.entry[i].line, i + 1);
        ck_assert_uint_eq(f.entry[i].column, 1);
    }
    char *text = many(
        "signature s%u { id %u transport udp era any mechanism none activity none source \"s\" proof \"p\" "
        "packet len == 5 weight 10 after zzzzzz }\n",
        FINDINGS);
    findings_of(text, &f, false);
    free(text);
    ck_assert_uint_eq(f.all.count, ERRORS_MAX);
    ck_assert_uint_eq(f.entry[ERRORS_MAX - 1].code, DIAGNOSTIC_ERRORS_MANY);
    text = many(
        "signature s%u { id %u transport udp era any mechanism none activity none source \"s\" proof \"p\" "
        "packet client weight 10 }\n",
        2 * FINDINGS);
    findings_of(text, &f, false);
    free(text);
    ck_assert_uint_eq(f.all.count, 2 * FINDINGS); /* warnings are all counted, and there is room for some */
    ck_assert_uint_eq(f.all.errors, 0);
    ck_assert_uint_eq(f.entry[FINDINGS - 1].line, FINDINGS);
}
END_TEST

/* ---- the caller's array ---- */

START_TEST(findings_without_room_are_counted)
{
    struct skypedpi_diagnostic room[2];
    struct skypedpi_diagnostics d = {.size = sizeof d, .capacity = 1, .count = 0, .entry = room};
    skypedpi_sigset *set = set_open();
    memset(room, 0x55, sizeof room);
    ck_assert_int_eq(set_add(set, "a", "@ \n@", 4, &d), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(d.count, 2);
    ck_assert_uint_eq(d.errors, 2);
    ck_assert_uint_eq(room[0].code, 101);
    ck_assert_uint_eq(room[1].code, 0x55555555);
    struct skypedpi_diagnostics none = {.size = sizeof none, .capacity = 5, .entry = NULL};
    ck_assert_int_eq(set_add(set, "a", "@", 1, &none), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(none.count, 1);
    ck_assert_int_eq(set_add(set, "a", "@", 1, NULL), SKYPEDPI_E_TEXT);
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(a_long_file_name_keeps_its_tail)
{
    struct findings *f = malloc(sizeof *f);
    skypedpi_sigset *set = set_open();
    findings_open(f);
    char name[200];
    memset(name, 'a', sizeof name);
    memcpy(name + sizeof name - 65, "\xc3\xa4", 2); /* a character on the edge goes whole */
    memcpy(name + sizeof name - 8, "end.sig", 8);
    ck_assert_int_eq(set_add(set, name, "@", 1, &f->all), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(strlen(f->entry[0].file), 62);
    ck_assert_str_eq(f->entry[0].file, name + sizeof name - 1 - 62);
    skypedpi_sigset_free(set);
    free(f);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("errors");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, each_is_told_where_it_is_and_alone, 0, (int)TESTS);
    tcase_add_loop_test(t, what_is_fine_is_not_told, 0, (int)(sizeof fine / sizeof *fine));
    tcase_add_loop_test(t, what_is_good_is_not_told, 0, (int)(sizeof good / sizeof *good));
    tcase_add_test(t, of_those_that_say_the_same_one_is_left);
    tcase_add_test(t, it_is_told_where_a_finding_ends);
    tcase_add_test(t, too_many_applications);
    tcase_add_test(t, too_many_signatures);
    tcase_add_test(t, every_code_has_a_test);
    tcase_add_test(t, reading_goes_on_behind_an_error);
    tcase_add_test(t, findings_end_somewhere);
    tcase_add_test(t, findings_without_room_are_counted);
    tcase_add_test(t, a_long_file_name_keeps_its_tail);
    return suite_run("sigset_errors", t);
}
