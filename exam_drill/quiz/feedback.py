"""What the learner is told after an answer: rows under the options.

○ 正解です。
! (what the runs say about the published key, where it is not proven)

各選択肢の実行結果
1 × 出力の値が違います: …
    the author's reason
…
解説 · 出典 · 原典の誤り
"""

from __future__ import annotations

from rich.text import Text

from exam_drill.attempt import TYPED, Grade
from exam_drill.cells import cell_len, pad
from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_failure
from exam_drill.layout import GAP, Row, prose
from exam_drill.quality import Finding
from exam_drill.question import Erratum, Language, Option, Question
from exam_drill.quiz import style
from exam_drill.quiz.grading import Key, Reports, Unjudged, grade, key, typed_found
from exam_drill.quiz.session import Item, State
from exam_drill.quiz.typing_feedback import typed_rows
from exam_drill.quiz.wording import option_name, option_names, sentence
from exam_drill.verdict import Verdict, VerdictKind
from exam_drill.visible import shortened, visible, visible_text

_LONGEST_MESSAGE = 300
_LONGEST_LINE = 50  # characters of an erratum on one line


def feedback(state: State, chosen: int, reports: Reports, language: Language, waited: int = 0) -> list[Row]:
    """Everything about the answer to the item on the screen; while the runs last, only that they do, and how long.

    The explanation is of the whole listing, so it waits until none of its blanks is still to be asked.
    """
    item = state.item
    known = key(item, reports)
    text = state.texts.get(item.turn, "")
    if chosen == TYPED and (known is None or typed_found(item, text, reports) is None):
        return typed_rows(item, text, reports, language, waited)
    if known is None:
        name = "quiz.judging-for" if waited else "quiz.judging"
        return prose(say(language, name, number=item.shown(chosen), seconds=waited), style.NOTICE)
    return [
        *(
            typed_rows(item, text, reports, language)
            if chosen == TYPED
            else _worth(item, chosen, reports, known, language)
        ),
        *caution(item, known, language),
        *evidence(item, known, language),
        *(
            [GAP, *prose(say(language, "quiz.explained-later", label=f"({state.to_come[-1]})"), style.FAINT)]
            if state.to_come
            else background(item.question, language, renumbered=item.renumbered)
        ),
    ]


def caution(item: Item, known: Key, language: Language) -> list[Row]:
    """What is to be said where the published key is not simply proven."""
    published = option_name(item, item.blank.answer, language)
    if known.report is None:
        why = known.unjudged or Unjudged("")
        name = "too-long" if why.seconds else "not-run"
        text = sentence(language, name, published=published, seconds=f"{why.seconds:g}")
        rows = prose(text, style.CAUTION, "! ", style.CAUTION)
        message = shortened(why.message, _LONGEST_MESSAGE)
        return rows + (prose(say(language, "quiz.cause", message=message), lead="  ") if message else [])
    finding = known.report.finding
    if finding is Finding.PROVEN:
        return []
    right = option_names(item, known.right, language, "and") if known.right else ""
    text = sentence(language, finding, published=published, right=right)
    rows = prose(text, style.CAUTION, "! ", style.CAUTION)
    if known.report.failure is not None:
        cause = describe_failure(known.report.failure, language)
        rows += prose(say(language, "quiz.cause", message=cause), lead="  ")
    return rows


def evidence(item: Item, known: Key | None, language: Language) -> list[Row]:
    """For each option, in the order shown: what its runs showed, and the author's reason."""
    verdicts = {verdict.number: verdict for verdict in known.report.verdicts} if known and known.report else {}
    rows: list[Row] = []
    for shown, option in enumerate(item.options, start=1):
        rows += option_evidence(shown, option, verdicts.get(option.number), language)
    if not rows:
        return []
    return [GAP, *heading("evidence" if verdicts else "reasons", language), *rows]


