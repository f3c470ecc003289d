"""One question of a template: what is drawn, and how it is written down.

    Template ─ names, constants, writings ─▶ program ─ which slots are blanks ─▶ options in some order ─▶ YAML text

Everything hangs on the random numbers that are handed in, so the same ones give the same text.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from random import Random

from templates.background import background
from templates.form import Pair, Slot, Template, Written

# As in the built-in bank: 60 of 100 questions have one blank, 32 have two, 8 have three.
BLANKS = (1,) * 15 + (2,) * 8 + (3,) * 2
WRONG = 3  # wrong options of a blank, as nearly always in the built-in bank
LABELS = ("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "アイウエオ")
TAILS: tuple[tuple[Pair, Pair], ...] = (
    (
        ("{0} にあてはまるのはどれか。", "Which one belongs in {0}?"),
        ("{0} にあてはまるのはそれぞれどれか。", "Which ones belong in {0}?"),
    ),
    (
        ("{0} に入る式として正しいものを選べ。", "Choose the expression that makes {0} right."),
        ("{0} に入る式として正しいものをそれぞれ選べ。", "Choose the expressions that make {0} right."),
    ),
    (
        ("空欄 {0} を埋めよ。", "Fill in the blank {0}."),
        ("空欄 {0} をそれぞれ埋めよ。", "Fill in the blanks {0}."),
    ),
)
DIFFICULTIES = ("easy", "middle", "hard")
_WRITINGS = re.compile("⟦([^⟦⟧]*)⟧")
_SLOT = re.compile("⟨([a-z0-9_]+)⟩")
_COMMENT = re.compile(r"(.*?)(?:  +(# .*))?")
_RESERVED = re.compile(r"(?i:true|false|null|yes|no|on|off|y|n|~)|[\d.+_-]+|\d.*")

Rewrite = Callable[[str], str]


def question(template: Template, identity: str, rng: Random, whole: bool = False) -> str:
    """The YAML text of one question, indented as an entry of `questions`.

    `whole` asks for every slot and offers every wrong option, to see that all of them hold together.
    """
    count = len(template.slots) if whole else min(rng.choice(BLANKS), len(template.slots))
    asked = sorted(rng.sample(sorted(template.slots), count), key=lambda name: template.code.index(f"⟨{name}⟩"))
    row = rng.choice(LABELS)
    labels = dict(zip(asked, row, strict=False))
    shared = {name: rng.choice(values) for name, values in template.shared.items()}
    names = {name: rng.choice(values) for name, values in template.names.items()}
    rewrite, reference = _rewriter({**names, **shared}, rng), _rewriter(shared, rng)

    code = _filled(template, labels, rewrite)
    lines = [f"  - id: {identity}"]
    lines += _text("title", template.title, rewrite)
    lines.append(f'    syllabus: "{template.syllabus}"')
    lines += _reference(template.reference, reference)
    if template.given:
        lines.append(f"    given: [{', '.join(template.given)}]")
    lines += [f"    inputs: {inputs}" for inputs in (rng.choice(template.inputs),) if inputs]
    lines += [f"    sizes: {sizes}" for sizes in (rng.choice(template.sizes),) if sizes]
    lines += _text("prompt", _prompt(template, list(labels.values()), rng), rewrite)
    lines += ["    code: |", textwrap.indent(code, " " * 6)]
    slots = {label: template.slots[name] for name, label in labels.items()}
    if count == 1:
        lines += _options(slots[row[0]], "    ", rewrite, rng, whole)
    else:
        lines.append("    blanks:")
        for label, slot in slots.items():
            lines += [f"      {label}:", *_options(slot, " " * 8, rewrite, rng, whole)]
    lines += _text("hint", _joined([slot.hint for slot in slots.values()]), rewrite)
    lines += _text("explanation", _explanation(template), rewrite)
    lines += ["    source:", "      kind: original", "      title:"]
    lines += ["        ja: 測定のために生成した問題", "        en: Generated for measurements"]
    lines += [f"    tags: [{', '.join(template.tags)}]", f"    difficulty: {rng.choice(DIFFICULTIES)}"]
    return "\n".join(lines) + "\n"


def _rewriter(names: Mapping[str, str], rng: Random) -> Rewrite:
    """What gives a text its names and draws its writings."""
    # Ideographs count as letters for \b, so the neighbours are named here.
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    word = re.compile(rf"(?<![A-Za-z0-9_.])(?:{known})(?![A-Za-z0-9_])")

    def rewrite(text: str) -> str:
        text = _WRITINGS.sub(lambda match: rng.choice(match[1].split("‖")), text)
        return word.sub(lambda match: names[match[0]], text) if names else text

    return rewrite


def _filled(template: Template, labels: Mapping[str, str], rewrite: Rewrite) -> str:
    """The program: with a marker in each slot that is asked, with the right text in the others."""

    def fill(match: re.Match[str]) -> str:
        return f"({labels[match[1]]})" if match[1] in labels else template.slots[match[1]].right

    lines = []
    for line in template.code.strip("\n").split("\n"):
        text = _SLOT.sub(fill, line)
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(text.replace("\n", "\n" + indent))  # a slot may be several statements
    return _aligned(rewrite("\n".join(lines)))


def _aligned(code: str) -> str:
    """The program with its comments in one column."""
    lines = [_COMMENT.fullmatch(line) for line in code.split("\n")]
    column = max((len(line[1]) for line in lines if line is not None and line[2]), default=0) + 2
    return "\n".join(line[1].ljust(column) + line[2] if line[2] else line[0] for line in lines if line is not None)


def _prompt(template: Template, labels: Sequence[str], rng: Random) -> Pair:
    one, several = rng.choice(TAILS)
    ja, en = several if len(labels) > 1 else one
    marks = [f"({label})" for label in labels]
    return _joined([template.prompt, (ja.format("、".join(marks)), en.format(" and ".join(marks)))])


def _explanation(template: Template) -> Pair:
    """Of the whole program, not of its blanks alone, and what to know of the topic."""
    return _joined([*(slot.note for slot in template.slots.values()), template.explanation, background(template.tags)])


def _joined(pairs: Sequence[Pair]) -> Pair:
    ja, en = ("\n".join(textwrap.dedent(text).strip() for text in texts) for texts in zip(*pairs, strict=True))
    return ja, en


def _reference(reference: str | Written, rewrite: Rewrite) -> list[str]:
    if isinstance(reference, str):
        return [f"    reference: {reference}"]
    inputs = ", ".join(f"{name}: {json.dumps(text)}" for name, text in reference.inputs.items())
    return [
        "    reference:",
        "      code: |",
        textwrap.indent(_aligned(rewrite(reference.code.strip("\n"))), " " * 8),
        f"      inputs: {{{inputs}}}",
        f"      outputs: {reference.outputs}",
    ]


def _options(slot: Slot, indent: str, rewrite: Rewrite, rng: Random, whole: bool) -> list[str]:
    entries = [[f"{indent}  - {_code(rewrite(slot.right), indent + '    ')}"]]
    for wrong in slot.wrong if whole else rng.sample(slot.wrong, WRONG):
        lines = [f"{indent}  - code: {_code(rewrite(wrong.code), indent + '      ')}", f"{indent}    why:"]
        lines += [f"{indent}      ja: {_scalar(rewrite(wrong.ja), indent + '        ')}"]
        lines += [f"{indent}      en: {_scalar(rewrite(wrong.en), indent + '        ')}"]
        entries.append(lines)
    order = rng.sample(range(len(entries)), len(entries))
    lines = [line for place in order for line in entries[place]]
    return [f"{indent}options:", *lines, f"{indent}answer: {order.index(0) + 1}"]


def _text(key: str, pair: Pair, rewrite: Rewrite) -> list[str]:
    ja, en = (_scalar(rewrite(text.strip()), " " * 8) for text in pair)
    return [f"    {key}:", f"      ja: {ja}", f"      en: {en}"]


def _scalar(text: str, indent: str) -> str:
    """A text as YAML: in a block if it has several lines, in quotes where a plain one would mean something else."""
    if "\n" in text:
        return "|-\n" + textwrap.indent(text, indent)
    if re.search(r": | #|[:#]$", text) or text[0] in "[]{}*&!@%`|>\"',#-?" or _RESERVED.fullmatch(text):
        return json.dumps(text, ensure_ascii=False)
    return text


def _code(text: str, indent: str) -> str:
    return "|\n" + textwrap.indent(text, indent) if "\n" in text else _scalar(text, indent)
