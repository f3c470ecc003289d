"""Puts chosen suggestions into a bank file: only they are added, at the end of the blank's options.

numbers ─▶ DraftOption, … ─ insert_options ─▶ new text ─ harm? ─▶ written in one step        () or nothing is written
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from exam_drill.editing import BankText, ChangedError, DraftOption, EditError, apply, harm, insert_options, write
from exam_drill.problem import Problem
from exam_drill.question import Blank, Question
from exam_drill.suggest import Suggestion

_BETWEEN = re.compile(r"[\s,、]+")


class UnwrittenError(Exception):
    """Nothing was written: the code of a sentence, and its parameters."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(code, parameters)
        self.code, self.parameters = code, parameters


def read_numbers(text: str, most: int) -> tuple[int, ...] | None:
    """The numbers of a list such as `1,3` or `１、３`, each once; None where one is no number from 1 to `most`."""
    words = [word for word in _BETWEEN.split(unicodedata.normalize("NFKC", text).strip()) if word]
    if not words or not all(re.fullmatch(r"[0-9]{1,6}", word) and 1 <= int(word) <= most for word in words):
        return None
    return tuple(dict.fromkeys(map(int, words)))


def write_suggestions(question: Question, blank: Blank, chosen: Sequence[Suggestion]) -> str:
    """Adds options to a blank in the file that holds it, and returns the file's path; UnwrittenError says why not."""
    path = question.place.path
    read = BankText.read(path)
    if isinstance(read, Problem):
        raise UnwrittenError(f"problems.{read.code}", **read.parameters)
    options = [DraftOption(suggestion.code, suggestion.why) for suggestion in chosen]
    try:
        new = apply(read.text, insert_options(read.text, question.id, blank.label, options))
    except EditError as error:
        raise UnwrittenError(f"editing.{error.code}", **{"path": path, **error.parameters}) from None
    broken = harm(path, read.text, new, [question.id])
    if broken:
        raise UnwrittenError("editing.harmful", path=path) from None
    try:
        write(read, new)
    except ChangedError:
        raise UnwrittenError("editing.changed", path=path) from None
    except OSError as error:
        raise UnwrittenError("suggest.unwritable", path=path, detail=error.strerror or type(error).__name__) from None
    return path
