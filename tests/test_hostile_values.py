"""Every text of every value is made visible before it is laid out: no door of `exam_drill.output` helps here."""

from __future__ import annotations

import io
import json
import string
import time
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hostile import assert_clean, filled, hidden, payload, squeezed, texts_of
from reports import Result, print_result, to_json
from rich.console import Console

from exam_drill.i18n import TABLES, say, table
from exam_drill.layout import Row
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QualityWarning, QuestionReport, Receipt, WarningKind
from exam_drill.question import LANGUAGES, Language, NamedReference, Place, Question, Text, WrittenReference
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.detail import detail_rows
from exam_drill.quiz.frame import compose
from exam_drill.quiz.grading import Judged, Unjudged
from exam_drill.quiz.page import page
from exam_drill.quiz.session import Answer, Event, Move, State, Unknown, begin
from exam_drill.quiz.steps import step
from exam_drill.selection import Selection
from exam_drill.verdict import Failure, Reason, ReasonKind, Verdict, VerdictKind
from exam_drill.visible import visible

FIXED = {"Question.difficulty": "hard"}  # one of three words
# What no screen of the quiz shows.  A new text of a question is shown, or it gets its line here.
UNSHOWN = (
    "Question.code.lines",
    "Question.blanks.options.code.lines",
    "Question.blanks.place",
    "Question.reference.code",
    "Question.reference.inputs",
    "Question.reference.outputs",
    "Question.call",
    "Question.given",
    "Question.inputs",
    "Question.sizes",
    "Question.errata.place",
)
REFERENCES = {"named": NamedReference, "written": WrittenReference}


def question(reference: str = "written") -> Question:
    made = filled(REFERENCES[reference], "Question.reference", FIXED)
    one: Question = filled(Question, "Question", {**FIXED, "Question.reference": made})
    return one


def state_of(one: Question) -> State:
    return begin(arrange([one], Selection(seed=0, shuffle=False), lambda _: ()))


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def fields_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def parameters(table_name: str, name: str) -> dict[str, str]:
    return {one: payload(f"{table_name}.{name}.{one}") for one in fields_of(table(table_name)[name][0])}


def told_of(kind: WarningKind) -> dict[str, str]:
    """The parameters of a warning's sentences, hostile."""
    given = {}
    for name in table("findings"):
        if name.startswith(str(kind)):
            given |= parameters("findings", name)
    return {name: text for name, text in given.items() if name not in ("options", "trials")}


def verdicts() -> list[Verdict]:
    """One for each way in which an option can fail, its evidence and its warning hostile."""
    told = {one: payload(one) for sentences in table("reasons").values() for one in fields_of(sentences[0])}
    told |= {"index": payload("index")}
    found = [Verdict(1, VerdictKind.MATCHES, 12, 0, 12, 0.0, warning=payload("warning"))]
    for kind in ReasonKind:
        for extra in ({"line": 3}, {"line": 0}, {"signal": payload("signal")}, {"exit": payload("exit")}):
            for left_out in ((), ("max_abs_error",), ("expected",)):
                given = {**told, **extra}
                given = {
                    name: value
                    for name, value in given.items()
                    if name in extra or name not in (*left_out, "signal", "exit")
                }
                reason = Reason(kind, given, 1, 12, Place(payload("place"), 1))
                found.append(
                    Verdict(1, VerdictKind.RAISES, 12, 12, 12, 1.0, reason, payload("output"), payload("warning"))
                )
    for name in table("reasons"):
        if name.startswith("limit-"):
            reason = Reason(ReasonKind.LIMIT, {**told, "limit": name.removeprefix("limit-")})
            found.append(Verdict(1, VerdictKind.KILLED, 12, 12, 12, 1.0, reason))
    return found


def failures() -> list[Failure]:
    return [
        Failure(fault, code or payload("code"), parameters("findings", name), Place(payload("failure"), 1))
        for name in table("findings")
        for fault, _, code in (name.partition("-"),)
        if fault in ("reference", "question")
    ]


def reports(one: Question) -> list[QuestionReport]:
    """Every finding, warning, failure and verdict there is."""
    label, receipt = one.blanks[0].label, filled(Receipt, "Receipt", {"Receipt.margins": {1: 2.0}})
    warnings = tuple(QualityWarning(kind, (1,), told_of(kind)) for kind in WarningKind)
    right = verdicts()[0]
    made = [
        BlankReport(label, kind, 1, (1, 1), (right,), warnings, receipt=receipt)
        for kind in Finding
        if str(kind) in table("findings")
    ]
    made += [BlankReport(label, Finding.WRONG_KEY, 1, (), (verdict,)) for verdict in verdicts()]
    made += [
        BlankReport(label, kind, 1, (), (verdicts()[-1],), failure=failure, place=Place(payload("blank"), 1))
        for kind in (Finding.REFERENCE_FAILED, Finding.INVALID)
        for failure in failures()
    ]
    return [QuestionReport(one, (blank,)) for blank in made]


