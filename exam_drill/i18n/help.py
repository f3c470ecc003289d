"""Sentences of `--help`, and of complaints about arguments: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # arguments that several commands have
    "lang": ("表示する言語（既定: ロケールに従う）", "language of the screens (default: from the locale)"),
    "theme": (
        "配色。dark は暗い背景、light は明るい背景、none は色なし（既定: auto、端末の申告に従う）",
        "colours for a dark or a light background, or none (default: auto, by what the terminal tells)",
    ),
    "no-color": (
        "色を使わない（--theme none と同じ。環境変数 NO_COLOR も同様）",
        "no colours: --theme none (also: the variable NO_COLOR)",
    ),
    "reader": (
        "スクリーンリーダー向けに、枠も書き換えもない文を順に表示する",
        "for screen readers: plain sentences one after the other, no boxes, nothing drawn over",
    ),
    # the words that the screen-reader mode says for marks
    "reader-right": ("正しい", "correct"),
    "reader-wrong": ("誤り", "incorrect"),
    "reader-caution": ("注意", "note"),
    "reader-chosen": ("選択", "chosen"),
    "reader-comma": ("、", ", "),
}
