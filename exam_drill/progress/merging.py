"""Lines of JSON into a store, which may hold other answers already: all of them, or none if one line is wrong.

    lines ─ read_lines ─▶ records, or every line that is wrong ─ merge ─▶ the store, in one transaction
                                                                            │
                              what was here stays; what is there twice counts once; schedules that both sides have
                              gone on with are made anew from the reviews of both

It does not matter which machine's lines come first, nor how often they come.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NoReturn

from exam_drill.attempt import Attempt, Grade, Review, Subject
from exam_drill.progress.lines import END, FORMAT, HEADER, Fact, FieldError, Record, as_record
from exam_drill.progress.store import Store
from exam_drill.progress.values import StoredCard, StoredSession

LINE_BYTES = 16 << 20  # of one line: nobody's session is larger, and junk without line feeds must not fill the memory
PROBLEMS = 20  # that are told; where more lines are wrong, it is not a matter of lines

Replay = Callable[[Iterable[Review]], Mapping[Subject, StoredCard]]


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with a line, counted from 1; 0 is the text as a whole."""

    line: int
    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)


class LinesError(ValueError):
    """Lines that cannot be taken over; nothing was.  `problems` are in the order of the lines."""

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Merged:
    """How many attempts the lines held, how many of them are new here, and which facts stayed what they were here."""

    attempts: int
    new: int
    facts_kept: tuple[str, ...]


def read_lines(stream: BinaryIO) -> tuple[tuple[int, Record], ...]:
    """The records and the numbers of their lines; LinesError with all that is wrong if anything is."""
    found: list[tuple[int, Record]] = []
    problems: list[LineProblem] = []
    ended, begun = False, False
    seen: dict[object, int] = {}
    for number, line in _numbered(stream):
        if len(problems) >= PROBLEMS:
            break
        try:
            data = _data(number, line)
            if not begun:
                begun = True
                _check_header(number, data)
            elif ended:
                _wrong(number, "after-end")
            elif data.get("kind") == END:
                ended = True
                if data.get("records") != len(found) and not problems:
                    _wrong(number, "count", expected=str(data.get("records")), found=len(found))
            else:
                record = as_record(data)
                first = seen.setdefault(_identity(record), number)
                if first != number:
                    _wrong(number, "twice", first=first)
                found.append((number, record))
        except FieldError as error:
            problems.append(LineProblem(number, error.code, {"field": error.field, "value": _value(data, error.field)}))
        except LinesError as error:
            problems += error.problems
            if error.problems[0].code in _HOPELESS:
                break
    else:
        if not begun:
            problems.append(LineProblem(0, "empty"))
        elif not ended:
            problems.append(LineProblem(0, "cut-short"))
    if problems:
        raise LinesError(problems)
    return tuple(found)


def merge(store: Store, records: Sequence[tuple[int, Record]], replay: Replay) -> Merged:
    """Takes the records over; LinesError if one does not fit what is here.  `replay` makes cards of reviews."""
    with store.writing():
        before = _reviews_by_subject(store)
        new = _merge_attempts(store, records)
        _merge_reviews(store, records)
        _merge_cards(store, records, before, replay)
        _merge_sessions(store, records)
        kept = tuple(_merge_facts(store, records))
    attempts = sum(isinstance(record, Attempt) for _, record in records)
    return Merged(attempts, new, kept)


_HOPELESS = ("no-export", "newer-export", "too-long")  # what follows would be wrong as well


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        if line.strip():
            yield number, line


def _data(number: int, line: bytes) -> Mapping[str, object]:
    if len(line) > LINE_BYTES:
        _wrong(number, "too-long", limit=LINE_BYTES >> 20)
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        _wrong(number, "no-utf-8")
    try:
        data = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        _wrong(number, "no-export" if number == 1 else "no-json")
    return data


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _check_header(number: int, data: Mapping[str, object]) -> None:
    version = data.get("format")
    if data.get("kind") != HEADER or not isinstance(version, int):
        _wrong(number, "no-export")
    if version != FORMAT:
        _wrong(number, "newer-export", version=version, known=FORMAT)


