"""The result of `check` as a stream of JSON objects, one a line, each written as soon as it is known.

    {"type": "question", …} {"type": "question", …} … {"type": "problem", …} … {"type": "summary", …}

What they hold is what `--format json` has.  A stream without its summary is that of a run that did not come to its end.
"""

from __future__ import annotations

from typing import Any

from exam_drill.checking.summary import Summary
from exam_drill.quality import QuestionReport
from exam_drill.report.json_report import invalid_data, problem_data, question_data, summary_data
from exam_drill.report.json_text import json_line
from exam_drill.report.writer import Outlet, Start


class JsonLinesWriter:
    """JSON lines; keeps nothing."""

    def __init__(self, outlet: Outlet) -> None:
        self._stream, self._language, self._encoding = outlet.stream, outlet.language, outlet.encoding

    def begin(self, _: Start) -> None:
        """There is nothing to tell yet."""

    def question(self, report: QuestionReport) -> None:
        """A line for a question that was judged; whoever reads the stream has it at once."""
        self._write("question", question_data(report, self._language))
        self._stream.flush()

    def end(self, summary: Summary) -> None:
        """The questions that could not be judged, the problems, and what the run came to."""
        for problem in summary.invalid:
            self._write("question", invalid_data(problem))
        for problem in summary.problems:
            self._write("problem", problem_data(problem, self._language))
        self._write("summary", {"format": 1, **summary_data(summary)})

    def close(self) -> None:
        """Nothing is open."""

    def _write(self, kind: str, data: dict[str, Any]) -> None:
        self._stream.write(json_line({"type": kind, **data}, self._encoding) + "\n")
