"""SARIF: held against the published schema, and against what GitHub asks for beyond it."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from published import sarif as run_of
from told import BANK, bank, reported, summed, verdict, written

from exam_drill.checking.summary import Confinement, Node
from exam_drill.problem import Problem
from exam_drill.quality import WarningKind
from exam_drill.question import Place, Question
from exam_drill.report import sarif


@pytest.fixture
def questions(tmp_path: Path) -> list[Question]:
    return bank(tmp_path, name="問題/a b#1.yaml")


def test_a_result_points_at_the_option(questions: list[Question], tmp_path: Path) -> None:
    run = run_of(written("sarif", [reported(questions[0], {"あ": "dmdd"})], root=tmp_path))
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("wrong_key", "error")
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "%E5%95%8F%E9%A1%8C/a%20b%231.yaml", "uriBaseId": "SRCROOT"}
    assert unquote(physical["artifactLocation"]["uri"]) == "問題/a b#1.yaml"
    lines = Path(questions[0].place.path).read_text(encoding="utf-8").split("\n")
    region = physical["region"]
    assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "x + x * 0"
    assert location["logicalLocations"] == [{"fullyQualifiedName": "doubled（あ）"}]
    assert run["columnKind"] == "unicodeCodePoints"


def test_other_places_are_related_and_linked_from_the_message(questions: list[Question], tmp_path: Path) -> None:
    (result,) = run_of(written("sarif", [reported(questions[0], {"あ": "drdd"})], root=tmp_path))["results"]
    related = result["relatedLocations"]
    assert [place["id"] for place in related] == [1, 2, 3, 4]
    assert related[2]["physicalLocation"]["region"].keys() == {"startLine", "startColumn", "endColumn"}
    assert (
        related[1]["physicalLocation"]["region"]["endLine"] == related[1]["physicalLocation"]["region"]["startLine"] + 2
    )
    text = result["message"]["text"]
    assert all(f"]({number})" in text for number in (1, 2, 3, 4))
    assert "output\\[0\\]" in text  # within a link
    assert "output[0]" in text  # outside


def test_the_rules_of_all_findings_and_warnings_are_there_and_those_of_problems_that_occur() -> None:
    rules = run_of(written("sarif", []))["tool"]["driver"]["rules"]
    assert {"wrong_key", "invalid", *map(str, WarningKind)} <= {rule["id"] for rule in rules}
    problem = Problem("id-duplicate", Place("a.yaml", 3, 5), {"id": "x", "other": "a.yaml:9:5"}, "x")
    run = run_of(written("sarif", [], summed([], [problem, problem]), "ja"))
    added = run["tool"]["driver"]["rules"][len(rules) :]
    assert [rule["id"] for rule in added] == ["id-duplicate"]
    assert added[0]["name"] == "IdDuplicate"
    assert "helpUri" not in added[0]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in run["tool"]["driver"]["rules"])
    assert run["language"] == "ja"
    prints = [result["partialFingerprints"]["examDrillNotice/v1"] for result in run["results"]]
    assert [name.rpartition(":")[2] for name in prints] == ["1", "2"]
    assert len({name.rpartition(":")[0] for name in prints}) == 1


def test_fingerprints_do_not_change_when_lines_move(tmp_path: Path) -> None:
    texts = (BANK, BANK.replace("questions:", "# a\n\nquestions:"))
    found = []
    for number, text in enumerate(texts):
        question = bank(tmp_path, text, f"{number}.yaml")[0]
        (result,) = run_of(written("sarif", [reported(question, {"あ": "dmdd"})]))["results"]
        found.append((result["partialFingerprints"], result["locations"][0]["physicalLocation"]["region"]["startLine"]))
    assert found[0][0] == found[1][0]
    assert found[0][1] + 2 == found[1][1]


def test_a_file_outside_of_the_repository_has_an_absolute_address(questions: list[Question]) -> None:
    run = run_of(written("sarif", [reported(questions[0], {"あ": "dmdd"})], root="/nowhere"))
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact.keys() == {"uri"}
    assert artifact["uri"].startswith("file:///")
    assert unquote(artifact["uri"]) == f"file://{questions[0].place.path}"


def test_what_concerns_a_whole_file_has_its_first_line_for_github() -> None:
    problem = Problem("path-missing", Place("missing.yaml", 0))
    (result,) = run_of(written("sarif", [], summed([], [problem])))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "logicalLocations" not in result["locations"][0]


def test_a_warning_is_a_warning_unless_it_is_asked_to_be_an_error(questions: list[Question]) -> None:
    verdicts = (verdict(1, "m"), verdict(2, "d", differing=1), verdict(3, "d"), verdict(4, "d"))
    reports = [reported(questions[0], {"あ": verdicts})]
    plain, strict = (run_of(written("sarif", reports, strict=strict)) for strict in (False, True))
    assert [run["results"][0]["level"] for run in (plain, strict)] == ["warning", "error"]
    assert [run["invocations"][0]["exitCode"] for run in (plain, strict)] == [0, 1]


def test_what_a_reader_should_know_of_the_run_is_told(questions: list[Question]) -> None:
    reports = [reported(questions[0], {"あ": "mddd"})]
    node = Node("n1", {"numpy": "1.0"}, "e", "s", {}, {})
    confinement = Confinement({}, {"files": "no landlock"})
    run = run_of(written("sarif", reports, summed(reports, (), questions[1:], confinement=confinement, nodes=[node])))
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 1)
    assert invocation["startTimeUtc"] == "2026-11-22T13:30:00Z"
    told = {item["descriptor"]["id"]: item for item in invocation["toolExecutionNotifications"]}
    assert told.keys() == {"left-out", "unconfined", "other-node"}
    assert "two-blanks" in told["left-out"]["message"]["text"]
    assert "numpy 1.0" in told["other-node"]["message"]["text"]
    proven = run_of(written("sarif", reports))["invocations"][0]
    assert (proven["executionSuccessful"], proven["exitCode"]) == (True, 0)
    assert "toolExecutionNotifications" not in proven


def test_github_gets_no_more_results_than_it_takes_errors_first(
    questions: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 5)
    warned = reported(questions[0], {"あ": "mddd"}, alike=((2, 3),))
    wrong = reported(questions[0], {"あ": "dmdd"})
    run = run_of(written("sarif", [warned] * 4 + [wrong] * 3))
    assert [result["level"] for result in run["results"]] == ["error"] * 3 + ["warning"] * 2
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["descriptor"]["id"] == "too-many-results"
    assert "2 are left out" in notification["message"]["text"]
    run = run_of(written("sarif", [warned] * 4 + [wrong] * 7))
    assert [result["level"] for result in run["results"]] == ["error"] * 5
    assert "6 are left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_links_of_strangers_are_no_links(questions: list[Question]) -> None:
    problem = Problem("id-form", Place("a.yaml", 1), {"id": "[here](https://example.com)", "suggestion": "x"})
    (result,) = run_of(written("sarif", [], summed([], [problem])))["results"]
    assert "](" not in result["message"]["text"]
    assert "https://example.com" in result["message"]["text"]


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_on_an_output_of_another_encoding_it_reads_back_the_same(questions: list[Question], encoding: str) -> None:
    text = written("sarif", [reported(questions[0], {"あ": "dmdd"})], language="ja", encoding=encoding)
    assert text.isascii() is (encoding == "ascii")
    assert "参照実装" in run_of(text)["results"][0]["message"]["text"]
