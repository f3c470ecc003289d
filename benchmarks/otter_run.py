"""What otter-grader takes for an option, beside the raw loop: whole processes, in turn.

    python -m venv OTTER && OTTER/bin/pip install otter-grader ipykernel numpy pyyaml
    python benchmarks/otter_run.py OTTER/bin/otter [--options N] [--save FILE]

Otter-grader's batch mode, `otter grade`, starts a Docker container for each submission and needs Docker's daemon, so it
cannot stand in one run with processes that have none.  What it does in each container stands here: `otter run`, one
submission, which starts a Jupyter kernel, runs the submission in it, and then the tests.  An option is a submission,
its question's test draws the same ten inputs and compares in the same way (`trying.py`).  The time of a container comes
on top of that.

The options are those of generated questions, right and wrong ones; each must get the score that its key says.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from compare import counted
from generate import write_bank
from measured import RESULTS, ROOT, FailedError, Quiet, Used, machine, run, spread, surroundings, table
from raw import read
from trying import Choice, choices

QUESTIONS = 300
TEST = """\
OK_FORMAT = True
test = {{"name": "q1", "points": 1, "suites": [{{
    "type": "doctest", "scored": True, "setup": "", "teardown": "",
    "cases": [{{"hidden": False, "locked": False, "code": {code!r}}}],
}}]}}
"""
CODE = """\
>>> import json
>>> from trying import called, close, copied, prepare
>>> task = prepare(json.loads({question!r}))
>>> all(bool(close(called({function}, copied(one)), right)) for one, right in zip(task.inputs, task.expected))
True
"""


def submission(question: Mapping[str, Any], choice: Choice, folder: Path) -> tuple[Path, str]:
    """A program as a file, with its imports, and the name of the function in it that is tested."""
    named = question["reference"]
    lines = ["import numpy as np"]
    if isinstance(named, str):
        module, function = named.split(".")
        given = ", ".join(question.get("given", ())) or {"lstm": "sigmoid, activation", "gru": "sigmoid"}.get(module)
        lines += [f"from reference_impls.{module} import {given}"] if given else []
    else:
        function = named["code"].rpartition("\ndef ")[2].removeprefix("def ").partition("(")[0]
    path = folder / "submission.py"
    path.write_text("\n".join((*lines, choice.program)) + "\n", encoding="utf-8")
    return path, function


def graded(otter: str, question: Mapping[str, Any], choice: Choice, folder: Path, variables: Mapping[str, str]) -> Used:
    """One `otter run`; FailedError if the score is not what the key says."""
    path, function = submission(question, choice, folder)
    tests = folder / "tests"
    tests.mkdir(exist_ok=True)
    code = CODE.format(question=json.dumps(question), function=function)
    (tests / "q1.py").write_text(TEST.format(code=code), encoding="utf-8")
    zipped, results = folder / "autograder.zip", folder / "results.json"
    make = [
        otter,
        "generate",
        "-t",
        str(tests),
        "-o",
        str(zipped),
        "--no-environment",
        "--no-requirements",
        "--no-config",
    ]
    subprocess.run(make, check=True, capture_output=True, env=dict(variables), cwd=folder)
    used = run([otter, "run", "-a", str(zipped), "-o", str(folder), "--no-logo", str(path)], variables)
    score = json.loads(results.read_text(encoding="utf-8"))["tests"][-1]["score"]
    results.unlink()
    if bool(score) != (choice.number == choice.published):
        raise FailedError(f"{question['id']} {choice.number}: score {score}\n{used.output}")
    return used


def measure(otter: str, count: int, variables: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Grades so many options, each after a run of the raw loop over the whole bank."""
    bank = folder / "bank"
    write_bank(bank, QUESTIONS, per_file=100, seed=1)
    options = counted(bank)["options"]
    raw = [sys.executable, str(ROOT / "benchmarks" / "raw.py"), str(bank)]
    run(raw, variables)
    pairs: list[tuple[Used, Used]] = []
    # The first option of one question, the second of the next, and so on: right and wrong ones.
    for place, question in enumerate(islice(read([bank]), count)):
        choice = list(choices(question))[place % 4]
        pairs.append((run(raw, variables), graded(otter, question, choice, folder, variables)))
        print(f"  {question['id']} {choice.number}: {pairs[-1][1].seconds:.2f} s", file=sys.stderr, flush=True)
    return summed_up(pairs, options)


def summed_up(pairs: Sequence[tuple[Used, Used]], options: int) -> dict[str, Any]:
    """Seconds of an option, and as ratios to what the raw loop takes for one."""
    return {
        "options": len(pairs),
        "seconds": spread([one.seconds for _, one in pairs]),
        "computing": spread([one.computing for _, one in pairs]),
        "ratio": spread([one.seconds / (raw.seconds / options) for raw, one in pairs]),
        "ratio_computing": spread([one.computing / (raw.computing / options) for raw, one in pairs]),
    }


def main() -> int:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("otter", help="the program `otter`")
    parser.add_argument("--options", type=int, default=12)
    parser.add_argument("--save", type=Path, default=RESULTS / "otter.json")
    given = parser.parse_args()
    facts, quiet = machine(), Quiet()
    # Without a link resolved: the interpreter of a virtual environment knows itself by where it was called.
    python = Path(given.otter).absolute().parent / "python"
    asked = [str(python), "-c", "import importlib.metadata as m; print(m.version('otter-grader'))"]
    facts["versions"]["otter-grader"] = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    with surroundings() as variables:
        folder = Path(variables["XDG_DATA_HOME"]).parent
        path = f"{python.parent}:{variables['PATH']}"
        found = measure(str(Path(given.otter).absolute()), given.options, {**variables, "PATH": path}, folder)
    facts["others"] = quiet.others()
    given.save.parent.mkdir(exist_ok=True)
    given.save.write_text(json.dumps({"format": 1, "machine": facts, **found}, indent=1) + "\n", encoding="utf-8")
    rows = [["", "seconds", "to raw", "computing", "to raw"]]
    medians = [found[name]["median"] for name in ("seconds", "ratio", "computing", "ratio_computing")]
    rows.append(["otter run, an option", *(f"{median:.2f}" for median in medians)])
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
