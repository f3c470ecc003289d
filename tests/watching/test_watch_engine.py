"""What a save leads to: which questions are read again, which are run, and what is told."""

import os
import shutil
from pathlib import Path

import pytest

from exam_drill.watching.engine import references
from exam_drill.watching.saves import Round, Wish
from exam_drill.watching.state import Cause, Kind, State
from watching.desk import HEAD, Desk, text

NAME = "bank.yaml"


def kinds(state: State) -> dict[str | None, Kind]:
    assert state.save is not None
    return {one.identity: one.kind for one in state.save.changed}


def save(bank: Path, *questions: str) -> None:
    """As editors that rename do it."""
    other = bank.with_name("other")
    other.write_text(HEAD + "".join(questions), encoding="utf-8")
    os.replace(other, bank)


def test_at_the_start_everything_is_judged(bank: Path) -> None:
    desk = Desk(bank)
    state = desk.states[-1]
    assert desk.runner.taken() == ["first", "second", "third"]
    assert (state.questions, state.proven, state.findings, state.pending) == (3, 3, 0, 0)
    assert state.save is not None
    assert state.save.cause is Cause.START
    assert state.save.seconds is not None
    assert desk.states[0].pending == 3  # it is told before the first of them has run


def test_only_what_has_changed_is_run(bank: Path) -> None:
    desk = Desk(bank)
    desk.runner.taken()
    save(bank, text("first"), text("second", answer=2), text("third"))
    state = desk.settle(NAME)
    assert desk.runner.taken() == ["second"]
    assert kinds(state) == {"second": Kind.CHANGED}
    assert (state.proven, state.findings) == (2, 1)
    save(bank, text("first"), text("second"), text("third"))
    state = desk.settle(NAME)
    assert desk.runner.taken() == []  # it was proven before
    assert (state.proven, state.findings) == (3, 0)


def test_a_change_of_the_text_alone_runs_nothing_and_moves_the_evidence(bank: Path) -> None:
    desk = Desk(bank)
    save(bank, text("first", answer=2), text("second", answer=2), text("third"))
    desk.settle(NAME)
    desk.runner.taken()
    save(bank, "# one\n# two\n" + text("first", prompt="|\n      of\n      lines", answer=2), text("second", answer=2))
    state = desk.settle(NAME)
    assert desk.runner.taken() == []
    assert kinds(state) == {"first": Kind.TEXT}
    assert state.save is not None
    assert state.save.removed == ("third",)
    (told,) = state.save.changed
    assert told.judged is not None
    places = [blank.place for blank in (*told.judged.blanks, *state.open[0].blanks)]
    lines = bank.read_text(encoding="utf-8").split("\n")
    assert [lines[place.line - 1].strip() for place in places if place is not None] == ["answer: 2", "answer: 2"]
    assert len(set(places)) == 2


def test_new_and_broken_questions_and_what_is_wrong_elsewhere(bank: Path) -> None:
    desk = Desk(bank)
    desk.runner.taken()
    save(bank, text("first"), text("second"), text("third").replace("answer: 1", "answer: 9"), text("fourth"))
    state = desk.settle(NAME)
    assert desk.runner.taken() == ["fourth"]
    assert kinds(state) == {"third": Kind.INVALID, "fourth": Kind.ADDED}
    assert state.save is not None
    assert [p.code for one in state.save.changed for p in one.problems] == ["answer-no-option"]
    assert state.problems == ()  # it is told once
    save(bank, text("first", wrong="4 * x"), text("second"), text("third").replace("answer: 1", "answer: 9"))
    state = desk.settle(NAME)
    assert [problem.code for problem in state.problems] == ["answer-no-option"]


def test_a_save_that_changes_nothing_says_so(bank: Path) -> None:
    desk = Desk(bank)
    desk.runner.taken()
    os.utime(bank, (1, 1))
    state = desk.settle(NAME)
    assert state.save is not None
    assert (state.save.number, state.save.is_empty, state.save.saved) == (2, True, (str(bank),))
    assert desk.runner.taken() == []


def test_another_file_is_no_save(bank: Path) -> None:
    desk = Desk(bank)
    bank.with_name("notes.yaml").write_text("x", encoding="utf-8")
    state = desk.settle("notes.yaml")
    assert state.save is not None
    assert state.save.number == 1


@pytest.mark.parametrize("half", ["", "\n\n", None])
def test_a_file_that_is_half_written_is_waited_for(half: str | None, bank: Path) -> None:
    desk = Desk(bank)
    desk.runner.taken()
    whole = bank.read_text(encoding="utf-8")
    bank.unlink() if half is None else bank.write_text(half, encoding="utf-8")
    state = desk.settle(NAME, last=False)
    assert state.save is not None
    assert (state.save.number, state.questions, state.mistakes) == (1, 3, 0)
    bank.write_text(whole.replace("3 * x", "x", 1), encoding="utf-8")
    state = desk.settle(NAME)
    assert desk.runner.taken() == ["first"]
    assert not any(state.mistakes for state in desk.states)


