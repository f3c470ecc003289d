"""Sentences of the table `reasons`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
