"""Sentences of the table `typed`: answers that are typed as code.

Name -> (Japanese, English).
"""

SENTENCES: dict[str, tuple[str, str]] = {
    # what an answer was found to be
    "other-form": (
        "正解です。選択肢とは別の形ですが、{trials} 回の試行すべてで同じ値になりました。",
        "Right: another form, the same values on {trials:the one trial|all {trials} trials}.",
    ),
    "option": ("正解です。選択肢 {option} とまったく同じ式です。", "Right: this is exactly option {option}."),
    "wrong": ("不正解です。正解は {right} です。", "Wrong. The right answer is {right}."),
    "wrong-text": (
        "不正解です。選択肢 {option} と同じ式です。正解は {right} です。",
        "Wrong: this is exactly option {option}. The right answer is {right}.",
    ),
    "wrong-option": (
        "不正解です。選択肢 {option} と、すべての試行で同じ結果になりました。正解は {right} です。",
        "Wrong: on all trials this gives the same as option {option}. The right answer is {right}.",
    ),
    "undecided": (
        "参照実装と一致しませんでしたが、一致する選択肢もないため、正誤を数えません。",
        "It does not agree with the reference, but neither does any option, so this answer does not count.",
    ),
    "wrong-unknown": ("不正解です。", "Wrong."),
    "unjudged": (
        "実行では確かめられなかったため、正誤を数えません。",
        "It could not be checked by running it, so this answer does not count.",
    ),
    "unjudged-option": (
        "実行では確かめられませんでした。選択肢 {option} と同じ式として採点しました。",
        "It could not be checked by running it; graded as option {option}, which it is word for word.",
    ),
    "too-long": (
        "実行が {seconds} 秒以内に終わらず打ち切りました。",
        "Running it took longer than {seconds} s and was given up.",
    ),
    "cause": ("原因: {message}", "Cause: {message}"),
    "judging": ("入力されたコードを実行しています…", "Running what you typed …"),
    "judging-for": (
        "入力されたコードを実行しています（{seconds} 秒）… Esc で中断します。",
        "Running what you typed ({seconds} s) … Esc gives up.",
    ),
    "yours": ("入力", "typed"),
    "read-as": ("次の文字を読み替えました: {changes}", "read differently: {changes}"),
    "read-more": ("{changes} ほか", "{changes}, …"),
    "left-out": ("見えない文字は除きました: {characters}", "left out, as it cannot be seen: {characters}"),
    "place": ("入力の {line} 行 {column} 列", "line {line}, column {column} of what you typed"),
    # why a text is no answer yet
    "fault-empty": ("何も入力されていません。", "Nothing was typed."),
    "fault-too-long": (
        "長すぎます: {count} 文字（{limit} 文字まで）。",
        "Too long: {count} characters, of at most {limit}.",
    ),
    "fault-too-many-lines": (
        "行が多すぎます: {count} 行（{limit} 行まで）。",
        "Too many lines: {count}, of at most {limit}.",
    ),
    "fault-character": (
        "{line} 行 {column} 列: コードには使えない文字 {character} があります。",
        "Line {line}, column {column}: the character {character} cannot stand in code.",
    ),
    "fault-syntax": (
        "{line} 行 {column} 列: 構文の誤りです（{message}）。",
        "Line {line}, column {column}: not valid Python ({message}).",
    ),
    "fault-policy": ("実行しませんでした: {refusal}", "Not run: {refusal}"),
    "advice-statement": (
        "ここに入るのは式だけです。「return」や「名前 =」は付けません。",
        "Only an expression goes here, without “return” or “name =”.",
    ),
    "not-counted": (
        "解答には数えません。直してもう一度どうぞ。",
        "It does not count as an answer: mend it and try again.",
    ),
    # on the screen
    "hidden": ("選択肢は隠してあります。", "The options are hidden."),
    "key-type": ("入力", "type"),
    "key-answer": ("解答", "answer"),
    "key-line": ("改行", "new line"),
    "key-options": ("選択肢", "options"),
    "key-history": ("履歴", "history"),
    "key-skip": ("飛ばす", "skip"),
    "key-hint": ("ヒント", "hint"),
    "key-end": ("終了", "end"),
    "unknown-command": (
        "「:{word}」という指示はありません。:? :i :s :b :o :q が使えます。",
        "There is no “:{word}”; there are :? :i :s :b :o :q.",
    ),
    "given-up": ("実行を中断しました。", "The run was given up."),
    # without a terminal
    "ask-expression": (
        "{blank} に入る式（:o 選択肢, :? ヒント, :i 名前, :s 飛ばす, :q 終了）:",
        "The expression for {blank} (:o options, :? hint, :i names, :s skip, :q quit):",
    ),
    "ask-statement": (
        "{blank} に入る文。空行か「.」だけの行で終わり（:o 選択肢, :? ヒント, :i 名前, :s 飛ばす, :q 終了）:",
        "The statements for {blank}; an empty line or a line with just “.” ends them (:o options, :? hint, :i names, :s skip, :q quit):",
    ),
    "ask-more": ("…", "…"),
    # the command line
    "help-type": (
        "選択肢を隠し、答えをコードとして入力する",
        "hide the options: the answers are typed as code",
    ),
}
