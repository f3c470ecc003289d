"""What options stand for, as far as it was looked into before: kept in the store, so that nothing is parsed twice.

    (question, blank, what it asks, its key and tags) ─▶ {number: name} ─▶ one text, with the version that found it

A name is remembered for as long as the blank and the program stay what they are; none is remembered, too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from exam_drill import __version__
from exam_drill.attempt import Subject
from exam_drill.question import Blank, Question

NAME = "misconceptions"  # in the store
_MOST = 5000  # blanks that are remembered

Names = Mapping[int, str]


def mark(question: Question, blank: Blank, subject: Subject) -> str:
    """By what a blank is remembered: all that its names hang on."""
    told = "\0".join((subject.digest, blank.label, str(blank.answer), *sorted(question.tags)))
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:24]


def read(text: str | None) -> dict[str, Names]:
    """What the store has; nothing if it is of another version, or no text of ours."""
    try:
        kept = json.loads(text or "{}")
        if kept["version"] != __version__:
            return {}
        return {
            str(key): {int(number): str(name) for number, name in names.items()} for key, names in kept["names"].items()
        }
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return {}


def written(names: Mapping[str, Names]) -> str:
    """The text for the store, of the blanks looked into last."""
    kept = dict(list(names.items())[-_MOST:])
    return json.dumps({"version": __version__, "names": kept}, ensure_ascii=False)
