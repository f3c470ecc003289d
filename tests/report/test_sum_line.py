"""The line with the counts: on a terminal it is broken between counts, never within one; in a pipe it is one line."""

import io
import re

import pytest
from reports import Result, print_result

from exam_drill.cells import cell_len
from exam_drill.console import VisibleConsole
from exam_drill.question import LANGUAGES, Language


class Terminal(io.StringIO):
    """A stream that says that somebody looks at it."""

    def isatty(self) -> bool:
        """Somebody does."""
        return True


def printed(language: Language, stream: io.StringIO, seconds: float, columns: str | None) -> list[str]:
    variables = {"TERM": "xterm"} | ({"COLUMNS": columns} if columns else {})
    print_result(Result((), seconds=seconds), VisibleConsole(stream, variables, colours=False), language)
    return [line for line in stream.getvalue().splitlines() if line.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seconds", [1.6, 12345.6, 1234567890.5, 12345678901234.5])
def test_a_number_stays_with_its_unit_on_a_terminal(language: Language, seconds: float) -> None:
    for columns in range(40, 100):
        lines = printed(language, Terminal(), seconds, str(columns))
        assert max(map(cell_len, lines)) <= columns
        assert any(re.search(rf"{seconds:.1f} (s|秒)$", line) for line in lines), (columns, lines)
        assert not any(re.search(r"\d$", line) or re.match(r"[秒件問]|s$", line) for line in lines[:-1]), (
            columns,
            lines,
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_pipe_it_is_one_line(language: Language) -> None:
    (line,) = printed(language, io.StringIO(), 1.6, None)
    assert re.search(r"1\.6 (s|秒)$", line)
