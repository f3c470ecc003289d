"""The page of one finding: what was found, what to do, the program, its options with all evidence, the receipt.

    wrong_key  gru-state-update（こ）
    what was found and what to do next, for the finding and for each warning
    published answer 4, by execution 1, places
     14 │  2 │     return 【(こ)】       line of the file, line of the program
    ○ 1 matches    × 4 differs           each option with its verdict, evidence, margin and place

The article around it is made by `exam_drill.report.page`, which knows its neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding
from exam_drill.markers import find_markers
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport, Receipt
from exam_drill.question import LANGUAGES, Code, Option, Place, Question
from exam_drill.quiz.listing import code_lines, listing
from exam_drill.report.notices import Notice, name_of, notice_of, notices_of_blank
from exam_drill.report.page_words import both, coded, element, fixed, own_text, placed, said, sentences
from exam_drill.verdict import Verdict, VerdictKind
from exam_drill.visible import visible
from exam_drill.web.frame import escaped
from exam_drill.web.styled import styled

COLOURS: Mapping[str, str] = {
    Finding.PROVEN: "green",
    Finding.WRONG_KEY: "red",
    Finding.AMBIGUOUS: "red",
    Finding.NO_MATCH: "red",
    Finding.REFERENCE_FAILED: "magenta",
    Finding.UNREACHED: "yellow",
    Finding.INVALID: "magenta",
}
_WARNING = "yellow"


class Told(NamedTuple):
    """A notice in both languages, in the order of `LANGUAGES`."""

    notices: tuple[Notice, ...]

    @property
    def notice(self) -> Notice:
        """All of it but the sentences."""
        return self.notices[0]


class Heading(NamedTuple):
    """What a page is about: the code of the finding, its colour, and the question with its blank."""

    code: str
    colour: str
    name: str

    def html(self) -> str:
        """The heading within its element."""
        return f"{coded(self.code, f'{self.colour} b')} {escaped(visible(self.name))}".rstrip()


def told_of_blank(report: QuestionReport, blank: BlankReport) -> tuple[Told, ...]:
    """What is told of a blank: its finding, unless it is proven, and its warnings."""
    each = [tuple(notices_of_blank(report, blank, language, strict=False)) for language in LANGUAGES]
    return tuple(map(Told, zip(*each, strict=True)))


def told_of_problem(problem: Problem) -> Told:
    """What is told of a mistake in a bank."""
    return Told(tuple(notice_of(problem, language) for language in LANGUAGES))


def heading_of(report: QuestionReport, blank: BlankReport) -> Heading:
    """The heading of a blank's page."""
    name = name_of(report.question.id, blank.label, report.printed_in)
    return Heading(str(blank.finding), COLOURS[blank.finding], name)


def heading_of_problem(told: Told) -> Heading:
    """The heading of a problem's page: the question's id, if it makes one invalid, or else the file."""
    return Heading(told.notice.rule, COLOURS[Finding.INVALID], told.notice.name or told.notice.region.path)


def problem_page(told: Told) -> Iterator[str]:
    """All below the heading of a problem's page."""
    yield f'<dl class="facts">\n<dt>{fixed("place")}</dt><dd>{placed(told.notice.region)}</dd>\n</dl>\n'
    yield from _notice(told, COLOURS[Finding.INVALID])


def blank_page(report: QuestionReport, blank: BlankReport, told: Iterable[Told], identity: str) -> Iterator[str]:
    """All below the heading of a blank's page; `identity` is that of its article."""
    question = report.question
    options = {option.number: option for option in question.blank(blank.label).options}
    if blank.finding is Finding.PROVEN:
        yield both(lambda language: describe_finding(blank, language), "p", "finding")
    for one in told:
        yield from _notice(one, COLOURS.get(one.notice.rule, _WARNING))
    yield from _facts(report, blank, options)
    yield from _program(question, blank)
    # Where the question's own text is no program, every option fails alike: that is said once, above.
    verdicts = {} if blank.finding is Finding.INVALID else {one.number: one for one in blank.verdicts}
    yield element("h3", fixed("options")) + "\n"
    if not verdicts:
        yield said("not-run", "p", "label") + "\n"
    for option in options.values():
        yield from _option(option, verdicts.get(option.number), option.number == blank.published, identity)
    if blank.receipt is not None:
        yield from _receipt(blank.receipt)


def _notice(told: Told, colour: str) -> Iterator[str]:
    """What was found, where, and what to do next."""
    notice = told.notice
    sentence = sentences([one.sentence for one in told.notices], "span")
    advice = sentences([one.help for one in told.notices], "span")
    yield f'<section class="notice {colour}">\n'
    yield f"<p>{coded(notice.rule, f'{colour} b')} {sentence}</p>\n"
    yield f'<p class="label">{fixed("at")} {placed(notice.region)}</p>\n'
    yield f"<p><strong>{fixed('next')}</strong> {advice}</p>\n</section>\n"


