"""`exam-drill plan`: what it shows, what it keeps, and what it refuses."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from exam_drill.attempt import Attempt, Grade, Rating, Review
from exam_drill.bank import load_bank
from exam_drill.cli import Exit, main
from exam_drill.environment import Environment
from exam_drill.i18n import table
from exam_drill.progress import Store
from exam_drill.progress.digest import subjects
from exam_drill.scheduling import enough
from exam_drill.scheduling.plan import PLAN, Plan, read_plan, write_plan
from exam_drill.scheduling.schedule import Schedule

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
DAY = timedelta(days=1)
QUESTION = """
  - id: question-{number}
    tags: [tag-{parity}]
    reference: {{code: "def f(x): return x + {number}", inputs: {{x: N}}}}
    code: |
      def f(x):
          return (あ)
    options: [x + {number}, x - 1, x * 3]
    answer: 1
"""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bank") / "bank.yaml"
    questions = "".join(QUESTION.format(number=number, parity=number % 2) for number in range(1, 31))
    path.write_text(f"format: 1\nquestions:{questions}", encoding="utf-8")
    return path


class Run:
    """The command, run with these arguments on a bank and a data folder."""

    def __init__(
        self, data: Path, *arguments: str, now: datetime = NOW, language: str = "en", zone: str = "Asia/Tokyo"
    ) -> None:
        out, err = io.StringIO(), io.StringIO()
        variables = {"EXAM_DRILL_DATA_DIR": str(data)}
        environment = Environment(
            io.StringIO(), out, err, {**variables, "LANG": language}, clock=now.timestamp, zone=ZoneInfo(zone)
        )
        self.code = main(["plan", *arguments], environment)
        self.out, self.err = out.getvalue(), err.getvalue()

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def studied(data: Path, bank: Path, answers: Iterable[tuple[int, datetime, Rating]], plan: Plan | None = None) -> None:
    """A store in which these blanks were answered."""
    found = list(subjects(load_bank([bank]).questions).values())
    schedule = Schedule(plan)
    with Store.open(data) as store, store.writing():
        for number, (blank, at, rating) in enumerate(answers):
            grade = Grade.WRONG if rating is Rating.AGAIN else Grade.RIGHT
            attempt = Attempt(f"{number}", "s", found[blank], at, 1, 30.0, grade=grade)
            review = Review(attempt.key, found[blank], at, rating)
            store.answer(attempt)
            store.reviewed(attempt.key, grade, review, schedule.after(store.cards().get(found[blank]), review))


def kept(data: Path) -> Plan:
    with Store.open(data, create=False) as store:
        return read_plan(store.read(PLAN))


def test_without_a_record_the_first_plan_is_shown_and_no_file_is_made(bank: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run = Run(data, str(bank))
    assert (run.code, run.err) == (Exit.FINE, "")
    assert "0 of 30 begun" in run.out
    assert "nothing yet" in run.out
    assert "30 of 30" not in run.out
    assert not data.exists()


def test_an_exam_date_is_kept_and_planned_for(bank: Path, tmp_path: Path) -> None:
    run = Run(tmp_path, str(bank), "--exam", "2027-02-19")
    assert (run.code, kept(tmp_path).exam) == (Exit.FINE, datetime(2027, 2, 19).date())
    assert "Fri 19 Feb 2027, in 89 days" in run.out
    assert "Keep to this plan" in run.out
    again = Run(tmp_path, str(bank), "--format", "json").data
    assert (again["exam"], again["days_left"], again["remarks"]) == ("2027-02-19", 89, ["in-time"])
    assert again["today"]["needed"] == 1
    assert len(again["forecast"]["days"]) == 89
    assert again["forecast"]["unseen"] == 0
    assert again["forecast"]["stopping"] == 0 < 0.95 < again["forecast"]["retention"]
    assert Run(tmp_path, str(bank), "--no-exam", "--format", "json").data["exam"] is None
    assert kept(tmp_path) == Plan()


@pytest.mark.parametrize("text", ["２０２７－０２－１９", "2027/2/19", "2027年2月19日"])
def test_dates_are_read_as_people_type_them(text: str, bank: Path, tmp_path: Path) -> None:
    assert Run(tmp_path, str(bank), f"--exam={text}").code == Exit.FINE
    assert kept(tmp_path).exam == datetime(2027, 2, 19).date()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--exam", "soon"), "soon is no date"),
        (("--exam", "2027-02-30"), "2027-02-30 is no date"),
        (("--exam", "2026-11-21"), "is over"),
        (("--exam", "\x1b[2J"), "␛[2J is no date"),
        (("--new", "x"), "from 0 to 1000"),
        (("--new", "-1"), "from 0 to 1000"),
        (("--new", "1001"), "from 0 to 1000"),
        (("--new", "9" * 5000), "from 0 to 1000"),
        (("--retention", "0.5"), "from 0.7 to 0.97"),
        (("--retention", "nan"), "from 0.7 to 0.97"),
        (("--retention", "1"), "from 0.7 to 0.97"),
        (("--exam", "2027-02-19", "--no-exam"), "not allowed with"),
        (("--tag", "no-such"), "no-such"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(words: tuple[str, ...], said: str, bank: Path, tmp_path: Path) -> None:
    run = Run(tmp_path / "data", str(bank), *words)
    assert run.code == Exit.USAGE
    assert said in run.err
    assert run.out == ""
    assert not (tmp_path / "data").exists()


def test_the_day_is_that_of_the_learners_zone(bank: Path, tmp_path: Path) -> None:
    late = datetime(2026, 11, 21, 23, tzinfo=UTC)  # the 22nd in Tokyo
    assert Run(tmp_path, str(bank), "--exam", "2026-11-21", now=late).code == Exit.USAGE
    assert Run(tmp_path, str(bank), "--exam", "2026-11-21", now=late, zone="Europe/Berlin").code == Exit.USAGE
    run = Run(tmp_path, str(bank), "--exam", "2026-11-21", now=late, zone="America/New_York")
    assert run.code == Exit.FINE
    assert "today" in run.out


def test_numbers_are_kept(bank: Path, tmp_path: Path) -> None:
    run = Run(tmp_path, str(bank), "--new", "７", "--retention", "85%")
    assert "The plan is saved" in run.err
    assert kept(tmp_path) == Plan(new=7, retention=0.85)
    assert "new blanks: 7 a day" in run.out
    Run(tmp_path, str(bank), "--new", "auto")
    assert kept(tmp_path) == Plan(retention=0.85)


def test_another_retention_works_out_all_dates_anew(bank: Path, tmp_path: Path) -> None:
    days = [(n, NOW - 20 * DAY, Rating.GOOD) for n in range(5)] + [(n, NOW - 10 * DAY, Rating.GOOD) for n in range(5)]
    studied(tmp_path, bank, days)
    with Store.open(tmp_path) as store:
        before, reviews = store.cards(), list(store.reviews())
    assert "(5)" in Run(tmp_path, str(bank), "--retention", "0.8").err
    with Store.open(tmp_path) as store:
        after = store.cards()
        assert after == Schedule(Plan(retention=0.8)).replay(reviews)
        assert list(store.reviews()) == reviews
    assert all(after[subject].due > before[subject].due for subject in before)


def test_it_says_honestly_that_too_few_are_new(bank: Path, tmp_path: Path) -> None:
    run = Run(tmp_path, str(bank), "--exam", "2026-12-02", "--new", "2")
    assert "! With 2 new blanks a day, 10 will not have been seen before the exam. It takes 6 a day" in run.out
    assert "Keep to this plan" not in run.out


def test_it_says_honestly_that_the_pace_is_too_slow(bank: Path, tmp_path: Path) -> None:
    studied(tmp_path, bank, [(n, NOW - (n + 1) * DAY, Rating.GOOD) for n in range(6)])
    run = Run(tmp_path, str(bank), "--exam", "2026-12-02")
    assert "! The time is too short at your present pace: you answered 1.0 a day so far" in run.out
    assert "streak of days: 6" in run.out
    assert "Keep to this plan" in Run(tmp_path, str(bank), "--exam", "2027-11-22").out


def test_it_says_honestly_that_days_would_be_long(bank: Path, tmp_path: Path) -> None:
    studied(tmp_path, bank, [(n % 3, NOW - 50 * DAY + n * timedelta(minutes=1), Rating.GOOD) for n in range(3)])
    with Store.open(tmp_path) as store:  # who takes an hour for each answer
        found = list(subjects(load_bank([bank]).questions).values())
        for number in range(20):
            at = NOW - 40 * DAY + number * timedelta(minutes=1)
            store.answer(Attempt(f"slow-{number}", "s", found[0], at, 1, 3600.0, grade=Grade.RIGHT))
    assert "The time is short" in Run(tmp_path, str(bank), "--exam", "2026-11-26").out


def test_an_exam_today_tomorrow_and_over(bank: Path, tmp_path: Path) -> None:
    assert ", tomorrow" in Run(tmp_path, str(bank), "--exam", "2026-11-23").out
    on_the_day = Run(tmp_path, str(bank), now=NOW + DAY)
    assert "The exam is today" in on_the_day.out
    over = Run(tmp_path, str(bank), now=NOW + 2 * DAY)
    assert over.code == Exit.FINE
    assert "! The day of the exam is over" in over.out


def test_years_away_and_the_end_of_time(bank: Path, tmp_path: Path) -> None:
    for exam in ("2036-11-22", "9999-12-31"):
        run = Run(tmp_path, str(bank), "--exam", exam, "--format", "json")
        assert run.code == Exit.FINE
        assert len(run.data["forecast"]["days"]) == 366
        assert run.data["today"]["share"] == 1


def test_a_slow_clock_and_a_damaged_plan_are_told(bank: Path, tmp_path: Path) -> None:
    studied(tmp_path, bank, [(0, NOW + 30 * DAY, Rating.GOOD)])
    with Store.open(tmp_path) as store:
        store.write(PLAN, "{")
    run = Run(tmp_path, str(bank))
    assert run.code == Exit.FINE
    assert "! Your record has answers from the future" in run.out
    assert "! The plan that was saved cannot be read" in run.out
    Run(tmp_path, str(bank), "--exam", "2027-02-19")
    assert kept(tmp_path) == Plan(exam=datetime(2027, 2, 19).date())


def test_only_the_questions_that_are_asked_for_count(bank: Path, tmp_path: Path) -> None:
    studied(tmp_path, bank, [(n, NOW - 30 * DAY, Rating.GOOD) for n in range(8)])
    whole, half = (Run(tmp_path, str(bank), *words, "--format", "json").data for words in ((), ("--tag", "tag-1")))
    assert whole["blanks"] == {"total": 30, "seen": 8, "unseen": 22}
    assert half["blanks"] == {"total": 15, "seen": 4, "unseen": 11}
    assert half["today"]["due"] == 4
    assert len(half["today"]["queue"]) == 14
    assert {one["id"] for one in half["today"]["queue"]} <= {f"question-{n}" for n in range(1, 31, 2)}


def test_a_record_that_cannot_be_used_is_left_as_it_is(bank: Path, tmp_path: Path) -> None:
    studied(tmp_path, bank, [])
    (path,) = (one for one in tmp_path.iterdir() if one.suffix.startswith(".sqlite"))
    path.write_bytes(b"no database at all" * 100)
    for words in ((), ("--exam", "2027-02-19"), ("--fit",)):
        run = Run(tmp_path, str(bank), *words)
        assert run.code == Exit.FAILURE
        assert "damaged" in run.err
    assert path.read_bytes() == b"no database at all" * 100


def test_a_bank_without_a_valid_question_cannot_be_planned_for(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("format: 1\nquestions: []\n")
    run = Run(tmp_path / "data", str(tmp_path / "empty.yaml"))
    assert (run.code, run.out) == (Exit.USAGE, "")
    assert "not one question" in run.err


def test_fitting_too_early_says_how_much_is_needed(bank: Path, tmp_path: Path) -> None:
    studied(tmp_path, bank, [(0, NOW - n * DAY, Rating.GOOD) for n in (9, 5, 1)])
    run = Run(tmp_path, str(bank), "--fit")
    assert run.code == Exit.FINDINGS
    assert "it takes 640 reviews" in run.err
    assert "there are 2" in run.err
    assert "0 of 30" not in run.out  # the plan is shown all the same


def test_fitted_parameters_are_told_and_given_back(bank: Path, tmp_path: Path) -> None:
    from fsrs.scheduler import DEFAULT_PARAMETERS

    own = (*DEFAULT_PARAMETERS[:2], 20.0, *DEFAULT_PARAMETERS[3:])
    studied(tmp_path, bank, [(0, NOW - DAY, Rating.GOOD)], Plan(parameters=own))
    with Store.open(tmp_path) as store:
        store.write(PLAN, write_plan(Plan(parameters=own)))
        before = store.cards()
    assert "parameters of FSRS: fitted to your record" in Run(tmp_path, str(bank)).out
    run = Run(tmp_path, str(bank), "--no-fit")
    assert "parameters of FSRS: standard" in run.out
    with Store.open(tmp_path) as store:
        (subject,) = store.cards()
        assert store.cards()[subject].due < before[subject].due


@pytest.mark.parametrize("better", [True, False])
def test_fitted_parameters_are_kept_only_if_they_foretell_better(
    better: bool, bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is never wrong has a better memory than the standard parameters say."""
    from fsrs.scheduler import DEFAULT_PARAMETERS

    found = (*DEFAULT_PARAMETERS[:2], 20.0 if better else 0.1, *DEFAULT_PARAMETERS[3:])
    monkeypatch.setattr("exam_drill.scheduling.fitting._optimal", lambda _: found)
    studied(tmp_path, bank, [(n % 30, NOW - 100 * DAY + (n // 30) * 4 * DAY, Rating.GOOD) for n in range(700)])
    with Store.open(tmp_path) as store:
        before, reviews = store.cards(), list(store.reviews())
    run = Run(tmp_path, str(bank), "--fit")
    assert run.code == Exit.FINE
    assert ("so the new parameters are used" in run.err) is better
    assert ("so the parameters stay as they are" in run.err) is not better
    assert kept(tmp_path) == (Plan(parameters=found) if better else Plan())
    with Store.open(tmp_path) as store:
        assert store.cards() == (Schedule(Plan(parameters=found)).replay(reviews) if better else before)


def test_who_listens_hears_each_day_by_itself(bank: Path, tmp_path: Path) -> None:
    run = Run(tmp_path, str(bank), "--exam", "2027-02-19", "--reader")
    assert "\nexam: Fri 19 Feb 2027, in 89 days\n" in run.out
    assert "\nSun 22 Nov 2026: 0 due, 1 new, 1 min\n" in run.out
    assert "  " not in run.out


def test_japanese(bank: Path, tmp_path: Path) -> None:
    run = Run(tmp_path, str(bank), "--exam", "2027-02-19", language="ja_JP.UTF-8")
    assert run.out.startswith("2026年11月22日（日）の学習計画")
    assert "2027年2月19日（金）、あと 89 日" in run.out
    assert "計画を保存しました" in run.err


def test_the_plan_of_a_day_is_what_is_asked_that_day(bank: Path, tmp_path: Path) -> None:
    """The first row of the table, and the queue, are one and the same."""
    studied(tmp_path, bank, [(n, NOW - 30 * DAY, Rating.GOOD) for n in range(8)])
    data = Run(tmp_path, str(bank), "--exam", "2027-02-19", "--format", "json").data
    first = data["forecast"]["days"][0]
    assert (first["reviews"], first["new"]) == (data["today"]["due"], data["today"]["new"])
    assert first["reviews"] == 8


def test_the_page_in_the_documentation_is_what_is_printed(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "plan.md").read_text(encoding="utf-8")
    (sample,) = (block for block in text.split("```")[1::2] if block.startswith("\nPlan on"))
    run = Run(tmp_path, "--exam", "2027-02-19")
    shown = iter(run.out.splitlines())
    for line in sample.strip().splitlines():
        assert line.strip() == "…" or line in shown  # in this order


def _names(data: Any) -> set[str]:
    """The keys of JSON, on all levels."""
    if isinstance(data, dict):
        return {*data, *(name for value in data.values() for name in _names(value))}
    return {name for value in data for name in _names(value)} if isinstance(data, list) else set()


def test_fields_and_remarks_are_documented_and_said(bank: Path, tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "plan.md").read_text(encoding="utf-8")
    names = _names(Run(tmp_path, str(bank), "--exam", "2027-02-19", "--format", "json").data) - {"format"}
    assert {name for name in names if f"`{name}`" not in text} == set()
    assert {"due", "days_left", "stopping"} <= names
    codes = {name.removeprefix("remark-") for name in table("plan") if name.startswith("remark-")}
    source = Path(enough.__file__).read_text(encoding="utf-8")
    assert codes == set(re.findall(r'Remark\("([a-z-]+)"', source))
    assert {code for code in codes if f"`{code}`" not in text} == set()
