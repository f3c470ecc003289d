"""Judges every mutant of every reference: python tests/references/run_mutants.py [MODULE …]"""

import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "tests")]
    from references.mutation_run import judge_all

    with tempfile.TemporaryDirectory() as temporary:
        judge_all(sys.argv[1:], Path(temporary))
