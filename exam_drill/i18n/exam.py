"""Sentences of the table `exam`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # keys
    "key-flag": ("印", "flag"),
    "key-overview": ("一覧", "overview"),
    "key-hand-in": ("提出", "hand in"),
    "key-leave": ("中断", "leave"),
    "key-choose": ("選ぶ", "choose"),
    "key-go": ("その問題へ", "go there"),
    "key-yes": ("提出する", "hand in"),
    "key-begin": ("開始", "begin"),
    "key-resume": ("再開", "go on"),
    "key-give-up": ("放棄", "give up"),
    "key-wrong": ("間違い・未解答", "wrong or open"),
    "key-flagged": ("印の問題", "flagged"),
    "key-all": ("すべて", "all"),
    "key-result": ("結果", "result"),
    # before it begins
    "title": ("模擬試験", "Mock exam"),
    "size": (
        "{blanks} 問（プログラム {questions} 個）、{minutes} 分",
        "{blanks} {blanks:question|questions} on {questions} {questions:listing|listings}, {minutes} minutes",
    ),
    "real": (
        "本番は約 {number} 問・{minutes} 分とされます（受験者の公開記録による伝聞で、公式文書は未確認です）。"
        "ここでは空欄 1 個を 1 問と数えます。",
        "The real exam is said to have about {number} questions in {minutes} minutes (second-hand, from public notes; the "
        "official document was not at hand). One blank here counts as one of its questions.",
    ),
    "fewer": (
        "{wanted} 問の指定ですが、出題できるのは {count} 問です。",
        "{wanted} {wanted:question was|questions were} asked for; the bank gives {count}.",
    ),
    "rules": (
        "正誤は終わるまで表示しません。問題は自由に行き来でき、解答の変更や印付けもできます。",
        "Nothing is told until the end. Move back and forth, change answers and flag questions as you like.",
    ),
    "rules-clock": (
        "時間が来ると、その時点の解答で終了します。途中で閉じても、閉じた時点の残り時間から再開できます。",
        "When the time is up the exam ends with the answers given so far. If it is closed, it goes on later with the "
        "clock as it stood.",
    ),
    "drawn": ("出題範囲", "Where the questions come from"),
    "drawn-of": ("{available} 問中 {drawn} 問", "{drawn} of {available}"),
    "no-heading": ("（項目なし）", "(no heading)"),
    "lacking": (
        "この問題集に問題がない試験範囲: {headings}",
        "Headings of the syllabus without a question here: {headings}",
    ),
    "open-exam": ("途中の模擬試験があります（{begun} 開始）。", "There is an exam that is not over, begun {begun}."),
    "gone": (
        "{count} 問は、その後問題が変わったか、なくなったため、除きます。",
        "{count} {count:question|questions} left out: changed or gone since.",
    ),
    "give-up": (
        "途中の模擬試験を放棄しますか。解答は採点されません。",
        "Give up the exam that is not over? Its answers will not be graded.",
    ),
    "entrance-keys": ("下の行のキーが使えます。", "The keys are on the last line."),
    # while it is sat
    "left": ("残り {time}", "{time} left"),
    "counts": (
        "解答済み {answered} · 未解答 {open} · 印 {flagged}",
        "answered {answered} · open {open} · flagged {flagged}",
    ),
    "flagged-here": ("印付き", "flagged"),
    "overview": ("一覧", "overview"),
    "legend": ("番号:解答　- は未解答、* は印", "number:answer   - open, * flagged"),
    "open": ("未解答", "Open"),
    "flagged": ("印", "Flagged"),
    "confirm": ("提出しますか。提出後は変更できません。", "Hand in? Nothing can be changed afterwards."),
    "confirm-open": (
        "未解答が {count} 問あります。このまま提出しますか。提出後は変更できません。",
        "{count} {count:question is|questions are} open. Hand in all the same? Nothing can be changed afterwards.",
    ),
    "confirm-keys": ("y で提出、b で戻ります。", "y hands in, b goes back."),
    "unknown-key": (
        "「{key}」のキーには割り当てがありません。下の行のキーが使えます。",
        "“{key}” does nothing here; the keys are on the last line.",
    ),
    "unnamed-key": (
        "そのキーには割り当てがありません。下の行のキーが使えます。",
        "That key does nothing here; the keys are on the last line.",
    ),
    "plain-unknown-key": (
        "「{key}」には割り当てがありません。使えるのは {keys} です。",
        "“{key}” does nothing here; there are {keys}.",
    ),
    "no-such-option": (
        "{key} 番の選択肢はありません。1〜{last} から選んでください。",
        "There is no option {key}; choose 1–{last}.",
    ),
    "no-such-number": (
        "{number} 番の問題はありません。1〜{last} から選んでください。",
        "There is no question {number}; choose 1–{last}.",
    ),
    "typed": ("{key} … もう 1 桁、または Enter で {key} に決めます。", "{key} … another digit, or Enter for {key}."),
    "options-first": (
        "選択肢はこちらです。確かめてから番号を押してください。",
        "Here are the options; look first, then press a number.",
    ),
    "all-seen": ("問題はここまでです。n で次へ進みます。", "This is all of the question; n goes on."),
    "at-first": ("これが最初の問題です。", "This is the first question."),
    "at-last": ("最後の問題まで来ました。h で提出できます。", "That was the last question; h hands in."),
    "nothing-to-clear": ("この問題は未解答です。", "This question has no answer to take back."),
    "not-here": ("ここでは使えません。", "That does nothing here."),
    "not-saved": (
        "解答を保存できません（{cause}）。このまま続けられますが、閉じると失われます。",
        "Answers cannot be saved ({cause}). You can go on, but they are lost when this is closed.",
    ),
    "taken-over": (
        "この模擬試験は別の画面で再開されたため、ここでは終了します。",
        "This exam was gone on with elsewhere, so it ends here.",
    ),
    # left
    "left-for-now": (
        "中断しました。残り {time}、{counts}。exam-drill exam で続きから再開できます。",
        "Left with {time} to go, {counts}. Go on with: exam-drill exam",
    ),
    "left-unsaved": (
        "終了しました。保存できなかったため、再開はできません。",
        "Ended. It could not be saved, so it cannot be gone on with.",
    ),
    # the result
    "result": ("模擬試験の結果", "Result of the exam"),
    "score": ("{counted} 問中 {right} 問正解（{percent}）", "{right} of {counted} right ({percent})"),
    "ended-handed-in": ("提出しました", "handed in"),
    "ended-time-up": ("時間切れで終了しました", "the time was up"),
    "ended-given-up": ("放棄しました", "given up"),
    "time-used": ("時間 {used}／{limit}", "time {used} of {limit}"),
    "count-open": ("未解答 {count}（不正解と数えます）", "open {count} (counted as not right)"),
    "count-undecided": ("採点できない問題 {count}（除きます）", "not gradable {count} (left out)"),
    "judging": ("採点中 {done}/{all} [{bar}]", "Grading {done}/{all} [{bar}]"),
    "unchecked": (
        "このうち {count} 問は実行で確かめられず、公表されている答えで採点しました。",
        "{count} of these could not be proven by execution and were graded by the published answer.",
    ),
    "by-heading": ("項目別", "By heading"),
    "all-headings": ("全体", "all"),
    "earlier": ("以前の模擬試験", "earlier exams"),
    "no-passing-line": (
        "本番の合格点は公表されていません。各分野 55〜65% 程度という受験者の報告があります（伝聞）。",
        "The passing line of the real exam is not published; candidates report about 55–65% in every field (second-hand).",
    ),
    "times": ("解答時間", "Time"),
    "median": (
        "1 問の中央値 {time}（持ち時間は 1 問あたり {pace}）",
        "median of a question {time} (there is {pace} for each)",
    ),
    "slowest": ("時間がかかった問題:", "What took longest:"),
    "mark-right": ("正解", "right"),
    "mark-wrong": ("不正解", "wrong"),
    "mark-undecided": ("採点できません", "not gradable"),
    "mark-pending": ("採点中", "being graded"),
    "mark-open": ("未解答", "open"),
    "result-keys": ("w・f・a で問題を見直し、q で終了します。", "w, f and a look at questions again; q leaves."),
    "review-keys": ("Enter で次、b で前、o で結果に戻ります。", "Enter goes on, b goes back, o shows the result."),
    "review-end": ("最後まで見ました。", "That was the last one."),
    "none-wrong": ("間違いも未解答もありません。", "Nothing is wrong or open."),
    "none-flagged": ("印の付いた問題はありません。", "None was flagged."),
    "none-all": ("問題がありません。", "There is no question."),
    "which-wrong": ("間違い・未解答", "wrong or open"),
    "which-flagged": ("印の問題", "flagged"),
    "which-all": ("すべて", "all"),
    "was-open": ("解答していません。", "No answer was given."),
    "was-open-right": ("解答していません。正解は {right} です。", "No answer was given. The right one is {right}."),
    # without a terminal
    "plain-begin": ("Enter で開始:", "Enter begins:"),
    "plain-ask": ("[残り {time}] 解答（{keys}）:", "[{time} left] Answer ({keys}):"),
    "plain-chosen": ("{number} を選びました。", "You chose {number}."),
    "plain-review": (
        "見直し（w 間違い・未解答、f 印、a すべて、q 終了）:",
        "Look again (w wrong or open, f flagged, a all, q leave):",
    ),
    "plain-goes-on": ("続きから再開します（新しく始めるには --new）。", "Going on with it (--new begins a new one)."),
    # the command line
    "help-questions": (
        "出題数。空欄 1 個を 1 問と数えます（既定は {number}）",
        "how many blanks to ask for (default: {number})",
    ),
    "help-minutes": (
        "制限時間（分）。既定では、本番の {number} 問 {minutes} 分と同じ割合にします",
        "the time in minutes (default: in proportion to the real exam's {minutes} for {number})",
    ),
    "help-seed": (
        "出題と選択肢の順を決めるシード（既定は毎回新しいもの）",
        "seed of questions and options (default: a new one)",
    ),
    "help-resume": ("途中の模擬試験を再開する", "go on with the exam that is not over"),
    "help-new": ("途中の模擬試験を放棄し、新しく始める", "begin a new exam; one that is not over is given up"),
    "help-results": ("これまでの模擬試験の結果を一覧する", "list the exams that were"),
    "help-review": (
        "終わった模擬試験を見直す。1 が直近（--results の番号）",
        "look at an exam again, 1 being the last (numbers as in --results)",
    ),
    "none-open": (
        "途中の模擬試験はありません。exam-drill exam で新しく始められます。",
        "There is no exam to go on with; exam-drill exam begins one.",
    ),
    "none-yet": (
        "終わった模擬試験はまだありません。exam-drill exam で始められます。",
        "There is no exam that is over yet; exam-drill exam begins one.",
    ),
    "no-such-exam": (
        "{number} 番の模擬試験はありません。{last} 番までです（--results で一覧）。",
        "There is no exam {number}; the last one is {last} (see --results).",
    ),
    "no-result": (
        "この模擬試験は放棄されたため、結果がありません。",
        "That exam was given up and has no result.",
    ),
    "all-gone": (
        "途中の模擬試験の問題は、どれも変わったか、なくなりました。--new で新しく始められます。",
        "All questions of the exam that is not over have changed or are gone; --new begins a new one.",
    ),
    "unreadable": (
        "保存された模擬試験を読めません。--new で新しく始められます。",
        "The saved exam cannot be read; --new begins a new one.",
    ),
    "newer": (
        "途中の模擬試験は、より新しい exam-drill で保存されています。そちらで再開してください。",
        "The exam that is not over was saved by a newer exam-drill; go on with it there.",
    ),
    "no-store": (
        "記録を使えないため、この模擬試験は保存されません: {cause}",
        "Your records cannot be used, so this exam is not saved: {cause}",
    ),
    "store-needed": ("記録を使えません: {cause}", "Your records cannot be used: {cause}"),
    "none-so-small": (
        "{number} 問以内に収まる問題がありません。--questions を増やしてください。",
        "No question has so few blanks ({number}); ask for more with --questions.",
    ),
}
