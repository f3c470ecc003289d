"""Whatever stands in a bank, its paths and what its programs say: reports can be read, and tell all of it."""

import json
import re
from dataclasses import replace
from typing import Any

import published
from builders import blank, code, question
from hypothesis import example, given, settings
from hypothesis import strategies as st
from told import reported, summed, verdict, written

from exam_drill.problem import Problem
from exam_drill.quality import QuestionReport
from exam_drill.question import Place, Question
from exam_drill.report.notices import notice_of, notices_of
from exam_drill.verdict import Reason, ReasonKind, VerdictKind
from exam_drill.visible import visible

EVIL = st.sampled_from(
    [
        "]]>",
        "<![CDATA[",
        "&#0;",
        "\x00\x08\x1b[2J\x7f\x85",
        "\ud800\udfff",
        "\ufffe\uffff\U0001fffe",
        "\r\n::error::x",
        "a\u0300\u0301\u0302\u0303\u0304",
        "\u202e\u200d\u2028",
        "\"'<>&|`\\",
        "{0} {{x}} %s %25",
        "か\u3099",
        "x" * 3000,
    ]
)
TEXTS = st.one_of(EVIL, st.text(st.characters(codec=None), max_size=30), st.tuples(EVIL, EVIL).map("".join))
NAMES = TEXTS.filter(bool)


def evil_report(name: str, path: str, label: str, options: tuple[str, str], message: str) -> QuestionReport:
    """A question in which everything is hostile, with a wrong key and an option that raises."""
    place = Place(path, 7, 3)
    made = blank(options, 2, label)
    moved = tuple(replace(one, code=replace(one.code, lines=(place,) * len(one.code.lines))) for one in made.options)
    item: Question = replace(
        question("return （あ）", [replace(made, options=moved, place=place)]), id=name, place=place, code=code("x")
    )
    error = Reason(ReasonKind.EXCEPTION, {"type": message, "message": message, "line": 1}, 1, 12, place)
    raised = verdict(2, "r", reason=error, warning=message)
    assert raised.kind is VerdictKind.RAISES
    return reported(item, {label: (verdict(1, "m"), raised)})


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, held in value.items() for text in (key, *strings(held))]
    if isinstance(value, list):
        return [text for held in value for text in strings(held)]
    return [value] if isinstance(value, str) else []


@settings(max_examples=40)
@given(NAMES, NAMES, NAMES, st.tuples(TEXTS, TEXTS), TEXTS)
@example("]]>", "\udc80/a\n.yaml", "\x1b", ("]]>", "\x00"), "\ud800")
@example("a\tb", "か\u3099/\u200d.yaml", "こ", ("a\nb", "\r"), "&<>")
def test_every_report_can_be_read_and_tells_everything(
    name: str, path: str, label: str, options: tuple[str, str], message: str
) -> None:
    report = evil_report(name, path, label, options, message)
    problem = Problem("id-form", Place(path, 9, 1), {"id": name, "suggestion": message}, name)
    notices = [*notices_of(report, "ja"), notice_of(problem, "ja")]
    assert [notice.rule for notice in notices] == ["wrong_key", "id-form"]
    summary = summed([report], [problem], [report.question])
    texts = {
        form: written(form, [report], summary, "ja", root="/nowhere")
        for form in ("junit", "xunit", "sarif", "github", "markdown")
    }
    for form in ("junit", "xunit"):
        cases = list(published.junit(texts[form], form).iter("testcase"))
        assert [case[0].tag for case in cases] == ["failure", "error", "skipped"]
        assert cases[0].get("name") == visible(f"{name}（{label}）")
        assert cases[1].get("name") == visible(name)
        assert [case[0].get("message") for case in cases[:2]] == [notice.sentence for notice in notices]
        assert visible(options[1].split("\n")[0]).strip() in cases[0][0].text.replace("\t", "    ")
    run = published.sarif(texts["sarif"])
    assert all(text.encode() for text in strings(run))  # no halves of characters
    assert [result["ruleId"] for result in run["results"]] == ["wrong_key", "id-form"]
    for result, notice in zip(run["results"], notices, strict=True):
        assert result["message"]["text"].startswith(notice.sentence.replace("](", "] ("))
    lines = texts["github"].split("\n")
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::error", ""]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", texts["github"])
    rows = [line for line in texts["markdown"].split("\n") if line.startswith(("| `wrong_key`", "| `id-form`"))]
    assert len(rows) == 3  # of the counts, and of the notices
    assert len(texts["markdown"].encode()) < 1 << 20


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.sampled_from(["m", "d"])), max_size=12))
def test_every_blank_is_counted_once(items: list[tuple[str, int, str]]) -> None:
    """Files in any order, questions of any number of blanks: the counts are those of what stands there."""
    reports = []
    for number, (file, blanks, kind) in enumerate(items):
        made = [blank(["1", "2"], 1, label) for label in "あいう"[:blanks]]
        item = replace(question("x", made), id=f"q{number}", place=Place(f"{file}.yaml", number + 1))
        reports.append(reported(item, {one.label: kind + ("d" if kind == "m" else "m") for one in made}))
    root = published.junit(written("junit", reports))
    wrong = sum(blanks for _, blanks, kind in items if kind == "d")
    assert (int(root.get("tests")), int(root.get("failures"))) == (sum(item[1] for item in items), wrong)
    for suite in root:
        cases = list(suite.iter("testcase"))
        assert (int(suite.get("tests")), int(suite.get("failures"))) == (
            len(cases),
            sum(case.find("failure") is not None for case in cases),
        )
        assert {case.get("file") for case in cases} == {suite.get("file")}
    assert len({suite.get("file") for suite in root}) == len(root)
    assert len(json.loads(written("sarif", reports))["runs"][0]["results"]) == wrong
