"""Each test of practising has a learner of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def learner(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test's learning record lies, for child processes, too."""
    folder = tmp_path_factory.mktemp("learner")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder / "exam-drill"
