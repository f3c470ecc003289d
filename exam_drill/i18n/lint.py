"""Sentences of `lint`: name -> (Japanese, English).

For each code of a rule the complaint, which says what to write instead, and `about-CODE`, what the rule asks for.
"""

FINDINGS: dict[str, tuple[str, str]] = {
    "answer-positions-skewed": (
        "正解が {position} 番目にある空欄は {blanks} 個のうち {count} 個（{percent} %、偏りがなければ約 {expected} %）です。選択肢の順序を入れ替えてください",
        "option {position} is right in {count} of {blanks} {blanks:blank|blanks} ({percent} %, where about {expected} % would be even); reorder options",
    ),
    "duplicate-question": (
        "{other} の問題と、名前の付け方を除いて同じプログラムで、空欄の位置も同じです。どちらかを消すか、別のことを問うてください",
        "but for its names this is the program of the question at {other}, with the same blanks; remove one, or ask something else",
    ),
    "duplicate-options": (
        "{other} の問題と選択肢も正解も同じです。別のことを問うか、選択肢を変えてください",
        "options and right answer are those of the question at {other}; ask something else, or change the options",
    ),
    "tag-spelt-differently": (
        "タグ {tag} は、ほかの箇所では {other} と書かれています。どちらかに揃えてください",
        "the tag {tag} is written {other} elsewhere; write both alike",
    ),
    "missing-why": (
        "誤りの選択肢 {count} 個に why がありません（{text} など）。なぜ誤りかを why: に書いてください",
        "wrong options without a why: {count} ({text}); say in why: what is wrong with each",
    ),
    "missing-language": (
        "{key} に {language} がありません。{{ja: …, en: …}} の形で両方の言語を書いてください",
        "{key} has no {language}; write both languages, as in {{ja: …, en: …}}",
    ),
    "language-mixed-up": (
        "{language} の文が別の言語で書かれています（{text}）。ja には日本語、en には英語を書いてください",
        "the {language} text is in the other language ({text}); write Japanese in ja and English in en",
    ),
    "unknown-blank-in-text": (
        "({label}) という空欄はプログラムにありません。空欄は {known} です。記号を直してください",
        "the listing has no blank ({label}), but {known}; correct the label",
    ),
    "blank-not-in-prompt": (
        "問題文が空欄 ({label}) に触れていません。どの空欄を問うのかをすべて書いてください",
        "the prompt does not name the blank ({label}); name all blanks that are asked for",
    ),
    "blank-in-one-language": (
        "{key} のもう一方の言語にある空欄 ({label}) が、こちらにはありません。両方の言語で同じ空欄を挙げてください",
        "the other language of {key} names the blank ({label}), this one does not; name the same blanks in both",
    ),
    "option-number-in-text": (
        "「{text}」は選択肢の番号や位置を指しています。出題時に順序が入れ替わるので、その選択肢が何をするかを書いてください",
        "“{text}” names an option by its number or position, but options are shuffled; say what the option does instead",
    ),
    "hint-gives-answer": (
        "ヒントに空欄 ({label}) の正解 {text} がそのまま書かれています。考え方だけを書いてください",
        "the hint holds the answer of ({label}) word for word, {text}; hint at the way to it only",
    ),
    "prompt-gives-answer": (
        "問題文に空欄 ({label}) の正解 {text} がそのまま書かれています。別の言い方にしてください",
        "the prompt holds the answer of ({label}) word for word, {text}; say it in another way",
    ),
    "listing-gives-answer": (
        "プログラムのコメントか文字列に空欄 ({label}) の正解 {text} がそのまま書かれています。消すか、言い換えてください",
        "a comment or string of the listing holds the answer of ({label}) word for word, {text}; remove it or say it in another way",
    ),
    "why-gives-answer": (
        "この why は、あとで問う空欄 ({label}) の正解 {text} をそのまま含んでいます。別の言い方にしてください",
        "this why holds the answer of another blank, ({label}), word for word, {text}; say it in another way",
    ),
    "same-why-twice": (
        "{line} 行目の why と同じ文です。この選択肢に固有の誤りを書いてください",
        "this why is the same as in line {line}; say what is wrong with this very option",
    ),
    "longest-option-is-right": (
        "正解の選択肢だけが長く（{cells} 桁、ほかは {longest} 桁まで）、見た目で分かります。誤りの選択肢の長さを揃えるか、共通の部分をプログラムへ移してください",
        "the right option stands out by its length ({cells} columns, the others at most {longest}); make the wrong ones as whole, or move what they share into the listing",
    ),
    "loose-operator": (
        "空欄 ({label}) の隣の {sign} より {operator} の結び付きが弱いため、紙の上で当てはめると別の式に読めます。選択肢を括弧で囲んでください",
        "{operator} binds more loosely than {sign} beside the blank ({label}), so that on paper this reads as another expression; put the option in parentheses",
    ),
    "unexplained-parameter": (
        "引数 {names} の説明が問題文にもプログラムのコメントにもありません。意味と形状を書いてください",
        "neither the prompt nor a comment of the listing explains {names}; say what it is and which shape it has",
    ),
    "code-too-wide": (
        "この行は {cells} 桁で、80 桁の端末では折り返されます。{most} 桁までに収めてください",
        "this line takes {cells} columns and wraps on a terminal of 80; keep it within {most}",
    ),
    "tabs-in-code": (
        "プログラムにタブがあります。字下げには空白を使ってください",
        "there is a tab in the code; indent by spaces",
    ),
    "trailing-space": (
        "行末に空白があります。取り除いてください",
        "the line ends in spaces; remove them",
    ),
    "unused-given": (
        "given の {name} を、プログラムも選択肢も使っていません。given から外してください",
        "neither the program nor an option uses {name}; take it out of given",
    ),
    "unused-input": (
        "参照実装 {function} は入力 {name} を使っていません。引数と inputs から外すか、使ってください",
        "the reference {function} does not use its input {name}; remove it from parameters and inputs, or use it",
    ),
    "unknown-syllabus": (
        "シラバス E2026#2 に {number} という項目はありません。{nearest} ではありませんか",
        "the syllabus E2026#2 has no heading {number}; did you mean {nearest}?",
    ),
    "syllabus-not-examined": (
        "シラバス E2026#2 の {number}「{ja}」は出題されません（{en}）。出題される項目を書いてください",
        "{number}, {en}, is listed in the syllabus E2026#2 but not examined ({ja}); give a heading that is",
    ),
    "syllabus-without-quotes": (
        "{text} は、ほかの YAML の読み手では末尾の 0 が落ちた数になります。引用符で囲んでください",
        "other readers of YAML take {text} for a number and drop its 0; put it in quotes",
    ),
    "japanese-punctuation": (
        "日本語の文中の「{text}」は「{instead}」と書いてください",
        "write {instead} instead of {text} in a Japanese text",
    ),
    "fullwidth-letters": (
        "全角の英数字 {text} は半角 {instead} で書いてください",
        "write {instead} instead of the full-width {text}",
    ),
    "unpaired-bracket": (
        "括弧 {text} に対応する括弧がありません。全角と半角を揃えて対にしてください",
        "the bracket {text} has no partner; write pairs, both of the same width",
    ),
    "text-cut-short": (
        "「 #」から先は YAML のコメントになり、文は {text} で終わっています。文なら引用符で囲み、コメントなら空白を二つ以上空けてください",
        "from the # on this is a comment of YAML, and the text ends with {text}; put it in quotes, or set a comment off by two spaces",
    ),
    "doubtful-url": (
        "{url} は誰もが開けるアドレスではなさそうです。資料の正しいアドレスを書いてください",
        "{url} hardly leads anywhere for everybody; write the document's own address",
    ),
    "silence-form": (
        "「# lint: {text}」は読めません。「# lint: off コード – 理由」の形で書いてください",
        "“# lint: {text}” cannot be read; write # lint: off CODE – reason",
    ),
    "silence-without-reason": (
        "{codes} を黙らせる理由がありません。「–」の後に理由を書いてください",
        "there is no reason why {codes} should be silent; write it behind a –",
    ),
    "silence-unknown-code": (
        "{unknown} というコードの規則はありません。{nearest} ではありませんか",
        "no rule has the code {unknown}; did you mean {nearest}?",
    ),
    "silence-unused": (
        "ここでは {silent} は指摘されていません。このコメントを消してください",
        "{silent} says nothing here; remove this comment",
    ),
    "few-options": (
        "選択肢が {count} 個です。試験と同じく 4 個にしてください",
        "there {count:is|are} {count} {count:option|options}; give four, as the exam does",
    ),
    "missing-title": (
        "title がありません。何を問うかを短く書いてください",
        "there is no title; say in a few words what is asked",
    ),
    "missing-prompt": (
        "prompt がありません。何を選ぶのかを書いてください",
        "there is no prompt; say what is to be chosen",
    ),
    "missing-hint": ("hint がありません。考え方の糸口を書いてください", "there is no hint; show where to begin"),
    "missing-explanation": (
        "explanation がありません。正解の理由と覚えることを書いてください",
        "there is no explanation; say why the answer is right and what to remember",
    ),
    "missing-source": (
        "source がありません。出典か {{kind: original, title: …}} を書いてください",
        "there is no source; name it, or write {{kind: original, title: …}}",
    ),
    "missing-difficulty": (
        "difficulty がありません。easy、middle、hard のどれかを書いてください",
        "there is no difficulty; write easy, middle or hard",
    ),
    "missing-tags": (
        "tags がありません。問題を選ぶための語を書いてください",
        "there are no tags; give words to choose questions by",
    ),
    "missing-syllabus": (
        'syllabus がありません。E2026#2 の項目を "3.5" のように書いてください',
        'there is no syllabus; give the heading of E2026#2, such as "3.5"',
    ),
}

