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

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.renaming import skeleton
from exam_drill.lint.subject import Gap, Subject
from exam_drill.question import NamedReference, Reference
from exam_drill.scan import same_code_key, tokens

LEVELS = {"duplicate-question": Level.WARNING, "duplicate-options": Level.WARNING}

_LEAST_CHARACTERS = 40  # of all options of a blank together
_DIGEST = 12  # bytes: among a million programs two share a digest by accident with a chance of one in 10 ** 17


class Duplicates:
    """Digests of all programs and sets of options, each with where it stood first."""

    def __init__(self) -> None:
        self._programs: dict[bytes, str] = {}
        self._options: dict[bytes, str] = {}

    def see(self, subject: Subject, findings: Findings) -> None:
        """Notes `duplicate-question` and `duplicate-options`."""
        draft = subject.draft
        if draft.code is None or draft.code_node is None or not subject.markers:
            return
        own = f"{subject.file.path}:{draft.node.line}"
        call = draft.call.text if draft.call is not None else ""
        right = [gap.right.code.text for gap in subject.gaps if gap.right is not None]
        program, called, *answers = skeleton(subject.tokens, subject.markers, call, *right)
        keys = [(program, called, *answers)]
        if draft.reference is not None:
            keys.append((program, called, _reference(draft.reference)))
        others = [self._programs.setdefault(_digest("\1".join(map("\0".join, key))), own) for key in keys]
        other = next((other for other in others if other != own), None)
        if other is not None:
            findings.add("duplicate-question", draft.code_node, other=other)
            return  # that its options are the same as well is no news
        for gap in subject.gaps:
            key = _options(gap)
            earlier = self._options.setdefault(_digest(key), own) if key else own
            if earlier != own:
                findings.add("duplicate-options", gap.node, other=earlier)


def _reference(reference: Reference) -> list[str]:
    """The name of a function of ours, or the skeleton of a written one."""
    if isinstance(reference, NamedReference):
        return [str(reference)]
    return skeleton(tokens(reference.code.text), ())[0]


def _options(gap: Gap) -> str:
    """What is the same for two blanks with the same options and the same right one; "" where that says nothing."""
    if (
        gap.right is None
        or not gap.whole
        or sum(len(option.code.text) for option, _ in gap.options) < _LEAST_CHARACTERS
    ):
        return ""
    keys = sorted(" ".join(same_code_key(option.code.text)) for option, _ in gap.options)
    return "\0".join((" ".join(same_code_key(gap.right.code.text)), *keys))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
