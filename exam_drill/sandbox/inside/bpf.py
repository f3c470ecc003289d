"""A small assembler for the kernel's classic packet filter (BPF), as seccomp uses it.

A filter is code without loops over one word, the accumulator.  Jumps only go forward and count the instructions that
they skip, so a piece of code is a list that can stand anywhere, and larger pieces are made by joining lists.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

LOAD_WORD = 0x20  # accumulator = the 32-bit word at offset k of the data
JUMP = 0x05
JUMP_EQUAL = 0x15
JUMP_AT_LEAST = 0x35
JUMP_ANY_BIT = 0x45
RETURN = 0x06
_FARTHEST = 255  # of a conditional jump


class Instruction(NamedTuple):
    """One instruction: what to do, how many to skip if the condition is true or false, and its number."""

    code: int
    if_true: int
    if_false: int
    number: int


Code = list[Instruction]


def load(offset: int) -> Code:
    """Loads the word at an offset of the data."""
    return [Instruction(LOAD_WORD, 0, 0, offset)]


def answer(action: int) -> Code:
    """Ends the filter with an action."""
    return [Instruction(RETURN, 0, 0, action)]


def branch(condition: int, number: int, then: Code, otherwise: Code) -> Code:
    """Runs `then` if the condition (JUMP_…) holds between the accumulator and the number; both must end in answers."""
    if len(otherwise) <= _FARTHEST:
        return [Instruction(condition, len(otherwise), 0, number), *otherwise, *then]
    far = Instruction(JUMP, 0, 0, len(otherwise))
    return [Instruction(condition, 0, 1, number), far, *otherwise, *then]


def decide(cases: Mapping[int, Code], otherwise: Code) -> Code:
    """A decision tree over the accumulator: the code of the number that it equals, else `otherwise`."""
    return _tree(_ranges(cases, otherwise))


def pack(code: Sequence[Instruction]) -> bytes:
    """The bytes of `struct sock_filter[]`."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def _ranges(cases: Mapping[int, Code], otherwise: Code) -> list[tuple[int, Code]]:
    """First numbers of ranges that have the same code, and that code; together they cover all numbers."""
    ranges: list[tuple[int, Code]] = []
    begin = 0
    for number in sorted(cases):
        if number > begin:
            ranges.append((begin, otherwise))
        ranges.append((number, cases[number]))
        begin = number + 1
    ranges.append((begin, otherwise))
    return [ranges[0], *(ranges[i] for i in range(1, len(ranges)) if ranges[i][1] != ranges[i - 1][1])]


def _tree(ranges: Sequence[tuple[int, Code]]) -> Code:
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    return branch(JUMP_AT_LEAST, ranges[middle][0], _tree(ranges[middle:]), _tree(ranges[:middle]))