def test_a_file_that_stays_away_is_gone_and_can_come_back(bank: Path) -> None:
    desk = Desk(bank)
    desk.runner.taken()
    whole = bank.read_text(encoding="utf-8")
    bank.unlink()
    state = desk.settle(NAME)
    assert state.save is not None
    assert (state.questions, state.save.gone) == (0, (str(bank),))
    assert [problem.code for problem in state.problems] == ["path-missing"]
    bank.write_text(whole, encoding="utf-8")
    state = desk.settle(NAME)
    assert (state.questions, state.proven, state.mistakes) == (3, 3, 0)
    assert desk.runner.taken() == []


def test_an_empty_file_is_told_once_it_stays_empty(bank: Path) -> None:
    desk = Desk(bank)
    bank.write_text("", encoding="utf-8")
    state = desk.settle(NAME)
    assert state.save is not None
    assert [problem.code for problem in state.save.problems] == ["file-empty"]


def test_files_and_folders_that_move(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    (folder / "one").mkdir(parents=True)
    (folder / "one" / "a.yaml").write_text(HEAD + text("first"), encoding="utf-8")
    (folder / "b.yaml").write_text(HEAD + text("second"), encoding="utf-8")
    desk = Desk(folder)
    desk.runner.taken()
    (folder / "one").rename(folder / "two")
    state = desk.settle("two", last=False)
    assert (state.questions, state.mistakes) == (2, 0)
    assert kinds(state) == {"first": Kind.TEXT}
    (folder / "c.yaml").write_text(HEAD + text("third"), encoding="utf-8")
    assert kinds(desk.settle("c.yaml")) == {"third": Kind.ADDED}
    assert desk.runner.taken() == ["third"]
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    shutil.rmtree(folder)
    state = desk.settle("bank")
    assert [problem.code for problem in state.problems] == ["path-missing"]
    kept.rename(folder)
    state = desk.settle("bank")
    assert (state.questions, state.proven, state.mistakes) == (3, 3, 0)


def test_the_changed_question_goes_first_and_stale_work_is_dropped(bank: Path) -> None:
    """The first check is under way when a save comes, and then another one."""
    desk = Desk(bank)
    desk.runner.taken()
    seen = []

    def save_meanwhile(question: object) -> None:
        seen.append(question)
        if len(seen) == 1:
            save(bank, text("first"), text("second"), text("third", wrong="5 * x"))
            desk.saves.note(NAME)

    desk.runner.before = save_meanwhile
    desk.settle(wish=Wish.ALL)
    assert desk.runner.taken() == ["third", "first", "second"]


def test_keys_ask_for_more(bank: Path) -> None:
    desk = Desk(bank)
    desk.runner.taken()
    desk.settle(wish=Wish.ALL)
    assert desk.runner.taken() == ["first", "second", "third"]
    save(bank, text("first"), text("second", answer=2), text("third"))
    desk.settle(NAME)
    desk.runner.taken()
    state = desk.settle(wish=Wish.AGAIN)
    assert desk.runner.taken() == ["second"]
    assert kinds(state) == {"second": Kind.AGAIN}
    desk.settle(wish=Wish.ALL)
    desk.runner.taken()
    desk.settle(wish=Wish.AGAIN)
    assert desk.runner.taken() == ["second"]  # nothing was changed last, so all that is not proven


def test_a_reference_module_that_is_edited_judges_its_questions_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exam_drill import catalogue

    folder = tmp_path / "reference_impls"
    shutil.copytree(catalogue.reference_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(catalogue, "reference_folder", lambda: folder)
    references.forget()
    try:
        shutil.copy(catalogue.built_in_bank() / "gru" / "gru.yaml", tmp_path / "gru.yaml")
        desk = Desk(tmp_path / "gru.yaml")
        assert desk.runner.taken() == ["gru-state-update"]
        module = folder / "gru.py"
        module.write_text(module.read_text(encoding="utf-8") + "\n# another one\n", encoding="utf-8")
        desk.saves.note("gru.py", True)
        state = desk.settle()
        assert state.save is not None
        assert state.save.cause is Cause.REFERENCES
        assert desk.runner.taken() == ["gru-state-update"]
    finally:
        monkeypatch.undo()
        references.forget()


def test_a_round_is_complete_when_it_is_quiet(bank: Path) -> None:
    desk = Desk(bank)
    assert desk.saves.next(wait=False) is None
    desk.saves.note("a.yaml")
    desk.saves.note("b.yaml")
    found = desk.saves.next(wait=False)
    assert isinstance(found, Round)
    assert found.names == {"a.yaml", "b.yaml"}
    assert found.patient
    assert not desk.saves.waiting
