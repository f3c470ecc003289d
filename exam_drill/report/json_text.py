"""JSON that any terminal can show: what cannot be seen is written as escapes, so that it reads back the same."""

from __future__ import annotations

import json
from typing import Any

from exam_drill.visible import visible_json


def json_text(value: Any, encoding: str | None = None) -> str:
    """The value as JSON, Japanese as it is where `encoding` (UTF-8 if it is None) has it; NaN is a ValueError."""
    return _written(value, encoding, 1)


def json_line(value: Any, encoding: str | None = None) -> str:
    """As `json_text`, on one line."""
    return _written(value, encoding, None)


def _written(value: Any, encoding: str | None, indent: int | None) -> str:
    text = visible_json(json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False))
    try:
        text.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return json.dumps(value, ensure_ascii=True, indent=indent, allow_nan=False)
    return text
