"""Typing an answer: words, steps, grades and what is told, without keys or a judge."""

from __future__ import annotations

import dataclasses

import pytest
from quiz_fakes import pair, report, session_of, small, verdict

from exam_drill.attempt import TYPED, Grade
from exam_drill.quality import Finding
from exam_drill.question import Language, Place, Question, Text
from exam_drill.quiz.feedback import feedback
from exam_drill.quiz.grading import Judged, Reports, Unjudged, grade_at, summarise, typed_name
from exam_drill.quiz.question_page import question_page
from exam_drill.quiz.session import Again, Answer, Move, State, TypedAnswer, Unknown
from exam_drill.quiz.steps import step
from exam_drill.quiz.summary import summary_rows
from exam_drill.quiz.typing import Draft, at_fault, takes_statements, typed_word, typing_page
from exam_drill.quiz.typing_feedback import changes_text, fault_text
from exam_drill.typed import Change, Fault, TypedReport, read
from exam_drill.verdict import Failure, Reason, ReasonKind


def found(text: str, *, right: bool = False, option: int = 0, by_text: bool = False) -> TypedReport:
    typed = read(text)
    assert not isinstance(typed, Fault)
    return TypedReport(typed, verdict(TYPED, right), option=option, by_text=by_text)


def answered(
    text: str, report_on_it: TypedReport | Unjudged | None, one: Question | None = None, finding: Finding | None = None
) -> tuple[State, Reports]:
    one = one or small()
    state = step(session_of(one), TypedAnswer(text))
    known: dict[str, Judged | TypedReport] = {one.id: report(one, finding=finding)}
    if report_on_it is not None:
        known[typed_name(state.item, text)] = report_on_it
    return state, known


def told(state: State, known: Reports, language: Language = "en") -> str:
    assert state.answer == TYPED
    return "\n".join(row.plain for row in feedback(state, state.answer, known, language))


def failed(text: str, option: int = 0) -> TypedReport:
    return dataclasses.replace(found(text, option=option), verdict=None, failure=Failure("reference", "nothing"))


@pytest.mark.parametrize(
    ("report_on_it", "grade"),
    [
        (None, Grade.PENDING),
        (found("h + h", right=True), Grade.RIGHT),
        (found("2*h", right=True, option=2, by_text=True), Grade.RIGHT),
        (found("h"), Grade.WRONG),
        (found("h", option=1), Grade.WRONG),
        (failed("h + h"), Grade.UNDECIDED),
        (failed("2*h", option=2), Grade.RIGHT),
        (failed("h", option=1), Grade.WRONG),
        (Unjudged("broken"), Grade.UNDECIDED),
    ],
)
def test_what_a_typed_answer_is_worth(report_on_it: TypedReport | Unjudged | None, grade: Grade) -> None:
    state, known = answered("text", report_on_it)
    assert grade_at(state, 0, known) is grade


def test_where_no_option_is_right_a_wrong_one_does_not_count_and_a_right_one_does() -> None:
    state, known = answered("h", found("h"), finding=Finding.NO_MATCH)
    assert grade_at(state, 0, known) is Grade.UNDECIDED
    state, known = answered("h + h", found("h + h", right=True), finding=Finding.NO_MATCH)
    assert grade_at(state, 0, known) is Grade.RIGHT


def test_a_typed_answer_is_right_before_anything_is_known_of_the_options() -> None:
    state, known = answered("h + h", found("h + h", right=True))
    alone = {name: one for name, one in known.items() if name != state.item.question.id}
    assert grade_at(state, 0, alone) is Grade.RIGHT
    assert "another form, the same values on all 12 trials" in told(state, alone)


def test_a_typed_answer_is_kept_with_its_text_counts_and_can_be_taken_back() -> None:
    state, known = answered("h + h", found("h + h", right=True))
    assert (state.answers, state.texts) == ((TYPED,), {0: "h + h"})
    assert summarise(state, known).right == 1
    assert step(state, TypedAnswer("h")).notice is not None
    assert step(state, Move.TYPE).notice is not None
    assert step(state, Move.UNDO).answers == (None,)


def test_a_wrong_one_is_in_the_summary_with_its_text() -> None:
    state, known = answered("h - h\n# ?", found("h - h"))
    rows = [row.plain for row in summary_rows(state, known, "en")]
    assert "  typed  h - h …" in rows
    assert "  right 2  2 * h" in rows


def test_other_forms_options_and_wrong_ones_are_told_apart() -> None:
    assert "○ Right: another form" in told(*answered("h + h", found("h + h", right=True)))
    assert "○ Right: this is exactly option 2." in told(*answered("2*h", found("2*h", right=True, option=2)))
    assert "× Wrong. The right answer is 2." in told(*answered("4 * h", found("4 * h")))
    same = told(*answered("1 * h", found("1 * h", option=1)))
    assert "× Wrong: on all trials this gives the same as option 1. The right answer is 2." in same
    text = told(*answered("h", found("h", option=1, by_text=True)))
    assert "× Wrong: this is exactly option 1. The right answer is 2." in text


def test_the_evidence_and_the_reason_of_the_option_that_it_equals() -> None:
    one = small()
    blank = one.blanks[0]
    reasoned = dataclasses.replace(blank.options[0], why=Text("何もしていない。", "Nothing is done."))
    one = dataclasses.replace(one, blanks=(dataclasses.replace(blank, options=(reasoned, *blank.options[1:])),))
    shown = told(*answered("1 * h", found("1 * h", option=1), one)).split("What each option's run showed")[0]
    assert "output has the shape (4,) instead of (3, 4)" in shown
    assert "Nothing is done." in shown
    shown = told(*answered("4 * h", found("4 * h"), one)).split("What each option's run showed")[0]
    assert "Nothing is done." not in shown


