"""The page of `stats --html`: well-formed, alone, the same numbers as elsewhere, charts that can be read."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import hidden
from learner_histories import BANK, NOW, TOKYO, fill, made, questions, stats

from exam_drill.progress import subjects
from exam_drill.question import LANGUAGES
from exam_drill.scheduling.plan import Plan
from exam_drill.stats.compute import Material, compute
from exam_drill.stats.page import page
from exam_drill.stats.statistics import Statistics

EVIL = "</title></svg><script>alert(1)</script>\"'&amp;<!--]]>"
VOID = {"meta", "input"}
SVG = "{http://www.w3.org/2000/svg}"


class Reader(HTMLParser):
    """Reads a page and fails where a tag is not closed; keeps texts, tables, ids, and what refers to ids."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.style = ""
        self.policy = ""
        self.tags: dict[str, int] = {}
        self.ids: list[str] = []
        self.referred: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs)
        assert not [name for name in given if name.startswith("on") or name in ("style", "href", "src")], given
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if "id" in given:
            self.ids.append(str(given["id"]))
        self.referred += str(given.get("aria-labelledby") or "").split()
        if given.get("http-equiv"):
            self.policy = str(given["content"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def read(text: str) -> Reader:
    assert text.startswith("<!doctype html>\n<html lang=")
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    digest = base64.b64encode(hashlib.sha256(reader.style.encode()).digest()).decode()
    assert reader.policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|//", reader.style)
    assert not {"script", "img", "link", "iframe", "object", "a"} & set(reader.tags)
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.referred) <= set(reader.ids)
    assert not hidden(text)
    return reader


def drawings(text: str) -> list[ElementTree.Element]:
    """The drawings of a page, read by an XML parser."""
    found = re.findall(r"<svg .*?</svg>", text, re.DOTALL)
    return [
        ElementTree.fromstring(one.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)) for one in found
    ]


@pytest.fixture(scope="module")
def found() -> Statistics:
    bank = questions()
    asked = subjects(bank)
    from datetime import date

    return compute(
        Material(
            made(bank, 200),
            bank,
            asked,
            scheduled=asked.values(),
            names={("gate-mixture", "あ"): {1: "complement-forgotten"}},
            recall=lambda _, moment: 0.9 * 0.99 ** (moment - NOW).days,
            exam=date(2027, 2, 19),
        ),
        NOW,
        TOKYO,
    )


def test_a_page_is_whole_and_alone(found: Statistics) -> None:
    for language in LANGUAGES:
        text = page(found, language)
        reader = read(text)
        assert reader.tags["svg"] == 14  # seven in each language
        assert reader.tags["details"] == reader.tags["summary"] > 8
    assert "学習の記録" in reader.text
    assert "Your record" in reader.text


def test_every_drawing_is_xml_with_a_title_a_description_and_words(found: Statistics) -> None:
    charts = drawings(page(found, "ja"))
    assert len(charts) == 14
    for chart in charts:
        _, _, width, height = map(float, str(chart.get("viewBox")).split())
        title, about = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
        assert title is not None
        assert about is not None
        assert title.text
        assert about.text
        assert chart.get("role") == "img"
        assert len(chart.findall(f"{SVG}text")) > 3
        for element in chart.iter():
            for name, most in (
                ("x", width),
                ("x1", width),
                ("x2", width),
                ("cx", width),
                ("y", height),
                ("cy", height),
            ):
                if element.get(name) is not None:
                    assert -0.01 <= float(str(element.get(name))) <= most + 0.01, (element.tag, name)
            assert float(element.get("width", "0")) >= 0
            assert float(element.get("height", "0")) >= 0


def test_bars_are_as_long_as_the_shares_that_they_show(found: Statistics) -> None:
    chart = next(
        one for one in drawings(page(found, "en")) if one.find(f"{SVG}title").text.startswith("Accuracy by heading")
    )
    bars = list(chart.iter(f"{SVG}rect"))
    graded = [line for line in found.headings if line.counts.share.graded]
    assert len(bars) == len(graded) > 2
    whole = 720 - 250 - 96
    for bar, line in zip(bars, graded, strict=True):
        assert float(str(bar.get("width"))) == pytest.approx(whole * (line.counts.share.rate or 0), abs=0.06)
        words = bar.find(f"{SVG}title")
        assert words is not None
        assert f"{line.counts.share.right}/{line.counts.share.graded}" in str(words.text)


def test_the_calendar_has_every_answer(found: Statistics) -> None:
    chart = next(one for one in drawings(page(found, "en")) if str(one.get("aria-labelledby")).startswith("en-year"))
    words = [str(title.text) for title in chart.iter(f"{SVG}title")][1:]
    assert (
        sum(int(match[1]) for one in words if (match := re.search(r": (\d+) answers?$", one)))
        == found.total.counts.attempts
    )
    assert len(words) == 52 * 7 + 7  # up to today, a Sunday


def test_the_curve_goes_down_as_recall_does(found: Statistics) -> None:
    chart = next(
        one for one in drawings(page(found, "ja")) if str(one.get("aria-labelledby")).startswith("ja-retention")
    )
    first = next(chart.iter(f"{SVG}polyline"))
    ys = [float(point.split(",")[1]) for point in str(first.get("points")).split()]
    assert ys == sorted(ys)
    assert len(ys) == len(found.forecast.points if found.forecast else ())
    assert any("2/19" in str(text.text) for text in chart.iter(f"{SVG}text"))


def test_a_hostile_record_is_only_text() -> None:
    from dataclasses import replace

    bank = [replace(question, syllabus=EVIL, tags=(EVIL,)) for question in questions()]
    attempts = [
        replace(one, subject=replace(one.subject, question=EVIL)) if n % 9 == 0 else one
        for n, one in enumerate(made(bank, 90))
    ]
    names = {("gate-mixture", "あ"): {1: EVIL}}
    material = Material(attempts, bank, subjects(bank), names=names)
    text = page(compute(material, NOW, TOKYO), "ja", unread=EVIL)
    assert "<script" not in text
    reader = read(text)
    assert reader.text.count(EVIL) > 10
    assert len(drawings(text)) == 12


@pytest.mark.usefixtures("lent")
def test_the_command_writes_it_and_replaces_an_older_one(tmp_path: Path) -> None:
    fill(tmp_path / "record", made(questions(), 60), Plan())
    file = tmp_path / "page.html"
    for language in LANGUAGES:
        code, out, errors = stats(tmp_path / "record", BANK, "--html", str(file), "--lang", language)
        assert (code, errors) == (0, "")
        assert str(file) in out
        assert f'<html lang="{language}">' in file.read_text(encoding="utf-8")
    read(file.read_text(encoding="utf-8"))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["page.html"]


def test_a_page_of_one_answer_has_its_charts(found: Statistics) -> None:
    bank = questions()
    alone = compute(Material(made(bank, 1, days=1), bank, subjects(bank)), NOW, TOKYO)
    read(page(alone, "en"))
    assert drawings(page(alone, "en"))
