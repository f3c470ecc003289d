"""Kills processes that answer, at random moments, and looks whether anything is lost or counted twice.

    python tests/progress/kill_nine.py [KILLS] [SEED]

    parent ─ fork ─▶ left   ─ answer, commit, tell the key ─▶ pipe ─▶ parent        both write into one store;
           └ fork ─▶ right  ─ answer, commit, tell the key ─▶ pipe ─▶ parent        each is ended by SIGKILL

What was told had been committed, so it must be there; what was not told may be there, but as a whole.  Who was killed
is followed by one that begins with the last answer again, as a learner's program would if it did not know.
"""

import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from learner import START

from exam_drill.attempt import Attempt, Grade, Mode, Rating, Review, Subject
from exam_drill.progress import Store, StoredCard, StoredSession

NAMES = ("left", "right")
LONGEST = (0.02, 0.3)  # seconds from the start of a process to its end: while it opens the store, while it answers
MAKING = 0.015  # seconds that it takes to make a store
BLANKS = 50


@dataclass
class Figures:
    """What happened."""

    kills: int = 0
    making: int = 0
    opened: int = 0
    told: int = 0
    kept: int = 0
    problems: list[str] = field(default_factory=list)


def the_answer(name: str, number: int) -> Attempt:
    """The same answer for the same number, always."""
    subject = Subject(f"question-{number % BLANKS}", "こ", "0123456789abcdef" * 2)
    at = START + timedelta(milliseconds=number)
    return Attempt(f"{name}-{number}", name, subject, at, number % 4 + 1, number / 7, typed="x @ W" * (number % 40))


def the_review(answer: Attempt) -> Review:
    return Review(answer.key, answer.subject, answer.at, Rating.GOOD)


def answer_until_killed(folder: Path, name: str, first: int, pipe: int) -> None:
    """Answers, and tells what was committed only then."""
    with Store.open(folder) as store:
        for number in range(first, sys.maxsize):
            answer = the_answer(name, number)
            store.answer(answer)
            os.write(pipe, f"answer {number}\n".encode())
            due = StoredCard(answer.subject, answer.at + timedelta(days=1), answer.key)
            store.reviewed(answer.key, Grade.RIGHT, the_review(answer), due)
            os.write(pipe, f"review {number}\n".encode())
            if number % 5 == 0:
                store.undo(answer.key, answer.at)
                os.write(pipe, f"undo {number}\n".encode())
            if number % 3 == 0:
                store.save_session(StoredSession(name, Mode.QUIZ, START, answer.at, None, str(number)))
                os.write(pipe, f"session {number}\n".encode())


