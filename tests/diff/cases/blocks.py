# SPDX-License-Identifier: BSD-2-Clause
"""The text of a set, in its parts."""

from naive.language import read_set

from .conditions import text_of


def blocks_of(text):
    """The set line, applications and signatures, each one string."""
    blocks, at = [], 0
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    while at < len(lines):
        end = lines.index("}", at) + 1 if lines[at].startswith("signature") else at + 1
        blocks.append("\n".join(lines[at:end]))
        at = end
    return blocks


def condition_of(block):
    signature, = read_set(block.encode()).signatures
    return signature.packet


def blind(text):
    """The same set, but nothing can be told of its conditions before they are asked."""
    return "\n".join(with_condition(block, ("not", ("not", condition_of(block)))) if block.startswith("signature") else
                     block for block in blocks_of(text))


def with_condition(block, tree):
    """A signature that asks for something else."""
    start = block.index("    packet ")
    end = block.index("\n", start) + 1
    while block.startswith("        ", end):
        end = block.index("\n", end) + 1
    return f"{block[:start]}    packet {text_of(tree)}\n{block[end:]}"
