"""The screen-reader mode: what is written, as words that can be listened to, one line after the other.

    ○  3  z * h_bar  ← あなたの解答 · 正解       ─▶ 正しい: 3  z * h_bar、あなたの解答、正解
     2 │     return 【(こ)】                     ─▶ 2:     return 【(こ)】
    == 1/3 · gru-state-update ==              ─▶ 1/3、gru-state-update

A terminal that is called `dumb` gets no frames, no colours, nothing drawn over, from any command; this is how the mode
begins.  What is left are signs, which a voice reads by their Unicode names or not at all: they become words here, in
the last place before the terminal, so that no command has to know of it.  Only signs of ours are meant, by where they
stand: a `×` within a sentence of a bank is a product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TextIO, cast

from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.output import PlainStream, raw
from exam_drill.question import Language

VARIABLE = "TERM"
_NAMES = {"○": "right", "×": "wrong", "!": "caution", "▸": "chosen"}
# A mark begins its line, behind nothing but spaces and the number of an option.
_MARK = re.compile(r"(?P<before>[ ]*(?:\d{1,2}[ ]+)?)(?P<mark>[○×!▸])[ ]+(?P<rest>.*)", re.DOTALL)
_LISTING = re.compile(r"(?P<number>[ ]*\d+) (?:│|\|) ?")
# A label, and what is said of it, which tells what its mark does; no brackets: they belong to code and arrays.
_LABELLED = re.compile(r"^([^\[\]()|│=:]*[^\s\[\]()|│=:]) {2,}(?:[○×] )?(?=[^\s#])")
_HEADING = re.compile(r"==? (?P<text>.*?) ==?(?=\n|$)")
_RULE = re.compile(r"^[─=]{2} |[─━═╭╮╰╯+|│-]{3,}[ ]?")


class Spoken:
    """A text stream on which every line is written in words; all else is the `stream`'s."""

    def __init__(self, stream: TextIO, language: Language) -> None:
        self._stream = stream
        self._language: Language = language

    def write(self, text: str) -> int:
        """Writes a text of any number of lines, or a part of a line; returns its length."""
        self._stream.write(spoken(text, self._language))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Writes texts one after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def for_reader(environment: Environment, language: Language) -> Environment:
    """The environment of a command that is listened to."""
    variables: Mapping[str, str] = {**environment.variables, VARIABLE: "dumb"}
    return replace(
        environment,
        variables=variables,
        stdout=_spoken(environment.stdout, language),
        stderr=_spoken(environment.stderr, language),
    )


def spoken(text: str, language: Language) -> str:
    """The text with our signs said in words."""
    return "\n".join(_line(line, language) for line in text.split("\n"))


def _spoken(stream: TextIO, language: Language) -> TextIO:
    return cast(TextIO, PlainStream(cast(TextIO, Spoken(raw(stream), language))))


def _line(line: str, language: Language) -> str:
    comma = say(language, "help.reader-comma")
    listing = _LISTING.match(line)
    if listing:  # code stays as it is
        return f"{listing['number'].strip()}: {line[listing.end() :]}"
    line = _HEADING.sub(lambda found: found["text"], line)
    line = _RULE.sub("", line)
    match = _MARK.match(line)
    said = ""
    if match:
        number, word = match["before"].strip(), say(language, f"help.reader-{_NAMES[match['mark']]}")
        said = f"{number} {word}: ".lstrip()
        line = match["rest"]
    line = _LABELLED.sub(lambda found: f"{found[1]}: ", re.sub(r" +← ", comma, line), count=1)
    return said + line.replace(" · ", comma)
