"""Whole commands on a bank in which every text, file name and error is hostile: what bytes reach the terminal.

Two layers keep off what a terminal would obey: texts are made visible where they are laid out, and again by the doors
of `exam_drill.output` and `exam_drill.console`.  Each is shown to be enough without the other.
"""

from __future__ import annotations

import ast
import dataclasses
import io
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import ELSEWHERE, NASTY, QUESTION, SHOWN, assert_clean, filled, hidden, payload, squeezed, write
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

import exam_drill
from exam_drill.bank import fields
from exam_drill.bank.read_question import KEYS
from exam_drill.cli import COMMANDS, Exit, build_parser, main
from exam_drill.commands.doctor import Checkup
from exam_drill.console import VisibleConsole
from exam_drill.database.errors import StoreError
from exam_drill.environment import Environment
from exam_drill.output import PlainStream, raw
from exam_drill.sandbox import SandboxError
from exam_drill.visible import visible, visible_text

ROOT = Path(exam_drill.__file__).parent
WITHOUT_DOORS = "without the doors"
LANGUAGES = ("ja", "en")
ANY_TEXT = st.text(st.characters() | st.sampled_from("\x1b\x9b\x07\r\n\t\u202e\u200bあ漢"))


class Stream(io.TextIOWrapper):
    """A stream of bytes in some encoding, and whether it is a terminal."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding, errors="backslashreplace", newline="\n", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    @property
    def written(self) -> bytes:
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


def run(
    *arguments: str, typed: str = "", encoding: str = "utf-8", terminal: bool = False, **variables: str
) -> tuple[int, str, str]:
    """(exit code, output, error output) of a command, both of them free of what cannot be seen."""
    out, errors = Stream(encoding, terminal=terminal), Stream(encoding)
    variables = {"LANG": "en_US.UTF-8", "TERM": "xterm", **variables}
    code = main(arguments, Environment(io.StringIO(typed), out, errors, variables, lambda: 1.0))
    return code, assert_clean(out.written, encoding, terminal=terminal), assert_clean(errors.written, encoding)


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loader refuses no character."""
    monkeypatch.setattr(fields, "_CONTROL", re.compile("(?!)"))


@pytest.fixture(params=[WITHOUT_DOORS, "with the doors alone"])
def layer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """One of the two layers is off."""
    if request.param == WITHOUT_DOORS:
        monkeypatch.setattr("exam_drill.output.visible_text", lambda text: text)
        monkeypatch.setattr("exam_drill.console.visible_text", lambda text: text)
        return str(request.param)
    for name in COMMANDS:  # whatever a command imports is imported by now
        build_parser(name)

    for name, module in list(sys.modules.items()):
        if name.startswith("exam_drill.") and name not in (
            "exam_drill.output",
            "exam_drill.console",
            "exam_drill.visible",
        ):
            for function in (visible, visible_text):
                if getattr(module, function.__name__, None) is function:
                    monkeypatch.setattr(module, function.__name__, lambda text: text)
    return str(request.param)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write(tmp_path_factory.mktemp("hostile")))


def assert_unforged(layer: str, text: str) -> None:
    """No text brings a line of its own; the doors cannot tell its line feeds from ours."""
    if layer == WITHOUT_DOORS:
        assert not any(line.startswith("FORGED") for line in text.splitlines())


def test_the_hostile_bank_has_every_key_of_the_format() -> None:
    assert {*QUESTION, *ELSEWHERE} == set(KEYS)


# ── commands ──


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("language", LANGUAGES)
def test_check_and_show_and_quiz(folder: str, language: str, layer: str) -> None:
    wanted = ("--lang", language)
    code, out, errors = run("check", folder, "--all", "--as-printed", *wanted)
    assert code == Exit.USAGE
    assert_unforged(layer, out + errors)
    machine = json.loads(run("check", folder, "--format", "json", *wanted)[1])
    assert machine["questions"][0]["blanks"][0]["options"][0]["code"] == QUESTION["options"][0]["code"]
    assert machine["questions"][0]["path"].startswith(folder)
    assert run("show", "hostile-fields", folder, *wanted)[0] == Exit.FINE
    typed = f"?\n{NASTY}\n1\nb\nn\n3\n4\n9\ns\nq\n"
    assert run("quiz", folder, "--order", "bank", "--no-shuffle", *wanted, typed=typed)[0] == Exit.FINE


