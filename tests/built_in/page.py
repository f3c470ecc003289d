"""The page about the built-in bank, `docs/bank.md`: what it covers, how it is proven, what was wrong in its sources.

questions, coverage ─▶ covered      judge as printed ─▶ errata
oracles ─▶ references               mutants ─▶ mutations
"""

from __future__ import annotations

import platform
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from built_in.coverage import EXERCISES, MODELS, STATEMENTS, SYLLABUS, about, functions_of
from built_in.judged import Judged
from references.equivalents import EQUIVALENT
from references.killing import MODULES, judged_mutants
from references.mutants import Mutant
from references.oracles.base import TRIALS, largest_error
from references.oracles.known import all_oracles, expected

from exam_drill.bank import load_bank
from exam_drill.bank.errata import as_printed
from exam_drill.catalogue import built_in_bank
from exam_drill.question import Erratum, Question, Text
from exam_drill.reference import load_module
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import VerdictKind

PAGE = Path(__file__).resolve().parents[2] / "docs" / "bank.md"
INTRODUCTION = """# The built-in bank

<!-- Written by docs/make_bank_page.py; a test holds it against the bank. -->

What the bank covers, what its references are held against, and what was found wrong in its sources. All questions are
in [quizzes/](../quizzes), all references in [reference_impls/](../reference_impls).
"""
HEADINGS = """The headings are those of the syllabus E2026#2 as public notes tell them; the official document was not at
hand."""
ERRORS = f"""Each reference function is held against independent implementations in float64, on {TRIALS} sets of inputs
drawn as for questions. What PyTorch says is stored, so that every run of the tests compares; CI asks PyTorch itself as
well. The error is the largest absolute difference, relative where a value is above 1. At most 1e-10 is let pass."""
MUTANTS = """Every place of every reference was changed: a sign, a factor, a transpose, an axis, a variable, an order, a
condition. What PyTorch said when it was stored, and the declared shapes, precision and range, notice nearly all; tests
of single references notice the rest, but for those that compute the same. `tests/references/run_mutants.py` runs
them all."""
REPRODUCED = """Each was reproduced: `exam-drill check --as-printed` undoes the corrections, one run for each distinct
print."""
_FIGURE = re.compile(r"\d\.\de[-+]\d+")


def whole() -> str:
    """The page."""
    questions = load_bank([built_in_bank()]).questions
    with Sandbox(untrusted=True) as sandbox:  # every option on all trials, none stops early
        judged = Judged(questions, sandbox)
        sections = (
            covered(questions),
            options(questions, judged),
            references(),
            mutations(mutant for module in MODULES for mutant in judged_mutants(module).items()),
            errata(questions, judged),
        )
        return INTRODUCTION + "".join("\n" + "\n".join(lines) + "\n" for lines in sections)


def made_with() -> str:
    """What the words of exceptions and the fate of some mutants hang on."""
    python, numpy = (".".join(version.split(".")[:2]) for version in (platform.python_version(), np.__version__))
    return f"Python {python}, NumPy {numpy}"


def steady(page: str) -> list[str]:
    """The page's sections without the errors, whose size hangs on the machine."""
    return _FIGURE.sub("…", page).split("\n## ")


def covered(questions: Sequence[Question]) -> Iterator[str]:
    """Which questions there are on what."""
    yield "## What it covers"
    yield ""
    levels = Counter(question.difficulty for question in questions)
    blanks = sum(len(question.blanks) for question in questions)
    sets = sum(len(question.blanks) > 1 for question in questions)
    yield f"{len(questions)} questions with {blanks} blanks, {sets} of them sets of two or more blanks on one listing;"
    yield ", ".join(f"{levels[level]} {level}" for level in ("easy", "middle", "hard")) + "."
    yield HEADINGS
    yield ""
    yield "| heading | questions |"
    yield "|---|---|"
    for heading in sorted({question.syllabus or "" for question in questions}):
        names = [question.id for question in questions if question.syllabus == heading]
        yield f"| {heading} {SYLLABUS[heading]} | {len(names)}: {_codes(names)} |"
    yield ""
    yield "Published exercises, corrected:"
    yield ""
    yield "| label | program | question |"
    yield "|---|---|---|"
    for label, program, identity in EXERCISES:
        yield f"| {label} | {program} | {_codes([identity])} |"
    yield ""
    yield "Statements of the sources, as questions of our own:"
    yield ""
    yield "| statement | questions |"
    yield "|---|---|"
    for statement, tags in STATEMENTS:
        yield f"| {statement} | {_codes(question.id for question in about(tags, questions))} |"
    yield ""
    yield "Models, each with references and questions:"
    yield ""
    yield "| model | references | questions |"
    yield "|---|---|---|"
    for model, module, named in MODELS:
        functions = functions_of(module, named)
        names = [question.id for question in questions if str(question.reference) in functions]
        yield f"| {model} | {_codes(functions)} | {_codes(names)} |"


