"""What format 1 holds, as editors explain it: name -> (Japanese, English).

`question` tells of a mapping, `question.id` of one of its fields, `inputs.*` of the values of a mapping with names of the
author's own; `expects.id` what is expected where a text does not match its pattern.  {least}, {most} and {size} are limits.
"""

TITLES: dict[str, tuple[str, str]] = {
    "bank": ("exam-drill の問題集（書式 1）", "exam-drill bank, format 1"),
    "bank.format": ("書式の版", "version of the format"),
    "bank.questions": ("問題の一覧", "questions"),
    "question": ("問題", "question"),
    "question.id": ("問題の ID", "id"),
    "question.title": ("題名", "title"),
    "question.syllabus": ("シラバスの見出し", "heading of the syllabus"),
    "question.reference": ("参照実装", "reference"),
    "question.prompt": ("問題文", "prompt"),
    "question.code": ("プログラム", "program"),
    "question.options": ("選択肢", "options"),
    "question.answer": ("正解の番号", "published answer"),
    "question.blanks": ("複数の空欄", "several blanks"),
    "question.call": ("評価する式", "call"),
    "question.given": ("使える補助関数", "given helpers"),
    "question.inputs": ("入力の置き換え", "inputs that are replaced"),
    "question.trials": ("試行の回数", "trials"),
    "question.sizes": ("大きさの範囲", "ranges of sizes"),
    "question.rtol": ("相対許容誤差", "relative tolerance"),
    "question.atol": ("絶対許容誤差", "absolute tolerance"),
    "question.source": ("出典", "source"),
    "question.errata": ("正誤表", "errata"),
    "question.explanation": ("解説", "explanation"),
    "question.hint": ("ヒント", "hint"),
    "question.tags": ("タグ", "tags"),
    "question.difficulty": ("難しさ", "difficulty"),
    "blank": ("空欄", "blank"),
    "blank.options": ("選択肢", "options"),
    "blank.answer": ("正解の番号", "published answer"),
    "option": ("選択肢", "option"),
    "option.code": ("選択肢のコード", "code of the option"),
    "option.why": ("選択肢の説明", "why"),
    "reference": ("問題集に書く参照実装", "reference written in the bank"),
    "reference.code": ("参照実装のコード", "code of the reference"),
    "reference.inputs": ("参照実装の入力", "inputs of the reference"),
    "reference.outputs": ("結果の大きさ", "sizes of the result"),
    "source": ("出典", "source"),
    "source.kind": ("出典の種類", "kind of source"),
    "source.title": ("出典の名前", "name of the source"),
    "source.url": ("出典のアドレス", "address of the source"),
    "erratum": ("原本の誤り", "erratum"),
    "erratum.corrected": ("訂正後の文字列", "corrected text"),
    "erratum.printed": ("原本の文字列", "printed text"),
    "erratum.in": ("誤りのある場所", "where it stands"),
    "erratum.why": ("誤りの説明", "why"),
    "erratum.sources": ("この誤りのある出典", "sources with this defect"),
    "text": ("日本語と英語の文章", "text in both languages"),
    "text.ja": ("日本語", "Japanese"),
    "text.en": ("英語", "English"),
    "blanks.*": ("空欄", "blank"),
    "inputs.*": ("入力の宣言", "declaration of an input"),
    "sizes.*": ("大きさの範囲", "range of a size"),
}

