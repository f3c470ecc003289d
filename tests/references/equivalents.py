"""The mutants that the oracles do not notice, as `equivalents.toml` lists them."""

from __future__ import annotations

import tomllib
from pathlib import Path

_LISTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

# Mutants that compute the same, and why.
EQUIVALENT: dict[str, str] = _LISTED["same"]
# Mutants that differ only where no drawn input leads, and that a test in test_<module>_reference.py notices.
NOTICED_BY_A_TEST: frozenset[str] = frozenset(_LISTED["noticed"]["by_a_test"])
