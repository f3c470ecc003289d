"""Chooses questions of a bank by topic, tag and id, and puts them in order.

The order comes from a hash of the seed and the question's id, so the same seed gives the same, and adding a question
changes nothing for the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Literal, NamedTuple

from exam_drill.problem import Problem
from exam_drill.question import Question

Order = Literal["due", "random", "bank"]
_BITS = (1 << 64) - 1
ORDERS: tuple[Order, ...] = ("due", "random", "bank")


class Selection(NamedTuple):
    """What was asked for; an empty tuple means all, `number` counts questions (a set of blanks is one)."""

    seed: int
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    number: int | None = None
    order: Order = "random"
    shuffle: bool = True

    @property
    def narrows(self) -> bool:
        """Whether topics, tags or ids were asked for."""
        return bool(self.topics or self.tags or self.ids)


class Unmatched(NamedTuple):
    """A wish that no question fulfils: which (`topic`, `tag`, `id`), its text, and what there is instead."""

    kind: Literal["topic", "tag", "id", "all"]
    wish: str
    known: tuple[str, ...]


def topics(question: Question) -> tuple[str, ...]:
    """The names under which a question's topic is known: its folder, its file, and both."""
    return _topics(question.place.path)


def concerns(problem: Problem, selection: Selection) -> bool:
    """Whether a problem may stand in a question that was asked for; the tags of such a question are not known."""
    known = problem.question is None or not selection.ids
    return (known or any(fnmatchcase(problem.question or "", identity) for identity in selection.ids)) and (
        not selection.topics or any(fnmatchcase(n, t) for n in _topics(problem.place.path) for t in selection.topics)
    )


def _topics(name: str) -> tuple[str, ...]:
    path = PurePath(name)
    folder = path.parent.name
    return (folder, path.stem, f"{folder}/{path.stem}") if folder else (path.stem,)


class Wishes:
    """Which wishes of a selection have been met by the questions that were seen so far."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._open: list[tuple[Literal["topic", "tag", "id"], str]] = [
            *(("topic", topic) for topic in selection.topics),
            *(("tag", tag) for tag in selection.tags),
            *(("id", identity) for identity in selection.ids),
        ]
        self._together = False
        self.any = False  # whether any question was seen
        self._known: dict[str, set[str]] = {"topic": set(), "tag": set(), "id": set()}

    def meet(self, question: Question) -> bool:
        """Looks at a question; whether every wish has been met, by itself and with the others."""
        self.any = True
        self._known["topic"].update(topics(question)[:2])
        self._known["tag"].update(question.tags)
        self._known["id"].add(question.id)
        self._open = [wish for wish in self._open if not _meets(question, *wish)]
        self._together = self._together or fulfils(question, self._selection)
        return self._together and not self._open

    def unmatched(self) -> Unmatched | None:
        """The first wish that no question fulfils by itself, or `all` if none fulfils them together."""
        if self._open:
            kind, wish = self._open[0]
            return Unmatched(kind, wish, tuple(sorted(self._known[kind])))
        return None if self._together else Unmatched("all", "", ())


def unmatched(questions: Iterable[Question], selection: Selection) -> Unmatched | None:
    """As `Wishes.unmatched`, of all these questions."""
    wishes = Wishes(selection)
    for question in questions:
        if wishes.meet(question):
            return None
    return wishes.unmatched()


def select(questions: Iterable[Question], selection: Selection) -> list[Question]:
    """The questions to ask, in order; for `due`, which the learner's record says, in that of the bank, and all."""
    chosen = [question for question in questions if fulfils(question, selection)]
    if selection.order == "random":
        chosen.sort(key=lambda question: rank(selection.seed, question.id))
    return chosen if selection.number is None or selection.order == "due" else chosen[: selection.number]


def rank(seed: int, *parts: str) -> int:
    """A 64-bit hash, the same on every machine: FNV-1a, and the mixing of MurmurHash3 to part close texts.

    Importing hashlib alone would take 3 ms of the time to the first screen.
    """
    value = 0xCBF29CE484222325
    for byte in "\0".join((str(seed), *parts)).encode(errors="surrogatepass"):
        value = (value ^ byte) * 0x100000001B3 & _BITS
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ value >> 33) * factor & _BITS
    return value ^ value >> 33


def fulfils(question: Question, selection: Selection) -> bool:
    """Whether a question is one of those that were asked for."""
    return (
        (not selection.topics or any(_is_of(question, topic) for topic in selection.topics))
        and (not selection.tags or any(tag in question.tags for tag in selection.tags))
        and (not selection.ids or any(fnmatchcase(question.id, identity) for identity in selection.ids))
    )


def _meets(question: Question, kind: Literal["topic", "tag", "id"], wish: str) -> bool:
    match kind:
        case "topic":
            return _is_of(question, wish)
        case "tag":
            return wish in question.tags
        case "id":
            return fnmatchcase(question.id, wish)


def _is_of(question: Question, topic: str) -> bool:
    return any(fnmatchcase(name, topic) for name in topics(question))
