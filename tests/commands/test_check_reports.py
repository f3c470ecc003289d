"""`exam-drill check --report FORMAT=FILE`: several reports of one run, and what is said where one cannot be had."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import published
import pytest
from told import reported, summed

from exam_drill.api import Question, QuestionReport, load_bank
from exam_drill.cli import Exit, main
from exam_drill.environment import Environment
from exam_drill.report.formats import FORMATS

BANK = """\
format: 1
questions:
  - id: proven-one
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options: [2 * x, 3 * x]
    answer: 1
  - id: wrong-key
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options:
      - 2 * x
      - 3 * x
    answer: 2
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bank in it, in which we are."""
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.yaml").write_text(BANK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Told:
    """A run of which all is known beforehand: the first option matches, and the others, all alike, differ."""

    def __init__(self, *paths: Path, **_: object) -> None:
        self._reports = [_report(question) for question in load_bank(*paths).questions]
        self.summary = summed(self._reports)

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[QuestionReport]:
        return iter(self._reports)


def _report(question: Question) -> QuestionReport:
    others = len(question.blanks[0].options) - 1
    return reported(question, {"あ": "m" + "d" * others}, alike=((2, 3),) if others > 1 else ())


@pytest.fixture
def told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder; what would be judged there is known, so that nothing has to be run."""
    monkeypatch.setattr("exam_drill.commands.check_bank.iter_check", Told)
    return folder


def check(*arguments: str, variables: dict[str, str] | None = None) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    environment = Environment(stdin=io.StringIO(), stdout=out, stderr=err, variables=variables or {"LANG": "en_GB"})
    code = main(["check", "quizzes", *arguments], environment)
    return code, out.getvalue(), err.getvalue()


def test_every_format_goes_to_a_file_beside_the_text(folder: Path) -> None:
    wishes = [argument for name in FORMATS for argument in ("--report", f"{name}=out/{name}.txt")]
    code, out, err = check(*wishes)
    assert code == Exit.FINDINGS
    assert "wrong_key  wrong-key" in out
    assert err == ""
    written = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "out").iterdir()}
    assert written.keys() == FORMATS.keys()
    assert written["text"].split("\n")[0].split() == out.split("\n")[0].split()
    assert json.loads(written["json"])["summary"]["findings"] == {"proven": 1, "wrong_key": 1}
    assert [json.loads(line)["type"] for line in written["jsonl"].splitlines()] == ["question", "question", "summary"]
    for name in ("junit", "xunit"):
        (suite,) = published.junit(written[name], name)
        assert (suite.get("file"), suite.get("failures")) == ("quizzes/bank.yaml", "1")
    (result,) = published.sarif(written["sarif"])["results"]
    (location,) = result["locations"]
    lines = BANK.split("\n")
    region = location["physicalLocation"]["region"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "quizzes/bank.yaml"
    assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "3 * x"
    assert written["github"].startswith(
        f"::error file=quizzes/bank.yaml,line={region['startLine']},col=9,endColumn=14,"
    )
    assert "| `wrong_key` | `wrong-key（あ）` | `quizzes/bank.yaml:17:9` |" in written["markdown"]


def test_a_report_on_standard_output_takes_the_place_of_the_text(told: Path) -> None:
    code, out, _ = check("--report", "sarif=-")
    assert code == Exit.FINDINGS
    assert published.sarif(out)["invocations"][0]["exitCode"] == code
    assert check("--format", "sarif")[1].count("\n") == out.count("\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "text", "--report", "junit=-"], "Only one report can go to standard output"),
        (["--report", "junit=-", "--report", "sarif=-"], "Only one report can go to standard output"),
        (["--report", "junit=a.xml", "--report", "sarif=./b/../a.xml"], "Two reports cannot go to one file"),
        (["--report", "junit=quizzes/bank.yaml"], "quizzes/bank.yaml is the name of a bank"),
        (["--report", "junit=\0"], "No file can have the name"),
    ],
)
def test_reports_that_cannot_be_had_are_told_before_anything_runs(
    folder: Path, arguments: list[str], said: str
) -> None:
    code, out, err = check(*arguments)
    assert (code, out) == (Exit.USAGE, "")
    assert said in " ".join(err.split())
    assert [path.name for path in folder.iterdir()] == ["quizzes"]
    assert (folder / "quizzes" / "bank.yaml").read_text(encoding="utf-8") == BANK


