"""Statistics as one JSON object, for programs; its form is part of the contract (see `docs/stats.md`)."""

from __future__ import annotations

from typing import Any

from exam_drill.i18n import say, table
from exam_drill.question import LANGUAGES
from exam_drill.stats.share import Change, Share
from exam_drill.stats.statistics import BARE, GONE, Counts, Forecast, Hard, Line, Mistake, Statistics
from exam_drill.syllabus import HEADINGS

FORMAT = 1


def to_data(found: Statistics) -> dict[str, Any]:
    """All of it; days are ISO dates of the learner's zone, shares numbers from 0 to 1 or null, times seconds."""
    return {
        "format": FORMAT,
        "now": found.now.isoformat(),
        "today": str(found.today),
        "period": {"since": str(found.period.since), "until": str(found.period.until), "days": found.period.days},
        "began": str(found.began) if found.began else None,
        "chosen": found.chosen,
        "questions": found.questions,
        "blanks": found.total.blanks,
        "seen": found.total.seen,
        "attempts": found.total.counts.attempts,
        "undone": found.undone,
        "earlier": found.earlier,
        "due": found.agenda.due,
        "later": found.agenda.later,
        "new": found.agenda.new,
        "unseen": found.agenda.unseen,
        "streak": {
            "current": found.streak.current,
            "longest": found.streak.longest,
            "days": found.streak.days,
            "today": found.streak.today,
        },
        "trend_days": found.trend_days,
        "total": _line(found.total),
        "modes": {str(mode): _counts(counts) for mode, counts in found.modes.items()},
        "headings": [{"heading": _key(line), "title": _title(line), **_line(line)} for line in found.headings],
        "tags": [{"tag": _key(line), **_line(line)} for line in found.tags],
        "misconceptions": [_mistake(mistake) for mistake in found.mistakes],
        "unnamed": found.unnamed,
        "hard": [_hard(hard) for hard in found.hard],
        "missing": [{"question": one.question, "last": str(one.last), **_counts(one.counts)} for one in found.missing],
        "retention": _forecast(found.forecast),
        "days": [
            {"day": str(day), "attempts": one.attempts, "seconds": _rounded(one.seconds), **_share(one.share)}
            for day, one in found.days.items()
        ],
    }


def _key(line: Line) -> str | None:
    """The heading or tag; null for questions of none, and for those that are not in the bank."""
    return None if line.key in (BARE, GONE) else line.key


def _title(line: Line) -> dict[str, str] | None:
    known = HEADINGS.get(line.key)
    return {"ja": known.ja, "en": known.en} if known else None


def _line(line: Line) -> dict[str, Any]:
    return {
        **_counts(line.counts),
        "gone": line.key == GONE,
        "blanks": line.blanks,
        "seen": line.seen,
        "trend": _change(line.trend),
        "weeks": [_share(share) for share in line.weeks],
        "retention": _rounded(line.retention),
    }


def _counts(counts: Counts) -> dict[str, Any]:
    interval = counts.share.interval
    return {
        "attempts": counts.attempts,
        "right": counts.right,
        "wrong": counts.wrong,
        "undecided": counts.undecided,
        "pending": counts.pending,
        "typed": counts.typed,
        "hints": counts.hints,
        "accuracy": _rounded(counts.share.rate),
        "interval": [_rounded(end) for end in interval] if interval else None,
        "first": _share(counts.first),
        "seconds": _rounded(counts.seconds),
        "median": _rounded(counts.median),
    }


def _share(share: Share) -> dict[str, int]:
    return {"right": share.right, "graded": share.graded}


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "now": _share(change.now),
        "before": _share(change.before),
        "difference": _rounded(change.difference),
        "interval": [_rounded(change.low), _rounded(change.high)],
        "direction": str(change.direction),
    }


def _names(name: str) -> dict[str, Any] | None:
    if not name:
        return None
    known = name in table("misconceptions")
    return {"name": name, "title": {one: say(one, f"misconceptions.{name}") for one in LANGUAGES} if known else None}


def _mistake(mistake: Mistake) -> dict[str, Any]:
    return {
        "misconception": _names(mistake.name),
        "chosen": mistake.chosen,
        "offered": mistake.offered,
        "late": {"chosen": mistake.late.right, "offered": mistake.late.graded},
        "last": str(mistake.last) if mistake.last else None,
        "options": [
            {"question": place.question, "blank": place.label, "number": place.number, "chosen": place.chosen}
            for place in mistake.places
        ],
    }


def _hard(hard: Hard) -> dict[str, Any]:
    option = hard.option
    return {
        "question": hard.question.id,
        "blank": hard.label,
        **_counts(hard.counts),
        "option": option
        and {
            "number": option.number,
            "code": option.code.text,
            "chosen": hard.chosen,
            "misconception": _names(hard.misconception),
        },
    }


def _forecast(forecast: Forecast | None) -> dict[str, Any] | None:
    if forecast is None:
        return None
    return {
        "cards": forecast.cards,
        "exam": str(forecast.exam) if forecast.exam else None,
        "points": [
            {"day": str(point.day), "seen": _rounded(point.seen), "bank": _rounded(point.bank)}
            for point in forecast.points
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
