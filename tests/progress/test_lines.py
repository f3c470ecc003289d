"""A store as lines, and back: nothing is lost, nothing counts twice, and what is wrong is told line by line."""

import io
import json
import random
from collections.abc import Iterable, Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner import CELL, GATE, START, attempt, card, review

from exam_drill.attempt import TYPED, Attempt, Grade, Mode, Rating, Review, Subject
from exam_drill.i18n import LANGUAGES, say
from exam_drill.progress import Store, StoredCard, StoredSession
from exam_drill.progress.lines import export_lines
from exam_drill.progress.merging import LinesError, Merged, merge, read_lines


def replay(reviews: Iterable[Review]) -> Mapping[Subject, StoredCard]:
    """Stands for the schedule: a card tells how many reviews it was made of."""
    made: dict[Subject, int] = {}
    for one in reviews:
        made[one.subject] = made.get(one.subject, 0) + 1
    return {subject: card(subject, state=f"replayed {count}") for subject, count in made.items()}


def taken(store: Store, text: str) -> Merged:
    return merge(store, read_lines(io.BytesIO(text.encode())), replay)


def text_of(store: Store) -> str:
    return "".join(export_lines(store))


def answered(store: Store, answer: Attempt, state: str = "own") -> None:
    store.answer(answer)
    store.reviewed(answer.key, answer.grade, review(answer), card(answer.subject, state=state))


def filled() -> Store:
    """A store with one of everything."""
    store = Store.in_memory()
    answered(store, attempt("one"))
    answered(store, attempt("two", minute=1))
    store.undo("two", START + timedelta(hours=1))
    store.answer(attempt("three", CELL, 2, chosen=TYPED, typed="x\n\u202e'あ\0😀", mode=Mode.EXAM, grade=Grade.PENDING))
    store.replace_card(CELL, card(CELL))
    store.save_session(StoredSession("monday", Mode.QUIZ, START, START, None, '{"at": 1}'))
    store.save_session(StoredSession("sunday", Mode.EXAM, START, START, START, "{}"))
    store.write("exam", "2027-02-19")
    return store


def test_an_export_is_lossless() -> None:
    with filled() as store, Store.in_memory() as other:
        text = text_of(store)
        assert taken(other, text) == Merged(3, 3, ())
        assert text_of(other) == text
        assert list(other.attempts(undone=True)) == list(store.attempts(undone=True))
        assert list(other.reviews(undone=True)) == list(store.reviews(undone=True))
        assert (other.cards(), other.sessions(), other.facts()) == (store.cards(), store.sessions(), store.facts())
        assert taken(other, text) == Merged(3, 0, ())
        assert text_of(other) == text
    assert [json.loads(line)["kind"] for line in text.splitlines()] == [
        "progress", *["attempt"] * 3, *["review"] * 2, *["card"] * 2, *["session"] * 2, "fact", "end"
    ]  # fmt: skip
    assert "\u202e" not in text  # whoever looks at it in a terminal sees what there is


def test_an_empty_store_has_lines_too() -> None:
    with Store.in_memory() as store, Store.in_memory() as other:
        text = text_of(store)
        assert text == '{"kind": "progress", "format": 1}\n{"kind": "end", "records": 0}\n'
        assert taken(other, text) == Merged(0, 0, ())


def test_two_machines_come_to_the_same() -> None:
    """Both have gone on from one state: each takes in what the other exported, in either order."""
    with filled() as laptop, Store.in_memory() as phone:
        taken(phone, text_of(laptop))
        answered(laptop, attempt("laptop", minute=10), "laptop's")
        answered(laptop, attempt("both", CELL, minute=11), "laptop's")
        answered(phone, attempt("phone", minute=12), "phone's")
        phone.undo("one", START + timedelta(hours=3))
        laptop.undo("one", START + timedelta(hours=2))
        phone.grade("three", Grade.WRONG)
        from_laptop, from_phone = text_of(laptop), text_of(phone)
        assert taken(phone, from_laptop) == Merged(5, 2, ())
        assert taken(laptop, from_phone) == Merged(4, 1, ())
        assert text_of(laptop) == text_of(phone)
        assert [answer.key for answer in laptop.attempts()] == ["three", "laptop", "both", "phone"]
        kept = {answer.key: answer for answer in laptop.attempts(undone=True)}
        assert kept["one"].undone == START + timedelta(hours=2)
        assert kept["three"].grade is Grade.WRONG
        assert laptop.cards()[GATE].state == "replayed 2"  # both went on with it
        assert laptop.cards()[CELL].state == "laptop's"  # only one did


