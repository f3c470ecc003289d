"""Dates, times and numbers as people write them in either language, and dates as people type them.

    date(2026-02-19)      ─▶ 2026年2月19日（木）    Thu 19 Feb 2026
    duration(4210)        ─▶ 1時間10分             1 h 10 min
    ２０２７／２／１９      ─▶ 2027-02-19

Nothing here asks a clock or knows a time zone: `Environment.local` gives the learner's own time.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from exam_drill.question import Language

_WEEKDAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Year, month and day with one kind of sign between them, or as in Japanese.
_DATE = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:\([月火水木金土日]\))?")


def day(language: Language, when: date) -> str:
    """A day with its year and weekday; of a datetime its own day."""
    weekday = _WEEKDAYS[language][when.weekday()]
    if language == "ja":
        return f"{when.year}年{when.month}月{when.day}日（{weekday}）"
    return f"{weekday} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(language: Language, when: date) -> str:
    """A day without its year, for tables and axes: 2/19 or 19 Feb."""
    return f"{when.month}/{when.day}" if language == "ja" else f"{when.day} {_MONTHS[when.month - 1]}"


def month(language: Language, when: date) -> str:
    """A month with its year."""
    return f"{when.year}年{when.month}月" if language == "ja" else f"{_MONTHS[when.month - 1]} {when.year}"


def weekday(language: Language, number: int) -> str:
    """The short name of a weekday; 0 is Monday."""
    return _WEEKDAYS[language][number]


def moment(language: Language, when: datetime) -> str:
    """A day and the time on it, to the minute, as the datetime's own zone has them."""
    return f"{day(language, when)} {when:%H:%M}"


def duration(language: Language, seconds: float) -> str:
    """How long something takes, in its two largest units; less than a second is none."""
    whole = max(round(seconds), 0)
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    ja, en = ("日", "時間", "分", "秒"), (" d", " h", " min", " s")
    units = ja if language == "ja" else en
    parts = [f"{amount}{unit}" for amount, unit in zip((days, hours, minutes, left), units, strict=True) if amount]
    return ("" if language == "ja" else " ").join(parts[:2]) or f"0{units[-1]}"


def number(value: float, digits: int = 0) -> str:
    """A number with its thousands apart, alike in both languages."""
    return f"{value:,.{digits}f}"


def percent(share: float) -> str:
    """A share between 0 and 1 in whole per cent; only all is 100 %, only nothing 0 %."""
    whole = round(share * 100)
    if whole == 100 and share < 1:
        whole = 99
    if whole == 0 and share > 0:
        whole = 1
    return f"{whole}%"


def read_day(text: str) -> date | None:
    """A day as it was typed, in full-width or plain characters; None if it is none."""
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip().replace(" ", ""))
    if match is None:
        return None
    year, _, *plain = match.groups()
    numbers = [int(part) for part in plain if part]
    try:
        return date(int(year), *numbers)
    except ValueError:
        return None
