"""Whatever a bank, a file name or a program says, in the page of a check it is text and nothing else."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from typing import Any

import pytest
from fuzzing import examples
from hostile import NASTY, squeezed
from hypothesis import given
from hypothesis import strategies as st
from page_reading import ALLOWED, Page, summary_of, written
from told import bank, reported

from exam_drill.checking.summary import Confinement, LeftOut, Node
from exam_drill.problem import Problem
from exam_drill.quality import QuestionReport, Receipt
from exam_drill.question import Erratum, Place, Question, Source, Text
from exam_drill.verdict import Failure
from exam_drill.visible import visible

PIECES = (
    "</pre>", "</style>", "</title>", "</textarea>", "</svg>", "<script>alert(1)</script>",
    "<img src=//x.test onerror=a()>",
    '"', "'", "&", "&amp;", "&#60;", "&lt", "<!--", "-->", "]]>", "<![CDATA[", "<?php", "</", "<", ">", "`", "=", "\0",
    "\x1b[2J", "\u202e", "\u2028", "\ud800", "\ufeff", "\r\n", "\n", "\t", "{}", "{published}", "%s", "javascript:a()",
    "/**/", "\\", "url(//x.test)", "あ", "(あ)", "#", "'''", "ﾊﾝｶｸ", "👩‍👩‍👧", "e\u0301\u0301\u0301\u0301\u0301",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=8).map("".join)
EVIL = "".join(PIECES) + NASTY
_TAG = re.compile(rf"</?(?:{'|'.join(ALLOWED)})(?: [a-zA-Z-]+(?:=\"[^\"<>]*\")?)*/?>")
_WORDS = {"fault", "kind", "where", "ja", "en"}  # fields of a few fixed words; texts are given as they are


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    plain = bank(tmp_path_factory.mktemp("bank"))[0]
    place = plain.place
    return dataclasses.replace(
        plain,
        title=Text("題", "title"),
        prompt=Text("問", "prompt"),
        call=plain.blanks[0].options[0].code,
        sources=(Source("book", Text("本", "book"), "https://x.test"),),
        errata=(Erratum("a", "b", "code", None, (), place),),
        tags=("tag",),
    )


@pytest.fixture(scope="module")
def honest(question: Question) -> Page:
    return hostile_page(question, "abc")


def everywhere(value: Any, text: str, name: str = "") -> Any:
    """The value with this text as every text in it; codes of ours and labels stay."""
    if isinstance(value, Enum) or (isinstance(value, str) and name in _WORDS):
        return value
    if isinstance(value, str):
        return text
    if isinstance(value, Text):
        return Text(text, text + "!")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = {one.name for one in dataclasses.fields(value)} - ({"label"} if hasattr(value, "label") else set())
        if isinstance(value, (Problem, Failure)):
            names -= {"code"}
        return dataclasses.replace(value, **{one: everywhere(getattr(value, one), text, one) for one in names})
    if isinstance(value, Mapping):
        return {key: everywhere(one, text, str(key)) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(everywhere(one, text, name) for one in value)
    return value


def hostile_page(question: Question, text: str) -> Page:
    """A page in which this text stands for every text there is."""
    fault = Failure("reference", "raises", {"line": 2, "trial": 1, "sizes": "N=3", "type": "E", "message": "m"})
    strange = Failure("question", "nobody-knows", {"type": "E", "message": "m", "line": 2}, Place("x", 3))
    plain = [
        reported(question, {"あ": "mddd"}),
        reported(question, {"あ": "dmrt"}, printed_in=(1,)),
        reported(question, {"あ": "mddd"}, alike=((2, 3),)),
        reported(question, {}, failed=fault),
        reported(question, {"あ": "rrrr"}, failure=strange),
    ]
    reports = [everywhere(report, text) for report in plain]
    assert all(isinstance(report, QuestionReport) for report in reports)
    problem = Problem("answer-no-option", Place("p.yaml", 1), {"answer": "x", "last": 4}, "q")
    node = Node("n", {"numpy": "1"}, "e", "s", {"files": ("x",), "network": ()}, {"network": "w"})
    summary = summary_of(
        reports,
        (everywhere(problem, text), everywhere(dataclasses.replace(problem, question=None), text)),
        confinement=everywhere(Confinement(node.enforced, node.not_enforced), text),
        nodes=(everywhere(node, text),),
    )
    return written(reports, dataclasses.replace(summary, left_out=LeftOut((text,), 1)))


def parts_of(page: Page) -> Counter[str]:
    """How often each element occurs, those left out that stand for words and for the colours of code."""
    return Counter(str(one.tag) for one in page.root.iter() if one.tag not in ("span", "p", "code", "wbr"))


def assert_only_text(page: Page) -> None:
    """Looks at the raw page: taking away the style sheet and the tags that we write leaves no sign of HTML."""
    body = page.text.removeprefix("<!doctype html>\n")
    body = re.sub("<style>.*?</style>", "", body, count=1, flags=re.DOTALL)
    rest = _TAG.sub("", body)
    assert not re.search("[<>\"']", rest), re.findall(".{,40}[<>\"'].{,40}", rest)[:3]
    assert re.findall("&(?!(?:amp|lt|gt|quot|#x27);)", rest) == []


def test_evil_texts_are_seen_as_they_are(question: Question) -> None:
    page = hostile_page(question, EVIL)
    assert_only_text(page)
    shown = squeezed(page.seen("ja"))
    assert shown.count(squeezed(visible(EVIL))) > 25
    assert not list(page.root.iter("script"))
    assert len(page.articles()) == 6
    assert len(page.rows("findings")) == 4


@examples(10)
@given(TEXTS)
def test_no_text_breaks_out(question: Question, honest: Page, text: str) -> None:
    """The page has the same parts as an honest one, and beside them nothing but text."""
    page = hostile_page(question, text)
    assert_only_text(page)
    assert parts_of(page) == parts_of(honest)


def test_a_long_line_of_code_takes_no_longer_than_its_parts(question: Question) -> None:
    """A hundred times the code makes the page a hundred times as long, not ten thousand."""

    def pieces(count: int) -> int:
        code = dataclasses.replace(question.code, text="1," * count)
        page = written([reported(dataclasses.replace(question, code=code), {"あ": "dmdd"})])
        return len(list(page.root.iter("span")))

    few, many = pieces(50), pieces(5000)
    assert many - few == 5000 - 50


def test_a_name_of_bytes_that_are_no_text_is_shown(question: Question) -> None:
    path = "b\udcff<i>.yaml"
    page = written([reported(dataclasses.replace(question, place=Place(path, 3, 5)), {"あ": "dmdd"})])
    assert r"b\udcff<i>.yaml:3:5" in page.seen("en", page.by_id("f1"))


def test_receipts_are_text_too(question: Question) -> None:
    report = reported(question, {"あ": "mddd"})
    receipt = Receipt(EVIL, EVIL, 0, 12, {}, {EVIL: EVIL})
    page = written([dataclasses.replace(report, blanks=(dataclasses.replace(report.blanks[0], receipt=receipt),))])
    assert_only_text(page)
    assert squeezed(visible(EVIL[:12])) in squeezed(page.seen("ja"))
