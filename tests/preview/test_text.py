"""Parts of a preview as lines of a terminal."""

import pytest
from rich.text import Text

from exam_drill.layout import Row
from exam_drill.preview.parts import Grid, Heading, Panel, Panels, Rows
from exam_drill.preview.text import text_lines


def lines(*parts: Heading | Rows | Panels | Grid, width: int = 40) -> list[str]:
    found = [line.plain for line in text_lines(parts, width, "en")]
    assert all(len(line) <= width for line in found), found
    return found


def panel(title: str, *rows: str) -> Panel:
    return Panel(Text(title), tuple(map(Text, rows)))


def test_panels_stand_beside_each_other_where_there_is_room() -> None:
    three = Panels((panel("a", "1234", "5678"), panel("bb", "12"), panel("c" * 30, "x")))
    assert lines(three) == ["a      bb", "1234   12", "5678", "c" * 30, "x"]
    assert lines(three, width=20) == ["a      bb", "1234   12", "5678", "c" * 19 + "…", "x"]


def test_a_table_that_is_too_wide_goes_on_below_itself() -> None:
    grid = Grid(("trial", "sizes", "one", "two"), (tuple(map(Text, ("1", "N=2", "○ matches", "× shape"))),))
    assert lines(grid) == ["trial  sizes  one        two", "1      N=2    ○ matches  × shape"]
    assert lines(grid, width=25) == [
        "trial  sizes  one",
        "1      N=2    ○ matches",
        "",
        "trial  sizes  two",
        "1      N=2    × shape",
    ]


@pytest.mark.parametrize("width", [20, 40, 80])
def test_long_sizes_leave_room_for_what_the_options_did(width: int) -> None:
    sizes = ", ".join(f"{letter}=1" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    found = lines(Grid(("trial", "sizes", "one"), ((Text("1"), Text(sizes), Text("matches")),)), width=width)
    assert found[1].startswith("1      A=1")
    assert "…" in found[1]
    assert width < 40 or found[1].endswith("matches")


def test_what_belongs_together_stands_together() -> None:
    rows = Rows((Row(Text("words")),))
    assert lines(Heading("h", 2), rows, Panels((panel("t", "v"),)), rows, Heading("g", 3)) == [
        "── h", "words", "t", "v", "", "words", "", "g",
    ]  # fmt: skip
