"""The first block of the statistics: how many answers, how right, how long, and what today brings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exam_drill.attempt import Mode
from exam_drill.i18n import dates, say
from exam_drill.question import Language
from exam_drill.stats.share import Direction, Share
from exam_drill.stats.statistics import Statistics
from exam_drill.stats.wording import duration, percent, points


class Fact(NamedTuple):
    """A name and what is said under it; `rate` where it is a share that can be drawn."""

    name: str
    text: str
    rate: float | None = None


def facts(found: Statistics, language: Language) -> Iterator[Fact]:
    """All facts of the whole."""

    def fact(name: str, text: str, rate: float | None = None) -> Fact:
        return Fact(say(language, f"stats.{name}"), text, rate)

    counts = found.total.counts
    if not counts.attempts and found.days:
        yield fact("answers", say(language, "stats.empty-period", last=dates.day(language, max(found.days))))
        yield fact("streak", _streak(found, language))
        yield fact("agenda", _agenda(found, language))
        return
    text = say(language, "stats.answers-value", attempts=counts.attempts, right=counts.right, wrong=counts.wrong)
    beside = {
        "undecided": counts.undecided,
        "pending": counts.pending,
        "typed": counts.typed,
        "hints": counts.hints,
        "earlier": found.earlier,
        "undone": found.undone,
    }
    others = [say(language, f"stats.{name}", count=count) for name, count in beside.items() if count]
    yield fact("answers", " · ".join((text, *others)))
    yield fact("accuracy", accuracy(counts.share, language), counts.share.rate)
    if counts.first.graded and counts.first != counts.share:
        yield fact("first", share_text(counts.first, language))
    if found.modes[Mode.EXAM].attempts:
        for mode, name in ((Mode.QUIZ, "quiz"), (Mode.EXAM, "exam")):
            if found.modes[mode].share.graded:
                yield fact(name, accuracy(found.modes[mode].share, language))
    yield fact("trend", _trend(found, language))
    if counts.attempts:
        times = {"total": duration(counts.seconds, language), "median": duration(counts.median, language)}
        yield fact("time", say(language, "stats.time-value", **times))
    yield fact("streak", _streak(found, language))
    yield fact("agenda", _agenda(found, language))


def accuracy(share: Share, language: Language) -> str:
    """A share with its interval."""
    if share.interval is None:
        return say(language, "stats.nothing-graded")
    low, high = map(percent, share.interval)
    text = say(language, "stats.accuracy-value", rate=percent(share.rate), low=low, high=high)
    return f"{text} {share.right}/{share.graded}"


def share_text(share: Share, language: Language) -> str:
    """A share with its counts."""
    return say(language, "stats.share-value", rate=percent(share.rate), right=share.right, graded=share.graded)


def _trend(found: Statistics, language: Language) -> str:
    trend = found.total.trend
    if trend is None:
        return say(language, "stats.trend-none", days=found.trend_days)
    now, before = share_text(trend.now, language), share_text(trend.before, language)
    text = say(language, "stats.trend-value", days=found.trend_days, now=now, before=before, points=points(trend))
    unclear = trend.direction is Direction.UNCLEAR
    between = "" if language == "ja" else " "
    return text + (between + say(language, "stats.trend-unclear") if unclear else "")


def _streak(found: Statistics, language: Language) -> str:
    streak = found.streak
    text = say(language, "stats.streak-value", current=streak.current, longest=streak.longest, days=streak.days)
    if streak.current and not streak.today:
        text += " · " + say(language, "stats.streak-open", next=streak.current + 1)
    return text


def _agenda(found: Statistics, language: Language) -> str:
    agenda = found.agenda
    counts = {"due": agenda.due, "new": agenda.new, "unseen": agenda.unseen, "blanks": found.total.blanks}
    text = say(language, "stats.agenda-value", **counts)
    return text + (" · " + say(language, "stats.agenda-later", count=agenda.later) if agenda.later else "")
