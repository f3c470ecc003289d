"""Sentences of the table `quiz`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
