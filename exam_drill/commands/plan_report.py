"""The page of `exam-drill plan`: what the store holds, looked at once, as rows for people or data for machines.

Store, questions ─ examine ─▶ PlanReport ─┬─ plan_rows ─▶ rows of a terminal
                                          └─ to_data ───▶ JSON
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from exam_drill.cells import cell_len
from exam_drill.environment import Environment
from exam_drill.i18n import dates, say
from exam_drill.layout import GAP, Row, prose
from exam_drill.progress import Store
from exam_drill.progress.digest import subjects
from exam_drill.question import Language, Question
from exam_drill.scheduling.enough import Remark, remarks
from exam_drill.scheduling.forecast import Forecast, Load, forecast
from exam_drill.scheduling.order import syllabus_order
from exam_drill.scheduling.plan import NEW_A_DAY, PLAN, Plan, read_plan
from exam_drill.scheduling.rating import pace_of
from exam_drill.scheduling.today import Today, known, today_from

_PACE = timedelta(days=90)  # back, for how long an answer takes
_SHOWN = 7  # days of the table


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The plan, today, what is ahead, what is to be said of it, and how many seconds an answer takes."""

    plan: Plan
    today: Today
    ahead: Forecast
    remarks: tuple[Remark, ...]
    seconds: float


def examine(store: Store, questions: Sequence[Question], environment: Environment) -> PlanReport:
    """Looks at everything once; StoreError if the store cannot be read."""
    now, zone = environment.now(), environment.zone
    usual_new = environment.preferences.new_a_day
    usual_new = NEW_A_DAY if usual_new is None else usual_new
    plan = read_plan(store.read(PLAN))
    ordered = syllabus_order(questions, subjects(questions))
    look = today_from(store, ordered, now, zone, usual_new)
    memories = known(ordered, store.cards())
    unseen = [subject for subject in ordered if subject not in memories]
    ahead = forecast(memories, unseen, plan, now, look.day, zone, usual_new, look.begun)
    seconds = pace_of(store.attempts(since=now - _PACE)).choosing
    return PlanReport(plan, look, ahead, remarks(look, ahead, plan, memories, now, seconds), seconds)


def plan_rows(report: PlanReport, language: Language, *, spoken: bool = False) -> list[Row]:
    """The plan for people; `spoken` for those who listen: each line makes sense by itself."""
    pairs = list(_pairs(report, language))
    width = max(cell_len(label) for label, _ in pairs) + 2
    rows = prose(say(language, "plan.title", day=dates.day(language, report.today.day)), "bold")
    for label, text in pairs:
        lead = f"{label}: " if spoken else "  " + label + " " * (width - cell_len(label))
        rows += prose(text, lead=lead, lead_style="bold")
    rows += [GAP, *(_told if spoken else _table)(report, language), GAP]
    for remark in report.remarks:
        mark, style = ("! ", "yellow") if remark.warning else ("", "green")
        rows += prose(_said(remark, language), style, mark, style)
    return rows


def _pairs(report: PlanReport, language: Language) -> Iterator[tuple[str, str]]:
    """Labels and what stands beside them."""

    def word(code: str, **parameters: object) -> str:
        return say(language, f"plan.{code}", **parameters)

    look, ahead, plan = report.today, report.ahead, report.plan
    yield word("label-exam"), _exam(report, language)
    yield word("label-blanks"), word("blanks", seen=look.total - look.unseen, total=look.total, unseen=look.unseen)
    yield word("label-today"), _todays(report, language)
    pace = word("pace-none")
    if look.pace is not None:
        pace = word("pace", pace=dates.number(look.pace, 1), streak=look.streak)
    yield word("label-pace"), pace
    busiest = ahead.busiest
    if busiest is not None and busiest.answers:
        time, most = dates.duration(language, _rounded(ahead.mean * report.seconds)), busiest.answers
        day = dates.short_day(language, busiest.day)
        yield word("label-load"), word("load", mean=dates.number(ahead.mean, 1), time=time, most=most, day=day)
    kept = {"kept": dates.percent(ahead.retention), "stopped": dates.percent(ahead.stopping)}
    yield word("label-retention", day=dates.short_day(language, ahead.until)), word("retention", **kept)
    new = word("new-auto") if plan.new is None else word("new-set", count=plan.new)
    parameters = word("parameters-standard" if plan.parameters is None else "parameters-fitted")
    retention = dates.percent(plan.retention)
    yield word("label-settings"), word("settings", retention=retention, new=new, parameters=parameters)


