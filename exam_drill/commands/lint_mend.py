"""`lint --fix` and `--diff`: file after file is mended, or what would be mended is shown.

files ─ mend ─▶ Mended ─┬─ --fix ───▶ write, and how many on the error stream
                        └─ --diff ──▶ unified diff on standard output
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from exam_drill.bank.files import find_files
from exam_drill.editing import BankText, ChangedError, write
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.lint.choice import Choice
from exam_drill.lint.mend import Mended, mend
from exam_drill.problem import Problem
from exam_drill.question import Language


def mend_files(
    paths: Sequence[Path | str], choice: Choice, environment: Environment, language: Language, *, in_place: bool
) -> int:
    """Mends the files below the paths, or shows how; returns how many findings that are.

    A file that cannot be read is left to the report, one that cannot be written is told and left as it is.
    """
    count = 0
    for path in find_files(paths)[0]:
        bank_text = BankText.read(path)
        if isinstance(bank_text, Problem):
            continue
        mended = mend(bank_text, choice.wants)
        if mended.after != bank_text.text:
            if not in_place:
                environment.stdout.writelines(_diff(path, bank_text.text, mended.after))
                name = "would-mend"
            elif _written(mended, environment, language):
                name = "mended"
            else:
                continue
            count += mended.made
            environment.stderr.write(say(language, f"lint.{name}", path=path, count=mended.made) + "\n")
        if mended.refused:
            reason = say(language, f"editing.{mended.harms[0].code}", **mended.harms[0].parameters)
            parameters = {"path": path, "count": mended.refused, "reason": reason}
            environment.stderr.write(say(language, "lint.not-mended", **parameters) + "\n")
    return count


def _written(mended: Mended, environment: Environment, language: Language) -> bool:
    try:
        write(mended.bank_text, mended.after)
    except ChangedError:
        reason = say(language, "lint.file-changed")
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        return True
    path = mended.bank_text.path
    environment.stderr.write(say(language, "lint.not-written", path=path, reason=reason) + "\n")
    return False


def _diff(path: str, before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), path, path)
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
