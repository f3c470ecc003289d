"""A drafted question in the text of its file: composed, looked at, and written.

    Draft, Filled ─ compose ─▶ lines ─ append_question ─▶ text ─ load_text, harm ─▶ Target ─ write ─▶ file
                                                                      └──▶ NotWrittenError, with what to say

The `why` of a wrong option that nobody explained is drafted from what its run showed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from exam_drill.bank.load import load_text
from exam_drill.cli import Exit
from exam_drill.commands.new_result import harm_lines, problem_lines, report_rows
from exam_drill.drafting import wording
from exam_drill.drafting.blanks import Cutting
from exam_drill.drafting.compose import Draft, DraftBlank, question_yaml
from exam_drill.editing import BankText, ChangedError, DraftOption, EditError, append_question, apply, harm, write
from exam_drill.i18n import say
from exam_drill.quality import Finding, QuestionReport
from exam_drill.question import LANGUAGES, Language, Question, Text
from exam_drill.verdict import Verdict


class NotWrittenError(Exception):
    """Nothing was written: what to say of it, and the exit code."""

    def __init__(self, lines: Sequence[str], exit_code: int = Exit.USAGE) -> None:
        super().__init__(lines, exit_code)
        self.lines, self.exit = lines, exit_code


class Target(NamedTuple):
    """The file, and the question as it would stand in it."""

    bank_text: BankText
    added: str
    text: str
    question: Question


class Wrong(NamedTuple):
    """A wrong option: what was said of it, in texts of either language or already as a text."""

    code: str
    whys: tuple[str, ...] = ()
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank with its label, and what is offered beside the right answer."""

    label: str
    cutting: Cutting
    wrong: tuple[Wrong, ...]


def draft_yaml(draft: Draft, filled: Sequence[Filled], report: QuestionReport | None) -> str:
    """The question's lines; with a report, each wrong option has its `why`."""
    blanks = [DraftBlank(one.label, one.cutting.option, tuple(_options(one, report))) for one in filled]
    return question_yaml(replace(draft, blanks=tuple(blanks)))


def _options(filled: Filled, report: QuestionReport | None) -> Iterator[DraftOption]:
    verdicts: dict[str, Verdict] = {}
    for blank in report.blanks if report is not None else ():
        if report is not None and blank.label == filled.label:
            options = report.question.blank(blank.label).options
            verdicts = {options[verdict.number - 1].code.text.strip(): verdict for verdict in blank.verdicts}
    if report is None:
        yield from (DraftOption(wrong.code) for wrong in filled.wrong)
        return
    shown = [verdicts.get(wrong.code.rstrip("\n").strip()) for wrong in filled.wrong]
    drafts = [wrong.why or wording.why(wrong.whys, one) for wrong, one in zip(filled.wrong, shown, strict=True)]
    for wrong, one, draft in zip(filled.wrong, shown, drafts, strict=True):
        is_alike = any(
            other != wrong and _share_words(draft, text) for other, text in zip(filled.wrong, drafts, strict=True)
        )
        is_own = is_alike and wrong.why is None
        yield DraftOption(wrong.code, wording.why(wrong.whys, one, wrong.code) if is_own else draft)


def _share_words(one: Text | None, other: Text | None) -> bool:
    return one is not None and other is not None and (one.ja == other.ja or one.en == other.en)


def place(
    draft: Draft, filled: Sequence[Filled], report: QuestionReport | None, bank_text: BankText, language: Language
) -> Target:
    """The question in the text of its file; NotWrittenError where it would not be a question, or harm others."""
    path, added = bank_text.path, draft_yaml(draft, filled, report)
    try:
        text = apply(bank_text.text, [append_question(bank_text.text, added)])
    except EditError as error:
        raise NotWrittenError([say(language, f"editing.{error.code}", path=path, **error.parameters)]) from None
    loaded = load_text(path, text)
    question = next((one for one in loaded.questions if one.id == draft.id), None)
    if question is None:
        problems = [problem for problem in loaded.problems if problem.question == draft.id] or loaded.problems
        lines = problem_lines(problems, language)
        raise NotWrittenError([say(language, "new.invalid"), *lines])
    broken = harm(path, bank_text.text, text, [draft.id])
    if broken:
        raise NotWrittenError(harm_lines(broken, path, language))
    return Target(bank_text, added.rstrip("\n"), text, question)


def write_target(target: Target, language: Language) -> None:
    """Writes the file; NotWrittenError if it was changed meanwhile, or cannot be written."""
    path = target.bank_text.path
    try:
        write(target.bank_text, target.text)
    except ChangedError:
        raise NotWrittenError([say(language, "editing.changed", path=path)]) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotWrittenError([say(language, "new.unwritable", path=path, reason=reason)]) from None


def check_runs(report: QuestionReport, language: Language) -> None:
    """Nothing is written where not the options fail but what they are tried in."""
    if any(blank.finding in (Finding.REFERENCE_FAILED, Finding.INVALID) for blank in report.blanks):
        raise NotWrittenError(
            [say(language, "new.not-run"), *(row.plain for row in report_rows(report, language))], Exit.FINDINGS
        )


def drafted_texts(titles: Sequence[str], prompts: Sequence[str], filled: Sequence[Filled]) -> list[str]:
    """The texts that nobody has written yet."""
    whys = [wrong.whys for blank in filled for wrong in blank.wrong if wrong.why is None]
    found = []
    for name, texts in (("title", [titles]), ("prompt", [prompts]), ("why", whys)):
        missing = [one for one in LANGUAGES if any(one not in wording.given_texts(text) for text in texts)]
        if missing:
            found.append(f"{name} ({', '.join(missing)})")
    return found
