# SPDX-License-Identifier: BSD-2-Clause
"""Signature text to signatures. Conditions become nested tuples, which condition.py walks.

    ("number", 5)                       ("not", a)   ("and", a, b)   ("or", a, b)
    ("field", where, name, argument)    ("+", a, b)  ... - | ^ * & << >>
    ("distinct", where, at, count)      ("==", a, b) ... != < <= > >=
    ("common", where, at, count)        ("in", a, [(low, high), ...])
    ("bytes", where, at, b"...")
    ("text", name, test, [b"...", ...])

where is "this", "prev", "reverse" or "older"."""

import re

TOKEN = re.compile(rb"""
    (?P<blank>[ \t\r\n]+ | \#[^\n]*)
  | (?P<bytes>x"[0-9a-fA-F\s]*")
  | (?P<string>"(?:[^"\\\n]|\\["\\]|\\x[0-9a-fA-F]{2})*")
  | (?P<number>0x[0-9a-fA-F]+ | [0-9]+(?:\.[0-9]+)*)
  | (?P<word>[A-Za-z][A-Za-z0-9-]*)
  | (?P<mark>\.\. | <<|>>|==|!=|<=|>=|[{}(),.\[\]<>+*|&^-])
""", re.VERBOSE)

ESCAPE = re.compile(rb'\\(["\\]|x[0-9a-fA-F]{2})')
TRANSPORTS = {"udp": 17, "tcp": 6}
APPLICATIONS = {"unknown": 0, "other": 1, "skype": 2, "skype-related": 3}
FIRST_OWN_APPLICATION = 16
TESTS = ("is", "under", "starts", "ends", "contains")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
SUMS, PRODUCTS = ("+", "-", "|", "^"), ("*", "&", "<<", ">>")
EARLIER = ("prev", "reverse", "older")
ANY = "*"  # a part of a release that is not told


class Wrong(Exception):
    """The text is no signature text."""


class Signature:
    """One signature: its clauses, under their own names."""

    def __init__(self, name):
        self.name = name
        self.id = self.weight = 0
        self.transport = 0
        self.application = "skype"
        self.era = ((ANY,) * 4, (ANY,) * 4)
        self.mechanism = self.activity = self.path = "none"
        self.after = self.native = self.packet = None
        self.version = None  # (field, text it stands behind, or None for reversed)
        self.scope = "flow"
        self.count = None  # (number, "peers" or "packets", seconds)
        self.received = False
        self.step = self.same = self.fresh = None  # (field, low, high), field, field


class Set:
    def __init__(self):
        self.signatures, self.applications = [], dict(APPLICATIONS)

    def named(self, name):
        return next(s for s in self.signatures if s.name == name)


def tokens_of(text):
    """(kind, text) pairs."""
    at, found = 0, []
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise Wrong(f"what is this: {text[at:at + 20]!r}")
        if match.lastgroup != "blank":
            found.append((match.lastgroup, match.group()))
        at = match.end()
    return found


def unescape(string):
    return ESCAPE.sub(lambda m: bytes([int(m[1][1:], 16)]) if m[1][:1] == b"x" else m[1], string[1:-1])


