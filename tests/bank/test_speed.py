"""The loader is on the way to the first question: it stays light and quick."""

from __future__ import annotations

import cProfile
import subprocess
import sys
from pathlib import Path

from exam_drill.bank import load_bank

QUESTION = (Path(__file__).parent / "data" / "valid" / "design.yaml").read_text(encoding="utf-8")


def test_nothing_heavy_is_imported() -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom exam_drill.bank import load_bank\n"
        f"assert load_bank([Path({str(Path(__file__).parent / 'data' / 'valid' / 'design.yaml')!r})]).questions\n"
        "heavy = {'numpy', 'rich', 'pygments', 'difflib', 'exam_drill.domain', 'exam_drill.i18n'}\n"
        "heavy.add('exam_drill.bank.schema')\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def calls_to_load(count: int, folder: Path) -> int:
    """How many function calls it takes to load so many questions."""
    head, _, question = QUESTION.partition("questions:\n")
    path = folder / f"{count}.yaml"
    many = "".join(question.replace("gru-state-update", f"gru-{number}") for number in range(count))
    path.write_text(f"{head}questions:\n{many}", encoding="utf-8")
    profile = cProfile.Profile()
    bank = profile.runcall(load_bank, [path])
    assert len(bank.questions) == count
    return sum(entry.callcount for entry in profile.getstats())


def test_the_work_grows_no_faster_than_the_bank(tmp_path: Path) -> None:
    calls_to_load(1, tmp_path)  # what is done only once
    few, many = calls_to_load(50, tmp_path), calls_to_load(200, tmp_path)
    assert many < 4.2 * few
