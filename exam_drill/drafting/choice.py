"""From what an author asked for to a stretch of the listing that can be a blank.

    "h + z"  ── occurrences ──▶ spans ── sandbox.excerpts.look ──▶ expressions of their own ──▶ one, or why not

A text that is a part of a sum only would change the program's meaning as a blank, so it is refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple

from exam_drill.drafting.blanks import Cutting, Span, cuttings, line_of, occurrences, put_markers, span_of_lines
from exam_drill.drafting.errors import DraftError
from exam_drill.sandbox import Sandbox
from exam_drill.sandbox.excerpts import Try, look

_TRIAL_LABEL = "あ"
_MOST = 40  # places that one text is looked for in


class Wish(NamedTuple):
    """What is to be blanked: a text, or lines from `first` to `last`.

    `line` tells which occurrence of the text is meant: the one on this line of the listing, the `number`-th of them.
    """

    text: str = ""
    first: int = 0
    last: int = 0
    line: int = 0
    number: int = 0


def expressions(sandbox: Sandbox, listing: str) -> tuple[Span, ...]:
    """The expressions that may be offered, in their order, each once."""
    found = look(sandbox, listing, []).expressions
    return tuple(Span(start, end) for start, end in sorted(set(found)))


def resolve(sandbox: Sandbox, listing: str, wish: Wish) -> Cutting:
    """The stretch that is meant.  DraftError `blank-lines`, `blank-absent`, `blank-part`, `blank-several`."""
    if not wish.text:
        span = span_of_lines(listing, wish.first, wish.last)
        proper = _proper(sandbox, listing, [span]) if span is not None else []
        if not proper:
            raise DraftError("blank-lines", first=wish.first, last=wish.last)
        return proper[0]
    spans = occurrences(listing, wish.text)[:_MOST]
    if not spans:
        raise DraftError("blank-absent", text=wish.text, nearest=_nearest(sandbox, listing, wish.text))
    proper = _proper(sandbox, listing, spans)
    if not proper:
        raise DraftError("blank-part", text=wish.text, line=line_of(listing, spans[0]))
    if wish.line:
        proper = [cutting for cutting in proper if line_of(listing, cutting.span) == wish.line]
        if not proper:
            raise DraftError("blank-not-there", text=wish.text, line=wish.line, lines=_lines(listing, spans))
        if wish.number:
            if wish.number > len(proper):
                raise DraftError("blank-not-there", text=wish.text, line=wish.line, lines=_lines(listing, spans))
            return proper[wish.number - 1]
    if len(proper) > 1:
        lines = _lines(listing, [cutting.span for cutting in proper])
        code = "blank-several-on-line" if len(set(lines.split(", "))) == 1 else "blank-several"
        raise DraftError(code, text=wish.text, lines=lines, count=len(proper), line=lines.split(", ")[0])
    return proper[0]


def of_span(sandbox: Sandbox, listing: str, span: Span) -> Cutting:
    """The blank for an expression that was offered."""
    return _proper(sandbox, listing, [span])[0]


def fit_together(sandbox: Sandbox, listing: str, chosen: Sequence[tuple[str, Cutting]]) -> str:
    """The listing with all markers; DraftError `blanks-overlap` where they do not go together."""
    marked = put_markers(listing, chosen)
    options = {label: cutting.option for label, cutting in chosen}
    if not look(sandbox, listing, [(marked, options)]).same[0]:
        raise DraftError("blanks-overlap")
    return marked


def _proper(sandbox: Sandbox, listing: str, spans: Sequence[Span]) -> list[Cutting]:
    """For each stretch the first way to blank it that means the same program once it is filled."""
    ways = [(number, cutting) for number, span in enumerate(spans) for cutting in cuttings(listing, span)]
    tries: list[Try] = [
        (put_markers(listing, [(_TRIAL_LABEL, cutting)]), {_TRIAL_LABEL: cutting.option}) for _, cutting in ways
    ]
    best: dict[int, Cutting] = {}
    for (number, cutting), same in zip(ways, look(sandbox, listing, tries).same, strict=True):
        if same:
            best.setdefault(number, cutting)
    return list(best.values())


def _lines(listing: str, spans: Sequence[Span]) -> str:
    return ", ".join(str(line_of(listing, span)) for span in spans)


def _nearest(sandbox: Sandbox, listing: str, text: str) -> str:
    known = [listing[start:end] for start, end in expressions(sandbox, listing)]
    return (difflib.get_close_matches(text[:200], known, n=1, cutoff=0.0) or ["–"])[0]
