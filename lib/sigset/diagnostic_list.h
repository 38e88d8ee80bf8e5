/* SPDX-License-Identifier: BSD-2-Clause */
/* Every finding there can be: X(NAME, number, name, what it is, what helps). The numbers never change and are
 * never used again; docs/signatures.md lists them. To be included where X is defined. */

/* characters and words */
X(CHARACTER, 101, "character", "a character that the language does not use",
  "take it out, or put it into a string or a comment")
X(NOT_ASCII, 102, "not-ascii", "a letter outside ASCII where a word stands",
  "use ASCII outside strings and comments")
X(UTF8, 103, "utf8", "bytes that are not UTF-8",
  "save the file as UTF-8; in a string, write such a byte as \\xHH")
X(STRING_OPEN, 104, "string-open", "a string without its closing quote",
  "end the string on the line it begins in")
X(STRING_LONG, 105, "string-long", "a string of more than 255 bytes", "shorten it")
X(ESCAPE, 106, "escape", "a backslash that begins no escape",
  "behind a backslash write a quote, a backslash, or x and two digits")
X(CONTROL, 107, "control", "a control character in a string or comment",
  "take it out; in a string, write it as \\xHH")
X(NUMBER_FORM, 108, "number-form", "letters in a number", "write decimal digits, or 0x and hexadecimal ones")
X(NUMBER_LARGE, 109, "number-large", "a number above 4294967295", "use a number of 32 bits")
X(DOTTED_LONG, 110, "dotted-long", "more than four numbers with dots",
  "write two to four: a release or an address")
X(HEX_FORM, 111, "hex-form", "bytes that are not pairs of hexadecimal digits",
  "write two digits for each byte, as in x\"16 03 01\"")
X(FOREIGN, 112, "foreign", "an operator of another language", "write the word or mark that is named")

/* order of words */
X(TOP_LEVEL, 201, "top-level", "something that begins no declaration",
  "begin with 'set', 'application' or 'signature'; look for a '}' too many above")
X(NAME_MISSING, 202, "name-missing", "no name where one is needed", "give it a name of letters, digits and '-'")
X(NAME_FORM, 203, "name-form", "a name of another form", "use 1 to 31 letters, digits and '-', a letter first")
X(BRACE_OPEN, 204, "brace-open", "a signature without its '{'", "put '{' behind the signature's name")
X(BRACE_CLOSE, 205, "brace-close", "a signature without its '}'", "end it with '}' before the next one begins")
X(CLAUSE_UNKNOWN, 206, "clause-unknown", "something that is no clause",
  "use a clause of the language; 'Clauses of a signature' lists them")
X(CLAUSE_TWICE, 207, "clause-twice", "a clause that stands there already", "keep one of the two")
X(CLAUSE_MISSING, 208, "clause-missing", "a clause that is needed is not there", "add the clause that is named")
X(NUMBER_MISSING, 209, "number-missing", "no number where one is needed", "write a number, decimal or with 0x")
X(STRING_MISSING, 210, "string-missing", "no string where one is needed", "put the text between quotes")
X(VALUE_MISSING, 211, "value-missing", "nothing to compare where a condition needs it",
  "write a number, an address, a field, or a condition in parentheses")
X(PAREN, 212, "paren", "a parenthesis is missing", "open and close parentheses in pairs")
X(BRACKET, 213, "bracket", "a bracket is missing", "write the offset or number in brackets, as in u8[2]")
X(COMMA, 214, "comma", "a comma is missing", "write an offset, a comma and a count, as in distinct(3, 8)")
X(SET_FORM, 215, "set-form", "something behind 'in' that is no set", "write {18, 26, 51..53} or 48..110")
X(DEPTH, 216, "depth", "more than 32 parentheses in each other",
  "take out parentheses that change nothing, or make two signatures of it")
X(ERA_FORM, 217, "era-form", "something behind 'era' that is no release",
  "write 'era any', 'era 5.3' or 'era 1.0 - 5.5'")
X(VERSION_FORM, 218, "version-form", "no version where one is needed",
  "write 'version \"...\"' in a set line; in a signature, 'version FIELD after \"...\"' or 'version FIELD "
  "reversed'")
X(CONDITION_END, 219, "condition-end", "something that does not go on with the condition",
  "put 'and', 'or' or an operator before it, or begin the next clause")
X(LIST_FORM, 220, "list-form", "something behind a test of text that is no list",
  "write a string, or strings between braces with commas")
