"""The style sheet of a preview, behind that of all pages.

Styles are the names of `exam_drill.quiz.style`, word by word: "bold red" is the classes `b` and `red`.
"""

from __future__ import annotations

from collections.abc import Mapping

from exam_drill.web.sheet import BASE

CLASSES: Mapping[str, str] = {
    "bold": "b",
    "dim": "dim",
    "italic": "i",
    "underline": "u",
    "reverse": "rev",
    **{colour: colour for colour in ("red", "green", "yellow", "magenta", "cyan")},
}

STYLE = (
    BASE
    + """p.in { padding-left: 1.6rem; }
.row { display: flex; gap: .6rem; }
.row p { flex: 1; min-width: 0; }
.lead { flex: none; margin: .35rem 0; min-width: 1rem; white-space: pre; font-variant-numeric: tabular-nums; }
main > div { margin: .8rem 0; }
.screen { padding: .4rem 1rem 1rem; border: 1px solid var(--line); border-radius: .6rem; }
pre { margin: .6rem 0; padding: .6rem .8rem; overflow-x: auto; border-radius: .4rem; background: var(--box);
  font: .86rem/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace;
  overflow-wrap: normal; }
.panels { display: flex; flex-wrap: wrap; gap: .4rem 1rem; }
figure pre { margin: .2rem 0 .4rem; }
.b { font-weight: 650; } .dim { color: var(--quiet); } .i { font-style: italic; } .u { text-decoration: underline; }
.red { color: var(--red); } .green { color: var(--green); } .yellow { color: var(--yellow); }
.magenta { color: var(--magenta); } .cyan { color: var(--cyan); }
.rev { color: var(--paper); background: var(--ink); border-radius: .2rem; }
@media (max-width: 32rem) { pre { font-size: .74rem; padding: .5rem .6rem; }
  .screen { padding: .2rem .6rem .6rem; } }
@media print { pre { white-space: pre-wrap; } }
"""
)
