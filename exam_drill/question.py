"""What a bank holds, as frozen values.

    Question ── code ──────────── Code      text plus where each of its lines stands in the YAML file
       │  └──── blanks ───────── Blank      one label, its options, its published answer
       │                           └─────── Option
       ├─────── reference ────── Reference  a function of `reference_impls`, or code written in the bank
       ├─────── inputs, sizes …             how trials are drawn, where they differ from the reference's own
       └─────── sources, errata             where the item comes from and what its print got wrong

Nothing here reads, runs or draws anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")

SourceKind = Literal["original", "course", "book", "note"]
ErratumPlace = Literal["code", "options", "prompt", "answer"]

DEFAULT_TRIALS = 12  # of a question that does not say how many


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a bank file; line and column count characters from 1.  Line 0 is the file or folder as a whole."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people in one language or both; at least one is given."""

    ja: str | None = None
    en: str | None = None

    def read(self, language: Language) -> str:
        """The text in `language`, or in the other one where it is missing."""
        first, second = (self.ja, self.en) if language == "ja" else (self.en, self.ja)
        return first if first is not None else second or ""


class Lines(Sequence[Place]):
    """Places of lines in one file as a few numbers, equal to a tuple of the places, which are made when asked for.

    `runs` are lines below each other, as many as there can be: the first one, the column of all, and how many they are.
    """

    __slots__ = ("path", "runs")

    def __init__(self, path: str, runs: tuple[tuple[int, int, int], ...]) -> None:
        self.path, self.runs = path, runs

    def __len__(self) -> int:
        return sum(count for _, _, count in self.runs)

    def __iter__(self) -> Iterator[Place]:
        for line, column, count in self.runs:
            for number in range(line, line + count):
                yield Place(self.path, number, column)

    @overload
    def __getitem__(self, index: int) -> Place: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Place]: ...

    def __getitem__(self, index: int | slice) -> Place | Sequence[Place]:
        if isinstance(index, slice):
            return tuple(self)[index]
        left = index if index >= 0 else index + len(self)
        for line, column, count in self.runs:
            if 0 <= left < count:
                return Place(self.path, line + left, column)
            left -= count
        raise IndexError(index)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Lines):
            return self.path == other.path and self.runs == other.runs
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Lines({self.path!r}, {self.runs!r})"


@dataclass(frozen=True, slots=True)
class Code:
    """Python text from a bank, with the place in the file of the first character of each of its lines."""

    text: str
    lines: Sequence[Place]

    def place(self, line: int, column: int = 1) -> Place:
        """The place in the bank file of `line`:`column` (from 1) of the text; the nearest one if it is outside."""
        start = self.lines[min(max(line, 1), len(self.lines)) - 1]
        return Place(start.path, start.line, start.column + max(column, 1) - 1)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `number` counts from 1 in the order of the exam's print."""

    number: int
    code: Code
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap in the program, labelled by one kana, with its options and the published answer's number."""

    label: str
    options: tuple[Option, ...]
    answer: int
    place: Place


@dataclass(frozen=True, slots=True)
class NamedReference:
    """A function of `reference_impls`: `module.function`."""

    module: str
    function: str

    def __str__(self) -> str:
        return f"{self.module}.{self.function}"


@dataclass(frozen=True, slots=True)
class WrittenReference:
    """A reference written in the bank: as untrusted as any option. `function` is the last one that `code` defines."""

    code: Code
    function: str
    inputs: Mapping[str, str]
    outputs: str | tuple[str, ...] | None = None

    def __str__(self) -> str:
        return self.function


Reference = NamedReference | WrittenReference


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item comes from; `title` names the document, `url` leads to it if it has an address."""

    kind: SourceKind
    title: Text
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Erratum:
    """A text of the corrected question, what the source printed in its place, and in which part.

    `sources` are the positions (from 1) in the question's sources that have this defect; empty means all of them.
    """

    corrected: str
    printed: str
    where: ErratumPlace
    why: Text | None
    sources: tuple[int, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Question:
    """A program with blanks, its options, and the reference that the filled program must agree with."""

    id: str
    place: Place
    code: Code
    blanks: tuple[Blank, ...]
    reference: Reference
    title: Text | None = None
    syllabus: str | None = None
    prompt: Text | None = None
    call: Code | None = None
    given: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    trials: int | None = None
    rtol: float | None = None
    atol: float | None = None
    sources: tuple[Source, ...] = ()
    errata: tuple[Erratum, ...] = ()
    explanation: Text | None = None
    hint: Text | None = None
    tags: tuple[str, ...] = ()
    difficulty: str | None = None

    def blank(self, label: str) -> Blank:
        """The blank with this label; KeyError if there is none."""
        for blank in self.blanks:
            if blank.label == label:
                return blank
        raise KeyError(label)
