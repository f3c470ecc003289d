"""What stands on the screen: the counts, what the last save did, and what is still open elsewhere.

╭─ watch · quizzes ─────────────────────────────╮
│ questions 500 · proven 499 · …                │   header: always there
│ 14:03:22 saved: gru.yaml (142 ms)             │
│ …                                             │   body: scrolled
╰───────────────────────────────────────────────╯
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from rich.text import Text

from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.quality import Finding, QuestionReport
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.question_page import Keys, Page
from exam_drill.report.text import FINDING_STYLES, blank_rows, problem_rows
from exam_drill.visible import visible
from exam_drill.watching.proofs import Unjudged
from exam_drill.watching.state import Cause, Changed, Save, State, is_plain, is_proven

_MOST = 30  # problems, and questions, that are listed of those elsewhere: to lay out each takes a part of a millisecond
_MOST_NAMES = 3
_KEYS: Keys = (("Enter", "watch.key-again"), ("a", "watch.key-all"), ("q", "quit"))


def page(state: State, language: Language) -> Page:
    """The page for a state."""
    label = say(language, "watch.label", paths=_names(state.paths, language))
    header = (*counts(state, language), *(save_rows(state.save, language) if state.save is not None else ()))
    body = [*changed_rows(state, language), *elsewhere_rows(state, language)]
    return Page(label, header, tuple(body), _KEYS)


def counts(state: State, language: Language) -> list[Row]:
    """How many questions there are, and how they stand."""
    line = Text()
    for name, number, look in (
        ("questions", state.questions, ""),
        ("proven", state.proven, style.RIGHT),
        ("findings", state.findings, style.WRONG if state.findings else ""),
        ("problems", state.mistakes, style.CAUTION if state.mistakes else ""),
        ("complaints", state.complaints, style.CAUTION if state.complaints else ""),
        ("pending", state.pending, style.CAUTION),
    ):
        if name != "pending" or number:
            line.append(" · " if line.plain else "")
            line.append(say(language, f"watch.{name}", number=number), style=look)
    rows = [Row(line)]
    if state.polling:
        rows += prose(say(language, f"watch.polling-{state.polling}"), style.CAUTION)
    return rows


def save_rows(save: Save, language: Language) -> list[Row]:
    """When it was, what was saved, and how long it took until all of it was told."""
    clock = time.strftime("%H:%M:%S", time.localtime(save.at))
    name = f"cause-{save.cause}"
    if save.cause is Cause.SAVE and not save.saved:
        name = "cause-gone"
    elif save.cause is Cause.SAVE and save.is_empty:
        name = "cause-unchanged"
    files = _names(save.saved or save.gone, language)
    took = say(language, "watch.running")
    if save.seconds is not None:
        took = say(language, "watch.took", milliseconds=round(save.seconds * 1000))
    return [Row(Text(f"{clock} {say(language, f'watch.{name}', files=files)} {took}", style.HEADING))]


def changed_rows(state: State, language: Language) -> Iterator[Row]:
    """What the last save did to each question, with all the evidence against what is not proven."""
    save = state.save
    if save is None:
        return
    if save.problems:
        yield GAP
        yield from problem_rows(save.problems, language)
    for changed in save.changed:
        yield GAP
        yield from _changed(changed, language)
    if save.removed:
        yield GAP
        yield from prose(say(language, "watch.removed", names=_names(save.removed, language)))


def _changed(changed: Changed, language: Language) -> Iterator[Row]:
    line = Text()
    judged = changed.judged
    good = judged is not None and is_proven(judged)
    waits = changed.waits
    line.append(
        "… " if waits else "○ " if good else "× ", style=style.FAINT if waits else style.RIGHT if good else style.WRONG
    )
    line.append(visible(changed.identity or "–"), style="bold")
    line.append(f"  {say(language, f'watch.kind-{changed.kind}')}")
    if changed.place is not None:
        line.append(f"  {visible(str(changed.place))}", style=style.FAINT)
    yield Row(line)
    yield from _indented(problem_rows(changed.problems, language))
    if waits:
        yield Row(Text(say(language, "watch.judging"), style.FAINT), Text("  "))
    elif isinstance(judged, Unjudged):
        yield from prose(unjudged_text(judged, language), style.CAUTION, lead="  ")
    elif judged is not None:
        yield from _evidence(judged, language)


def _evidence(report: QuestionReport, language: Language) -> Iterator[Row]:
    if is_plain(report):
        labels = " ".join(blank.label for blank in report.blanks)
        yield Row(Text(say(language, "watch.proven-blanks", labels=labels), style.RIGHT), Text("  "))
        return
    for blank in report.blanks:
        yield from _indented(list(blank_rows(report, blank, language)))


def elsewhere_rows(state: State, language: Language) -> Iterator[Row]:
    """What is still open in the questions that the last save did not touch, a line each."""
    lines: list[Row] = []
    for report in state.open[:_MOST]:
        for blank in report.blanks:
            if blank.finding is Finding.PROVEN and not blank.warnings:
                continue
            warnings = ", ".join(dict.fromkeys(str(warning.kind) for warning in blank.warnings))
            line = Text()
            line.append(str(blank.finding), style=FINDING_STYLES[blank.finding])
            line.append(f"  {visible(report.question.id)}（{visible(blank.label)}）", style="bold")
            line.append(f"  {warnings}" if warnings else "", style=style.CAUTION)
            line.append(f"  {visible(str(blank.place or report.question.place))}", style=style.FAINT)
            lines.append(Row(line))
    for identity, unjudged in state.unjudged[:_MOST]:
        lines.append(Row(Text(f"{visible(identity)}: {unjudged_text(unjudged, language)}", style.CAUTION)))
    lines += problem_rows(state.problems[:_MOST], language)
    left = max(len(state.open) - _MOST, 0) + max(len(state.problems) - _MOST, 0) + max(len(state.unjudged) - _MOST, 0)
    if left:
        lines.append(Row(Text(say(language, "watch.more", number=left), style.FAINT)))
    if lines:
        yield GAP
        yield Row(Text(say(language, "watch.elsewhere"), style.HEADING))
        yield from lines


def unjudged_text(unjudged: Unjudged, language: Language) -> str:
    """Why a question could not be judged."""
    if unjudged.seconds:
        return say(language, "watch.too-long", seconds=f"{unjudged.seconds:g}")
    return say(language, "report.sandbox-failed", error=unjudged.error)


def _indented(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        yield row._replace(lead=Text.assemble("  ", row.lead))


def _names(names: tuple[str, ...], language: Language) -> str:
    text = ", ".join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return text
    return say(language, "watch.and-more", names=text, more=len(names) - _MOST_NAMES)
