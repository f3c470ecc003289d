"""Running `exam-drill preview`, and the texts that it is held against.

python tests/preview/previewing.py      writes the texts anew, from the top of the checkout
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from exam_drill.cli import main
from exam_drill.environment import Environment

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BANK = str(HERE / "bank.yaml")
GOLDEN = HERE / "golden"
ALL = [(language, width) for language in ("ja", "en") for width in (80, 120)]
SOME = [("ja", 80), ("en", 120)]
# Name -> arguments, and in which languages at how many columns.
SCENES = {
    "gru-state-update": (("gru-state-update",), ALL),
    "gru-state-update-trial": (("gru-state-update", "--trial", "4", "--option", "1"), SOME),
    "two-blanks": (("two-blanks", BANK), ALL),
    "two-blanks-trials": (("two-blanks", BANK, "--all-trials"), SOME),
    "raising": (("raising", BANK, "--trial", "2"), SOME),
    "shapes": (("shapes", BANK, "--trial", "1"), ALL),
    "in-place": (("in-place", BANK, "--trial", "1"), SOME),
    "large": (("large", BANK), SOME),
    "failing-reference": (("failing-reference", BANK), SOME),
}
SIGHTS = [(name, *size) for name, (_, sizes) in SCENES.items() for size in sizes]


def preview(*arguments: str, **variables: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error; without a terminal."""
    environment = Environment(
        io.StringIO(), io.StringIO(), io.StringIO(), {"LANG": "en_US.UTF-8", **variables}, lambda: 1.0
    )
    code = main(["preview", *arguments], environment)
    return code, environment.stdout.getvalue(), environment.stderr.getvalue()


def scene(name: str, language: str, width: int) -> str:
    """A preview without what differs between machines and versions."""
    text = preview(*SCENES[name][0], "--lang", language, "--width", str(width))[1]
    text = text.replace(str(HERE), "…")
    text = re.sub(r"(?m)^  .*\b[0-9a-f]{12}\b.*$", "  (digests)", text)
    return re.sub(r"exam_drill \S+, numpy \S+, python \S+", "(versions)", text)


def golden(name: str, language: str, width: int) -> Path:
    """The file that holds such a text."""
    return GOLDEN / f"{name}.{language}.{width}.txt"


if __name__ == "__main__":
    for sight in SIGHTS:
        golden(*sight).write_text(scene(*sight), encoding="utf-8")
