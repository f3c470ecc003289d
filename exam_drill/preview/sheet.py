"""The style sheet of a preview, behind that of all pages and that of styled texts."""

from __future__ import annotations

from exam_drill.web.sheet import BASE
from exam_drill.web.styled import SHEET

STYLE = (
    BASE
    + SHEET
    + """p.in { padding-left: 1.6rem; }
.row { display: flex; gap: .6rem; }
.row p { flex: 1; min-width: 0; }
.lead { flex: none; margin: .35rem 0; min-width: 1rem; white-space: pre; font-variant-numeric: tabular-nums; }
main > div { margin: .8rem 0; }
.screen { padding: .4rem 1rem 1rem; border: 1px solid var(--line); border-radius: .6rem; }
.panels { display: flex; flex-wrap: wrap; gap: .4rem 1rem; }
figure pre { margin: .2rem 0 .4rem; }
@media (max-width: 32rem) { .screen { padding: .2rem .6rem .6rem; } }
"""
)
