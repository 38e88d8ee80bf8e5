# SPDX-License-Identifier: BSD-2-Clause
"""Does a condition hold? Walks the tuples of language.py and asks a message for its fields."""

from .there import NotThere, big, cut, little

WRAP = 2**64
WIDTHS = {"u8": (big, 1), "u16": (big, 2), "u32": (big, 4), "le16": (little, 2), "le32": (little, 4)}


def holds(condition, message):
    try:
        return bool(value(condition, message))
    except NotThere:
        return False


def number_of(field, message):
    """The number a clause like `step FIELD` means, or None if the message does not have it."""
    try:
        return value(field, message)
    except NotThere:
        return None


def asks(tree, beginning):
    """Does a condition ask for a field whose name begins so, wherever it does?"""
    if tree[0] == "field":
        return tree[2].startswith(beginning)
    return any(asks(part, beginning) for part in tree[1:] if isinstance(part, tuple))


def asks_of_tries(signature):
    """Is what it names known by what its host tried before?"""
    return asks(signature.packet, "attempt.") or asks(signature.packet, "block.")


def signed(number):
    return number - WRAP if number >= WRAP // 2 else number


def shifted(a, b, left):
    if b >= 64:
        return 0
    return a << b if left else a >> b


NUMBERS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "*": lambda a, b: a * b,
    "&": lambda a, b: a & b,
    "<<": lambda a, b: shifted(a, b, True),
    ">>": lambda a, b: shifted(a, b, False),
}

COMPARISONS = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def value(tree, message):
    """A number or a truth value; NotThere if something it needs is missing."""
    kind = tree[0]
    if kind == "and":
        return value(tree[1], message) and value(tree[2], message)
    if kind == "or":
        return value(tree[1], message) or value(tree[2], message)
    if kind == "not":
        return not value(tree[1], message)
    if kind == "number":
        return tree[1]
    if kind == "in":
        number = value(tree[1], message)
        return any(low <= number <= high for low, high in tree[2])
    if kind in COMPARISONS:
        return COMPARISONS[kind](signed(value(tree[1], message)), signed(value(tree[2], message)))
    if kind in NUMBERS:
        return NUMBERS[kind](value(tree[1], message), value(tree[2], message)) % WRAP
    if kind == "bytes":
        return cut(message.bytes_of(tree[1]), tree[2], len(tree[3])) == tree[3]
    if kind == "distinct":
        return len(set(cut(message.bytes_of(tree[1]), tree[2], tree[3])))
    if kind == "common":
        messages = ("this", "prev", "reverse") if tree[1] == "this" else ("this", tree[1])
        columns = zip(*(cut(message.bytes_of(where), tree[2], tree[3]) for where in messages))
        return sum(len(set(column)) == 1 for column in columns)
    if kind == "text":
        texts = message.texts(tree[1])
        return any(text_is(text, tree[2], wanted, tree[1]) for text in texts for wanted in tree[3])
    return field(message, tree[1], tree[2], tree[3])


def field(message, where, name, argument):
    if name in WIDTHS:
        read, width = WIDTHS[name]
        return read(message.bytes_of(where), argument, width)
    return message.field(where, name, argument)


def text_is(text, test, wanted, name):
    if name != "http.path":
        text, wanted = text.lower(), wanted.lower()
    if test == "is":
        return text == wanted
    if test == "under":
        return text == wanted or text.endswith(b"." + wanted)
    if test == "starts":
        return text.startswith(wanted)
    if test == "ends":
        return text.endswith(wanted)
    return wanted in text
