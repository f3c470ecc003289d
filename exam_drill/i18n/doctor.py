"""Sentences of the table `doctor`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
