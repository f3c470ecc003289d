"""What each platform does not enforce is said, and what follows from it: banks of strangers are refused or not."""

import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import platforms
import pytest
from quiz.quiz_fakes import FakeJudge

from exam_drill.caching.contents import Contents
from exam_drill.catalogue import built_in_bank
from exam_drill.cli import Exit, build_parser, main
from exam_drill.commands import quiz, show
from exam_drill.commands.doctor import Checkup, checkup_rows, to_data
from exam_drill.commands.trust import is_foreign
from exam_drill.console import VisibleConsole
from exam_drill.environment import Environment
from exam_drill.layout import print_rows
from exam_drill.question import Language
from exam_drill.quiz.reports import Admission
from exam_drill.sandbox import (
    Capabilities,
    Layer,
    Limits,
    Sandbox,
    TooLittleError,
    enforced,
    not_enforced,
    too_little,
)
from exam_drill.sandbox.client import Worker

OPTIONS = """format: 1
questions:
  - id: doubling
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options: [x + x, x * x]
    answer: 1
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(OPTIONS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("capabilities", "missing", "unenforced"),
    [
        (platforms.MACOS, {"files", "network", "other-processes"}, {"memory"}),
        (platforms.WINDOWS, {"files", "network", "other-processes"}, set()),
        (platforms.OLD_LINUX, set(), set()),
        (platforms.CONTAINER, set(), set()),
        (platforms.BARE, {"files", "network", "processes", "other-processes"}, {"memory"}),
    ],
)
def test_what_is_too_little(capabilities: Capabilities, missing: set[str], unenforced: set[str]) -> None:
    assert set(too_little(capabilities)) == missing
    assert set(not_enforced(capabilities)) == missing | unenforced


def test_no_list_of_system_calls_and_no_limits_are_too_little_whatever_else_there_is() -> None:
    steps = platforms.OLD_LINUX.child_steps
    no_limits = replace(platforms.OLD_LINUX, child_steps=dict.fromkeys(steps, "refused"))
    assert too_little(no_limits) == ("processes",)


def test_a_limit_of_processes_does_not_bind_the_administrator() -> None:
    steps = platforms.MACOS.child_steps | {"unprivileged user": "this is the administrator (root)"}
    root = replace(platforms.MACOS, child_steps=steps)
    assert "processes" in too_little(root)
    assert not_enforced(root)["processes"] == "processes: this is the administrator (root)"
    assert enforced(platforms.WINDOWS)["processes"] == ("no further process",)  # it binds everybody


DOCTOR = {
    ("MACOS", "ja"): """
問題のプログラムに対する遮断と制限
  ファイル        × なし
  ネットワーク    × なし
  新しいプロセス  ○ プロセス数の上限
  ほかのプロセス  × なし
  メモリー        × なし
  時間            ○ 実行時間の上限（外から終了させる） · CPU 時間の上限

○ 動作確認用のプログラムを正しく実行できました。
! カーネルが遮断していないもの: ファイル、ネットワーク、ほかのプロセス。これらを防ぐのは構文の検査だけなので、組み込み以
  外の問題集は --trust をつけたときだけ実行します。作者を信頼できる問題集だけにつけてください。
! カーネルが制限していないもの: メモリー。実行は時間の上限で外から終了させます。
""",
    ("MACOS", "en"): """
what programs are kept from, and by what
  files            × nothing
  the network      × nothing
  new processes    ○ limit of processes
  other processes  × nothing
  memory           × nothing
  time             ○ wall-clock limit (ended from outside) · CPU time limit

○ A known good program ran correctly.
! Not shut off by the kernel here: files, the network, other processes. Only the syntax policy stands in front of them,
  so banks other than the built-in one are run with --trust only. Give it for banks whose author you trust.
! Not limited by the kernel here: memory. A run is ended from outside when its time is up.
""",
    ("WINDOWS", "ja"): """
