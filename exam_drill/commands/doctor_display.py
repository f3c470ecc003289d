"""What the doctor says of the screen: the settings that count, and how the terminal draws.

setting, variable ─┐
terminal ─ measure ┴─▶ Display ─ display_rows ─▶ what is, and what to write into the settings file where it is wrong
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from exam_drill.cells import cell_len, pad
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.layout import Row, prose
from exam_drill.measuring import SAMPLES, Measured, measure
from exam_drill.preferences import Settings, read_settings
from exam_drill.question import Language
from exam_drill.themes import theme
from exam_drill.visible import visible

_PATIENCE = 2.0  # seconds to wait for the terminal's answers
_STACKED = 0.45  # share of the line from which labels stand above what they label


@dataclass(frozen=True, slots=True)
class Display:
    """The settings, the encoding of what is written, the terminal's size if it is one, and what it answered."""

    settings: Settings
    theme: str
    encoding: str
    size: tuple[int, int] | None
    measured: Measured | None

    @property
    def shows_japanese(self) -> bool:
        """Whether the encoding has kana, and the terminal does not break them."""
        kana = "あ".encode(self.encoding, errors="ignore") != b""
        return kana and (self.measured is None or self.measured.cells[-1] == 2)


def examine_display(environment: Environment, asked: str | None, *, ask: bool) -> Display:
    """Looks at settings and terminal; `ask` allows to ask the terminal."""
    settings = read_settings(environment.variables)
    stdout = environment.stdout
    ask = ask and environment.variables.get("TERM", "") not in ("", "dumb", "unknown")
    return Display(
        settings=settings,
        theme=theme(asked, settings.preferences.theme, environment.variables),
        encoding=getattr(stdout, "encoding", None) or "utf-8",
        size=_size(environment),
        measured=measure(environment.stdin, stdout, _PATIENCE) if ask else None,
    )


def display_facts(display: Display, language: Language) -> Mapping[str, Text]:
    """What is known of the terminal, by label."""
    encoding = "encoding-fine" if display.shows_japanese else "encoding-poor"
    facts = {
        "encoding": say(language, f"doctor.{encoding}", encoding=display.encoding),
        "size": _size_text(display, language),
        "colours": say(language, f"doctor.theme-{display.theme}"),
        "width": _width_text(display, language),
    }
    return {say(language, f"doctor.{name}"): Text(text) for name, text in facts.items()}


def advice(display: Display, language: Language) -> Iterator[str]:
    """What to do where the display is not as it could be."""
    measured, preferred = display.measured, display.settings.preferences
    if not display.shows_japanese:
        yield say(language, "doctor.advice-encoding")
    if measured is not None and measured.ambiguous != preferred.ambiguous.replace("auto", "narrow"):
        yield say(language, "doctor.advice-width", value=measured.ambiguous)
    if measured is not None and measured.dark is not None:
        fitting = "dark" if measured.dark else "light"
        if display.theme not in ("none", fitting):
            yield say(language, f"doctor.advice-{fitting}")


def fact_rows(title: str, facts: Mapping[str, Text], width: int) -> list[Row]:
    """A heading and what stands under it: labels beside what they label, or above it where lines are short."""
    rows = prose(title, "bold")
    widest = max(map(cell_len, facts), default=0)
    for label, text in facts.items():
        if widest + 4 > width * _STACKED:
            rows += [*prose(visible(label), lead="  "), Row(text, Text(" " * 6))]
        else:
            rows.append(Row(text, Text(f"  {pad(visible(label), widest)}  ")))
    return rows


def display_data(display: Display) -> dict[str, Any]:
    """The same for machines."""
    return {
        "settings": {"path": str(display.settings.path), "found": display.settings.found},
        "encoding": display.encoding,
        "theme": display.theme,
        "ambiguous": display.settings.preferences.ambiguous,
        "columns": display.size[0] if display.size else None,
    }


def _size(environment: Environment) -> tuple[int, int] | None:
    if not environment.stdout.isatty():
        return None
    try:
        size = os.get_terminal_size(environment.stdout.fileno())
    except (OSError, ValueError):
        return None
    return size.columns, size.lines


def _size_text(display: Display, language: Language) -> str:
    if display.size is None:
        return say(language, "doctor.no-terminal")
    return say(language, "doctor.size-is", columns=display.size[0], rows=display.size[1])


def _width_text(display: Display, language: Language) -> str:
    preferred = display.settings.preferences.ambiguous
    counted = say(language, f"doctor.counted-{preferred.replace('auto', 'narrow')}")
    if display.measured is None:
        return f"{counted} · {say(language, 'doctor.not-measured')}"
    cells = " ".join(f"{sample} {cells}" for sample, cells in zip(SAMPLES, display.measured.cells, strict=True))
    return f"{counted} · {say(language, 'doctor.measured', cells=cells)}"
