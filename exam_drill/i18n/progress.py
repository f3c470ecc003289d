"""Sentences of the store and of `progress`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help-data-dir": (
        "学習記録のフォルダー（既定: 環境変数 EXAM_DRILL_DATA_DIR、なければ OS の標準の場所）",
        "folder of your learning record (default: the variable EXAM_DRILL_DATA_DIR, else the system's place for data)",
    ),
    "help-action": (
        "show は記録の場所と中身（既定）、export は書き出し、import は取り込み",
        "show: where the record lies and what is in it (the default); export: write it; import: take lines in",
    ),
    "help-file": (
        "書き出す先（既定: 標準出力）または取り込むファイル。- は標準入出力",
        "where to write (default: standard output), or what to take in; - is standard output or input",
    ),
    "help-format": ("show の表示形式（既定: text）", "form of what show tells (default: text)"),
    # show
    "place": ("学習記録: {path}", "Learning record: {path}"),
    "nothing-yet": ("回答はまだありません。", "Nothing has been answered yet."),
    "attempts": (
        "回答: {attempts} 件（ほかに取り消したもの {undone} 件）、答えた空欄: {blanks} 個",
        "{attempts} {attempts:answer|answers} to {blanks} {blanks:blank|different blanks} ({undone} more taken back)",
    ),
    "days": ("期間: {first}から{last}まで", "From {first} to {last}"),
    "sessions": (
        "セッション: {sessions} 回（途中 {open} 回）、復習の予定: {cards} 個",
        "{sessions} {sessions:session|sessions} ({open} unfinished), {cards} {cards:blank|blanks} on schedule",
    ),
    "journal": (
        "このドライブでは SQLite の WAL を使えないため、別の方式で記録しています。複数のマシンから同時に使わないでください。",
        "SQLite's WAL does not work on this drive, so another kind of journal is used. Do not use the record from several "
        "machines at once.",
    ),
    "advice": (
        "控えは exam-drill progress export FILE で書き出せます。取り込みは exam-drill progress import FILE です。",
        "Make a backup with exam-drill progress export FILE; exam-drill progress import FILE takes it in.",
    ),
    "no-file-here": (
        "{file} をどうするかがわかりません。progress export FILE か progress import FILE と書いてください。",
        "What is to be done with {file}? Write progress export FILE or progress import FILE.",
    ),
    # export
    "exported": (
        "{file} に {records} 件の記録を書き出しました。",
        "{file}: {records} {records:record|records} written",
    ),
    "no-export-there": (
        "{file} は学習記録の控えではないので、上書きしません。別の名前を指定してください。",
        "{file} is no export of a learning record and is not overwritten. Name another file.",
    ),
    "export-failed": (
        "{file} に書き出せません（{error}）。フォルダーと空き容量を確かめるか、別の場所を指定してください。",
        "{file} cannot be written ({error}). See to its folder and the space left, or name another place.",
    ),
    # import
    "import-what": (
        "取り込むファイルを指定してください。例: exam-drill progress import progress.jsonl（標準入力なら -）",
        "Name the file to take in: exam-drill progress import progress.jsonl (- for standard input).",
    ),
    "import-failed": (
        "{file} を読めません（{error}）。ファイルの名前と権限を確かめてください。",
        "{file} cannot be read ({error}). See to its name and permissions.",
    ),
    "imported": (
        "{file} から新しい回答 {new} 件を取り込みました（すでにあるもの {known} 件）。",
        "{file}: {new} new {new:answer|answers} taken in ({known} already there)",
    ),
    "facts-kept": (
        "次の設定は内容が違うため、ここにあるものを残しました: {names}",
        "These settings differ and stay as they are here: {names}",
    ),
    "nothing-taken": (
        "{file} からは何も取り込んでいません。記録は元のままです。",
        "Nothing of {file} was taken in; the record is as it was.",
    ),
    # what is wrong with a line
    "line": ("{file}:{line}: {text}", "{file}:{line}: {text}"),
    "line-empty": (
        "ファイルが空です。progress export で書き出したファイルを指定してください。",
        "The file is empty; name one that progress export wrote.",
    ),
    "line-cut-short": (
        '最後の行（"kind": "end"）がなく、途中で切れています。もう一度書き出すか、コピーし直してください。',
        'The last line ("kind": "end") is missing: the file was cut short. Export or copy it again.',
    ),
    "line-no-export": (
        "学習記録の控えではありません。progress export で書き出したファイルを指定してください。",
        "This is no export of a learning record; name a file that progress export wrote.",
    ),
    "line-newer-export": (
        "もっと新しい exam_drill が書き出したものです（形式 {version}、この版が読めるのは {known}）。exam_drill を新しくしてください。",
        "It was written by a newer exam_drill (format {version}; this one knows {known}). Upgrade exam_drill.",
    ),
    "line-no-json": (
        "JSON として読めません。元のファイルからコピーし直してください。",
        "This is no JSON object; copy the line from the export again.",
    ),
    "line-no-utf-8": (
        "UTF-8 ではありません。文字コードを変えずにコピーし直してください。",
        "This is no UTF-8; copy the file again as it was.",
    ),
    "line-too-long": (
        "1 行が {limit} MB を超えています。progress export で書き出したファイルを指定してください。",
        "The line is longer than {limit} MB; name a file that progress export wrote.",
    ),
    "line-kind": (
        "kind が {value} の行はわかりません。attempt、review、card、session、fact のどれかです。",
        "The kind of this line, {value}, is unknown; it is attempt, review, card, session or fact.",
    ),
    "line-missing": (
        "{field} がありません。元の行をコピーし直してください。",
        "{field} is missing; copy the line from the export again.",
    ),
    "line-unknown": (
        "{field} という項目はありません。取り除いてください。",
        "There is no field {field}; remove it.",
    ),
    "line-value": (
        "{field} の値 {value} が正しくありません。元の行をコピーし直してください。",
        "{value} is no value for {field}; copy the line from the export again.",
    ),
    "line-twice": (
        "同じものが {first} 行目にもあります。どちらかを消し、最後の行の records を 1 減らしてください。",
        "Line {first} is about the same; remove one of them and take 1 from records in the last line.",
    ),
    "line-count": (
        "行数が合いません（{expected} 行のはずが {found} 行）。もう一度書き出すか、コピーし直してください。",
        "There should be {expected} {expected:record|records} but there {found:is|are} {found}; export or copy the file again.",
    ),
    "line-after-end": (
        "最後の行のあとに続きがあります。控えは 1 つずつ取り込んでください。",
        "Something follows the last line; import one export at a time.",
    ),
    "line-other-answer": (
        "キー {key} は、ここでは別の回答のものです。ファイルが書き換えられていないか確かめてください。",
        "The key {key} belongs to another answer here; see whether the file was edited.",
    ),
    "line-no-attempt": (
        "キー {key} の回答がありません。その attempt の行も必要です。",
        "There is no answer with the key {key}; its attempt line is needed, too.",
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
