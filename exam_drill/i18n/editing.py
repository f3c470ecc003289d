"""What keeps an edit from being made, and what an edit would have broken."""

SENTENCES = {
    # ── exam_drill.editing.EditError ──
    "unreadable": (
        "{path} は YAML として読めません（{line} 行目）。`exam-drill check {path}` で誤りを確かめて直してください。",
        "{path} cannot be read as YAML (line {line}). See what is wrong with `exam-drill check {path}` and mend it.",
    ),
    "no-mapping": (
        "{path} には `questions:` の一覧がありません。先頭に `format: 1` と `questions:` を書いてください。",
        "{path} has no list `questions:`. Write `format: 1` and `questions:` at its top.",
    ),
    "flow-questions": (
        "{path} の `questions` は角括弧・波括弧や null で書かれています。`questions:` の下に `- id: …` の行を並べる形に直してください。",
        "`questions` in {path} is written with brackets or as null. Write lines `- id: …` below `questions:` instead.",
    ),
    "shared": (
        "{path} のこの一覧には `&名前` か `*名前` が付いていて、ほかの場所でも使われます。書き下してから、もう一度試してください。",
        "This list in {path} carries `&name` or `*name`, so that other places use it too. Write it out and try again.",
    ),
    "no-question": ("{path} に問題 {id} はありません。", "{path} holds no question {id}."),
    "several-questions": (
        "{path} には id が {id} の問題がいくつもあります。一つを残して id を変えてください。",
        "{path} holds several questions with the id {id}. Change the id of all but one.",
    ),
    "no-blank": (
        "問題 {id} に空欄 ({label}) はありません。あるのは {labels} です。",
        "Question {id} has no blank ({label}); it has {labels}.",
    ),
    "several-blanks": (
        "問題 {id} には空欄がいくつもあります（{labels}）。どれかを選んでください。",
        "Question {id} has several blanks ({labels}). Say which one.",
    ),
    "no-options": (
        "問題 {id} のこの空欄には、選択肢の一覧がありません。`options:` の下に `- …` の行を書いてください。",
        "This blank of question {id} has no list of options. Write lines `- …` below `options:`.",
    ),
    # ── exam_drill.editing.ChangedError ──
    "changed": (
        "{path} はその間に書き換えられたので、何も書き込みませんでした。もう一度実行してください。",
        "{path} was changed meanwhile, so nothing was written. Run the command again.",
    ),
    # ── exam_drill.editing.Harm ──
    "harmful": (
        "{path} のほかの部分が変わってしまうので、何も書き込みませんでした。",
        "Nothing was written to {path}, because other parts of it would have changed:",
    ),
    "was-unreadable": (
        "もとの文章が YAML として読めません（{line} 行目）。",
        "It cannot be read as YAML (line {line}).",
    ),
    "is-unreadable": (
        "書き込むと YAML として読めなくなります（{line} 行目）。",
        "It could not be read as YAML any more (line {line}).",
    ),
    "comment-lost": ("コメントがなくなります: {comment}", "A comment would be lost: {comment}"),
    "comment-moved": (
        "コメントがほかの問題に移ります: {comment}",
        "A comment would stand in another question: {comment}",
    ),
    "question-gone": ("問題 {id} がなくなります。", "Question {id} would be gone."),
    "question-changed": ("問題 {id} の内容が変わります。", "Question {id} would say something else."),
    "question-new": ("余分な問題 {id} ができます。", "There would be another question {id}."),
    "questions-moved": ("問題の順序が変わります。", "The questions would stand in another order."),
    "head-changed": ("`questions` のほかの項目が変わります。", "A field beside `questions` would change."),
    "new-problem": (
        "{line} 行目に誤りができます（{problem}）。",
        "There would be a mistake in line {line} ({problem}).",
    ),
}
