"""Reading only what has changed gives what reading everything gives, whatever was changed."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.lint import Level, lint
from exam_drill.lint.rules import LEVELS
from exam_drill.problem import Problem
from exam_drill.watching.live import LiveBank
from exam_drill.watching.pieces import FileRead
from watching.bank_edits import ALIAS, ANCHOR, EDIT, LITERAL, PLAIN, TEXTS, edited

HEAD = "format: 1\nquestions:\n"


def linted(path: Path) -> tuple[Problem, ...]:
    """What lint warns of."""
    found = [finding.problem for report in lint([path]) for finding in report.findings]
    return tuple(sorted((p for p in found if LEVELS[p.code] is Level.WARNING), key=Problem.sort_key))


def both(texts: tuple[str, ...], folder: Path) -> list[FileRead]:
    """Saves the texts one after the other, compares each time, and gives what was read."""
    path = folder / "bank.yaml"
    live, reads = LiveBank([str(path)]), []
    for text in texts:
        path.write_text(text, encoding="utf-8", newline="")
        live.read({path.name})
        assert live.bank() == load_bank([str(path)]), text
        assert live.complaints() == linted(path), text
        reads += live.files
    return reads


@settings(max_examples=120)
@given(TEXTS, st.lists(EDIT, max_size=6))
@example(HEAD + (ANCHOR + PLAIN + ALIAS).format(id="a"), [("insert", 9, 0), ("delete", 3, 0)])
@example(HEAD + LITERAL.format(id="a") + PLAIN.format(id="a"), [("insert", 2, 2)])
def test_what_is_read_again_is_what_would_be_read_anew(text: str, edits: list[tuple[str, int, int]]) -> None:
    texts = [text]
    for edit in edits:
        texts.append(edited(texts[-1], edit))
    with tempfile.TemporaryDirectory() as folder:
        both(tuple(texts), Path(folder))


def pieces(read: FileRead) -> list[object]:
    return [entry.piece for entry in read.entries]


def test_only_the_question_that_changed_is_read(tmp_path: Path) -> None:
    text = HEAD + "".join(PLAIN.format(id=f"q-{number}") for number in range(4))
    changed = "# above\n" + text.replace("q-2\n", "q-2\n    # more\n").replace("q-1", "q-9")
    first, second = both((text, changed), tmp_path)
    kept = [one is other for one, other in zip(pieces(first), pieces(second), strict=True)]
    assert kept == [True, False, False, True]
    assert [entry.lines - other.lines for entry, other in zip(second.entries, first.entries, strict=True)] == [
        1,
        1,
        1,
        2,
    ]


def test_questions_that_borrow_from_others_follow_them(tmp_path: Path) -> None:
    text = HEAD + ANCHOR.format(id="a") + PLAIN.format(id="b") + ALIAS.format(id="c") + PLAIN.format(id="d")
    moved = text.replace("id: a\n", "id: a\n\n\n")
    further = moved.replace("- id: b\n", "- id: b\n\n")
    other = further.replace("return (あ)", "return (い)", 1)
    one, two, three, four = both((text, moved, further, other), tmp_path)
    kept = [
        [before is after for before, after in zip(pieces(left), pieces(right), strict=True)]
        for left, right in ((one, two), (two, three), (three, four))
    ]
    assert kept == [[False, True, False, True], [True, False, False, True], [False, True, False, True]]


@pytest.mark.parametrize(
    "doubt", ["---\n", "...\n", "format: 1\n", "    hint: 'open\n", "    hint: *nothing\n", "\tx\n", "  x\n"]
)
def test_in_doubt_the_file_is_read_as_a_whole(doubt: str, tmp_path: Path) -> None:
    text = HEAD + PLAIN.format(id="a") + doubt + PLAIN.format(id="b")
    (read,) = both((text,), tmp_path)
    assert read.head is None


@pytest.mark.parametrize(
    "head",
    [
        "%YAML 1.2\n---\nformat: 1\nquestions:\n",
        "%TAG ! tag:yaml.org,2002:\n---\nformat: 1\nquestions:\n",
        "format: 1\nquestions: [x]\nquestions:\n",
        "questions: &questions\n",
        "format: &book 1\nquestions:\n",
    ],
)
def test_what_stands_above_the_questions_may_concern_all_of_them(head: str, tmp_path: Path) -> None:
    first, second = ANCHOR.format(id="!str a"), ALIAS.format(id="b")
    both((head + first + second, head + first + second.replace("answer: 2", "answer: 1"), head + second), tmp_path)


def test_what_is_borrowed_may_be_borrowed_itself(tmp_path: Path) -> None:
    middle = PLAIN.format(id="b") + "    source: &again {kind: book, title: *name}\n"
    text = (
        HEAD + PLAIN.format(id="a") + "    title: &name Deep\n" + middle + PLAIN.format(id="c") + "    source: *again\n"
    )
    (one, other) = both((text, text.replace("Deep", "Deeper")), tmp_path)
    assert one.head is not None
    assert not any(before is after for before, after in zip(pieces(one), pieces(other), strict=True))
    titles = [entry.question().sources[0].title.en for entry in other.entries[1:]]
    assert titles == ["Deeper", "Deeper"]


def test_the_limits_of_a_file_are_those_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from exam_drill.bank import limits

    text = HEAD + "".join(ANCHOR.format(id=f"q-{number}") for number in range(6))
    for name, value in (("NODES", 100), ("CHARACTERS", 600), ("QUESTIONS", 5), ("ERRATA_WORK", 10)):
        with monkeypatch.context() as limited:
            limited.setattr(limits, name, value)
            (read,) = both((text,), tmp_path)
            assert read.head is None, name


def test_the_built_in_bank_is_read_question_by_question(tmp_path: Path) -> None:
    files = [tmp_path / path.name for path in sorted(built_in_bank().rglob("*.yaml"))]
    for path, file in zip(sorted(built_in_bank().rglob("*.yaml")), files, strict=True):
        file.write_bytes(path.read_bytes())
    live = LiveBank([str(tmp_path)])
    live.read()
    assert live.bank() == load_bank([tmp_path])
    assert live.complaints() == linted(tmp_path)
    assert all(read.head is not None for read in live.files)
    text = files[3].read_text(encoding="utf-8")
    files[3].write_text(text.replace("format: 1\n", "# a line\nformat: 1\n\n"), encoding="utf-8")
    changes = live.read({files[3].name})
    assert changes.fresh == ()
    assert live.bank() == load_bank([tmp_path])


def test_ids_that_stand_in_two_files_are_told_as_ever(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text(HEAD + PLAIN.format(id="same") + PLAIN.format(id=name), encoding="utf-8")
    live = LiveBank([str(tmp_path)])
    live.read()
    assert live.bank() == load_bank([tmp_path])
    assert live.complaints() == linted(tmp_path)
    (tmp_path / "a.yaml").unlink()
    live.read()
    assert live.bank() == load_bank([tmp_path])
    assert live.complaints() == linted(tmp_path)
    assert [problem.code for problem in live.problems()] == ["id-duplicate"]


@pytest.mark.parametrize(
    "data",
    [b"\xff", b"format: 1\n\0", b"\xef\xbb\xbf" + HEAD.encode() + PLAIN.format(id="a").encode(), b"x" * 4_000_001],
)
def test_files_that_are_no_text(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + PLAIN.format(id="a"), encoding="utf-8", newline="\r\n")
    live = LiveBank([str(path)])
    live.read()
    assert live.bank() == load_bank([path])
    path.write_bytes(data)
    live.read({path.name})
    assert live.bank() == load_bank([path])
