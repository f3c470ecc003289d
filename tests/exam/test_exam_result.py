"""Results: what counts, the table beside earlier exams, and the questions again."""

from datetime import date

import pytest
from exam_fakes import after, asked, report, reports, sheet_of
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.cells import text_len
from exam_drill.exam.result import Result, Score, median, score, slowest, wrong_positions
from exam_drill.exam.result_rows import bar, history_rows, percent, result_rows, table_rows
from exam_drill.exam.review import Review, Which, review_page, step
from exam_drill.exam.session import Digit, Go, Move
from exam_drill.exam.sheet import Ended, Sheet
from exam_drill.i18n import say
from exam_drill.i18n.dates import short_day
from exam_drill.layout import wrap
from exam_drill.quality import Finding
from exam_drill.question import LANGUAGES, Language

QUESTIONS = (asked("a", syllabus="3.1"), asked("pair", 2), asked("b"), asked("c", syllabus=None))
KNOWN = reports(QUESTIONS)


def sheet() -> Sheet:
    """Right, wrong, open, right and right; the last but one is flagged and took longest."""
    events = (Digit(2), Go(2), Digit(1), Go(4), Digit(2), Move.FLAG, None, None, Go(5), Digit(2))
    return after(sheet_of(*QUESTIONS), *events, Move.HAND_IN, Move.YES).sheet


def test_open_blanks_count_as_not_right_and_headings_stand_in_order() -> None:
    result = score(sheet(), KNOWN)
    assert list(result.headings) == ["3.1", "3.5", ""]
    assert result.headings["3.5"] == Score(asked=3, right=1, wrong=1, open=1)
    assert result.total.share == 3 / 5


def test_what_nobody_can_grade_is_left_out_and_what_is_not_proven_is_counted() -> None:
    known = {**KNOWN, "a": report(QUESTIONS[0], finding=Finding.NO_MATCH)}
    known["b"] = report(QUESTIONS[2], finding=Finding.UNREACHED)
    total = score(sheet(), known).total
    assert (total.undecided, total.unchecked, total.counted, total.right) == (1, 1, 4, 2)
    del known["pair"]
    assert score(sheet(), known).total.pending == 1


def test_positions_to_look_at() -> None:
    assert wrong_positions(sheet(), KNOWN) == (1, 2)
    assert slowest(sheet(), 2) == (3, 0)
    assert [median(()), median((3.0,)), median((1.0, 9.0, 2.0)), median((1.0, 2.0))] == [0.0, 3.0, 2.0, 1.5]


SCORES = st.builds(
    lambda right, wrong, left: Score(asked=right + wrong + left, right=right, wrong=wrong, open=left),
    *[st.integers(0, 120)] * 3,
)
RESULTS = st.builds(
    Result,
    st.dictionaries(st.sampled_from(["3.1", "3.5", "4.4", "", "nonsense heading"]), SCORES, min_size=1),
    st.just(1.0),
    st.just(2.0),
    st.just(Ended.HANDED_IN),
)


@given(RESULTS, st.lists(RESULTS, max_size=5), st.integers(40, 120), st.sampled_from(LANGUAGES))
def test_the_table_fits_and_says_the_same_numbers(
    result: Result, earlier: list[Result], width: int, language: Language
) -> None:
    dated = [(short_day(language, date(2026, 11, 22)), one) for one in earlier]
    rows = table_rows(result, dated, language, width)
    assert all(text_len(line) <= max(width, 46) for line in wrap(rows, 200))
    written = "\n".join(row.plain for row in rows)
    for one in result.headings.values():
        if one.asked:
            assert f"{one.right}/{one.counted}" in written
    if earlier and width >= 60:
        total = earlier[0].total
        assert (f"{total.right}/{total.counted}" in written) or not total.asked or len(result.headings) == 1


def test_shares_are_rounded_and_drawn() -> None:
    assert [percent(Score(8, right)) for right in (0, 1, 5, 8)] == ["0%", "12%", "62%", "100%"]
    assert percent(Score()) == "-"
    assert [bar(share) for share in (0.0, 0.5, 1.0)] == ["..........", "#####.....", "##########"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_says_what_is_not_known(language: Language) -> None:
    rows = "\n".join(row.plain for row in result_rows(sheet(), {}, [], language, 76))
    assert "0/4" in rows  # nothing is judged yet, so there is no score
    assert say(language, "exam.no-passing-line") in rows
    assert "0%）" not in rows
    assert "[....." in rows


def test_exams_given_up_are_listed_without_a_result() -> None:
    rows = history_rows([("today", None, Ended.GIVEN_UP), ("before", score(sheet(), KNOWN), Ended.HANDED_IN)], "en")
    assert [row.plain for row in rows] == [
        "  1  today  given up",
        "  2  before  3 of 5 right (60%) · ######.... · time 0:12 of 10:00",
    ]


def test_the_questions_again() -> None:
    ended = sheet()
    looking = step(Review(), "w", ended, KNOWN)
    assert (looking.which, looking.positions, looking.at) == (Which.WRONG, (1, 2), 0)
    looking = step(step(looking, "enter", ended, KNOWN), "b", ended, KNOWN)
    assert looking.at == 0
    assert step(looking, "b", ended, KNOWN) == Review()
    assert step(looking, "o", ended, KNOWN) == Review()
    assert step(looking, "x", ended, KNOWN).notice == "review-keys"
    assert step(looking, "f", ended, KNOWN).positions == (3,)
    last = step(step(looking, "a", ended, KNOWN)._replace(at=4), "n", ended, KNOWN)
    assert (last.which, last.notice) == (None, "review-end")
    assert step(Review(), "n", ended, KNOWN).notice == "result-keys"
    assert step(looking, "q", ended, KNOWN).over
    perfect = after(sheet_of(QUESTIONS[0]), Digit(2), Move.HAND_IN, Move.YES).sheet
    assert step(Review(), "w", perfect, KNOWN).notice == "none-wrong"
    assert step(Review(), "f", perfect, KNOWN).notice == "none-flagged"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_be_looked_at_whatever_is_known(language: Language) -> None:
    ended = sheet()
    for known in ({}, KNOWN, {**KNOWN, "pair": report(QUESTIONS[1], finding=Finding.NO_MATCH)}):
        for at in range(5):
            page = review_page(Review(Which.ALL, tuple(range(5)), at), ended, known, language)
            assert page.body
            assert f"{at + 1}/5" in page.label