@pytest.mark.usefixtures("trusting", "lent")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["hostile-fields", "hostile-reference", "hostile-python"])
def test_preview(folder: str, language: str, name: str, layer: str) -> None:
    for more in ((), ("--trial", "1", "--all-trials")):
        code, out, errors = run("preview", name, folder, *more, "--lang", language)
        assert code == (Exit.FINE if name == "hostile-fields" else Exit.FINDINGS)
        assert_unforged(layer, out + errors)


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("columns", ["40", "80", ""])
def test_texts_are_there_and_colours_are_all_that_is_not_text(folder: str, columns: str) -> None:
    code, shown, _ = run("show", "hostile-fields", folder, "--lang", "ja", terminal=True, COLUMNS=columns)
    assert code == Exit.FINE
    told = squeezed(shown)
    for name in SHOWN:
        assert squeezed(visible(SHOWN[name])) in told, name
    assert (
        "␛[38;5;199m␛[7;7H␛]8;;h:␇␛]52;c;eA␛\\␛P1q\\x9b2J\\x9d␈␡\\u202e\\u2066\\u200b\\ufeff␍␀[red]x[/]:boom:" in told
    )
    code, report, _ = run("check", folder, "--all", "--lang", "en", terminal=True, COLUMNS=columns)
    assert squeezed(f"ValueError on line 3: {visible(payload('raised'))}") in squeezed(report)
    assert squeezed(visible(payload("reference raised"))) in squeezed(report)
    assert squeezed(f"{visible(folder)}/") in squeezed(report)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_loader_refuses_the_bank_and_names_it_safely(folder: str, language: str) -> None:
    code, out, _ = run("check", folder, "--lang", language)
    assert code == Exit.USAGE
    assert out.count("control-character") > 20
    code, out, errors = run("quiz", folder, "--lang", language)
    assert (code, out) == (Exit.USAGE, "")
    assert errors.count("\n") == 7  # five problems, how many more, and that nothing is left


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("encoding", ["ascii", "cp932", "euc_jp", "latin-1"])
def test_a_narrow_encoding_is_no_crash(folder: str, encoding: str) -> None:
    assert run("check", folder, "--id", "hostile-fields", "--lang", "ja", encoding=encoding)[0] == Exit.USAGE
    assert run("show", "hostile-fields", folder, encoding=encoding)[0] == Exit.FINE
    assert run("quiz", folder, "--lang", "ja", encoding=encoding, typed="1\nq\n")[0] == Exit.FINE
    machine = json.loads(run("check", folder, "--id", "hostile-fields", "--format", "json", encoding=encoding)[1])
    assert machine["questions"][0]["path"].startswith(folder)


def _checkup(fixed: dict[str, Any]) -> Checkup:
    error = StoreError("damaged", path=payload("cache"), error=payload("error"))
    found: Checkup = filled(Checkup, "Checkup", {"Checkup.cache.error": error, **fixed})
    return found


@pytest.mark.usefixtures("layer")
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("failure", ["", payload("failure")])
def test_the_doctor(form: str, failure: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"Checkup.data": Path(folder)} if failure else {}
    checkup = _checkup({"Checkup.failure": failure, **there})
    monkeypatch.setattr("exam_drill.commands.doctor.examine", lambda *_: checkup)
    for language in LANGUAGES:
        code, out, _ = run("doctor", "--format", form, "--lang", language)
        assert code == (Exit.FAILURE if failure else Exit.FINE)
    if form == "json":
        assert json.loads(out)["data"] == str(checkup.data)
        assert json.loads(out)["sandbox"]["failure"] == failure


# ── what is typed, and what fails ──


# What a command needs to get as far as the word that is looked for.
BEFORE = {"new": ["--reference", "gru.gru", "--blank", "(1 - z) * h + z * h_bar", "--wrong", "h", "--dry-run"]}


