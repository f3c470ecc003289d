"""Where questions are judged: how many cores there are, which nodes are told of, and an executor's warm sandbox."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from checking_fakes import Threads, bank, judged
from families import GONE, descendants, eventually

from exam_drill.bank import Bank
from exam_drill.checking.batch import Batch, Judged, judge_batch
from exam_drill.checking.cores import cores
from exam_drill.checking.node import differing, this_node, weakest
from exam_drill.checking.record import from_records
from exam_drill.checking.run import iter_check
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Confinement
from exam_drill.quality import Finding
from exam_drill.sandbox import Limits

HERE = Confinement({"files": ("landlock", "system calls"), "time": ("wall",)}, {})
SETTINGS = CheckSettings(limits=Limits(wall=20.0, cpu=20))


@pytest.mark.parametrize(
    ("quota", "most"), [("max 100000", None), ("100000 100000", 1), ("150000 100000", 2), ("0 1", 1), ("a b", None)]
)
def test_a_quota_bounds_the_cores(quota: str, most: int | None, tmp_path: Path) -> None:
    path = tmp_path / "cpu.max"
    path.write_text(quota + "\n", encoding="ascii")
    unbounded = cores(tmp_path / "none")
    assert unbounded >= 1
    assert cores(path) == (unbounded if most is None else min(unbounded, most))


def test_nodes_that_judge_otherwise_are_told_of() -> None:
    here = this_node(HERE)
    assert len(here.engine) == 64
    other = replace(here, name="b", versions={**here.versions, "numpy": "1.0"})
    old, weak = replace(here, name="a", engine="0" * 64), replace(here, name="c", not_enforced={"files": "none"})
    assert differing([here, weak, other, old]) == [old, other, weak]


def test_what_is_enforced_is_what_is_enforced_on_all_nodes() -> None:
    assert weakest([]) is None
    assert weakest([HERE, HERE]) == HERE
    weak = Confinement({"files": ("landlock",), "time": ("wall",)}, {"memory": "why"})
    for nodes in ([HERE, weak], [weak, HERE]):
        assert weakest(nodes) == weak


def test_the_summary_tells_of_nodes_that_differ() -> None:
    here = this_node(HERE)
    nodes = iter([here, replace(here, versions={**here.versions, "python": "3.0"}), *[here] * 100])

    def judge(batch: Batch) -> Judged:
        return replace(judged(batch), node=next(nodes))

    with Threads(judge, 1) as threads, iter_check(bank(12), CheckSettings(), executor=threads) as run:
        list(run)
    (node,) = run.summary.nodes
    assert node.versions["python"] == "3.0"
    assert run.summary.enforced == HERE.enforced


def test_a_thread_of_an_executor_keeps_one_sandbox_which_ends_with_it() -> None:
    before = descendants()
    batch = Batch(SETTINGS, (builders.gru(), builders.gru(answer=1)), 60.0)
    kept: list[set[int]] = []

    def judge() -> Judged:
        found = judge_batch(batch)
        kept.append(descendants() - before)
        return found

    with ThreadPoolExecutor(1) as threads:
        first, second = threads.submit(judge).result(), threads.submit(judge).result()
    assert first.failure == second.failure == ()
    assert kept[0] & kept[1]  # the guard and the worker are the same
    findings = [
        from_records(records, question)[0].blanks[0].finding
        for records, question in zip(first.records, batch.questions, strict=True)
        if records is not None
    ]
    assert findings == [Finding.PROVEN, Finding.WRONG_KEY]
    assert first.node is not None
    assert set(first.node.versions) == {"exam_drill", "numpy", "python"}
    assert first.records == second.records
    assert eventually(lambda: descendants() <= before, GONE)


def test_a_batch_whose_time_is_over_is_left_out() -> None:
    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(judge_batch, Batch(SETTINGS, (builders.gru(), builders.gru()), 0.0)).result()
    assert found.records == (None, None)
    assert found.failure == ()


def test_what_fails_in_an_executor_travels_as_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("exam_drill.checking.batch.Bench", fail)
    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(judge_batch, Batch(SETTINGS, (builders.gru(),))).result()
    assert found.failure[0] == "fault"
    assert "ZeroDivisionError: ours" in found.failure[1]


def test_what_an_executor_cannot_do_is_done_here() -> None:
    before = descendants()
    threads = ThreadPoolExecutor(1)
    threads.shutdown()
    questions = (builders.gru(id="one"), builders.gru(id="two", answer=1))
    with iter_check(Bank(questions, (), ("bank.yaml",)), SETTINGS, executor=threads) as run:
        findings = [report.blanks[0].finding for report in run]
    assert findings == [Finding.PROVEN, Finding.WRONG_KEY]
    assert run.summary.enforced
    assert eventually(lambda: descendants() <= before, GONE)
