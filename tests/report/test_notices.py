"""What is told of a check, and where it points."""

from dataclasses import replace
from pathlib import Path

import pytest
from told import BANK, bank, reported, verdict

from exam_drill.i18n import table
from exam_drill.problem import Problem
from exam_drill.quality import Finding, QualityWarning, QuestionReport, WarningKind
from exam_drill.question import LANGUAGES, Language, Place, Question
from exam_drill.report.notices import Level, Notice, Region, notice_of, notices_of, rule, rules
from exam_drill.verdict import Failure


@pytest.fixture
def doubled(tmp_path: Path) -> Question:
    return bank(tmp_path)[0]


def only(report: QuestionReport) -> Notice:
    (notice,) = notices_of(report, "en")
    return notice


def pointed_at(region: Region) -> str:
    """The text of the file at a region, its lines in full where no end is known."""
    lines = Path(region.path).read_text(encoding="utf-8").split("\n")
    assert region.line
    if region.end_line is None or region.end_column is None:
        return lines[region.line - 1][region.column - 1 :]
    text = "\n".join(lines[region.line - 1 : region.end_line])
    last = len(text) - len(lines[region.end_line - 1]) + region.end_column - 1
    return text[region.column - 1 : last]


def test_nothing_is_told_of_what_is_proven(doubled: Question) -> None:
    assert notices_of(reported(doubled, {"あ": "mddd"}), "ja") == ()


def test_a_wrong_key_points_at_the_published_option_the_right_one_and_the_answer(doubled: Question) -> None:
    notice = only(reported(doubled, {"あ": "dmdd"}))
    assert (notice.level, notice.rule, notice.question, notice.label) == (Level.ERROR, "wrong_key", "doubled", "あ")
    assert notice.options == (1, 2)
    assert pointed_at(notice.region) == "x + x * 0"
    assert "only option 2" in notice.sentence
    assert notice.detail.startswith("Option 1: ")
    assert [pointed_at(place.region) for place in notice.related] == ["x + x", "1"]
    assert notice.related[0].sentence.startswith("Option 2: ")
    assert "1" in notice.related[1].sentence


def test_an_ambiguity_points_at_the_option_that_is_right_unasked_for(doubled: Question) -> None:
    notice = only(reported(doubled, {"あ": "mmdd"}))
    assert notice.options == (2, 1)
    assert pointed_at(notice.region) == "x + x"
    assert [pointed_at(place.region) for place in notice.related] == ["x + x * 0", "1"]


def test_where_no_option_matches_the_published_one_is_meant_and_all_others_are_told(doubled: Question) -> None:
    notice = only(reported(doubled, {"あ": "drdd"}))
    assert notice.rule == "no_match"
    assert pointed_at(notice.region) == "x + x * 0"
    assert [place.sentence.split(":")[0] for place in notice.related[:-1]] == ["Option 2", "Option 3", "Option 4"]


def test_an_option_of_several_lines_is_pointed_at_as_a_whole_and_a_folded_one_at_its_start(doubled: Question) -> None:
    literal, folded = (only(reported(doubled, {"あ": kinds})) for kinds in ("mdmd", "mddm"))
    assert pointed_at(literal.region).split() == ["np.add(", "x,", "x", ")"]
    assert (folded.region.line, folded.region.column) == (doubled.blanks[0].options[3].code.lines[0].line, 10)


def test_a_warning_points_at_its_option(doubled: Question) -> None:
    weak = verdict(2, "d", differing=1)
    verdicts = (verdict(1, "m"), weak, verdict(3, "d"), verdict(4, "t"))
    found = notices_of(reported(doubled, {"あ": verdicts}), "en")
    assert [(notice.rule, notice.level, notice.options) for notice in found] == [
        ("weak", Level.WARNING, (2,)),
        ("unjudged", Level.WARNING, (4,)),
    ]
    assert pointed_at(found[0].region) == "x + x"
    assert "1 of 12" in found[0].sentence


def test_twins_are_told_once_with_both_places(doubled: Question) -> None:
    notice = only(reported(doubled, {"あ": "mddd"}, alike=((2, 3),)))
    assert (notice.rule, notice.options) == ("twin_distractors", (2, 3))
    assert pointed_at(notice.region) == "x + x"
    assert pointed_at(notice.related[0].region).startswith("np.add(")


