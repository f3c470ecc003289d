"""Reads a report's page as a browser does, by the parser of html5lib, and holds it against the rules of HTML.

Parsing is strict: whatever the standard calls a parse error is one here.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import html5lib
from hostile import hidden

from exam_drill.checking.summary import Summary, Tally
from exam_drill.problem import Problem
from exam_drill.quality import QuestionReport
from exam_drill.question import LANGUAGES, Language, Question
from exam_drill.report.page import PageWriter
from exam_drill.report.page_bounds import BOUNDS, Bounds
from exam_drill.report.writer import Outlet, Start

# Each element, and the attributes that it may have; `class` all may.
ALLOWED = {
    "html": {"lang"}, "head": set(), "title": set(), "style": set(), "body": set(), "header": set(), "wbr": set(),
    "meta": {"charset", "http-equiv", "name", "content"}, "input": {"type", "name", "id", "checked"},
    "label": {"for", "lang"}, "main": {"id"}, "div": {"id", "tabindex"}, "nav": {"aria-labelledby"}, "a": {"href"},
    "article": {"id", "tabindex", "aria-labelledby"}, "section": {"aria-labelledby"}, "span": {"lang", "id"},
    "p": {"lang"}, "pre": {"tabindex"}, "h1": set(), "h2": {"id"}, "h3": set(), "h4": {"id"}, "dl": set(),
    "dt": set(), "dd": set(), "ul": set(), "li": set(), "code": set(), "strong": set(), "br": set(), "figure": set(),
    "figcaption": set(), "table": set(), "thead": set(), "tbody": set(), "tr": {"id"}, "td": {"colspan"},
    "th": {"scope", "colspan"}, "svg": {"viewBox", "preserveAspectRatio", "aria-hidden"}, "rect": {"width", "height"},
}  # fmt: skip
FLOW = {"div", "p", "pre", "table", "section", "article", "nav", "dl", "ul", "figure", "h1", "h2", "h3", "h4", "main"}
PHRASING_ONLY = {"p", "span", "a", "h1", "h2", "h3", "h4", "dt", "code", "strong", "label", "pre"}


START = Start()


class Page(NamedTuple):
    """A page as it was written, and as it was read."""

    text: str
    root: Element

    def by_id(self, identity: str) -> Element:
        return next(one for one in self.root.iter() if one.get("id") == identity)

    def articles(self) -> list[Element]:
        return list(self.root.iter("article"))

    def seen(self, language: Language, within: Element | None = None) -> str:
        """The text that a reader of this language sees."""
        return "".join(_seen(self.root.find("body") if within is None else within, language))

    def rows(self, heading: str) -> list[Element]:
        """The rows of the table below the heading with this id, those that name a file left out."""
        below = list(self.by_id("index"))
        table = below[below.index(self.by_id(heading)) + 1]
        rows = [row for body in table.iter("tbody") for row in body.iter("tr")]
        return [row for row in rows if row[0].get("scope") != "rowgroup"]


def named(question: Question, identity: str, path: str = "a/b.yaml") -> Question:
    """The question with another id, in another file."""
    return replace(question, id=identity, place=replace(question.place, path=path))


def summary_of(reports: Iterable[QuestionReport], problems: Iterable[Problem] = (), **fields: Any) -> Summary:
    tally = Tally()
    for report in reports:
        tally.add(report)
    return tally.summary(tuple(problems), 1.5, **fields)


def written(
    reports: Iterable[QuestionReport],
    summary: Summary | None = None,
    language: Language = "ja",
    bounds: Bounds = BOUNDS,
    start: Start = START,
    **wishes: Any,
) -> Page:
    """The page that is written of these reports, read and found valid; `wishes` are those of its outlet."""
    reports = list(reports)
    stream = io.StringIO()
    writer = PageWriter(Outlet(stream, language, **wishes), bounds)
    try:
        writer.begin(start)
        for report in reports:
            writer.question(report)
        assert not stream.getvalue()
        writer.end(summary_of(reports) if summary is None else summary)
    finally:
        writer.close()
        writer.close()
    return read(stream.getvalue())


def read(text: str) -> Page:
    """The page, which must be valid HTML, stand alone, and be all that we would write."""
    assert text.startswith("<!doctype html>\n<html lang=")
    assert not hidden(text)
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    for one in root.iter():
        tag = _tag(one)
        assert tag in ALLOWED, tag
        assert set(one.attrib) <= ALLOWED[tag] | {"class"}, (tag, one.attrib)
    _alone(root)
    _references(root)
    _nesting(root)
    _headings(root)
    _languages(root)
    return Page(text, root)


def _tag(one: Element) -> str:
    """SVG stands in a namespace of its own; a comment has no tag, but a function."""
    assert isinstance(one.tag, str), "a comment"
    return one.tag.rpartition("}")[2]


def _alone(root: Element) -> None:
    style = root.findtext("head/style") or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(one.get("content") for one in root.iter("meta") if one.get("http-equiv"))
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert style.isascii()
    assert not re.search(r"url\(|@import|//", style)
    assert len(list(root.iter("style"))) == 1


def _references(root: Element) -> None:
    identities = [one.get("id") for one in root.iter() if one.get("id") is not None]
    assert len(identities) == len(set(identities))
    for one in root.iter():
        if one.get("href") is not None:
            assert str(one.get("href")).startswith("#")
            assert str(one.get("href"))[1:] in identities
        for name in ("aria-labelledby", "for"):
            if one.get(name) is not None:
                assert one.get(name) in identities


def _nesting(root: Element) -> None:
    parents = {child: parent for parent in root.iter() for child in parent}
    for one in root.iter():
        tag, above = _tag(one), parents.get(one)
        if tag in FLOW:
            while above is not None:
                assert _tag(above) not in PHRASING_ONLY, (tag, _tag(above))
                above = parents.get(above)
        elif tag == "a":
            assert not list(one.iter("a"))[1:]
        elif tag == "th":
            assert one.get("scope") in ("col", "row", "rowgroup")
        elif tag in ("dt", "dd", "li"):
            assert above is not None
            assert above.tag == ("ul" if tag == "li" else "dl")
    for table in root.iter("table"):
        widths = {sum(int(cell.get("colspan") or 1) for cell in row) for row in table.iter("tr")}
        assert len(widths) == 1
        assert parents[table].get("tabindex") == "0"  # what scrolls can be scrolled by keys
    for pre in root.iter("pre"):
        assert pre.get("tabindex") == "0"
    for drawing in root.iter("{http://www.w3.org/2000/svg}svg"):
        assert drawing.get("aria-hidden") == "true"  # its number stands beside it
    assert [len(list(root.iter(name))) for name in ("header", "main", "h1")] == [1, 1, 1]


def _headings(root: Element) -> None:
    levels = [int(_tag(one)[1]) for one in root.iter() if re.fullmatch("h[1-6]", _tag(one))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def _languages(root: Element) -> None:
    """What is said in one language is said in the other one, and both are named."""
    for parent in root.iter():
        count = dict.fromkeys(LANGUAGES, 0)
        for one in parent:
            for language in LANGUAGES:
                if language in (one.get("class") or "").split():
                    assert one.get("lang") == language
                    count[language] += 1
        assert len(set(count.values())) == 1, (parent.tag, count)


def _seen(one: Element, language: Language) -> Iterator[str]:
    hidden_by = {"ja": "en", "en": "ja"}[language]
    if hidden_by not in (one.get("class") or "").split():
        yield one.text or ""
        for child in one:
            yield from _seen(child, language)
            yield child.tail or ""