X(COUNT_FORM, 221, "count-form", "words of 'count' or 'step' that are out of place",
  "write 'count 4 peers within 300 seconds', 'step skype.id in 1..32'")
X(SET_WORD, 222, "set-word", "a word in the set line that is not known",
  "use 'version', 'release', 'date', 'requires' and 'expires'")
X(DATE_FORM, 223, "date-form", "something that is no date", "write the year, month and day as 2026-11-22")
X(REQUIRES_FORM, 224, "requires-form", "something that is no version of the library",
  "write two or three numbers with dots, as in 0.1")
X(ERRORS_MANY, 225, "errors-many", "more errors than are told",
  "mend those above first: what follows was not read")

/* types */
X(TRUTH_WANTED, 301, "truth-wanted", "a number where a truth value is needed", "compare it with something")
X(NUMBER_WANTED, 302, "number-wanted", "a truth value where a number is needed",
  "use it without a comparison, or compare a number")
X(TEXT_WANTED, 303, "text-wanted", "a test of text on something that is no text",
  "compare numbers with '==' or 'in'; ask texts of a text field")
X(TEXT_TEST_MISSING, 304, "text-test-missing", "text that is not tested",
  "put 'is', 'under', 'starts', 'ends' or 'contains' and a string behind it")
X(BYTES_TEST_MISSING, 305, "bytes-test-missing", "bytes that are not compared", "put == x\"...\" behind them")
X(FIELD_WANTED, 306, "field-wanted", "something that is no number of the message",
  "name a number that the message itself carries, such as skype.id or u16[0]")

/* names and ranges */
X(TRANSPORT_UNKNOWN, 401, "transport-unknown", "a transport that is not known", "use 'udp' or 'tcp'")
X(MECHANISM_UNKNOWN, 402, "mechanism-unknown", "a mechanism that is not known",
  "use one of the list, or 'none'")
X(ACTIVITY_UNKNOWN, 403, "activity-unknown", "an activity that is not known", "use one of the list, or 'none'")
X(FIELD_UNKNOWN, 404, "field-unknown", "a field that is not known", "use a field of the table")
X(FIELD_EARLIER, 405, "field-earlier", "a field that this message does not have, or an earlier one does not",
  "put 'prev.', 'reverse.' or 'older.' only before fields that the table marks")
X(ID_RANGE, 406, "id-range", "an id out of range", "use 1 to 268435455")
X(WEIGHT_RANGE, 407, "weight-range", "a weight out of range", "use 1 to 100")
X(OFFSET_RANGE, 408, "offset-range", "an offset beyond what can be looked at",
  "look at the first 1400 bytes, of an earlier message at the first 12")
X(ARGUMENT_RANGE, 409, "argument-range", "a number in brackets or parentheses that is out of range",
  "use one of the range that is named")
X(ADDRESS_FORM, 410, "address-form", "a number with dots that is no IPv4 address",
  "write four numbers up to 255")
X(RANGE_REVERSED, 411, "range-reversed", "a range whose larger number stands first", "exchange the two")
X(LIST_LONG, 412, "list-long", "a list of more than 256 entries",
  "join neighbours to ranges, or make two signatures of it")
X(BYTES_LENGTH, 413, "bytes-length", "no bytes, or more than 64",
  "compare 1 to 64 bytes, the rest in a second test")
X(ERA_RANGE, 414, "era-range", "a part of a release that is too large", "use parts up to 65534")
X(ERA_REVERSED, 415, "era-reversed", "an era that ends before it begins", "put the older release first")
X(TEXT_EMPTY, 416, "text-empty", "an empty string where a person will read", "write what it is")
X(TEXT_DOMAIN, 417, "text-domain", "a text that is no domain name",
  "write labels with dots between them, none before the first")
X(TEXT_FIELD_DOMAIN, 418, "text-field-domain", "a field that holds no domain name",
  "use it with tls.sni, tls.certificate, http.host or dns.name")
X(TEXT_UNREADABLE, 419, "text-unreadable", "control characters where a person will read", "write plain text")
X(TEXT_LENGTH, 420, "text-length", "a text that is too long", "shorten it")
X(CONDITION_LONG, 421, "condition-long", "a condition of more than 128 instructions",
  "put numbers into sets, or make two signatures of it")
X(CONDITION_STACK, 422, "condition-stack", "a condition that keeps more than 8 values at once",
  "put what is in parentheses first")
X(SCOPE_UNKNOWN, 423, "scope-unknown", "a scope that is not known", "use 'flow', 'endpoint' or 'host'")
X(SCOPE_CLAUSE, 424, "scope-clause", "a clause that does not go with the scope, or two that exclude each other",
  "take the clause out, or change the scope")