def test_a_warning_weighs_as_much_as_a_finding_where_that_is_asked_for(doubled: Question) -> None:
    report = reported(doubled, {"あ": "mddd"}, alike=((2, 3),))
    assert [notice.level for notice in notices_of(report, "ja", strict=True)] == [Level.ERROR]


def test_a_fault_of_the_question_points_at_its_code(tmp_path: Path) -> None:
    question = bank(tmp_path)[1]
    failure = Failure(
        "question", "unparsed", {"line": 2, "type": "SyntaxError", "message": "x"}, question.code.place(2, 5)
    )
    found = notices_of(reported(question, {"い": "rr", "う": "rr"}, failure=failure), "en")
    assert [(notice.rule, notice.label) for notice in found] == [("invalid", "い"), ("invalid", "う")]
    assert {(notice.region.line, notice.region.column) for notice in found} == {(32, 11)}
    assert found[0].fingerprint != found[1].fingerprint


def test_a_failing_reference_is_told_for_each_blank(tmp_path: Path) -> None:
    question = bank(tmp_path)[1]
    failed = Failure("reference", "nothing", {}, Place(question.place.path, 26, 9))
    found = notices_of(reported(question, {}, failed=failed), "ja")
    assert [(notice.rule, notice.label, notice.region.line) for notice in found] == [
        ("reference_failed", "い", 26),
        ("reference_failed", "う", 26),
    ]


def test_errata_without_effect_are_told_at_the_answer_where_there_are_none(doubled: Question) -> None:
    report = reported(doubled, {"あ": "mddd"}, printed_in=(2,))
    warned = replace(report.blanks[0], warnings=(QualityWarning(WarningKind.ERRATA_WITHOUT_EFFECT),))
    notice = only(replace(report, blanks=(warned,)))
    assert notice.rule == "errata_without_effect"
    assert pointed_at(notice.region) == "1"
    assert notice.name == "doubled [2]（あ）"


def test_an_answer_that_is_no_option_points_at_the_answer(doubled: Question) -> None:
    blank = replace(doubled.blanks[0], answer=9)
    notice = only(reported(replace(doubled, blanks=(blank,)), {"あ": "dddd"}))
    assert notice.rule == "no_match"
    assert pointed_at(notice.region) == "1"


def test_fingerprints_stay_when_lines_move_and_change_with_what_is_told(tmp_path: Path) -> None:
    here = bank(tmp_path)[0]
    moved = bank(tmp_path, BANK.replace("questions:", "# one\n# two\nquestions:"), "other.yaml")[0]
    assert here.place.line != moved.place.line
    kinds = ("dmdd", "mmdd", "dddd")
    first, second = ([only(reported(one, {"あ": kind})).fingerprint for kind in kinds] for one in (here, moved))
    assert first == second
    assert len(set(first)) == 3
    pairs = [only(reported(here, {"あ": "mddd"}, alike=(pair,))).fingerprint for pair in ((2, 3), (2, 4))]
    assert pairs[0] != pairs[1]
    assert only(reported(here, {"あ": "dmdd"}, printed_in=(1,))).fingerprint != first[0]


def test_a_problem_keeps_its_fingerprint_when_lines_move() -> None:
    one = Problem("duplicate-key", Place("a.yaml", 9, 3), {"key": "code", "line": 4}, "gru")
    two = Problem("duplicate-key", Place("a.yaml", 19, 3), {"key": "code", "line": 14}, "gru")
    other = Problem("duplicate-key", Place("a.yaml", 9, 3), {"key": "answer", "line": 4}, "gru")
    prints = [notice_of(problem, "en").fingerprint for problem in (one, two, other)]
    assert prints[0] == prints[1] != prints[2]
    notice = notice_of(one, "ja")
    assert (notice.level, notice.rule, notice.region, notice.question) == (
        Level.ERROR,
        "duplicate-key",
        Region("a.yaml", 9, 3),
        "gru",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_warning_and_problem_has_a_rule(language: Language) -> None:
    ids = {str(finding) for finding in Finding if finding is not Finding.PROVEN} | set(map(str, WarningKind))
    assert {found.id for found in rules(language)} == ids
    assert not ids & set(table("problems"))
    for name in (*ids, *table("problems")):
        found = rule(name, language)
        assert found.title
        assert len(found.help) > 20
    with pytest.raises(KeyError):
        rule("proven", language)
