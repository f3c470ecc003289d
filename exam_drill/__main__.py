"""The program: `python -m exam_drill` and `exam-drill`.

What only a whole process may do to itself is done here, so that `exam_drill.cli.main` can be called from anywhere.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

# New objects between two looks for cycles among them.  Imports make about 100,000, and nearly no cycle: with Python's
# usual 700, looking takes a tenth of the start.
_SELDOM = 200_000
_FAILURE, _INTERRUPTED = 3, 130  # as `exam_drill.cli.Exit`, which may not be there


def run() -> NoReturn:
    """The program as a process of its own, which ends with what `start` returns.

    It takes its objects with it: to clear each of them away, as Python does at its end, takes a third of a start.
    """
    codes: list[int] = []
    atexit.register(_end, codes)  # the first that is registered is the last that is called
    codes.append(start())
    sys.exit(codes[0])


def _end(codes: Sequence[int]) -> None:
    if codes:  # else an exception is on its way, which Python tells by its own exit code
        os._exit(codes[0])


def start() -> int:
    """Runs the command line; returns its exit code, with nothing left that could fail or be interrupted afterwards."""
    gc.set_threshold(_SELDOM)
    try:
        import signal

        from exam_drill.cli import main
        from exam_drill.streams import discard, open_closed, settle
        from exam_drill.threads import ONE_THREAD

        for name, value in ONE_THREAD.items():
            os.environ.setdefault(name, value)
        open_closed()
        code = main()
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # from here on Ctrl-C ends the process at once, without a word
    except KeyboardInterrupt:  # while all of that was imported, or behind the end
        return _INTERRUPTED
    except (ImportError, MemoryError, OSError) as error:  # the installation is broken, or there is no memory for it
        sys.stderr.write(f"exam-drill: 起動できませんでした (could not start): {error!r}\n")
        return _FAILURE
    if code > 128:
        discard(sys.stdout)  # nobody reads, or nobody is to wait for who reads
    settle(sys.stdout)
    settle(sys.stderr)
    return code


if __name__ == "__main__":
    run()
