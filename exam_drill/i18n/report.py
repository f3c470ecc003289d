"""Sentences of the report of `check`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # the columns of the table
    "finding": ("判定", "finding"),
    "id": ("問題", "question"),
    "blank": ("空欄", "blank"),
    "published": ("公表", "published"),
    "executed": ("実行", "executed"),
    "warnings": ("警告", "warnings"),
    # below it
    "published-mark": (" ← 公表された正解", " ← published"),
    "run-warning": ("実行時の警告: {warning}", "the run warned: {warning}"),
    "receipt": (
        "証明書: 問題 {question}… 参照実装 {reference}… シード {seed} 試行 {trials} 回（{versions}）",
        "receipt: question {question}… reference {reference}… seed {seed}, {trials} {trials:trial|trials} ({versions})",
    ),
    "sum": (
        "{questions} 問（空欄 {blanks}、選択肢 {options}）警告 {warnings} 件、書式の誤り {problems} 件、{seconds} 秒",
        "questions {questions}, blanks {blanks}, options {options}, warnings {warnings}, problems {problems}, {seconds} s",
    ),
    "left-out": (
        "問題集全体の制限時間 {seconds} 秒（--budget）を使い切ったため、{questions} 問（空欄 {blanks}）は判定していません: {names}",
        "The budget of {seconds} s (--budget) was used up. Left out, not judged: questions {questions}, blanks {blanks}: {names}",
    ),
    "goes-on": (
        "判定した分はキャッシュにあります。もう一度実行すると、続きから判定します。",
        "What was judged is in the cache: a second run goes on from there.",
    ),
    "sum-cached": (
        "（実行 {executed} 問、キャッシュ {cached} 問）",
        " (questions run {executed}, from the cache {cached})",
    ),
    "names-more": ("{names} ほか {more} 問", "{names} and {more} more"),
    "unconfined": (
        "この環境では、問題のプログラムに対して次のものを遮断・制限できません: {aims}（詳細は exam-drill doctor）。",
        "Nothing keeps the programs of a bank from these here: {aims} (details: exam-drill doctor).",
    ),
    "trusted-bank": (
        "--trust が指定されたので、次のものを遮断・制限せずに実行します: {aims}（詳細は exam-drill doctor）。",
        "--trust was given, so this bank runs though nothing keeps it from these: {aims} (details: exam-drill doctor).",
    ),
    # errors of the command
    "refused-bank": (
        "この環境では問題集のプログラムから次のものを遮断できないため、組み込み以外の問題集は実行しません: {aims}。"
        "作者を信頼できる問題集だけ、--trust をつけて実行してください（詳細は exam-drill doctor）。",
        "Nothing here keeps the programs of a bank from these, so only the built-in bank is run: {aims}. "
        "Add --trust for a bank whose author you trust, and only then (details: exam-drill doctor).",
    ),
    "no-match": (
        "「{wish}」に当てはまる問題がありません。あるもの: {known}",
        "No question matches “{wish}”; there are: {known}",
    ),
    "no-match-together": (
        "条件をすべて満たす問題がありません。",
        "No question fulfils all of these conditions together.",
    ),
    "sandbox-failed": (
        "サンドボックスが動かないため、何も判定していません（{error}）。exam-drill doctor で環境を確かめてください。",
        "The sandbox does not work, so nothing was judged ({error}). See what is missing with exam-drill doctor.",
    ),
    "process-lost": (
        "判定していたプロセスが終了したので、その問題を新しいプロセスで判定し直します（{times} 回目）。",
        "A process that judged has ended, so another one judges its questions again (time {times}).",
    ),
    "batch-lost": (
        "問題を渡した先から結果が返らなかったので、判定し直します（{times} 回目）: {why}",
        "No result came back from where questions were sent, so they are judged again (time {times}): {why}",
    ),
    "system-failed": (
        "exam-drill: 処理を続けられませんでした: {error}",
        "exam-drill: could not go on: {error}",
    ),
    "interrupted": ("exam-drill: 中断しました。", "exam-drill: interrupted."),
    "terminated": ("exam-drill: {signal} を受けて終了しました。", "exam-drill: ended by {signal}."),
    "no-such-path": (
        "exam-drill: ファイルもフォルダーも {path} という名前ではありません。",
        "exam-drill: there is no file and no folder {path}.",
    ),
    "unknown-command": (
        "exam-drill: {word} というコマンドはありません。あるもの: {commands}（詳しくは exam-drill --help）",
        "exam-drill: {word} is no command; there are {commands} (see exam-drill --help).",
    ),
    "unknown-command-nearest": (
        "exam-drill: {word} というコマンドはありません。{nearest} ではありませんか（詳しくは exam-drill --help）",
        "exam-drill: {word} is no command; did you mean {nearest}? (See exam-drill --help.)",
    ),
    "progress": ("実行中", "running"),
    "progress-budget": ("実行中（最長 {seconds} 秒）", "running (at most {seconds} s)"),
}
