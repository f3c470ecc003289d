"""docs/reports.md: its command is run on its bank, and gives what stands there."""

import io
import json
import re
import shlex
from pathlib import Path

import published
import pytest

from exam_drill.cli import Exit, main
from exam_drill.environment import Environment
from exam_drill.report.formats import FORMATS

PAGE = (Path(__file__).parent.parent.parent / "docs" / "reports.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sample(kind: str, beginning: str = "") -> str:
    (found,) = [body for name, body in BLOCK.findall(PAGE) if name == kind and body.startswith(beginning)]
    return str(found)


def timeless(text: str) -> str:
    """The text without what is another one at each run."""
    passing = r'time="[\d.]+"|timestamp="[^"]*"|value="\d+\.\d+\.\d+[^"]*"|\d+\.\d s$'
    return re.sub(passing, "…", text, flags=re.MULTILINE)


def test_the_samples_are_what_their_command_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("quizzes").mkdir()
    Path("quizzes", "double.yaml").write_text(sample("yml"), encoding="utf-8")
    program, *arguments = shlex.split(sample("sh"))
    assert program == "exam-drill"
    out = io.StringIO()
    environment = Environment(stdin=io.StringIO(), stdout=out, stderr=io.StringIO(), variables={})
    assert main(arguments, environment) == Exit.FINDINGS
    assert out.getvalue() == sample("", "::error")
    written = {path.name: path.read_text(encoding="utf-8") for path in Path("build").iterdir()}
    assert timeless(written["junit.xml"]) == timeless(sample("xml"))
    assert timeless(written["summary.md"]) == timeless(sample("markdown"))
    assert published.sarif(written["check.sarif"])["results"] == [json.loads(sample("json"))]


def test_every_format_is_described() -> None:
    table = PAGE.partition("| format |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", table)) >= FORMATS.keys()
