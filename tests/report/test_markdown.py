"""The Markdown summary, read back by a parser of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from told import bank, reported, summed, written

from exam_drill.problem import Problem
from exam_drill.question import Place, Question
from exam_drill.report import markdown
from exam_drill.report.markdown_text import code, link, prose
from exam_drill.report.notices import Level
from exam_drill.visible import shortened, visible

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")


def cells(text: str) -> list[list[list[tuple[str, str]]]]:
    """The cells of each row of all tables, each as what it holds: (kind, text)."""
    rows: list[list[list[tuple[str, str]]]] = []
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level >= 4:
            held = [(child.type, child.content) for child in token.children or ()]
            rows[-1].append([item for item in held if item[1] or item[0] not in ("text",)])
    return rows


def seen(cell: list[tuple[str, str]]) -> str:
    return "".join(text for kind, text in cell if kind in ("text", "code_inline"))


@pytest.fixture
def questions(tmp_path: Path) -> list[Question]:
    return bank(tmp_path, name="a|b.yaml")


def test_counts_then_errors_then_warnings(questions: list[Question], tmp_path: Path) -> None:
    reports = [
        reported(questions[0], {"あ": "mddd"}, alike=((2, 3),)),
        reported(questions[1], {"い": "md", "う": "dm"}),
    ]
    text = written("markdown", reports, root=tmp_path)
    assert text.startswith("## exam-drill check: 1 error, 1 warning\n")
    assert re.findall("^### (.*)$", text, re.MULTILINE) == ["Errors", "Warnings"]
    rows = [[seen(cell) for cell in row] for row in cells(text)]
    assert rows[1:3] == [["proven", "2"], ["wrong_key", "1"]]
    assert rows[4][:3] == ["wrong_key", "two-blanks（う）", "a|b.yaml:36:21"]
    assert "only option 2" in rows[4][3]
    assert rows[6][0] == "twin_distractors"


def test_what_comes_from_the_cache_is_told(questions: list[Question]) -> None:
    reports = [reported(questions[0], {"あ": "mddd"})]
    assert "cache" not in written("markdown", reports)
    text = written("markdown", reports, replace(summed(reports), cached=7, executed=3))
    assert "(questions run 3, from the cache 7)" in text


def test_places_lead_to_the_lines_where_that_is_known(questions: list[Question], tmp_path: Path) -> None:
    text = written(
        "markdown", [reported(questions[0], {"あ": "mmdd"})], root=tmp_path, address="https://x.test/blob/1/"
    )
    targets = re.findall(r"\]\(<([^>]*)>\)", text)
    assert targets == ["https://x.test/blob/1/a%7Cb.yaml#L14"]


def test_there_is_no_table_of_nothing(questions: list[Question]) -> None:
    text = written("markdown", [reported(questions[0], {"あ": "mddd"})], language="ja")
    assert text.startswith("## exam-drill check: エラー 0 件、警告 0 件\n")
    assert "###" not in text


def test_a_summary_is_never_too_long_and_says_what_is_missing(questions: list[Question]) -> None:
    problems = [Problem("id-form", Place("a.yaml", n), {"id": "x" * 400, "suggestion": "y"}) for n in range(1500)]
    warned = reported(questions[0], {"あ": "mddd"}, alike=((2, 3),))
    reports = [warned] * 1200
    text = written("markdown", reports, summed(reports, problems), "ja")
    assert len(text.encode()) < 1 << 20
    told = {kind: text.count(f"\n| `{kind}` | ") for kind in ("id-form", "twin_distractors")}
    left = [int(number) for number in re.findall(r"^ほか (\d+) 件は", text, re.MULTILINE)]
    assert [told["id-form"] + left[0], told["twin_distractors"] + left[1]] == [1500, 1200]
    assert min(told.values()) > 100


def test_a_long_row_does_not_give_way_to_a_later_short_one(
    questions: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "MOST_BYTES", {Level.ERROR: 150, Level.WARNING: 150})
    problems = [
        Problem("id-form", Place("a.yaml", 1), {"id": "x" * 400, "suggestion": "y"}),
        Problem("file-empty", Place("b.yaml", 1)),
    ]
    text = written("markdown", [], summed([], problems))
    assert "file-empty" not in text
    assert "2 more are left out" in text


HOSTILE = [
    "a|b",
    "a\\|b",
    "`|`",
    "``` ` ```",
    "<script>alert(1)</script>",
    "[x](https://example.com)",
    "![x](y)",
    "@someone #1 user@example.com www.example.com https://example.com",
    "a\n| b |\n# c",
    "\x1b[31m\u202e\u200b\ud800",
    "&amp; &#124; \\&",
    "**a** _b_ ~~c~~ ==d== $e$ :smile:",
    "\\",
    " ` ",
]


@given(st.lists(st.text(min_size=1), min_size=3, max_size=3))
@example(HOSTILE[:3])
@example(HOSTILE[3:6])
@example(HOSTILE[6:9])
@example(HOSTILE[9:12])
@example([HOSTILE[12], HOSTILE[13], HOSTILE[1]])
def test_text_stays_text_within_its_cell(texts: list[str]) -> None:
    row = f"| {code(texts[0])} | {prose(texts[1])} | {link(texts[2], 'https://x.test/')} |"
    found = cells(f"| a | b | c |\n| - | - | - |\n{row}\n")
    assert len(found) == 2
    assert len(found[1]) == 3
    allowed = ({"code_inline"}, {"text", "text_special"}, {"code_inline", "link_open", "link_close"})
    for cell, kinds, text in zip(found[1], allowed, texts, strict=True):
        markup = {held for kind, held in cell if kind == "html_inline"}
        assert markup <= {"<!-- -->", "<code>", "</code>"}
        assert {kind for kind, _ in cell} - {"html_inline"} <= kinds | ({"text", "text_special"} if markup else set())
        said = "".join(held for kind, held in cell if kind in ("text", "text_special", "code_inline"))
        assert said.strip() == shortened(visible(text), 500).strip()


def test_nobody_is_called_and_nothing_is_linked() -> None:
    text = prose("@someone user@example.com www.example.com https://example.com mailto:a :smile:")
    assert re.search(r"@\w|www\.|(?<!\\):\S", text) is None  # what GitHub looks for
    html = PARSER.render(text)
    assert "<a" not in html
    assert re.sub("<.*?>", "", html).strip() == text.replace("\\", "").replace("<!-- -->", "")
