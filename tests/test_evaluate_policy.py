"""What the policy refuses, as verdicts and findings: whose fault it is, where it stands, what to write instead."""

import builders
import pytest
from judging import PROGRAM, diagnosis, judged

from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding
from exam_drill.quality import Finding, WarningKind
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import ReasonKind, VerdictKind


def test_an_option_is_refused_with_its_place(sandbox: Sandbox) -> None:
    report = judged(builders.question(PROGRAM, ["2 * x", "x + np.load('y')", "3 * x"]), sandbox)
    assert report.finding is Finding.PROVEN
    verdict = report.verdicts[1]
    assert (verdict.kind, verdict.reached) == (VerdictKind.REFUSED, 0)
    assert verdict.reason is not None
    assert verdict.reason.kind is ReasonKind.POLICY
    assert verdict.reason.parameters == {"code": "numpy-file", "name": "np.load", "hint": "", "line": 1, "column": 8}
    assert str(verdict.reason.place) == "bank.yaml:102:14"
    assert describe(verdict, "en") == (
        "not run: np.load is about files, which a program has none of: take values as arguments and return them "
        "(line 1, column 8)"
    )
    assert describe(verdict, "ja").startswith("実行しませんでした: np.load はファイルを扱うので")
    assert [warning.kind for warning in report.warnings] == [WarningKind.UNJUDGED]  # a refusal proves nothing


@pytest.mark.parametrize(
    ("option", "code"),
    [
        ("x.view('O')", "attribute-memory"),
        ("__import__('os')", "dunder-name"),
        ("[" * 170 + "x" + "]" * 170, "too-deep"),
        ("x" + " + x" * 5500, "too-long"),
        ("'{0.dtype}'.format(x)", "format"),
    ],
)
def test_every_reason_has_its_code(option: str, code: str, sandbox: Sandbox) -> None:
    verdict = diagnosis(option, sandbox)
    assert verdict.reason is not None
    assert (verdict.kind, verdict.reason.parameters["code"]) == (VerdictKind.REFUSED, code)
    for language in ("en", "ja"):
        assert str(verdict.reason.parameters["line"]) in describe(verdict, language)


def test_a_name_that_numpy_does_not_have_is_an_error_of_the_program(sandbox: Sandbox) -> None:
    verdict = diagnosis("np.concaterate([x])", sandbox)
    assert verdict.reason is not None
    assert (verdict.kind, verdict.reason.kind) == (VerdictKind.RAISES, ReasonKind.EXCEPTION)
    assert "Did you mean: 'concatenate'?" in describe(verdict, "en")


def test_the_questions_own_code_is_the_questions_fault(sandbox: Sandbox) -> None:
    program = "import numpy as np\nimport math\n" + PROGRAM
    report = judged(builders.question(program, ["2 * x", "x"]), sandbox)
    assert report.finding is Finding.INVALID
    assert report.failure is not None
    assert (report.failure.fault, report.failure.code) == ("question", "policy")
    assert str(report.failure.place) == "bank.yaml:11:14"
    assert describe_finding(report, "en") == (
        "The question's program was not run: `math` is not needed here: use np.sqrt, np.exp, np.pi and so on "
        "(line 2, column 8)."
    )


def test_so_is_its_call(sandbox: Sandbox) -> None:
    report = judged(builders.question(PROGRAM, ["2 * x", "x"], call="f(eval('x'))"), sandbox)
    assert report.finding is Finding.INVALID
    assert report.failure is not None
    assert str(report.failure.place) == "bank.yaml:40:9"


def test_and_what_stands_in_its_other_blanks(sandbox: Sandbox) -> None:
    program = "def f(x):\n    y = （い）\n    return （あ）\n"
    blanks = [builders.blank(["2 * x", "x"]), builders.blank(["x", "open(x)"], answer=2, label="い", line=200)]
    report = judged(builders.question(program, blanks), sandbox)
    assert report.finding is Finding.INVALID
    assert report.failure is not None
    assert str(report.failure.place) == "bank.yaml:202:7"


def test_a_reference_written_in_the_bank_is_under_the_policy(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef half(x):\n    return x / 2\ndef f(x):\n    return np.fromfile(x)\n"
    report = judged(builders.question(PROGRAM, ["2 * x", "x"], source), sandbox)
    assert report.finding is Finding.REFERENCE_FAILED
    assert report.failure is not None
    assert (report.failure.code, report.failure.parameters["code"]) == ("policy", "numpy-file")
    assert str(report.failure.place) == "bank.yaml:54:21"
    assert "take values as arguments" in describe_finding(report, "en")
    assert "np.fromfile" in describe_finding(report, "ja")


def test_numpy_may_be_imported_as_it_is_everywhere(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef half(x):\n    return x / 2\ndef f(x):\n    return half(4 * x)\n"
    program = "import numpy as np\ndef f(x):\n    import numpy as np\n    （あ）\n"
    options = ["import numpy as np\nreturn np.add(half(2 * x), x)", "return x"]
    assert judged(builders.question(program, options, source, given=("half",)), sandbox).finding is Finding.PROVEN
