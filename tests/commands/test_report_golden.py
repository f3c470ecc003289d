"""One whole text report, word for word: what a mark, a figure or a place says is part of the report."""

import io
import math

import builders
from reports import Result, print_result, to_json

from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QualityWarning, QuestionReport, Receipt, WarningKind
from exam_drill.question import Place
from exam_drill.verdict import Failure, Reason, ReasonKind, Verdict, VerdictKind

QUESTION = builders.question("def f(x):\n    return (あ)\n", ["2 * x", "x[0]", "x *\ny"], answer=2)
VERDICTS = (
    Verdict(1, VerdictKind.MATCHES, 12, 0, 9, 0.0, output="array (3,) float"),
    Verdict(
        2,
        VerdictKind.DIFFERS,
        12,
        10,
        9,
        5000.0,
        Reason(
            ReasonKind.VALUE,
            {
                "at": "",
                "index": "[1]",
                "expected": "4",
                "got": "4.5",
                "max_abs_error": 3.25,
                "differing": 2,
                "total": 6,
            },
            2,
            7,
        ),
        warning="RuntimeWarning: overflow",
    ),
    Verdict(
        3,
        VerdictKind.RAISES,
        12,
        12,
        9,
        math.inf,
        Reason(
            ReasonKind.EXCEPTION,
            {"type": "TypeError", "message": "no", "line": 2},
            1,
            12,
            Place("bank.yaml", 104, 9),
        ),
    ),
)
RECEIPT = Receipt("a" * 64, "b" * 64, 7, 12, {2: 5000.0, 3: math.inf}, {"numpy": "2.4"})
RESULT = Result(
    (
        QuestionReport(
            QUESTION,
            (
                BlankReport(
                    "あ",
                    Finding.WRONG_KEY,
                    2,
                    (1,),
                    VERDICTS,
                    (QualityWarning(WarningKind.WEAK, (2,), {"differing": 10, "reached": 9, "margin": 5000.0}),),
                    place=Place("bank.yaml", 100, 13),
                ),
            ),
        ),
        QuestionReport(
            builders.gru(),
            (BlankReport("こ", Finding.PROVEN, 4, (4,), VERDICTS[:1], receipt=RECEIPT),),
        ),
        QuestionReport(
            builders.question("", ["a", "b"], id="broken"),
            (
                BlankReport(
                    "あ",
                    Finding.REFERENCE_FAILED,
                    1,
                    (),
                    (),
                    failure=Failure(
                        "reference",
                        "raises",
                        {"type": "ValueError", "message": "bad", "line": 3, "trial": 2, "sizes": "N=1"},
                        Place("bank.yaml", 52, 9),
                    ),
                ),
            ),
            printed_in=(1, 2),
        ),
    ),
    (Problem("answer-no-option", Place("bank.yaml", 9, 13), {"answer": "5", "last": 4}, "bad-one"),),
    1.25,
)
TEXT = """
wrong_key  test-question（あ）  bank.yaml:100:13
  The published answer is 2, but only option 1 agrees with the reference on all 12 trials.
  ○ 1  2 * x
       matches: agrees with the reference on all 12 trials
  × 2  x[0] ← published
       differs: output[1] is 4.5 instead of 4 (largest error 3.25) [7 of 12 trials]
       the run warned: RuntimeWarning: overflow
  × 3  x * ⏎ y
       raises: TypeError on line 2: no [each of 12 trials]  bank.yaml:104:9
  weak: Option 2 is only just wrong: it differs on 10 of 9 trials, by 5e+03 tolerances.

reference_failed  broken [1,2]（あ）  bank.yaml:52:9
  The reference raised ValueError: bad on its line 3, on trial 2 with N=1.

bank.yaml:9:13: answer-no-option: answer 5 is no option; there are 1 to 4

1 wrong_key · 1 proven · 1 reference_failed · 1 invalid · \
questions 4, blanks 3, options 9, warnings 1, problems 1, 1.2 s
"""


def printed() -> list[str]:
    from rich.console import Console

    out = io.StringIO()
    print_result(RESULT, Console(file=out, width=200, soft_wrap=True, markup=False, highlight=False), "en")
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_the_text_report_word_for_word() -> None:
    lines = printed()
    start = lines.index("")
    assert lines[start:] == TEXT.rstrip("\n").splitlines()
    assert [line.split() for line in lines[:start]] == [
        ["finding", "question", "blank", "published", "executed", "warnings"],
        ["wrong_key", "test-question", "あ", "2", "1", "weak"],
        ["proven", "test-question", "こ", "4", "4"],
        ["reference_failed", "broken", "[1,2]", "あ", "1", "–"],
        ["invalid", "bad-one", "–", "–", "–"],
    ]


def test_the_json_report_figure_by_figure() -> None:
    import json

    report = json.loads(to_json(RESULT, "en"))
    assert report["summary"]["findings"] == {"wrong_key": 1, "proven": 1, "reference_failed": 1, "invalid": 1}
    wrong = report["questions"][0]["blanks"][0]["options"][1]
    assert (wrong["trials"], wrong["differing"], wrong["margin"]) == (12, 10, 5000.0)
    assert wrong["reason"]["differing"] == 2
    assert wrong["warning"] == "RuntimeWarning: overflow"
    raised = report["questions"][0]["blanks"][0]["options"][2]["reason"]
    assert (raised["path"], raised["line"], raised["column"], raised["type"]) == ("bank.yaml", 104, 9, "TypeError")
    assert report["questions"][1]["blanks"][0]["receipt"]["margins"] == {"2": 5000.0, "3": None}
    assert report["questions"][2]["printed_in"] == [1, 2]
    assert report["questions"][2]["blanks"][0]["failure"]["code"] == "raises"
    assert report["problems"][0]["text"] == "answer 5 is no option; there are 1 to 4"
