"""A pytest plugin that gives each test a process of its own by fork: `-p rivals.forking`.

pytest-forked 1.7.5 does the same by other means, but fails with pytest 9: its child ends with an internal error.
"""

from __future__ import annotations

import os
import traceback
from typing import Any

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: Any) -> bool:
    """Runs the test in a child; its exit code tells how that ended."""
    names = pyfuncitem._fixtureinfo.argnames
    child = os.fork()
    if child == 0:
        code = 1
        try:
            pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert status == 0, f"the child ended with {os.waitstatus_to_exitcode(status)}"
    return True
