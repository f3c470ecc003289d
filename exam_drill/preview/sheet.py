"""The style sheet of a page: light and dark as the reader's device is, one column on a phone.

Styles are the names of `exam_drill.quiz.style`, word by word: "bold red" is the classes `b` and `red`.
"""

from __future__ import annotations

from collections.abc import Mapping

CLASSES: Mapping[str, str] = {
    "bold": "b",
    "dim": "dim",
    "italic": "i",
    "underline": "u",
    "reverse": "rev",
    **{colour: colour for colour in ("red", "green", "yellow", "magenta", "cyan")},
}

STYLE = """
:root { color-scheme: light dark; --ink: #1c2026; --paper: #ffffff; --quiet: #5b6470; --line: #d5dae1; --box: #f5f7f9;
  --red: #b3261e; --green: #1a6e32; --yellow: #7a5200; --magenta: #8a2a86; --cyan: #0b6272; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e3e6ea; --paper: #15181c; --quiet: #9aa4b0; --line: #363d46; --box: #1e2329;
    --red: #ff8a80; --green: #7fd394; --yellow: #e8c26a; --magenta: #e09be0; --cyan: #74cbdb; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.65 system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", sans-serif;
  overflow-wrap: anywhere; }
input { position: absolute; opacity: 0; }
label { display: inline-block; margin-right: .5rem; padding: .1rem .8rem; border: 1px solid var(--line);
  border-radius: 1rem; color: var(--quiet); cursor: pointer; }
input:checked + label { color: var(--paper); background: var(--ink); border-color: var(--ink); }
input:focus-visible + label { outline: 2px solid var(--cyan); outline-offset: 2px; }
#ja:not(:checked) ~ main.ja, #en:not(:checked) ~ main.en { display: none; }
h1 { margin: 1rem 0 0; font-size: 1.5rem; line-height: 1.3; }
h2 { margin: 2.2rem 0 .6rem; padding-top: 1rem; border-top: 1px solid var(--line);
  font-size: 1.2rem; line-height: 1.4; }
h3 { margin: 1.4rem 0 .4rem; font-size: 1rem; }
p { margin: .35rem 0; }
p.in { padding-left: 1.6rem; }
.row { display: flex; gap: .6rem; }
.row p { flex: 1; min-width: 0; }
.lead { flex: none; margin: .35rem 0; min-width: 1rem; white-space: pre; font-variant-numeric: tabular-nums; }
main > div { margin: .8rem 0; }
.screen { padding: .4rem 1rem 1rem; border: 1px solid var(--line); border-radius: .6rem; }
.label { color: var(--quiet); font-size: .85rem; }
pre { margin: .6rem 0; padding: .6rem .8rem; overflow-x: auto; border-radius: .4rem; background: var(--box);
  font: .86rem/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace;
  overflow-wrap: normal; }
.panels { display: flex; flex-wrap: wrap; gap: .4rem 1rem; }
figure { margin: 0; min-width: 0; max-width: 100%; }
figcaption { font-size: .85rem; }
figure pre { margin: .2rem 0 .4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { color: var(--quiet); font-weight: 600; }
.b { font-weight: 650; } .dim { color: var(--quiet); } .i { font-style: italic; } .u { text-decoration: underline; }
.red { color: var(--red); } .green { color: var(--green); } .yellow { color: var(--yellow); }
.magenta { color: var(--magenta); } .cyan { color: var(--cyan); }
.rev { color: var(--paper); background: var(--ink); border-radius: .2rem; }
@media (max-width: 32rem) { body { padding: .7rem; } pre { font-size: .74rem; padding: .5rem .6rem; }
  .screen { padding: .2rem .6rem .6rem; } }
@media print { label { display: none; } pre { white-space: pre-wrap; } }
"""
