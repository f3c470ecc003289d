"""Ids, requests and the order of options."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from exam_drill.drafting.choice import Wish
from exam_drill.drafting.compose import Draft, DraftBlank, arrange, question_yaml
from exam_drill.drafting.errors import DraftError
from exam_drill.drafting.identity import check, derive, free, ids_beside
from exam_drill.drafting.request import read_inputs, read_steps
from exam_drill.editing import DraftOption
from exam_drill.question import Text


def test_ids_are_derived_and_free() -> None:
    assert derive("gru", "", {}) == "gru"
    assert derive("gru", "", {"gru", "gru-2"}) == "gru-3"
    assert derive("softMax_loss", "The loss: where?", set()) == "soft-max-loss-the-loss-where"
    assert derive("gru", "GRU の状態", set()) == "gru"
    assert derive("gru", "GRU update", set()) == "gru-update"
    assert len(derive("f", "word " * 100, set())) <= 80
    assert free("a", set()) == "a"


@pytest.mark.parametrize(
    ("identity", "code"), [("A_b", "id-form"), ("あ", "id-form"), ("a" * 81, "id-form"), ("a", "id-taken")]
)
def test_an_id_that_cannot_be_used_comes_with_one_that_can(identity: str, code: str) -> None:
    with pytest.raises(DraftError) as refused:
        check(identity, {"a", "a-b"})
    assert refused.value.code == code
    check(str(refused.value.parameters["nearest"]), {"a", "a-b"})


def test_ids_of_the_folder_are_known_also_of_questions_with_mistakes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\nquestions:\n- id: one\n")
    (tmp_path / "b.yml").write_text("services: [x]\n")
    (tmp_path / "c.yaml").write_bytes(b"\xff")
    assert set(ids_beside(str(tmp_path / "new.yaml"))) == {"one"}
    assert ids_beside(str(tmp_path / "nowhere" / "new.yaml")) == {}


def test_options_belong_to_the_blank_before_them() -> None:
    one, two = read_steps(
        [
            ("blank", "a"),
            ("line", "7:2"),
            ("wrong", "b"),
            ("why", "c"),
            ("why", "d"),
            ("blank-lines", "８〜9"),
            ("wrong", "e"),
        ]
    )
    assert (one.wish, one.wrong) == (Wish("a", line=7, number=2), [("b", ("c", "d"))])
    assert (two.wish, two.wrong) == (Wish(first=8, last=9), [("e", ())])
    (only,) = read_steps([("wrong", "b"), ("why", "c"), ("line", "3"), ("blank", "a")])
    assert (only.wish, only.wrong) == (Wish("a", line=3), [("b", ("c",))])
    (none,) = read_steps([("wrong", "b")])
    assert (none.wish, none.wrong) == (None, [("b", ())])


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([("wrong", "x"), ("blank", "a"), ("blank", "b")], "wrong-before-blank"),
        ([("why", "x"), ("blank", "a")], "why-alone"),
        ([("line", "7")], "line-alone"),
        ([("blank", "a"), ("line", "x")], "line-form"),
        ([("blank-lines", "8-")], "lines-form"),
        ([("blank-lines", "99999999")], "lines-form"),
    ],
)
def test_requests_that_are_not_understood(steps: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(DraftError) as refused:
        read_steps(steps)
    assert refused.value.code == code


def test_inputs_are_named() -> None:
    assert read_inputs(["x: N D", "y:positive", "x: N"]) == {"x": "N", "y": "positive"}
    for text in ("x", "x:", "1: N", ": N"):
        with pytest.raises(DraftError):
            read_inputs([text])


def test_the_right_option_stands_anywhere_and_always_at_the_same_place() -> None:
    blank = DraftBlank("あ", "right", tuple(DraftOption(f"wrong {n}") for n in range(3)))
    places = Counter()
    for number in range(200):
        options, answer = arrange(f"question-{number}", blank)
        assert options[answer - 1].code == "right"
        assert [option.code for option in options if option.code != "right"] == [f"wrong {n}" for n in range(3)]
        assert arrange(f"question-{number}", blank) == (options, answer)
        places[answer] += 1
    assert min(places[answer] for answer in (1, 2, 3, 4)) > 25


def test_one_blank_is_written_short_and_several_under_their_labels() -> None:
    blanks = tuple(DraftBlank(label, "x", (DraftOption("y"),)) for label in "あい")
    draft = Draft(
        "a", Text(ja="題", en="t"), Text(ja="問", en="q"), "gru.gru", "f((あ))", blanks[:1], Text(ja="書", en="w")
    )
    one = question_yaml(draft)
    assert "\n  options:\n" in one or "\n  options: [" in one
    assert "blanks" not in one
    two = question_yaml(
        Draft(*[getattr(draft, name) for name in ("id", "title", "prompt", "reference", "code")], blanks, draft.source)
    )
    assert "\n  blanks:\n    あ:\n" in two
