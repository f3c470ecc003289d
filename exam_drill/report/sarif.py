"""The report as SARIF 2.1.0, for code scanning: each notice is a result at its line, each kind of notice a rule.

    run ─ tool.driver.rules   wrong_key, ambiguous, …, and the codes of the problems that there are
        ├ results             ruleId, ruleIndex, level, message, locations, relatedLocations, partialFingerprints
        └ invocations         whether the run came to its end, and what its reader should know of it

Where there is more than GitHub takes, warnings are left out first, and how many are left out is told.
Standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import islice
from typing import Any

from exam_drill import __version__
from exam_drill.checking.summary import Summary
from exam_drill.i18n import say
from exam_drill.i18n.aims import aim_names
from exam_drill.quality import QuestionReport
from exam_drill.report.json_text import json_line, json_text
from exam_drill.report.markdown_text import prose
from exam_drill.report.notices import Level, Notice, Region, Rule, notice_of, notices_of, rule, rules
from exam_drill.report.outcome import exit_code, left_out
from exam_drill.report.surroundings import absolute, quoted
from exam_drill.report.writer import Outlet, Start, spool
from exam_drill.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000  # of a run: GitHub refuses a file that has more
MOST_RELATED = 100  # GitHub shows no more locations of a result
_BASE = "SRCROOT"
_FINGERPRINT = "examDrillNotice/v1"


class SarifWriter:
    """One run; what is found waits in two spools, for errors come before warnings."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet, self._language = outlet, outlet.language
        self._start = Start()
        self._rules = {found.id: (index, found) for index, found in enumerate(rules(self._language))}
        self._open = ExitStack()
        self._spools = {level: self._open.enter_context(spool()) for level in Level}
        self._counts: Counter[Level] = Counter()
        self._seen: Counter[str] = Counter()

    def begin(self, start: Start) -> None:
        """Before the first question."""
        self._start = start

    def question(self, report: QuestionReport) -> None:
        """A result for each notice."""
        for notice in notices_of(report, self._language, strict=self._start.strict):
            self._take(notice)

    def end(self, summary: Summary) -> None:
        """The problems, and then all of it."""
        for problem in summary.problems:
            self._take(notice_of(problem, self._language))
        self._write(summary)
        self.close()

    def close(self) -> None:
        """Forgets what has not been written.  Safe to call twice."""
        self._open.close()

    def _take(self, notice: Notice) -> None:
        self._counts[notice.level] += 1
        if self._counts[notice.level] <= MOST_RESULTS:
            line = json_line(self._result(notice), self._outlet.encoding)
            self._spools[notice.level].write(line + "\n")

    def _result(self, notice: Notice) -> dict[str, Any]:
        if notice.rule not in self._rules:
            self._rules[notice.rule] = (len(self._rules), rule(notice.rule, self._language))
        # Two mistakes of a question can be told by the same words; the second one is to be another alert.
        self._seen[notice.fingerprint] += 1
        related = notice.related[:MOST_RELATED]
        result: dict[str, Any] = {
            "ruleId": notice.rule,
            "ruleIndex": self._rules[notice.rule][0],
            "level": str(notice.level),
            "message": {"text": _message(notice)},
            "locations": [self._location(notice.region, notice.name)],
            "partialFingerprints": {_FINGERPRINT: f"{notice.fingerprint}:{self._seen[notice.fingerprint]}"},
        }
        if related:
            result["relatedLocations"] = [
                {"id": number, **self._location(place.region), "message": {"text": _plain(place.sentence)}}
                for number, place in enumerate(related, 1)
            ]
        return result

    def _location(self, region: Region, name: str = "") -> dict[str, Any]:
        inside = self._outlet.surroundings.inside(region.path)
        if inside is not None:
            artifact = {"uri": quoted(inside), "uriBaseId": _BASE}
        else:
            artifact = {"uri": "file://" + quoted(absolute(region.path))}
        location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact, "region": _region(region)}}
        if name:
            location["logicalLocations"] = [{"fullyQualifiedName": visible(name)}]
        return location

    def _write(self, summary: Summary) -> None:
        stream = self._outlet.stream
        errors = min(self._counts[Level.ERROR], MOST_RESULTS)
        warnings = min(self._counts[Level.WARNING], MOST_RESULTS - errors)
        beyond = self._counts.total() - errors - warnings
        run = {
            "tool": {"driver": self._driver()},
            "language": self._language,
            "columnKind": "unicodeCodePoints",
            "automationDetails": {"id": "exam-drill/as-printed/" if self._start.as_printed else "exam-drill/"},
            "originalUriBaseIds": {_BASE: {"description": {"text": say(self._language, "notices.root")}}},
            "invocations": [self._invocation(summary, beyond)],
            "properties": {"examDrill": _counts(summary)},
        }
        head = self._json({"$schema": SCHEMA, "version": "2.1.0"}).rstrip("}").rstrip()
        stream.write(f'{head},\n "runs": [\n{self._json(run).removesuffix("}").rstrip()},\n "results": [')
        separator = "\n"
        for level, most in ((Level.ERROR, errors), (Level.WARNING, warnings)):
            for line in islice(self._spools[level].lines(), most):
                stream.write(separator + line.rstrip("\n"))
                separator = ",\n"
        stream.write("\n ]\n}\n ]\n}\n")

    def _driver(self) -> dict[str, Any]:
        return {
            "name": "exam-drill",
            "version": __version__,
            "language": self._language,
            "rules": [_rule(found) for _, found in self._rules.values()],
        }

    def _invocation(self, summary: Summary, beyond: int) -> dict[str, Any]:
        code = exit_code(summary, self._start.strict)
        told = list(_notifications(summary, beyond, self._outlet))
        invocation: dict[str, Any] = {
            # Findings are what the tool is for; but a run that did not look at all questions proves nothing of them.
            "executionSuccessful": not summary.left_out.questions,
            "exitCode": int(code),
            "exitCodeDescription": say(self._language, f"notices.exit-{int(code)}"),
        }
        began = self._outlet.surroundings.began
        if began is not None:
            invocation["startTimeUtc"] = f"{began:%Y-%m-%dT%H:%M:%S}Z"
        if told:
            invocation["toolExecutionNotifications"] = told
        return invocation

    def _json(self, value: Any) -> str:
        return json_text(value, self._outlet.encoding)


