"""The loader is on the way to the first question: it stays light and quick."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from exam_drill.bank import load_bank

QUESTION = (Path(__file__).parent / "data" / "valid" / "design.yaml").read_text(encoding="utf-8")


def test_nothing_heavy_is_imported() -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom exam_drill.bank import load_bank\n"
        f"assert load_bank([Path({str(Path(__file__).parent / 'data' / 'valid' / 'design.yaml')!r})]).questions\n"
        "heavy = {'numpy', 'rich', 'pygments', 'difflib', 'exam_drill.domain', 'exam_drill.i18n'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_three_hundred_questions_load_quickly(tmp_path: Path) -> None:
    head, _, question = QUESTION.partition("questions:\n")
    many = "".join(question.replace("gru-state-update", f"gru-{number}") for number in range(300))
    path = tmp_path / "many.yaml"
    path.write_text(f"{head}questions:\n{many}", encoding="utf-8")
    start = time.perf_counter()
    bank = load_bank([path])
    assert time.perf_counter() - start < 1.5  # about 0.1 s on an idle machine
    assert len(bank.questions) == 300
