"""What is asked, and under which numbers."""

from dataclasses import replace

import pytest
from builders import question
from quiz_fakes import pair, small

from exam_drill.markers import find_markers
from exam_drill.question import Place, Question
from exam_drill.quiz.arrangement import arrange
from exam_drill.selection import Selection, select, topics, unmatched

BANK = [
    replace(small("gru-state", tags=("rnn", "gate")), place=Place("quizzes/gru/state.yaml", 3)),
    replace(small("lstm-cell", tags=("rnn",)), place=Place("quizzes/lstm/cell.yaml", 3)),
    replace(small("clip", tags=()), place=Place("quizzes/clipping/rate.yaml", 3)),
    replace(pair("two-blanks"), place=Place("quizzes/lstm/class.yaml", 3)),
]


def ids(questions: list[Question]) -> list[str]:
    return [one.id for one in questions]


@pytest.mark.parametrize(
    ("wishes", "chosen"),
    [
        ({"topics": ("lstm",)}, ["lstm-cell", "two-blanks"]),
        ({"topics": ("rate",)}, ["clip"]),
        ({"topics": ("l*/c*",)}, ["lstm-cell", "two-blanks"]),
        ({"topics": ("gru", "clipping")}, ["gru-state", "clip"]),
        ({"tags": ("rnn",)}, ["gru-state", "lstm-cell"]),
        ({"tags": ("rnn",), "topics": ("lstm",)}, ["lstm-cell"]),
        ({"ids": ("*-cell", "clip")}, ["lstm-cell", "clip"]),
        ({"number": 3}, ["gru-state", "lstm-cell", "clip"]),
        ({}, ["gru-state", "lstm-cell", "clip", "two-blanks"]),
    ],
)
def test_wishes_choose_questions_in_the_order_of_the_bank(wishes: dict[str, object], chosen: list[str]) -> None:
    selection = Selection(seed=1, order="bank")._replace(**wishes)
    assert unmatched(BANK, selection) is None
    assert ids(select(BANK, selection)) == chosen


def test_an_order_belongs_to_its_seed_and_a_new_question_does_not_change_it() -> None:
    orders = {tuple(ids(select(BANK, Selection(seed=seed)))) for seed in range(40)}
    assert len(orders) > 10
    some = ids(select(BANK[:3], Selection(seed=7)))
    assert [identity for identity in ids(select(BANK, Selection(seed=7))) if identity != "two-blanks"] == some


def test_options_are_shuffled_by_seed_question_and_label() -> None:
    seen = {item.order for seed in range(60) for item in arrange([small()], Selection(seed=seed), find_markers)}
    assert len(seen) == 6  # every order of three options comes
    first = arrange(BANK, Selection(seed=5), find_markers)
    assert first == arrange(BANK, Selection(seed=5), find_markers)
    assert [item.order for item in arrange(BANK, Selection(seed=5, shuffle=False), find_markers)] == [
        tuple(range(1, len(item.order) + 1)) for item in first
    ]


def test_every_option_comes_first_about_equally_often() -> None:
    four = small(options=["1 * h", "2 * h", "3 * h", "4 * h"])
    firsts = [arrange([four], Selection(seed=seed), find_markers)[0].order[0] for seed in range(400)]
    assert all(60 < firsts.count(number) < 140 for number in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("wishes", "kind", "known"),
    [
        ({"topics": ("transformer",)}, "topic", "lstm"),
        ({"tags": ("rnm",)}, "tag", "gate"),
        ({"ids": ("gru",)}, "id", "gru-state"),
    ],
)
def test_a_wish_in_vain_is_told_with_what_there_is(wishes: dict[str, object], kind: str, known: str) -> None:
    wish = unmatched(BANK, Selection(seed=1)._replace(**wishes))
    assert wish is not None
    assert wish.kind == kind
    assert known in wish.known


def test_wishes_that_only_fail_together() -> None:
    wish = unmatched(BANK, Selection(seed=1, topics=("clipping",), tags=("rnn",)))
    assert wish is not None
    assert wish.kind == "all"


def test_a_file_without_a_folder_has_a_topic() -> None:
    assert topics(question("(あ)", ["1"])) == ("bank",)
