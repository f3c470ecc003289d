"""The daily trainer from the command line: what is asked, the start lines, and what is kept."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from quiz_fakes import FakeJudge, report

from exam_drill.attempt import Grade
from exam_drill.cli import build_parser
from exam_drill.commands import quiz
from exam_drill.environment import Environment
from exam_drill.progress import Store
from exam_drill.quality import QuestionReport
from exam_drill.question import Question

BANK = str(Path(__file__).with_name("bank.yaml"))
DAY = 86400.0
BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC).timestamp()


class Learner:
    """Somebody with a data folder of their own, who practises line by line at times of their own."""

    def __init__(self, folder: Path, bank: str = BANK) -> None:
        self.folder, self.bank, self.now = folder, bank, BEGIN

    def practise(self, *arguments: str, typed: Sequence[str] = (), language: str = "en", judged: bool = True) -> str:
        """What is written; a line takes a second."""
        lines = io.StringIO("".join(f"{line}\n" for line in typed))
        environment = Environment(lines, io.StringIO(), io.StringIO(), {}, self._clock, lambda: self.now, zone=UTC)
        words = [self.bank, "--no-shuffle", "--lang", language, "--data-dir", str(self.folder), *arguments]
        parsed = build_parser("quiz").parse_args(words)

        def answer(question: Question) -> QuestionReport | Exception:
            return report(question) if judged else OSError("no worker")

        code = quiz.run(parsed, environment, open_judge=lambda: FakeJudge(answer))
        assert code == 0
        self.errors = environment.stderr.getvalue()
        return environment.stdout.getvalue()

    def _clock(self) -> float:
        self.now += 0.1
        return self.now

    def kept(self) -> list[tuple[str, Grade]]:
        with Store.open(self.folder, create=False) as store:
            return [(attempt.subject.question, attempt.grade) for attempt in store.attempts()]


@pytest.fixture
def one(tmp_path: Path) -> Learner:
    return Learner(tmp_path / "data")


def test_a_beginner_is_welcomed_and_asked_new_questions_in_syllabus_order(one: Learner) -> None:
    written = one.practise(typed=["2", "3"])
    assert written.startswith("Welcome.")
    assert "2 new blanks" in written
    assert written.index("doubling ==") < written.index("tripling ==")  # the one without a heading comes last
    assert one.kept() == [("doubling", Grade.RIGHT), ("tripling", Grade.RIGHT)]


def test_what_is_wrong_comes_again_at_the_end_and_tomorrow(one: Learner) -> None:
    written = one.practise(typed=["1", "3", "2"])
    assert "== 3/3 · doubling · time 2 ==" in written
    assert "1 of 2 right" in written.replace("2 of 2", "")
    assert "asked again 1, then right 1" in written
    one.now += DAY
    assert "1 review due" in one.practise()


def test_what_is_due_comes_before_what_is_new(one: Learner) -> None:
    one.practise("--id", "tripling", typed=["1"])
    one.now += DAY
    written = one.practise(typed=["3", "2"])
    assert "1 review due · 1 new blank" in written
    assert written.index("tripling ==") < written.index("doubling ==")
    assert "streak: 1 day" in written


def test_nothing_due_offers_more(one: Learner) -> None:
    one.practise(typed=["2", "3"])
    written = one.practise()
    assert "Today's questions are done. Enter brings the next reviews forward (2 blanks)." in written
    assert "1/2" in written


def test_what_was_wrong_minutes_ago_waits_for_its_time(one: Learner) -> None:
    one.practise("--id", "doubling", typed=["1"])
    one.practise("--id", "tripling", typed=["3"])
    assert "1 returns from 09:10" in one.practise()


def test_a_selection_is_asked_without_a_start_screen_and_recorded(one: Learner) -> None:
    written = one.practise("--id", "tripling", typed=["3"])
    assert written.startswith("\n== 1/1 · tripling ==")
    assert one.kept() == [("tripling", Grade.RIGHT)]


def test_a_selection_in_the_order_of_what_is_due_holds_all_of_it(one: Learner) -> None:
    one.practise(typed=["2", "3"])
    written = one.practise("--tag", "toy", "--order", "due")
    assert "== 1/1 · doubling ==" in written


def test_nothing_is_kept_for_those_who_do_not_want_it(one: Learner) -> None:
    one.practise("--no-record", typed=["2", "3"])
    assert not one.folder.exists()
    one.practise(typed=["2", "3"])
    one.practise("--no-record", typed=["1", "1"])
    assert len(one.kept()) == 2


def test_new_questions_a_day_can_be_chosen(one: Learner) -> None:
    assert "1/1" in one.practise("--new", "1", typed=["2"])
    assert "1/1 · tripling" in one.practise("--new", "2")


def test_a_number_cuts_what_is_due(one: Learner) -> None:
    assert "1/1 · doubling" in one.practise("--order", "due", "-n", "1")


def test_a_wrong_answer_that_is_taken_back_counts_nowhere(one: Learner) -> None:
    written = one.practise("--order", "bank", typed=["1", "u", "3", "2", "q"])
    assert "Taken back; asked again at the end, as if with a hint." in written
    assert "2 of 2 right" in written
    assert one.kept() == [("tripling", Grade.RIGHT), ("doubling", Grade.RIGHT)]


def test_the_time_ends_a_session_after_the_feedback(one: Learner) -> None:
    class Slow(Learner):
        def _clock(self) -> float:
            self.now += 20
            return self.now

    slow = Slow(one.folder)
    written = slow.practise("--minutes", "1", typed=["2", "3"])
    assert "1 of 1 right" in written
    assert "not answered 1" in written
    assert "min left" in written


@pytest.mark.parametrize(
    ("content", "said"), [(b"junk, not a database", "damaged"), (b"", "damaged")], ids=["junk", "empty"]
)
def test_a_record_that_cannot_be_used_is_told_once_and_left_as_it_is(one: Learner, content: bytes, said: str) -> None:
    one.practise(typed=["2"])
    (path,) = one.folder.glob("*.sqlite3")
    for rest in one.folder.glob("*.sqlite3-*"):
        rest.unlink()
    path.write_bytes(content)
    written = one.practise(typed=["2", "3"])
    assert one.errors.count(str(path)) == 1
    assert said in one.errors
    assert "Nothing of this session is recorded." in one.errors
    assert "2 of 2 right" in written
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    learner = Learner(tmp_path / "file" / "data")
    assert "2 of 2 right" in learner.practise(typed=["2", "3"])
    assert "Nothing of this session is recorded." in learner.errors


def test_a_session_is_held_against_the_last_one(one: Learner) -> None:
    assert "This session: 100% right, 0 s a question" in one.practise("--order", "bank", typed=["2", "3"])
    written = one.practise("--order", "bank", typed=["1", "3"])
    assert "This session: 50% right (-50 points on the last one), 0 s a question (±0 s)" in written
    assert "Due next: today: 1" in written


def test_where_nothing_can_be_run_the_published_answer_is_recorded(one: Learner) -> None:
    one.practise(typed=["2", "1"], judged=False)
    assert one.kept() == [("doubling", Grade.RIGHT), ("tripling", Grade.WRONG)]


def test_the_start_lines_in_japanese(one: Learner) -> None:
    assert one.practise(language="ja").startswith("ようこそ。")
    one.practise(typed=["1", "3"])
    one.now += DAY
    assert "今日の復習 1 個\n連続 1 日 · 今日の解答 0\n学習済み 2/2 個\n" in one.practise(language="ja")


def test_the_exam_is_counted_down(one: Learner) -> None:
    from datetime import date

    from exam_drill.scheduling.plan import PLAN, Plan, write_plan

    one.practise(typed=["2"])
    with Store.open(one.folder) as store:
        store.write(PLAN, write_plan(Plan(exam=date(2026, 11, 30))))
    assert "8 days to the exam" in one.practise()
    with Store.open(one.folder) as store:
        store.write(PLAN, write_plan(Plan(exam=date(2026, 11, 22))))
    assert "The exam is today." in one.practise()
