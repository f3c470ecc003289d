"""Sentences of `fmt`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "written": ("{path}: 整形しました", "{path}: formatted"),
    "would": ("{path}: 整形すると変わります", "{path}: would be formatted"),
    "bytes": (
        "{path}: 改行コードまたは BOM だけが変わります",
        "{path}: only its line ends or its byte order mark would change",
    ),
    "summary": (
        "{files} ファイル: 整形 {changed}、見送り {left}",
        "files: {files}, formatted: {changed}, left as they are: {left}",
    ),
    "summary-look": (
        "{files} ファイル: 整形すると変わるもの {changed}、整形できないもの {left}",
        "files: {files}, would be formatted: {changed}, cannot be: {left}",
    ),
    # why a file is left as it is
    "left": ("{path}: 整形せず、そのままにしました。{why}", "{path} is left as it is. {why}"),
    "directive": (
        "{line} 行目に YAML の指示行「{text}」があります。削除してから、もう一度実行してください。",
        "Line {line} is a directive of YAML, {text}. Remove it and run the command again.",
    ),
    "no-mapping": (
        "先頭に `format: 1` と `questions:` がありません。",
        "It has no `format: 1` and `questions:` at its top.",
    ),
    "unwritable": (
        "{path} に書き込めません（{error}）。内容は元のままです。ファイルとフォルダーの権限を確かめてください。",
        "{path} cannot be written ({error}) and is as it was. See that the file and its folder can be written.",
    ),
    "standard-alone": (
        "標準入力を表す - は、ほかのパスと一緒に指定できません。- だけを指定してください。",
        "- stands for standard input and goes with no other path. Give - alone.",
    ),
}
