"""What is written as YAML is read back as the very text, by our loader's parser and by other readers."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from exam_drill.editing.yaml_text import Lines, flow_value, scalar, text_value, write_fields
from exam_drill.question import Text

AWKWARD = (
    "yes", "No", "y", "null", "~", "1e-9", "1_000", "0x1F", "1:30", "2020-01-01", ".5", "-x", "- x", "? x", "a: b",
    "a:", "# x", "x # y", "x\t# y", "*x", "&x", "!x", "%x", "@x", "`x`", "[x]", "{x}", "x, y", "'", '"', "\\", "a\nb",
    "a\n",
    "\na", " a", "a ", "a\n\n\n", "a\n  ", "  a\nb", "\ta\nb", "a\n\tb", "日本語：「x」", "\u3000", "a\u3000", "a\x85b",
    "a\u2028b", "\ufeff", "\x00", "\x1b[1m", "=", "<<", "---", "...", "--- a", "a\n---\nb", "\xa0", "👩", "a\r\nb", "",
    "|", ">", "on", "1", "３", "x:y", "::", "a\n# b\nc", "# b\nc", "%YAML", "a #", "\n", " ", "\t",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
LINES = st.text(st.sampled_from("ab #:-'\"\\\t\n[]{},|>&*?!%日\u3000"), max_size=25)


def readers(text: str) -> list[object]:
    return [yaml.load(text, Loader=loader) for loader in (yaml.CSafeLoader, yaml.SafeLoader)]


@given(st.one_of(TEXTS, LINES), st.sampled_from(("block", "key", "flow", "item")))
@example("a\n  ", "block")
@example("  a\nb\n\n", "block")
def test_a_text_comes_back_as_it_was(text: str, where: str) -> None:
    written = scalar(text, "    ", flow=where == "flow")
    whole = {
        "block": f"a:\n  k: {written}\n  z: 1\n",
        "key": f"a:\n  z: 1\n  k: {written}",
        "flow": f"a: {{k: {written}, z: 1}}\n",
        "item": f"a:\n  k:\n  - {written}\n  z: 1\n",
    }[where]
    if where == "key" and text.endswith("\n"):
        whole += "\n"
    expected = {"k": [text] if where == "item" else text, "z": 1}
    for value in readers(whole):
        assert value == {"a": expected}


@given(st.one_of(TEXTS, LINES))
def test_a_text_is_a_text_to_readers_of_yaml_1_1_and_1_2(text: str) -> None:
    """YAML 1.2 takes plain `1e-9` and `0o7` for numbers, YAML 1.1 `y` and `1:30`: nothing of that kind is plain."""
    written = scalar(text)
    if written == text:
        assert text[:1] not in "0123456789"
        assert text[:1] not in "+-.~=<"
        assert text.lower() not in ("y", "n", "yes", "no", "on", "off", "true", "false", "null")


VALUES = st.recursive(
    st.one_of(TEXTS, LINES, LINES.map(Lines), st.integers()),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(TEXTS, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3))
def test_mappings_and_lists_come_back(fields: dict[str, Any]) -> None:
    def same(value: object, read: object) -> bool:
        if isinstance(value, Lines) and isinstance(read, str):
            return value.rstrip("\n") == read.rstrip("\n")
        if isinstance(value, list) and isinstance(read, list):
            return len(value) == len(read) and all(map(same, value, read))
        if isinstance(value, dict) and isinstance(read, dict):
            return list(value) == list(read) and all(same(value[key], read[key]) for key in value)
        return value == read

    for value in readers("- " + write_fields(fields, "  ") + "\n- end\n"):
        assert isinstance(value, list)
        assert same(fields, value[0])
        assert value[1] == "end"
    for value in readers("- " + flow_value(fields) + "\n"):
        assert value == [fields]


def test_plain_where_it_can_be() -> None:
    assert scalar("(1 - z) * h + z * h_bar") == "(1 - z) * h + z * h_bar"
    assert scalar("前の状態を捨てている。") == "前の状態を捨てている。"
    assert scalar("x[0], y") == "x[0], y"
    assert write_fields({"code": Lines("x"), "tags": ["a", "b"], "why": text_value(Text(ja="あ", en="b: c"))}) == (
        'code: |\n  x\ntags: [a, b]\nwhy:\n  ja: あ\n  en: "b: c"'
    )


def test_half_a_character_pair_is_no_text() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        scalar("a\udc80")
