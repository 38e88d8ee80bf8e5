# SPDX-License-Identifier: BSD-2-Clause
"""Random conditions, as the tuples of naive.language, and their text. They ask about a witness, a message that was
really seen, so that they often hold."""

from naive.condition import value
from naive.language import COMPARISONS, PRODUCTS, SUMS
from naive.there import NotThere

NUMBERS = (0, 1, 2, 3, 5, 7, 11, 12, 14, 18, 26, 48, 0x8f, 0xff, 0x100, 0x1603, 0xffff, 0x10000, 0x7fffffff, 0x80000000,
           0xffffffff, 3000, 10000)
MASKS = (0x8f, 0xff, 0xf0f0, 0x80808080, 1, 0xffffffff)
LOADS = ("u8", "u16", "u32", "le16", "le32")
WIDE = {"u8": 1, "u16": 2, "u32": 4, "le16": 2, "le32": 4}
SKYPE = ("skype.id", "skype.function", "skype.iv", "skype.crc", "skype.address", "skype.seed")
ATTRIBUTES = (6, 8, 0x8054, 0x8070, 0x8036)

# Fields of this message, by transport: numbers, truths, texts.
PLAIN = ("len", "ordinal", "number", "source.address", "destination.address", "source.port", "destination.port",
         "client.port", "server.port", "block.age")
FIELDS = {
    "udp": (PLAIN + SKYPE + ("resend.seed", "resend.address", "resend.crc", "dns.type", "stun.type", "rtp.type"),
            ("client", "server", "midflow", "tunnelled", "block.same", "dns.query", "stun.cookie", "stun.wrapped", "rtp.rtcp"),
            ("dns.name",)),
    "tcp": (PLAIN + ("record.length", "record.rest", "tls.version", "http.status", "attempt.port", "attempt.age"),
            ("client", "server", "midflow", "tunnelled", "opens", "host.known", "block.same", "tls.client", "tls.server",
             "tls.whole", "http.request", "http.response", "http.whole"),
            ("tls.sni", "tls.certificate", "http.method", "http.path", "http.host", "http.agent")),
}
WORDS = {"dns.name": b"skype.com", "tls.sni": b"ui.skype.com", "tls.certificate": b"skype.net", "http.method": b"GET",
         "http.path": b"/ui/Get?ver=", "http.host": b"a.example", "http.agent": b"Skype(TM) "}


