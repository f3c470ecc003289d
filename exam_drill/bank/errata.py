"""Undoes errata: from the corrected question to what each source really printed.

    corrected  h = f(x) * prev_c       erratum {corrected: prev_c, printed: c, in: code}
    printed    h = f(x) * c            prev_c2 and my_prev_c stay: texts match as whole tokens

Spaces and line breaks between tokens may differ.  Errata apply in order, each to all its occurrences in the part it
names; `answer` means the published number, written "2", or "い 2" where a question has several blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from exam_drill.markers import KANA, normalise_markers
from exam_drill.question import Blank, Code, Erratum, ErratumPlace, Option, Place, Question, Text
from exam_drill.scan import inner_offsets

_LETTERS = r"A-Za-z_\u00c0-\u024f\u0370-\u03ff"
# A word, a number, a sign of several characters, or one sign.  Japanese has no spaces between words, so each of its
# characters is a token; within code, names are kept whole all the same (see `_occurrences`).
_TOKEN = re.compile(
    rf"[0-9][0-9A-Za-z_]*+(?:\.[0-9][0-9A-Za-z_]*+)?|[{_LETTERS}][{_LETTERS}0-9]*+"
    r"|\*\*=?|//=?|>>=?|<<=?|[-+*/%@&|^=!<>:]=|->|\S"
)
_ANSWER = re.compile(f"(?:([{KANA}])[ ]*)?([0-9]{{1,4}})")


class Parts(NamedTuple):
    """The parts of a question that errata can change."""

    code: Code
    blanks: tuple[Blank, ...]
    prompt: Text | None

    def size(self, where: ErratumPlace) -> int:
        """How many characters there are to look at in one part."""
        match where:
            case "code":
                return len(self.code.text)
            case "options":
                return sum(len(option.code.text) for blank in self.blanks for option in blank.options)
            case "prompt":
                return len(self.prompt.ja or "") + len(self.prompt.en or "") if self.prompt else 0
            case "answer":
                return len(self.blanks)


@dataclass(frozen=True, slots=True)
class Printed:
    """The question as some of its sources printed it; `sources` are their positions, from 1.

    `question.errata` are those that were undone.
    """

    question: Question
    sources: tuple[int, ...]


def as_printed(question: Question) -> tuple[Printed, ...]:
    """One value for each distinct set of errata over the question's sources, in the order of the sources.

    Without errata there is one, equal to the question.  A question without sources has one print, with all its errata.
    """
    prints = []
    for sources, errata in groups(question.errata, len(question.sources)):
        parts = Parts(question.code, question.blanks, question.prompt)
        for erratum in errata:
            parts = undo(parts, erratum) or parts
        printed = replace(question, code=parts.code, blanks=parts.blanks, prompt=parts.prompt, errata=errata)
        prints.append(Printed(printed, sources))
    return tuple(prints)


def groups(errata: Sequence[Erratum], sources: int) -> tuple[tuple[tuple[int, ...], tuple[Erratum, ...]], ...]:
    """The sources that share the same errata, with these errata."""
    if not sources:
        return (((), tuple(errata)),)
    found: dict[tuple[int, ...], list[int]] = {}
    for source in range(1, sources + 1):
        applying = tuple(i for i, erratum in enumerate(errata) if not erratum.sources or source in erratum.sources)
        found.setdefault(applying, []).append(source)
    return tuple((tuple(shared), tuple(errata[i] for i in applying)) for applying, shared in found.items())


def undo(parts: Parts, erratum: Erratum) -> Parts | None:
    """The parts with one erratum undone; None if its corrected text stands nowhere in the part that it names."""
    changed: Parts
    match erratum.where:
        case "code":
            code = _undo_code(parts.code, erratum)
            changed = parts._replace(code=Code(normalise_markers(code.text), code.lines))
        case "options":
            changed = parts._replace(blanks=tuple(_undo_options(blank, erratum) for blank in parts.blanks))
        case "prompt":
            prompt = parts.prompt or Text()
            changed = parts._replace(prompt=Text(_undo_text(prompt.ja, erratum), _undo_text(prompt.en, erratum)))
            if changed.prompt == prompt:
                return None
        case "answer":
            changed = parts._replace(blanks=tuple(_undo_answer(parts.blanks, erratum)))
    return None if changed == parts else changed


def read_answer(text: str) -> tuple[str, int] | None:
    """The label ("" if none) and the number in the text of an erratum of an answer; None if it is written otherwise."""
    match = _ANSWER.fullmatch(text.strip())
    return (match[1] or "", int(match[2])) if match else None


def _undo_answer(blanks: tuple[Blank, ...], erratum: Erratum) -> Iterator[Blank]:
    corrected, printed = read_answer(erratum.corrected), read_answer(erratum.printed)
    for blank in blanks:
        labels = ("", blank.label) if len(blanks) == 1 else (blank.label,)
        if corrected and printed and corrected[0] in labels and corrected[1] == blank.answer:
            yield replace(blank, answer=printed[1])
        else:
            yield blank


def _undo_options(blank: Blank, erratum: Erratum) -> Blank:
    options = tuple(Option(o.number, _undo_code(o.code, erratum), o.why) for o in blank.options)
    return replace(blank, options=options)


def _undo_text(text: str | None, erratum: Erratum) -> str | None:
    if text is None:
        return None
    parts: list[str] = []
    position = 0
    for start, end in _occurrences(text, erratum.corrected, code=False):
        parts += (text[position:start], erratum.printed)
        position = end
    return "".join((*parts, text[position:]))


def _undo_code(code: Code, erratum: Erratum) -> Code:
    spans = list(_occurrences(code.text, normalise_markers(erratum.corrected), code=True))
    if not spans:
        return code
    text = code.text
    starts = [0] + [index + 1 for index, character in enumerate(text) if character == "\n"]
    pieces: list[str] = []
    places: list[Place] = [code.place(1)]
    position = row = 0

    def place(offset: int) -> Place:
        nonlocal row
        while row + 1 < len(starts) and starts[row + 1] <= offset:
            row += 1
        return code.place(row + 1, offset - starts[row] + 1)

    for start, end in [*spans, (len(text), len(text))]:
        kept = text[position:start]
        places += (place(position + index + 1) for index, character in enumerate(kept) if character == "\n")
        pieces.append(kept)
        if start < len(text):
            pieces.append(erratum.printed)
            new_lines = erratum.printed.count("\n")
            if new_lines:
                nearest = place(start)  # no line of the file holds what was printed: the one that holds its correction
                places += [nearest] * new_lines
        position = end
    return Code("".join(pieces), tuple(places))


def _occurrences(text: str, fragment: str, code: bool) -> Iterator[tuple[int, int]]:
    """The spans of the fragment's tokens in the text, without overlaps; linear in both (Knuth, Morris and Pratt)."""
    wanted = _TOKEN.findall(fragment)
    if not wanted or max(wanted, key=len) not in text:
        return
    borders = _borders(wanted)
    inside = inner_offsets(text) if code else frozenset[int]()
    spans: list[tuple[int, int]] = []
    matched = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        spans.append(match.span())
        while matched and wanted[matched] != token:
            matched = borders[matched - 1]
        matched += wanted[matched] == token
        if matched == len(wanted):
            start, end = spans[-matched][0], match.end()
            if start in inside or end in inside:
                matched = borders[matched - 1]
            else:
                matched = 0
                yield start, end


def _borders(wanted: list[str]) -> list[int]:
    borders = [0] * len(wanted)
    length = 0
    for index in range(1, len(wanted)):
        while length and wanted[length] != wanted[index]:
            length = borders[length - 1]
        length += wanted[length] == wanted[index]
        borders[index] = length
    return borders
