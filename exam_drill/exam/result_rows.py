"""The result of an exam as rows, beside those before it.

3.5 RNN      52/74   70%  #######...   44/72  61%
4.4 …         5/7   71%  #######...     3/7  43%
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from exam_drill.attempt import Grade
from exam_drill.cells import cell_len, sized
from exam_drill.exam.clock import clock_text, spent_text
from exam_drill.exam.entrance import heading_name
from exam_drill.exam.paper import heading_key
from exam_drill.exam.result import Result, Score, median, score, slowest, worth
from exam_drill.exam.sheet import Ended, Sheet
from exam_drill.i18n import dates, say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.grading import Reports
from exam_drill.quiz.wording import item_name

_BAR = 10  # cells
_SLOWEST = 5  # blanks
_LONGEST_NAME = 34  # cells of a heading
_FRACTION = 8  # cells of `100/104`
_PERCENT = 6  # cells of `100%`
_EARLIER = 14  # cells of `100/104 100%`
_MARKS = {Grade.RIGHT: "right", Grade.WRONG: "wrong", Grade.UNDECIDED: "undecided", Grade.PENDING: "pending"}


def result_rows(
    sheet: Sheet, reports: Reports, earlier: Sequence[tuple[str, Result]], language: Language, width: int
) -> list[Row]:
    """The whole result in lines of `width` cells; `earlier` are the last exams with their dates, the latest first."""
    result = score(sheet, reports)
    total = result.total
    if total.pending:
        rows = prose(progress_text(sheet, reports, language), style.NOTICE)
    else:
        rows = prose(score_text(total, language), style.TITLE)
    rows += prose(f"{say(language, f'exam.ended-{result.ended}')} · {time_text(result, language)}")
    others = [
        say(language, f"exam.count-{name}", count=getattr(total, name))
        for name in ("open", "undecided")
        if getattr(total, name)
    ]
    rows += prose(" · ".join(others), style.FAINT) if others else []
    if total.unchecked:
        note = say(language, "exam.unchecked", count=total.unchecked)
        rows += prose(note, style.CAUTION, "! ", style.CAUTION)
    rows += [GAP, *prose(say(language, "exam.by-heading"), style.HEADING)]
    rows += table_rows(result, earlier, language, width)
    if len(sheet.slots) < sheet.wanted:
        rows += prose(say(language, "exam.fewer", wanted=sheet.wanted, count=len(sheet.slots)), style.FAINT)
    rows += prose(say(language, "exam.no-passing-line"), style.FAINT)
    return [*rows, *_times(sheet, reports, language)]


def score_text(total: Score, language: Language) -> str:
    """How many are right of how many."""
    if total.share is None:
        return say(language, "quiz.score-none")
    return say(language, "exam.score", right=total.right, counted=total.counted, percent=percent(total))


def percent(one: Score) -> str:
    """The share in whole per cent, `-` of nothing; only all is 100%."""
    return "-" if one.share is None else dates.percent(one.share)


def time_text(result: Result, language: Language) -> str:
    """The time used, of how much."""
    return say(language, "exam.time-used", used=spent_text(result.used), limit=clock_text(result.limit))


def progress(sheet: Sheet, reports: Reports) -> tuple[int, int]:
    """How many of the questions have been judged, and how many there are."""
    wanted = {slot.item.question.id for slot in sheet.slots}
    return len(wanted & set(reports)), len(wanted)


def progress_text(sheet: Sheet, reports: Reports, language: Language) -> str:
    """How far the grading is."""
    done, wanted = progress(sheet, reports)
    return say(language, "exam.judging", done=done, all=wanted, bar=bar(done / wanted))


def bar(share: float) -> str:
    """A bar that needs neither colour nor signs of doubtful width."""
    filled = min(max(int(share * _BAR + 0.5), 0), _BAR)
    return "#" * filled + "." * (_BAR - filled)


def table_rows(result: Result, earlier: Sequence[tuple[str, Result]], language: Language, width: int) -> list[Row]:
    """A row for each heading, with the same of as many earlier exams as there is room for, and one for all."""
    fixed = _FRACTION + _PERCENT + 2 + _BAR
    names = {heading: heading_name(heading, language) for heading in _headings(result, earlier)}
    all_of_it = say(language, "exam.all-headings")
    longest = max(map(cell_len, (*names.values(), all_of_it)))
    narrow = min(longest, _LONGEST_NAME, max(width - fixed - min(len(earlier), 1) * _EARLIER, 8))
    shown = earlier[: max((width - narrow - fixed) // _EARLIER, 0)]
    rows = []
    if shown:
        dates = "".join(_right(date, _EARLIER) for date, _ in shown)
        rows.append(Row(Text(sized(say(language, "exam.earlier"), narrow + fixed) + dates, style.FAINT), code=True))
    for heading, name in names.items():
        one = result.headings.get(heading, Score())
        rows.append(_table_row(name, one, [r.headings.get(heading, Score()) for _, r in shown], narrow))
    if len(names) > 1:
        rows.append(_table_row(all_of_it, result.total, [r.total for _, r in shown], narrow))
    return rows


def _headings(result: Result, earlier: Sequence[tuple[str, Result]]) -> list[str]:
    found = {heading for one in (result, *(one for _, one in earlier)) for heading in one.headings}
    return sorted(found, key=heading_key)


def _table_row(name: str, one: Score, before: Sequence[Score], narrow: int) -> Row:
    cells = sized(name, narrow) + f"{_fraction(one):>{_FRACTION}}" + f"{percent(one):>{_PERCENT}}"
    line = Text.assemble((cells, style.KEY), "  ", bar(one.share) if one.share is not None else " " * _BAR)
    for score_before in before:
        share = f" {percent(score_before):>4}" if score_before.share is not None else ""
        line.append(f"{(_fraction(score_before) + share) or '-':>{_EARLIER}}", style.FAINT)
    return Row(line, code=True)


def _fraction(one: Score) -> str:
    return f"{one.right}/{one.counted}" if one.asked else "-"


def _right(text: str, width: int) -> str:
    return " " * max(width - cell_len(text), 1) + text


def _times(sheet: Sheet, reports: Reports, language: Language) -> list[Row]:
    """How long the blanks took, and which took longest."""
    seconds = [slot.seconds for slot in sheet.slots if slot.seconds]
    if not seconds:
        return []
    middle = say(language, "exam.median", time=spent_text(median(seconds)), pace=spent_text(_pace(sheet)))
    rows = [GAP, *prose(say(language, "exam.times"), style.HEADING), *prose(middle)]
    rows += prose(say(language, "exam.slowest"))
    for position in slowest(sheet, _SLOWEST):
        slot = sheet.slots[position]
        rows += prose(
            f"{position + 1} · {item_name(slot.item, language)} · {mark(sheet, position, reports, language)}",
            lead=f"  {spent_text(slot.seconds):>7}  ",
        )
    return rows


def _pace(sheet: Sheet) -> float:
    return sheet.clock.limit / len(sheet.slots)


def mark(sheet: Sheet, position: int, reports: Reports, language: Language) -> str:
    """What became of a blank, in a word."""
    value = worth(sheet, position, reports)
    return say(language, "exam.mark-open" if value is None else f"exam.mark-{_MARKS[value]}")


def history_rows(exams: Sequence[tuple[str, Result | None, Ended | None]], language: Language) -> list[Row]:
    """The exams that were, the latest first, each under the number by which it can be looked at again."""
    rows = []
    for number, (date, result, ended) in enumerate(exams, start=1):
        lead = f"{number:>3}  {date}  "
        if result is None:
            text = say(language, f"exam.ended-{ended or Ended.GIVEN_UP}")
        else:
            text = f"{score_text(result.total, language)} · {bar(result.total.share or 0.0)} · " + time_text(
                result, language
            )
        rows += prose(text, lead=lead)
    return rows
