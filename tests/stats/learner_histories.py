"""Made-up histories of a learner, the same on every machine, and a second way to count them.

`python tests/stats/learner_histories.py FOLDER` writes the golden screens anew, from the top of the checkout.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from exam_drill.attempt import Attempt, Grade, Mode, Review, Subject
from exam_drill.bank import load_bank
from exam_drill.cli import main
from exam_drill.environment import Environment
from exam_drill.progress import Store, subjects
from exam_drill.question import Question
from exam_drill.scheduling.plan import PLAN, Plan, write_plan
from exam_drill.scheduling.rating import rate
from exam_drill.scheduling.schedule import Schedule

HERE = Path(__file__).resolve().parent
BANK = str(HERE / "bank.yaml")
GOLDEN = HERE / "golden"
TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # a Sunday, noon in Tokyo
SIGHTS = [(language, width) for language in ("ja", "en") for width in (60, 80, 120)]


class Draw:
    """A small generator of numbers, so that histories hang on no version of anything."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, most: int) -> int:
        """A whole number from 0 to below `most`."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % most


def made(
    questions: Sequence[Question], number: int, days: int = 80, now: datetime = NOW, seed: int = 1
) -> list[Attempt]:
    """So many answers on most of the last days, in order of time: right ones become more frequent, some are undone."""
    draw, asked = Draw(seed), subjects(questions)
    blanks = [(question, blank) for question in questions for blank in question.blanks]
    on = [day for day in range(days) if draw.below(10) < 7 or day < 2]
    times = sorted(now - timedelta(days=on[draw.below(len(on))], seconds=draw.below(7200)) for _ in range(number))
    found = []
    for place, at in enumerate(times):
        question, blank = blanks[draw.below(len(blanks))]
        subject = asked[question.id, blank.label]
        if draw.below(40) == 0:
            subject = Subject("gone-question", "あ", "f" * 32)
        elif draw.below(40) == 0:
            subject = Subject(subject.question, subject.label, "0" * 32)
        wrong = [option.number for option in blank.options if option.number != blank.answer]
        right = draw.below(100) < 45 + 40 * place // number
        pick = wrong[0] if draw.below(3) else wrong[draw.below(len(wrong))]
        grade = Grade.RIGHT if right else Grade.WRONG
        found.append(
            Attempt(
                key=f"{seed}-{place}",
                session="s",
                subject=subject,
                at=at,
                chosen=blank.answer if right else pick,
                seconds=5 + draw.below(400) / 10,
                hints=int(draw.below(12) == 0),
                mode=Mode.EXAM if draw.below(8) == 0 else Mode.QUIZ,
                grade=[Grade.UNDECIDED, Grade.PENDING][draw.below(2)] if draw.below(50) == 0 else grade,
                undone=at if draw.below(30) == 0 else None,
            )
        )
    return found


def fill(folder: Path, attempts: Sequence[Attempt], plan: Plan | None = None) -> None:
    """Puts attempts into the store of a folder, and what scheduling makes of them."""
    schedule = Schedule(plan)
    with Store.open(folder) as store, store.writing():
        reviews = []
        for attempt in attempts:
            store.answer(attempt)
            if attempt.undone:
                store.undo(attempt.key, attempt.undone)
                continue
            rating = rate(attempt.grade, attempt.seconds, attempt.hints, typed=False)
            if rating is not None:
                reviews.append(Review(attempt.key, attempt.subject, attempt.at, rating))
        store.replace_cards(schedule.replay(reviews).values(), reviews)
        store.write(PLAN, write_plan(plan or Plan()))


def stats(folder: Path, *arguments: str, now: datetime = NOW, **variables: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error of `exam-drill stats`; without a terminal."""
    environment = Environment(
        io.StringIO(),
        io.StringIO(),
        io.StringIO(),
        {"LANG": "en_US.UTF-8", **variables},
        now.timestamp,
        zone=TOKYO,
    )
    code = main(["stats", *arguments, "--data-dir", str(folder)], environment)
    return code, environment.stdout.getvalue(), environment.stderr.getvalue()


def questions() -> tuple[Question, ...]:
    """The questions of the tests' own bank."""
    return load_bank([BANK]).questions


def counted(attempts: Sequence[Attempt], zone: ZoneInfo) -> Mapping[str, int]:
    """The same sums in the plainest way."""
    counts = dict.fromkeys(("attempts", "right", "wrong", "undecided", "pending", "undone", "days"), 0)
    days = set()
    for attempt in attempts:
        if attempt.undone is None:
            counts["attempts"] += 1
            counts[attempt.grade.value] += 1
            days.add(attempt.at.astimezone(zone).strftime("%Y-%m-%d"))
        else:
            counts["undone"] += 1
    return counts | {"days": len(days)}


def golden(language: str, width: int) -> Path:
    """The file that holds such a screen."""
    return GOLDEN / f"stats.{language}.{width}.txt"


def scenes(folder: Path) -> Iterator[tuple[Path, str]]:
    """The golden files, and what should stand in them."""
    from datetime import date

    fill(folder, made(questions(), 160), Plan(exam=date(2027, 2, 19)))
    for language, width in SIGHTS:
        yield golden(language, width), stats(folder, BANK, "--lang", language, "--width", str(width))[1]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for path, text in scenes(Path(sys.argv[1])):
        path.write_text(text, encoding="utf-8")
