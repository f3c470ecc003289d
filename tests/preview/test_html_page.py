"""The page that `preview --html` writes: well-formed, alone, safe whatever the bank holds, in both languages."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import SHOWN, hidden, squeezed, write
from previewing import BANK, preview
from rich.text import Text

from exam_drill.bank import fields
from exam_drill.layout import Row
from exam_drill.preview.html import page
from exam_drill.preview.parts import Grid, Heading, Panel, Panels, Rows, Screen
from exam_drill.question import LANGUAGES, Language
from exam_drill.quiz.question_page import Page
from exam_drill.visible import visible
from exam_drill.web.file import NoPageError, write_page

pytestmark = pytest.mark.usefixtures("lent")

VOID = {"meta", "input"}
TAGS = {
    *VOID, "html", "head", "title", "style", "body", "label", "main", "section", "header", "div", "p", "span", "pre",
    "h1", "h2", "h3", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "type", "id", "checked", "for", "class",
    "scope", "tabindex",
}  # fmt: skip
EVIL = "</pre></style></title><script>alert(1)</script><img src=//x.test onerror=a()>\"'&amp;<!--]]>"


class Reader(HTMLParser):
    """Reads a page and fails where a tag is not closed, or is none that we write; keeps the texts of each language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: dict[str, str] = {"": ""}
        self.language = ""
        self.style = ""
        self.meta: dict[str, str] = {}
        self.checked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        given = dict(attrs)
        assert len(given) == len(attrs)
        assert set(given) <= ATTRIBUTES, given
        if tag == "meta":
            self.meta[given.get("http-equiv") or given.get("name") or "charset"] = str(given.get("content"))
        if tag == "input" and "checked" in given:
            self.checked.append(str(given["id"]))
        if tag == "main":
            self.language = str(given["lang"])
            self.texts[self.language] = ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "main":
            self.language = ""

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data
        else:
            self.texts[self.language] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def read(text: str) -> Reader:
    assert text.startswith("<!doctype html>\n<html lang=")
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    digest = base64.b64encode(hashlib.sha256(reader.style.encode()).digest()).decode()
    assert reader.meta["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|//", reader.style)
    assert not hidden(text)
    return reader


def written(tmp_path: Path, *arguments: str) -> str:
    path = tmp_path / "page.html"
    assert preview(*arguments, "--html", str(path))[0] in (0, 1)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["two-blanks", "raising", "shapes", "in-place", "large", "failing-reference"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_holds_all_in_both_languages(name: str, language: Language, tmp_path: Path) -> None:
    reader = read(written(tmp_path, name, BANK, "--lang", language))
    assert reader.checked == [language]
    assert set(reader.texts) == {"", "ja", "en"}
    for own, words in (
        ("ja", ("学習者の画面", "期待値", "入力")),
        ("en", ("What the learner sees", "expected", "Inputs")),
    ):
        for word in words:
            assert word in reader.texts[own]
    assert not re.search("[ぁ-んァ-ン]{3}", re.sub(r"[(（]?[あい][)）]?", "", reader.texts["en"]))
    if name != "failing-reference":
        assert "Trial by trial" in reader.texts["en"]
        assert "Trial 1/" in reader.texts["en"]


def test_a_page_shows_what_the_terminal_shows(tmp_path: Path) -> None:
    text = squeezed(read(written(tmp_path, "shapes", BANK, "--trial", "2")).texts["en"])
    for arguments in ((), ("--all-trials",), ("--trial", "2")):
        out = preview("shapes", BANK, *arguments, "--width", "120")[1]
        for word in re.findall(r"-?\d+\.\d{4}\b|×[^\n(\[]{0,20}|[0-9a-f]{12}", out):
            assert squeezed(word) in text, word


def test_a_hostile_bank_is_only_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "_CONTROL", re.compile("(?!)"))
    folder = tmp_path / "bank"
    folder.mkdir()
    text = written(tmp_path, "hostile-fields", str(write(folder)), "--lang", "ja")
    shown = squeezed(read(text).texts["ja"])
    for name, payload in SHOWN.items():
        assert squeezed(visible(payload)) in shown, name


def test_every_part_escapes_its_texts() -> None:
    evil = Text(EVIL, "bold red")
    row, code = Row(evil, evil), Row(Text(f"{EVIL}\x1b[2J"), evil, code=True)
    parts = [
        Heading(EVIL, 1),
        Rows((row, code)),
        Screen(Page(EVIL, (row,), (row, code), ((EVIL, "next"),), EVIL)),
        Panels((Panel(evil, (evil,)),)),
        Grid((EVIL, EVIL), ((evil, evil),)),
    ]
    text = page(EVIL, {"ja": parts, "en": parts}, "en")
    assert "<script" not in text
    assert "<img" not in text
    reader = read(text)
    assert reader.texts["en"].count(EVIL) == 18
    assert EVIL in reader.texts[""]


def test_styles_that_overlap_nest_into_classes() -> None:
    line = Text("abcd")
    line.stylize("bold", 0, 3)
    line.stylize("red", 2, 4)
    text = page("x", {"en": [Panels((Panel(Text("t"), (line,)),))]}, "en")
    assert '<span class="b">ab</span><span class="b red">c</span><span class="red">d</span>' in text


def test_a_page_is_replaced_as_a_whole_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for text in ("<!doctype html>\n1", "<!DOCTYPE html>あ"):
        write_page(str(path), text)
        assert path.read_text(encoding="utf-8") == text
    path.chmod(0o640)
    write_page(str(path), "<!doctype html>\n3")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    other = tmp_path / "notes.txt"
    for content in (b"mine", b"\xff\xfe<!doctype html"):
        other.write_bytes(content)
        with pytest.raises(NoPageError):
            write_page(str(other), "<!doctype html>")
        assert other.read_bytes() == content
    other.write_bytes(b"")
    write_page(str(other), "<!doctype html>\n4")
    assert sorted(os.listdir(tmp_path)) == ["notes.txt", "page.html"]


@pytest.mark.skipif(os.name != "posix", reason="links need no privilege on POSIX only")
def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    target, link = tmp_path / "page.html", tmp_path / "link.html"
    target.write_text("<!doctype html>", encoding="utf-8")
    link.symlink_to(target)
    write_page(str(link), "<!doctype html>\nnew")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").endswith("new")


def test_what_fails_midway_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text("<!doctype html>old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_page(str(path), "<!doctype html>new")
    assert path.read_text(encoding="utf-8") == "<!doctype html>old"
    assert os.listdir(tmp_path) == ["page.html"]