ABOUT: dict[str, tuple[str, str]] = {
    "answer-positions-skewed": ("正解の位置が一部の番号に偏っていない", "right answers are spread over the positions"),
    "duplicate-question": ("同じプログラムの問題が二つない", "no program is asked for twice"),
    "duplicate-options": ("選択肢と正解が同じ空欄が二つない", "no two blanks have the same options and answer"),
    "tag-spelt-differently": ("タグのつづりが揃っている", "a tag is always written alike"),
    "missing-why": ("誤りの選択肢には理由（why）がある", "every wrong option says why it is wrong"),
    "missing-language": ("文は日本語と英語の両方がある", "every text stands in Japanese and English"),
    "language-mixed-up": ("ja は日本語、en は英語である", "ja is Japanese, en is English"),
    "unknown-blank-in-text": ("文が挙げる空欄はプログラムにある", "texts name only blanks that there are"),
    "blank-not-in-prompt": ("問題文はすべての空欄に触れる", "the prompt names all blanks"),
    "blank-in-one-language": ("二つの言語が同じ空欄を挙げる", "both languages name the same blanks"),
    "option-number-in-text": ("選択肢を番号や位置で呼ばない", "no text names an option by number or position"),
    "hint-gives-answer": ("ヒントに正解の式がない", "the hint does not hold the answer"),
    "prompt-gives-answer": ("問題文に正解の式がない", "the prompt does not hold the answer"),
    "listing-gives-answer": ("コメントや文字列に正解の式がない", "comments and strings do not hold the answer"),
    "why-gives-answer": ("why が別の空欄の正解を含まない", "no why holds the answer of another blank"),
    "same-why-twice": ("why の文が選択肢ごとに違う", "each option is wrong for words of its own"),
    "longest-option-is-right": ("正解だけが長くない", "the right option is not the long one"),
    "loose-operator": (
        "選択肢の演算子が空欄の周りより弱くない",
        "options bind no more loosely than what surrounds the blank",
    ),
    "unexplained-parameter": ("引数の意味と形状が説明されている", "every parameter is explained"),
    "code-too-wide": ("プログラムの行が 80 桁の端末に収まる", "lines of the listing fit 80 columns"),
    "tabs-in-code": ("プログラムにタブがない", "no tabs in code"),
    "trailing-space": ("行末に空白がない", "no line ends in spaces"),
    "unused-given": ("given の関数は使われている", "helpers of given are used"),
    "unused-input": ("参照実装は入力をすべて使う", "the reference uses all its inputs"),
    "unknown-syllabus": ("項目がシラバスにある", "the heading stands in the syllabus"),
    "syllabus-not-examined": ("項目が出題の対象である", "the heading is examined"),
    "syllabus-without-quotes": ("0 で終わる項目は引用符の中にある", "headings that end in 0 are quoted"),
    "japanese-punctuation": ("日本語の句読点は「、」「。」である", "Japanese texts have 、 and 。"),
    "fullwidth-letters": ("英数字は半角である", "letters and digits have half width"),
    "unpaired-bracket": ("全角の括弧が対になっている", "full-width brackets come in pairs"),
    "text-cut-short": ("文が # で切れていない", "no text is cut short by a #"),
    "doubtful-url": ("出典のアドレスが実在しうる", "addresses lead somewhere"),
    "silence-form": ("抑止のコメントが読める", "silencing comments can be read"),
    "silence-without-reason": ("抑止のコメントに理由がある", "silences have a reason"),
    "silence-unknown-code": ("抑止のコメントのコードが存在する", "silences name codes that there are"),
    "silence-unused": ("抑止のコメントに効果がある", "silences silence something"),
    "few-options": ("選択肢が四つある", "there are four options"),
    "missing-title": ("title がある", "there is a title"),
    "missing-prompt": ("prompt がある", "there is a prompt"),
    "missing-hint": ("hint がある", "there is a hint"),
    "missing-explanation": ("explanation がある", "there is an explanation"),
    "missing-source": ("source がある", "there is a source"),
    "missing-difficulty": ("difficulty がある", "there is a difficulty"),
    "missing-tags": ("tags がある", "there are tags"),
    "missing-syllabus": ("syllabus がある", "there is a heading of the syllabus"),
}

