"""No question is asked twice in other words.

`duplicate-question`: two listings are the same program with the blanks in the same places, and have the same right
options or the same reference, once the names that each program gives itself (parameters, variables, functions, classes)
are replaced one by one, and comments, docstrings and spaces are left out.  Names from outside (`np`, `sigmoid`) and
attributes (`.T`) count as they are.  `duplicate-options`: two blanks have the same options, in any order, and the same
right one; short options, such as numbers of axes, may be the same by accident and are let be.

Found at the later question; the earlier one is named.  Ids need not differ by more than a character.

Passes::

    questions:
      - id: one
      - id: two
        code: |
          def f(x):         # x (N, D)
              return np.exp(あ)
        options:
          - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
          - (-1 - x)
        answer: 2

Fails (`duplicate-question`)::

    questions:
      - id: one
      - id: two
        code: |
          def f(value):
              return (い)   # value (N, D)
        prompt: {ja: (い) にあてはまるのはどれか。, en: Which one belongs in (い)?}
        options:
          - {code: value - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
          - value + 1
        answer: 2

Fails (`duplicate-options`)::

    questions:
      - id: one
        options:
          - {code: x.max(axis=0) - x.min(axis=0), why: {ja: 軸が違う。, en: The axis is wrong.}}
          - x.max(axis=1) - x.min(axis=1)
        answer: 2
      - id: two
        code: |
          def f(x):          # x (N, D)
              y = (あ)
              return y
        options:
          - x.max(axis=1) - x.min(axis=1)
          - {code: x.max(axis=0) - x.min(axis=0), why: {ja: 軸が違う。, en: The axis is wrong.}}
        answer: 1
"""

from __future__ import annotations

import hashlib
import re
import zlib
from functools import lru_cache
from typing import NamedTuple

from exam_drill.bank.nodes import Node
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.renaming import skeleton
from exam_drill.lint.subject import Gap, Subject
from exam_drill.markers import find_markers
from exam_drill.question import Place, WrittenReference
from exam_drill.scan import tokens

LEVELS = {"duplicate-question": Level.WARNING, "duplicate-options": Level.WARNING}

_LEAST_CHARACTERS = 40  # of all options of a blank together
_NAME = re.compile(r"[^\W\d]\w*")
_REMEMBERED = 4096  # programs
_DIGEST = 12  # bytes: among a million programs two share a digest by accident with a chance of one in 10 ** 17


class _Program(NamedTuple):
    """What makes two questions the same: the listing, what is called, the right options, the reference."""

    code: str
    call: str
    reference: str
    right: tuple[str, ...]

    def pack(self) -> bytes:
        """The program in a few hundred bytes."""
        text = "\0".join((self.code, self.call, self.reference, *self.right))
        return zlib.compress(text.encode("utf-8", "surrogatepass"))

    @staticmethod
    def unpack(data: bytes) -> _Program:
        """What was packed."""
        code, call, reference, *right = zlib.decompress(data).decode("utf-8", "surrogatepass").split("\0")
        return _Program(code, call, reference, tuple(right))


@lru_cache(_REMEMBERED)
def _digests(packed: bytes) -> tuple[bytes, bytes]:
    """Of a program with its right options, and of one with its reference; names do not count.

    Remembered, for who watches a bank asks for those of all its programs at every save.
    """
    own = _Program.unpack(packed)
    program, called, *answers = skeleton(tokens(own.code), find_markers(own.code), own.call, *own.right)
    reference = skeleton(tokens(own.reference), ())[0]
    return _digest(repr((program, called, answers))), _digest(repr((program, called, "reference", reference)))


class Trace(NamedTuple):
    """What is kept of a question: its program, packed, with a digest of its signs; digests of its blanks' options.

    The places are those of the question, of its code, and of the blanks.
    """

    place: Place
    code: Place
    signs: bytes
    program: bytes
    options: tuple[tuple[bytes, Place], ...]


def trace(subject: Subject) -> Trace | None:
    """What is kept of a question; None where it has no program with a blank."""
    draft = subject.draft
    if draft.code is None or draft.code_node is None or not subject.markers:
        return None
    reference = draft.reference.code.text if isinstance(draft.reference, WrittenReference) else str(draft.reference)
    right = tuple(gap.right.code.text for gap in subject.gaps if gap.right is not None)
    call = draft.call.text if draft.call is not None else ""
    return Trace(
        _place(subject, draft.node),
        _place(subject, draft.code_node),
        _digest(_signs(subject.masked)),
        _Program(subject.code, call, reference, right).pack(),
        tuple((_digest(key), _place(subject, gap.node)) for gap in subject.gaps if (key := _options(gap))),
    )


class Duplicates:
    """All programs and sets of options, each with where it stood first.

    Whether names are renamed alike takes time to tell.  So a program is only looked at that closely when another one
    has the same signs in the same order; until then it is kept packed.
    """

    def __init__(self) -> None:
        self._signs: dict[bytes, tuple[str, bytes] | None] = {}  # None: those with these signs stand in `_programs`
        self._programs: dict[bytes, str] = {}
        self._options: dict[bytes, str] = {}

    def take(self, found: Trace, findings: Findings) -> None:
        """Notes `duplicate-question` and `duplicate-options`."""
        own = f"{found.place.path}:{found.place.line}"
        other = self._same_program(found, own)
        if other is not None:
            findings.add("duplicate-question", found.code, other=other)
            return  # that its options are the same as well is no news
        for digest, place in found.options:
            earlier = self._options.setdefault(digest, own)
            if earlier != own:
                findings.add("duplicate-options", place, other=earlier)

    def _same_program(self, found: Trace, own: str) -> str | None:
        if found.signs not in self._signs:
            self._signs[found.signs] = (own, found.program)
            return None
        first = self._signs[found.signs]
        if first is not None:
            for digest in _digests(first[1]):
                self._programs.setdefault(digest, first[0])
            self._signs[found.signs] = None
        others = [self._programs.setdefault(digest, own) for digest in _digests(found.program)]
        return next((place for place in others if place != own), None)


def _place(subject: Subject, node: Node) -> Place:
    return Place(subject.file.path, node.line, node.column)


def _signs(masked: str) -> str:
    """What two programs have in common that differ by names, comments, docstrings and spaces at most."""
    lines = ("".join(line.split()) for line in _NAME.sub("n", masked).split("\n"))
    return "".join(line for line in lines if line not in ("", "n"))


def _options(gap: Gap) -> str:
    """What is the same for two blanks with the same options and the same right one; "" where that says nothing."""
    if (
        gap.right is None
        or not gap.whole
        or sum(len(option.code.text) for option, _ in gap.options) < _LEAST_CHARACTERS
    ):
        return ""
    keys = sorted("".join(option.code.text.split()) for option, _ in gap.options)
    return "\0".join(("".join(gap.right.code.text.split()), *keys))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
