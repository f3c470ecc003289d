"""What an option's frame tells of its trials.

reports, values ─ add ─▶ [{"ending": "returned", …, "values": column}, …]     trials in a row that ended alike, as one
                         [{"ending": "returned", …, "value": tagged}, …]      and what is like nothing else, alone
"""

from __future__ import annotations

from typing import Any

from exam_drill.sandbox.column import Column
from exam_drill.sandbox.inside.once import with_value
from exam_drill.sandbox.wire import Packer


class Told:
    """Collects the outcomes of an option as they come."""

    def __init__(self, packer: Packer) -> None:
        self._packer = packer
        self._column = Column(packer)
        self._common: dict[str, Any] | None = None  # the report of the trials whose values the column holds
        self._outcomes: list[dict[str, Any]] = []

    def add(self, outcome: dict[str, Any], value: Any) -> None:
        """Takes a trial's report and, now, what it returned, which may change; TooLargeError as `Packer.value`."""
        if outcome != self._common:
            self._close()
        if outcome["ending"] == "returned" and "arguments" not in outcome and self._column.add(value):
            self._common = outcome
        else:
            self._close()
            self._outcomes.append(with_value(outcome, value, self._packer))

    def outcomes(self) -> list[dict[str, Any]]:
        """The outcomes of all trials so far."""
        self._close()
        return self._outcomes

    def _close(self) -> None:
        if self._common is not None:
            self._outcomes.append({**self._common, "values": self._column.tagged()})
            self._common = None
