"""What the doctor says of the screen, and how a terminal is asked."""

import io
import sys

import pytest

from exam_drill.cli import main
from exam_drill.commands.doctor_display import Display, advice, display_facts, fact_rows
from exam_drill.environment import Environment
from exam_drill.measuring import SAMPLES, Measured, measure, question, understood
from exam_drill.preferences import Preferences, Settings

NARROW = b"".join(b"\x1b[5;%dR" % column for column in (2, 2, 2, 3))
WIDE = b"".join(b"\x1b[5;%dR" % column for column in (3, 3, 3, 3))


def display(measured: Measured | None, theme: str = "any", ambiguous: str = "auto", encoding: str = "utf-8") -> Display:
    return Display(Settings(Preferences(ambiguous=ambiguous)), theme, encoding, (80, 24), measured)


def test_answers_are_understood_when_all_have_come() -> None:
    assert understood(NARROW[:-1]) is None
    assert understood(NARROW) == Measured((1, 1, 1, 2), None)
    assert understood(WIDE) == Measured((2, 2, 2, 2), None)
    assert understood(b"\x1b]11;rgb:0000/2b2b/3636\x07" + NARROW) == Measured((1, 1, 1, 2), True)
    assert understood(b"\x1b]11;rgb:ff/ff/f0\x1b\\j" + NARROW) == Measured((1, 1, 1, 2), False)
    assert question().count("\x1b[6n") == len(SAMPLES)


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (display(Measured((2, 2, 2, 2), None)), ['ambiguous = "wide"']),
        (display(Measured((2, 2, 2, 2), None), ambiguous="wide"), []),
        (display(Measured((1, 1, 1, 2), None), ambiguous="wide"), ['ambiguous = "narrow"']),
        (display(Measured((1, 1, 1, 2), True)), ['theme = "dark"']),
        (display(Measured((1, 1, 1, 2), False), theme="dark"), ['theme = "light"']),
        (display(Measured((1, 1, 1, 2), False), theme="none"), []),
        (display(Measured((1, 1, 1, 1), None)), ["UTF-8"]),
        (display(None, encoding="ascii"), ["UTF-8"]),
        (display(None), []),
    ],
)
def test_advice_is_given_only_where_something_is_wrong(seen: Display, told: list[str]) -> None:
    for language in ("ja", "en"):
        sentences = list(advice(seen, "ja" if language == "ja" else "en"))
        assert len(sentences) == len(told)
        assert all(word in sentence for word, sentence in zip(told, sentences, strict=True))


def test_labels_stand_above_where_lines_are_short() -> None:
    facts = display_facts(display(None), "en")
    assert len(fact_rows("display", facts, 80)) == 1 + len(facts)
    assert len(fact_rows("display", facts, 40)) == 1 + 2 * len(facts)


def test_nobody_is_asked_without_a_terminal() -> None:
    out = io.StringIO()
    assert measure(io.StringIO("x"), out, 0.0) is None
    assert measure(None, out, 0.0) is None
    assert out.getvalue() == ""


def test_the_doctor_tells_the_settings_and_the_screen() -> None:
    out = io.StringIO()
    variables = {"LANG": "en_US.UTF-8", "EXAM_DRILL_AMBIGUOUS": "wide", "EXAM_DRILL_THEME": "sepia"}
    assert main(["doctor"], Environment(io.StringIO(), out, io.StringIO(), variables)) == 0
    text = " ".join(out.getvalue().split())
    assert "counted as 2 columns" in text
    assert "settings.toml" in text
    assert "! EXAM_DRILL_THEME: theme cannot be sepia" in text
    assert "this is no terminal" in text


if sys.platform != "win32":
    import os
    import pty
    import termios
    import threading

    class Asked:
        """A terminal that answers what it is asked."""

        def __init__(self, answer: bytes, *, typed: bytes = b"") -> None:
            self.ours, theirs = pty.openpty()
            mode = termios.tcgetattr(theirs)
            mode[3] &= ~(termios.ICANON | termios.ECHO)
            termios.tcsetattr(theirs, termios.TCSANOW, mode)
            self.stdin = os.fdopen(theirs, "r", encoding="utf-8")
            self.stdout = os.fdopen(os.dup(theirs), "w", encoding="utf-8")
            self.answer = answer
            os.write(self.ours, typed)

        def measured(self, patience: float) -> Measured | None:
            def answering() -> None:
                seen = b""
                while seen.count(b"\x1b[6n") < len(SAMPLES):
                    seen += os.read(self.ours, 4096)
                os.write(self.ours, self.answer)

            thread = threading.Thread(target=answering, daemon=True)
            if self.answer:
                thread.start()
            found = measure(self.stdin, self.stdout, patience)
            if self.answer:
                thread.join(10)
            return found

        def close(self) -> None:
            self.stdin.close()
            self.stdout.close()
            os.close(self.ours)

    def test_a_terminal_is_asked_and_gets_its_mode_back() -> None:
        terminal = Asked(WIDE)
        before = termios.tcgetattr(terminal.stdin.fileno())
        assert terminal.measured(30.0) == Measured((2, 2, 2, 2), None)
        assert termios.tcgetattr(terminal.stdin.fileno()) == before
        terminal.close()

    def test_a_terminal_that_does_not_answer_is_not_waited_for() -> None:
        terminal = Asked(b"")
        assert terminal.measured(0.05) is None
        terminal.close()

    def test_keys_that_are_typed_already_are_left_alone() -> None:
        terminal = Asked(b"", typed=b"ls\n")
        assert terminal.measured(30.0) is None
        assert os.read(terminal.stdin.fileno(), 10) == b"ls\n"
        terminal.close()
