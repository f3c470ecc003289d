"""What pytest tells of questions that are not proven, of warnings, and of what cannot be run."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from plugin_banks import REFERENCE, TWINS, TWO_BLANKS, bank, question

from exam_drill.checking.bench import Bench
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.sandbox import Limits, Sandbox, SandboxError, TooLittleError

Run = Callable[..., pytest.RunResult]
Write = Callable[[str], None]
WRONG = question("wrong-sum", answer=1)


@pytest.fixture
def write(pytester: pytest.Pytester) -> Write:
    """Writes the one bank of a test."""
    return lambda text: (pytester.path / "sums.yaml").write_text(text, encoding="utf-8") and None


def test_a_wrong_key_is_told_with_all_its_evidence(run: Run, write: Write) -> None:
    write(bank(WRONG))
    result = run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines_random(
        [
            "*_ wrong-sum _*",
            "wrong_key  wrong-sum（あ）  sums.yaml:9:13",
            "  The published answer is 1, but only option 2 agrees with the reference on all",
            "  × 1  x.sum(axis=0) ← published",
            "       differs: output has the shape *",
            "  ○ 2  x.sum(axis=1)",
            "       matches: agrees with the reference on all 12 trials",
            "  → Exactly one option agrees *",
            "    one. Correct the number in answer, or the options.",
            "FAILED sums.yaml::wrong-sum - wrong_key: published 1, executed 2",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "\x1b" not in result.stdout.str()


def test_the_language_is_the_users_and_colours_are_pytests(run: Run, write: Write) -> None:
    write(bank(WRONG))
    shown = run("--color=yes", "--exam-drill-lang=ja").stdout.str()
    assert "\x1b[1m\x1b[31mwrong_key\x1b[0m" in shown
    assert "公表された正解は 1 ですが" in shown
    assert "wrong_key: 公表 1、実行 2" in shown


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (question("x", options=TWINS.replace("np.sum(x)", "x.sum(1)")), "ambiguous: published 2, executed 2 3"),
        (question("x", options="[x, -x, 2 * x, 3 * x]"), "no_match: published 2, executed –"),
        (
            question("x", reference=REFERENCE.replace("return x.sum(axis=1)", "return y")),
            "reference_failed: The reference raised NameError*",
        ),
        (TWO_BLANKS, "wrong_key（あ）: published 3, executed 1 (and 1 more)"),
    ],
    ids=["ambiguous", "no match", "reference failed", "two blanks"],
)
def test_every_finding_fails_its_question(run: Run, write: Write, text: str, finding: str) -> None:
    write(bank(text))
    result = run("-vv")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"FAILED sums.yaml::* - {finding}"])


def test_mistakes_fail_their_question_or_their_file_and_nothing_else(
    run: Run, write: Write, pytester: pytest.Pytester
) -> None:
    write(bank(question("sum-of-rows"), question("no-such-answer", answer=7), question("Not_Kebab"), question("mean")))
    (pytester.path / "tab.yaml").write_text("format: 1\nquestions:\n\t- id: x\n")
    result = run("-v")
    result.assert_outcomes(passed=2, failed=3)
    result.stdout.fnmatch_lines(
        [
            "sums.yaml::sum-of-rows PASSED*",
            "sums.yaml::no-such-answer FAILED*",
            "sums.yaml::mean PASSED*",
            "sums.yaml::bank_file FAILED*",
            "tab.yaml::bank_file FAILED*",
            "sums.yaml:16:13: answer-no-option: *",
            "sums.yaml:17:9: id-form: *",
            "tab.yaml:3:1: yaml-tab: *",
        ]
    )


def test_warnings_are_warnings_of_pytest_unless_they_are_to_fail(run: Run, write: Write) -> None:
    write(bank(question("twins", options=TWINS)))
    result = run()
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(["sums.yaml::twins", "  sums.yaml:8: QuestionWarning: twin_distractors: *3 and 4*"])
    run("-W", "ignore:twin_distractors").assert_outcomes(passed=1)
    for wish in (["--exam-drill-strict"], ["-W", "error"], ["-o", "exam_drill_strict=true"]):
        result = run(*wish)
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["  twin_distractors: *", "  → *", "FAILED * - twin_distractors: *"])


def test_junit_tells_what_was_found(run: Run, write: Write, pytester: pytest.Pytester) -> None:
    write(bank(question("right-sum"), WRONG))
    run("--junitxml=out.xml")
    right, wrong = ElementTree.parse(pytester.path / "out.xml").iter("testcase")
    found = {item.get("name"): item.get("value") for item in right.iter("property")}
    assert found["exam_drill.finding"] == "proven"
    assert found["exam_drill.executed"] == found["exam_drill.published"] == "2"
    assert re.fullmatch("[0-9a-f]{64} [0-9a-f]{64}", found["exam_drill.receipt"] or "")
    failure = wrong.find("failure")
    assert failure is not None
    assert failure.get("message") == "wrong_key: published 1, executed 2"
    # Lines are not broken to any width there.
    assert "only option 2 agrees with the reference on all 12 trials." in (failure.text or "")


def test_nothing_of_a_bank_reaches_the_terminal_unseen(run: Run, pytester: pytest.Pytester) -> None:
    raising = """['raise ValueError(chr(27) + "[2J")', 'y = -y', 'pass']"""
    text = question("wrong-sum", options=raising).replace(
        "return (あ)", "y = x.sum(axis=1)\n          (あ)\n          return y"
    )
    (pytester.path / "su\x1b[2Jms.yaml").write_text(bank(text), encoding="utf-8")
    result = run("-v", "--junitxml=out.xml")
    result.assert_outcomes(failed=1)
    assert "\x1b" not in result.stdout.str()
    result.stdout.fnmatch_lines(["su␛?2Jms.yaml::wrong-sum FAILED*", "       raises: ValueError on line 3: ␛?2J*"])
    run("--lf").assert_outcomes(failed=1)
    text = question("twins", options=f"{TWINS}  # \u202e turns the direction of what follows")
    (pytester.path / "su\x1b[2Jms.yaml").write_text(bank(text), encoding="utf-8")
    result = run()
    result.assert_outcomes(passed=1, warnings=1)
    assert not set("\x1b\u202e") & set(result.stdout.str())


def test_what_was_kept_is_not_run_again(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write(bank(question("right-sum"), question("twins", options=TWINS), WRONG))
    first = run()
    first.assert_outcomes(passed=2, failed=1, warnings=1)
    assert "unchanged" not in first.stdout.str()
    ran = run("--cache-clear")
    ran.assert_outcomes(passed=2, failed=1, warnings=1)
    assert "unchanged" not in ran.stdout.str()
    write(bank(question("right-sum"), question("twins", options=TWINS), question("new-sum"), WRONG))
    result = run()
    result.assert_outcomes(passed=3, failed=1, warnings=1)
    result.stdout.fnmatch_lines(["exam_drill: 3 of 4 questions unchanged*"])
    monkeypatch.setattr("exam_drill.sandbox.Sandbox", None)
    result = run()
    result.assert_outcomes(passed=3, failed=1, warnings=1)
    result.stdout.fnmatch_lines(["  ○ 2  x.sum(axis=1)", "exam_drill: 4 of 4 questions unchanged*"])
    assert "unchanged" not in run("--exam-drill-no-cache").stdout.str()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (TooLittleError(("network",)), "Nothing here keeps the programs of a bank from these, so none is run: *"),
        (SandboxError("no worker"), "The sandbox does not work, so nothing was judged (no worker)*"),
    ],
    ids=["too little", "broken"],
)
def test_what_is_our_fault_is_an_error_and_no_failure(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    def fail(_: Sandbox) -> None:
        raise error

    monkeypatch.setattr(Sandbox, "capabilities", fail)
    write(bank(question("a"), question("b", answer=9)))
    result = run()
    result.assert_outcomes(errors=1, failed=1)
    result.stdout.fnmatch_lines(["*ERROR at setup of a*", sentence])
    assert "Traceback" not in result.stdout.str()


def test_banks_run_as_those_of_strangers_and_within_the_limits_that_were_asked_for(
    run: Run, write: Write, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def make(limits: Limits, *, untrusted: bool) -> Sandbox:
        made.append((limits.wall, untrusted))
        return sandbox

    monkeypatch.setattr("exam_drill.sandbox.Sandbox", make)
    write(bank(WRONG))
    run()
    result = run("--exam-drill-trust", "--exam-drill-time=2.5", "-o", "exam_drill_trials=40", "--exam-drill-seed=7")
    result.stdout.fnmatch_lines(["       matches: agrees with the reference on all 40 trials"])
    assert made == [(Limits().wall, True), (2.5, False)]


def test_the_question_that_comes_next_is_prepared(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []
    judge = Bench.judge

    def watched(bench: Bench, one: Question, *following: Question) -> tuple[QuestionReport, ...] | None:
        judged.append((one.id, [other.id for other in following]))
        return judge(bench, one, *following)

    monkeypatch.setattr(Bench, "judge", watched)
    write(bank(question("kept")))
    run()
    write(bank(question("a"), question("b"), question("kept"), question("c"), question("broken", answer=9)))
    run().assert_outcomes(passed=4, failed=1)
    assert judged == [("kept", []), ("a", ["b"]), ("b", []), ("c", [])]


def test_a_damaged_cache_is_told_and_costs_no_result(run: Run, write: Write, pytester: pytest.Pytester) -> None:
    write(bank(question("right-sum"), WRONG))
    run().assert_outcomes(passed=1, failed=1)
    for file in (pytester.path / ".cache" / "check").glob("*.sqlite3*"):
        file.write_bytes(b"no database" * 1000)
    result = run()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["exam_drill: The cache*"])
