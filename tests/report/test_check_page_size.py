"""The page of a check where there is much of it: how much is shown, what it costs, and on which streams."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest
from page_reading import named, read, summary_of, written
from told import BANK, bank, reported

from exam_drill.cli import main
from exam_drill.environment import Environment
from exam_drill.problem import Problem
from exam_drill.question import Place, Question
from exam_drill.report.page import PageWriter
from exam_drill.report.page_bounds import Bounds
from exam_drill.report.writer import Outlet, Start


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return bank(tmp_path_factory.mktemp("bank"))[0]


def test_however_much_was_found_the_page_stays_small_and_says_so(doubled: Question) -> None:
    bounds = Bounds(pages=3, rows=5, proven=4)
    reports = [reported(named(doubled, f"wrong-{n}", f"{n // 4}.yaml"), {"あ": "dmdd"}) for n in range(20)]
    reports += [reported(named(doubled, "the-only-one"), {"あ": "mmdd"})]
    reports += [reported(named(doubled, f"proven-{n}"), {"あ": "mddd"}) for n in range(9)]
    problems = [Problem("yaml-fullwidth", Place("z.yaml", n, 1), {"character": "U+3000"}) for n in range(1, 8)]
    page = written(reports, summary_of(reports, problems), bounds=bounds)
    names = [row[1].find("a") is not None for row in page.rows("findings")]
    assert names == [True, True, True, False, False, True]  # the only one of its kind is not hidden by the others
    assert [len(page.rows(name)) for name in ("problems", "proven")] == [5, 4]
    assert len(page.articles()) == 3 + 1 + 3
    text = page.seen("en", page.by_id("index"))
    for words in (
        "Blanks to look at (21)", "15 more are not in this table", "Mistakes in the bank (7)", "2 more are not in",
        "Proven blanks (9)", "5 more are not in", "7 have pages of their own. The evidence for the other 21 is in",
    ):  # fmt: skip
        assert words in text, words
    assert text.count("--format jsonl") == 5
    assert "20" in text


def test_pages_and_rows_have_only_so_many_bytes(doubled: Question) -> None:
    reports = [reported(named(doubled, f"w-{n}"), {"あ": "dmdd"}) for n in range(40)]
    page = written(reports, bounds=Bounds(pages_size=30_000, rows_size=4_000))
    assert 3 <= len(page.articles()) < 20
    assert 5 <= len(page.rows("findings")) < 30
    assert len(page.text) < 70_000


def test_a_large_bank_takes_no_more_memory_than_a_small_one(doubled: Question) -> None:
    def peak(count: int) -> int:
        writer = PageWriter(Outlet(io.StringIO(), "ja"), Bounds(pages=5, rows=5, proven=5))
        writer.begin(Start())
        report = reported(doubled, {"あ": "dmdd"})
        for _ in range(10):
            writer.question(report)
        tracemalloc.start()
        for _ in range(count):
            writer.question(report)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        writer.close()
        return most

    assert peak(2000) < peak(20) + 5_000


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "utf-8", "utf-16"])
def test_a_page_reads_the_same_whatever_the_encoding_of_its_stream(encoding: str, doubled: Question) -> None:
    reports = [reported(doubled, {"あ": "dmdd"})]
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding, newline="\n")
    writer = PageWriter(Outlet(stream, "ja"))
    for report in reports:
        writer.question(report)
    writer.end(summary_of(reports))
    writer.close()
    stream.flush()
    text = raw.getvalue().decode(encoding)
    assert text.isascii() == (encoding != "utf-8")
    assert read(text).seen("ja") == written(reports).seen("ja")


def test_a_run_that_is_given_up_writes_nothing(doubled: Question) -> None:
    stream = io.StringIO()
    writer = PageWriter(Outlet(stream, "ja"))
    writer.begin(Start())
    writer.question(reported(doubled, {"あ": "dmdd"}))
    writer.close()
    assert stream.getvalue() == ""


def test_with_all_evidence_asked_for_what_is_proven_has_pages_too(doubled: Question) -> None:
    reports = [reported(doubled, {"あ": "mddd"}), reported(doubled, {"あ": "dmdd"})] * 3
    page = written(reports, every=True, bounds=Bounds(pages=2))
    assert [row[0].find("a") is not None for row in page.rows("proven")] == [True, True, False]
    assert [one.get("id") for one in page.articles()] == ["f1", "f2", "f3", "f4"]
    text = page.seen("en", page.by_id("f1"))
    assert "Only the published answer 1 agrees" in text
    assert "2: 1e+07" in text
    assert page.seen("en").count("The evidence for the other 2 is in") == 2


def test_the_command_writes_it_where_it_is_asked_for(tmp_path: Path) -> None:

    (tmp_path / "bank.yaml").write_text(BANK.replace("answer: 1\n  - id: two", "answer: 2\n  - id: two"), "utf-8")
    out, err = io.StringIO(), io.StringIO()
    arguments = ["check", str(tmp_path / "bank.yaml"), "--format", "html", "--lang", "en", "--id", "doubled"]
    code = main([*arguments, "--report", f"jsonl={tmp_path / 'all.jsonl'}"], Environment(stdout=out, stderr=err))
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    page = read(out.getvalue())
    assert code == 1
    assert [row[1].findtext("a") for row in page.rows("findings")] == ["doubled"]
    shown = page.seen("en", page.by_id("f1"))
    for option in lines[0]["blanks"][0]["options"]:
        assert option["reason"] is None or option["reason"]["text"] in shown