REPORT: dict[str, tuple[str, str]] = {
    "sum": (
        "{questions} 問、{files} ファイル: 書式の誤り {problems} 件、指摘 {findings} 件、抑止 {silenced} 件（{seconds} 秒）",
        "questions {questions}, files {files}: mistakes {problems}, findings {findings}, silenced {silenced} ({seconds} s)",
    ),
    "advice-left": (
        "ほかに助言が {count} 件あります（--strict で表示）",
        "There {count:is|are} {count} {count:piece|pieces} of advice besides (--strict shows them)",
    ),
    "fixable": (
        "このうち {count} 件は --fix で直せます（--diff で変更を確認）",
        "{count} of these can be mended by --fix (--diff shows the changes)",
    ),
    "more": ("{path}: ほかに {count} 件", "{path}: {count} more"),
    "mended": ("{path}: {count} 件を直しました", "{path}: mended {count}"),
    "would-mend": ("{path}: {count} 件を直せます", "{path}: {count} can be mended"),
    "not-mended": (
        "{path}: ほかの箇所まで変わるおそれがあるため、{count} 件は直していません（{reason}）",
        "{path}: {count} not mended, because something else would change ({reason})",
    ),
    "not-written": ("{path}: 書き込めませんでした（{reason}）", "{path}: could not be written ({reason})"),
    "fix-needs-path": (
        "--fix には直すファイルかフォルダーを指定してください。組み込みの問題集は書き換えません。",
        "--fix needs a file or folder to mend; the built-in bank is not written to.",
    ),
    "file-changed": ("読んだ後に変更されています", "it was changed since it was read"),
    "unknown-code": (
        "{code} というコードの規則はありません。{nearest} ではありませんか（一覧は exam-drill lint --list）",
        "no rule has the code {code}; did you mean {nearest}? (exam-drill lint --list has all of them)",
    ),
    "loader-code": (
        "{code} は問題を使えなくする書式の誤りです。説明は docs/bank-format.md にあります: {sentence}",
        "{code} is a mistake that makes a question unusable, described in docs/bank-format.md: {sentence}",
    ),
    "level-warning": ("指摘", "finding"),
    "level-advice": ("助言（--strict）", "advice (--strict)"),
    "mended-by-fix": ("--fix で直せます", "mended by --fix"),
    "passes": ("良い例", "Passes"),
    "fails": ("悪い例", "Fails"),
    "says": ("表示", "Says"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **FINDINGS,
    **{f"about-{code}": sentences for code, sentences in ABOUT.items()},
    **REPORT,
}
