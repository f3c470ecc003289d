"""What an answer is worth."""

import pytest
from quiz_fakes import report, session_of, small

from exam_drill.attempt import Grade
from exam_drill.quality import Finding
from exam_drill.quiz.grading import Unjudged, grade, key, summarise
from exam_drill.quiz.session import Answer, Move
from exam_drill.quiz.steps import step

QUESTION = small(answer=2)
ITEM = session_of(QUESTION).items[0]


@pytest.mark.parametrize(
    ("finding", "matching", "grades"),
    [
        (Finding.PROVEN, (2,), "WRW"),
        (Finding.WRONG_KEY, (3,), "WWR"),
        (Finding.AMBIGUOUS, (1, 2), "RRW"),
        (Finding.NO_MATCH, (), "UUU"),
        (Finding.REFERENCE_FAILED, (), "WRW"),
        (Finding.UNREACHED, (), "WRW"),
        (Finding.INVALID, (), "WRW"),
    ],
)
def test_the_runs_decide_what_is_right(finding: Finding, matching: tuple[int, ...], grades: str) -> None:
    reports = {QUESTION.id: report(QUESTION, *matching, finding=finding)}
    worth = {"R": Grade.RIGHT, "W": Grade.WRONG, "U": Grade.UNDECIDED}
    assert [grade(ITEM, number, reports) for number in (1, 2, 3)] == [worth[letter] for letter in grades]
    known = key(ITEM, reports)
    assert known is not None
    assert known.executed == (finding in (Finding.PROVEN, Finding.WRONG_KEY, Finding.AMBIGUOUS, Finding.NO_MATCH))


def test_without_a_run_the_published_answer_counts_and_is_marked() -> None:
    reports = {QUESTION.id: Unjudged("SandboxError: no fork")}
    assert grade(ITEM, 2, reports) is Grade.RIGHT
    assert grade(ITEM, 1, reports) is Grade.WRONG
    counts = summarise(step(session_of(QUESTION), Answer(2)), reports)
    assert (counts.right, counts.unchecked) == (1, 1)


def test_while_the_runs_last_nothing_is_said() -> None:
    assert grade(ITEM, 2, {}) is Grade.PENDING
    assert summarise(step(session_of(QUESTION), Answer(2)), {}).pending == 1


def test_the_summary_counts_and_lists_what_to_look_at_again() -> None:
    questions = [small(name) for name in ("right", "wrong", "skipped", "undecided", "unasked")]
    state = session_of(*questions)
    for event in (Answer(2), Move.NEXT, Answer(1), Move.NEXT, Move.SKIP, Answer(1), Move.NEXT, Move.QUIT):
        state = step(state, event)
    reports = {one.id: report(one) for one in questions}
    reports["undecided"] = report(questions[3], finding=Finding.NO_MATCH)
    counts = summarise(state, reports)
    assert (counts.right, counts.wrong, counts.skipped, counts.undecided, counts.unasked) == (1, 1, 1, 1, 1)
    assert [(missed.item.question.id, missed.chosen, missed.right) for missed in counts.missed] == [
        ("wrong", 1, (2,)),
        ("skipped", None, (2,)),
    ]
    later = state._replace(earlier=(state,))  # where everything was missed before
    assert [(one.item.question.id, one.skipped) for one in summarise(later, reports).missed] == [
        ("wrong", False),
        ("skipped", True),
        ("unasked", False),
    ]
