"""Bytes of a terminal become names of keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.quiz.decoding import Decoder


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"4q?", ["4", "q", "?"]),
        ("４？ｑＱ１".encode(), ["4", "?", "q", "q", "1"]),
        (b"Q\r\n \x03\x04", ["q", "enter", "enter", "space", "interrupt", "end-of-input"]),
        (b"\x1b[A\x1b[B\x1bOA\x1b[5~\x1b[6~\x1b[H\x1b[F", ["up", "down", "up", "page-up", "page-down", "home", "end"]),
        (b"\x1b[1;5A\x1b[200~\x1bq4", ["other", "other", "other", "4"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        (b"\x1b[C\x1b[15~\x0c\x01", ["right", "other", "redraw", "\x01"]),
        ("あ😀".encode(), ["あ", "😀"]),
        (b"\xff4", ["\ufffd", "4"]),
        (b"\xe3\x81\x1b[A", ["\ufffd", "up"]),
    ],
)
def test_keys_have_names(data: bytes, keys: list[str]) -> None:
    assert Decoder().feed(data) == keys


def test_escape_alone_waits_for_a_sequence() -> None:
    decoder = Decoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.waiting
    assert decoder.flush() == ["escape"]
    assert not decoder.waiting
    assert decoder.feed(b"\x1b[") + decoder.feed(b"B") == ["down"]


def test_an_endless_sequence_ends() -> None:
    assert Decoder().feed(b"\x1b[" + b"1;" * 200 + b"A4")[-1] == "4"


@given(st.lists(st.sampled_from(["４", "q", "\x1b[A", "\x1b[6~", "あ", "\r", "\x1bOB"])), st.data())
def test_bytes_may_come_in_any_pieces(typed: list[str], data: st.DataObject) -> None:
    whole = "".join(typed).encode()
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)))))
    decoder = Decoder()
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert [key for piece in pieces for key in decoder.feed(piece)] == Decoder().feed(whole)
