"""The way of `exam-drill new` from its arguments to a question in a bank.

arguments ─▶ Subject ─▶ blanks ─▶ options ─▶ Draft ─▶ text ─ loaded, run ─▶ `why` of each wrong option ─▶ written
                └── what is missing is asked for on a terminal ──┘
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from exam_drill.bank import Bank, built_in
from exam_drill.bank.load import load_text
from exam_drill.catalogue import built_in_bank
from exam_drill.cli import Exit
from exam_drill.commands.common import console_for
from exam_drill.commands.new_dialog import Dialog, free_labels, numbered, offers
from exam_drill.commands.new_result import next_lines, problem_lines, report_rows
from exam_drill.commands.new_target import (
    Filled,
    NotWrittenError,
    Wrong,
    check_runs,
    draft_yaml,
    drafted_texts,
    place,
    write_target,
)
from exam_drill.drafting import identity, wording
from exam_drill.drafting.blanks import LABELS, Cutting
from exam_drill.drafting.choice import Wish, expressions, fit_together
from exam_drill.drafting.compose import Draft
from exam_drill.drafting.errors import DraftError
from exam_drill.drafting.request import Asked, read_inputs, read_steps
from exam_drill.drafting.subject import Subject, from_reference, from_source
from exam_drill.drafting.wrong_option import propose
from exam_drill.editing import BankText, DraftOption, append_question, apply
from exam_drill.environment import Environment
from exam_drill.evaluate import evaluate
from exam_drill.i18n import say
from exam_drill.markers import is_label
from exam_drill.problem import Problem
from exam_drill.quality import Finding, judge_question
from exam_drill.question import Blank, Language, NamedReference, Option, Question
from exam_drill.sandbox import Sandbox

_LONGEST_SOURCE = 200_000  # characters of an author's file: far above any honest use


def write_question(
    arguments: argparse.Namespace, environment: Environment, language: Language, sandbox: Sandbox
) -> Exit:
    """Drafts, runs and writes a question.  DraftError, ExcerptError, SandboxError; NotWrittenError where it fails."""
    _check_arguments(arguments)
    dialog = Dialog(environment, language, console_for(environment.stdout, arguments, environment.variables))
    asked = read_steps(arguments.steps)
    subject = _subject(arguments, sandbox, dialog)
    path = arguments.to or f"{subject.topic}.yaml"
    bank_text = _read(path, language)
    ours = built_in(built_in_bank())
    taken = identity.ids_beside(path) | {question.id: question.place.path for question in ours.questions}
    if arguments.id:
        identity.check(arguments.id, taken)
    filled, code = _blanks(arguments, asked, subject, sandbox, dialog)
    labels = [blank.label for blank in filled]
    titles = list(arguments.title)
    name = arguments.id or _identity(subject, titles, taken, dialog)
    draft = Draft(
        name,
        wording.title(titles, subject.function, labels),
        wording.prompt(arguments.prompt, subject.function, subject.inputs, subject.domains, labels),
        subject.reference,
        code,
        (),
        wording.source(),
        arguments.syllabus or _syllabus(subject, ours),
        subject.given,
    )
    filled = [_with_wrong(draft, filled, blank, sandbox, dialog) for blank in filled]
    report = judge_question(evaluate(place(draft, filled, None, bank_text, language).question, sandbox))
    check_runs(report, language)
    target = place(draft, filled, report, bank_text, language)
    if arguments.dry_run:
        dialog.tell("would-write", path=path)
        dialog.show(target.added)
    else:
        write_target(target, language)
        dialog.tell("written", place=str(target.question.place), id=name)
    dialog.print(report_rows(report, language))
    drafted = drafted_texts(titles, arguments.prompt, filled)
    if drafted:
        dialog.tell("drafted", names=", ".join(drafted))
    if not arguments.dry_run:
        for line in next_lines(name, path, language):
            dialog.show(line)
    proven = all(blank.finding is Finding.PROVEN for blank in report.blanks)
    return Exit.FINE if proven else Exit.FINDINGS


# ── what the arguments say ──


def _check_arguments(arguments: argparse.Namespace) -> None:
    if arguments.reference and arguments.source:
        raise DraftError("both-starts")
    if not arguments.reference and not arguments.source:
        raise DraftError("nothing-to-start-from")
    path = arguments.to
    if path is not None:
        if os.path.isdir(path):
            raise DraftError("target-folder", path=path.rstrip("/"))
        if not path.lower().endswith((".yaml", ".yml")):
            raise DraftError("target-ending", path=path)
    for count, label in enumerate(arguments.label):
        if not is_label(label):
            raise DraftError("label-form", label=label)
        if label in arguments.label[:count]:
            raise DraftError("label-twice", label=label)
    values = [value for _, value in arguments.steps]
    for text in (*values, *arguments.title, *arguments.prompt, arguments.id, arguments.syllabus or ""):
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise DraftError("text-form", text=text)


def _subject(arguments: argparse.Namespace, sandbox: Sandbox, dialog: Dialog) -> Subject:
    declared = read_inputs(arguments.inputs)
    if arguments.reference:
        return from_reference(sandbox, arguments.reference)
    source = _source(arguments.source)
    topic = os.path.splitext(os.path.basename(arguments.source))[0] or "questions"
    ask = dialog.input_of if dialog.asks else None
    return from_source(sandbox, source, topic, arguments.function, declared, ask)


def _source(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig", newline=None) as file:  # every line end becomes LF
            text = file.read(_LONGEST_SOURCE + 1)
    except OSError as error:
        raise DraftError("file-unreadable", path=path, reason=error.strerror or type(error).__name__) from None
    except ValueError as error:  # no UTF-8; a NUL in the name
        raise DraftError("file-unreadable", path=path, reason=str(error)) from None
    if len(text) > _LONGEST_SOURCE:
        raise DraftError("file-too-long", path=path, limit=_LONGEST_SOURCE)
    return text


def _read(path: str, language: Language) -> BankText:
    if not os.path.lexists(path):
        return BankText.absent(path)
    found = BankText.read(path)
    if isinstance(found, Problem):
        raise NotWrittenError(problem_lines([found], language))
    return found


def _blanks(
    arguments: argparse.Namespace, asked: list[Asked], subject: Subject, sandbox: Sandbox, dialog: Dialog
) -> tuple[list[Filled], str]:
    """The blanks in the order of the listing, and the listing with their markers."""
    listing = subject.listing
    if len(arguments.label) > len(asked):
        raise DraftError("labels-many", count=len(asked))
    found: list[tuple[Cutting, Asked]] = []
    for one in asked:
        if one.wish is not None:
            found.append((_settled(sandbox, listing, one.wish, dialog), one))
        elif dialog.asks:
            found.append((dialog.choose_blank(sandbox, listing), one))
        else:
            raise _blank_missing(sandbox, listing, dialog.language)
    if not arguments.label:
        found.sort(key=lambda pair: pair[0].marker_start)
    labels = free_labels(arguments.label, len(found))
    if len(labels) < len(found):
        raise DraftError("blanks-many", limit=len(LABELS))
    filled = [
        Filled(label, cutting, tuple(Wrong(*wrong) for wrong in one.wrong))
        for label, (cutting, one) in zip(labels, found, strict=True)
    ]
    filled.sort(key=lambda blank: blank.cutting.marker_start)
    return filled, fit_together(sandbox, listing, [(blank.label, blank.cutting) for blank in filled])


def _settled(sandbox: Sandbox, listing: str, wish: Wish, dialog: Dialog) -> Cutting:
    try:
        return dialog.settle(sandbox, listing, wish)
    except DraftError as error:
        if error.code not in ("blank-lines", "blank-several", "blank-several-on-line", "blank-not-there"):
            raise
        said = say(dialog.language, f"new.{error.code}", **error.parameters)
        raise NotWrittenError([said, *numbered(listing).split("\n")]) from None


def _blank_missing(sandbox: Sandbox, listing: str, language: Language) -> NotWrittenError:
    """What may be a blank, for whoever cannot be asked."""
    offered = expressions(sandbox, listing)
    example = " ".join(listing[offered[0].start : offered[0].end].split()) if offered else "…"
    lines = [say(language, "new.blank-missing", example=example), *numbered(listing).split("\n")]
    if offered:
        lines += [say(language, "new.offered"), *offers(listing, offered).split("\n")]
    return NotWrittenError(lines)


def _identity(subject: Subject, titles: list[str], taken: dict[str, str], dialog: Dialog) -> str:
    if not titles and dialog.asks:
        typed = dialog.ask("ask-title")
        if typed:
            titles.append(typed)
    title = next((text for text in titles if wording.language_of_text(text) == "en"), "")
    derived = identity.derive(subject.function, title, taken)
    while dialog.asks:
        typed = dialog.ask("ask-id", id=derived)
        try:
            if typed:
                identity.check(typed, taken)
            return typed or derived
        except DraftError as error:
            dialog.tell(error.code, **error.parameters)
    return derived


def _syllabus(subject: Subject, ours: Bank) -> str | None:
    """The heading that most questions of our bank on the same module have."""
    module = subject.reference.split(".")[0] if isinstance(subject.reference, str) else None
    headings = Counter(
        question.syllabus
        for question in ours.questions
        if isinstance(question.reference, NamedReference) and question.reference.module == module and question.syllabus
    )
    return headings.most_common(1)[0][0] if headings else None


# ── options ──


def _with_wrong(draft: Draft, blanks: list[Filled], blank: Filled, sandbox: Sandbox, dialog: Dialog) -> Filled:
    """The blank with its wrong options: those that were named, else proposed ones, else those that are typed."""
    wrong = blank.wrong
    if not wrong:
        question = _unanswered(draft, blanks)
        proposed: Sequence[DraftOption] = propose(question, question.blank(blank.label), sandbox)
        if proposed and dialog.asks:
            proposed = dialog.choose_options(blank.label, proposed)
        wrong = tuple(Wrong(option.code, (), option.why) for option in proposed)
    if not wrong and dialog.asks:
        wrong = tuple(Wrong(one.code, one.whys) for one in dialog.wrong_options())
    if not wrong:
        raise DraftError("wrong-missing", label=blank.label)
    return replace(blank, wrong=wrong)


def _unanswered(draft: Draft, blanks: list[Filled]) -> Question:
    """The question with the right option of each blank alone, which no bank may hold."""
    stand_in = (Wrong("None"), Wrong("..."))
    text = draft_yaml(draft, [replace(blank, wrong=stand_in) for blank in blanks], None)
    loaded = load_text("", apply("", [append_question("", text)]))
    if not loaded.questions:
        raise DraftError("wrong-missing", label=blanks[0].label)
    question = loaded.questions[0]
    alone = (replace(blank, options=(_right(blank),), answer=1) for blank in question.blanks)
    return replace(question, blanks=tuple(alone))


def _right(blank: Blank) -> Option:
    return replace(blank.options[blank.answer - 1], number=1)
