"""What the arguments of `exam-drill new` ask for, blank by blank.

    --blank A --line 7 --wrong B --why C --wrong D --blank E --wrong F
      ▼
    Asked(Wish(A, line 7), wrong: B (why: C), D)    Asked(Wish(E), wrong: F)

With one blank the order does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exam_drill.drafting.choice import Wish
from exam_drill.drafting.errors import DraftError

_LINES = re.compile(r"\s*([0-9]{1,5})\s*(?:[-~〜ー]\s*([0-9]{1,5}))?\s*")
_LINE = re.compile(r"\s*([0-9]{1,5})(?::([0-9]{1,3}))?\s*")


class WrongOption(NamedTuple):
    """A wrong option as its author wrote it; `whys` are texts in either language."""

    code: str
    whys: tuple[str, ...] = ()


@dataclass(slots=True)
class Asked:
    """One blank that is asked for; without a wish where only its options were named."""

    wish: Wish | None
    wrong: list[WrongOption] = field(default_factory=list)


def read_steps(steps: Sequence[tuple[str, str]]) -> list[Asked]:
    """The blanks that the arguments name, in their order; one without a wish where they name none."""
    count = sum(kind in ("blank", "blank-lines") for kind, _ in steps)
    if count <= 1:  # whatever stands before the blank belongs to it too
        steps = sorted(steps, key=lambda step: step[0] not in ("blank", "blank-lines"))
    asked: list[Asked] = [Asked(None)] if count == 0 else []
    explained: Asked | None = None
    for kind, value in steps:
        if kind in ("blank", "blank-lines"):
            asked.append(Asked(Wish(text=value) if kind == "blank" else lines_wish(value)))
        elif kind == "line":
            wish = asked[-1].wish if asked else None
            if wish is None:
                raise DraftError("line-alone", text=value)
            asked[-1].wish = with_line(wish, value)
        elif kind == "wrong":
            if not asked:
                raise DraftError("wrong-before-blank", text=value)
            explained = asked[-1]
            explained.wrong.append(WrongOption(value))
        elif explained is None:
            raise DraftError("why-alone", text=value)
        else:
            last = explained.wrong[-1]
            explained.wrong[-1] = WrongOption(last.code, (*last.whys, value))
    return asked


def lines_wish(text: str) -> Wish:
    """Whole lines: `7` or `7-8`."""
    match = _LINES.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        raise DraftError("lines-form", text=text)
    return Wish(first=int(match[1]), last=int(match[2] or match[1]))


def with_line(wish: Wish, text: str) -> Wish:
    """The wish for the occurrence on a line: `7`, or `7:2` for the second one on it."""
    match = _LINE.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        raise DraftError("line-form", text=text)
    return wish._replace(line=int(match[1]), number=int(match[2] or 0))


def read_inputs(texts: Sequence[str]) -> dict[str, str]:
    """`x: N D` by name."""
    found: dict[str, str] = {}
    for text in texts:
        name, colon, declared = text.partition(":")
        if not colon or not name.strip().isidentifier() or not declared.strip():
            raise DraftError("input-form", text=text)
        found[name.strip()] = declared.strip()
    return found