def _wrong(number: int, code: str, **parameters: str | int) -> NoReturn:
    raise LinesError([LineProblem(number, code, parameters)])


def _value(data: Mapping[str, object], name: str) -> str:
    return json.dumps(data[name], ensure_ascii=False) if name in data else ""


def _identity(record: Record) -> tuple[object, ...]:
    match record:
        case Review():
            return ("review", record.attempt)
        case StoredCard():
            return ("card", record.subject)
        case Fact():
            return ("fact", record.name)
        case _:
            return (type(record), record.key)


def _merge_attempts(store: Store, records: Sequence[tuple[int, Record]]) -> int:
    here = {attempt.key: attempt for attempt in store.attempts(undone=True)}
    new, problems = 0, []
    for number, attempt in records:
        if not isinstance(attempt, Attempt):
            continue
        known = here.get(attempt.key)
        if known == attempt:
            continue
        new += known is None
        try:
            store.answer(attempt)
        except ValueError:
            problems.append(LineProblem(number, "other-answer", {"key": attempt.key}))
            continue
        if known is not None:
            grade = max(known.grade, attempt.grade, key=_RANKS.index)
            if grade is not known.grade:
                store.grade(attempt.key, grade)
            if attempt.undone is not None:
                store.undo(attempt.key, attempt.undone)
    if problems:
        raise LinesError(problems[:PROBLEMS])
    return new


# Where two machines graded one answer, the surer grade stands, on both of them.
_RANKS = (Grade.PENDING, Grade.UNDECIDED, Grade.WRONG, Grade.RIGHT)


def _merge_reviews(store: Store, records: Sequence[tuple[int, Record]]) -> None:
    here = {review.attempt for review in store.reviews(undone=True)}
    grades = {attempt.key: attempt.grade for attempt in store.attempts(undone=True)}
    for number, review in records:
        if isinstance(review, Review) and review.attempt not in here:
            if review.attempt not in grades:
                _wrong(number, "no-attempt", key=review.attempt)
            store.reviewed(review.attempt, grades[review.attempt], review, None)


def _merge_cards(
    store: Store, records: Sequence[tuple[int, Record]], before: Mapping[Subject, set[str]], replay: Replay
) -> None:
    """A card stays with the side whose reviews are those of both now; where neither is, it is made anew."""
    here, after = store.cards(), _reviews_by_subject(store)
    sent = {record.subject: record for _, record in records if isinstance(record, StoredCard)}
    undone = {record.key for _, record in records if isinstance(record, Attempt) and record.undone}
    theirs: dict[Subject, set[str]] = {}
    for _, record in records:
        if isinstance(record, Review) and record.attempt not in undone:
            theirs.setdefault(record.subject, set()).add(record.attempt)
    anew = set()
    for subject in {*before, *after, *sent}:
        now = after.get(subject, set())
        if now == before.get(subject, set()) and (subject in here or subject not in sent):
            continue
        if now == theirs.get(subject, set()):
            store.replace_card(subject, sent.get(subject))
        else:
            anew.add(subject)
    if anew:
        made = replay(review for review in store.reviews() if review.subject in anew)
        for subject in anew:
            store.replace_card(subject, made.get(subject))


def _reviews_by_subject(store: Store) -> dict[Subject, set[str]]:
    found: dict[Subject, set[str]] = {}
    for review in store.reviews():
        found.setdefault(review.subject, set()).add(review.attempt)
    return found


def _merge_sessions(store: Store, records: Sequence[tuple[int, Record]]) -> None:
    """Of one session that both have the one that was changed later stays."""
    here = {session.key: session for session in store.sessions()}
    for _, session in records:
        if isinstance(session, StoredSession):
            known = here.get(session.key)
            if known is None or session.changed > known.changed:
                store.save_session(session)


def _merge_facts(store: Store, records: Sequence[tuple[int, Record]]) -> Iterator[str]:
    """Yields the names of those that stay another one here."""
    for _, fact in records:
        if isinstance(fact, Fact):
            known = store.read(fact.name)
            if known is None:
                store.write(fact.name, fact.value)
            elif known != fact.value:
                yield fact.name