問題のプログラムに対する遮断と制限
  ファイル        × なし
  ネットワーク    × なし
  新しいプロセス  ○ プロセスは一つだけ（ジョブオブジェクト）
  ほかのプロセス  × なし
  メモリー        ○ メモリーの上限
  時間            ○ 実行時間の上限（外から終了させる） · CPU 時間の上限

○ 動作確認用のプログラムを正しく実行できました。
! カーネルが遮断していないもの: ファイル、ネットワーク、ほかのプロセス。これらを防ぐのは構文の検査だけなので、組み込み以
  外の問題集は --trust をつけたときだけ実行します。作者を信頼できる問題集だけにつけてください。
""",
    ("WINDOWS", "en"): """
what programs are kept from, and by what
  files            × nothing
  the network      × nothing
  new processes    ○ one process only (job object)
  other processes  × nothing
  memory           ○ memory limit
  time             ○ wall-clock limit (ended from outside) · CPU time limit

○ A known good program ran correctly.
! Not shut off by the kernel here: files, the network, other processes. Only the syntax policy stands in front of them,
  so banks other than the built-in one are run with --trust only. Give it for banks whose author you trust.
""",
    ("OLD_LINUX", "ja"): """
問題のプログラムに対する遮断と制限
  ファイル        ○ ファイルのない空のルート
  ネットワーク    ○ ネットワークの名前空間が別（つながらない）
  新しいプロセス  ○ プロセス数の上限
  ほかのプロセス  ○ ほかのプロセスが見えない
  メモリー        ○ メモリーの上限
  時間            ○ 実行時間の上限（外から終了させる） · CPU 時間の上限

○ 動作確認用のプログラムを正しく実行できました。
○ ファイル、ネットワーク、ほかのプロセスの利用は遮断され、メモリーと時間は制限されています。
""",
    ("OLD_LINUX", "en"): """
what programs are kept from, and by what
  files            ○ an empty root folder
  the network      ○ a network of its own, with nothing on it
  new processes    ○ limit of processes
  other processes  ○ no other process is in sight
  memory           ○ memory limit
  time             ○ wall-clock limit (ended from outside) · CPU time limit

○ A known good program ran correctly.
○ Files, the network and other processes are shut off; memory and time are limited.
""",
    ("CONTAINER", "ja"): """
問題のプログラムに対する遮断と制限
  ファイル        ○ Landlock による全面拒否 · 許可したシステムコールだけを使える（seccomp）
  ネットワーク    ○ 許可したシステムコールだけを使える（seccomp）
  新しいプロセス  ○ 許可したシステムコールだけを使える（seccomp） · プロセス数の上限
  ほかのプロセス  ○ 許可したシステムコールだけを使える（seccomp）
  メモリー        ○ メモリーの上限
  時間            ○ 実行時間の上限（外から終了させる） · CPU 時間の上限

○ 動作確認用のプログラムを正しく実行できました。
○ ファイル、ネットワーク、ほかのプロセスの利用は遮断され、メモリーと時間は制限されています。
""",
    ("CONTAINER", "en"): """
what programs are kept from, and by what
  files            ○ Landlock denies everything · only allowed system calls (seccomp)
  the network      ○ only allowed system calls (seccomp)
  new processes    ○ only allowed system calls (seccomp) · limit of processes
  other processes  ○ only allowed system calls (seccomp)
  memory           ○ memory limit
  time             ○ wall-clock limit (ended from outside) · CPU time limit

