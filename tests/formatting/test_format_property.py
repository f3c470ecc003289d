"""Banks of all kinds are laid out: what they mean and their comments stay, and a second time changes nothing."""

from collections import Counter

from fuzzing import examples
from generated_banks import comments, meaning, texts
from hypothesis import given

from exam_drill.formatting import format_text


@examples(60)
@given(texts())
def test_meaning_and_comments_stay_and_the_layout_is_stable(text: str) -> None:
    new = format_text("bank.yaml", text)
    assert meaning(new) == meaning(text)
    assert Counter(comments(new)) == Counter(comments(text))
    assert format_text("bank.yaml", new) == new
