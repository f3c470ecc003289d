"""The style sheet of the report of a check, behind that of all pages and that of styled texts.

    nothing targeted ─▶ #index       #f12 ─▶ that page alone       #all ─▶ the index and all pages, one under another

Pages are chosen by `:target` and `:has()`.  Where a browser lacks the latter, all of it stands one under another.
"""

from __future__ import annotations

from exam_drill.web.sheet import BASE
from exam_drill.web.styled import SHEET

STYLE = (
    BASE
    + SHEET
    + """#ja:not(:checked) ~ * .ja, #en:not(:checked) ~ * .en { display: none; }
a { color: var(--cyan); text-underline-offset: .15em; }
a:focus-visible, [tabindex="0"]:focus-visible, summary:focus-visible { outline: 2px solid var(--cyan);
  outline-offset: 2px; }
h1 a { color: inherit; text-decoration: none; }
h4 { margin: 0; font-size: 1rem; }
nav { margin: .8rem 0; }
nav a, nav span.gone { display: inline-block; margin-right: 1rem; }
.gone { color: var(--quiet); }
article, #all { scroll-margin-top: 7rem; }
article:focus { outline: none; }
tr:target { background: var(--box); outline: 2px solid var(--cyan); outline-offset: -2px; }
.status { font-size: 1.1rem; font-weight: 650; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1rem; margin: .8rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
code, .code, .place { font-size: .86em;
  font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace; }
code { padding: .05rem .3rem; border-radius: .2rem; background: var(--box); }
.scroll { margin: .6rem 0; }
td, tbody th { vertical-align: top; }
body { max-width: 76rem; } p { max-width: 52rem; }
tbody th { min-width: 10rem; color: var(--ink); font-weight: 400; white-space: normal; }
tbody th[scope="rowgroup"] { padding-top: .9rem; color: var(--quiet); font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.words { min-width: 18rem; white-space: normal; }
td .place { display: block; min-width: 13rem; white-space: normal; }
td.listed { min-width: 8rem; white-space: normal; }
th, td { overflow-wrap: normal; } td.words, td .place, tbody th { overflow-wrap: anywhere; }
.at { white-space: nowrap; }
.bars tbody th { width: 12rem; } .bars .number { width: 5rem; }
.bar { display: block; width: 14rem; height: .8rem; margin: .35rem 0; background: var(--box); }
.bar rect { fill: var(--ink); } .bar .red { fill: var(--red); } .bar .green { fill: var(--green); }
.bar .yellow { fill: var(--yellow); } .bar .magenta { fill: var(--magenta); }
.notice { margin: .8rem 0; padding: .3rem .9rem .5rem; border-left: .3rem solid currentColor; background: var(--box); }
.notice > p { color: var(--ink); } .notice > p.label { color: var(--quiet); }
.option { margin: .8rem 0; padding: .5rem .9rem .6rem; border: 1px solid var(--line); border-radius: .5rem; }
.option pre { margin: .4rem 0; }
.mark { color: var(--quiet); font-weight: 400; }
.prompt { white-space: pre-line; }
.no { color: var(--quiet); user-select: none; -webkit-user-select: none; }
figcaption { color: var(--quiet); }
summary { cursor: pointer; }
.names { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .35rem 0; padding: 0; list-style: none; }
@media screen { @supports selector(:has(*)) {
  article { display: none; }
  article:target, main:target article { display: block; }
  main:target article { margin-top: 3rem; border-top: .3rem solid var(--line); }
  main:has(article:target) > #index { display: none; }
  article > h2 { border-top: 0; padding-top: 0; margin-top: 1rem; }
} }
@media (max-width: 36rem) { .facts { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .4rem; }
  .bar { width: 6rem; } td.words { min-width: 11rem; } th, td { padding: .25rem .45rem; }
  .option { padding: .4rem .6rem .5rem; } }
@media print {
  :root { color-scheme: light; --ink: #000000; --paper: #ffffff; --quiet: #444444; --line: #cccccc; --box: #ffffff;
    --red: #b3261e; --green: #1a6e32; --yellow: #7a5200; --magenta: #8a2a86; --cyan: #0b6272; }
  body { max-width: none; padding: 0; print-color-adjust: exact; } nav { display: none; }
  a { color: inherit; text-decoration: none; }
  main:has(article:target) > #index, main:has(article:target) > article:not(:target) { display: none; }
  main:not(:has(article:target)) > article { break-before: page; }
  .option, .notice, tr, figure { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
  table { font-size: .72rem; } td { white-space: normal; } th, td { padding: .2rem .35rem; }
  td.words, td .place, td.listed, tbody th { min-width: 0; } .bar { border: 1px solid var(--line); }
}
"""
)
