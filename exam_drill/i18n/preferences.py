"""Sentences about settings: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # what is wrong with a file or a variable
    "missing": (
        "設定ファイルがありません。exam-drill settings --init で作れます。",
        "there is no such settings file; exam-drill settings --init begins one.",
    ),
    "no-file": (
        "ふつうのファイルではありません。設定ファイルを指定してください。",
        "this is no ordinary file; name a settings file.",
    ),
    "unreadable": (
        "設定ファイルを読めません（{why}）。権限を確かめてください。",
        "the settings file cannot be read ({why}); see who may read it.",
    ),
    "too-large": (
        "設定ファイルが {most} バイトを超えています。設定だけを書いてください。",
        "the settings file has more than {most} bytes; write nothing but settings into it.",
    ),
    "no-utf-8": (
        "UTF-8 ではない文字があります。UTF-8 で保存し直してください。",
        "this is no UTF-8; save the file as UTF-8.",
    ),
    "no-toml": (
        'TOML として読めません（{why}）。「名前 = 値」の形で 1 行に 1 つ書いてください（文字列は "…" で囲みます）。',
        'this is no TOML ({why}); write one "name = value" a line, texts in quotes.',
    ),
    "table": (
        "表 [{key}] は使えません。設定は表に入れず、そのまま書いてください。",
        "there is no table [{key}]; settings stand by themselves.",
    ),
    "unknown": (
        "{key} という設定はありません。あるもの: {known}",
        "there is no setting {key}; there are {known}.",
    ),
    "unknown-nearest": (
        "{key} という設定はありません。{nearest} ではありませんか。",
        "there is no setting {key}; did you mean {nearest}?",
    ),
    "choice": (
        "{key} に {value} は使えません。{choices} のどれかを書いてください。",
        "{key} cannot be {value}; write one of {choices}.",
    ),
    "whole": (
        "{key} に {value} は使えません。{low} から {high} までの整数を書いてください。",
        "{key} cannot be {value}; write a whole number from {low} to {high}.",
    ),
    "switch": (
        "{key} に {value} は使えません。true か false を書いてください。",
        "{key} cannot be {value}; write true or false.",
    ),
    "words": (
        '{key} に {value} は使えません。"…" で囲んだ文字列を書いてください。',
        "{key} cannot be {value}; write a text in quotes.",
    ),
    "goes-on": (
        "読めなかった設定は既定の値にして続けます（詳細は exam-drill settings）。",
        "Going on without what could not be understood (details: exam-drill settings).",
    ),
    # the report of `exam-drill settings`
    "title": ("設定", "settings"),
    "file": ("設定ファイル: {path}", "settings file: {path}"),
    "file-none": (
        "設定ファイル: {path}（ありません。exam-drill settings --init で作れます）",
        "settings file: {path} (missing; exam-drill settings --init begins one)",
    ),
    "from-default": ("既定", "default"),
    "from-variable": ("環境変数 {name}", "variable {name}"),
    "from-file": ("{place}", "{place}"),
    "unset": ("（指定なし）", "(not set)"),
    "written": (
        "{path} を作りました。使う行の # を消して値を書いてください。",
        "{path} was written. Take the # off the lines that you want to use.",
    ),
    "exists": (
        "{path} は既にあるので、書き換えません。",
        "{path} exists already and is left as it is.",
    ),
    "cannot-write": ("{path} を書けません（{why}）。", "{path} cannot be written ({why})."),
    # what each setting does: for the report and as comments of a new file
    "about-language": (
        "表示する言語。指定しなければロケールに従う",
        "language of the screens; that of the locale if not set",
    ),
    "about-theme": (
        "配色。dark（暗い背景）、light（明るい背景）、none（色なし）、auto（端末の申告に従う）",
        "colours for a dark or a light background, none, or auto: by what the terminal tells",
    ),
    "about-ambiguous": (
        "○ × │ → α などの幅。narrow（半角）、wide（全角）。枠が崩れるときに。exam-drill doctor で測れる",
        "width of ○ × │ → α and the like: wide if frames are broken; exam-drill doctor measures it",
    ),
    "about-reader": (
        "スクリーンリーダー向けに、枠のない文を順に表示する",
        "for screen readers: plain sentences one after the other, no boxes",
    ),
    "about-minutes": ("1 回の練習の長さ（分）", "length of a session in minutes"),
    "about-number": ("1 回の練習の問題数", "questions of a session"),
    "about-new_a_day": ("1 日に新しく出す空欄の数", "blanks that are asked for the first time in a day"),
    "about-order": ("問題の順番", "order of the questions"),
    "about-shuffle": ("選択肢を並べ替える", "whether options are shuffled"),
    "about-typing": ("選択肢を隠し、答えを入力する", "hide the options and type the answer"),
    "about-data_dir": (
        "学習記録のフォルダー（~ はホーム、相対パスはこのファイルから）",
        "folder of the learner's data (~ is your home; a relative path begins at this file)",
    ),
}
