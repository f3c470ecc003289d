"""Which findings are told: `--select`, `--ignore` and `--strict`.

select  these and no others, advice too        ignore  not these        strict  advice as well
"""

from __future__ import annotations

from typing import NamedTuple

from exam_drill.lint.finding import Level
from exam_drill.lint.rules import LEVELS


class Choice(NamedTuple):
    """The wishes of the caller; all codes are known ones."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    strict: bool = False

    def wants(self, code: str) -> bool:
        """Whether findings of this code are told."""
        if code in self.ignore:
            return False
        if self.select:
            return code in self.select
        return self.strict or LEVELS[code] is Level.WARNING

    def leaves(self, code: str) -> bool:
        """Whether findings of this code are left out only because they are advice."""
        return not self.strict and not self.select and code not in self.ignore and LEVELS[code] is Level.ADVICE
