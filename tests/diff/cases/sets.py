# SPDX-License-Identifier: BSD-2-Clause
"""Random sets of signatures, for flows that are known, and sets made from others by small changes."""

import re

from naive.message import UDP

from .blocks import blocks_of, condition_of, with_condition
from .conditions import Maker, text_of

MECHANISMS = ("udp-direct", "udp-relayed", "tcp", "tcp", "tcp-80", "tls-443-mimic", "stun-ice", "turn", "tls", "dns",
              "http", "none")
ACTIVITIES = ("signalling", "login", "update", "presence", "call", "call-audio", "call-video", "file-transfer", "relayed",
              "supernode", "none")
PATHS = ("direct", "nat-one", "nat-both", "nat-symmetric", "relayed", "proxy")
APPLICATIONS = ("skype",) * 5 + ("skype-related", "other", "other", "one", "two")
WEIGHTS = (1, 10, 20, 25, 30, 40, 50, 60, 89, 90, 100)
ERAS = ("any", "1.0 - 5.5", "7.7.0.335", "2", "0.9 - 4.2")


def random_set(rng, messages, count):
    """Text of a set whose conditions ask about these messages."""
    written, names = ['application "one"', 'application "two"'], {"udp": [], "tcp": []}
    early = rng.random() < 0.15  # what is later need not be looked at
    for number in range(count):
        witness = rng.choice(messages)
        transport = "udp" if witness.flow.transport == UDP else "tcp"
        written.append(signature(rng, witness, transport, 100 + number, names[transport], early=early))
        names[transport].append(f"s{100 + number}")
    rng.shuffle(written)
    return "\n".join(written) + "\n"


def signature(rng, witness, transport, number, earlier, counting=(), early=False):
    lines = [f"id {number}", f"transport {transport}", f"application {rng.choice(APPLICATIONS)}", f"era {rng.choice(ERAS)}",
             f"mechanism {rng.choice(MECHANISMS)}", f"activity {rng.choice(ACTIVITIES)}", 'source "made up"',
             'proof "made up"', f"weight {rng.choice(WEIGHTS)}"]
    if rng.random() < 0.15:
        lines.append(f"path {rng.choice(PATHS)}")
    if earlier and rng.random() < 0.15:
        lines.append(f"after {rng.choice(earlier)}")
    lines += counting
    if rng.random() < 0.05 and not counting:
        lines.append('native "third"')
    if rng.random() < 0.05 and not counting:
        lines.append("version " + rng.choice({"udp": ("dns.name reversed",), "tcp": (
            'http.path after "ver="', "tls.sni reversed", 'http.agent after "Skype"', "tls.certificate reversed",
            'tls.certificate after "."')}[transport]))
    condition = Maker(rng, transport, witness).condition()
    if early:
        condition = ("and", condition, ("<=", ("field", "this", "ordinal", None), ("number", rng.randrange(1, 5))))
    lines.append("packet " + text_of(condition, rng))
    rng.shuffle(lines)
    return f"signature s{number} {{\n" + "".join(f"    {line}\n" for line in lines) + "}"


# ---- small changes ----

ALIKE = (("and", "or"), ("==", "!=", "<", "<=", ">", ">="), ("+", "-", "|", "^", "&"))


def changed(rng, text):
    """Another set: one thing in some of the conditions is another."""
    blocks = blocks_of(text)
    for place, block in enumerate(blocks):
        if block.startswith("signature") and rng.random() < 0.3:
            blocks[place] = with_condition(block, change(rng, condition_of(block)))
    return "\n".join(blocks) + "\n"


def change(rng, tree):
    """Somewhere in the tree, mostly below its top."""
    kind = tree[0]
    if kind in ("and", "or") and rng.random() < 0.1:
        return rng.choice(tree[1:])  # one part less
    for alike in ALIKE:
        if kind in alike and rng.random() < 0.2:
            return (rng.choice(alike), *tree[1:])
    if kind == "number":
        return ("number", max(tree[1] + rng.choice((-1, 1, 2, 16)), 0))
    if kind == "in":
        return ("in", tree[1], [(low, high + rng.choice((0, 1, 7))) for low, high in tree[2]])
    if kind in ("field", "bytes", "distinct", "common", "text"):
        return tree
    place = rng.randrange(1, len(tree))
    return (*tree[:place], change(rng, tree[place]), *tree[place + 1:])


def monotone_set(rng, messages):
    """A few light signatures: none keeps another one from firing."""
    text = [signature(rng, rng.choice(messages), "tcp", 100 + number, []) for number in range(rng.choice((1, 2, 3)))]
    text = [re.sub(r"(?m)^    (weight|application) .*$", lambda m: "    weight 9" if m[1] == "weight" else
                   "    application skype", one) for one in text]
    return "\n".join(re.sub(r"(?m)^    (native|version) .*\n", "", one) for one in text) + "\n"
