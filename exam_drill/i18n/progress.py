"""Sentences of the store and of `progress`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help-data-dir": (
        "学習記録のフォルダー（既定: 環境変数 EXAM_DRILL_DATA_DIR、なければ OS の標準の場所）",
        "folder of your learning record (default: the variable EXAM_DRILL_DATA_DIR, else the system's place for data)",
    ),
    # why a store cannot be used: what, where, what next
    "absent": (
        "{path} はまだありません。1 問答えると作られます。",
        "{path} is not there yet; it is made with the first answer.",
    ),
    "busy": (
        "学習記録 {path} には、ほかのプロセスが書き込み中です。少し待ってから、もう一度実行してください。",
        "The learning record {path} is being written by another process. Wait a little and try again.",
    ),
    "damaged": (
        "学習記録 {path} は壊れているため読めません（{error}）。ファイルには手を加えていません。"
        "別の名前に変えるか別の場所に移すと、新しい記録が始まります。書き出した控えがあれば exam-drill progress import で戻せます。",
        "The learning record {path} is damaged and cannot be read ({error}). The file was left as it is. "
        "Rename or move it to begin a new record; if you have an export, exam-drill progress import restores it.",
    ),
    "failing": (
        "学習記録 {path} の読み書きに失敗しました（{error}）。ディスクやネットワークドライブがつながっているか、空きがあるかを確かめてください。",
        "Reading or writing the learning record {path} failed ({error}). See that the disk or network drive is connected "
        "and has space left.",
    ),
    "foreign": (
        "{path} は exam_drill の学習記録ではなく、ほかのプログラムのデータベースです。ファイルには手を加えていません。"
        "--data-dir で別のフォルダーを指定するか、そのファイルを移してください。",
        "{path} is no learning record of exam_drill but another program's database. The file was left as it is. "
        "Name another folder with --data-dir, or move that file.",
    ),
    "full": (
        "空き容量がないため、学習記録 {path} に書き込めません。ディスクの空きを増やしてから、もう一度実行してください。これまでの記録は無事です。",
        "No space is left to write the learning record {path}. Make room on the disk and try again. What was recorded "
        "before is safe.",
    ),
    "newer": (
        "学習記録 {path} は、もっと新しい exam_drill が書いたものです（形式 {version}、この版が読めるのは {known} まで）。"
        "ファイルには手を加えていません。exam_drill を新しくしてください。",
        "The learning record {path} was written by a newer exam_drill (format {version}; this one knows up to {known}). "
        "The file was left as it is. Upgrade exam_drill.",
    ),
    "no-folder": (
        "{path} はフォルダーとして使えません（{error}）。--data-dir か環境変数 EXAM_DRILL_DATA_DIR で別のフォルダーを指定してください。",
        "{path} cannot be used as a folder ({error}). Name another one with --data-dir or the variable "
        "EXAM_DRILL_DATA_DIR.",
    ),
    "torn": (
        "学習記録 {path} がないのに、その書きかけ {journal} だけがあります。なくなったファイルを元の場所に戻してください。"
        "戻せなければ {journal} を別の場所に移すと、新しい記録が始まります。",
        "The learning record {path} is missing, but its journal {journal} is there. Put the file back. If you cannot, "
        "move {journal} elsewhere to begin a new record.",
    ),
    "unwritable": (
        "学習記録 {path} に書き込めません（{error}）。ファイルとフォルダーの権限を確かめるか、--data-dir で別のフォルダーを指定してください。",
        "The learning record {path} cannot be written ({error}). See to the permissions of the file and its folder, or "
        "name another folder with --data-dir.",
    ),
}
