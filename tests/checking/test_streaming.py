"""A bank goes through a run as a stream: what has been reported on is forgotten, by the run and by every writer."""

import gc
import io
import json
from pathlib import Path

import pytest
from checking_fakes import Threads, report_on

from exam_drill.checking import run as running
from exam_drill.checking.bench import AHEAD
from exam_drill.checking.run import iter_check
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.source import UnmatchedError
from exam_drill.checking.summary import Confinement
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.report.formats import FORMATS, make_writer
from exam_drill.report.writer import Outlet, Start, plain_console
from exam_drill.selection import Selection

FILES, EACH = 8, 50
QUESTION = """  - id: q-{file}-{number}
    tags: [{tag}]
    reference: gru.gru
    code: |
      def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
          return (あ)
    options: [x, h]
    answer: 1
"""
BROKEN = "  - id: broken-one\n"


class Bench:
    """Judges without running anything."""

    def __init__(self, _: CheckSettings) -> None:
        pass

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def confinement(self) -> Confinement:
        return Confinement({}, {})

    def prepare(self, *questions: Question) -> None:
        assert 1 <= len(questions) <= 1 + AHEAD

    def until(self, moment: float | None) -> None:
        assert moment is None

    def judge(self, question: Question, *_: Question) -> tuple[QuestionReport, ...]:
        return (report_on(question),)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    for file in range(FILES):
        questions = (QUESTION.format(file=file, number=number, tag=f"t{file}") for number in range(EACH))
        (folder / f"{file}.yaml").write_text("format: 1\nquestions:\n" + "".join(questions) + BROKEN, encoding="utf-8")
    return folder


def alive() -> int:
    """How many questions are in memory for good."""
    gc.collect()
    return sum(isinstance(found, Question) for found in gc.get_objects())


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "elsewhere"])
def test_no_more_questions_are_in_memory_than_are_in_use(
    elsewhere: bool, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "Bench", Bench)
    monkeypatch.setattr(running, "_WORTH", 20)
    before, most, count = alive(), 0, 0
    outlets = {name: Outlet(io.StringIO(), "en", plain_console, every=True) for name in ("text", "json", "jsonl")}
    writers = [make_writer(name, outlet) for name, outlet in outlets.items()]
    for writer in writers:
        writer.begin(Start())
    with Threads() as threads:
        with iter_check([bank], CheckSettings(), jobs=1, executor=threads if elsewhere else None) as run:
            for count, report in enumerate(run, 1):
                for writer in writers:
                    writer.question(report)
                if count % 40 == 0:
                    most = max(most, alive() - before)
        del report
    for writer in writers:
        writer.end(run.summary)
        writer.close()
    assert count == FILES * EACH
    assert most <= (100 if elsewhere else 30)  # of 400
    written = {name: outlet.stream.getvalue() for name, outlet in outlets.items() if _is_text(outlet.stream)}
    report_as_json = json.loads(written["json"])
    found, problems = report_as_json["questions"], report_as_json["problems"]
    assert [item["id"] for item in found[count:]] == ["broken-one"] * FILES
    lines = [json.loads(line) for line in written["jsonl"].splitlines()]
    kinds = [line.pop("type") for line in lines]
    assert kinds == ["question"] * len(found) + ["problem"] * len(problems) + ["summary"]
    assert lines[:-1] == [*found, *problems]
    assert lines[-1] == {name: value for name, value in report_as_json.items() if name not in ("questions", "problems")}
    assert written["text"].count("\n  ○ 1  x ← published\n") == count


def _is_text(stream: object) -> bool:
    return isinstance(stream, io.StringIO)


@pytest.mark.parametrize("wish", ["q-1-*", "q-1-1"])
def test_json_has_its_questions_one_a_line(wish: str, bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "Bench", Bench)
    out = io.StringIO()
    writer = make_writer("json", Outlet(out, "ja"))
    with iter_check([bank], CheckSettings(), jobs=1, selection=Selection(0, ids=(wish,))) as run:
        for report in run:
            writer.question(report)
    writer.end(run.summary)
    writer.close()
    text = out.getvalue()
    report = json.loads(text)
    head, questions = text.split('\n "questions": [\n  ')
    questions, tail = questions.split("\n ],\n")
    assert [json.loads(line.removesuffix(",")) for line in questions.split("\n")] == report.pop("questions")
    assert json.loads(f"{head}\n{tail}") == report
    assert f"{head}\n{tail}" == json.dumps(report, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize(
    ("selection", "kind", "wish"),
    [
        (Selection(0, ids=("q-7-49", "nothing")), "id", "nothing"),
        (Selection(0, tags=("t1", "t9")), "tag", "t9"),
        (Selection(0, topics=("7", "8")), "topic", "8"),
        (Selection(0, tags=("t1",), ids=("q-2-*",)), "all", ""),
    ],
)
def test_a_wish_that_nothing_meets_is_told_before_anything_is_run(
    selection: Selection, kind: str, wish: str, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: CheckSettings) -> Bench:
        raise AssertionError("something would have been run")

    monkeypatch.setattr(running, "Bench", refuse)
    with iter_check([bank], CheckSettings(), selection=selection) as run, pytest.raises(UnmatchedError) as told:
        list(run)
    assert (told.value.wish.kind, told.value.wish.wish) == (kind, wish)
    assert (told.value.wish.known == ()) is (kind == "all")


def test_what_is_asked_for_is_what_is_judged(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "Bench", Bench)
    selection = Selection(0, topics=("6", "7"), ids=("*-1", "*-2"))
    with iter_check([bank], CheckSettings(), selection=selection) as run:
        assert [report.question.id for report in run] == ["q-6-1", "q-6-2", "q-7-1", "q-7-2"]
    assert run.summary.problems == ()  # those of questions with other ids are nobody's wish


def test_a_bank_without_questions_has_problems_not_unmatched_wishes(tmp_path: Path) -> None:
    with iter_check([tmp_path / "missing.yaml"], CheckSettings(), selection=Selection(0, ids=("x",))) as run:
        assert list(run) == []
    assert [problem.code for problem in run.summary.problems] == ["path-missing"]


def test_every_format_has_a_writer() -> None:
    for name in FORMATS:
        make_writer(name, Outlet(io.StringIO(), "en")).close()