def problems() -> tuple[Problem, ...]:
    return tuple(
        Problem(name, Place(payload("path"), 2), parameters("problems", name), payload("wrong"))
        for name in table("problems")
    )


def screens(one: Question, language: Language, judged: Iterable[Judged | None]) -> list[str]:
    """The rows of `show` and of all pages of a session, and frames of two widths, as they are."""
    asked = state_of(one)
    states = (asked, after(asked, Move.HINT), after(asked, Unknown(payload("typed"))), after(asked, Answer(1)))
    states = (*states, after(asked, Answer(1), Move.NEXT), after(asked, Move.SKIP))
    shown: list[str] = []
    for found in judged:
        known = {one.id: found} if found is not None else {}
        rows: list[Row] = detail_rows(asked.items, found, language)
        for state in states:
            made = page(state, known, language)
            rows += [*made.header, *made.body]
            shown += [made.label, made.notice]
            frames = [compose(made, columns, 24, offset, language) for columns in (80, 40) for offset in (0, 9, 99)]
            for frame in frames:
                assert len({line.cell_len for line in frame.lines}) == 1
                shown += [line.plain for line in frame.lines]
        shown += [row.plain for row in rows]
    return shown


@pytest.mark.parametrize("reference", list(REFERENCES))
def test_every_text_of_a_question_is_shown_and_visible(reference: str) -> None:
    one = question(reference)
    shown: list[str] = []
    for language in LANGUAGES:
        shown += screens(one, language, [None, reports(one)[0], Unjudged(payload("unjudged"))])
    assert not [(hidden(text), text) for text in shown if hidden(text)]
    told = squeezed("".join(shown))
    for text in {*texts_of(one), payload("unjudged"), payload("typed")}:
        name = text[1 : text.find("»")]
        if text.startswith("«") and not name.startswith(UNSHOWN):
            assert squeezed(visible(text)) in told, name


def test_every_verdict_finding_and_failure_is_visible_on_the_screen() -> None:
    one = question()
    shown = [text for language in LANGUAGES for text in screens(one, language, reports(one)[::12])]
    shown += [row.plain for found in reports(one) for row in detail_rows(state_of(one).items, found, "ja")]
    assert not [(hidden(text), text) for text in shown if hidden(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reports_are_visible_and_the_one_for_machines_is_faithful(language: Language) -> None:
    one = question()
    result = Result(tuple(reports(one)), problems(), 0.1, unconfined={"files": payload("why")}, left_out=(one,) * 9)
    out = io.StringIO()
    print_result(
        result, Console(file=out, width=10_000, markup=False, emoji=False, soft_wrap=True), language, every=True
    )
    text = assert_clean(out.getvalue().encode())
    for told in (one.id, one.blanks[0].label, one.blanks[0].options[0].code.text, payload("path"), payload("wrong")):
        assert visible(told) in text
    report = json.loads(assert_clean(to_json(result, language).encode()))
    assert report["questions"][0]["id"] == one.id
    assert report["questions"][0]["path"] == one.place.path
    blank = report["questions"][0]["blanks"][0]
    assert (blank["label"], blank["options"][0]["code"]) == (one.blanks[0].label, one.blanks[0].options[0].code.text)
    assert report["problems"][0]["path"] == payload("path")
    assert json.loads(to_json(result, language, "ascii")) == report
    assert to_json(result, language, "ascii").isascii()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_sentence_is_given_is_visible(name: str, language: Language) -> None:
    for code in table(name):
        given = parameters(name, code)
        sentence = say(language, f"{name}.{code}", **given)
        assert not hidden(sentence)
        assert all(visible(text) in sentence for text in given.values())
        lines = table(name)[code][LANGUAGES.index(language)].count("\n")  # its own ones
        assert say(language, f"{name}.{code}", **dict.fromkeys(given, "a\nb")).count("\n") == lines


def test_the_values_hold_what_a_terminal_would_obey() -> None:
    """The tests above are about something."""
    one = question()
    assert len([text for text in texts_of(one) if "\x1b" in text]) > 20
    assert hidden(replace(one).id)


@pytest.mark.parametrize("text", ["x" * 100_000, "a" + "\u0301" * 10_000, "\u202e" * 10_000, "🇯🇵" * 5_000])
def test_endless_texts_are_bounded_and_no_screen_waits_for_them(text: str) -> None:
    long = Text(text)
    one = replace(question(), title=long, prompt=long, explanation=long, hint=long)
    start = time.perf_counter()
    for state in (state_of(one), after(state_of(one), Move.HINT, Answer(1))):
        made = page(state, {one.id: reports(one)[0]}, "en")
        assert sum(len(row.plain) for row in made.header) < 1_000
        assert {line.cell_len for line in compose(made, 80, 24, None, "en").lines} == {80}
    assert time.perf_counter() - start < 20  # a tenth of that on a machine with nothing else to do