DESCRIPTIONS: dict[str, tuple[str, str]] = {
    "bank": (
        "exam-drill の問題集。空欄のある NumPy プログラムと選択肢を問題とし、正解は実行して証明します。",
        "A bank of exam-drill: NumPy programs with blanks and options, whose answers are proven by execution.",
    ),
    "bank.format": ("つねに 1。引用符はつけません。", "Always 1, without quotes."),
    "bank.questions": (
        "問題を並べたリスト。「- id: …」で始まる項目が 1 問です。",
        "The list of questions; each item begins with - id: ….",
    ),
    "question": (
        "1 問。id、reference、code と、options・answer（または blanks）が必要です。ほかの項目は省けます。",
        "One question. It needs id, reference, code, and options with answer (or blanks); all else is optional.",
    ),
    "question.id": (
        "小文字、数字、ハイフン。問題集の中で一度しか使えません。学習の記録がひもづくので、別の問題に使い回さないでください。",
        "Small letters, digits and hyphens; unique in the bank. A learner's history hangs on it, so never use it again for another question.",
    ),
    "question.title": (
        "一覧などに出る題名。文字列か {{ja: …, en: …}}。",
        "A title for lists; a string or {{ja: …, en: …}}.",
    ),
    "question.syllabus": (
        "シラバスの見出しの番号。3.10 のように 0 で終わる番号は引用符で囲むと安全です。",
        "The number of a heading of the syllabus. One that ends in 0, such as 3.10, is best put in quotes.",
    ),
    "question.reference": (
        "正しいとわかっている関数。プログラムの結果をこれと比べます。reference_impls の「モジュール.関数」か、"
        "{{code: …, inputs: …}} として問題集に書きます。",
        "The function that is known to be right, with which the program must agree: module.function of reference_impls, or "
        "{{code: …, inputs: …}} written in the bank.",
    ),
    "question.prompt": (
        "学習者への問い。文字列か {{ja: …, en: …}}。「: 」や「 #」を含む文は引用符で囲むか、| のブロックにします。",
        "What is asked; a string or {{ja: …, en: …}}. A text that holds a colon and a space, or a space and #, needs quotes or a block behind |.",
    ),
    "question.code": (
        "Python のプログラム。空欄は (こ) のように仮名 1 文字をかっこに入れて書きます。NumPy は np として使えます。",
        "A Python program. A blank is one kana in parentheses, such as (こ). NumPy is there as np.",
    ),
    "question.options": (
        "ただ一つの空欄の選択肢。コードか {{code: …, why: …}} を {least} 個から {most} 個。同じコードは二度書けません。",
        "The options of the only blank: {least} to {most} times code, or {{code: …, why: …}}. No two may be the same code.",
    ),
    "question.answer": (
        "正解の選択肢の番号（1 から数える）。check が実行して確かめます。",
        "The number of the right option, counted from 1; check proves it by execution.",
    ),
    "question.blanks": (
        "空欄が 2 つ以上あるとき、印の仮名ごとに options と answer を書きます。一つの空欄を判定する間、ほかの空欄には正解が入ります。",
        "Where there are several blanks: options and answer for each label. While one blank is judged, the others hold their published answers.",
    ),
    "question.call": (
        "参照実装と同じ名前の関数を呼ぶのではないときに、代わりに評価する式。入力の名前を使えます。",
        "What is evaluated where it is not simply the function named like the reference; the names of the inputs may be used.",
    ),
    "question.given": (
        "プログラムで使える補助関数の名前。参照実装と同じモジュール（または code）にある関数です。",
        "Names of helpers that the program may use; they stand beside the reference, in its module or its code.",
    ),
    "question.inputs": (
        "参照実装が宣言した入力のうち、変えたいものだけを「名前: 種類 大きさ」で書きます。",
        "Replaces single inputs that the reference declares, as name: domain sizes.",
    ),
    "question.trials": (
        "試行の回数。書かなければ 12 回です。",
        "How many trials are run; 12 unless you say otherwise.",
    ),
    "question.sizes": (
        "大きさの文字がとる範囲。1..4 のような範囲か、8 のような一つの数を書きます。",
        "The range of each size letter: a range such as 1..4, or one number such as 8.",
    ),
    "question.rtol": (
        "小数を比べるときの相対許容誤差。書かなければ 1.0e-7。1e-9 ではなく 1.0e-9 のように小数点をつけます。",
        "The relative tolerance for floats; 1.0e-7 unless you say otherwise. Write 1.0e-9, not 1e-9.",
    ),
    "question.atol": (
        "小数を比べるときの絶対許容誤差。書かなければ 1.0e-9。1e-9 ではなく 1.0e-9 のように小数点をつけます。",
        "The absolute tolerance for floats; 1.0e-9 unless you say otherwise. Write 1.0e-9, not 1e-9.",
    ),
    "question.source": (
        "問題の出どころ。{{kind: …, title: …}} か、複数の資料に載っているときはそのリスト。",
        "Where the question comes from: {{kind: …, title: …}}, or a list of them where several documents print it.",
    ),
    "question.errata": (
        "原本の誤りのリスト。問題集には訂正後の、実行できる問題を書きます。check --as-printed は誤りを元に戻して調べます。",
        "What the source printed wrongly. The question itself is the corrected one, which runs; check --as-printed undoes the errata.",
    ),
    "question.explanation": (
        "答えた後に見せる解説。文字列か {{ja: …, en: …}}。",
        "Shown after the answer; a string or {{ja: …, en: …}}.",
    ),
    "question.hint": (
        "答える前に求めに応じて見せるヒント。文字列か {{ja: …, en: …}}。",
        "Shown before the answer if the learner asks for it; a string or {{ja: …, en: …}}.",
    ),
    "question.tags": ("問題を選ぶための言葉のリスト（--tag）。", "Words to choose questions by (--tag)."),
    "question.difficulty": (
        "難しさ: easy（易しい）、middle（普通）、hard（難しい）。",
        "How difficult it is: easy, middle or hard.",
    ),
    "blank": ("一つの空欄の選択肢と正解。", "The options and the answer of one blank."),
    "blank.options": (
        "この空欄の選択肢。コードか {{code: …, why: …}} を {least} 個から {most} 個。同じコードは二度書けません。",
        "The options of this blank: {least} to {most} times code, or {{code: …, why: …}}. No two may be the same code.",
    ),
    "blank.answer": (
        "この空欄の正解の番号（1 から数える）。check が実行して確かめます。",
        "The number of the right option of this blank, counted from 1; check proves it by execution.",
    ),
    "option": (
        "空欄に入れるコード。説明をつけるときは {{code: …, why: …}}。コンマ、「: 」、「 #」を含むコードは引用符で囲みます。",
        "The code that is put into the blank, or {{code: …, why: …}}. Code that holds a comma, a colon and a space, or a space and #, needs quotes.",
    ),
    "option.code": (
        "空欄に入れる Python の式。空欄が行に単独で立つときは、文や数行でもかまいません。",
        "The Python expression that is put into the blank; a statement or several lines where the blank is alone on its line.",
    ),
    "option.why": (
        "なぜ誤りか（または正しいか）。答えた後に見せます。文字列か {{ja: …, en: …}}。",
        "Why it is wrong (or right), shown after the answer; a string or {{ja: …, en: …}}.",
    ),
    "reference": (
        "問題集に書く参照実装。選択肢と同じように、サンドボックスで実行します。",
        "A reference written in the bank; it is run in the sandbox like an option.",
    ),
    "reference.code": (
        "参照実装の Python コード。行の先頭の def で最後に定義した関数が参照実装になります。",
        "The Python code of the reference; the last function defined at the outermost level is the reference.",
    ),
    "reference.inputs": (
        "参照実装のすべての引数を、宣言の順に「名前: 種類 大きさ」で書きます。",
        "Every parameter of the reference, in order, as name: domain sizes.",
    ),
    "reference.outputs": (
        "結果の大きさ。N H のように書き、数一つなら scalar、タプルを返すなら大きさのリスト。参照実装の結果をこれで検査します。",
        "The sizes of the result, such as N H; scalar for a single number, a list for a tuple. The reference is held against them.",
    ),
    "source": ("問題が載っている資料。", "A document that prints the question."),
    "source.kind": (
        "original（この問題集のために作成）、course（講座）、book（書籍・論文）、note（ノート）のどれか。",
        "original (written for this bank), course, book (also a paper), or note.",
    ),
    "source.title": ("資料の名前。文字列か {{ja: …, en: …}}。", "The document's name; a string or {{ja: …, en: …}}."),
    "source.url": ("http:// か https:// で始まるアドレス。", "An address that begins with http:// or https://."),
    "erratum": (
        "原本の誤り一つ。corrected を printed に戻すと、印刷されたとおりの問題になります。",
        "One defect of the print: with printed in place of corrected, the question is as it was printed.",
    ),
    "erratum.corrected": (
        "この問題（訂正後）にある文字列。語の単位で探します。answer の誤りでは、選択肢の番号か「い 2」。",
        "A text of this, the corrected question, matched as whole tokens. In answer it is an option's number, or い 2.",
    ),
    "erratum.printed": (
        "その場所に原本が印刷していた文字列。空でもかまいません。",
        "What the source printed in its place; it may be empty.",
    ),
    "erratum.in": (
        "誤りのある場所: code、options（全選択肢のコード）、prompt、answer。",
        "Where it stands: code, options (the code of all options), prompt or answer.",
    ),
    "erratum.why": ("なぜ誤りか。文字列か {{ja: …, en: …}}。", "Why it is wrong; a string or {{ja: …, en: …}}."),
    "erratum.sources": (
        "この誤りのある資料の番号（source の 1 から数えた順）。書かなければすべての資料です。",
        "The positions, from 1, of the sources that have this defect; without it all of them have it.",
    ),
    "text": (
        "日本語と英語の文章。片方しかなければ、それを両方の言語で見せます。",
        "A text in Japanese, English or both; where one is missing, the other is shown.",
    ),
    "text.ja": ("日本語の文章。", "The text in Japanese."),
    "text.en": ("英語の文章。", "The text in English."),
    "blanks.*": ("この仮名の空欄の選択肢と正解。", "The options and the answer of the blank with this label."),
    "inputs.*": (
        "「種類 大きさ」。種類がなければ標準正規分布の小数、大きさがなければ数一つです。種類は normal、positive、uniform、"
        "integer(lo, hi)、onehot、probability、boolean、mask、lengths(T)、permutation、constant(x)。"
        "大きさは N、3、D+H、4*H のように書き、空白で区切ります。",
        "Domain and sizes. No domain means standard normal floats, no size a single number. The domains are normal, positive, uniform, "
        "integer(lo, hi), onehot, probability, boolean, mask, lengths(T), permutation and constant(x). "
        "A size is written as N, 3, D+H or 4*H; spaces separate them.",
    ),
    "sizes.*": (
        "1..4 のような範囲か、8 のような一つの数。1 以上 {size} 以下です。",
        "A range such as 1..4, or one number such as 8, within 1 and {size}.",
    ),
}
# Where a text does not match its pattern.
EXPECTATIONS: dict[str, tuple[str, str]] = {
    "text": ("空でない文字列を書いてください", "write a text that is not empty"),
    "code": ("Python のコードを書いてください（コメントだけでは足りません）", "write Python code, more than a comment"),
    "id": (
        "小文字、数字、ハイフンで書いてください。例: gru-state-update",
        "write small letters, digits and hyphens, such as gru-state-update",
    ),
    "syllabus": ("見出しの番号を書いてください。例: 3.5", "write the number of a heading, such as 3.5"),
    "reference": ("「モジュール.関数」の形で書いてください。例: gru.gru", "write module.function, such as gru.gru"),
    "url": (
        "http:// か https:// で始まるアドレスを書いてください",
        "write an address that begins with http:// or https://",
    ),
    "label": (
        "仮名 1 文字（ひらがなか全角カタカナ）にしてください。例: こ",
        "write one kana, hiragana or full-width katakana, such as こ",
    ),
    "input-name": ("Python の変数名を書いてください。例: x", "write a Python name such as x"),
    "declaration": (
        "「種類 大きさ」を空白で区切って書いてください。例: N D、positive、integer(0, V) N T",
        "write domain and sizes with spaces between, such as N D, positive or integer(0, V) N T",
    ),
    "output": (
        "大きさを空白で区切って書いてください。例: N H。数一つなら scalar",
        "write sizes with spaces between, such as N H, or scalar",
    ),
    "letter": ("N や D のような英字 1 つを書いてください", "write one letter such as N or D"),
    "range": (
        "1..4 か 8 の形で、1 以上 {size} 以下の範囲を書いてください",
        "write a range like 1..4 or 8, within 1 and {size}",
    ),
    "program": (
        "空欄の印がありません。穴にする所に (こ) のように書いてください",
        "there is no blank; write a marker such as (こ) where the gap is",
    ),
    "blanks": ("blanks があるときは、各空欄の中に書いてください", "where there are blanks, write it within each blank"),
    "reference-code": (
        "関数がありません。行の先頭から def 名前(…): で定義してください",
        "there is no function; write def name(…): at the beginning of a line",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **DESCRIPTIONS,
    **{f"title.{name}": title for name, title in TITLES.items()},
    **{f"expects.{name}": sentence for name, sentence in EXPECTATIONS.items()},
}
