"""The report as annotations of GitHub Actions: lines on standard output that the runner turns into notes at the code.

    ::error file=quizzes/gru.yaml,line=14,col=9,endColumn=16,title=wrong_key%3A gru（こ）::公表された正解は …

GitHub shows at most 10 errors and 10 warnings of a step.  What comes after those is told by plain lines, which stand
in the log, and a notice says how many there are.
"""

from __future__ import annotations

from collections import Counter

from exam_drill.checking.summary import Summary
from exam_drill.i18n import say
from exam_drill.quality import QuestionReport
from exam_drill.report.notices import Level, Notice, Region, notice_of, notices_of
from exam_drill.report.outcome import left_out
from exam_drill.report.writer import Outlet, Start
from exam_drill.visible import visible, visible_text

MOST_SHOWN = 10  # of each level in one step
_OLD_COMMAND = "##["  # the runner still looks for it anywhere in a line


class GithubWriter:
    """Annotations as they come."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet, self._language = outlet, outlet.language
        self._start = Start()
        self._counts: Counter[Level] = Counter()

    def begin(self, start: Start) -> None:
        """Before the first question."""
        self._start = start

    def question(self, report: QuestionReport) -> None:
        """A line for each notice."""
        for notice in notices_of(report, self._language, strict=self._start.strict):
            self._tell(notice)

    def end(self, summary: Summary) -> None:
        """The problems, what was left out, and how much is told by the log alone."""
        for problem in summary.problems:
            self._tell(notice_of(problem, self._language))
        if summary.left_out.questions:
            self._command("error", {"title": "exam-drill"}, left_out(summary, self._language))
        more = {level: max(self._counts[level] - MOST_SHOWN, 0) for level in Level}
        if any(more.values()):
            sentence = say(self._language, "notices.in-the-log", errors=more[Level.ERROR], warnings=more[Level.WARNING])
            self._command("notice", {"title": "exam-drill"}, sentence)

    def close(self) -> None:
        """Nothing is open."""

    def _tell(self, notice: Notice) -> None:
        self._counts[notice.level] += 1
        name = self._outlet.surroundings.name(notice.region.path)
        name = name if name.isprintable() else visible(name)
        if self._counts[notice.level] > MOST_SHOWN:
            place = Region(name, notice.region.line, notice.region.column)
            line = f"{notice.level}: {place}: {notice.rule}: {notice.name}: {notice.sentence}"
            self._outlet.stream.write(visible(line).replace(_OLD_COMMAND, "## [") + "\n")
            return
        title = f"{notice.rule}: {notice.name}" if notice.name else notice.rule
        body = "\n".join(text for text in (notice.sentence, notice.detail, notice.help) if text)
        self._command(str(notice.level), {"file": name, **_position(notice.region), "title": visible(title)}, body)

    def _command(self, command: str, properties: dict[str, str], message: str) -> None:
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        self._outlet.stream.write(f"::{command} {told}::{_data(visible_text(message))}\n")


def _position(region: Region) -> dict[str, str]:
    """Lines from 1; GitHub takes columns only of what stands on one line."""
    if not region.line:
        return {}
    found = {"line": str(region.line)}
    if region.end_line is not None and region.end_line != region.line:
        return found | {"endLine": str(region.end_line)}
    found["col"] = str(region.column)
    return found | ({"endColumn": str(region.end_column)} if region.end_column is not None else {})


def _data(text: str) -> str:
    """A message as the runner reads it back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property as the runner reads it back."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