class Maker:
    def __init__(self, rng, transport, witness):
        self.rng, self.transport, self.witness = rng, transport, witness
        self.numbers, self.truths, self.texts = FIELDS[transport]

    # ---- fields ----

    def where(self):
        earlier = ("prev", "reverse", "older") if self.transport == "udp" else ("prev", "reverse")
        return "this" if self.rng.random() < 0.65 else self.rng.choice(earlier)

    def bytes_of(self, where):
        try:
            return self.witness.bytes_of(where)
        except NotThere:
            return b""

    def offset(self, where, width):
        most = 12 if where != "this" else self.rng.choice((12, 12, max(len(self.witness.data), 12), 1400))
        return self.rng.randrange(max(min(most, 1400) - width, 0) + 1)

    def number_field(self):
        kind, where = self.rng.random(), self.where()
        if kind < 0.45:
            name = self.rng.choice(LOADS)
            return ("field", where, name, self.offset(where, WIDE[name]))
        if kind < 0.55:
            count = self.rng.choice((2, 3, 8, 12))
            return ("distinct", where, self.offset(where, count), count)
        if kind < 0.62:
            count = self.rng.choice((1, 2, 4, 8))
            return ("common", where, self.offset("prev", count), count)
        return self.earlier_number(where) if where != "this" else self.own_number()

    def earlier_number(self, where):
        names = ("len", "len") + (SKYPE if self.transport == "udp" else ())
        names += ("age",) * 4 if where != "older" else ()
        return ("field", where, self.rng.choice(names), None)

    def own_number(self):
        kind = self.rng.random()
        if self.transport == "tcp" and kind < 0.2:
            return ("field", "this", "size", self.rng.randrange(1, 4))
        if self.transport == "tcp" and kind < 0.35:
            return ("field", "this", "record." + self.rng.choice(("u8", "u16")), self.rng.randrange(8))
        if self.transport == "udp" and kind < 0.15:
            return ("field", "this", self.rng.choice(("stun.value", "stun.size")), self.rng.choice(ATTRIBUTES))
        return self.likely_there([("field", "this", name, None) for name in self.numbers + ("ordinal", "number", "len")])

    def likely_there(self, trees):
        """Mostly one that the witness has."""
        there = [tree for tree in trees if self.seen(tree) is not None] if self.rng.random() < 0.7 else trees
        return self.rng.choice(there or trees)

    def seen(self, tree):
        """What the witness has there; None if nothing."""
        try:
            return int(value(tree, self.witness))
        except NotThere:
            return None

    def constant(self, tree):
        """A number to compare with: often the one that is there, or one beside it."""
        found = self.seen(tree)
        if found is None or not 0 <= found < 2**32 or self.rng.random() < 0.25:
            return self.rng.choice(NUMBERS)
        return min(max(found + self.rng.choice((0, 0, 0, 0, 1, -1, 3)), 0), 2**32 - 1)

    # ---- numbers and truths ----

    def number(self, depth):
        if depth == 0 or self.rng.random() < 0.6:
            return self.number_field()
        mark = self.rng.choice(SUMS + PRODUCTS + ("&", "&", "-"))
        right = ("number", self.rng.choice(MASKS)) if mark == "&" else self.operand(depth)
        if mark in ("<<", ">>"):
            right = ("number", self.rng.choice((1, 4, 8, 31, 32, 63, 64, 200)))
        return (mark, self.number(depth - 1), right)

    def operand(self, depth):
        return ("number", self.rng.choice(NUMBERS)) if self.rng.random() < 0.6 else self.number(depth - 1)

    def comparison(self, depth):
        left, kind = self.number(depth), self.rng.random()
        if kind < 0.2:
            return ("in", left, [self.range(left) for _ in range(self.rng.choice((1, 1, 2, 4)))])
        right = ("number", self.constant(left))
        if kind < 0.45:
            right = self.related(left, depth)
        return (self.rng.choice(COMPARISONS + ("==", "==")), left, right)

    def related(self, left, depth):
        """The same field of another message, or any number."""
        if left[0] == "field" and left[2] in LOADS + SKYPE + ("len",) and self.rng.random() < 0.6:
            earlier = self.rng.choice(("prev", "reverse") + (("older",) if self.transport == "udp" else ()))
            if left[2] not in LOADS or left[3] + WIDE[left[2]] <= 12:
                return ("field", earlier, left[2], left[3])
        return self.number(max(depth - 1, 0))

    def when(self):
        """The how-manieth message it is, of those after the index tells apart, too."""
        count = ("field", "this", self.rng.choice(("ordinal", "number")), None)
        return (self.rng.choice(COMPARISONS), count, ("number", self.rng.choice((self.constant(count), 1, 15, 16, 17, 255))))

    def range(self, tree):
        low = self.constant(tree)
        return (low, min(low + self.rng.choice((0, 0, 1, 10, 300)), 2**32 - 1))

    def bytes_test(self):
        where, length = self.where(), self.rng.choice((1, 2, 3, 5, 8, 12, 30))
        length = min(length, 12) if where != "this" else length
        at = self.offset(where, length)
        text = bytearray(self.bytes_of(where)[at:at + length].ljust(length, b"\0"))
        if self.rng.random() < 0.15:
            text[self.rng.randrange(length)] ^= 1
        return ("bytes", where, at, bytes(text))

    def text_test(self):
        name = self.likely_there([("text", name, "contains", [b""]) for name in self.texts])[1]
        tests = ("is", "starts", "ends", "contains") + (("under",) * 2 if name.split(".")[1] in
                                                        ("name", "sni", "certificate", "host") else ())
        test = self.rng.choice(tests)
        return ("text", name, test, [self.pattern(name, test) for _ in range(self.rng.choice((1, 1, 2)))])

    def pattern(self, name, test):
        try:
            text = self.rng.choice(self.witness.texts(name))
        except NotThere:
            text = WORDS[name]
        text = text if self.rng.random() < 0.8 else WORDS[name]
        if test == "under":
            domain = [label for label in text.split(b".") if label and label.replace(b"-", b"").isalnum()]
            domain = domain[self.rng.randrange(len(domain)):] if domain else [b"com"]
            if len(domain[0]) > 1 and self.rng.random() < 0.3:
                domain[0] = domain[0][1:].lstrip(b"-") or b"x"  # no domain it is under
            return b".".join(domain)
        if test != "is" and self.rng.random() < 0.8:
            text = text[self.rng.randrange(len(text) + 1):] if test != "starts" else text
            text = text[:self.rng.randrange(len(text) + 1)] if test != "ends" else text
        if name != "http.path" and self.rng.random() < 0.3:
            text = text.upper()
        return text[:255]

    def leaf(self, depth):
        kind = self.rng.random()
        if kind < 0.04:
            return self.when()
        if kind < 0.55:
            return self.comparison(depth)
        if kind < 0.65:
            return self.bytes_test()
        if kind < 0.78:
            return self.text_test()
        if kind < 0.84 and self.transport == "udp":
            return ("field", "this", "stun.has", self.rng.choice(ATTRIBUTES))
        where = self.where()
        if where == "this":
            return self.likely_there([("field", "this", name, None) for name in self.truths])
        return ("field", where, "seen" if where == "older" else self.rng.choice(("seen", "unseen")), None)

    def truth(self, depth):
        kind = self.rng.random()
        if depth == 0 or kind < 0.25:
            return self.leaf(depth)
        if kind < 0.4:
            return ("not", self.truth(depth - 1))
        return ("and" if kind < 0.8 else "or", self.truth(depth - 1), self.truth(depth - 1))

    def condition(self):
        """One that holds for the witness, if one is found soon."""
        for _ in range(6):
            made = self.truth(self.rng.choice((1, 2, 2, 3)))
            try:
                if value(made, self.witness):
                    return made
            except NotThere:
                pass
        return made