def _options() -> Iterator[tuple[str, ...]]:
    for command in COMMANDS:
        yield (command, payload("word"))
        actions = build_parser(command)._actions
        required = any(not action.option_strings and action.nargs is None for action in actions)
        about = ["gru-state-update"] if required else BEFORE.get(command, [])
        yield (command, *about, f"--{payload('option')}")
        for action in actions:
            if action.option_strings and action.nargs != 0:
                yield (command, *about, action.option_strings[-1], f"{payload('value')}\nFORGED")


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    "words",
    [
        *_options(),
        (payload("word"),),
        (f"{payload('path')}/a.yaml",),
        ("show", payload("id")),
        ("preview", payload("id")),
    ],
)
def test_what_is_typed_is_repeated_safely(
    words: tuple[str, ...], folder: str, layer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # some of these words are taken for the names of files
    paths = [folder] if words[0] in ("check", "quiz") else []
    code, out, errors = run(*(word.replace("\0", "") for word in words), *paths)
    assert code in (Exit.USAGE, Exit.FINE)
    if words[0] != "new" and words[1:2] != ("--data-dir",):  # which say something else, or just do what was asked
        assert "[red]x[/]:boom:" in out + errors  # that is no markup
    assert_unforged(layer, out + errors)


def test_an_endless_argument_is_cut() -> None:
    for words in (("x" * 100_000,), ("x/" * 50_000,), ("check", "--format", "x" * 100_000), ("show", "x" * 100_000)):
        code, _, errors = run(*words)
        assert code == Exit.USAGE
        assert len(errors) < 5_000


@pytest.mark.usefixtures("layer")
def test_the_last_words_of_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exam_drill.sandbox.launch._WORKER", f"raise SystemExit({payload('last words')!r})")
    for words in (("doctor",), ("doctor", "--format", "json"), ("check",), ("show", "gru-state-update")):
        code, out, errors = run(*words)
        assert code == Exit.FAILURE
        assert "«last words»" in out + errors


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, payload("disk") + "\nFORGED"),
        SandboxError(payload("code"), payload("detail")),
        KeyError(payload("key")),
        Exception(payload("any")),
    ],
)
def test_an_exception_is_told_safely(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("exam_drill.evaluate.Evaluator.evaluate", fail)
    code, out, errors = run("check", "--id", "gru-state-update")
    assert (code, out) == (Exit.FAILURE, "")
    assert "«" in errors
    assert "\nFORGED" not in errors
    monkeypatch.setattr("exam_drill.commands.show.load", fail)
    assert run("show", "gru-state-update")[0] == Exit.FAILURE


@pytest.mark.parametrize("columns", ["0", "1", "7", "-5", "²", "８０", "9" * 5000, "99999999", "\x1b[2J", " 80", "1e3"])
def test_no_size_of_a_terminal_is_believed_blindly(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", columns)
    monkeypatch.setattr("exam_drill.commands.doctor.examine", lambda *_: _checkup({}))
    for terminal in (False, True):
        for words in (("show", "gru-state-update", "--no-run"), ("quiz", "--help"), ("doctor",)):
            code, out, errors = run(*words, terminal=terminal, COLUMNS=columns, LINES=columns)
            assert "Traceback" not in errors
            assert out
            assert code == (Exit.FAILURE if words == ("doctor",) else Exit.FINE)


# ── the doors ──


@given(ANY_TEXT)
def test_plain_text_is_visible_whatever_is_written(text: str) -> None:
    out = Stream()
    stream = PlainStream(out)
    assert stream.write(text) == len(text)
    stream.writelines([text, "\n"])
    print(text, file=stream)
    assert_clean(out.written)
    assert out.written.decode().count("\n") == 3 * text.count("\n") + 2


def test_doors_are_not_hung_twice() -> None:
    """A copy of an environment has the same streams: behind two doors a console would write into the inner one."""
    first = Environment(io.StringIO(), Stream(terminal=True), Stream(terminal=True), {"TERM": "xterm"})
    second = dataclasses.replace(first, monotonic=lambda: 0.0)
    for one, other in ((first.stdout, second.stdout), (first.stderr, second.stderr)):
        assert raw(one) is raw(other)
        VisibleConsole(other, {"TERM": "xterm"}).print("shown", style="red")
    assert "\x1b[" in second.stderr.buffer.getvalue().decode()


@given(ANY_TEXT)
def test_a_console_lets_nothing_through_whatever_is_printed(text: str) -> None:
    out = Stream(terminal=True)
    console = VisibleConsole(out, {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
    table = Table(text, box=None)
    table.add_row(Text(text, style="red"), text)
    for one in (text, Text(text), Text("shown", style="link https://x.test/"), table):
        console.print(one)
        console.print(one, style="bold", soft_wrap=True)
    assert b"\x1b]8" not in out.written
    assert_clean(out.written, terminal=True)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | ANY_TEXT, lambda one: st.lists(one) | st.dictionaries(ANY_TEXT, one)
    )
)
def test_json_is_visible_and_reads_back_the_same(value: object) -> None:
    from exam_drill.report.json_text import json_text

    for encoding in ("utf-8", "ascii", "cp932", None):
        text = json_text(value, encoding)
        assert not hidden(text)
        text.encode(encoding or "utf-8")
        assert json.loads(text) == json.loads(json.dumps(value))
    assert json_text({"あ": "状態 α"}) == '{\n "あ": "状態 α"\n}'


def test_nothing_is_written_beside_the_doors() -> None:
    """No `print`, no standard stream, no console of rich's own: these are the few places that may."""
    allowed = {
        "batch.py": {"traceback"},  # as text, for who started the process
        "serving.py": {"buffer", "sys.stdin"},  # lines of JSON from and to who started the process
        "cli.py": {"print", "sys.stdout", "sys.stderr", "traceback"},
        "environment.py": {"sys.stdin", "sys.stdout", "sys.stderr"},
        "console.py": {"Console"},
        "streams.py": {"sys.stdin", "sys.stdout", "sys.stderr"},
        "folders.py": {"logging"},  # to keep a library from writing
        "opening.py": {"logging"},  # the same
        "desk.py": {"sys.__stdout__"},  # whose encoding is asked, while pytest holds the stream
        "progress.py": {"buffer"},  # lines of JSON as they are, where standard output is no terminal
        "fmt.py": {"buffer"},  # a bank as it is, where standard output is no terminal
        "__main__.py": {"sys.stdout", "sys.stderr"},  # one sentence, where nothing of ours can be imported
    }
    for path in ROOT.rglob("*.py"):
        if "inside" not in path.parts:  # its streams lead to our pipe or to nothing
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert {way for node in ast.walk(tree) for way in ways_out(node)} <= allowed.get(path.name, set()), path


def ways_out(node: ast.AST) -> Iterator[str]:
    """The names of what can write to a terminal in this part of a program."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield from {node.func.id} & {"print", "input", "Console"}
    elif isinstance(node, ast.ClassDef):
        yield from {base.id for base in node.bases if isinstance(base, ast.Name)} & {"Console"}
    elif isinstance(node, ast.Import):
        yield from {alias.name for alias in node.names} & {"traceback", "logging", "curses"}
    elif isinstance(node, ast.Attribute):
        yield from {node.attr} & {"buffer", "set_window_title", "print_json", "set_live"}
        yield from {ast.unparse(node)} & {"console.out", "self._console.out"}
        yield from {ast.unparse(node)} & {
            f"sys.{name}" for name in ("stdin", "stdout", "stderr", "__stdout__", "__stderr__")
        }


def test_ten_thousand_marks_take_no_time_and_no_room() -> None:
    text = "a" + "\u0301" * 100_000
    start = time.perf_counter()
    assert len(visible(text)) < 700_000
    assert time.perf_counter() - start < 2
    for one in ("\u0e49", "\u093e", "\u1161", "\U0001f3fb", "\u20e3"):
        assert visible("a" + one * 9).count(one) == 3
