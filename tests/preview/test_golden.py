"""Whole previews, word for word, in both languages at two widths."""

import pytest
from previewing import SIGHTS, golden, scene
from rich.cells import cell_len


@pytest.mark.usefixtures("lent")
@pytest.mark.parametrize(("name", "language", "width"), SIGHTS)
def test_a_preview_is_what_it_was(name: str, language: str, width: int) -> None:
    text = scene(name, language, width)
    assert text == golden(name, language, width).read_text(encoding="utf-8")
    assert max(map(cell_len, text.splitlines())) <= width