@pytest.mark.parametrize(("wish", "said"), [("junit", "FORMAT=FILE"), ("junit=", "FORMAT=FILE"), ("html5=a", "html5")])
def test_a_wish_that_is_none_names_the_formats(folder: Path, wish: str, said: str) -> None:
    code, out, err = check("--report", wish)
    assert (code, out) == (Exit.USAGE, "")
    assert said in err
    assert "sarif" in err.partition("error:")[2]
    japanese = check("--report", wish, "--lang", "ja")[2]
    assert "形式" in japanese.partition("エラー:")[2]


def test_a_tilde_is_the_home_of_the_user(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(told / "home"))
    monkeypatch.setenv("USERPROFILE", str(told / "home"))
    assert check("--report", "markdown=~/summary.md")[0] == Exit.FINDINGS
    assert (told / "home" / "summary.md").exists()


def test_a_file_that_cannot_be_written_is_told_at_once_and_is_our_failure(folder: Path) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    code, out, err = check("--report", "junit=file/junit.xml")
    assert (code, out) == (Exit.FAILURE, "")
    assert "The report could not be written to file/junit.xml" in err
    code, out, err = check("--report", "junit=quizzes", "--lang", "ja")
    assert (code, out) == (Exit.FAILURE, "")
    assert "結果を quizzes に書けません" in err


def test_where_one_file_fails_at_the_end_the_others_are_written(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from exam_drill.report.files import ReportFile

    commit = ReportFile.commit

    def full(report: ReportFile) -> None:
        if "junit" in report._target:
            raise OSError(28, "No space left on device")
        commit(report)

    monkeypatch.setattr(ReportFile, "commit", full)
    code, out, err = check("--report", "junit=a.junit", "--report", "sarif=b.sarif")
    assert code == Exit.FAILURE
    assert "wrong-key" in out
    assert "could not be written to a.junit: No space left on device" in " ".join(err.split())
    assert sorted(path.name for path in told.iterdir()) == ["b.sarif", "quizzes"]


def test_an_older_report_stays_where_nothing_was_judged(folder: Path) -> None:
    (folder / "a.xml").write_text("old", encoding="utf-8")
    code, _, err = check("--report", "junit=a.xml", "--report", "sarif=new/b.sarif", "--id", "nothing")
    assert code == Exit.USAGE
    assert "nothing" in err
    assert (folder / "a.xml").read_text(encoding="utf-8") == "old"
    assert not (folder / "new").exists()


def test_in_ci_files_are_named_from_the_top_of_the_repository(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(told / "quizzes")
    out = io.StringIO()
    variables = {"LANG": "en_GB", "GITHUB_WORKSPACE": str(told)}
    environment = Environment(stdin=io.StringIO(), stdout=out, stderr=io.StringIO(), variables=variables)
    assert main(["check", "bank.yaml", "--format", "github"], environment) == Exit.FINDINGS
    assert out.getvalue().startswith("::error file=quizzes/bank.yaml,line=17,")


def test_strict_fails_what_only_a_warning_was_given_for(told: Path) -> None:
    text = BANK.replace("options: [2 * x, 3 * x]", "options: [2 * x, 3 * x, x * 3]").replace("answer: 2", "answer: 1")
    (told / "quizzes" / "bank.yaml").write_text(text, encoding="utf-8")
    for arguments, code, failures in (([], Exit.FINE, "0"), (["--strict"], Exit.FINDINGS, "1")):
        found, out, _ = check("--format", "junit", *arguments)
        assert (found, published.junit(out).get("failures")) == (code, failures)
