"""The program itself is killed while it practises: the answer to each feedback that it has shown is in the store."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from exam_drill.progress import Store

KILLS = int(os.environ.get("EXAM_DRILL_QUIZ_KILLS", "2"))
SHOWN = "← your answer"


def answer_and_be_killed(folder: Path, seed: int, seconds: float) -> int:
    """Answers one question after the other until it is killed; how many times feedback was shown."""
    command = [sys.executable, "-m", "exam_drill", "quiz", "--data-dir", folder, "--lang", "en", "--seed", str(seed)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with tempfile.TemporaryFile() as answers, tempfile.TemporaryFile() as shown:
        answers.write(b"1\n" * 500)
        answers.seek(0)
        process = subprocess.Popen(
            command, stdin=answers, stdout=shown, stderr=subprocess.STDOUT, env=environment, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            shown.seek(0)
            if SHOWN.encode() in shown.read():
                break
            time.sleep(0.01)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        shown.seek(0)
        return shown.read().decode(errors="replace").count(SHOWN)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_what_was_shown_had_been_kept(tmp_path: Path) -> None:
    drawn, shown = random.Random(1), 0
    for seed in range(KILLS):
        shown += answer_and_be_killed(tmp_path, seed, drawn.uniform(0, 1))
        with Store.open(tmp_path) as store:
            kept = list(store.attempts())
            assert shown <= len(kept) <= shown + seed + 1  # of each that was killed one may lack its feedback
            assert len(store.sessions()) == seed + 1
    assert shown >= KILLS
