"""How `--help` is laid out: by cells, not by characters, in the language of the learner.

    使い方: exam-drill quiz [-h] [--only GLOB] …       usage, and group titles: argparse's own words, translated

      --only GLOB, --topic GLOB
                            この分野の問題だけ。…       columns by cells; Japanese breaks where it may

argparse writes its complaints in English sentences only; `translated` knows them by their templates in `i18n.help`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import string
from collections.abc import Iterable, Mapping
from functools import cache

from rich.text import Text

from exam_drill.cells import cell_len, pad
from exam_drill.i18n import say, table
from exam_drill.layout import WIDEST, Row, wrap
from exam_drill.question import LANGUAGES, Language

_LEAST = 11  # cells that the help of an argument gets, however narrow the terminal


class Formatter(argparse.RawDescriptionHelpFormatter):
    """A formatter that counts cells."""

    def __init__(self, prog: str, language: Language) -> None:
        super().__init__(prog, width=width())
        self._language: Language = language

    def _format_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None,
    ) -> str:
        word = prefix or say(self._language, "help.usage")
        placeholder = "u" * cell_len(word)  # argparse indents the other lines by the characters of the prefix
        return super()._format_usage(usage, actions, groups, placeholder).replace(placeholder, word, 1)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return broken(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "".join(f"{indent}{line}\n" for line in text.split("\n") for line in broken(line, width - len(indent)))

    def _format_action(self, action: argparse.Action) -> str:
        position = min(self._action_max_length + 2, self._max_help_position)
        room = position - self._current_indent - 2
        header = self._format_action_invocation(action)
        lines = self._split_lines(self._expand_help(action), max(self._width - position, _LEAST)) if action.help else []
        lead = " " * self._current_indent
        if lines and cell_len(header) <= room:
            parts = [f"{lead}{pad(header, room)}  {lines.pop(0)}"]
        else:
            parts = [f"{lead}{header}"]
        parts += [" " * position + line for line in lines]
        return "".join(f"{part}\n" for part in parts)


def width() -> int:
    """The cells of a line of help."""
    return max(min(shutil.get_terminal_size().columns, WIDEST) - 2, _LEAST)


def broken(text: str, width: int) -> list[str]:
    """A paragraph as lines of at most so many cells, all of them indented like the first."""
    bare = text.lstrip(" ")
    lead = text[: len(text) - len(bare)]
    return [line.plain for line in wrap([Row(Text(bare), Text(lead))], max(width, 2))]


def listed(rows: Mapping[str, str]) -> str:
    """Names with what is said of them beside them."""
    widest = max(map(cell_len, rows))
    made = [Row(Text(text), Text(f"  {pad(name, widest)}  ")) for name, text in rows.items()]
    return "".join(f"{line.plain}\n" for line in wrap(made, width()))


def paragraphs(text: str) -> str:
    """A text of several paragraphs, broken."""
    return "".join(f"{line}\n" for part in text.split("\n") for line in broken(part, width()))


def translated(message: str, language: Language) -> str:
    """A complaint of argparse in this language; one that nobody knows stays as it is."""
    if language == "en":
        return message
    for name, sentences in table("help").items():
        if name.startswith("error-"):
            found = _pattern(sentences[LANGUAGES.index("en")]).fullmatch(message)
            if found:
                parts = {
                    key: translated(value, language) if key == "message" else value
                    for key, value in found.groupdict().items()
                }
                return sentences[LANGUAGES.index(language)].format_map(parts)
    return message


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """A sentence's template as a pattern of what it can become."""
    parts = (
        re.escape(text) + (f"(?P<{name}>.*?)" if name else "")
        for text, name, _, _ in string.Formatter().parse(sentence)
    )
    return re.compile("".join(parts), re.DOTALL)