def test_a_schedule_is_not_taken_from_who_did_not_know_that_an_answer_was_undone() -> None:
    with Store.in_memory() as here, Store.in_memory() as there:
        answered(here, attempt("one"))
        answered(here, attempt("two", minute=1), "of both")
        taken(there, text_of(here))
        old = text_of(there)
        here.undo("two", START + timedelta(hours=1))
        here.replace_card(GATE, card(GATE, state="of one"))
        taken(here, old)
        assert here.cards()[GATE].state == "of one"
        taken(there, text_of(here))
        assert there.cards()[GATE].state == "of one"
        assert [one.attempt for one in there.reviews()] == ["one"]


def test_sessions_and_facts() -> None:
    with Store.in_memory() as here, Store.in_memory() as there:
        older = StoredSession("monday", Mode.QUIZ, START, START, None, "older")
        newer = StoredSession("monday", Mode.QUIZ, START, START + timedelta(hours=1), START, "newer")
        here.save_session(older)
        there.save_session(newer)
        taken(there, text_of(here))
        assert there.sessions() == (newer,)
        here.write("exam", "here")
        there.write("exam", "there")
        there.write("fit", "there")
        assert taken(here, text_of(there)).facts_kept == ("exam",)
        taken(there, text_of(here))
        assert here.sessions() == there.sessions() == (newer,)
        assert here.facts() == {"exam": "here", "fit": "there"}


def problems_of(text: str | bytes, store: Store | None = None) -> list[tuple[int, str]]:
    """What is wrong with lines: there is a sentence for it in both languages, and nothing of them was taken."""
    with store or Store.in_memory() as into:
        before = text_of(into)
        with pytest.raises(LinesError) as caught:
            merge(into, read_lines(io.BytesIO(text if isinstance(text, bytes) else text.encode())), replay)
        assert text_of(into) == before
    for problem in caught.value.problems:
        for language in LANGUAGES:
            assert say(language, f"progress.line-{problem.code}", **problem.parameters)
    return [(problem.line, problem.code) for problem in caught.value.problems]


def lines() -> list[str]:
    with filled() as store:
        return text_of(store).splitlines()


