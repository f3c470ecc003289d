"""Sentences of the table `preview`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "screen": ("学習者の画面", "What the learner sees"),
    "fits": (
        "{columns} 桁で {lines} 行。{usual} 行の端末に収まります。",
        "{lines} lines at {columns} columns: it fits a terminal of {usual} lines.",
    ),
    "fits-closely": (
        "{columns} 桁で {lines} 行。{usual} 行の端末では空行を省いて収まります。",
        "{lines} lines at {columns} columns: on a terminal of {usual} lines it is shown without its blank lines.",
    ),
    "scrolls": (
        "{columns} 桁で {lines} 行。{usual} 行の端末ではスクロールが必要です。",
        "{lines} lines at {columns} columns: a terminal of {usual} lines has to be scrolled.",
    ),
    "options-hidden": (
        "{columns} 桁で {lines} 行。{usual} 行の端末では、スクロールするまで見えない選択肢があります。",
        "{lines} lines at {columns} columns: on a terminal of {usual} lines some options are out of sight at first.",
    ),
    "measured": (
        "{trials} 回中 {differing} 回で不一致 · 空欄の実行 {reached} 回 · 参照実装との差は最大で許容誤差の {margin} 倍",
        "differs on {differing} of {trials} {trials:trial|trials} · blank executed on {reached} · at most {margin} tolerances from the reference",
    ),
    "measured-inf": (
        "{trials} 回中 {differing} 回で不一致 · 空欄の実行 {reached} 回 · 値の大小では比べられない違い",
        "differs on {differing} of {trials} {trials:trial|trials} · blank executed on {reached} · not by size alone",
    ),
    "measured-match": (
        "空欄の実行 {reached} 回 · 参照実装との差は最大で許容誤差の {margin} 倍",
        "blank executed on {reached} {reached:trial|trials} · at most {margin} tolerances from the reference",
    ),
    "at": ("場所: {place}", "at {place}"),
    "on-trial": ("試行 {number}（{sizes}）", "trial {number} ({sizes})"),
    "trial": ("試行 {number}/{count}", "Trial {number}/{count}"),
    "drawn": ("大きさ {sizes} · np.random のシード {seed}", "sizes {sizes} · seed of np.random {seed}"),
    "inputs": ("入力", "Inputs"),
    "expected": ("期待値", "expected"),
    "reference-failed": (
        "参照実装の側に問題があり、期待値がありません。",
        "There is none: the reference itself failed.",
    ),
    "nothing-expected": ("期待値がありません。", "There is none."),
    "argument-after": ("実行後の引数 {name}", "argument {name} afterwards"),
    "argument-of": ("{whose} · 引数 {name}", "{whose} · argument {name}"),
    "option": ("選択肢 {number}", "option {number}"),
    "option-of": ("{blank} の選択肢 {number}", "{blank} option {number}"),
    "agrees": ("期待値と一致しました", "agrees with the expected value"),
    "parts-agree": ("一致した部分: {places}", "these agree: {places}"),
    "parts-left-out": ("…ほかに {count} 個の要素", "… and {count} more {count:part|parts}"),
    "all-trials": ("試行ごとの結果", "Trial by trial"),
    "column-trial": ("試行", "trial"),
    "column-sizes": ("大きさ", "sizes"),
    "cell-matches": ("○ 一致", "○ matches"),
    "cell-unreached": ("- 未実行", "- unreached"),
    "differs-structure": ("構造", "structure"),
    "differs-shape": ("形状", "shape"),
    "differs-dtype": ("型", "dtype"),
    "differs-argument": ("引数 {name}", "argument {name}"),
    "legend": (
        "○ 一致 · × 不一致（最大誤差、または違うところ） · ! 例外など（その種類）",
        "○ matches · × differs (largest error, or in what) · ! raises or was ended (how)",
    ),
    # the page
    "page-title": ("{id} のプレビュー", "Preview of {id}"),
    "written": ("{path} に書き出しました。", "Wrote {path}."),
    # the command line
    "no-trial": (
        "試行 {number} はありません。この問題の試行は 1〜{last} です。",
        "There is no trial {number}; this question has the trials 1–{last}.",
    ),
    "no-option": (
        "選択肢 {number} はありません。あるもの: {names}",
        "There is no option {number}; there are: {names}",
    ),
    "no-blank": ("空欄「{label}」はありません。あるもの: {names}", "There is no blank “{label}”; there are: {names}"),
    "no-page": (
        "{path} に書き出せません: {error}",
        "{path} cannot be written: {error}",
    ),
    "not-a-page": (
        "{path} は HTML ではないため上書きしません。別の名前を指定してください。",
        "{path} is no HTML page and is not overwritten; give another name.",
    ),
    "too-long": (
        "選択肢の実行が {seconds} 秒以内に終わらず打ち切りました。問題だけを表示します。",
        "Running the options took longer than {seconds} s and was given up; only the question is shown.",
    ),
    "nothing-to-run": (
        "--no-run では --trial と --all-trials は使えません。",
        "--trial and --all-trials show what running the options gives; leave out --no-run.",
    ),
}
