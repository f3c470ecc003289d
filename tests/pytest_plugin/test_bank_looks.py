"""Which YAML files are taken for banks."""

from pathlib import Path

import pytest
from plugin_banks import FOREIGN, bank, question

from exam_drill.catalogue import built_in_bank
from exam_drill.pytest_plugin.looks import is_bank

PLAIN = bank(question("plain"))
MEANT = {
    "whole": PLAIN,
    "comment first": "# a bank\n\n---\n" + PLAIN,
    "long comment first": "# questions\n" * 8000 + PLAIN,
    "format last": PLAIN.removeprefix("format: 1\n") + "format: 1\n",
    "no head": PLAIN.removeprefix("format: 1\n"),
    "head misspelt": PLAIN.replace("questions:", "qestions:"),
    "a list": PLAIN.removeprefix("format: 1\nquestions:\n"),
    "a newer format": PLAIN.replace("format: 1", "format: 2"),
    "no format": PLAIN.replace("format: 1", "format:"),
    "nothing in it": "format: 1\nquestions: []\n",
    "quoted": '"format": 1\n"questions": []\n',
    "flow": "{format: 1, questions: []}\n",
    "Windows": PLAIN.replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + PLAIN,
    "broken": PLAIN + "\t- [",
}


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT.keys())
def test_what_is_meant_to_be_a_bank_is_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(text.encode())
    assert is_bank(path)


@pytest.mark.parametrize("encoding", ["utf-16", "shift_jis"])
def test_a_bank_in_another_encoding_is_told_so(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(PLAIN.encode(encoding))
    assert is_bank(path)


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_somebody_elses_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text)
    assert not is_bank(path)


def test_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to("nowhere")
    assert not any(is_bank(path) for path in tmp_path.iterdir())


def test_every_file_of_the_built_in_bank_is_one() -> None:
    files = [*built_in_bank().rglob("*.yaml")]
    assert files
    assert all(map(is_bank, files))


def test_time_grows_with_the_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for text in ("{" + "a," * 200_000 + "questions", "{ \n" * 100_000 + "answer", " " * 500_000 + "questions"):
        path.write_text(text)
        assert not is_bank(path)
