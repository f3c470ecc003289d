"""Collects what was looked at: rows that are ready to be drawn at any width.

    find(request) ─▶ Judge.why, Judge.names ─▶ Future ─ done ─▶ wake() ─▶ find(request) gives it

Nobody waits for it: whoever closes the view has what is under way called off, so that the judge is free for the next
question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from exam_drill.layout import Row
from exam_drill.question import Language, Question
from exam_drill.quiz.looking import Request
from exam_drill.quiz.session import Item

if TYPE_CHECKING:
    from concurrent.futures import Future

# What was found, drawn for an item, without what these blanks had a part in, in so many cells.
Drawable = Callable[[Item, Sequence[str], int, Language], list[Row]]
_KEPT = 12  # looks that need not be made again


class Looker(Protocol):
    """Who finds out what there is to see, in the background."""

    def why(self, question: Question, label: str, chosen: int | str, hidden: Sequence[str] = ()) -> Future[Drawable]:
        """What an option, or a text that was typed, does on the smallest inputs that show what is wrong with it."""

    def names(self, question: Question, label: str, hidden: Sequence[str] = ()) -> Future[Drawable]:
        """What can be used at a blank."""


class Failed(NamedTuple):
    """Nothing could be found out; `message` says why."""

    message: str


class Looks:
    """What was found of each request; `looker` is who finds it, if there is anybody."""

    def __init__(self, looker: Callable[[], Looker], wake: Callable[[], None]) -> None:
        self._looker, self._wake = looker, wake
        self._asked: dict[tuple[object, ...], Future[Drawable]] = {}
        self._found: dict[tuple[object, ...], Drawable | Failed] = {}
        self._drawn: tuple[tuple[object, ...], list[Row]] | None = None

    def find(self, request: Request, *, wait: bool = False) -> Drawable | Failed | None:
        """What is known of it by now, None while it is being found out; with `wait`, not before it is known."""
        key = (request.question.id, *request[1:])
        if key in self._found:
            return self._found[key]
        if key not in self._asked:
            try:
                self._asked[key] = future = self._ask(request)
            except Exception as error:  # whoever was to look is broken, not the session
                return self._keep(key, _failed(error))
            future.add_done_callback(lambda _: self._wake())
        future = self._asked[key]
        if not (wait or future.done()):
            return None
        del self._asked[key]
        try:
            return self._keep(key, future.result())
        except Exception as error:  # told to the learner
            return self._keep(key, _failed(error))

    def rows(self, request: Request, item: Item, width: int, language: Language) -> list[Row] | Failed | None:
        """What was found, drawn; None while it is being found out.  Who scrolls sees the same rows again and again."""
        found = self.find(request)
        if found is None or isinstance(found, Failed):
            return found
        key = (found, item.order, width, language)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, found(item, request.hidden, width, language)
        return self._drawn[1]

    @property
    def idle(self) -> bool:
        """Whether nothing is being found out."""
        return all(future.done() for future in self._asked.values())

    def leave(self) -> None:
        """Nobody looks any more: what is not found yet is called off."""
        for future in self._asked.values():
            future.cancel()
        self._asked.clear()

    def _ask(self, request: Request) -> Future[Drawable]:
        question, label, chosen, hidden = request
        if chosen is None:
            return self._looker().names(question, label, hidden)
        return self._looker().why(question, label, chosen, hidden)

    def _keep(self, key: tuple[object, ...], found: Drawable | Failed) -> Drawable | Failed:
        self._found[key] = found
        while len(self._found) > _KEPT:
            del self._found[next(iter(self._found))]
        return found


def _failed(error: Exception) -> Failed:
    text = str(error)
    return Failed(f"{type(error).__name__}: {text}" if text else type(error).__name__)
