"""`python -m exam_drill` is `exam-drill`."""

import sys

from exam_drill.cli import main

if __name__ == "__main__":
    sys.exit(main())
