"""How long `exam-drill lint` takes for a bank of 5,000 questions on one core, and how much memory.

    python benchmarks/lint.py [QUESTIONS]

The bank is made of the built-in questions, each with another id and another program, so that no two are the same:
once as a folder of many files (8 questions each) and once as few large ones (500 each, 3 MB).  Measured in one run,
each step in a process of its own on one core: the events of the YAML parser alone, loading alone, and lint; for lint
also the most memory that was held, for a fifth of the questions and for all.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

QUIZZES = Path(__file__).resolve().parent.parent / "quizzes"
STEPS = {
    "events": """
import yaml
for path in sorted(Path(folder).glob("*.yaml")):
    loader = getattr(yaml, "CLoader", yaml.Loader)(path.read_text(encoding="utf-8"))
    while loader.check_event():
        loader.get_event()
    loader.dispose()
""",
    "load": """
from exam_drill.bank import load_bank
assert not load_bank([folder]).problems
""",
    "lint": """
import io
from exam_drill.cli import main
from exam_drill.environment import Environment
out = io.StringIO()
code = main(["lint", folder], Environment(stdout=out))
assert code < 2, out.getvalue()[:2000]
""",
}
PROGRAM = """
import sys, time
from pathlib import Path
folder = sys.argv[1]
start = time.process_time()
{step}
seconds = time.process_time() - start
try:  # of this program alone: the other figure begins with what the process that started it had
    status = Path("/proc/self/status").read_text()
    kilobytes = int(status.split("VmHWM:")[1].split()[0])
except OSError:
    import resource
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seconds, kilobytes / 1024)
"""


def built_in_questions() -> list[str]:
    """The text of each built-in question that stands on its own."""
    found: list[str] = []
    for path in sorted(QUIZZES.rglob("*.yaml")):
        body = path.read_text(encoding="utf-8").split("questions:\n", 1)[1]
        found += [text for text in re.split(r"(?m)^(?=  - id: )", body) if text.startswith("  - id: ")]
    return [text for text in found if not re.search(r"[:-] [*&][a-z]", text)]


def distinct(number: int, text: str) -> str:
    """The question with an id and a program of its own."""
    text = re.sub(r"- id: (\S+)", rf"- id: \1-{number}", text, count=1)
    indent = re.search(r"(?m)^    code: \|\n( +)", text)
    assert indent is not None
    return text.replace(indent[0], f"    code: |\n{indent[1]}KIND = {number}\n{indent[1]}", 1)


def write_bank(folder: Path, count: int, per_file: int) -> int:
    """Writes the bank and returns its size in bytes."""
    folder.mkdir()
    originals = built_in_questions()
    texts = [distinct(number, originals[number % len(originals)]) for number in range(count)]
    for start in range(0, count, per_file):
        body = "".join(texts[start : start + per_file])
        (folder / f"{start:05}.yaml").write_text(f"format: 1\nquestions:\n{body}", encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def measured(step: str, folder: Path) -> tuple[float, float]:
    """Seconds of CPU time and megabytes of one step, in a process of its own on one core."""
    program = PROGRAM.format(step=STEPS[step])
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split()[-2:])
    return seconds, megabytes


def lines(count: int) -> Iterator[str]:
    """The report, line by line."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as temporary:
        for name, per_file in (("many files", 8), ("few files", 500)):
            folder, part = Path(temporary, name.replace(" ", "-")), Path(temporary, f"a-fifth-{per_file}")
            size = write_bank(folder, count, per_file)
            write_bank(part, count // 5, per_file)
            seconds = {step: measured(step, folder) for step in STEPS}
            lint, load, events = (seconds[step][0] for step in ("lint", "load", "events"))
            _, fifth = measured("lint", part)
            yield f"{count} questions in {name}, {size / count / 1000:.1f} KB each"
            yield f"  lint {lint:.2f} s, {count / lint:.0f} questions/s"
            yield f"  loading alone {load:.2f} s (ratio {lint / load:.2f})"
            yield f"  events of the YAML parser alone {events:.2f} s (ratio {lint / events:.1f})"
            yield f"  memory {fifth:.0f} MB for {count // 5} questions, {seconds['lint'][1]:.0f} MB for {count}"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 5000):
        print(line, flush=True)
