"""Dates, times, numbers and words that go with a number, in both languages."""

import re
import string
from datetime import UTC, date, datetime

import pytest

from exam_drill.i18n import TABLES, Counted, Shown, dates, say, table

DAY = date(2026, 2, 19)


def test_days_and_moments() -> None:
    assert dates.day("ja", DAY) == "2026年2月19日（木）"
    assert dates.day("en", DAY) == "Thu 19 Feb 2026"
    assert (dates.short_day("ja", DAY), dates.short_day("en", DAY)) == ("2/19", "19 Feb")
    assert (dates.month("ja", DAY), dates.month("en", DAY)) == ("2026年2月", "Feb 2026")
    assert dates.moment("en", datetime(2026, 2, 19, 7, 5, tzinfo=UTC)) == "Thu 19 Feb 2026 07:05"
    assert (dates.weekday("ja", 0), dates.weekday("en", 6)) == ("月", "Sun")


@pytest.mark.parametrize(
    ("seconds", "japanese", "english"),
    [
        (0, "0秒", "0 s"),
        (59.6, "1分", "1 min"),
        (75, "1分15秒", "1 min 15 s"),
        (4210, "1時間10分", "1 h 10 min"),
        (7200, "2時間", "2 h"),
        (90_061, "1日1時間", "1 d 1 h"),
        (-3, "0秒", "0 s"),
    ],
)
def test_durations(seconds: float, japanese: str, english: str) -> None:
    assert (dates.duration("ja", seconds), dates.duration("en", seconds)) == (japanese, english)


def test_shares_are_never_rounded_to_all_or_nothing() -> None:
    assert [dates.percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == ["0%", "1%", "50%", "99%", "100%"]
    assert dates.number(12345.678, 1) == "12,345.7"


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-19",
        "2027/2/19",
        "2027.2.19",
        "２０２７／２／１９",
        "2027年2月19日",
        "２０２７年２月１９日（金）",
        " 2027-2-19 ",
    ],
)
def test_days_as_they_are_typed(text: str) -> None:
    assert dates.read_day(text) == date(2027, 2, 19)


@pytest.mark.parametrize("text", ["", "2027", "2027-2/19", "2027-02-30", "19 Feb 2027", "0000-01-01", "2027-2-19x"])
def test_what_is_no_day(text: str) -> None:
    assert dates.read_day(text) is None


def test_what_is_shown_can_be_typed() -> None:
    assert dates.read_day(dates.day("ja", DAY)) == DAY


def test_a_sentence_chooses_the_word_that_goes_with_its_number() -> None:
    sentence = "{count} {count:question|questions} {count:is|are} left, {count:03d}"
    assert sentence.format(count=Counted(1)) == "1 question is left, 001"
    assert sentence.format(count=Counted(2)) == "2 questions are left, 002"
    assert sentence.format(count=Counted(0)).startswith("0 questions are")


def test_a_number_that_is_written_already_has_its_word_too() -> None:
    assert "{mean} {mean:answer|answers}".format(mean=Shown("1")) == "1 answer"
    assert "{mean} {mean:answer|answers}".format(mean=Shown("1.5")) == "1.5 answers"
    assert say("en", "reasons.matches", trials=1) == "agrees with the reference on the one trial"
    assert say("en", "reasons.matches", trials=12) == "agrees with the reference on all 12 trials"
    assert say("en", "quiz.fewer", number=1, count=0) == "1 question was asked for, 0 found."
    assert say("en", "doctor.bank-size", path="x", questions=1, problems=0) == "x (1 question, 0 problems)"


@pytest.mark.parametrize(("name", "code"), [(name, code) for name in TABLES for code in table(name)])
def test_no_sentence_counts_one_of_a_kind_in_the_plural(name: str, code: str) -> None:
    """What counts things is asked for one thing: `1 questions` must not come of it."""
    english = table(name)[code][1]
    counted = re.findall(
        r"\{(count|questions|blanks|trials|options|problems|reviews|records|cards|answered)\}", english
    )
    if counted:
        fields = {field for _, field, _, _ in string.Formatter().parse(english) if field}
        told = say("en", f"{name}.{code}", **dict.fromkeys(fields, 1))
        assert not re.search(
            r"\b1 (?:(?!to)\w+ )?(?:questions|blanks|trials|options|reviews|records|answers)\b", told
        ), told
