"""Reading only what has changed gives what reading everything gives, whatever was changed."""

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from watching.bank_edits import ALIAS, ANCHOR, EDIT, LITERAL, PLAIN, TEXTS, edited

from exam_drill.bank import load_bank
from exam_drill.watching.live import LiveBank
from exam_drill.watching.pieces import FileRead

HEAD = "format: 1\nquestions:\n"


def both(texts: tuple[str, ...], folder: Path) -> list[FileRead]:
    """Saves the texts one after the other, compares each time, and gives what was read."""
    path = folder / "bank.yaml"
    live, reads = LiveBank([str(path)]), []
    for text in texts:
        path.write_text(text, encoding="utf-8", newline="")
        live.read({path.name})
        assert live.bank() == load_bank([str(path)]), text
        reads += live.files
    return reads


@settings(max_examples=250)
@given(TEXTS, st.lists(EDIT, max_size=6))
@example(HEAD + (ANCHOR + PLAIN + ALIAS).format(id="a"), [("insert", 9, 0), ("delete", 3, 0)])
@example(HEAD + LITERAL.format(id="a") + PLAIN.format(id="a"), [("insert", 2, 2)])
def test_what_is_read_again_is_what_would_be_read_anew(text: str, edits: list[tuple[str, int, int]]) -> None:
    texts = [text]
    for edit in edits:
        texts.append(edited(texts[-1], edit))
    with tempfile.TemporaryDirectory() as folder:
        both(tuple(texts), Path(folder))
