"""How many seconds a whole bank may take, and a question that somebody waits for."""

from __future__ import annotations

from exam_drill.checking.budget import Budget

__all__ = ["BANK_SECONDS", "QUESTION_SECONDS", "Budget"]

# Seconds for banks given as paths. Endless options cost their time limit each, so a file of a stranger could keep a
# machine busy for days; honest banks need a small part of a second for a question.
BANK_SECONDS = 600.0
# Seconds for one question where somebody waits for it, or for the one after it.
QUESTION_SECONDS = 30.0
