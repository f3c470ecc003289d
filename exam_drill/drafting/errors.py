"""What keeps a question from being drafted."""

from __future__ import annotations

from exam_drill.problem import CodedError


class DraftError(CodedError):
    """Something is missing or does not fit; the sentence `new.<code>` says what to give instead."""