def options(questions: Sequence[Question], judged: Judged) -> Iterator[str]:
    """What the options are like."""
    wrong = [verdict for verdict in judged.verdicts if verdict.kind is not VerdictKind.MATCHES]
    ended = Counter("raises" if verdict.kind is VerdictKind.RAISES else "runs" for verdict in wrong)
    positions = Counter(blank.answer for question in questions for blank in question.blanks)
    yield "## Its options"
    yield ""
    runs, raises = ended["runs"], ended["raises"]
    yield f"{len(wrong)} wrong options: {runs} run and give something else ({runs / len(wrong):.0%}), {raises} end"
    yield "in an exception. Each says in both languages what it computes instead."
    yield ""
    yield "| position of the right answer | " + " | ".join(map(str, sorted(positions))) + " |"
    yield "|---" * (len(positions) + 1) + "|"
    yield "| blanks | " + " | ".join(str(positions[number]) for number in sorted(positions)) + " |"


def references() -> Iterator[str]:
    """Each function, what it is held against, and the largest error."""
    yield "## Its references"
    yield ""
    yield f"{ERRORS} The page was made with {made_with()}."
    yield ""
    yield "| function | held against | largest error |"
    yield "|---|---|---|"
    for oracle in sorted(all_oracles(), key=lambda item: item.reference):
        module = load_module(oracle.module)
        error = max(largest_error(oracle.answer(module, trial), expected(oracle, trial)) for trial in range(TRIALS))
        yield f"| `{oracle.reference}` | {_cell(oracle.against)} | {error:.1e} |"


def errata(questions: Sequence[Question], judged: Judged) -> Iterator[str]:
    """What the sources print, and what happens then."""
    yield "## Errata of the sources"
    yield ""
    yield REPRODUCED
    for question in questions:
        if question.errata:
            yield ""
            yield f"### {_read(question.title)} (`{question.id}`)"
            yield ""
            for position, source in enumerate(question.sources, 1):
                yield f"{position}. {_read(source.title)}"
            yield ""
            yield "| sources | where | printed | corrected | why |"
            yield "|---|---|---|---|---|"
            yield from (_erratum_row(erratum, question) for erratum in question.errata)
            yield ""
            for version in as_printed(question):
                if version.question != question:
                    yield f"- As printed in {_numbers(version.sources)}: " + judged.as_printed(version, question)


def mutations(mutants: Iterable[tuple[Mutant, bool]]) -> Iterator[str]:
    """How many mutants there were and were noticed, of each kind, and those that were not."""
    found = list(mutants)
    yield "## Mutants of its references"
    yield ""
    yield MUTANTS
    yield ""
    yield "| kind | mutants | noticed at once | noticed by another test | the same function |"
    yield "|---|---|---|---|---|"
    for kind in (*sorted({mutant.kind for mutant, _ in found}), "all"):
        of_kind = [(mutant, killed) for mutant, killed in found if kind in ("all", mutant.kind)]
        left = [str(mutant) for mutant, killed in of_kind if not killed]
        same = sum(name in EQUIVALENT for name in left)
        yield f"| {kind} | {len(of_kind)} | {len(of_kind) - len(left)} | {len(left) - same} | {same} |"
    yield ""
    yield "Those that compute the same:"
    yield ""
    yield "| mutant | why |"
    yield "|---|---|"
    for name in sorted({str(mutant) for mutant, killed in found if not killed} & EQUIVALENT.keys()):
        yield f"| `{_cell(name)}` | {_cell(EQUIVALENT[name])} |"


def _erratum_row(erratum: Erratum, question: Question) -> str:
    sources = erratum.sources or tuple(range(1, len(question.sources) + 1))
    texts = (f"`{_cell(text)}`" if text else "–" for text in (erratum.printed, erratum.corrected))
    return f"| {_numbers(sources)} | {erratum.where} | {' | '.join(texts)} | {_cell(_read(erratum.why))} |"


def _numbers(sources: Iterable[int]) -> str:
    return ", ".join(map(str, sources))


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _read(text: Text | None) -> str:
    return text.read("en") if text else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("`", "'")