# ---- text ----

BINDING = {"or": 0, "and": 1, "not": 2, "in": 3, "text": 6, "bytes": 3, **dict.fromkeys(COMPARISONS, 3),
           **dict.fromkeys(SUMS, 4), **dict.fromkeys(PRODUCTS, 5)}


def string(text):
    return '"' + "".join(f"\\{c:c}" if c in b'"\\' else f"{c:c}" if 32 <= c < 127 else f"\\x{c:02x}" for c in text) + '"'


def listed(items):
    return items[0] if len(items) == 1 else "{" + ", ".join(items) + "}"


def field_text(tree):
    kind, where = tree[0], "" if tree[1] == "this" else tree[1] + "."
    if kind in ("distinct", "common"):
        return f"{where}{kind}({tree[2]}, {tree[3]})"
    if kind == "bytes":
        return f'{where}bytes[{tree[2]}] == x"{tree[3].hex(" ")}"'
    return where + tree[2] + ("" if tree[3] is None else f"[{tree[3]}]")


def text_of(tree, rng=None, least=0):
    """A condition as it is written; with rng in one of several ways."""
    kind, bare = tree[0], None
    own = BINDING.get(kind, 6)
    if kind == "number":
        bare = str(tree[1]) if not rng or rng.random() < 0.7 else hex(tree[1])
    elif kind == "not":
        bare = "not " + text_of(tree[1], rng, own)
    elif kind == "in":
        ranges = [str(low) if low == high else f"{low}..{high}" for low, high in tree[2]]
        bare = text_of(tree[1], rng, own + 1) + " in " + (
            ranges[0] if len(ranges) == 1 and ".." in ranges[0] else "{" + ", ".join(ranges) + "}")
    elif kind == "text":
        bare = f"{tree[1]} {tree[2]} {listed([string(text) for text in tree[3]])}"
    elif kind in ("field", "distinct", "common", "bytes"):
        bare = field_text(tree)
    else:
        bare = f"{text_of(tree[1], rng, own + (kind in COMPARISONS))} {kind} {text_of(tree[2], rng, own + 1)}"
    return f"({bare})" if own < least or (rng and rng.random() < 0.06) else bare
