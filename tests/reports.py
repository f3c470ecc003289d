"""Reports of results that tests make by hand, as the writers give them."""

import io
from collections.abc import Mapping, Sequence

from rich.console import Console

from exam_drill.checking.summary import Confinement, Summary, Tally
from exam_drill.problem import Problem
from exam_drill.quality import QuestionReport
from exam_drill.question import Language, Question
from exam_drill.report.json_report import JsonWriter
from exam_drill.report.text import TextWriter
from exam_drill.report.writer import Outlet, Start, Writer


class Result:
    """Reports with the summary that they have."""

    def __init__(
        self,
        questions: Sequence[QuestionReport],
        problems: Sequence[Problem] = (),
        seconds: float = 0.0,
        *,
        left_out: Sequence[Question] = (),
        budget: float | None = None,
        resumable: bool = False,
        unconfined: Mapping[str, str] | None = None,
    ) -> None:
        tally = Tally()
        for report in questions:
            tally.add(report)
        for question in left_out:
            tally.leave_out(question)
        self.questions = tuple(questions)
        confinement = Confinement({}, unconfined) if unconfined is not None else None
        self.summary: Summary = tally.summary(
            problems, seconds, budget=budget, resumable=resumable, confinement=confinement
        )

    def write(self, writer: Writer) -> None:
        """Tells a writer of all of it."""
        writer.begin(Start(self.summary.as_printed))
        for report in self.questions:
            writer.question(report)
        writer.end(self.summary)
        writer.close()


def print_result(
    result: Result, console: Console, language: Language, every: bool = False, *, aloud: bool = False
) -> None:
    """The text report, on a console."""
    out = io.StringIO()
    result.write(TextWriter(Outlet(out, language, lambda _: console, every, aloud)))
    assert out.getvalue() == ""  # all that people read goes through the console


def to_json(result: Result, language: Language, encoding: str | None = None) -> str:
    """The JSON report, for an output of this encoding."""
    out = _Encoded(encoding)
    result.write(JsonWriter(Outlet(out, language)))
    return out.getvalue()


class _Encoded(io.StringIO):
    def __init__(self, encoding: str | None) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str | None:
        return self._encoding
