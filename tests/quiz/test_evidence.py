"""The sentences about what an option's runs showed."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import exam_drill
from exam_drill.i18n import table
from exam_drill.i18n.evidence import describe, describe_reason
from exam_drill.question import Language
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind

K = ReasonKind
REASONS: list[tuple[ReasonKind, dict[str, Any], str, str]] = [
    (K.UNDEFINED, {"name": "c", "line": 3}, "3 行目", "the name c on line 3 is not defined"),
    (K.UNDEFINED, {"name": "c"}, "名前 c", "the name c is not defined"),
    (
        K.EXCEPTION,
        {"type": "ValueError", "message": "bad", "line": 2},
        "2 行目で ValueError",
        "ValueError on line 2: bad",
    ),
    (K.EXCEPTION, {"type": "KeyError", "message": "", "line": 0}, "KeyError が発生しました", "KeyError"),
    (K.EXCEPTION, {"signal": "SIGSEGV"}, "SIGSEGV", "crashed with the signal SIGSEGV"),
    (K.EXCEPTION, {"exit": "3"}, "終了コード 3", "exit code 3"),
    (
        K.STRUCTURE,
        {"at": "[1]", "expected": "array (3, 4) float", "got": "list of 3"},
        "出力[1] が形状 (3, 4) の実数配列ではなく要素 3 個の list",
        "output[1] is a list of 3 instead of a float array (3, 4)",
    ),
    (
        K.SHAPE,
        {"at": "", "expected": "(3, 4)", "got": "(4,)"},
        "(3, 4) ではなく (4,)",
        "the shape (4,) instead of (3, 4)",
    ),
    (
        K.DTYPE,
        {"at": "", "expected": "float", "got": "integer"},
        "実数ではなく整数",
        "of type integer instead of float",
    ),
    (
        K.VALUE,
        {
            "at": "",
            "index": "[0, 1]",
            "expected": "0.131",
            "got": "-0.52",
            "max_abs_error": 0.65123,
            "differing": 3,
            "total": 12,
        },
        "出力[0, 1] が 0.131 ではなく -0.52（最大誤差 0.651）",
        "output[0, 1] is -0.52 instead of 0.131 (largest error 0.651)",
    ),
    (
        K.VALUE,
        {"at": "", "index": "[2]", "expected": "0.123456", "got": "0.123457", "max_abs_error": 1e-6},
        "0.123456 ではなく 0.123457",
        "0.123457 instead of 0.123456",
    ),
    (K.SHAPE, {"at": "", "expected": "(3,)", "got": "()"}, "(3,) ではなく ()", "the shape () instead of (3,)"),
    (K.ARGUMENT, {"name": "x", "at": "", "index": "[0]", "expected": "1", "got": "2"}, "x[0]", "x[0]"),
    (K.ARGUMENT, {"name": "x"}, "引数 x", "the argument x"),
    (K.LIMIT, {"limit": "wall", "amount": "2"}, "2 秒", "it did not end in time (2 s)"),
    (K.LIMIT, {"limit": "cpu", "amount": "2"}, "計算時間", "computing time"),
    (K.LIMIT, {"limit": "memory", "amount": ""}, "メモリー", "used too much memory"),
    (K.LIMIT, {"limit": "output", "amount": "1 MB"}, "大きすぎます", "too large"),
    (K.LIMIT, {"limit": "value", "amount": "object"}, "object", "object"),
    (K.LIMIT, {"limit": "threads", "amount": "4"}, "threads", "threads"),
    (
        K.POLICY,
        {"code": "import", "name": "os", "line": 2, "column": 8},
        "import は不要です",
        "`import` is not needed here",
    ),
]


@pytest.mark.parametrize(("kind", "parameters", "japanese", "english"), REASONS)
def test_every_reason_is_told_in_both_languages(
    kind: ReasonKind, parameters: dict[str, Any], japanese: str, english: str
) -> None:
    reason = Reason(kind, parameters, 1, 12)
    assert japanese in describe_reason(reason, "ja")
    assert english in describe_reason(reason, "en")


def test_how_often_it_was_seen() -> None:
    reason = Reason(K.SHAPE, {"at": "", "expected": "(3,)", "got": "()"}, 1, 12)
    always = Verdict(1, VerdictKind.DIFFERS, 12, 12, 12, 9.0, reason)
    sometimes = Verdict(1, VerdictKind.DIFFERS, 12, 7, 12, 9.0, replace(reason, trials=7))
    assert describe(always, "ja").endswith("［12 回とも］")
    assert describe(sometimes, "en").endswith("[7 of 12 trials]")


def test_a_detail_that_is_empty_leaves_no_parentheses() -> None:
    reason = Reason(K.LIMIT, {"limit": "memory", "amount": ""})
    assert not set("()（）") & set(describe_reason(reason, "ja") + describe_reason(reason, "en"))


@pytest.mark.parametrize("kind", list(VerdictKind))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_verdict_without_a_reason_is_told_too(kind: VerdictKind, language: Language) -> None:
    assert describe(Verdict(1, kind, 12, 12, 0, 0.0), language)


@pytest.mark.parametrize("kind", list(ReasonKind))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_missing_detail_never_breaks_a_report(kind: ReasonKind, language: Language) -> None:
    assert describe(Verdict(1, VerdictKind.DIFFERS, 12, 3, 12, 1.0, Reason(kind)), language)


def test_a_hostile_message_is_made_harmless() -> None:
    message = "\x1b[2J{x}[bold]\u202e" + "y" * 5000
    text = describe_reason(Reason(K.EXCEPTION, {"type": "E", "message": message, "line": 1}), "en")
    assert text.isprintable()
    assert "␛[2J{x}[bold]\\u202e" in text
    assert len(text) < 300


@pytest.mark.parametrize("name", ["quiz", "reasons"])
def test_both_languages_say_the_same_things(name: str) -> None:
    for code, (japanese, english) in table(name).items():
        assert japanese, code
        assert english, code
        assert set(re.findall(r"{(\w+)}", japanese)) == set(re.findall(r"{(\w+)}", english)), code


def test_every_sentence_of_the_quiz_is_used_and_none_is_missing() -> None:
    root = Path(exam_drill.__file__).parent
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("quiz", "commands")
        for path in sorted((root / folder).glob("*.py"))
    )
    families = ("key-", "difficulty-", "source-", "where-", "count-", "no-")  # names put together from a code
    findings = ("wrong_key", "ambiguous", "no_match", "reference_failed", "unreached", "invalid")
    named = set(re.findall(r'"(?:quiz\.)?([\w-]+)"|quiz\.([\w-]+)', code))
    words = {word for pair in named for word in pair}
    unused = [name for name in table("quiz") if not name.startswith(families) and name not in {*words, *findings}]
    assert not unused
    for name in re.findall(r'"quiz\.([\w-]+)"', code):
        assert name in table("quiz"), name
