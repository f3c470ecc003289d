"""A fresh interpreter for each option, which is what many a script for grading does: nothing of one reaches another.

python benchmarks/rivals/fresh.py BANK

parent ─ JSON: question, program ─▶ python fresh.py ─ prepare, matches ─▶ exit code 0 or 1
"""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

MATCHES, DIFFERS = 0, 1


def one() -> int:
    """The child: reads a question and a program, and tells whether it matches."""
    import numpy as np
    from trying import matches, prepare

    question, program = json.load(sys.stdin)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return MATCHES if matches(prepare(question), program) else DIFFERS


def main(bank: Path) -> int:
    """The parent: all options of a bank, one after the other; 1 if a key does not hold."""
    from raw import read
    from trying import choices

    wrong = 0
    for question in read([bank]):
        for choice in choices(question):
            job = json.dumps((question, choice.program))
            code = subprocess.run([sys.executable, __file__], input=job, text=True, check=False).returncode
            wrong += code != (MATCHES if choice.number == choice.published else DIFFERS)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) > 1 else one())
