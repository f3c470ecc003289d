"""Runs the attack suite and writes into `docs/security.md` what happened to each attack, with the policy and without.

    python docs/make_attack_table.py

It fills the place between the comments `<!-- attacks -->` and `<!-- end of attacks -->`; the rest is left alone.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Runs, writes if all was contained, and returns the exit code."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    attacks = importlib.import_module("attacks.every").ATTACKS
    layers = importlib.import_module("exam_drill.sandbox").Layer
    user = importlib.import_module("attacks.identities").present()
    policy = user.run(attacks, frozenset(layers))
    without = user.run(attacks, frozenset(layers) - {layers.POLICY})
    escaped = sorted({report.name for report in (*policy, *without) if not report.contained})
    if escaped:
        sys.stderr.write(f"not contained: {', '.join(escaped)}\n")
        return 1
    importlib.import_module("attacks.table").write(policy, without)
    return 0


if __name__ == "__main__":
    sys.exit(main())
