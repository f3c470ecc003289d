"""Attacks on the learner's terminal: control characters, directions of writing, markup and false lines."""

from __future__ import annotations

import json
from functools import partial

from attacks.base import Attack, Control, Reached, Unproven

attack = partial(Attack, "terminal", control=Control.NAIVE)
_SHOWN_RAW = Unproven("a judge that prints no such text has nothing to show")

CLEAR = "\x1b[2J\x1b[H"
CLIPBOARD = "\x1b]52;c;cm0gLXJmIH4K\x07"
LINK = "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\"
FALSE = "proven     hostile  あ          1         1"


def _bank(option: str = "x", code: str = "return (あ)", **fields: object) -> str:
    """A bank with one question; texts are written with escapes, so that YAML reads any character."""
    question: dict[str, object] = {
        "id": "hostile",
        "reference": {"code": "def f(x): return 2 * x", "inputs": {"x": "N"}},
        "code": f"def f(x):\n    {code}\n",
        "options": ["2 * x", option],
        "answer": 1,
        **fields,
    }
    return json.dumps({"format": 1, "questions": [question]})


def _false_line(_: object, seen: object) -> bool:
    return any(line.startswith(FALSE) for line in getattr(seen, "text", "").splitlines())


def _without(mark: str) -> Reached:
    """A piece of text was taken for markup: what it stands before is shown without it."""
    return lambda _, seen: "blinking" in seen.text and mark not in seen.text


_RAISE = "(_ for _ in ()).throw({})"

