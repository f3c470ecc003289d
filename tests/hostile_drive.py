"""Runs `exam-drill` with a loader that lets every character through, so that the screens show what they keep off."""

import re
import sys

from exam_drill.bank import fields
from exam_drill.cli import main

if __name__ == "__main__":
    fields._CONTROL = re.compile("(?!)")
    sys.exit(main())
