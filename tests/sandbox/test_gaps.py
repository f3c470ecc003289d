"""What a child makes lies side by side, however start-up has left the memory."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="about workers that fork")

# Of many objects of each size a few go again, here and there.  How many pages do a few new ones of each size lie on?
PROGRAM = """
import sys
from exam_drill.sandbox.inside.gaps import fill_gaps

SIZES = range(48, 513, 16)
kept = [[bytes(size - 33) for _ in range(1500)] for size in SIZES]
for objects in kept:
    del objects[::37]
if sys.argv[1] == "fill":
    fill_gaps()
most = 0
for size in SIZES:
    new = [bytes(size - 33) for _ in range(12)]
    most = max(most, len({id(one) >> 12 for one in new}))
print(most)
"""


def pages(what: str) -> int:
    run = subprocess.run([sys.executable, "-c", PROGRAM, what], capture_output=True, text=True, check=True)
    return int(run.stdout)


def test_new_objects_of_a_size_lie_on_neighbouring_pages() -> None:
    assert pages("fill") <= 4  # twelve objects of 512 bytes take two, and may begin in the midst of one
    assert pages("leave") > 4
