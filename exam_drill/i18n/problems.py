"""Sentences of the table `problems`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