def _exam(report: PlanReport, language: Language) -> str:
    if report.plan.exam is None:
        return say(language, "plan.exam-none")
    left = report.today.days_left
    code = "exam-over" if left is None else {0: "exam-today", 1: "exam-tomorrow"}.get(left, "exam-days")
    return say(language, f"plan.{code}", day=dates.day(language, report.plan.exam), count=left)


def _todays(report: PlanReport, language: Language) -> str:
    look = report.today
    if look.queue:
        time = dates.duration(language, _rounded(len(look.queue) * report.seconds))
        text = say(language, "plan.today", due=len(look.due), new=len(look.new), time=time)
    else:
        text = say(language, "plan.today-nothing")
    if look.later:
        text += say(language, "plan.today-later", count=len(look.later))
    if look.done:
        text += say(language, "plan.today-done", count=look.done)
    return text


def _table(report: PlanReport, language: Language) -> list[Row]:
    """The next days: how much is due, how much is new, how long it takes."""
    lines = [[say(language, f"plan.head-{name}") for name in ("day", "reviews", "new", "time")]]
    for load in report.ahead.days[:_SHOWN]:
        day = f"{dates.short_day(language, load.day)} {dates.weekday(language, load.day.weekday())}"
        lines.append([day, str(load.reviews), str(load.new), _time(load, report, language)])
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rows: list[Row] = []
    for number, line in enumerate(lines):
        cells = [" " * (width - cell_len(text)) + text for text, width in zip(line, widths, strict=True)]
        rows += prose("  " + "   ".join(cells), "" if number else "bold")
    return rows


def _told(report: PlanReport, language: Language) -> list[Row]:
    """The same for who listens."""
    rows: list[Row] = []
    for load in report.ahead.days[:_SHOWN]:
        time = _time(load, report, language)
        day = dates.day(language, load.day)
        rows += prose(say(language, "plan.day", day=day, reviews=load.reviews, new=load.new, time=time))
    return rows


def _time(load: Load, report: PlanReport, language: Language) -> str:
    return dates.duration(language, _rounded(load.answers * report.seconds) if load.answers else 0)


def _said(remark: Remark, language: Language) -> str:
    parameters: dict[str, object] = {}
    for name, value in remark.parameters.items():
        if name == "seconds":
            parameters["time"] = dates.duration(language, _rounded(value))
        else:
            parameters[name] = dates.number(value, 1) if isinstance(value, float) else value
    return say(language, f"plan.remark-{remark.code}", **parameters)


def _rounded(seconds: float) -> float:
    """Whole minutes: nobody can tell more exactly how long answers will take."""
    return max(round(seconds / 60), 1) * 60


def to_data(report: PlanReport) -> dict[str, Any]:
    """The plan for machines."""
    plan, look, ahead = report.plan, report.today, report.ahead
    return {
        "format": 1,
        "day": look.day.isoformat(),
        "exam": plan.exam.isoformat() if plan.exam else None,
        "days_left": look.days_left,
        "retention": plan.retention,
        "new": plan.new,
        "parameters": plan.parameters and list(plan.parameters),
        "blanks": {"total": look.total, "seen": look.total - look.unseen, "unseen": look.unseen},
        "today": {
            "due": len(look.due),
            "new": len(look.new),
            "later": len(look.later),
            "begun": look.begun,
            "share": look.share,
            "needed": look.needed,
            "answered": look.done,
            "queue": [{"id": subject.question, "label": subject.label} for subject in look.queue],
        },
        "pace": look.pace,
        "streak": look.streak,
        "seconds": report.seconds,
        "forecast": {
            "until": ahead.until.isoformat(),
            "retention": round(ahead.retention, 4),
            "stopping": round(ahead.stopping, 4),
            "unseen": ahead.unseen,
            "mean": round(ahead.mean, 2),
            "days": [{"day": load.day.isoformat(), "reviews": load.reviews, "new": load.new} for load in ahead.days],
        },
        "remarks": [remark.code for remark in report.remarks],
    }
