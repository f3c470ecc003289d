"""JUnit XML: what CI reads of it, and that it is what the published schemas ask for."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml.etree import DocumentInvalid
from published import junit as parsed
from told import bank, reported, summed, verdict, written

from exam_drill.problem import Problem
from exam_drill.question import Place, Question
from exam_drill.verdict import Failure


@pytest.fixture
def questions(tmp_path: Path) -> list[Question]:
    return bank(tmp_path, name="問題/a b.yaml")


def test_one_suite_a_file_one_case_a_blank(questions: list[Question], tmp_path: Path) -> None:
    reports = [reported(questions[0], {"あ": "mddd"}), reported(questions[1], {"い": "md", "う": "dm"})]
    root = parsed(written("junit", reports, root=tmp_path))
    (suite,) = root
    assert dict(suite.attrib) == {
        "name": "問題/a b.yaml",
        "id": "0",
        "file": "問題/a b.yaml",
        "timestamp": "2026-11-22T13:30:00",
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
    }
    assert (root.get("tests"), root.get("failures"), root.get("errors"), root.get("time")) == ("3", "1", "0", "1.250")
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == ["doubled（あ）", "two-blanks（い）", "two-blanks（う）"]
    assert {case.get("classname") for case in cases} == {"問題.a b"}
    assert [len(case) for case in cases] == [0, 0, 1]
    failure = cases[2][0]
    assert (failure.tag, failure.get("type")) == ("failure", "wrong_key")
    assert "only option 2" in failure.get("message")
    assert "× 1  y + 1" in failure.text
    assert "○ 2  y - 1" in failure.text


def test_a_case_stands_where_its_notice_points(questions: list[Question], tmp_path: Path) -> None:
    (case,) = parsed(written("junit", [reported(questions[0], {"あ": "mmdd"})], root=tmp_path)).iter("testcase")
    assert (case.get("file"), case.get("line")) == ("問題/a b.yaml", "14")
    (case,) = parsed(written("junit", [reported(questions[0], {"あ": "mddd"})], root=tmp_path)).iter("testcase")
    assert case.get("line") == "3"  # the question


def test_xunit_is_what_the_stricter_schema_asks_for(questions: list[Question], tmp_path: Path) -> None:
    reports = [reported(questions[0], {"あ": "dmdd"})]
    problem = Problem("file-empty", Place("b.yaml", 1))
    text = written("xunit", reports, summed(reports, [problem], questions[1:]), root=tmp_path)
    root = parsed(text, "xunit")
    assert {name for case in root.iter("testcase") for name in case.attrib} == {"classname", "name"}
    with pytest.raises(DocumentInvalid):
        parsed(written("junit", reports), "xunit")


def test_what_no_option_is_to_blame_for_is_an_error(questions: list[Question]) -> None:
    failed = Failure("reference", "nothing", {}, Place("bank.yaml", 5, 9))
    unparsed = Failure("question", "unparsed", {"line": 1, "type": "SyntaxError", "message": "x"}, None)
    reports = [
        reported(questions[0], {}, failed=failed),
        reported(questions[1], {"い": "rr", "う": "rr"}, failure=unparsed),
    ]
    root = parsed(written("junit", reports))
    assert [element.get("type") for element in root.iter("error")] == ["reference_failed", "invalid", "invalid"]
    assert list(root.iter("failure")) == []
    assert root.get("errors") == "3"


def test_a_warning_is_told_beside_a_case_and_fails_it_only_where_that_is_asked_for(questions: list[Question]) -> None:
    verdicts = (verdict(1, "m"), verdict(2, "d", differing=1), verdict(3, "d"), verdict(4, "d"))
    report = reported(questions[0], {"あ": verdicts})
    (case,) = parsed(written("junit", [report])).iter("testcase")
    assert case[0].tag == "system-out"
    assert "weak: Option 2" in case[0].text
    (case,) = parsed(written("junit", [report], strict=True)).iter("testcase")
    assert (case[0].tag, case[0].get("type")) == ("failure", "weak")


def test_the_mistakes_of_a_question_are_one_case_and_those_of_a_file_one_each(questions: list[Question]) -> None:
    path = questions[0].place.path
    problems = [
        Problem("missing-key", Place(path, 40, 5), {"key": "code"}, "broken"),
        Problem("unknown-key", Place(path, 41, 5), {"key": "anwser", "nearest": "answer"}, "broken"),
        Problem("file-empty", Place("empty.yaml", 1)),
        Problem("unknown-key", Place(path, 50, 1), {"key": "a", "nearest": "b"}),
        Problem("unknown-key", Place(path, 51, 1), {"key": "c", "nearest": "b"}),
    ]
    reports = [reported(questions[0], {"あ": "mddd"})]
    root = parsed(written("junit", reports, summed(reports, problems)))
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert list(cases) == ["doubled（あ）", "broken", "unknown-key", "unknown-key 2", "file-empty"]
    (error,) = cases["broken"]
    assert error.get("type") == "missing-key"
    assert [line.split(": ")[1] for line in error.text.split("\n")] == ["missing-key", "unknown-key"]
    assert [suite.get("errors") for suite in root] == ["3", "1"]
    assert root.get("tests") == "5"


def test_how_much_comes_from_the_cache_is_told(questions: list[Question]) -> None:
    reports = [
        reported(questions[0], {"あ": "mddd"}),
        replace(reported(questions[1], {"い": "md", "う": "md"}), cached=True),
    ]
    properties = {item.get("name"): item.get("value") for item in parsed(written("junit", reports)).iter("property")}
    assert properties["cached"] == "2"


def test_what_was_left_out_is_skipped_where_it_stands(questions: list[Question], tmp_path: Path) -> None:
    reports = [reported(questions[0], {"あ": "mddd"})]
    root = parsed(written("junit", reports, summed(reports, (), questions[1:]), "ja", root=tmp_path))
    (suite,) = root
    assert (suite.get("tests"), suite.get("skipped")) == ("2", "1")
    case = suite.findall("testcase")[1]
    assert (case.get("name"), case.get("line")) == ("two-blanks", str(questions[1].place.line))
    assert "2.5 秒" in case[0].get("message")


def test_a_file_that_comes_again_stays_one_suite(tmp_path: Path) -> None:
    first, other = bank(tmp_path, name="a.yaml"), bank(tmp_path, name="b.yaml")
    order = [first[0], other[0], first[1], other[1]]
    kinds = {"doubled": {"あ": "mddd"}, "two-blanks": {"い": "md", "う": "md"}}
    root = parsed(written("junit", [reported(question, kinds[question.id]) for question in order], root=tmp_path))
    assert [suite.get("name") for suite in root] == ["a.yaml", "b.yaml"]
    names = ["doubled（あ）", "two-blanks（い）", "two-blanks（う）"]
    assert [[case.get("name") for case in suite.iter("testcase")] for suite in root] == [names, names]
    assert [suite.get("tests") for suite in root] == ["3", "3"]


def test_a_file_elsewhere_keeps_the_name_that_it_was_given(questions: list[Question]) -> None:
    (suite,) = parsed(written("junit", [reported(questions[0], {"あ": "mddd"})], root="/nowhere"))
    assert suite.get("file") == questions[0].place.path
    (case,) = suite.iter("testcase")
    assert not case.get("classname").startswith(".")


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "utf-8"])
def test_on_an_output_of_another_encoding_it_still_is_what_it_says(questions: list[Question], encoding: str) -> None:
    text = written("junit", [reported(questions[0], {"あ": "dmdd"})], language="ja", encoding=encoding)
    assert text.isascii() is (encoding != "utf-8")
    (case,) = parsed(text).iter("testcase")
    assert case.get("name") == "doubled（あ）"
    assert "参照実装" in case[0].get("message")


def test_nothing_at_all_is_a_valid_report() -> None:
    for name in ("junit", "xunit"):
        assert parsed(written(name, []), name).get("tests") == "0"
