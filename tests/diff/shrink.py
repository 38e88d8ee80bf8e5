# SPDX-License-Identifier: BSD-2-Clause
"""Makes a case that shows a difference as small as it can be."""

from case import Case
from cases.blocks import blocks_of, condition_of, with_condition


def without(listed, at, count):
    return listed[:at] + listed[at + count:]


def shrunk_list(listed, good):
    """As few as possible of a list, such that they are good."""
    count = max(len(listed) // 2, 1)
    while count:
        at = 0
        while at < len(listed):
            fewer = without(listed, at, count)
            if good(fewer):
                listed = fewer
            else:
                at += count
        count //= 2
    return listed


def shrunk(case, differs):
    """The smallest that is found of which differs(case) still holds."""
    before = None
    while before != case.script():
        before = case.script()
        case.calls = shrink_flows(case, differs)
        case.calls = shrunk_list(case.calls, lambda calls: sound(calls) and differs(with_calls(case, calls)))
        case.text = shrink_set(case, differs)
    return case


def with_calls(case, calls):
    return Case(case.text, calls, case.options)


def with_text(case, text):
    return Case(text, case.calls, case.options)


def sound(calls):
    """Are flows opened before anything else, and not used after they are closed?"""
    opened = set()
    for verb, number, *_ in map(str.split, calls):
        if (verb == "open") == (number in opened):
            return False
        opened = opened - {number} if verb == "close" else opened | {number}
    return True


def shrink_flows(case, differs):
    calls = case.calls
    for number in sorted({call.split()[1] for call in calls}):
        fewer = [call for call in calls if call.split()[1] != number]
        if differs(with_calls(case, fewer)):
            calls = fewer
    return calls


# ---- sets ----

def shrink_set(case, differs):
    """Fewer signatures, then simpler conditions."""
    blocks = blocks_of(case.text)
    blocks = shrunk_list(blocks, lambda fewer: differs(with_text(case, "\n".join(fewer))))
    for index in range(len(blocks)):
        for simpler in simpler_blocks(blocks[index]):
            changed = [*blocks[:index], simpler, *blocks[index + 1:]]
            if differs(with_text(case, "\n".join(changed))):
                return shrink_set(with_text(case, "\n".join(changed)), differs)
    return "\n".join(blocks)


def simpler_blocks(block):
    if not block.startswith("signature"):
        return
    lines = block.split("\n")
    for line in lines:
        if line.split()[0] in ("after", "native", "version", "path", "same", "step", "fresh", "received"):
            yield "\n".join(other for other in lines if other is not line)
    for condition in simpler(condition_of(block)):
        yield with_condition(block, condition)


def simpler(tree):
    """Conditions with one part less."""
    if tree[0] in ("and", "or"):
        yield tree[1]
        yield tree[2]
        for left in simpler(tree[1]):
            yield (tree[0], left, tree[2])
        for right in simpler(tree[2]):
            yield (tree[0], tree[1], right)
    elif tree[0] == "not":
        yield tree[1]
        for inner in simpler(tree[1]):
            yield ("not", inner)
