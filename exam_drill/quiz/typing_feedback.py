"""What the learner is told of a typed answer: rows in the place of those on the choice of an option.

○ 正解です。選択肢とは別の形ですが、36 回の試行すべてで同じ値になりました。
   入力  h + z * (h_bar - h)
   次の文字を読み替えました: （ → (, ＋ → +
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from exam_drill.attempt import Grade
from exam_drill.cells import cell_len
from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_failure
from exam_drill.i18n.refusals import describe_refusal
from exam_drill.layout import Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.grading import Key, Reports, Unjudged, grade_typed, key, typed_found
from exam_drill.quiz.listing import code_lines
from exam_drill.quiz.session import Item
from exam_drill.quiz.wording import option_name, option_names
from exam_drill.typed import Change, Fault, Meaning, Typed, TypedReport
from exam_drill.visible import shortened, visible, visible_text

_LONGEST_MESSAGE = 300
_MOST_CHANGES = 8  # that are told


def typed_rows(item: Item, text: str, reports: Reports, language: Language, waited: int = 0) -> list[Row]:
    """What is known of an answer that was typed; while it runs, only that it does, and how long."""
    found, known = typed_found(item, text, reports), key(item, reports)
    if found is None:
        name = "typed.judging-for" if waited else "typed.judging"
        return [*prose(say(language, name, seconds=waited), style.NOTICE), *_text_rows(text, language)]
    worth = grade_typed(item, text, reports)
    sentence = _sentence(item, found, known, worth, language)
    marks = {Grade.RIGHT: ("○ ", style.RIGHT), Grade.WRONG: ("× ", style.WRONG)}
    mark, colour = marks.get(worth, ("- ", style.CAUTION))
    rows = [*prose(sentence, colour, mark, colour), *_text_rows(text, language)]
    if isinstance(found, Unjudged):
        return rows + _cause(found, language)
    if found.typed is not None:
        rows += _change_rows(found.typed, language)
    return rows + _evidence(item, found, language)


def fault_text(fault: Fault, language: Language) -> str:
    """Why a text is no answer yet, where in it, and what may be behind it."""
    parameters = {name: shortened(str(value), _LONGEST_MESSAGE) for name, value in fault.parameters.items()}
    parameters |= {"line": str(fault.line), "column": str(fault.column)}
    if fault.code == "policy":
        parameters["refusal"] = describe_refusal(fault.parameters, language)
    sentences = [say(language, f"typed.fault-{fault.code}", **parameters)]
    if fault.parameters.get("advice"):
        sentences.append(say(language, f"typed.advice-{fault.parameters['advice']}"))
    return ("" if language == "ja" else " ").join(sentences)


def changes_text(changes: Sequence[Change], language: Language) -> str:
    """Which characters were read as others, or ""."""
    told = [f"{_shown(change.before)} → {_shown(change.after)}" for change in changes if change.after]
    text = ", ".join(told[:_MOST_CHANGES])
    if len(told) > _MOST_CHANGES:
        text = say(language, "typed.read-more", changes=text)
    return say(language, "typed.read-as", changes=text) if text else ""


def _sentence(item: Item, found: TypedReport | Unjudged, known: Key | None, worth: Grade, language: Language) -> str:
    right = option_names(item, known.right, language, "or") if known is not None and known.right else ""
    option = 0 if isinstance(found, Unjudged) else found.option
    parameters = {"right": right, "option": option_name(item, option, language)}
    if isinstance(found, Unjudged) or found.verdict is None or found.meaning is Meaning.UNJUDGED:
        return say(language, "typed.unjudged-option" if option else "typed.unjudged", **parameters)
    if worth is Grade.UNDECIDED:
        return say(language, "typed.undecided")
    if worth is Grade.RIGHT or not right:
        name = str(found.meaning) if worth is Grade.RIGHT else "wrong-unknown"
        return say(language, f"typed.{name}", trials=found.verdict.trials, **parameters)
    name = "wrong-text" if found.by_text else str(found.meaning)
    return say(language, f"typed.{name}", **parameters)


def _text_rows(text: str, language: Language) -> list[Row]:
    """What was typed, line by line."""
    lead = f"  {say(language, 'typed.yours')}  "
    empty = " " * cell_len(lead)
    return [
        Row(line, Text(empty if number else lead, style.FAINT), code=True)
        for number, line in enumerate(code_lines(visible_text(text).strip("\n")))
    ]


def _change_rows(typed: Typed, language: Language) -> list[Row]:
    rows: list[Row] = []
    told = changes_text(typed.changes, language)
    if told:
        rows += prose(told, style.FAINT, lead="  ")
    left_out = ", ".join(f"U+{ord(change.before):04X}" for change in typed.changes if not change.after)
    if left_out:
        rows += prose(say(language, "typed.left-out", characters=left_out), style.FAINT, lead="  ")
    return rows


def _evidence(item: Item, found: TypedReport, language: Language) -> list[Row]:
    """What its runs showed; of one that is wrong like an option, that option's reason."""
    if found.failure is not None:
        return prose(say(language, "typed.cause", message=describe_failure(found.failure, language)), lead="  ")
    verdict = found.verdict
    if verdict is None or found.meaning in (Meaning.OPTION, Meaning.OTHER_FORM):
        return []
    text = describe(verdict, language)
    place = verdict.reason.place if verdict.reason is not None else None
    if place is not None and not place.path and found.typed is not None and "\n" in found.typed.text:
        text += " — " + say(language, "typed.place", line=place.line, column=place.column)
    rows = prose(text, lead="  ")
    why = next((option.why for option in item.options if option.number == found.option), None)
    return rows + (prose(visible_text(why.read(language)).strip(), lead="  ") if why else [])


def _cause(why: Unjudged, language: Language) -> list[Row]:
    if why.seconds:
        return prose(say(language, "typed.too-long", seconds=f"{why.seconds:g}"), lead="  ")
    message = shortened(why.message, _LONGEST_MESSAGE)
    return prose(say(language, "typed.cause", message=message), lead="  ") if message else []


def _shown(character: str) -> str:
    return f"U+{ord(character):04X}" if character.isspace() else visible(character)
