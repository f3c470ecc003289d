"""The same for who reads lines: one block for each save, once all that it changed is judged.

14:03:22 saved: gru.yaml (142 ms)
questions 500 · proven 499 · findings 1 · problems 0
× gru-state-update  changed  gru.yaml:3:9
  wrong_key …
"""

from __future__ import annotations

from rich.text import Text

from exam_drill.i18n import say
from exam_drill.layout import GAP, Row
from exam_drill.question import Language
from exam_drill.watching.page import changed_rows, counts, elsewhere_rows, save_rows
from exam_drill.watching.state import State


class Blocks:
    """Which states are worth a block, and the block."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._told = 0  # number of the last save that was told
        self._pending = False

    def block(self, state: State) -> list[Row]:
        """The rows to print; none if nothing of note has come."""
        save = state.save
        if save is None:
            return []
        if save.number > self._told and save.seconds is not None:
            self._told, self._pending = save.number, state.pending > 0
            rows = [*save_rows(save, self._language), *counts(state, self._language)]
            rows += changed_rows(state, self._language)
        elif self._pending and not state.pending and save.number == self._told:
            self._pending = False
            rows = [Row(Text(say(self._language, "watch.all-judged"))), *counts(state, self._language)]
        else:
            return []
        return [*rows, *(elsewhere_rows(state, self._language) if not state.pending else ()), GAP]
