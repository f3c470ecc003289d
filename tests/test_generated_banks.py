"""The generator of banks keeps its word: every bank loads, and the helpers see what they are there to see."""

import re

import pytest
from fuzzing import examples
from generated_banks import Comment, comments, files, meaning, texts
from hypothesis import Phase, given, settings

from exam_drill.bank import load_bank


@examples(20)
@given(texts())
def test_every_text_is_a_valid_bank(text: str) -> None:
    assert meaning(text)


@examples(20)
@given(files())
def test_every_file_is_a_valid_bank(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bank") / "bank.yaml"
    path.write_bytes(data)
    bank = load_bank([path])
    assert bank.questions
    assert not bank.problems


def test_the_generator_reaches_what_authors_write() -> None:
    wanted = {r"# a note", r"\*(a|t_2)\b", r"^---", r": >", r"\\u", r"blanks:", r"errata", r"questions:.*\n- "}

    @settings(examples(60), phases=[Phase.generate], derandomize=True)
    @given(texts(1))
    def look(text: str) -> None:
        wanted.difference_update({pattern for pattern in wanted if re.search(pattern, text, re.MULTILINE)})

    look()
    assert not wanted


def test_comments_are_told_from_texts_and_stand_in_their_question() -> None:
    assert comments(BANK) == [
        Comment(0, "# head"),
        Comment(1, "# above the first"),
        Comment(1, "# in the first"),
        Comment(1, "# of code"),
        Comment(1, "# still the first"),
        Comment(2, "# above the second"),
        Comment(2, "# line"),
        Comment(0, "# end"),
    ]


BANK = """\
# head
format: 1
questions:
  # above the first
  - id: a   # in the first
    code: |  # of code
      x = 1  # no comment of YAML
    # still the first
  # above the second
  - id: "b # b"
    code: x  # line
# end
"""


def test_meaning_is_of_valid_banks() -> None:
    with pytest.raises(AssertionError):
        meaning("format: 1")
