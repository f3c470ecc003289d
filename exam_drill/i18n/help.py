"""Sentences of `--help`, and of complaints about arguments: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # the words around the arguments
    "usage": ("使い方: ", "usage: "),
    "positional": ("引数", "positional arguments"),
    "options": ("オプション", "options"),
    "help": ("この説明を表示して終わる", "show this help message and exit"),
    "error": ("エラー", "error"),
    # complaints about arguments: the English ones are argparse's own words, by which they are known
    "error-argument": ("引数 {name}: {message}", "argument {name}: {message}"),
    "error-unrecognized": ("知らない引数です: {words}", "unrecognized arguments: {words}"),
    "error-required": ("次の引数が必要です: {words}", "the following arguments are required: {words}"),
    "error-one-of": ("次の引数のどれかが必要です: {words}", "one of the arguments {words} is required"),
    "error-expected-one": ("値を 1 つ指定してください", "expected one argument"),
    "error-expected-most": ("値は 1 つまでです", "expected at most one argument"),
    "error-expected-least": ("値を 1 つ以上指定してください", "expected at least one argument"),
    "error-expected-number": ("値を {number} 個指定してください", "expected {number} arguments"),
    "error-choice-nearest": (
        "{value} は使えません。{nearest} ではありませんか（使えるもの: {choices}）",
        "invalid choice: {value}, maybe you meant {nearest}? (choose from {choices})",
    ),
    "error-choice": (
        "{value} は使えません（使えるもの: {choices}）",
        "invalid choice: {value} (choose from {choices})",
    ),
    "error-whole-plain": ("{value} は整数ではありません", "invalid int value: {value}"),
    "error-number-plain": ("{value} は数ではありません", "invalid float value: {value}"),
    "error-value": ("{value} は使えません（{kind}）", "invalid {kind} value: {value}"),
    "error-ambiguous": (
        "{option} だけでは決まりません（候補: {matches}）",
        "ambiguous option: {option} could match {matches}",
    ),
    "error-together": ("{other} と一緒には使えません", "not allowed with argument {other}"),
    "error-ignored": ("値 {value} は要りません", "ignored explicit argument {value}"),
    # our own complaints about values
    "error-report": (
        "{text} は「形式=ファイル」の形ではありません（形式: {formats}）",
        "{text} is not of the form FORMAT=FILE, with one of the formats {formats}",
    ),
    "error-report-format": (
        "{text} という結果の形式はありません（あるもの: {formats}）",
        "{text} is no format of a report; there are {formats}",
    ),
    "error-whole": (
        "{text} は {low} から {high} までの整数ではありません",
        "{text} is not a whole number from {low} to {high}",
    ),
    "error-number": (
        "{text} は {low} から {high} までの数ではありません",
        "{text} is not a number from {low} to {high}",
    ),
    "error-positive": ("{text} は 1 以上の整数ではありません", "{text} is not a whole number of 1 or more"),
    "error-seconds": ("{text} は {most} までの秒数ではありません", "{text} is not a number of seconds up to {most}"),
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
