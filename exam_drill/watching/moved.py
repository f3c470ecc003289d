"""Values whose lines in the file have moved, though nothing else of them has changed.

down(question, 3)          every place of it three lines further down
at(report, question)       a report whose places are those of the question as it stands now
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, QuestionReport
from exam_drill.question import Code, Place, Question, WrittenReference
from exam_drill.verdict import Verdict

Move = Callable[[Place], Place]
_LINE = "line"  # the parameter of a problem that tells of another line of the same question


def down(question: Question, lines: int) -> Question:
    """The question so many lines further down in its file."""
    return _placed(question, lambda place: place_down(place, lines)) if lines else question


def bare(question: Question) -> Question:
    """The question with all its places the same: two of them that say the same are equal."""
    nowhere = Place("", 0)
    return _placed(question, lambda _: nowhere)


def _placed(question: Question, move: Move) -> Question:
    reference = question.reference
    if isinstance(reference, WrittenReference):
        reference = replace(reference, code=_code(reference.code, move))
    return replace(
        question,
        place=move(question.place),
        code=_code(question.code, move),
        blanks=tuple(
            replace(
                blank,
                options=tuple(replace(option, code=_code(option.code, move)) for option in blank.options),
                place=move(blank.place),
            )
            for blank in question.blanks
        ),
        reference=reference,
        call=question.call and _code(question.call, move),
        errata=tuple(replace(erratum, place=move(erratum.place)) for erratum in question.errata),
    )


def problem_down(problem: Problem, lines: int) -> Problem:
    """The problem so many lines further down."""
    if not lines:
        return problem
    parameters = dict(problem.parameters)
    other = parameters.get(_LINE)
    if isinstance(other, int):
        parameters[_LINE] = other + lines
    return replace(problem, place=place_down(problem.place, lines), parameters=parameters)


def place_down(place: Place, lines: int) -> Place:
    """The place so many lines further down."""
    return Place(place.path, place.line + lines, place.column)


def _code(code: Code, move: Move) -> Code:
    return Code(code.text, tuple(map(move, code.lines)))


def at(report: QuestionReport, question: Question) -> QuestionReport:
    """The report with the places of `question`, whose program, options and reference are those that were judged.

    What stands between them, such as the prompt, may have grown or shrunk.
    """
    if report.question == question:
        return report
    starts = dict(zip(_starts(report.question), _starts(question), strict=True))
    return replace(
        report, question=question, blanks=tuple(_blank_at(blank, starts, question) for blank in report.blanks)
    )


def _blank_at(report: BlankReport, starts: Mapping[Place, Place], question: Question) -> BlankReport:
    failure = report.failure
    if failure is not None and failure.place is not None:
        failure = replace(failure, place=_now(failure.place, starts))
    own = question.blank(report.label)
    return replace(
        report,
        verdicts=tuple(_verdict_at(verdict, starts) for verdict in report.verdicts),
        failure=failure,
        place=report.place and (own.place if report.failure is None else _now(report.place, starts)),
    )


def _verdict_at(verdict: Verdict, starts: Mapping[Place, Place]) -> Verdict:
    if verdict.reason is None or verdict.reason.place is None:
        return verdict
    return replace(verdict, reason=replace(verdict.reason, place=_now(verdict.reason.place, starts)))


def _starts(question: Question) -> Iterator[Place]:
    """The places of a question in an order that hangs on nothing but its program."""
    yield question.place
    for code in _codes(question):
        yield from code.lines
    for blank in question.blanks:
        yield blank.place


def _codes(question: Question) -> Iterator[Code]:
    yield question.code
    for blank in question.blanks:
        yield from (option.code for option in blank.options)
    if isinstance(question.reference, WrittenReference):
        yield question.reference.code
    if question.call is not None:
        yield question.call


def _now(place: Place, starts: Mapping[Place, Place]) -> Place:
    """Where a place has moved to: with the nearest start before it on its line."""
    before = [start for start in starts if start.line == place.line and start.column <= place.column]
    if not before:
        return place
    start = max(before, key=lambda start: start.column)
    return Place(starts[start].path, starts[start].line, starts[start].column + place.column - start.column)
