"""Sentences of the command `schema`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "written": (
        "{path} に書きました。問題集のファイルの先頭に次の行を書くと、エディターがこのスキーマを使います（パスはそのファイルから見たもの）:",
        "Wrote {path}. An editor uses it for a bank file that begins with this line (the path is as seen from that file):",
    ),
    "no-schema": (
        "{path} は JSON Schema ではないので、上書きしません。--output に別の名前を指定してください。",
        "{path} holds something else than a JSON Schema and was left as it is; give --output another name.",
    ),
    "not-writable": (
        "{path} に書けません（{error}）。--output に、書き込めるフォルダーのファイル名を指定してください。",
        "{path} cannot be written ({error}); give --output the name of a file in a folder that you may write to.",
    ),
}