def changed(position: int, **fields: object) -> str:
    """The lines, one of them with other fields; those that are `...` are taken away."""
    found = lines()
    data = json.loads(found[position]) | fields
    found[position] = json.dumps({name: value for name, value in data.items() if value is not ...})
    return "\n".join(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", (0, "empty")),
        ("\n \n", (0, "empty")),
        ("format: 1\nquestions:\n", (1, "no-export")),
        ("{}", (1, "no-export")),
        ("[" * 100_000, (1, "no-export")),
        ('{"kind": "progress", "format": "1"}', (1, "no-export")),
        ('{"kind": "progress", "format": 2}', (1, "newer-export")),
        (b"SQLite format 3\0\xff\xfe", (1, "no-utf-8")),
        (b'{"kind": "progress", "format": 1}\n\xff', (2, "no-utf-8")),
        ('{"kind": "progress", "format": 1}\n', (0, "cut-short")),
    ],
)
def test_what_is_no_export_is_told(text: str | bytes, code: tuple[int, str]) -> None:
    assert code in problems_of(text)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "answer"}, "kind"),
        ({"kind": ["attempt"]}, "kind"),
        ({"at": ...}, "missing"),
        ({"note": "x"}, "unknown"),
        ({"at": "yesterday"}, "value"),
        ({"at": "2026-11-22T10:00:00"}, "value"),  # whose clock?
        ({"at": "0001-01-01T00:00:00+23:00"}, "value"),
        ({"at": 5}, "value"),
        ({"chosen": 1.5}, "value"),
        ({"chosen": True}, "value"),
        ({"chosen": 2**63}, "value"),
        ({"chosen": 10**5000 if hasattr(int, "bit_count") else 0}, "no-json"),
        ({"seconds": "12"}, "value"),
        ({"seconds": float("nan")}, "no-json"),
        ({"seconds": 1e999}, "no-json"),
        ({"mode": "nap"}, "value"),
        ({"grade": None}, "value"),
        ({"typed": 5}, "value"),
        ({"key": "\ud800"}, "value"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(fields: dict[str, object], code: str) -> None:
    if fields.get("chosen") == 10**5000:
        text = changed(1, chosen="HUGE").replace('"HUGE"', "1" * 5000)
    else:
        text = changed(1, **fields)
    assert problems_of(text)[0] == (2, code)


def test_all_wrong_lines_are_told_at_once() -> None:
    found = lines()
    found[1] = "{"
    found[4] = found[4].replace("attempt", "attempts")
    found[5] = found[5].replace('"rating": 3', '"rating": 9')
    assert problems_of("\n".join(found)) == [(2, "no-json"), (5, "missing"), (6, "value")]
    assert len(problems_of("\n".join([found[0], *["{"] * 1000]))) == 20


def test_records_that_do_not_fit_together() -> None:
    found = lines()
    end = json.dumps({"kind": "end", "records": 11})
    assert problems_of("\n".join([*found[:2], found[1], *found[2:-1], end])) == [(3, "twice")]
    assert problems_of("\n".join(found[:2] + found[3:])) == [(len(found) - 1, "count")]
    assert problems_of("\n".join(found[:-1])) == [(0, "cut-short")]
    assert problems_of("\n".join(found + found))[0] == (len(found) + 1, "after-end")
    assert problems_of("\n".join([found[0], found[4], json.dumps({"kind": "end", "records": 1})])) == [
        (2, "no-attempt")
    ]
    assert problems_of(changed(1, chosen=1), filled()) == [(2, "other-answer")]


def test_a_text_that_went_through_windows_is_the_same() -> None:
    with filled() as store, Store.in_memory() as other:
        text = text_of(store)
        merge(other, read_lines(io.BytesIO(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() + b"\r\n")), replay)
        assert text_of(other) == text


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    class Endless(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b"x" * (size or 0)

    with pytest.raises(LinesError) as caught:
        read_lines(Endless())
    assert [problem.code for problem in caught.value.problems] == ["too-long"]


@given(st.integers(0, 2**32), st.integers(1, 30))
def test_damaged_lines_are_told_or_taken_as_a_whole(seed: int, flips: int) -> None:
    """Random bytes of an export are changed: a LinesError and nothing taken, or all of it; never anything else."""
    drawn = random.Random(seed)
    data = bytearray("\n".join(lines()).encode())
    for _ in range(flips):
        data[drawn.randrange(len(data))] = drawn.randrange(256)
    with Store.in_memory() as store:
        empty = text_of(store)
        try:
            merge(store, read_lines(io.BytesIO(bytes(data))), replay)
        except LinesError:
            assert text_of(store) == empty
        else:
            assert len(text_of(store).splitlines()) == len(lines())


def test_ratings_and_times_come_back_exactly() -> None:
    with Store.in_memory() as store, Store.in_memory() as other:
        for number, rating in enumerate(Rating):
            answer = attempt(str(number), minute=number / 7, seconds=number / 3)
            store.answer(answer)
            store.reviewed(answer.key, Grade.WRONG, review(answer, rating), None)
        taken(other, text_of(store))
        assert list(other.reviews()) == list(store.reviews())
        assert list(other.attempts()) == list(store.attempts())