X(PATH_UNKNOWN, 425, "path-unknown", "a path that is not known",
  "use 'direct', 'nat-one', 'nat-both', 'nat-symmetric', 'relayed' or 'proxy'")
X(COUNT_RANGE, 426, "count-range", "a count or time out of range", "use one of the range that is named")
X(COUNT_ESTIMATE, 427, "count-estimate", "a count above 6 with something that needs exact counting",
  "count at most 6, or peers alone")
X(RELEASE_RANGE, 428, "release-range", "a release number of 0", "count releases from 1")
X(DATE_RANGE, 429, "date-range", "a day that is in no calendar", "use a day of the years 2000 to 9999")
X(DATE_ORDER, 430, "date-order", "a set that expires before its own date", "let it expire after its date")
X(REQUIRES_RANGE, 431, "requires-range", "a part of a version that is too large", "use parts up to 65535")

/* the whole set */
X(ID_TAKEN, 501, "id-taken", "an id that another signature has", "give it an id that was never used")
X(NAME_TAKEN, 502, "name-taken", "a name that another signature has", "give it a name of its own")
X(APPLICATION_TAKEN, 503, "application-taken", "an application's name that is taken",
  "declare it once, under a name that the language does not use")
X(SET_TWICE, 504, "set-twice", "a second set line", "keep one in all files of the set")
X(SIGNATURES_MANY, 505, "signatures-many", "more than 4096 signatures", "leave some out")
X(APPLICATIONS_MANY, 506, "applications-many", "more than 48 applications", "leave some out")
X(APPLICATION_UNKNOWN, 507, "application-unknown", "an application that is not known",
  "use 'skype', 'skype-related' or 'other', or declare it: application \"name\"")
X(AFTER_UNKNOWN, 508, "after-unknown", "'after' names no signature of the set",
  "name one, or add its file to the set")
X(AFTER_CYCLE, 509, "after-cycle", "a signature that waits for itself",
  "let the first of the chain wait for none")
X(AFTER_TRANSPORT, 510, "after-transport", "'after' names a signature of the other transport",
  "name one of the same transport")
X(NATIVE_UNKNOWN, 511, "native-unknown", "a native detector that is not there",
  "use one of the library, or add yours to the set first")
X(COUNTERS_MANY, 512, "counters-many", "more counting signatures of one kind than a record has room for",
  "count with fewer, or join two by 'or'")
X(AFTER_SCOPE, 513, "after-scope", "'after' names a signature of another scope", "name one of the same scope")
X(REQUIRES_NEWER, 514, "requires-newer", "a set that requires a newer library",
  "install that library, or lower 'requires' if the set needs less")
X(STEPS_MANY, 515, "steps-many", "signatures that could make too much work of one message",
  "shorten lists, above all of 'contains' and of tls.certificate, or leave some out")
X(NATIVES_MANY, 516, "natives-many", "more than 128 native detectors that are called",
  "let several signatures call the same one")

/* warnings */
X(NEVER, 601, "never", "a condition that no message can meet",
  "take out one of the tests that exclude each other, or the one that never holds")
X(ALWAYS, 602, "always", "a condition that tells applications not apart",
  "test what the message is like: its length, bytes or fields")
X(FEEBLE, 603, "feeble", "a verdict on an address, a port or a single byte alone",
  "lower the weight below 50, or test more")
X(NEVER_BRANCH, 604, "never-branch", "a side of 'or' that can never hold", "take that side out, or mend it")
X(AFTER_NEVER, 605, "after-never", "a signature behind 'after' that cannot have fired before",
  "wait for another one, or take 'after' out")

/* warnings of skypedpi check */
X(COVERED, 606, "covered", "a signature that says nothing another one does not say of the same messages",
  "take it out, or give one of them a condition that the other one excludes")
X(PROOF_FORM, 607, "proof-form", "a proof that names no capture and no synthetic scenario",
  "name a file such as SkypeIRC.cap, or write 'synthetic' and the scenario")
X(SOURCE_FORM, 608, "source-form", "a source that nobody can look up",
  "say who found the fact and where it can be read")
X(COSTLY, 609, "costly", "a program of more than 96 instructions",
  "put numbers into sets, and tests that fail often first")
X(EVERYWHERE, 610, "everywhere", "a program that runs on nearly every message",
  "add a test that the index knows: an upper bound of 'len', 'ordinal', byte 0 or 2, or a field of one "
  "protocol")
