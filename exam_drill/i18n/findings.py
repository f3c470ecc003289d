"""Sentences of the table `findings`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
