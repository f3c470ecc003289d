"""Judging in the background, and leaving it in the middle."""

import subprocess
import sys
import threading
import time
from collections.abc import Collection
from concurrent.futures import CancelledError
from typing import Any

import builders
import pytest
from families import descendants, eventually

from exam_drill.commands.judge import Judge
from exam_drill.markers import find_markers
from exam_drill.quality import Finding
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.reports import TooLongError
from exam_drill.sandbox import Sandbox, SandboxError
from exam_drill.sandbox.launch import Launched, launch
from exam_drill.selection import Selection
from exam_drill.why import seeing


def test_reports_come_by_and_by() -> None:
    with Judge() as judge:
        futures = [judge.report(builders.gru()), judge.report(builders.gru(answer=1))]
        findings = [future.result(60).blanks[0].finding for future in futures]
    assert findings == [Finding.PROVEN, Finding.WRONG_KEY]


def test_who_leaves_does_not_wait_for_what_does_not_end() -> None:
    endless = ["all(True for _ in iter(int, 1))"] * 8  # forty seconds, if anyone waited
    with Judge() as judge:
        judge.report(builders.gru()).result(60)
        running = judge.report(builders.question("def f(x):\n    return （あ）\n", endless))
        waiting = judge.report(builders.gru())
        while not running.running():
            time.sleep(0.01)
        start = time.monotonic()
    assert time.monotonic() - start < 4.0
    with pytest.raises((SandboxError, CancelledError)):
        running.result(0)
    assert waiting.cancelled()


def test_a_question_that_takes_too_long_is_given_up_and_the_next_one_is_judged() -> None:
    endless = ["all(True for _ in iter(int, 1))"] * 2
    with Judge(seconds=0.5) as judge:
        futures = [
            judge.report(builders.question("def f(x):\n    return （あ）\n", endless)),
            judge.report(builders.question("def f(x):\n    return （あ）\n", ["2 * x", "x"])),
        ]
        with pytest.raises(TooLongError) as told:
            futures[0].result(60)
        assert futures[1].result(60).blanks[0].finding is Finding.PROVEN
    assert told.value.seconds == 0.5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts processes by what Linux shows of them")
def test_who_leaves_while_the_worker_starts_leaves_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    others = descendants()
    begun, closed = threading.Event(), threading.Event()

    def slowly(layers: Collection[str]) -> Launched:
        begun.set()
        closed.wait(60)
        return launch(layers)

    def close(sandbox: Sandbox) -> None:
        whole(sandbox)
        closed.set()

    whole = Sandbox.close
    monkeypatch.setattr(Sandbox, "close", close)
    monkeypatch.setattr("exam_drill.sandbox.client.launch", slowly)
    with Judge():
        assert begun.wait(60)
    assert closed.is_set()
    assert eventually(lambda: descendants() <= others)


def test_ctrl_c_while_it_is_left_leaves_no_worker_either(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    class Interrupted:
        """A sandbox whose first `close` is interrupted."""

        def __init__(self, **_: object) -> None:
            pass

        def start(self) -> None:
            """Nothing to start."""

        def close(self) -> None:
            closed.append(len(closed))
            if len(closed) == 1:
                raise KeyboardInterrupt

    monkeypatch.setattr("exam_drill.sandbox.Sandbox", Interrupted)
    judge = Judge()
    with pytest.raises(KeyboardInterrupt), judge:
        assert judge._start()
    assert len(closed) > 1


def test_numpy_is_not_imported_by_who_asks() -> None:
    program = (
        "import sys\nfrom exam_drill.commands.judge import Judge\n"
        "print('numpy' in sys.modules)\njudge = Judge()\nprint('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_what_is_looked_at_comes_as_rows_and_knows_what_was_found_before() -> None:
    one = builders.gru()
    item = arrange([one], Selection(seed=1, shuffle=False, order="bank"), find_markers)[0]
    with Judge() as judge:
        judge.report(one).result(60)
        wrong = judge.why(one, "こ", 1).result(60)(item, (), 76, "en")
        right = judge.why(one, "こ", 4).result(60)(item, (), 76, "en")
        typed = judge.why(one, "こ", "z * h_bar * 2").result(60)(item, (), 76, "en")
        broken = judge.why(one, "こ", "z *").result(60)(item, (), 76, "en")
        names = judge.names(one, "こ").result(60)(item, (), 76, "en")
    assert "here it parts from the right program (option 4)" in "\n".join(row.plain for row in wrong)
    assert "Option 4 (right)" in right[0].plain
    assert "What you typed" in typed[0].plain
    assert "here it parts" in "\n".join(row.plain for row in typed)
    assert "no program that can be run" in "\n".join(row.plain for row in broken)
    assert "h_bar  float64 (N, H)" in "\n".join(row.plain for row in names)


def test_a_look_gives_way_to_what_is_to_be_judged_and_is_there_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    begun = threading.Event()
    look = seeing.look

    def slow(*arguments: Any, **named: Any) -> object:
        order.append("look")
        begun.set()
        for _ in range(20 if order.count("look") == 1 else 0):
            look(*arguments, **named)
        return look(*arguments, **named)

    monkeypatch.setattr(seeing, "look", slow)
    with Judge() as judge:
        judge.report(builders.gru()).result(60)
        looked = judge.why(builders.gru(), "こ", 1)
        assert begun.wait(60)
        report = judge.report(builders.gru(answer=1))
        report.add_done_callback(lambda _: order.append("report"))
        assert report.result(60).blanks[0].finding is Finding.WRONG_KEY
        assert looked.result(60) is not None
    assert order == ["look", "report", "look"]


def test_a_look_that_nobody_wants_any_more_frees_the_judge() -> None:
    with Judge() as judge:
        judge.report(builders.gru()).result(60)
        looked = judge.why(builders.gru(), "こ", 1)
        assert looked.cancel()
        assert judge.report(builders.gru()).result(60).blanks[0].finding is Finding.PROVEN
