"""A bank to be edited."""

from pathlib import Path

import pytest

from watching.desk import HEAD, text


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + text("first") + text("second") + text("third"), encoding="utf-8")
    return path