class Parser:
    def __init__(self, text):
        self.tokens, self.at = tokens_of(text), 0

    # ---- words ----

    def peek(self):
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("end", b"")
        return kind, text.decode() if kind in ("word", "mark", "number") else text

    def take(self, *wanted):
        """The next token, if it is one of these words or marks."""
        if self.peek()[0] in ("word", "mark") and self.peek()[1] in wanted:
            self.at += 1
            return self.tokens[self.at - 1][1].decode()
        return None

    def need(self, *wanted):
        found = self.take(*wanted)
        if found is None:
            raise Wrong(f"{wanted} expected, {self.peek()} found")
        return found

    def kind(self, kind):
        if self.peek()[0] != kind:
            raise Wrong(f"a {kind} expected, {self.peek()} found")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def word(self):
        return self.kind("word").decode()

    def string(self):
        return unescape(self.kind("string"))

    def number(self):
        text = self.kind("number").decode()
        if text.startswith("0x"):
            return int(text, 16)
        parts = [int(part) for part in text.split(".")]
        if len(parts) == 4:
            return int.from_bytes(bytes(parts), "big")
        if len(parts) != 1:
            raise Wrong(f"a number expected, {text} found")
        return parts[0]

    # ---- a file ----

    def file(self, found):
        while self.peek()[0] != "end":
            kind = self.need("set", "application", "signature")
            if kind == "set":
                self.set_line()
            elif kind == "application":
                found.applications[self.string().decode()] = FIRST_OWN_APPLICATION + len(found.applications) - 4
            else:
                found.signatures.append(self.signature())

    def set_line(self):
        """A name, then words with what each tells; nothing of it matters here."""
        self.word()
        while word := self.take("version", "release", "date", "requires", "expires"):
            if word == "version":
                self.string()
                continue
            self.kind("number")
            while self.take("-"):
                self.kind("number")

    def signature(self):
        s = Signature(self.word())
        self.need("{")
        while not self.take("}"):
            getattr(self, "clause_" + self.word())(s)
        return s

    # ---- clauses ----

    def clause_id(self, s):
        s.id = self.number()

    def clause_transport(self, s):
        s.transport = TRANSPORTS[self.word()]

    def clause_application(self, s):
        s.application = self.word()

    def clause_era(self, s):
        if self.take("any"):
            return
        first = self.release()
        s.era = (first, self.release() if self.take("-") else first)

    def release(self):
        parts = self.kind("number").decode().split(".")
        return tuple(int(part) for part in parts) + (ANY,) * (4 - len(parts))

    def clause_mechanism(self, s):
        s.mechanism = self.word()

    def clause_activity(self, s):
        s.activity = self.word()

    def clause_path(self, s):
        s.path = self.word()

    def clause_source(self, s):
        self.string()

    clause_proof = clause_source

    def clause_after(self, s):
        s.after = self.word()

    def clause_native(self, s):
        s.native = self.string().decode()

    def clause_weight(self, s):
        s.weight = self.number()

    def clause_version(self, s):
        field = self.word() + self.need(".") + self.word()
        s.version = (field, None if self.need("after", "reversed") == "reversed" else self.string())

    def clause_scope(self, s):
        s.scope = self.need("flow", "endpoint", "host")

    def clause_received(self, s):
        s.received = True

    def clause_count(self, s):
        number, what = self.number(), self.need("peers", "packets")
        self.need("within")
        s.count = (number, what, self.number())
        self.need("seconds")

    def clause_step(self, s):
        field = self.operand()
        self.need("in")
        s.step = (field, *self.range())

    def clause_same(self, s):
        s.same = self.operand()

    def clause_fresh(self, s):
        s.fresh = self.operand()

    def clause_packet(self, s):
        s.packet = self.condition()

    # ---- conditions, from the loosest ----

    def condition(self):
        left = self.all_of()
        while self.take("or"):
            left = ("or", left, self.all_of())
        return left

    def all_of(self):
        left = self.negation()
        while self.take("and"):
            left = ("and", left, self.negation())
        return left

    def negation(self):
        return ("not", self.negation()) if self.take("not") else self.comparison()

    def comparison(self):
        left = self.sum()
        if self.take("in"):
            return ("in", left, self.numbers())
        mark = self.take(*COMPARISONS)
        return (mark, left, self.sum()) if mark else left

    def sum(self):
        left = self.product()
        while mark := self.take(*SUMS):
            left = (mark, left, self.product())
        return left

    def product(self):
        left = self.operand()
        while mark := self.take(*PRODUCTS):
            left = (mark, left, self.operand())
        return left

    def operand(self):
        if self.peek()[0] == "number":
            return ("number", self.number())
        if self.take("("):
            inner = self.condition()
            self.need(")")
            return inner
        return self.field(self.word())

    def field(self, word):
        where = "this"
        if word in EARLIER:
            self.need(".")
            where, word = word, self.word()
        if word in ("distinct", "common"):
            self.need("(")
            at = self.number()
            self.need(",")
            count = self.number()
            self.need(")")
            return (word, where, at, count)
        while self.take("."):
            word += "." + self.word()
        argument = self.argument()
        if word == "bytes":
            self.need("==")
            return ("bytes", where, argument, bytes.fromhex(self.kind("bytes")[2:-1].decode()))
        test = self.take(*TESTS)
        return ("text", word, test, self.strings()) if test else ("field", where, word, argument)

    def argument(self):
        if not self.take("["):
            return None
        number = self.number()
        self.need("]")
        return number

    def strings(self):
        return self.listed(self.string)

    def numbers(self):
        return self.listed(self.range)

    def listed(self, one):
        if not self.take("{"):
            return [one()]
        found = [one()]
        while self.take(","):
            found.append(one())
        self.need("}")
        return found

    def range(self):
        low = self.number()
        return (low, self.number() if self.take("..") else low)


def read_set(*texts):
    """A set of all these texts; signatures stand in the order of their ids."""
    found = Set()
    for text in texts:
        Parser(text).file(found)
    found.signatures.sort(key=lambda s: s.id)
    return found
