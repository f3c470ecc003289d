"""Sentences of `--help` about whole commands: name -> (Japanese, English).

`short-` is for the list of commands, `about-` stands above the arguments of one, `epilog-` below them.
"""

_SIGNALS_JA = "129、130、143 は SIGHUP、SIGINT（Ctrl-C）、SIGTERM による終了、141 は出力の読み手がいなくなった"
_SIGNALS_EN = "129, 130 and 143 ended by SIGHUP, SIGINT (Ctrl-C) and SIGTERM, 141 the reader of the output has gone"

SENTENCES: dict[str, tuple[str, str]] = {
    "program": (
        "JDLA E 資格の試験対策。すべての正解は実行によって証明されています。",
        "Exam practice for the JDLA E certificate in which every answer key is proven by execution.",
    ),
    "commands": ("コマンド", "commands"),
    "program-usage": ("exam-drill [コマンド] [引数 ...]", "exam-drill [COMMAND] [ARGUMENT ...]"),
    "program-epilog": (
        "exam-drill だけで組み込みの問題集を練習できます。各コマンドの引数は exam-drill コマンド --help で分かります。\n"
        "終了コード: 0 正常、1 指摘あり、2 使い方または問題集の誤り、3 本体の失敗。" + _SIGNALS_JA,
        "exam-drill alone practises with the built-in bank; exam-drill COMMAND --help tells the arguments of a command.\n"
        "Exit codes: 0 fine, 1 findings, 2 wrong usage or an invalid bank, 3 our own failure; " + _SIGNALS_EN + ".",
    ),
    # learning
    "short-quiz": ("端末で練習する（既定）", "practise in the terminal (the default)"),
    "about-quiz": (
        "練習: 問題を 1 問ずつ出し、選んだ選択肢を実行して採点します。\n\n"
        "端末ではキー 1 つで答えます。端末でなければ、答えを標準入力から 1 行に 1 つ読みます。",
        "Practise: questions one by one, each answer judged by what its option does when it is run.\n\n"
        "On a terminal one key answers. Without one, answers are read from standard input, one a line.",
    ),
    "epilog-quiz": (
        "キー: 1–9 解答、t 入力して答える、? ヒント、i 名前と値、d ほかの選択肢の値、s 飛ばす、b 戻る、u 解答を取り消す、Enter 次へ、矢印 スクロール、q 終了。最後に r でもう一度\n"
        "終了コード: 0 正常（出題中の Ctrl-C で抜けた場合も）、2 使い方の誤りまたは有効な問題がない、3 本体の失敗。"
        + _SIGNALS_JA,
        "keys: 1–9 answer, t type the answer, ? hint, i names and values, d those of another option, s skip, b back, u take the answer back, Enter next, arrows scroll, "
        "q quit; at the end r asks again\n"
        "exit codes: 0 fine (Ctrl-C while questions are asked is a way to leave), 2 wrong usage or no valid question, 3 our "
        "own failure; " + _SIGNALS_EN,
    ),
    "short-exam": (
        "模擬試験。本番と同じ問題数と時間で、終わるまで正誤を示さない",
        "a mock exam: the real one's number of questions and time, and nothing told before the end",
    ),
    "about-exam": (
        "模擬試験: 本番と同じ問題数と時間で、終わるまで正誤を示しません。\n\n"
        "キーを押すたび、1 秒ごとに保存します。端末を閉じても、途中で切れても、時計はその時点から再開できます。",
        "A mock exam: the real one's number of questions and its time, and nothing told before the end.\n\n"
        "It is kept at every key and every second: closed, killed or cut off, it goes on with the clock as it stood.",
    ),
    "epilog-exam": (
        "キー: 1–9 解答、f 印を付ける、u 解答を取り消す、n または Enter 次へ、b 戻る、o 一覧、h 提出、q 中断\n"
        "終了コード: 0 正常（中断した場合も）、2 使い方の誤りまたは有効な問題がない、3 学習記録が使えない、または本体の失敗。"
        + _SIGNALS_JA,
        "keys: 1–9 answer, f flag, u take the answer back, n or Enter next, b back, o overview, h hand in, q leave for now\n"
        "exit codes: 0 fine (also when the exam is left), 2 wrong usage or no valid question, 3 the learning record cannot\n"
        "be used where it is needed, or our own failure; " + _SIGNALS_EN,
    ),
    "short-stats": (
        "解答の記録から、正答率、推移、思い違い、記憶の見通しを示す",
        "show what your answers tell: accuracy, trend, misconceptions, what you will remember",
    ),
    "about-stats": (
        "解答の記録から分かること（正答率、推移、時間、思い違い、難しい問題、記憶の見通し）を示します。\n\n"
        "シラバスの項目、タグ、思い違いごとに、端末、1 枚のページ、または JSON で示します。",
        "Show what your answers tell: accuracy, trend, time, misconceptions, hard questions, and what you will remember.\n\n"
        "By heading of the syllabus, tag and misconception; on the terminal, as one page, or as JSON.",
    ),
    "epilog-stats": (
        "終了コード: 0 正常（まだ解答がない場合も）、2 使い方または問題集の誤り、またはその場所にページを書けない、"
        "3 学習記録を使えない、または本体の失敗。" + _SIGNALS_JA,
        "exit codes: 0 fine, also if there are no answers yet; 2 wrong usage, an invalid bank, or a page that cannot be "
        "written there; 3 the learning record cannot be used, or our own failure; " + _SIGNALS_EN,
    ),
    "short-plan": (
        "試験までの計画。今日すること、この先の量、時間が足りるか",
        "the plan towards an exam: what to do today, what is ahead, and whether the time will do",
    ),
    "about-plan": (
        "試験までの計画です。今日すること、この先の量、時間が足りるかどうかを示します。\n\n"
        "オプションがなければ計画を示し、あれば計画を変えてから示します。",
        "Plan towards an exam: what to do today, how much is ahead, and whether the time will do.\n\n"
        "Without options it shows the plan; with options it changes the plan first.",
    ),
    "epilog-plan": (
        "終了コード: 0 正常、1 パラメーターの推定を求められたができなかった、2 使い方の誤りまたは有効な問題がない、"
        "3 学習記録を使えない、または本体の失敗。" + _SIGNALS_JA,
        "exit codes: 0 fine, 1 parameters were to be fitted, and could not be, 2 wrong usage or no valid question, 3 the "
        "learning record cannot be used, or our own failure; " + _SIGNALS_EN,
    ),
    "short-progress": (
        "学習記録の場所と内容を示す。書き出し、取り込み",
        "where your learning record lies and what is in it; export it, import another one",
    ),
    "about-progress": (
        "学習記録の場所と内容を示し、JSON の行として書き出し、または取り込みます。\n\n"
        "progress import は今ある記録に加えます。ほかの端末の記録でもよく、同じ解答を二重に数えることはありません。",
        "Tell where your learning record lies and what is in it, write it as lines of JSON, or take such lines in.\n\n"
        "progress import adds to what is there, also what comes from another machine; nothing counts twice.",
    ),
    "epilog-progress": (
        "終了コード: 0 正常、2 使い方の誤り、取り込めない行、または書き出すものがまだない、3 記録またはファイルを使えない。"
        + _SIGNALS_JA,
        "exit codes: 0 fine, 2 wrong usage, lines that cannot be taken in, or nothing to export yet, 3 the record or a file "
        "cannot be used; " + _SIGNALS_EN,
    ),
    "short-settings": (
        "設定の値とその出どころを示す。設定ファイルを作る",
        "the settings in effect and where each comes from; begin a settings file",
    ),
    "about-settings": (
        "有効な設定とその出どころを示します。--init で設定ファイルを作ります。\n\n"
        "引数、環境変数、設定ファイル、既定の値の順に、先にあるものが優先されます。",
        "Show the settings in effect and where each comes from, or begin a settings file.\n\n"
        "Argument, variable, file, default: the first that says something counts.",
    ),
    "epilog-settings": (
        "終了コード: 0 正常、1 読めない設定がある、2 使い方の誤り、またはファイルが既にあるので何もしなかった、3 ファイルを書けない",
        "exit codes: 0 fine, 1 something in the settings cannot be understood, 2 wrong usage, or the file is there already "
        "and is left alone, 3 it could not be written",
    ),
    # keeping a bank
    "short-check": ("問題集の正解を実行によって証明する", "prove the answer keys of a bank by execution"),
    "about-check": (
        "問題集の正解を実行によって証明します。\n\nすべての選択肢を空欄に入れ、多くの入力で実行し、参照実装と比べます。",
        "Prove the answer keys of a bank by execution.\n\n"
        "Every option is put into its blank, run on many inputs, and compared with the reference.",
    ),
    "epilog-check": (
        "判定: proven, wrong_key, ambiguous, no_match, reference_failed, unreached, invalid\n"
        "終了コード: 0 すべて証明できた、1 指摘あり、2 使い方または問題集の誤り、3 本体の失敗（何も判定していないか、結果を書けない）。"
        + _SIGNALS_JA,
        "findings: proven, wrong_key, ambiguous, no_match, reference_failed, unreached, invalid\n"
        "exit codes: 0 everything is proven, 1 findings, 2 wrong usage or an invalid bank, 3 our own failure: nothing was "
        "judged, or the report could not be written; " + _SIGNALS_EN,
    ),
    "short-show": (
        "1 つの問題を、答えと各選択肢の実行結果とともに示す",
        "show one question with its answer and what each option's run showed",
    ),
    "about-show": (
        "1 つの問題を示します。学習者に見えるままの問題、答え、各選択肢の実行結果、出典の順です。",
        "Show one question: as the learner sees it, then its answer, what each option's run showed, and its source.",
    ),
    "epilog-show": (
        "終了コード: 0 正常、2 使い方または問題の誤り、3 選択肢を実行できないか、結果を書けない。" + _SIGNALS_JA,
        "exit codes: 0 fine, 2 wrong usage or an invalid question, 3 the options could not be run, or the output not be "
        "written; " + _SIGNALS_EN,
    ),
    "short-doctor": (
        "バージョン、ファイルの場所、表示、サンドボックスの働きを調べる",
        "versions, where things lie, how the terminal draws, and what the sandbox can enforce here",
    ),
    "about-doctor": (
        "バージョン、問題集と学習記録の場所、端末の表示、この環境でサンドボックスが遮断できるものを調べます。\n\n"
        "サンドボックスが動作確認用のプログラムを実行できなければ、終了コード 3 で終わります。",
        "Show versions, where the bank and the learner's data lie, how the terminal draws, and what the sandbox can enforce "
        "here.\n\nEnds with exit code 3 if the sandbox cannot run a known good program.",
    ),
    "epilog-doctor": (
        "終了コード: 0 正常、2 使い方の誤り、3 この環境では何も判定できないか、結果を書けない。" + _SIGNALS_JA,
        "exit codes: 0 fine, 2 wrong usage, 3 nothing can be judged here, or the output could not be written; "
        + _SIGNALS_EN,
    ),
    # writing questions
    "short-new": (
        "関数、空欄、誤りの選択肢から問題を作る",
        "write a question: from a function, a blank that you choose in it, and wrong options",
    ),
    "about-new": (
        "関数、その中の空欄、誤りの選択肢から問題を作ります。\n\n"
        "コード、入力の形、正しい選択肢、誤りの選択肢を書き、すぐに実行して、何が証明されたかを示します。",
        "Write a question: from a function, a blank that you choose in it, and wrong options.\n\n"
        "The question is written with its code, the shapes of its inputs, a right option and wrong ones; it is run at once, "
        "and what that proves is told.",
    ),
    "epilog-new": (
        "例:\n"
        '  exam-drill new --reference gru.gru --blank "(1 - z) * h + z * h_bar"\n'
        '  exam-drill new --from my_ref.py --input "x: N D" --blank "x.mean(axis=1)"\n\n'
        "端末では、指定しなかったものを順に尋ねます。文章は日本語でも英語でもよく、2 回指定すれば両方になります。\n\n"
        "終了コード: 0 書き、証明できた、1 書いたが証明できていない、または実行できないので書かなかった、2 使い方の誤り、3 本体の失敗",
        "examples:\n"
        '  exam-drill new --reference gru.gru --blank "(1 - z) * h + z * h_bar"\n'
        '  exam-drill new --from my_ref.py --input "x: N D" --blank "x.mean(axis=1)"\n\n'
        "On a terminal, what is not given is asked for. Texts may be Japanese or English; give an option twice for both.\n\n"
        "exit codes: 0 written and proven, 1 written but not proven, or nothing written because it does not run, 2 wrong "
        "usage, 3 our own failure",
    ),
    "short-suggest": (
        "誤りの選択肢を実行して提案し、ファイルに書き加える",
        "propose wrong options, each of them executed, and put them into the file",
    ),
    "about-suggest": (
        "問題の誤りの選択肢を、1 つずつ実行したうえで提案します。選んだものはファイルに書き加え、もう一度判定します。",
        "Propose wrong options for a question, each of them executed; put the chosen ones into its file, which is then checked "
        "again.",
    ),
    "epilog-suggest": (
        "終了コード: 0 正常、1 見つからない、または正解を証明できないので提案できない、2 使い方または問題の誤り、または書けない、"
        "3 選択肢を実行できない。" + _SIGNALS_JA,
        "exit codes: 0 fine, 1 nothing was found, or the key is not proven, so that nothing can be suggested; 2 wrong usage, an "
        "invalid question, or nothing could be written; 3 the options could not be run; " + _SIGNALS_EN,
    ),
    "short-lint": (
        "実行しなくても分かる問題集の誤りを示す",
        "tell every mistake of a bank that can be known without running it",
    ),
    "about-lint": (
        "実行しなくても分かる問題集の誤りを、場所と直し方とともに示します。",
        "Tell every mistake of a bank that can be known without running it, with its place and its mend.",
    ),
    "epilog-lint": (
        "終了コード: 0 指摘なし、1 指摘あり、2 使い方の誤り、または問題が使えなくなる誤り、3 本体の失敗、または結果を書けない。"
        + _SIGNALS_JA,
        "exit codes: 0 nothing to say, 1 findings, 2 wrong usage or mistakes that make questions unusable, 3 our own failure, "
        "or the report could not be written; " + _SIGNALS_EN,
    ),
    "short-fmt": (
        "問題集のファイルの体裁を整える（注釈と意味は変えない）",
        "lay out bank files in one way; comments and meaning stay",
    ),
    "about-fmt": (
        "問題集のファイルの体裁（キーの順、字下げ、引用符、空行）を整えます。注釈、文章、意味は変えません。\n\n"
        "パスを指定しなければ組み込みの問題集を調べるだけで、書き換えません。",
        "Lay out bank files in one way: order of keys, indentation, quotes, empty lines. Comments, texts and meaning stay.\n\n"
        "The built-in bank, taken without PATH, is only compared with its layout, never written.",
    ),
    "epilog-fmt": (
        "終了コード: 0 正常、1 変わるファイルがある（--check、--diff）、または壊さずに整えられない、2 使い方または問題集の誤り、"
        "3 ファイルを書けない。" + _SIGNALS_JA,
        "exit codes: 0 fine, 1 a file would change (--check, --diff) or cannot be laid out without harm, 2 wrong usage or an "
        "invalid bank, 3 a file could not be written; " + _SIGNALS_EN,
    ),
    "short-preview": (
        "作者に、学習者の見る画面と各選択肢の実行で得た値を示す",
        "show an author a question as learners will see it, and the values behind each option's run",
    ),
    "about-preview": (
        "作者に 1 つの問題を示します。学習者の見る画面と、各選択肢の実行結果です。\n\n"
        "すべての選択肢を全試行で実行し、違いがあれば、その値を期待される値と並べます。",
        "Show an author one question: as the learner will see it, and what running each option gave.\n\n"
        "Every option is run on all trials; where it differs, its value stands beside the expected one.",
    ),
    "epilog-preview": (
        "終了コード: 0 正常、1 証明できていない空欄がある、2 使い方または問題の誤り、3 選択肢を実行できないか、結果を書けない。"
        + _SIGNALS_JA,
        "exit codes: 0 fine, 1 a blank that is shown is not proven, 2 wrong usage or an invalid question, 3 the options could "
        "not be run, or the output not be written; " + _SIGNALS_EN,
    ),
    "short-watch": ("保存するたびに問題集への影響を示す", "tell at every save what it did to a bank"),
    "about-watch": (
        "保存するたびに、問題集がどうなったかを示します。\n\n"
        "保存したものをすぐに調べ、文章の誤りと選択肢の実行結果を同じ画面に示します。変わったところだけを読み直し、実行します。"
        "端末でなければ、保存ごとにひとまとまりの行を書きます。",
        "Tell at every save what it did to a bank.\n\n"
        "What was saved is checked at once, in the same screen: the mistakes in its text, and what the runs of its options "
        "show. Only what has changed is read and run again. Without a terminal a block of lines is written for each save.",
    ),
    "epilog-watch": (
        "キー: Enter または r 直前の問題をもう一度判定、a すべて判定、矢印 スクロール、q 終了\n"
        "終了コード: 0 端末で q、Ctrl-C、Ctrl-D により終了、2 使い方の誤り、または --trust なしでは実行しない問題集、3 本体の失敗。"
        + _SIGNALS_JA,
        "keys: Enter or r judge the last questions once more, a judge all, arrows scroll, q quit\n"
        "exit codes: 0 left by q, Ctrl-C or Ctrl-D on a terminal, 2 wrong usage, or a bank that is not run here without "
        "--trust, 3 our own failure; " + _SIGNALS_EN,
    ),
    "short-schema": (
        "エディター用に、問題集の書式の JSON スキーマを出力する",
        "print the JSON Schema of the bank format, for editors",
    ),
    "about-schema": (
        "問題集の書式の JSON スキーマを出力します。エディターはこれによって補完、説明、検査をします。\n\n"
        "VS Code、Neovim などでの設定は docs/schema.md にあります。",
        "Print the JSON Schema of the bank format, by which an editor completes, explains and checks a bank as it is typed.\n\n"
        "The page docs/schema.md tells how VS Code, Neovim and others are told of it.",
    ),
    "epilog-schema": (
        "終了コード: 0 正常、2 使い方の誤り、または FILE に書けない、3 本体の失敗、または出力できない。" + _SIGNALS_JA,
        "exit codes: 0 fine, 2 wrong usage, or FILE cannot be written; 3 our own failure, or the output could not be written; "
        + _SIGNALS_EN,
    ),
}
