"""Questions as tests: what is collected, and what can be chosen of it."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from plugin_banks import FOREIGN, TWO_BLANKS, bank, question

Run = Callable[..., pytest.RunResult]
GRU = question("gru-sum", more="    tags: [gates, 行和]\n    difficulty: hard\n    syllabus: '3.5'\n")
PLAIN = question("plain-sum")


def written(pytester: pytest.Pytester, **texts: str) -> None:
    """Writes bank files; a __ in a name is a folder."""
    for name, text in texts.items():
        path = pytester.path / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def listed(result: pytest.RunResult) -> list[str]:
    """What `--collect-only -q` lists."""
    assert result.ret in (0, 5), result.stdout.str()
    return [line for line in result.outlines if "::" in line]


def test_each_question_is_a_test_at_its_line(run: Run, pytester: pytest.Pytester) -> None:
    text = bank(GRU, TWO_BLANKS.replace("answer: 3", "answer: 1"), PLAIN)
    written(pytester, quizzes__rnn__gru=text)
    result = run("quizzes", "-v", "--junitxml=out.xml", "-o", "junit_family=xunit1")
    result.assert_outcomes(passed=3)
    names = ("gru-sum", "two-blanks", "plain-sum")
    places = {name: text.splitlines().index(f"  - id: {name}") for name in names}  # from 0
    result.stdout.fnmatch_lines([f"quizzes/rnn/gru.yaml::{name} PASSED*" for name in places])
    cases = ElementTree.parse(pytester.path / "out.xml").iter("testcase")
    path = str(Path("quizzes", "rnn", "gru.yaml"))
    assert [(case.get("name"), case.get("file"), case.get("line")) for case in cases] == [
        (name, path, str(line)) for name, line in places.items()
    ]


def test_what_is_no_bank_is_left_alone(run: Run, pytester: pytest.Pytester) -> None:
    for name, text in FOREIGN.items():
        (pytester.path / name).write_text(text)
    written(pytester, sums=bank(PLAIN))
    assert listed(run("--collect-only", "-q")) == ["sums.yaml::plain-sum"]


def test_a_file_that_is_named_is_collected_whatever_it_holds(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "notes.yaml").write_text("hello: world\n")
    result = run("notes.yaml")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*_ notes.yaml _*", "notes.yaml:1:1: *", "FAILED notes.yaml::bank_file - *"])


def test_a_named_file_that_is_another_plugins_is_left_to_it(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        """
        import pytest

        class Other(pytest.File):
            def collect(self):
                return []

        def pytest_collect_file(file_path, parent):
            if file_path.suffix == ".yaml":
                return Other.from_parent(parent, path=file_path)
        """
    )
    (pytester.path / "api.tavern.yaml").write_text("stages: []\n")
    assert listed(run("api.tavern.yaml", "--collect-only", "-q")) == []


def test_patterns_say_what_is_a_bank(run: Run, pytester: pytest.Pytester) -> None:
    written(pytester, tests__data__broken=bank(PLAIN), quizzes__rnn__sums=bank(PLAIN), quizzes__broken="- [")
    assert len(listed(run("--collect-only", "-q"))) == 2
    pytester.makeini("[pytest]\nexam_drill_files = quizzes/*.yaml\n")
    assert sorted(listed(run("--collect-only", "-q"))) == [
        "quizzes/broken.yaml::bank_file",
        "quizzes/rnn/sums.yaml::plain-sum",
    ]
    assert listed(run("--collect-only", "-q", "-o", "exam_drill_files=sum?.yaml")) == [
        "quizzes/rnn/sums.yaml::plain-sum"
    ]


@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        (["-k", "gru"], ["gru-sum"]),
        (["-k", "行和"], ["gru-sum"]),
        (["-k", "sum and not gates"], ["plain-sum"]),
        (["-k", "rnn"], ["gru-sum", "plain-sum"]),
        (["-m", "exam_drill"], ["gru-sum", "plain-sum"]),
        (["-m", "not exam_drill"], ["test_python"]),
        (["-m", "exam_drill(tag='gates')"], ["gru-sum"]),
        (["-m", "exam_drill(topic='rnn/sums') and not exam_drill(difficulty='hard')"], ["plain-sum"]),
        (["-m", "exam_drill(syllabus='3.5')"], ["gru-sum"]),
        (["quizzes/rnn/sums.yaml::plain-sum"], ["plain-sum"]),
        (["quizzes/rnn/sums.yaml::plain-sum", "quizzes/rnn/sums.yaml::gru-sum"], ["plain-sum", "gru-sum"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_what_is_chosen_runs(run: Run, pytester: pytest.Pytester, arguments: list[str], chosen: list[str]) -> None:
    written(pytester, quizzes__rnn__sums=bank(GRU, PLAIN))
    pytester.makepyfile("def test_python(): pass")
    lines = listed(run("--strict-markers", "--collect-only", "-q", *arguments))
    assert [line.split("::")[1] for line in lines] == chosen


def test_tags_are_no_marks_of_their_own(run: Run, pytester: pytest.Pytester) -> None:
    """Else a bank could have its questions skipped, or expected to fail."""
    wrong = question("wrong-sum", answer=1, more="    tags: [skip, xfail, parametrize]\n")
    written(pytester, sums=bank(wrong))
    run().assert_outcomes(failed=1)


def test_a_question_that_is_in_two_files_is_told_at_the_second(run: Run, pytester: pytest.Pytester) -> None:
    written(pytester, a=bank(PLAIN), b=bank(GRU, PLAIN))
    result = run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        ["b.yaml:*id-duplicate*plain-sum*a.yaml:3*", "FAILED b.yaml::plain-sum - id-duplicate*"]
    )
    run("b.yaml").assert_outcomes(passed=2)


def test_first_failure_last_failed_and_failed_first(run: Run, pytester: pytest.Pytester) -> None:
    written(pytester, sums=bank(PLAIN, question("wrong-sum", answer=1), GRU))
    run("-x").assert_outcomes(passed=1, failed=1)
    run("--lf").assert_outcomes(failed=1)
    first = run("--ff", "-v").outlines
    assert next(line.split("::")[1].split()[0] for line in first if "%]" in line) == "wrong-sum"
    written(pytester, sums=bank(PLAIN, question("wrong-sum"), GRU))
    run("--lf").assert_outcomes(passed=1)
    run("--lf").assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("trials=0", "an integer from 1 to 10000"),
        ("trials=many", "an integer from 1 to 10000"),
        ("seed=1.5", "an integer"),
        ("time=nan", "a number from 0.01 to 3600"),
        ("lang=de", "ja or en"),
    ],
)
def test_what_nobody_can_mean_is_told_before_anything_runs(run: Run, option: str, expected: str) -> None:
    result = run("-o", f"exam_drill_{option}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: exam_drill_{option.split('=')[0]}: expected {expected}*"])
