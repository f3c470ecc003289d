"""Judges the built-in bank, its references and their mutants, and writes `docs/bank.md`.

python docs/make_bank_page.py
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Writes the page."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    page = importlib.import_module("built_in.page")
    page.PAGE.write_text(page.whole(), encoding="utf-8")


if __name__ == "__main__":
    main()
