"""Texts with styles, as they are made for terminals, within a page.

    Text("return (こ)", spans bold, reverse) ─▶ return <span class="b rev">(こ)</span>

Styles are the names of `exam_drill.quiz.style`, word by word: "bold red" is the classes `b` and `red`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from rich.text import Text

from exam_drill.web.frame import escaped

_CLASSES: Mapping[str, str] = {
    "bold": "b",
    "dim": "dim",
    "italic": "i",
    "underline": "u",
    "reverse": "rev",
    **{colour: colour for colour in ("red", "green", "yellow", "magenta", "cyan")},
}
# Their part of a style sheet, with the blocks of code in which most of them stand.
SHEET = """
pre { margin: .6rem 0; padding: .6rem .8rem; overflow-x: auto; border-radius: .4rem; background: var(--box);
  font: .86rem/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace;
  overflow-wrap: normal; }
.b { font-weight: 650; } .dim { color: var(--quiet); } .i { font-style: italic; } .u { text-decoration: underline; }
.red { color: var(--red); } .green { color: var(--green); } .yellow { color: var(--yellow); }
.magenta { color: var(--magenta); } .cyan { color: var(--cyan); }
.rev { color: var(--paper); background: var(--ink); border-radius: .2rem; }
@media (max-width: 32rem) { pre { font-size: .74rem; padding: .5rem .6rem; } }
@media print { pre { white-space: pre-wrap; } }
"""


def styled(text: Text) -> str:
    """A text with a span for each run of one style."""
    return "".join(
        f'<span class="{classes}">{escaped(piece)}</span>' if classes else escaped(piece)
        for piece, classes in _runs(text)
    )


def _runs(text: Text) -> Iterator[tuple[str, str]]:
    """The pieces of a text and the classes of each, in time that goes with their number."""
    length = len(text.plain)
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    for number, span in enumerate(text.spans):
        if span.start < min(span.end, length):
            opened.setdefault(span.start, []).append(number)
            closed.setdefault(min(span.end, length), []).append(number)
    edges = sorted({0, length, *opened, *closed})
    held: dict[int, str] = {}
    for start, end in pairwise(edges):
        for number in closed.get(start, ()):
            held.pop(number, None)
        held |= {number: str(text.spans[number].style) for number in opened.get(start, ())}
        names = [str(text.style), *(held[number] for number in sorted(held))]
        classes = dict.fromkeys(_CLASSES[word] for name in names for word in name.split() if word in _CLASSES)
        yield text.plain[start:end], " ".join(classes)
