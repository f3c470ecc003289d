"""Drawing an exam's questions: in proportion, whole, and the same for the same seed."""

from collections import Counter

import pytest
from exam_fakes import asked
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.bank import built_in
from exam_drill.catalogue import built_in_bank
from exam_drill.exam.paper import NUMBER, Part, draw, heading_of, share
from exam_drill.question import Question

BANKS = st.lists(st.tuples(st.sampled_from(["1.3", "2.1.11", "3.5", "3.10", None]), st.integers(1, 4)), max_size=40)


def bank_of(rows: list[tuple[str | None, int]]) -> list[Question]:
    return [asked(f"q{number}", blanks, syllabus) for number, (syllabus, blanks) in enumerate(rows)]


@given(BANKS, st.integers(1, 60), st.integers(0, 99))
def test_a_paper_is_as_long_as_whole_questions_allow(
    rows: list[tuple[str | None, int]], number: int, seed: int
) -> None:
    bank = bank_of(rows)
    paper = draw(bank, number, seed)
    drawn = sum(len(question.blanks) for question in paper.questions)
    assert drawn == paper.blanks <= number
    assert len({question.id for question in paper.questions}) == len(paper.questions)
    possible = {0}
    for _, blanks in rows:
        possible |= {one + blanks for one in possible if one + blanks <= number}
    assert drawn == max(possible)
    given_by = Counter({part.heading: 0 for part in paper.parts})
    for question in paper.questions:
        given_by[heading_of(question)] += len(question.blanks)
    assert given_by == {part.heading: part.drawn for part in paper.parts}
    assert draw(list(reversed(bank)), number, seed) == paper  # the order of the bank says nothing


def largest_remainder(sizes: dict[str, int], number: int) -> list[int]:
    """The shares by the method of the largest remainder, sorted, since equal remainders go to either."""
    total = sum(sizes.values())
    shares = {heading: divmod(size * number, total) for heading, size in sizes.items()}
    rest = number - sum(whole for whole, _ in shares.values())
    by_remainder = sorted(shares, key=lambda heading: -shares[heading][1])
    return sorted(whole + (heading in by_remainder[:rest]) for heading, (whole, _) in shares.items())


@given(st.dictionaries(st.sampled_from(["1.3", "2.1", "3.1", "3.5", "4.4"]), st.integers(1, 60), min_size=1), st.data())
def test_single_blanks_are_shared_by_the_largest_remainder(sizes: dict[str, int], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, sum(sizes.values())))
    shared = share({heading: [1] * size for heading, size in sizes.items()}, number, 5)
    expected = largest_remainder(sizes, number)
    remainders = Counter(size * number % sum(sizes.values()) for size in sizes.values())
    if max(remainders.values()) == 1:
        assert sorted(shared.values()) == expected
    assert sum(shared.values()) == number
    assert all(abs(shared[one] - sizes[one] * number / sum(sizes.values())) < 1 for one in sizes)


def test_a_bank_that_is_too_small_gives_all_it_has() -> None:
    bank = bank_of([("3.5", 2), ("1.3", 1)])
    paper = draw(bank, NUMBER, 1)
    assert [question.id for question in paper.questions] == ["q1", "q0"]  # in the order of the syllabus
    assert paper.parts == (Part("1.3", 1, 1), Part("3.5", 2, 2))


def test_sets_that_no_share_fits_still_make_the_whole() -> None:
    bank = bank_of([("1.3", 4)] * 5 + [("3.5", 4)] * 5 + [("4.4", 1)] * 2)
    paper = draw(bank, 21, 7)
    assert paper.blanks == 21
    assert {part.heading: part.drawn for part in paper.parts}["4.4"] == 1


def test_another_seed_draws_others() -> None:
    bank = bank_of([("3.5", 1)] * 30)
    papers = {tuple(question.id for question in draw(bank, 5, seed).questions) for seed in range(10)}
    assert len(papers) > 5


def test_headings_without_a_question_are_named_unless_they_are_not_examined() -> None:
    paper = draw(bank_of([("2.1.11", 1), (None, 1)]), 2, 1)
    assert "3.4" in paper.missing
    assert "4.5" not in paper.missing  # listed, not examined
    assert "2.1" not in paper.missing
    assert [part.heading for part in paper.parts] == ["2.1", ""]


@pytest.mark.parametrize("seed", range(5))
def test_the_built_in_bank_fills_a_whole_exam(seed: int) -> None:
    paper = draw(built_in(built_in_bank()).questions, NUMBER, seed)
    total = sum(part.available for part in paper.parts)
    assert paper.blanks == NUMBER
    assert all(abs(part.drawn - part.available * NUMBER / total) <= 1 for part in paper.parts)