def option_evidence(shown: int, option: Option, verdict: Verdict | None, language: Language) -> list[Row]:
    """What the runs of the option that is shown under this number showed, and the author's reason."""
    lines = [visible_text(option.why.read(language)).strip()] if option.why else []
    if verdict and verdict.warning:
        lines.insert(0, warned(verdict.warning, language))
    if verdict:
        lines.insert(0, describe(verdict, language))
    if not any(lines):
        return []
    lead = f"{shown:>2} {pad(_mark(verdict), cell_len('○'))} "
    rows = prose(lines[0], lead=lead, lead_style=_colour(verdict))
    return rows + [row for text in lines[1:] if text for row in prose(text, lead=" " * cell_len(lead))]


def background(question: Question, language: Language, *, renumbered: bool = False) -> list[Row]:
    """Explanation, sources and errata, each under its heading, where there are any.

    Errata speak of options by their printed numbers, which is said if the screen has others.
    """
    rows: list[Row] = []
    if question.explanation:
        rows += [GAP, *heading("explanation", language)]
        rows += prose(visible_text(question.explanation.read(language)), lead="  ")
    if question.sources:
        rows += [GAP, *heading("sources", language)]
    for number, source in enumerate(question.sources, start=1):
        lead = f"  {number}. " if len(question.sources) > 1 else "  "
        kind = say(language, f"quiz.source-{source.kind}")
        rows += prose(f"[{kind}] {visible(source.title.read(language).strip())}", lead=lead)
        if source.url:
            rows += prose(visible(source.url), lead=" " * cell_len(lead))
    if question.errata:
        rows += [GAP, *heading("errata", language)]
        rows += prose(say(language, "quiz.errata-numbers"), style.FAINT, lead="  ") if renumbered else []
    for erratum in question.errata:
        rows += _erratum(erratum, len(question.sources), language)
    return rows


def heading(name: str, language: Language) -> list[Row]:
    """The heading of a part."""
    return prose(say(language, f"quiz.{name}"), style.HEADING)


def _worth(item: Item, chosen: int, reports: Reports, known: Key, language: Language) -> list[Row]:
    worth = grade(item, chosen, reports)
    if worth is Grade.RIGHT:
        return prose(say(language, "quiz.right"), style.RIGHT, "○ ", style.RIGHT)
    if worth is Grade.WRONG:
        right = option_names(item, known.right, language, "or")
        return prose(sentence(language, "wrong", right=right), style.WRONG, "× ", style.WRONG)
    return prose(say(language, "quiz.undecided"), style.CAUTION, "- ", style.CAUTION)


def _mark(verdict: Verdict | None) -> str:
    if verdict is None or verdict.kind is VerdictKind.UNREACHED:
        return "-"
    return "○" if verdict.kind is VerdictKind.MATCHES else "×"


def _colour(verdict: Verdict | None) -> str:
    return {"○": style.RIGHT, "×": style.WRONG}.get(_mark(verdict), "")


def warned(warning: str, language: Language) -> str:
    """That a run gave this warning."""
    return say(language, "reasons.warned", warning=shortened(warning, _LONGEST_MESSAGE))


def _erratum(erratum: Erratum, sources: int, language: Language) -> list[Row]:
    where = say(language, f"quiz.where-{erratum.where}")
    lead = f"  [{where}] "
    printed, corrected = (visible_text(text).strip() for text in (erratum.printed, erratum.corrected))
    only = ""
    if erratum.sources and len(erratum.sources) < sources:
        numbers = ", ".join(map(str, erratum.sources))
        only = say(language, "quiz.only-sources", numbers=numbers)
        only = f"（{only}）" if language == "ja" else f" ({only})"
    if len(printed) + len(corrected) <= _LONGEST_LINE and "\n" not in printed + corrected:
        rows = prose(f"{printed} → {corrected}{only}", lead=lead)
    else:
        rows = [*_lines(printed + only, lead), *_lines(corrected, "    → ")]
    if erratum.why:
        rows += prose(visible_text(erratum.why.read(language)), style.FAINT, lead="    ")
    return rows


def _lines(code: str, lead: str) -> list[Row]:
    """Lines of code as they are, the first one after `lead`."""
    empty = " " * cell_len(lead)
    return [Row(Text(line), Text(empty if index else lead), code=True) for index, line in enumerate(code.split("\n"))]
