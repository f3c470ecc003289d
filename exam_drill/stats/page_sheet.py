"""The style sheet of the statistics' page, behind that of all pages: charts, light, dark and on paper."""

from __future__ import annotations

from exam_drill.web.sheet import BASE

STYLE = (
    BASE
    + """
:root { --l1: #cfe8d5; --l2: #93cfa3; --l3: #4fa868; --l4: #1f7d3c; --l5: #0c4f22; --on: #ffffff; --under: #10301a; }
@media (prefers-color-scheme: dark) {
  :root { --l1: #1d3a26; --l2: #22603a; --l3: #2f8a50; --l4: #55b877; --l5: #9be3b2; --on: #06140b; --under: #e3f5e9; }
}
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 1rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
figure { margin: 1rem 0; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
svg .axis, svg .small { fill: var(--quiet); } svg .small { font-size: 10px; }
.grid { stroke: var(--line); stroke-width: 1; } .foot { stroke: var(--quiet); stroke-width: 1; }
.line { fill: none; stroke: var(--cyan); stroke-width: 2; } .dot { fill: var(--cyan); }
.line.second { stroke: var(--magenta); stroke-dasharray: 6 4; } .dot.second { fill: var(--magenta); }
.band { fill: var(--cyan); opacity: .15; } .whisker { stroke: var(--ink); stroke-width: 1; opacity: .55; }
.bar { fill: var(--green); } .bar.wrong { fill: var(--red); } .exam { stroke: var(--yellow); stroke-width: 2;
  stroke-dasharray: 2 3; }
.day { fill: var(--box); stroke: var(--line); stroke-width: .6; }
.l1 { fill: var(--l1); } .l2 { fill: var(--l2); } .l3 { fill: var(--l3); } .l4 { fill: var(--l4); }
.l5 { fill: var(--l5); } svg .digit { font-size: 8px; fill: var(--under); }
svg .on3, svg .on4, svg .on5 { fill: var(--on); }
details { margin: .4rem 0; } summary { color: var(--quiet); cursor: pointer; font-size: .85rem; }
td { font-variant-numeric: tabular-nums; } tbody th { color: var(--ink); font-weight: 400; }
.hard li { margin: .6rem 0; } .hard p { margin: .1rem 0; } strong.wrong { color: var(--red); }
code { padding: .05rem .3rem; border-radius: .2rem; background: var(--box);
  font: .86em ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace; }
@media (max-width: 36rem) { .chart { overflow-x: auto; } svg { min-width: 36rem; } }
@media print {
  :root { color-scheme: light; --ink: #000000; --paper: #ffffff; --quiet: #444444; --line: #cccccc; --box: #ffffff;
    --red: #b3261e; --green: #1a6e32; --yellow: #7a5200; --magenta: #8a2a86; --cyan: #0b6272;
    --l1: #cfe8d5; --l2: #93cfa3; --l3: #4fa868; --l4: #1f7d3c; --l5: #0c4f22; --on: #ffffff; --under: #10301a; }
  body { print-color-adjust: exact; } svg { min-width: 0; }
  figure, .hard li { break-inside: avoid; } h2 { break-after: avoid; }
}
"""
)