ATTACKS = (
    attack("clear-by-title", "clear the screen by a title", bank=_bank(title=CLEAR + "title")),
    attack("clear-by-prompt", "clear the screen by a prompt", bank=_bank(prompt=f"a\n{CLEAR}b")),
    attack("clear-by-hint", "clear the screen by a hint", bank=_bank(hint=CLEAR)),
    attack("clear-by-explanation", "clear the screen by an explanation", bank=_bank(explanation=CLEAR + "x")),
    attack("clear-by-tag", "clear the screen by a tag", bank=_bank(tags=["x" + CLEAR])),
    attack("clear-by-id", "clear the screen by an id", bank=_bank(id="hostile" + CLEAR)),
    attack("clear-by-key", "clear the screen by a key that is unknown", bank=_bank(**{"k" + CLEAR: "1"})),
    attack("clear-by-option", "clear the screen by an option's text", bank=_bank("x  # " + CLEAR)),
    attack("clear-by-code", "clear the screen by the program's text", bank=_bank(code=f"return (あ)  # {CLEAR}")),
    attack(
        "clear-by-source",
        "clear the screen by where the question is from",
        bank=_bank(source={"kind": "book", "title": CLEAR + "b", "url": "https://evil.example/" + CLEAR}),
    ),
    attack(
        "clear-by-erratum",
        "clear the screen by a correction",
        bank=_bank(errata=[{"corrected": "2 * x", "printed": "3 * x" + CLEAR, "in": "options", "why": CLEAR}]),
    ),
    attack(
        "clear-by-reason",
        "clear the screen by an option's reason",
        bank=_bank(options=["2 * x", {"code": "x", "why": CLEAR + "y"}]),
    ),
    attack(
        "clear-by-file-name",
        "clear the screen by the name of the file",
        bank=_bank(title="x"),
        file=f"bank{CLEAR.replace('[', 'Q')}\u202e.yaml",
    ),
    attack(
        "clear-by-folder-name",
        "clear the screen by the name of a folder",
        bank="format: 1\nquestions: [",
        file=f"a{CLEAR}\nb/bank.yaml",
    ),
    attack(
        "clear-by-exception",
        "clear the screen by what an option raises",
        bank=_bank(_RAISE.format("ValueError(chr(27) + '[2J' + chr(0x202e) + chr(155))")),
        control=_SHOWN_RAW,
    ),
    attack(
        "clear-by-exception-type",
        "clear the screen by the name of an exception",
        bank=_bank(_RAISE.format("type(chr(27) + '[2J' + chr(10), (Exception,), {})()")),
        control=_SHOWN_RAW,
    ),
    attack(
        "clear-by-result-type",
        "clear the screen by the name of a result's type",
        bank=_bank("type(chr(27) + '[2J', (), {})()"),
        control=_SHOWN_RAW,
    ),
    attack(
        "clear-by-result",
        "clear the screen by a text that an option returns",
        bank=_bank("chr(27) + '[2J' + chr(8) * 9"),
        control=_SHOWN_RAW,
    ),
    attack(
        "clear-by-key-of-a-result",
        "clear the screen by a key that an option returns",
        bank=_bank("{chr(27) + '[2J': x}"),
        control=_SHOWN_RAW,
    ),
    attack(
        "clear-by-undefined-name",
        "clear the screen by a name that is not defined",
        bank=_bank(_RAISE.format("NameError(chr(27), name=chr(27) + '[2J')")),
        control=_SHOWN_RAW,
    ),
    attack(
        "clear-by-warning",
        "clear the screen by a warning",
        bank=_bank("[__import__('warnings').warn(chr(27) + '[2J'), x][1]"),
        control=_SHOWN_RAW,
    ),
    attack(
        "clear-by-yaml-error",
        "clear the screen by a mistake in the YAML",
        bank='format: 1\nquestions: ["a\\e[2J", *\u202eunknown\n',
        control=_SHOWN_RAW,
    ),
    attack("write-the-clipboard", "put a command into the clipboard", bank=_bank(title=CLIPBOARD)),
    attack(
        "hide-a-link",
        "put another address behind a text",
        bank=_bank(prompt=LINK, source={"kind": "book", "title": LINK, "url": "https://evil.example"}),
    ),
    attack(
        "rename-the-window",
        "change the title of the window, and ask for it to be typed",
        bank=_bank(title="\x1b]0;rm -rf ~\x07\x1b[21t"),
    ),
    attack(
        "ask-the-terminal", "let the terminal answer as if the learner typed", bank=_bank(prompt="\x05\x1b[c\x1b[6n")
    ),
    attack("eight-bit-controls", "use control characters of the second set", bank=_bank(title="\x9b2J\x9d0;x\x9c")),
    attack(
        "carriage-return",
        "write over a line that was written",
        bank=_bank(title="right\rwrong", prompt="a\x08\x08\x08b"),
    ),
    attack(
        "other-direction",
        "show an option's text in another order than it runs",
        bank=_bank("x  # \u202e2 * x\u202c", title="\u2066a\u2069"),
    ),
    attack("zero-width", "make two texts look alike", bank=_bank(title="gr\u200bu\u2060", prompt="\ufeffx\u00ad")),
    attack("line-separators", "break a line where nobody sees a break", bank=_bank(title=f"x\u2028{FALSE}\x85{FALSE}")),
    attack(
        "false-line",
        "write a line of the report itself",
        "return 3 * x",
        _false_line,
        bank=_bank(title=f"x\n{FALSE}", tags=[f"y\n{FALSE}"]),
        control=Control.NAIVE,
    ),
    attack(
        "markup",
        "be taken for markup",
        "return 3 * x",
        _without("[blink red]"),
        bank=_bank(title="[blink red]blinking[/]", prompt="[link=http://evil.example]y[/link] :skull:"),
        control=_SHOWN_RAW,
    ),
    attack(
        "broken-markup",
        "break whoever reads markup",
        bank=_bank(title="[/nothing-was-open]", prompt="[bold"),
        control=_SHOWN_RAW,
    ),
    attack("piled-up-marks", "paint over the lines above", bank=_bank(title="a" + "\u0301" * 2000), control=_SHOWN_RAW),
    attack("half-characters", "break the encoding of the output", bank=_bank(title="\ud800x"), control=Control.NAIVE),
    attack(
        "format-fields",
        "read the program's values by a format text",
        bank=_bank(title="{0.__class__}{question}", prompt="%s%n {", tags=["{x}"]),
        control=_SHOWN_RAW,
    ),
    attack(
        "endless-line",
        "fill the terminal by one line",
        bank=_bank("x  # " + "漢" * 3900, title="W" * 9999, prompt="長" * 9999),
        control=_SHOWN_RAW,
    ),
)