○ A known good program ran correctly.
○ Files, the network and other processes are shut off; memory and time are limited.
""",
}


def checkup(capabilities: Capabilities) -> Checkup:
    return Checkup(
        {},
        Path("quizzes"),
        9,
        0,
        Path("reference_impls"),
        ("gru",),
        Path("data"),
        Contents(Path("cache")),
        capabilities,
    )


@pytest.mark.parametrize(("name", "language"), DOCTOR)
def test_the_doctors_report_word_for_word(name: str, language: Language) -> None:
    out = io.StringIO()
    console = VisibleConsole(out, {"COLUMNS": "160"}, colours=False)
    print_rows(checkup_rows(checkup(getattr(platforms, name)), 120, language), console)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    expected = DOCTOR[name, language].strip("\n").splitlines()
    assert lines[lines.index(expected[0]) :] == expected


def test_the_doctors_report_for_machines_names_what_is_lacking() -> None:
    found = to_data(checkup(platforms.MACOS))["sandbox"]
    assert found["worker"] == "spawned"
    assert found["enforced"]["files"] == []
    assert found["not_enforced"] == {
        "files": "",
        "network": "",
        "other-processes": "",
        "memory": "memory: taken, but not kept",
    }
    assert found["lacking_for_strangers"] == ["files", "network", "other-processes"]
    assert to_data(checkup(platforms.CONTAINER))["sandbox"]["lacking_for_strangers"] == []


# ── banks of strangers ──


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[Capabilities], None]:
    """Has workers say that they are on another system."""

    def say(capabilities: Capabilities) -> None:
        monkeypatch.setattr(Worker, "capabilities", lambda _: capabilities)

    return say


def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
    environment = Environment(io.StringIO(typed), io.StringIO(), io.StringIO(), {"LANG": "en_US.UTF-8"})
    code = main(arguments, environment)
    return code, environment.stdout.getvalue(), environment.stderr.getvalue()


COMMANDS = [("check",), ("quiz",), ("show", "doubling")]
SPOKEN = [(COMMANDS[0], "ja"), (COMMANDS[0], "en"), (COMMANDS[1], "ja"), (COMMANDS[2], "en")]
REFUSED = {
    "en": "Nothing here keeps the programs of a bank from these, so only the built-in bank is run: "
    "files, the network, other processes. "
    "Add --trust for a bank whose author you trust, and only then (details: exam-drill doctor).\n",
    "ja": "この環境では問題集のプログラムから次のものを遮断できないため、組み込み以外の問題集は実行しません: "
    "ファイル、ネットワーク、ほかのプロセス。"
    "作者を信頼できる問題集だけ、--trust をつけて実行してください（詳細は exam-drill doctor）。\n",
}
TRUSTED = {
    "en": "--trust was given, so this bank runs though nothing keeps it from these: "
    "files, the network, other processes, memory (details: exam-drill doctor).\n",
    "ja": "--trust が指定されたので、次のものを遮断・制限せずに実行します: "
    "ファイル、ネットワーク、ほかのプロセス、メモリー（詳細は exam-drill doctor）。\n",
}


@pytest.mark.parametrize(("command", "language"), SPOKEN)
def test_a_bank_of_strangers_is_refused(
    command: tuple[str, ...], language: str, bank: Path, on: Callable[[Capabilities], None]
) -> None:
    on(platforms.MACOS)
    assert run(*command, str(bank), "--lang", language, typed="1\n") == (Exit.USAGE, "", REFUSED[language])


@pytest.mark.parametrize(("command", "language"), SPOKEN)
def test_who_trusts_the_author_is_told_what_nothing_enforces(
    command: tuple[str, ...], language: str, bank: Path, on: Callable[[Capabilities], None]
) -> None:
    on(platforms.MACOS)
    code, out, errors = run(*command, str(bank), "--trust", "--lang", language, typed="1\n")
    assert code == Exit.FINE
    assert errors == TRUSTED[language]
    assert "doubling" in out


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_where_the_kernel_holds_everybody_may_run_and_nothing_is_said(
    command: tuple[str, ...], bank: Path, on: Callable[[Capabilities], None]
) -> None:
    on(platforms.CONTAINER)
    for trust in ((), ("--trust",)):
        code, _, errors = run(*command, str(bank), *trust, typed="1\n")
        assert (code, errors) == (Exit.FINE, "")


def test_the_built_in_bank_always_runs(on: Callable[[Capabilities], None]) -> None:
    on(platforms.BARE)
    one = ("--id", "gru-state-update")
    for paths in ((), (str(built_in_bank()),)):
        code, out, errors = run("check", "--no-cache", *paths, *one, "--trust")
        assert (code, errors) == (Exit.FINE, "")
        assert "keeps the programs of a bank from these here: files, the network, new processes, other" in out
    assert run("quiz", *one, typed="1\n")[2] == ""
    assert run("show", "gru-state-update")[2] == ""


def test_the_report_of_check_for_machines_tells_it(bank: Path, on: Callable[[Capabilities], None]) -> None:
    on(platforms.WINDOWS)
    found = json.loads(run("check", str(bank), "--trust", "--format", "json")[1])["sandbox"]
    assert found["trusted"] is True
    assert found["not_enforced"] == {"files": "", "network": "", "other-processes": ""}
    assert found["enforced"]["processes"] == ["no further process"]
    assert (
        json.loads(run("check", "--id", "gru-state-update", "--trust", "--format", "json")[1])["sandbox"]["trusted"]
        is False
    )
    bank.write_text("format: 1\nquestions: []\n", encoding="utf-8")
    assert json.loads(run("check", str(bank), "--format", "json")[1])["sandbox"] is None  # nothing was run


def test_show_without_running_needs_no_trust(bank: Path, on: Callable[[Capabilities], None]) -> None:
    on(platforms.BARE)
    assert run("show", "doubling", str(bank), "--no-run")[0] == Exit.FINE


def test_what_is_not_ours_is_foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = built_in_bank()
    assert not is_foreign([])
    assert not is_foreign([str(own), str(next(own.rglob("*.yaml")))])
    monkeypatch.chdir(own)
    assert not is_foreign(["."])
    (tmp_path / "quizzes").symlink_to(own)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert not is_foreign([str(tmp_path / "quizzes")])
    for path in (tmp_path, own.parent, own / ".." / "x.yaml", f"{own}2", tmp_path / "loop", "a\0b"):
        assert is_foreign([str(own), str(path)]), path


def test_nothing_of_the_bank_is_run_before_the_refusal(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    with Sandbox(Limits(layers=frozenset({Layer.NAMESPACES})), untrusted=True) as sandbox:
        for _ in range(2):
            with pytest.raises(TooLittleError) as told:
                sandbox.run_reference(f"def f(): open({str(trace)!r}, 'w')", "f", (), (), [])
            assert set(told.value.missing) >= {"files", "processes"}
    assert not os.path.exists(trace)


@pytest.mark.parametrize("command", [("quiz",), ("show", "doubling")], ids=lambda command: command[0])
def test_a_judge_that_refuses_is_asked_for_nothing(command: tuple[str, ...], bank: Path) -> None:
    judge = FakeJudge(admitted=Admission(refused=("files",)))
    environment = Environment(io.StringIO("1\n"), io.StringIO(), io.StringIO(), {"LANG": "en_US.UTF-8"})
    parsed = build_parser(command[0]).parse_args([*command[1:], str(bank)])
    module = {"quiz": quiz, "show": show}[command[0]]
    assert module.run(parsed, environment, open_judge=lambda: judge) == Exit.USAGE
    assert judge.asked == []
    assert not judge.open
    assert "only the built-in bank is run: files." in environment.stderr.getvalue()


def test_nobody_waits_for_the_judge_of_the_built_in_bank() -> None:
    class Unasked(FakeJudge):
        def admission(self) -> None:
            raise AssertionError("asked")

    environment = Environment(io.StringIO(""), io.StringIO(), io.StringIO(), {"LANG": "en_US.UTF-8"})
    assert quiz.run(build_parser("quiz").parse_args([]), environment, open_judge=Unasked) == Exit.FINE