def test_what_was_read_differently_is_told() -> None:
    shown = told(*answered("（ｈ　＋ h\u200b）", found("（ｈ　＋ h\u200b）", right=True)))
    assert "read differently: （ → (, ｈ → h, U+3000 → U+0020, ＋ → +, ） → )" in shown
    assert "left out, as it cannot be seen: U+200B" in shown
    assert "typed  （ｈ　＋ h\\u200b）" in shown
    assert "read differently" not in told(*answered("h", found("h")))


def test_of_many_changes_some_are_told() -> None:
    changes = [Change(chr(0xFF21 + number), chr(0x41 + number)) for number in range(20)]
    assert (
        changes_text(changes, "ja")
        == "次の文字を読み替えました: " + ", ".join(f"{one.before} → {one.after}" for one in changes[:8]) + " ほか"
    )


def test_where_in_an_answer_of_several_lines_it_failed() -> None:
    several = found("a = 1\nb = c")
    assert several.verdict is not None
    reason = Reason(ReasonKind.UNDEFINED, {"name": "c", "type": "NameError", "line": 2}, 1, 12, Place("", 2, 5))
    several = dataclasses.replace(several, verdict=dataclasses.replace(several.verdict, reason=reason))
    assert "line 2, column 5 of what you typed" in told(*answered("a = 1\nb = c", several))
    assert "入力の 2 行 5 列" in told(*answered("a = 1\nb = c", several), "ja")


def test_hostile_texts_are_shown_and_not_obeyed() -> None:
    text = "h + '\x1b[2J\u202e[red]'"
    shown = told(*answered(text, Unjudged("\x1b[2J")))
    assert "\x1b" not in shown
    assert "␛[2J\\u202e[red]" in shown


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "fault",
    [
        Fault("empty"),
        Fault("too-long", {"count": 5000, "limit": 4000}),
        Fault("too-many-lines", {"count": 99, "limit": 50}),
        Fault("character", {"character": "U+0000"}, 1, 2),
        Fault("syntax", {"message": "invalid syntax", "type": "SyntaxError", "advice": "statement"}, 1, 2),
        Fault("policy", {"code": "numpy-file", "name": "np.load", "hint": "", "line": 1, "column": 4}, 1, 4),
    ],
)
def test_every_fault_has_a_sentence_with_its_place(fault: Fault, language: Language) -> None:
    text = fault_text(fault, language)
    assert "{" not in text
    assert not fault.line or str(fault.column) in text


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (":?", Move.HINT),
        ("：？", Move.HINT),
        (" :s ", Move.SKIP),
        (":b", Move.BACK),
        (":Ｑ", Move.QUIT),
        (":o", Move.OPTIONS),
        (":", Unknown("")),
        (":2", Unknown("2")),
        (":n", Unknown("n")),
        (":r", Unknown("r")),
        (":what is this about", Unknown("what is this")),
        ("s", None),
        ("h[:2]", None),
        (":s\n1", None),
    ],
)
def test_words_begin_with_a_colon(text: str, event: object) -> None:
    assert typed_word(text) == event


def test_the_cursor_is_put_where_the_fault_is() -> None:
    text = "a\nbcd"
    assert at_fault(text, Fault("syntax", {}, 2, 2)) == Draft(text, 3)
    assert at_fault(text, Fault("syntax", {}, 2, 99)) == Draft(text, 5)
    assert at_fault(text, Fault("empty")) == Draft(text, 5)


def test_a_blank_that_stands_alone_takes_statements() -> None:
    assert not takes_statements(session_of(small()).item)
    alone = dataclasses.replace(small(), code=dataclasses.replace(small().code, text="def f(h):\n    (あ)\n"))
    assert takes_statements(session_of(alone).item)


def test_the_options_are_hidden_until_they_are_asked_for_or_the_answer_is_there() -> None:
    state = session_of(pair())._replace(typing=True)
    assert state.hides_options
    page = question_page(state, "en")
    assert not page.options
    assert "2 * h" not in "\n".join(row.plain for row in page.body)
    shown = step(state, Move.OPTIONS)
    assert not shown.hides_options
    assert len(question_page(shown, "en").options) == 3
    following = step(step(shown, Answer(1)), Move.NEXT)
    assert following.hides_options
    assert not step(following, TypedAnswer("3 * k")).hides_options
    assert not step(following, Move.QUIT).hides_options


def test_a_round_of_what_was_missed_hides_the_options_too() -> None:
    state, known = answered("h", found("h"))
    state = step(step(state._replace(typing=True), Move.QUIT), Move.BACK)
    missed = tuple(one.position for one in summarise(state, known).missed)
    assert step(step(state, Move.QUIT), Again(missed)).hides_options


@pytest.mark.parametrize("hinted", [False, True])
def test_the_page_while_one_types_shows_the_blank_and_no_options(hinted: bool) -> None:
    state = session_of(small())
    state = step(state, Move.HINT) if hinted else state
    page = typing_page(state, "en")
    rows = [row.plain for row in page.body]
    assert not any("3 * h" in row for row in rows)
    assert page.focus is not None
    assert any("Double it." in row for row in rows[page.focus :]) is hinted
    assert ("return 【(あ)】" in rows[page.focus]) is not hinted