def start(folder: Path, name: str, first: int) -> tuple[int, int]:
    """A process that answers, and the pipe on which it tells."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    code = 1
    try:
        os.close(reading)
        answer_until_killed(folder, name, first, writing)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(writing, f"failed {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)


def told(pipe: int) -> list[tuple[str, str]]:
    """All that a process told until its end; it never writes half a line, for a short write to a pipe is whole."""
    with open(pipe, encoding="utf-8") as stream:
        return [(kind, rest) for kind, _, rest in (line.rstrip("\n").partition(" ") for line in stream)]


def kill_and_look(kills: int, seed: int = 1) -> Figures:
    """So many processes are killed; the figures, with everything that was wrong."""
    figures, drawn = Figures(), random.Random(seed)
    last = dict.fromkeys(NAMES, 0)
    seen: dict[str, Counter[str]] = {name: Counter() for name in NAMES}  # the highest number told of each kind
    folder = Path(tempfile.mkdtemp(prefix="kill-nine-"))
    try:
        while figures.kills < kills and not figures.problems:
            began = time.monotonic()
            processes = {name: start(folder, name, last[name]) for name in NAMES}
            ends = sorted((drawn.uniform(0, drawn.choice(LONGEST)), name) for name in NAMES)
            for moment, name in ends:
                time.sleep(max(0.0, began + moment - time.monotonic()))
                os.kill(processes[name][0], signal.SIGKILL)
            for name, (process, pipe) in processes.items():
                lines = told(pipe)
                _, status = os.waitpid(process, 0)
                figures.kills += os.WIFSIGNALED(status)
                figures.problems += [f"{name}: {rest}" for kind, rest in lines if kind == "failed"]
                for kind, rest in lines:
                    if kind != "failed":
                        seen[name][kind] = max(seen[name][kind], int(rest))
                        figures.told += kind == "answer" and int(rest) > last[name]
                last[name] = max(last[name], seen[name]["answer"])
            if drawn.random() < 0.5:  # else the next processes meet what these left behind
                look(folder, seen, figures, drawn)
        look(folder, seen, figures, drawn, everything=True)
    finally:
        shutil.rmtree(folder)
    return figures


def kill_and_make(kills: int, seed: int = 1) -> Figures:
    """So many processes are killed while they make a store; then another one makes or opens it."""
    figures, drawn = Figures(), random.Random(seed)
    for _ in range(kills):
        with tempfile.TemporaryDirectory(prefix="kill-nine-") as name:
            folder = Path(name, "data")
            process, pipe = start(folder, "left", 0)
            time.sleep(drawn.uniform(0, MAKING))
            os.kill(process, signal.SIGKILL)
            answers = [int(rest) for kind, rest in told(pipe) if kind == "answer"]
            os.waitpid(process, 0)
            figures.making += 1
            with Store.open(folder) as store:
                store.answer(the_answer("left", 0))
                kept = {answer.key for answer in store.attempts(undone=True)}
            figures.problems += [f"left-{number} is lost" for number in answers if f"left-{number}" not in kept]
            left = {path.name for path in folder.iterdir() if not path.name.startswith(".new-")}
            if left != {"progress.sqlite3"}:
                figures.problems.append(f"left behind: {left}")
    return figures


def look(
    folder: Path, seen: dict[str, Counter[str]], figures: Figures, drawn: random.Random, *, everything: bool = False
) -> None:
    """Opens the store and holds it against what was told: the last of each kind, or everything."""
    if not any(seen.values()):
        return
    with Store.open(folder) as store:
        figures.opened += 1
        for name, last in seen.items():
            for kind, number in last.items():
                chosen = {number} | ({drawn.randrange(number + 1)} if kind == "answer" else set())
                figures.problems += [
                    f"{kind} {name}-{one} is lost" for one in chosen if not _is_kept(store, name, kind, one)
                ]
        if not everything:
            return
        kept = list(store.attempts(undone=True))
        reviewed = {review.attempt for review in store.reviews(undone=True)}
        figures.kept = len(kept)
        times = Counter(answer.key for answer in kept)
        figures.problems += [f"{key} counts {count} times" for key, count in times.items() if count > 1]
        for name, last in seen.items():
            for number in range(last["answer"] + 1):
                expected, found = the_answer(name, number), store.attempt(f"{name}-{number}")
                if found is None or found.at != expected.at or found.typed != expected.typed:
                    figures.problems.append(f"{name}-{number} is lost or changed")
                elif number <= last["review"] and (expected.key not in reviewed or found.grade is not Grade.RIGHT):
                    figures.problems.append(f"the review of {name}-{number} is lost")
                elif number % 5 == 0 and number <= last["undo"] and found.undone != expected.at:
                    figures.problems.append(f"that {name}-{number} was undone is lost")
        every = sum(seen_of.attempts for seen_of in store.seen().values())
        if every != sum(answer.undone is None for answer in kept):
            figures.problems.append("what was seen is another number than what counts")


def _is_kept(store: Store, name: str, kind: str, number: int) -> bool:
    answer = store.attempt(f"{name}-{number}")
    if kind == "session":
        return any(session.key == name and int(session.state) >= number for session in store.sessions())
    if answer is None:
        return False
    if kind == "review":
        return answer.grade is Grade.RIGHT
    return answer.undone is not None if kind == "undo" else True


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    result, made = kill_and_look(wanted, seed), kill_and_make(max(wanted // 10, 1), seed)
    print(f"{result.kills} kills, {result.told} answers told, {result.kept} kept, store opened {result.opened} times")
    print(f"{made.making} more kills while a store was being made")
    problems = result.problems + made.problems
    print("\n".join(problems) or "nothing lost, nothing counted twice")
    sys.exit(bool(problems))
