"""Results that are kept: the same report again, unless it hung on luck, or is none."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from made_results import PROVEN, QUESTION, VALUE, WRITTEN, ended, opened, report, verdict

from exam_drill.caching.cache import ResultCache
from exam_drill.caching.entries import EntryKind
from exam_drill.checking.record import to_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Tally
from exam_drill.database.errors import StoreError
from exam_drill.quality import Finding, QualityWarning, QuestionReport, WarningKind
from exam_drill.question import Place
from exam_drill.report.formats import FORMATS, make_writer
from exam_drill.report.writer import Outlet, Start
from exam_drill.verdict import Failure, Reason, ReasonKind, VerdictKind

SETTINGS = CheckSettings()
POLICY = Reason(ReasonKind.POLICY, {"code": "attribute", "name": "__class__", "hint": "", "line": 1, "column": 1})
LASTING: dict[str, QuestionReport] = {
    "proven": report(),
    "wrong key": report(replace(PROVEN, finding=Finding.WRONG_KEY, executed=(1,), receipt=None)),
    "raises": ended(
        VerdictKind.RAISES, Reason(ReasonKind.EXCEPTION, {"type": "ValueError", "message": "no", "line": 2}, 1, 12)
    ),
    "weak": report(
        replace(
            PROVEN,
            warnings=(
                QualityWarning(WarningKind.WEAK, (1,), {"differing": 1, "reached": 12, "margin": math.inf}),
                QualityWarning(WarningKind.FRAGILE, (3,), {"margin": 3.0, "factor": 100.0}),
            ),
        )
    ),
    "invalid": report(
        replace(
            PROVEN,
            finding=Finding.INVALID,
            executed=(),
            warnings=(),
            receipt=None,
            failure=Failure("question", "unparsed", {"message": "m", "line": 2, "type": "SyntaxError"}),
        )
    ),
}
LUCK: dict[str, QuestionReport] = {
    "timed out": ended(VerdictKind.TIMED_OUT, Reason(ReasonKind.LIMIT, {"limit": "wall", "amount": "5 s"})),
    "timed out without a reason": ended(VerdictKind.TIMED_OUT, None),
    "killed": ended(VerdictKind.KILLED, Reason(ReasonKind.EXCEPTION, {"signal": "SIGKILL"})),
    "out of memory": ended(VerdictKind.RAISES, Reason(ReasonKind.LIMIT, {"limit": "memory", "amount": "512 MB"})),
    "ended by a signal": ended(VerdictKind.RAISES, Reason(ReasonKind.EXCEPTION, {"signal": "SIGSEGV"})),
    "ended by itself": ended(VerdictKind.RAISES, Reason(ReasonKind.EXCEPTION, {"exit": 1})),
    "too large": ended(VerdictKind.REFUSED, Reason(ReasonKind.LIMIT, {"limit": "output", "amount": "16 MB"})),
    "the reference's time": report(
        replace(
            PROVEN,
            finding=Finding.REFERENCE_FAILED,
            executed=(),
            verdicts=(),
            alike=(),
            warnings=(),
            receipt=None,
            failure=Failure("reference", "timed_out", {"limit": "wall", "amount": "5 s"}),
        )
    ),
}


@pytest.fixture
def told() -> list[StoreError]:
    return []


@pytest.fixture
def cache(tmp_path: Path, told: list[StoreError]) -> Iterator[ResultCache]:
    with ResultCache(opened(tmp_path / "cache" / "check", told)) as cache:
        yield cache


def keep(cache: ResultCache, one: QuestionReport, settings: CheckSettings = SETTINGS) -> None:
    cache.put(one.question, settings, to_records((one,)))
    cache._store.flush()


@pytest.mark.parametrize("name", LASTING)
def test_what_lasts_comes_back_marked(name: str, cache: ResultCache, told: list[StoreError]) -> None:
    keep(cache, LASTING[name])
    assert cache.get(QUESTION, SETTINGS) == (replace(LASTING[name], cached=True),)
    assert told == []


@pytest.mark.parametrize("name", LUCK)
def test_what_hung_on_luck_is_not_kept(name: str, cache: ResultCache) -> None:
    keep(cache, LUCK[name])
    assert cache.get(QUESTION, SETTINGS) is None


@pytest.mark.parametrize("name", LUCK)
def test_what_hung_on_luck_is_not_believed_where_somebody_kept_it(
    name: str, cache: ResultCache, told: list[StoreError]
) -> None:
    records = json.dumps(to_records((LUCK[name],))).encode()
    cache._store.put(cache._key(QUESTION, SETTINGS), EntryKind.RESULT, records)
    cache._store.flush()
    assert cache.get(QUESTION, SETTINGS) is None
    assert [error.code for error in told] == ["entry"]


def test_the_policys_no_lasts() -> None:
    from exam_drill.caching.lasting import is_lasting

    assert is_lasting(ended(VerdictKind.REFUSED, POLICY))


def test_another_question_or_setting_finds_nothing(cache: ResultCache) -> None:
    keep(cache, report())
    assert cache.get(replace(QUESTION, id="make-2"), SETTINGS) is None
    assert cache.get(WRITTEN, SETTINGS) is None
    assert cache.get(QUESTION, CheckSettings(seed=1)) is None
    assert cache.get(QUESTION, CheckSettings()) is not None  # equal, though another object


def test_a_question_that_moved_keeps_its_result(cache: ResultCache) -> None:
    from test_cache_keys import moved

    keep(cache, report())
    (found,) = cache.get(moved(QUESTION, 100), SETTINGS) or ()
    assert found.question.place == Place("other.yaml", 103, 5)
    assert found.blanks[0].place == Place("other.yaml", 115, 13)


def test_a_record_of_another_question_is_not_kept(cache: ResultCache) -> None:
    cache.put(QUESTION, SETTINGS, ({"blanks": []},))
    cache._store.flush()
    assert cache.get(QUESTION, SETTINGS) is None


# poison: what somebody writes into the file, with the right seal

GOOD = json.loads(json.dumps(to_records((LASTING["weak"],))))
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 99),
    st.just(10**400),
    st.sampled_from((math.inf, math.nan, 0.5, "", "policy", "limit", "proven", "\x1b[2J", [], {}, ["inf"], [[]])),
)


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from spots(item, (*path, name))


SPOTS = sorted(spots(GOOD), key=str)


def changed(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and junk == "remove":
        del copy[path[0]]
    else:
        copy[path[0]] = changed(copy[path[0]], path[1:], junk)
    return copy


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ResultCache]:
    folder = tmp_path_factory.mktemp("poisoned") / "check"
    with ResultCache(opened(folder, [])) as cache:
        yield cache


@examples(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(SPOTS), st.one_of(JUNK, st.just("remove"))), min_size=1, max_size=3))
def test_poison_is_dropped_or_can_be_told(poisoned: ResultCache, changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    value = GOOD
    for path, junk in changes:
        try:
            value = changed(value, path, junk)
        except (LookupError, TypeError):  # the spot has gone by an earlier change
            continue
    store = poisoned._store
    store.put(poisoned._key(QUESTION, SETTINGS), EntryKind.RESULT, json.dumps(value).encode("utf-8"))
    store.flush()
    reports = poisoned.get(QUESTION, SETTINGS)
    store.flush()
    if reports is None:
        return
    tally = Tally()
    for one in reports:
        tally.add(one)
    for name in ("text", "json", "jsonl"):
        writer = make_writer(name, Outlet(io.StringIO(), "ja", every=True))
        with closing(writer):
            writer.begin(Start())
            for one in reports:
                writer.question(one)
            writer.end(tally.summary((), 0.0))


UNTOLD = {
    "a warning without its figures": [{**GOOD[0]["blanks"][0], "warnings": [["weak", [1], {}]]}],
    "a fragile one of nobody": [
        {**GOOD[0]["blanks"][0], "warnings": [["fragile", [], {"margin": 3.0, "factor": 2.0}]]}
    ],
    "invalid without a verdict": [{**GOOD[0]["blanks"][0], "finding": "invalid", "verdicts": [], "warnings": []}],
}


@pytest.mark.parametrize("name", UNTOLD)
def test_what_could_not_be_told_is_dropped(name: str, cache: ResultCache, told: list[StoreError]) -> None:
    text = json.dumps([{**GOOD[0], "blanks": UNTOLD[name]}]).encode()
    cache._store.put(cache._key(QUESTION, SETTINGS), EntryKind.RESULT, text)
    cache._store.flush()
    assert cache.get(QUESTION, SETTINGS) is None
    assert [error.code for error in told] == ["entry"]


@pytest.mark.parametrize(
    "text", [b"", b"[", b"null", b"[]", b"[" * 100_000, b'{"a": 1}', b"\xff", b"9" * 5000, b"[1, 2]"]
)
def test_what_is_no_record_is_dropped(text: bytes, cache: ResultCache, told: list[StoreError]) -> None:
    cache._store.put(cache._key(QUESTION, SETTINGS), EntryKind.RESULT, text)
    cache._store.flush()
    assert cache.get(QUESTION, SETTINGS) is None
    assert [error.code for error in told] == ["entry"]


def test_every_format_is_there_for_the_test_above() -> None:
    assert {"text", "json", "jsonl"} <= FORMATS.keys()
    assert verdict(1).reason is VALUE