def _notifications(summary: Summary, beyond: int, outlet: Outlet) -> Iterable[dict[str, Any]]:
    """What a reader should know of the run itself."""
    language = outlet.language
    if summary.left_out.questions:
        yield _notification("left-out", "error", left_out(summary, language))
    if beyond:
        yield _notification(
            "too-many-results", "warning", say(language, "notices.too-many", count=beyond, most=MOST_RESULTS)
        )
    if summary.unconfined:
        aims = aim_names(summary.unconfined, language)
        yield _notification("unconfined", "warning", say(language, "report.unconfined", aims=aims))
    for node in summary.nodes:
        versions = ", ".join(f"{name} {version}" for name, version in node.versions.items())
        sentence = say(language, "notices.node", name=node.name, versions=versions)
        yield _notification("other-node", "warning", sentence)


def _notification(name: str, level: str, sentence: str) -> dict[str, Any]:
    return {"descriptor": {"id": name}, "level": level, "message": {"text": _plain(sentence)}}


def _rule(found: Rule) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": "".join(word.capitalize() for word in found.id.replace("-", "_").split("_")),
        "shortDescription": {"text": found.title},
        "fullDescription": {"text": f"{found.title}: {found.help}"},
        "help": {"text": found.help, "markdown": f"**{prose(found.title)}**\n\n{prose(found.help)}"},
        "defaultConfiguration": {"level": str(found.level)},
        "properties": {"precision": "very-high", "problem.severity": str(found.level), "tags": ["answer-key"]},
    }


def _message(notice: Notice) -> str:
    """The sentence, what the option at the place showed, and the other places, as links to them."""
    lines = [_plain(notice.sentence)]
    if notice.detail:
        lines.append(_plain(notice.detail))
    for number, place in enumerate(notice.related[:MOST_RELATED], 1):
        lines.append(f"[{_within_link(place.sentence)}]({number})")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """A text in which nothing looks like a link, `[a](b)`, which is all that has a meaning in a plain message."""
    return text.replace("](", "] (")


def _within_link(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _region(region: Region) -> dict[str, int]:
    """Lines and columns from 1; GitHub wants a line of what concerns a file as a whole, too."""
    if not region.line:
        return {"startLine": 1}
    found = {"startLine": region.line, "startColumn": region.column}
    if region.end_line is not None and region.end_column is not None:
        if region.end_line != region.line:
            found["endLine"] = region.end_line
        found["endColumn"] = region.end_column
    return found


def _counts(summary: Summary) -> dict[str, Any]:
    return {
        "questions": summary.questions,
        "blanks": summary.blanks,
        "options": summary.options,
        "findings": {str(finding): count for finding, count in summary.findings.items()},
        "warnings": summary.warnings,
        "problems": len(summary.problems),
        "cached": summary.cached,
        "executed": summary.executed,
    }
