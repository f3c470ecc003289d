"""Sentences of the table `report`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
