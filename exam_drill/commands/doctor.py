"""Show versions, where the bank, the learner's data and the cache lie, and what the sandbox can enforce here.

Ends with exit code 3 if the sandbox cannot run a known good program.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from rich.text import Text

from exam_drill import __version__, catalogue
from exam_drill.bank import built_in
from exam_drill.caching import cache_folder
from exam_drill.caching.contents import Contents, empty, look
from exam_drill.cli import Exit, Parser
from exam_drill.commands.budget import BANK_SECONDS, QUESTION_SECONDS
from exam_drill.commands.cache_arguments import add_folder_argument, trouble
from exam_drill.commands.common import add_display_arguments, console_for, language_of
from exam_drill.commands.doctor_display import (
    Display,
    advice,
    display_data,
    display_facts,
    examine_display,
    fact_rows,
)
from exam_drill.database.errors import StoreError
from exam_drill.environment import Environment
from exam_drill.i18n import say, table
from exam_drill.i18n.aims import aim_names
from exam_drill.layout import GAP, Row, line_width, print_rows, prose
from exam_drill.progress import data_folder
from exam_drill.question import Language
from exam_drill.report.json_text import json_text
from exam_drill.sandbox import Capabilities, Limits, Sandbox, SandboxError, enforced, not_enforced, too_little
from exam_drill.visible import visible

_PACKAGES = ("numpy", "pyyaml", "rich", "platformdirs")


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the doctor saw.

    `capabilities` is None if the sandbox does not work, for the reason in `failure`.
    """

    versions: Mapping[str, str]
    bank: Path
    questions: int
    problems: int
    references: Path
    modules: tuple[str, ...]
    data: Path
    cache: Contents
    capabilities: Capabilities | None
    failure: str = ""
    display: Display | None = None

    @property
    def kind(self) -> str:
        """How children come to be: "forked" or "spawned"; "" if that is not known."""
        return self.capabilities.kind if self.capabilities else ""

    @property
    def steps(self) -> Mapping[str, str]:
        """The steps of confinement, with "" or why they do not apply."""
        known = self.capabilities
        return {**known.worker_steps, **known.child_steps} if known else {}

    @property
    def enforced(self) -> Mapping[str, tuple[str, ...]]:
        """What programs are to be kept from, with the steps that do so."""
        return enforced(self.capabilities) if self.capabilities else {}

    @property
    def missing(self) -> tuple[str, ...]:
        """What is lacking for banks of strangers."""
        return too_little(self.capabilities) if self.capabilities else ()


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill doctor`."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("arguments.format"))
    parser.add_argument("--clear-cache", action="store_true", help=parser.say("cache.help-clear-cache"))
    add_folder_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Prints the checkup; exit code 3 if nothing can be judged here."""
    text = arguments.format == "text"
    cache = cache_folder(environment.variables, arguments.cache_dir)
    emptied = not arguments.clear_cache or _emptied(cache, environment, language_of(arguments, environment))
    checkup = replace(examine(environment, cache), display=examine_display(environment, arguments.theme, ask=text))
    if not text:
        environment.stdout.write(json_text(to_data(checkup), environment.stdout.encoding) + "\n")
    else:
        console = console_for(environment.stdout, arguments, environment.variables)
        print_rows(checkup_rows(checkup, line_width(console), language_of(arguments, environment)), console)
    return Exit.FAILURE if checkup.failure or not emptied else Exit.FINE


def _emptied(cache: Path, environment: Environment, language: Language) -> bool:
    """Empties the cache, and tells it; whether that was possible."""
    try:
        empty(cache)
    except StoreError as error:
        said = say(language, "cache.doctor-not-emptied", error=trouble(error, language))
        environment.stderr.write(said + "\n")
        return False
    environment.stderr.write(say(language, "cache.doctor-emptied") + "\n")
    return True


def examine(environment: Environment, cache: Path) -> Checkup:
    """Looks at everything once."""
    bank = built_in(catalogue.built_in_bank())
    capabilities, failure = None, ""
    try:
        with Sandbox() as sandbox:
            capabilities = sandbox.capabilities()
    except SandboxError as error:
        failure = str(error)
    return Checkup(
        versions={
            "exam_drill": __version__,
            "python": platform.python_version(),
            "platform": platform.platform(),
            **{name: metadata.version(name) for name in _PACKAGES},
        },
        bank=catalogue.built_in_bank(),
        questions=len(bank.questions),
        problems=len(bank.problems),
        references=catalogue.reference_folder(),
        modules=catalogue.modules(),
        data=data_folder(environment.variables),
        cache=look(cache),
        capabilities=capabilities,
        failure=failure,
    )


def checkup_rows(checkup: Checkup, width: int, language: Language) -> list[Row]:
    """The checkup for people, for lines of so many cells."""

    def section(name: str, facts: Mapping[str, Text]) -> list[Row]:
        return [*fact_rows(say(language, f"doctor.{name}"), facts, width), GAP]

    rows = section("versions", {name: Text(visible(version)) for name, version in checkup.versions.items()})
    rows += section("places", _places(checkup, language))
    if checkup.display is not None:
        rows += section("display", display_facts(checkup.display, language))
    if checkup.failure:
        failed = say(language, "doctor.fails", error=checkup.failure)
        return [*rows, *prose(say(language, "doctor.sandbox"), "bold"), *prose(failed, "bold red", "× ", "bold red")]
    kind = Text(visible(_named("worker", checkup.kind, language)))
    rows += section("sandbox", {say(language, "doctor.worker"): kind, **_states(checkup, language)})
    held = {
        aim_names([aim], language): _held_by([visible(_step_name(step, language)) for step in steps], language)
        for aim, steps in checkup.enforced.items()
    }
    rows += section("kept-in", held)
    for mark, style, note in _notes(checkup, language):
        rows += prose(note, style, f"{mark} ", style)
    return rows


def _places(checkup: Checkup, language: Language) -> Mapping[str, Text]:
    bank = {"path": checkup.bank, "questions": checkup.questions, "problems": checkup.problems}
    modules = {"path": checkup.references, "modules": ", ".join(checkup.modules)}
    texts = {
        "bank": say(language, "doctor.bank-size", **bank),
        "references": say(language, "doctor.modules", **modules),
        "data": _place(checkup.data, checkup.data.exists(), language),
    }
    named = {say(language, f"doctor.{name}"): Text(text) for name, text in texts.items()}
    named[say(language, "cache.doctor-place")] = _cache(checkup.cache, language)
    if checkup.display is not None:
        settings = checkup.display.settings
        named[say(language, "doctor.settings-file")] = Text(_place(settings.path, settings.found, language))
    return named


def _cache(cache: Contents, language: Language) -> Text:
    if cache.error is not None:
        return Text(f"× {trouble(cache.error, language)}", style="yellow")
    if not cache.there:
        return Text(_place(cache.path, False, language))
    said = {"path": cache.path, "results": cache.results, "files": cache.files, "megabytes": f"{cache.bytes / 1e6:.1f}"}
    return Text(say(language, "cache.doctor-contents", **said))


def _place(path: Path, found: bool, language: Language) -> str:
    return visible(str(path)) if found else say(language, "doctor.missing", path=str(path))


def _states(checkup: Checkup, language: Language) -> Mapping[str, Text]:
    """What each step of confinement is, with its amount where it has one."""
    limits = Limits()
    amounts = {"wall": f"{limits.wall:g} s", "output": f"{limits.output >> 20} MB"}
    amounts |= {"question": f"{QUESTION_SECONDS:g} s", "bank": f"{BANK_SECONDS:g} s"}
    amounts |= {"memory": f"{limits.memory >> 20} MB", "cpu time": f"{limits.cpu} s"}
    steps = {**checkup.steps, **dict.fromkeys(("wall", "output", "question", "bank"), "")}
    return {
        _step_name(step, language): _step_state(why, amounts.get(step, ""), language) for step, why in steps.items()
    }


def _notes(checkup: Checkup, language: Language) -> Iterator[tuple[str, str, str]]:
    """What follows from all of it: a mark, a style and a sentence."""
    if checkup.display is not None:
        for problem in checkup.display.settings.problems:
            told = say(language, f"preferences.{problem.code}", **problem.parameters)
            yield "!", "yellow", f"{visible(str(problem.place))}: {told}"
        for sentence in advice(checkup.display, language):
            yield "!", "yellow", sentence
    yield "○", "green", say(language, "doctor.works")
    lacking = [aim for aim, steps in checkup.enforced.items() if not steps]
    unlimited = [aim for aim in lacking if aim not in checkup.missing]
    if checkup.missing:
        yield "!", "yellow", say(language, "doctor.note-open", aims=aim_names(checkup.missing, language))
    if unlimited:
        yield "!", "yellow", say(language, "doctor.note-unlimited", aims=aim_names(unlimited, language))
    if not lacking:
        yield "○", "green", say(language, "doctor.note-closed")


def _held_by(steps: Sequence[str], language: Language) -> Text:
    if not steps:
        return Text("× " + say(language, "doctor.by-nothing"), style="yellow")
    return Text("○ " + " · ".join(steps), style="green")


def _step_name(step: str, language: Language) -> str:
    return _named("step", step, language)


def _named(prefix: str, code: str, language: Language) -> str:
    """The sentence for a code that a worker told, or the code itself."""
    name = f"{prefix}-{code}"
    return say(language, f"doctor.{name}") if name in table("doctor") else code


def _step_state(why: str, amount: str, language: Language) -> Text:
    if why:
        return Text("× " + say(language, "doctor.not-enforced", why=why), style="yellow")
    return Text(f"○ {say(language, 'doctor.enforced')} {amount}".rstrip(), style="green")


def to_data(checkup: Checkup) -> dict[str, Any]:
    """The checkup for machines."""
    limits = Limits()
    return {
        "format": 1,
        "versions": dict(checkup.versions),
        "bank": {"path": str(checkup.bank), "questions": checkup.questions, "problems": checkup.problems},
        "references": {"path": str(checkup.references), "modules": list(checkup.modules)},
        "data": str(checkup.data),
        "cache": {
            "path": str(checkup.cache.path),
            "exists": checkup.cache.there,
            "bytes": checkup.cache.bytes,
            "results": checkup.cache.results,
            "files": checkup.cache.files,
            "problem": checkup.cache.error.code if checkup.cache.error else None,
        },
        "display": display_data(checkup.display) if checkup.display else None,
        "sandbox": {
            "works": not checkup.failure,
            "failure": checkup.failure,
            "worker": checkup.kind,
            "steps": {step: {"enforced": not why, "why": why} for step, why in checkup.steps.items()},
            "enforced": {aim: list(held_by) for aim, held_by in checkup.enforced.items()},
            "not_enforced": not_enforced(checkup.capabilities) if checkup.capabilities else {},
            "lacking_for_strangers": list(checkup.missing),
        },
        "limits": {
            "wall": limits.wall,
            "cpu": limits.cpu,
            "memory": limits.memory,
            "output": limits.output,
            "question": QUESTION_SECONDS,
            "bank": BANK_SECONDS,
        },
    }
