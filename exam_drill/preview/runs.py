"""What running the options of a blank showed: the finding, and for each option the value beside the expected one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from exam_drill.cells import lines as drawn
from exam_drill.excerpt import Beside, Pairs
from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe_reason
from exam_drill.inspection import Inspection, Step, Trial
from exam_drill.layout import GAP, Row, prose
from exam_drill.preview.parts import Grid, Heading, Panels, Part, Rows, Sheet
from exam_drill.preview.values import BRIEF, beside_panels, input_panels, value_panels
from exam_drill.quality import BlankReport, Finding
from exam_drill.question import Language, Option
from exam_drill.quiz import style
from exam_drill.quiz.detail import answer_heading, finding_rows, proof_rows, published_rows
from exam_drill.quiz.feedback import option_evidence, warned
from exam_drill.quiz.listing import code_lines
from exam_drill.quiz.session import Item
from exam_drill.quiz.wording import blank_name, option_name
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind
from exam_drill.visible import shortened, visible, visible_text

_LONGEST = 200  # characters of a line of code
_INDENT = " " * 5
_MARKS = {VerdictKind.MATCHES: ("○", style.RIGHT), VerdictKind.UNREACHED: ("-", style.FAINT)}


def run_parts(
    item: Item, report: BlankReport, inspection: Inspection, only: int | None, sheet: Sheet, language: Language
) -> Iterator[Part]:
    """The finding of a blank, each of its options (or `only` one), the warnings and the receipt."""
    yield Heading(answer_heading(item, language), 2)
    note = prose(say(language, "quiz.errata-numbers"), style.FAINT, lead="  ") if item.renumbered else []
    found = (*published_rows(item, language), *finding_rows(report, language), *_failed_at(report, language), *note)
    yield Rows(found)
    # Where the question's own text is no program, every option fails alike: that has been said.
    verdicts = {verdict.number: verdict for verdict in report.verdicts if report.finding is not Finding.INVALID}
    for option in chosen(item, only):
        if option.number not in verdicts:
            continue
        verdict = verdicts[option.number]
        rows = option_evidence(item.shown(option.number), option, verdict, language)
        rows += [*_measured(verdict, language), *_where(item, verdict.reason, language)]
        trial = verdict.reason.trial if verdict.reason is not None else 0
        told = _first_difference(inspection.steps[item.label, option.number][trial - 1]) if trial else None
        if told is None:
            yield Rows(tuple(rows))
            continue
        name, pair = told
        sizes = _sizes(inspection.trials[trial - 1].sizes)
        rows += prose(say(language, "preview.on-trial", number=trial, sizes=sizes), style.FAINT, _INDENT)
        yield Rows(tuple(rows))
        yield beside_panels(_names(item, option, name, language), pair, sheet, language, BRIEF)
    proof = proof_rows(report, language)
    if proof:
        yield Rows(tuple(proof[1:] if proof[0] == GAP else proof))


def trial_parts(
    items: Sequence[Item], number: int, inspection: Inspection, only: int | None, sheet: Sheet, language: Language
) -> Iterator[Part]:
    """One trial: its inputs, the expected value, and what each option gave."""
    trial = inspection.trials[number - 1]
    count = len(inspection.trials)
    yield Heading(say(language, "preview.trial", number=number, count=count), 2)
    yield Rows(tuple(prose(say(language, "preview.drawn", sizes=_sizes(trial.sizes), seed=trial.seed))))
    yield Heading(say(language, "preview.inputs"), 3)
    yield input_panels(trial.inputs, sheet, language)
    yield from _expected(trial, inspection, sheet, language)
    for item in items:
        for option in chosen(item, only):
            steps = inspection.steps.get((item.label, option.number))
            if steps is not None:
                yield from _gave(item, option, steps[number - 1], sheet, language)


def table_parts(items: Sequence[Item], inspection: Inspection, only: int | None, language: Language) -> Iterator[Part]:
    """How each option did on each trial."""
    yield Heading(say(language, "preview.all-trials"), 2)
    names = [say(language, f"preview.column-{name}") for name in ("trial", "sizes")]
    for item in items:
        shown = [option for option in chosen(item, only) if (item.label, option.number) in inspection.steps]
        if not shown:
            continue
        steps = [inspection.steps[item.label, option.number] for option in shown]
        head = (*names, *(f"{blank_name(item.label)} {option_name(item, one.number, language)}" for one in shown))
        rows = tuple(
            (Text(str(trial.number)), Text(_sizes(trial.sizes)), *(_cell(one[place], language) for one in steps))
            for place, trial in enumerate(inspection.trials)
        )
        yield Grid(head, rows)
    yield Rows(tuple(prose(say(language, "preview.legend"), style.FAINT)))


def chosen(item: Item, only: int | None) -> list[Option]:
    """The options as they are shown, or the one with this printed number."""
    return [option for option in item.options if only in (None, option.number)]


def _failed_at(report: BlankReport, language: Language) -> list[Row]:
    if report.failure is None or report.failure.place is None:
        return []
    return prose(say(language, "preview.at", place=report.failure.place), lead="  ")


def _measured(verdict: Verdict, language: Language) -> list[Row]:
    """On how many trials an option failed, and by how much."""
    if verdict.kind in (VerdictKind.MATCHES, VerdictKind.DIFFERS, VerdictKind.RAISES):
        name = "measured-inf" if verdict.margin == math.inf else "measured"
        name = "measured-match" if verdict.kind is VerdictKind.MATCHES else name
        values = {"trials": verdict.trials, "differing": verdict.differing, "reached": verdict.reached}
        return prose(say(language, f"preview.{name}", margin=f"{verdict.margin:.3g}", **values), style.FAINT, _INDENT)
    return []


def _where(item: Item, reason: Reason | None, language: Language) -> list[Row]:
    """The line at which an option failed: in the bank file, and in the program."""
    if reason is None or reason.place is None:
        return []
    rows = prose(say(language, "preview.at", place=reason.place), lead=_INDENT)
    lines = item.question.code.text.splitlines()
    line = reason.parameters.get("line", 0)
    of_the_program = reason.kind in (ReasonKind.UNDEFINED, ReasonKind.EXCEPTION, ReasonKind.LIMIT)
    if of_the_program and isinstance(line, int) and 1 <= line <= len(lines):
        text = code_lines(shortened(visible_text(lines[line - 1]).strip(), _LONGEST))[0]
        rows.append(Row(text, Text(drawn(f"{_INDENT}{line} │ "), style.FAINT), code=True))
    return rows


def _first_difference(step: Step) -> tuple[str, Beside] | None:
    """The part that the reason tells of, and the name of the argument if it is of one."""
    for name, pairs in (("", step.value), *step.arguments.items()):
        different = [part for part in pairs.parts if part.difference is not None] if pairs is not None else []
        kind = step.reason.kind if step.reason else None
        alike = [part for part in different if part.difference is not None and part.difference.kind is kind]
        if different:
            return name, (alike or different)[0]
    return None


def _expected(trial: Trial, inspection: Inspection, sheet: Sheet, language: Language) -> Iterator[Part]:
    yield Heading(say(language, "preview.expected"), 3)
    if trial.expected is None:
        failed = inspection.evaluation.failure is not None
        yield Rows(tuple(prose(say(language, f"preview.{'reference-failed' if failed else 'nothing-expected'}"))))
        return
    yield Panels(tuple(value_panels("", trial.expected, sheet, language)))
    for name, value in trial.arguments.items():
        title = say(language, "preview.argument-after", name=name)
        yield Panels(tuple(value_panels(title, value, sheet, language)))


def _gave(item: Item, option: Option, step: Step, sheet: Sheet, language: Language) -> Iterator[Part]:
    """What an option gave on one trial."""
    blank = blank_name(item.label)
    number = option_name(item, option.number, language)
    yield Heading(say(language, "preview.option-of", blank=blank, number=number), 3)
    mark, colour = _MARKS.get(step.kind, ("×", style.WRONG))
    if step.reason is not None:
        sentence = describe_reason(step.reason, language)
    else:
        sentence = say(language, "preview.agrees" if step.kind is VerdictKind.MATCHES else "reasons.unreached")
    code = [Row(line, Text(_INDENT[2:]), code=True) for line in code_lines(option.code.text)]
    rows = [*code, *prose(sentence, lead=f"{mark} ", lead_style=colour), *_where(item, step.reason, language)]
    rows += prose(warned(step.warning, language), lead=_INDENT[3:]) if step.warning else []
    yield Rows(tuple(rows))
    for name, pairs in (("", step.value), *step.arguments.items()):
        if pairs is not None and not pairs.agree:
            yield from _parts(_names(item, option, name, language), pairs, sheet, language)


def _parts(names: tuple[str, str], pairs: Pairs, sheet: Sheet, language: Language) -> Iterator[Part]:
    """The parts of a value that differ, and a word on those that do not."""
    for pair in pairs.parts:
        if pair.difference is not None:
            yield beside_panels(names, pair, sheet, language)
    rows: list[Row] = []
    alike = [visible(pair.expected.parts[0].at) for pair in pairs.parts if pair.difference is None]
    if alike:
        rows += prose(say(language, "preview.parts-agree", places=shortened(", ".join(alike), _LONGEST)), style.FAINT)
    if pairs.left_out:
        rows += prose(say(language, "preview.parts-left-out", count=pairs.left_out), style.FAINT)
    if rows:
        yield Rows(tuple(rows))


def _names(item: Item, option: Option, argument: str, language: Language) -> tuple[str, str]:
    """The titles of an expected value and of an option's."""
    number = option_name(item, option.number, language)
    names = say(language, "preview.expected"), say(language, "preview.option", number=number)
    if argument:
        names = (
            say(language, "preview.argument-of", name=argument, whose=names[0]),
            say(language, "preview.argument-of", name=argument, whose=names[1]),
        )
    return names


def _sizes(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{visible(letter)}={size}" for letter, size in sizes.items()) or "–"


def _cell(step: Step, language: Language) -> Text:
    """How an option did on one trial, in a few letters."""
    if step.kind is VerdictKind.MATCHES:
        return Text(say(language, "preview.cell-matches"), style.RIGHT)
    if step.reason is None:
        return Text(say(language, "preview.cell-unreached"), style.FAINT)
    if step.kind is VerdictKind.DIFFERS:
        return Text(f"× {_how(step.reason, language)}", style.WRONG)
    parameters = step.reason.parameters
    name = parameters.get("type") or parameters.get("limit") or parameters.get("signal") or step.kind
    return Text(f"! {shortened(visible(str(name)), 24)}", style.CAUTION)


def _how(reason: Reason, language: Language) -> str:
    """In what way a value differs: by how much, or that it is of another shape."""
    error = reason.parameters.get("max_abs_error")
    number = f"{error:.3g}" if isinstance(error, float) else ""
    if reason.kind is ReasonKind.VALUE:
        return number
    what = say(language, f"preview.differs-{reason.kind}", name=reason.parameters.get("name", ""))
    return f"{what} {number}".strip()
