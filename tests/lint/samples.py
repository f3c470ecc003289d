"""Questions made of a plain one, which no rule accuses, and of the fields in which they depart from it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from exam_drill.lint import Finding, lint

PLAIN = {
    "id": "id: sample\n",
    "title": "title: {ja: 1 を足す, en: Adding one}\n",
    "syllabus": 'syllabus: "3.5"\n',
    "reference": "reference: {code: 'def f(x): return x + 1', inputs: {x: N D}}\n",
    "prompt": "prompt: {ja: x は配列である。(あ) は何か。, en: x is an array. What is (あ)?}\n",
    "code": "code: |\n  def f(x):     # (N, D)\n      return (あ)\n",
    "options": (
        "options:\n"
        "  - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}\n"
        "  - {code: x, why: {ja: 足していない。, en: Nothing is added.}}\n"
        "  - {code: x * 2, why: {ja: 掛けている。, en: This multiplies.}}\n"
        "  - x + 1\n"
    ),
    "answer": "answer: 4\n",
    "hint": "hint: {ja: 何を足すか。, en: What is added?}\n",
    "explanation": "explanation: {ja: 1 を足す。, en: One is added.}\n",
    "source": "source: {kind: original, title: {ja: 自作, en: Our own}}\n",
    "tags": "tags: [sum]\n",
    "difficulty": "difficulty: easy\n",
}
WITHOUT = re.compile(r"^[a-z]+: without\n$")
FIELD = re.compile(r"(?m)^([a-z]+):.*\n(?:(?:[ ].*)?\n)*")


def question(sample: str) -> str:
    """A question with the sample's fields instead of the plain one's; `field: without` leaves one out."""
    fields = {match[1]: match[0] for match in FIELD.finditer(sample)}
    assert "".join(fields.values()) == sample, sample
    merged = {**PLAIN, **fields}
    if "blanks" in merged:
        del merged["options"], merged["answer"]
    written = "".join(text for text in merged.values() if not WITHOUT.match(text))
    return textwrap.indent(written, "    ").replace("    ", "  - ", 1).replace("␣", " ")


def bank(sample: str) -> str:
    """A file with the questions of a sample: its fields, `questions:` with several, or `answers:` for one each."""
    if sample.startswith("answers:"):
        answers = [int(number) for number in re.findall(r"\d", sample)]
        samples = [f"id: q-{n}\nanswer: {answer}\n{distinct(n)}" for n, answer in enumerate(answers)]
    elif sample.startswith("questions:\n"):
        body = textwrap.dedent(sample.removeprefix("questions:\n"))
        samples = [textwrap.dedent("  " + item) for item in re.split(r"(?m)^- ", body) if item]
    else:
        samples = [sample]
    return "format: 1\nquestions:\n" + "".join(map(question, samples))


def distinct(number: int) -> str:
    """Code of a question like no other, and a `why` for each option."""
    options = "".join(
        f"  - {{code: x + {k}, why: {{ja: {k} は違う。, en: Not {k}.}}}}\n" for k in range(4 * number, 4 * number + 4)
    )
    return f"code: |\n  def f(x):     # (N, D)\n      return np.add({number}, (あ))\noptions:\n{options}"


def findings(folder: Path, text: str) -> list[Finding]:
    """What lint says of a file; the loader must have nothing to say."""
    path = folder / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    found: list[Finding] = []
    for report in lint([path]):
        assert report.problems == ()
        found += report.findings
    return found
