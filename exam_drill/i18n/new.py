"""Sentences of `exam-drill new`: what is missing or does not fit, what is asked, what was written, and drafted texts."""

SENTENCES = {
    # ── what is missing or does not fit ──
    "nothing-to-start-from": (
        "何から問題を作るかを指定してください: --reference gru.gru（参照実装の関数）または --from my_ref.py（自分の関数）。",
        "Say what to start from: --reference gru.gru (a function of the references) or --from my_ref.py (your own).",
    ),
    "both-starts": (
        "--reference と --from はどちらか一方だけを指定してください。",
        "Give either --reference or --from, not both.",
    ),
    "reference-form": (
        "参照実装は module.function の形で書いてください（{name} は違います）。近いもの: {nearest}",
        "A reference is written module.function, which {name} is not. The nearest: {nearest}",
    ),
    "reference-unknown": (
        "参照実装 {name} はありません。近いもの: {nearest}",
        "There is no reference {name}. The nearest: {nearest}",
    ),
    "file-unreadable": ("{path} を読めません（{reason}）。", "{path} cannot be read ({reason})."),
    "file-too-long": (
        "{path} は長すぎます（{limit} 文字まで）。関数だけを別のファイルに移してください。",
        "{path} is too long (at most {limit} characters). Put the function into a file of its own.",
    ),
    "syntax": (
        "{path} の {line} 行目が Python として読めません（{message}）。",
        "{path}, line {line}, is no Python ({message}).",
    ),
    "policy": (
        "{path}: この関数は問題に使えません。{refusal}",
        "{path}: this function cannot be used: {refusal}",
    ),
    "no-function": (
        "{path} に、いちばん外側の def で始まる関数がありません。",
        "{path} has no function that begins with `def` at the left margin.",
    ),
    "unknown-function": (
        "{path} にその関数はありません。あるのは {name} です。",
        "{path} has no such function; it has {name}.",
    ),
    "several-functions": (
        "{path} には関数がいくつもあります。--function で一つを選んでください: {name}",
        "{path} has several functions. Choose one with --function: {name}",
    ),
    "parameters": (
        "関数 {name} の引数に *args、**kwargs、/ は使えません。名前のある引数だけで書いてください。",
        "The function {name} must not have *args, **kwargs or /: give each parameter a name.",
    ),
    "decorated": (
        "関数 {name} からデコレーターを外してください。",
        "Take the decorators off the function {name}.",
    ),
    "mutual": (
        "補助関数 {name} がこの関数自身を呼ぶため、問題にできません。補助関数を分けてください。",
        "A helper calls this function itself ({name}), so it cannot be given. Write the helper without it.",
    ),
    "ended": (
        "{path} を調べる途中で打ち切りました（{message}）。もっと短いファイルにしてください。",
        "Looking at {path} was given up ({message}). Make the file shorter.",
    ),
    "answer": ("{path} を調べた結果が読めませんでした。", "What came back about {path} could not be read."),
    "input-form": (
        '--input は "名前: 宣言" の形で書いてください（例: --input "x: N D"）。{text} は違います。',
        'Write --input as "name: declaration", for example --input "x: N D"; {text} is not.',
    ),
    "input-name": (
        "関数 {function} に引数 {name} はありません。あるのは {names} です。",
        "The function {function} has no parameter {name}; it has {names}.",
    ),
    "input-wrong": (
        "入力 {name} の宣言 {text} が読めません（{problem}）。例: N D、positive、integer(0, V) N T",
        "The declaration {text} of input {name} cannot be read ({problem}). Examples: N D, positive, integer(0, V) N T",
    ),
    "inputs-unknown": (
        "関数 {function} の引数 {names} の形が分かりません。次のように指定するか、docstring に「x: (N, D)」の形で書いてください: {example}",
        "The shapes of {names} of the function {function} are not known. Give them, or write `x: (N, D)` into its docstring: {example}",
    ),
    "blank-missing": (
        'どこを空欄にするかを指定してください。例: --blank "{example}"、または行で --blank-lines 7-8。',
        'Say what is to be the blank, for example --blank "{example}", or lines by --blank-lines 7-8.',
    ),
    "blank-absent": (
        "{text} はプログラムの中にありません。近いもの: {nearest}",
        "{text} does not stand in the program. The nearest: {nearest}",
    ),
    "blank-part": (
        "{text}（{line} 行目）は一つの式ではないため、空欄にすると意味が変わります。式の全体か、括弧で閉じた部分を選んでください。",
        "{text} (line {line}) is no expression of its own: as a blank it would change the meaning. Choose the whole expression or a part in parentheses.",
    ),
    "blank-several": (
        "{text} は {count} か所にあります（{lines} 行目）。--line で行を選んでください。",
        "{text} stands in {count} places (lines {lines}). Choose one with --line.",
    ),
    "blank-several-on-line": (
        "{text} は {line} 行目に {count} か所あります。--line {line}:1 のように何番目かを選んでください。",
        "{text} stands {count} times on line {line}. Choose one with --line {line}:1 and so on.",
    ),
    "blank-not-there": (
        "{text} は {line} 行目のその位置にありません。あるのは {lines} 行目です。",
        "{text} does not stand there on line {line}; it is on {lines}.",
    ),
    "blank-lines": (
        "{first}〜{last} 行目は、まとまった文ではありません。行番号は下のプログラムのものです。",
        "Lines {first} to {last} are no whole statements; the numbers are those of the program below.",
    ),
    "lines-form": (
        "--blank-lines は 7 または 7-8 の形で書いてください（{text} は違います）。",
        "Write --blank-lines as 7 or 7-8; {text} is not.",
    ),
    "line-form": (
        "--line は 7 または 7:2 の形で書いてください（{text} は違います）。",
        "Write --line as 7 or 7:2; {text} is not.",
    ),
    "blanks-overlap": (
        "空欄どうしが重なっています。重ならない部分を選んでください。",
        "The blanks overlap. Choose parts that do not.",
    ),
    "label-form": (
        "空欄の名前は仮名 1 文字です（{label} は違います）。",
        "A blank is labelled by one kana, which {label} is not.",
    ),
    "label-twice": ("空欄の名前 {label} が重なっています。", "The label {label} is given twice."),
    "labels-many": (
        "--label が空欄の数（{count}）より多くあります。",
        "There are more --label than blanks ({count}).",
    ),
    "blanks-many": ("空欄は {limit} 個までです。", "At most {limit} blanks are allowed."),
    "wrong-before-blank": (
        "空欄がいくつもあるときは、--wrong をその --blank の後ろに書いてください（{text}）。",
        "With several blanks, write each --wrong behind the --blank that it belongs to ({text}).",
    ),
    "line-alone": (
        "--line は、その --blank の後ろに書いてください（{text}）。",
        "Write --line behind the --blank that it is about ({text}).",
    ),
    "unwritable": ("{path} に書き込めません（{reason}）。", "{path} cannot be written ({reason})."),
    "why-alone": (
        "--why は、その --wrong の後ろに書いてください（{text}）。",
        "Write --why behind the --wrong that it explains ({text}).",
    ),
    "wrong-missing": (
        '空欄 ({label}) には誤答の案が見つかりません。少なくとも一つを --wrong で指定してください（例: --wrong "z * h_bar" --why 前の状態を捨てている。）。',
        'No wrong option was found for the blank ({label}). Give at least one by --wrong, for example --wrong "z * h_bar" --why "It loses the state."',
    ),
    "text-form": ("文章に使えない文字があります: {text}", "This text holds a character that cannot be used: {text}"),
    "id-form": (
        "id は小文字・数字・ハイフンで書きます（{id} は使えません）。例: {nearest}",
        "An id is written with small letters, digits and hyphens, which {id} is not. For example: {nearest}",
    ),
    "id-taken": (
        "id {id} はすでに使われています。空いている id: {nearest}",
        "The id {id} is taken. One that is free: {nearest}",
    ),
    "target-folder": (
        "{path} はフォルダーです。--to には YAML ファイルを指定してください（例: {path}/gru.yaml）。",
        "{path} is a folder. Name a YAML file by --to, for example {path}/gru.yaml.",
    ),
    "target-ending": (
        "{path} は .yaml で終わる名前にしてください。ほかの名前のファイルは、フォルダーを指定したときに読まれません。",
        "{path} must end in .yaml: a folder's files of other names are not read as banks.",
    ),
    "stopped": (
        "途中で終わったので、何も書き込みませんでした。",
        "Ended before it was through, so nothing was written.",
    ),
    "invalid": (
        "このままでは問題として読めないので、何も書き込みませんでした。",
        "It could not be read as a question, so nothing was written:",
    ),
    "not-run": (
        "参照実装か問題文のプログラムが動かないので、何も書き込みませんでした。",
        "The reference or the program does not run, so nothing was written.",
    ),
    # ── what is asked ──
    "program": ("プログラム:", "The program:"),
    "offered": ("空欄にできる式:", "What may be a blank:"),
    "ask-blank": (
        "空欄にする式の番号、式そのもの、または行（7-8）: ",
        "The number of an expression, an expression, or lines (7-8): ",
    ),
    "blank-no-number": (
        "番号は 1 から {most} までです。行を空欄にするなら {number}-{number} のように書いてください",
        "The numbers are 1 to {most}; for a whole line write {number}-{number}.",
    ),
    "ask-line": ("どの行ですか（{lines}）: ", "On which line ({lines})? "),
    "ask-wrong": ("誤答 {number}（Enter で終わり）: ", "Wrong option {number} (Enter when there are enough): "),
    "proposed": (
        "空欄 ({label}) の誤答の案（実行して確かめたもの）:",
        "Wrong options for the blank ({label}), each of them executed:",
    ),
    "ask-proposed": (
        "使う番号（例: 1 3、Enter で全部、0 で自分で書く）: ",
        "Which of them (such as 1 3; Enter: all; 0: write my own)? ",
    ),
    "ask-first-wrong": ("誤答 1: ", "Wrong option 1: "),
    "ask-why": ("  なぜ誤りか（Enter で下書き）: ", "  Why it is wrong (Enter for a draft): "),
    "ask-input": (
        "引数 {name} の形（例: N D、positive、integer(0, V) N T）: ",
        "Shape of {name} (for example N D, positive, integer(0, V) N T): ",
    ),
    "ask-id": ("id [{id}]: ", "id [{id}]: "),
    "ask-title": ("題名（Enter で下書き）: ", "Title (Enter for a draft): "),
    # ── what was written ──
    "written": ("{place}: 問題 {id} を書き込みました。", "{place}: wrote question {id}."),
    "would-write": (
        "{path} に次を書き加えます（--dry-run なので書き込みません）:",
        "This would be added to {path} (--dry-run, nothing is written):",
    ),
    "drafted": (
        "下書きの文章です。読み直して直してください: {names}",
        "These texts are drafts; read and improve them: {names}",
    ),
    "next": ("次のコマンド:", "What next:"),
    # ── drafted texts ──
    "draft-title": ("{function} の空欄 {labels}", "The blank {labels} of {function}"),
    "draft-prompt": ("関数 {function} のプログラムである。", "This is the program of the function {function}."),
    "draft-shapes": ("配列の形は、{inputs} である。", "The shapes of the arrays are: {inputs}."),
    "draft-ask-one": ("{labels} にあてはまるのはどれか。", "Which one belongs in {labels}?"),
    "draft-ask-several": ("{labels} のそれぞれにあてはまるのはどれか。", "Which one belongs in each of {labels}?"),
    "draft-source": ("この問題集のための書き下ろし", "Written for this bank"),
    "why-of": ("{code} では、{why}", "{code}: {why}"),
    "why-raises": ("このまま実行するとエラーになる。", "It ends in an error when it is run."),
    "why-shape": ("結果の形が違う。", "The result has another shape."),
    "why-dtype": ("結果の型が違う。", "The result is of another type."),
    "why-value": ("結果の形は合うが、値が違う。", "The result has the right shape, but other values."),
    "why-argument": ("引数の配列を書き換えてしまう。", "It changes an array that was passed in."),
    "why-other": ("結果が違う。", "The result is another one."),
}
