"""The hooks that pytest calls; each does next to nothing where no bank is collected."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exam_drill.pytest_plugin import options

if TYPE_CHECKING:
    from exam_drill.pytest_plugin.desk import Desk

_ENDINGS = (".yaml", ".yml")
_WISHES = pytest.StashKey[options.Wishes]()
_DESK: pytest.StashKey[Desk] = pytest.StashKey()
_TELLING = "exam_drill.pytest_plugin.telling"  # not imported before it is needed
_SHOWN = "exam_drill_shown"  # the key of a failure in a report that goes from one process to another
_MARKER = (
    "exam_drill(id=…, topic=…, tag=…, difficulty=…, syllabus=…): a question of a bank; "
    "one mark for each, so -m \"exam_drill(tag='lstm')\" selects by any of them"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--exam-drill-…` and `exam_drill_…`."""
    options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Reads what was asked for, so that a slip is told at once."""
    config.stash[_WISHES] = options.read(config)
    config.addinivalue_line("markers", _MARKER)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, Any, Any]:
    """Collects a bank; also any YAML file that was named on the command line, if nobody else wants it."""
    found = yield
    if file_path.suffix.lower() not in _ENDINGS:
        return found
    from exam_drill.pytest_plugin.looks import is_bank

    config = parent.config
    patterns = config.stash[_WISHES].files
    meant = options.is_named(file_path, config, patterns) if patterns else is_bank(file_path)
    if not meant and (found or not parent.session.isinitpath(file_path)):
        return found
    from exam_drill.pytest_plugin.collecting import BankFile
    from exam_drill.pytest_plugin.desk import Desk

    if _DESK not in config.stash:
        config.stash[_DESK] = Desk(config.stash[_WISHES])
    return [*found, BankFile.make(parent, file_path, config.stash[_DESK])]


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Tells which question comes next: it is prepared while this one runs."""
    desk = item.config.stash.get(_DESK, None)
    if desk is not None:
        desk.following = getattr(nextitem, "runnable", None)


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable(report: Any) -> Generator[None, Any, Any]:
    """Lets a failure keep its form on the way from a process of pytest-xdist, which would make a plain text of it."""
    data = yield
    shown: Any = getattr(report, "longrepr", None)
    if data is not None and type(shown).__module__ == _TELLING:
        data[_SHOWN] = shown.to_json()
    return data


@pytest.hookimpl(wrapper=True)
def pytest_report_from_serializable(data: dict[str, Any]) -> Generator[None, Any, Any]:
    """The other end of it."""
    shown = data.pop(_SHOWN, None)
    report = yield
    if shown is not None:
        from exam_drill.pytest_plugin.telling import Shown

        report.longrepr = Shown.from_json(shown)
    return report


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Says, under the results, what nothing kept the questions from, and how many of them came from the cache."""
    reports = [report for key in ("passed", "failed") for report in terminalreporter.stats.get(key, ())]
    told = [dict(report.user_properties) for report in reports if _is_ours(report)]
    if told:
        from exam_drill.pytest_plugin.desk import language_of
        from exam_drill.pytest_plugin.telling import summary_rows, write_rows

        rows = summary_rows(told, language_of(config.stash[_WISHES].lang))
        write_rows(rows, config.get_terminal_writer())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the sandbox, however the session ended."""
    desk = config.stash.get(_DESK, None)
    if desk is not None:
        desk.close()


def _is_ours(report: Any) -> bool:
    return any("exam_drill.cached" in pair for pair in getattr(report, "user_properties", ()))
