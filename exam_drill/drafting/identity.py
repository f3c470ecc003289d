"""The id of a new question: its form, and whether it is free.

gru.gru, "Updating the state"  ─▶  gru-updating-the-state      taken?  ─▶  gru-updating-the-state-2
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection

from exam_drill.bank import load_bank
from exam_drill.drafting.errors import DraftError

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 80
_LONGEST_DERIVED = 48
_ENDINGS = (".yaml", ".yml")


def ids_beside(path: str) -> dict[str, str]:
    """The ids in the bank files of the folder of `path`, itself included, each with the file that holds it."""
    folder = os.path.dirname(path) or "."
    try:
        names = sorted(name for name in os.listdir(folder) if name.lower().endswith(_ENDINGS) and name[0] != ".")
    except OSError:
        return {}
    bank = load_bank([os.path.join(folder, name) if folder != "." else name for name in names])
    found = {question.id: question.place.path for question in bank.questions}
    for problem in bank.problems:
        if problem.question is not None:
            found.setdefault(problem.question, problem.place.path)
    return found


def check(identity: str, taken: Collection[str]) -> None:
    """DraftError `id-form` or `id-taken`, each with the nearest id that could be used."""
    if not _KEBAB.fullmatch(identity) or len(identity) > _LONGEST:
        raise DraftError("id-form", id=identity, nearest=free(_kebab(identity) or "question", taken))
    if identity in taken:
        raise DraftError("id-taken", id=identity, nearest=free(identity, taken))


def derive(function: str, title: str, taken: Collection[str]) -> str:
    """A free id made of the function's name and, if it is English, the title."""
    name, words = _kebab(function), _kebab(title if title.isascii() else "")
    if words.startswith(name):
        name, words = words, ""
    return free("-".join(part for part in (name, words) if part) or "question", taken)


def free(identity: str, taken: Collection[str]) -> str:
    """The id itself, or the first one with a number behind it that is free."""
    if identity not in taken:
        return identity
    number = 2
    while f"{identity}-{number}" in taken:
        number += 1
    return f"{identity}-{number}"


def _kebab(text: str) -> str:
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text).lower()
    return _OTHER.sub("-", parts).strip("-")[:_LONGEST_DERIVED].strip("-")
