"""The style sheet that all pages begin with: light and dark as the reader's device is, one column on a phone."""

BASE = """
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
.label { color: var(--quiet); font-size: .85rem; }
figure { margin: 0; min-width: 0; max-width: 100%; }
figcaption { font-size: .85rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { color: var(--quiet); font-weight: 600; }
@media (max-width: 32rem) { body { padding: .7rem; } }
@media print { label { display: none; } }
"""