def _facts(report: QuestionReport, blank: BlankReport, options: Mapping[int, Option]) -> Iterator[str]:
    question = report.question
    rows = [] if question.title is None else [("title-of-question", own_text(question.title, "span"))]
    for number in report.printed_in:
        if 0 < number <= len(question.sources):
            rows.append(("printed-in", f"[{number}] {own_text(question.sources[number - 1].title, 'span')}"))
    executed = "<br>".join(_answer(number, options) for number in blank.executed) or fixed("none")
    rows += [
        ("published", _answer(blank.published, options)),
        ("executed", executed if blank.verdicts else fixed("not-known")),
        ("place-of-question", placed(question.place)),
        ("place-of-blank", placed(blank.place or question.place)),
        ("reference", f"<code>{escaped(visible(str(question.reference)))}</code>"),
    ]
    if report.cached:
        rows.append(("evidence", fixed("cached")))
    yield definitions(rows)


def definitions(rows: Iterable[tuple[str, str]]) -> str:
    """Names of the table `page`, each with HTML that says what it is."""
    inner = "".join(f"<dt>{fixed(name)}</dt><dd>{value}</dd>\n" for name, value in rows)
    return f'<dl class="facts">\n{inner}</dl>\n'


def _answer(number: int, options: Mapping[int, Option]) -> str:
    code = options[number].code.text.strip() if number in options else ""
    return f"<strong>{number}</strong> <code>{escaped(visible(code))}</code>" if code else f"<strong>{number}</strong>"


def _program(question: Question, blank: BlankReport) -> Iterator[str]:
    yield element("h3", fixed("program")) + "\n"
    if question.prompt is not None:
        yield own_text(question.prompt, "p", "prompt") + "\n"
    rows = listing(question.code.text, find_markers(question.code.text), (blank.label,))
    digits = len(str(question.code.place(len(rows)).line))
    lines = (
        f'<span class="no">{question.code.place(number).line:>{digits}} │ {styled(row.lead)}</span>{styled(row.body)}'
        for number, row in enumerate(rows, start=1)
    )
    yield f"<figure>\n{_block(lines)}<figcaption>{fixed('lines')}</figcaption>\n</figure>\n"
    if question.call is not None:
        yield f"<p>{fixed('call')} <code>{escaped(visible(question.call.text.strip()))}</code></p>\n"


def _option(option: Option, verdict: Verdict | None, published: bool, identity: str) -> Iterator[str]:
    name = f"{identity}-{option.number}"
    yield f'<section class="option" aria-labelledby="{name}">\n<h4 id="{name}">{_verdict(option, verdict)}'
    yield f' <span class="mark">{fixed("published-mark")}</span></h4>\n' if published else "</h4>\n"
    yield _block(styled(line) for line in code_lines(option.code.text))
    if verdict is None:
        yield f'<p class="label">{placed(option.code.place(1))}</p>\n'
    else:
        yield both(lambda language: describe(verdict, language), "p") + "\n"
        yield f'<p class="label">{_measured(verdict)} · {placed(_place(option.code, verdict))}</p>\n'
        if verdict.warning:
            yield both(lambda language: say(language, "report.run-warning", warning=verdict.warning), "p", _WARNING)
    if option.why is not None:
        yield f'<p class="label">{fixed("why")} {own_text(option.why, "span")}</p>\n'
    yield "</section>\n"


def _verdict(option: Option, verdict: Verdict | None) -> str:
    if verdict is None:
        return str(option.number)
    mark, colour = ("○", "green") if verdict.kind is VerdictKind.MATCHES else ("×", "red")
    return f'<span class="{colour}">{mark}</span> {option.number} {coded(str(verdict.kind), f"{colour} b")}'


def _place(code: Code, verdict: Verdict) -> Place:
    """The line that raised, or else the option."""
    return (verdict.reason.place if verdict.reason is not None else None) or code.place(1)


def _measured(verdict: Verdict) -> str:
    """On how many trials it failed, how many reached the blank, and by how much."""
    counts = said("measured", "span", trials=verdict.trials, differing=verdict.differing, reached=verdict.reached)
    if verdict.kind not in (VerdictKind.MATCHES, VerdictKind.DIFFERS):
        return counts
    if math.isinf(verdict.margin):
        return f"{counts} · {fixed('margin-none')}"
    return f"{counts} · {said('margin', 'span', margin=f'{verdict.margin:.3g}')}"


def _receipt(receipt: Receipt) -> Iterator[str]:
    margins = ", ".join(f"{number}: {margin:.3g}" for number, margin in receipt.margins.items())
    versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
    yield element("h3", fixed("receipt")) + "\n"
    yield definitions(
        [
            ("receipt-question", f"<code>{escaped(receipt.question)}</code>"),
            ("receipt-reference", f"<code>{escaped(receipt.reference)}</code>"),
            ("receipt-drawn", said("seed-trials", "span", seed=receipt.seed, trials=receipt.trials)),
            ("receipt-margins", escaped(margins.replace("inf", "∞")) or fixed("none")),
            ("versions", escaped(visible(versions))),
        ]
    )


def _block(lines: Iterable[str]) -> str:
    # A line feed after <pre> is no content; without one the first line, if it is empty, would be lost.
    return '<pre tabindex="0">\n' + "\n".join(lines) + "</pre>\n"
