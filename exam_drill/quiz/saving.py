"""A session as text, and the session that such a text stands for.

    State ─ saved ─▶ '{"version": 1, "rounds": [{"items": [["gru-state-update", "こ", …], …], …}], …}'
                                      │
      State ◀─ restored ◀─────────────┴─ today's questions, by whose digests it is seen which still ask the same

What is no longer asked is left out.  A text that is none of ours gives no session: whoever begins anew loses no answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from exam_drill.attempt import TYPED, Subject
from exam_drill.question import Question
from exam_drill.quiz.listing import Marker
from exam_drill.quiz.session import Item, State

VERSION = 1
Subjects = Mapping[tuple[str, str], Subject]
Find = Callable[[str], Sequence[Marker]]


class Bank(NamedTuple):
    """The bank of a session: its name, its questions by id, and what its blanks ask."""

    name: tuple[str, ...]
    questions: Mapping[str, Question]
    subjects: Subjects


class Saved(NamedTuple):
    """What is known of a saved session without its questions.

    `bank` names the bank, `process` the process that runs or ran it, `place` its machine.
    """

    bank: tuple[str, ...]
    process: int
    place: str
    answered: int
    total: int


def saved(state: State, subjects: Subjects, bank: Sequence[str], process: int, place: str) -> str:
    """The text of a session."""
    rounds = (*state.earlier, state._replace(earlier=()))
    return json.dumps(
        {
            "version": VERSION,
            "bank": list(bank),
            "process": process,
            "place": place,
            "answered": len(state.answers) - state.answers.count(None),
            "total": len(state.items),
            "seed": state.seed,
            "shuffle": state.shuffle,
            "repeats": state.repeats,
            "undone": state.undone,
            "rounds": [_round(one, subjects) for one in rounds],
        },
        ensure_ascii=False,
    )


def outline(text: str) -> Saved | None:
    """What a saved session is, None if it is none of this version."""
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            return None
        bank = tuple(str(name) for name in kept["bank"])
        return Saved(bank, int(kept["process"]), str(kept["place"]), int(kept["answered"]), int(kept["total"]))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def restored(text: str, questions: Mapping[str, Question], subjects: Subjects, find: Find) -> State | None:
    """The session, as far as its questions are there; None if nothing of its last round is left to be asked."""
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            return None
        *earlier, last = (_restored_round(one, questions, subjects, find) for one in kept["rounds"])
        if last is None or None not in last.answers:
            return None
        seed = kept["seed"]
        return last._replace(
            earlier=tuple(one for one in earlier if one is not None),
            seed=None if seed is None else int(seed),
            shuffle=bool(kept["shuffle"]),
            repeats=bool(kept["repeats"]),
            undone=int(kept["undone"]),
        )
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError):
        return None


def _round(state: State, subjects: Subjects) -> dict[str, object]:
    return {
        "items": [
            [
                item.question.id,
                item.label,
                subjects[item.question.id, item.label].digest,
                item.order,
                item.turn,
                item.again,
                item.due,
            ]
            for item in state.items
        ],
        "answers": state.answers,
        "position": state.position,
        "skipped": sorted(state.skipped),
        "hinted": sorted(state.hinted),
        "texts": sorted(state.texts.items()),
        "helps": sorted(state.helps),
    }


def _restored_round(kept: Any, questions: Mapping[str, Question], subjects: Subjects, find: Find) -> State | None:
    """A round, or None if none of its questions is there; one of several exceptions if it is none."""
    items: list[Item] = []
    places: dict[int, int] = {}
    for place, (question, label, digest, order, turn, again, due) in enumerate(kept["items"]):
        subject = subjects.get((question, label))
        if subject is None or subject.digest != digest:
            continue
        asked = questions[question]
        if sorted(order) != [option.number for option in asked.blank(label).options]:
            raise ValueError(order)
        places[place] = len(items)
        items.append(Item(asked, label, tuple(order), tuple(find(asked.code.text)), int(turn), int(again), float(due)))
    if not items:
        return None
    answers = tuple(kept["answers"][old] for old in places)
    texts = {int(turn): str(text) for turn, text in kept["texts"]}
    for item, answer in zip(items, answers, strict=True):
        if answer is not None and answer not in item.order and not (answer == TYPED and item.turn in texts):
            raise ValueError(answer)
    position = places.get(kept["position"])
    if position is None:  # what was on the screen is gone: what is still to be asked comes first
        position = answers.index(None) if None in answers else len(items) - 1
    return State(
        tuple(items),
        answers,
        position,
        skipped=frozenset(places[old] for old in kept["skipped"] if old in places),
        hinted=frozenset(places[old] for old in kept["hinted"] if old in places),
        texts=texts,
        helps=frozenset((int(turn), str(kind)) for turn, kind in kept["helps"]),
    )
