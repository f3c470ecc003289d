"""The store against a model: a dict of attempts, under any order of what can be done with it, reopened now and then."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from learner import CELL, GATE, START

from exam_drill.attempt import Attempt, Grade, Mode, Rating, Review, Subject
from exam_drill.progress import Seen, Store, StoredCard
from exam_drill.progress.lines import export_lines

EXAMPLES = int(os.environ.get("EXAM_DRILL_EXAMPLES", "10"))
KEYS = st.integers(0, 7).map(str)
MINUTES = st.integers(-5, 5).map(lambda minute: START + timedelta(minutes=minute))
SUBJECTS = st.sampled_from([GATE, CELL, replace(GATE, digest="0" * 32), replace(GATE, label="か")])
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


class StoreModel(RuleBasedStateMachine):
    """`attempts`, `reviews`, `cards` and `facts` are what the store should hold."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder)
        self.attempts: dict[str, Attempt] = {}
        self.reviews: dict[str, Review] = {}
        self.cards: dict[Subject, StoredCard] = {}
        self.facts: dict[str, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.store.close()
            shutil.rmtree(self.folder)

    @rule(
        key=KEYS, subject=SUBJECTS, at=MINUTES, chosen=st.integers(0, 9), seconds=st.floats(0, 1e6), typed=TEXTS,
        mode=st.sampled_from(Mode), grade=st.sampled_from(Grade),
    )  # fmt: skip
    def answer(
        self, key: str, subject: Subject, at: datetime, chosen: int, seconds: float, typed: str | None, mode: Mode,
        grade: Grade,
    ) -> None:  # fmt: skip
        made = Attempt(key, "s", subject, at, chosen, seconds, 0, mode, typed, grade)
        known = self.attempts.get(key)
        if known is None:
            self.attempts[key] = made
        elif (known.subject, known.at, known.chosen, known.mode, known.typed) != (subject, at, chosen, mode, typed):
            with pytest.raises(ValueError, match="another answer"):
                self.store.answer(made)
            return
        elif known.grade is Grade.PENDING:
            self.attempts[key] = replace(known, grade=grade)
        self.store.answer(made)

    @rule(key=KEYS)
    def answer_again(self, key: str) -> None:
        if key in self.attempts:
            self.store.answer(self.attempts[key])

    @rule(key=KEYS, grade=st.sampled_from(Grade))
    def grade(self, key: str, grade: Grade) -> None:
        if key not in self.attempts:
            with pytest.raises(KeyError):
                self.store.grade(key, grade)
            return
        self.store.grade(key, grade)
        self.attempts[key] = replace(self.attempts[key], grade=grade)

    @rule(key=KEYS, at=MINUTES)
    def undo(self, key: str, at: datetime) -> None:
        if key not in self.attempts:
            with pytest.raises(KeyError):
                self.store.undo(key, at)
            return
        self.store.undo(key, at)
        first = self.attempts[key].undone
        self.attempts[key] = replace(self.attempts[key], undone=at if first is None else min(first, at))

    @rule(key=KEYS, grade=st.sampled_from(Grade), rating=st.sampled_from(Rating), due=MINUTES, with_card=st.booleans())
    def review(self, key: str, grade: Grade, rating: Rating, due: datetime, with_card: bool) -> None:
        known = self.attempts.get(key)
        if known is None:
            return
        made = Review(key, known.subject, known.at, rating)
        card = StoredCard(known.subject, due, "state") if with_card else None
        self.store.reviewed(key, grade, made, card)
        self.attempts[key], self.reviews[key] = replace(known, grade=grade), made
        if card is not None:
            self.cards[known.subject] = card

    @rule(subject=SUBJECTS, due=MINUTES)
    def replace_cards(self, subject: Subject, due: datetime) -> None:
        self.cards = {subject: StoredCard(subject, due, "replaced")}
        self.store.replace_cards(self.cards.values())

    @rule(subject=SUBJECTS)
    def forget_card(self, subject: Subject) -> None:
        self.cards.pop(subject, None)
        self.store.replace_card(subject, None)

    @precondition(lambda self: self.attempts)
    @rule()
    def fail_midway(self) -> None:
        def fail() -> None:
            with self.store.writing():
                for key in self.attempts:
                    self.store.grade(key, Grade.UNDECIDED)
                self.store.replace_cards([], [])
                self.store.write("fact", "never")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()

    @rule(name=st.sampled_from(["exam", "fit"]), value=TEXTS)
    def write(self, name: str, value: str | None) -> None:
        self.store.write(name, value)
        self.facts.pop(name, None)
        if value is not None:
            self.facts[name] = value

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder)

    @rule()
    def look_without_writing(self) -> None:
        with Store.open(self.folder, write=False) as other:
            assert list(export_lines(other)) == list(export_lines(self.store))

    @invariant()
    def holds_what_it_should(self) -> None:
        if not hasattr(self, "folder"):
            return
        every = sorted(self.attempts.values(), key=lambda attempt: (attempt.at, attempt.key))
        counted = [attempt for attempt in every if attempt.undone is None]
        assert list(self.store.attempts(undone=True)) == every
        assert list(self.store.attempts()) == counted
        assert list(self.store.attempts(since=START)) == [attempt for attempt in counted if attempt.at >= START]
        assert self.store.seen() == seen(counted)
        kept = [self.reviews[attempt.key] for attempt in counted if attempt.key in self.reviews]
        assert list(self.store.reviews()) == kept
        assert self.store.cards() == self.cards
        assert self.store.facts() == self.facts


def seen(counted: list[Attempt]) -> Mapping[Subject, Seen]:
    found: dict[Subject, Seen] = {}
    for attempt in counted:
        known = found.get(attempt.subject, Seen(0, 0, attempt.at))
        right = known.right + (attempt.grade is Grade.RIGHT)
        found[attempt.subject] = Seen(known.attempts + 1, right, max(known.last, attempt.at))
    return found


TestStoreModel = StoreModel.TestCase
TestStoreModel.settings = settings(max_examples=EXAMPLES, stateful_step_count=25, deadline=None)
