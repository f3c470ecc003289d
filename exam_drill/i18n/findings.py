"""Sentences about findings, failures and warnings: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # findings
    "proven": (
        "公表された正解 {published} だけが、{trials} 回の試行すべてで参照実装と一致しました。",
        "Only the published answer {published} agrees with the reference, on {trials:the one trial|all {trials} trials}.",
    ),
    "wrong_key": (
        "公表された正解は {published} ですが、{trials} 回の試行すべてで参照実装と一致したのは選択肢 {executed} だけです。",
        "The published answer is {published}, but only option {executed} agrees with the reference on {trials:the one trial|all {trials} trials}.",
    ),
    "ambiguous": (
        "正解が複数あります。選択肢 {rest} の出力は、{trials} 回の試行すべてで選択肢 {first} と同じです。",
        "There is more than one right answer: the same output as option {first} on {trials:the one trial|all {trials} trials} is given by option {rest}.",
    ),
    "ambiguous-and-wrong": (
        "正解が複数あり、公表された正解 {published} はその中にありません。"
        "選択肢 {rest} の出力は、{trials} 回の試行すべてで選択肢 {first} と同じです。",
        "There is more than one right answer, and the published one, {published}, is not among them: "
        "the same output as option {first} on {trials:the one trial|all {trials} trials} is given by option {rest}.",
    ),
    "no_match": (
        "{trials} 回の試行すべてで参照実装と一致する選択肢がありません。公表された正解は {published} です。",
        "No option agrees with the reference on {trials:the one trial|all {trials} trials}; the published answer is {published}.",
    ),
    "no_match-all-raise": (
        "どの選択肢を入れても実行できません。公表された正解は {published} です。",
        "The program fails whichever option is put in; the published answer is {published}.",
    ),
    "unreached": (
        "{trials} 回の試行で一度も空欄が実行されなかったため、何も証明されません。空欄を通る入力になるよう inputs か call を見直してください。",
        "No trial of {trials} executed the blank, so nothing is proven. Change `inputs` or `call` so that it is reached.",
    ),
    # the reference's own failures
    "reference": ("参照実装を使えません（{code}）。", "The reference cannot be used ({code})."),
    "reference-unknown": (
        "参照実装 {name} が reference_impls にありません。",
        "There is no reference {name} in reference_impls.",
    ),
    "reference-undeclared": (
        "参照実装 {name} の入力が宣言されていません。モジュールの INPUTS に書いてください。",
        "The inputs of the reference {name} are not declared; declare them in its module's INPUTS.",
    ),
    "reference-raises": (
        "参照実装の {line} 行目で、試行 {trial}（{sizes}）に例外 {type}: {message} が発生しました。",
        "The reference raised {type}: {message} on its line {line}, on trial {trial} with {sizes}.",
    ),
    "reference-call": (
        "参照実装を入力 {inputs} で呼び出せません。{type}: {message}。引数の名前と入力の名前を合わせてください。",
        "The reference cannot be called with the inputs {inputs}: {type}: {message}; "
        "its parameters must have the names of the inputs.",
    ),
    "reference-load": (
        "参照実装を読み込めません。{type}: {message}",
        "The reference cannot be loaded: {type}: {message}",
    ),
    "reference-nothing": (
        "参照実装が何も返さず、引数も変えていません。return を忘れていませんか。",
        "The reference returns nothing and changes no argument; is a `return` missing?",
    ),
    "reference-opaque": (
        "参照実装の返した値（{got}）は比べられません。数、文字列、配列、それらの list・tuple・dict を返してください。",
        "What the reference returns ({got}) cannot be compared; "
        "return numbers, texts, arrays, or lists, tuples and dicts of them.",
    ),
    "reference-nan": (
        "参照実装の出力が、どの試行でも空か、すべて NaN です。これでは何も証明できません。",
        "The reference gives nothing but NaN, or nothing at all, on every trial, which proves nothing.",
    ),
    "reference-shape": (
        "参照実装の出力が宣言した形状と違います。試行 {trial}（{sizes}）で、宣言は {expected}、実際は {got} です。",
        "The reference's output is not what it declares: on trial {trial} with {sizes}, {expected} is declared, but it is {got}.",
    ),
    "reference-unsteady": (
        "参照実装を同じ入力で 2 回実行すると、試行 {trial} で結果が変わりました。乱数は入力として渡してください。",
        "The reference gives another result when it is run twice on the same inputs (trial {trial}); pass randomness in as an input.",
    ),
    "reference-timed_out": (
        "参照実装が制限時間 {amount} 秒（{limit}）で終わりませんでした。",
        "The reference did not end within its limit of {amount} s ({limit}).",
    ),
    "reference-killed": (
        "参照実装を実行したプロセスが途中で終了しました（{limit} {amount}）。",
        "The process that ran the reference ended ({limit} {amount}).",
    ),
    "reference-refused": (
        "参照実装の返した値が大きすぎます。",
        "What the reference returned is too large.",
    ),
    "reference-policy": (
        "参照実装に使えない書き方があるので、実行しませんでした。{refusal}。",
        "The reference was not run: {refusal}.",
    ),
    "reference-helper-unknown": (
        "given の {name} が参照実装のモジュールにありません。",
        "The reference's module does not define {name}, which `given` names.",
    ),
    "reference-helper-reference": (
        "given の関数が参照実装そのもの（{name}）を使っています。答えを渡すことになるので、使わない関数にしてください。",
        "A `given` helper uses the reference itself ({name}), which would give the answer away; give one that does not.",
    ),
    "reference-size-negative": (
        "入力 {name} の大きさ {size} が {length} になりました。sizes で範囲を狭めてください。",
        "The size {size} of the input {name} came to {length}; narrow the range in `sizes`.",
    ),
    "reference-input-too-large": (
        "入力 {name}（{text}）が大きすぎます。要素は {most} 個までです。",
        "The input {name} ({text}) is too large; at most {most} elements.",
    ),
    "reference-draw-too-large": (
        "入力がすべての試行を合わせて {most} MB を超えます。sizes か trials を小さくしてください。",
        "The inputs of all trials together exceed {most} MB; lower `sizes` or `trials`.",
    ),
    "reference-range-empty": (
        "入力 {name} の範囲 {low} 以上 {high} 未満には値がありません。",
        "The range {low} … {high} of the input {name} is empty.",
    ),
    "reference-range-too-large": (
        "入力 {name} の範囲に絶対値が {most} を超える整数があります。",
        "The range of the input {name} has integers beyond ±{most}.",
    ),
    "reference-output-size": (
        "参照実装の出力の宣言「{text}」を読めません。",
        "The declared output “{text}” of the reference cannot be read.",
    ),
    # the question's own text
    "question": ("問題のプログラムを実行できません（{code}）。", "The question's program cannot be run ({code})."),
    "question-unparsed": (
        "問題のプログラムが Python として読めません（{line} 行目）。{type}: {message}",
        "The question's program is no Python (line {line}): {type}: {message}",
    ),
    "question-no-function": (
        "プログラムに参照実装と同じ名前の関数 {message} がありません。関数名を合わせるか、call に呼び出し方を書いてください。",
        "The program defines no function {message}, the reference's name; name it so, or write how to call it in `call`.",
    ),
    "question-parameters": (
        "関数 {message} の引数が参照実装の入力と合いません。名前か数を合わせるか、call に呼び出し方を書いてください。",
        "The parameters of {message} do not fit the reference's inputs; use their names or number, or write `call`.",
    ),
    "question-policy": (
        "問題のプログラムに使えない書き方があるので、実行しませんでした。{refusal}。",
        "The question's program was not run: {refusal}.",
    ),
    # warnings
    "weak": (
        "選択肢 {options} の誤りはわずかです。空欄を通った {reached} 回の試行のうち違ったのは {differing} 回、"
        "差は許容誤差の {margin} 倍でした。",
        "Option {options} is only just wrong: it differs on {differing} of {reached} {reached:trial|trials}, by {margin} tolerances.",
    ),
    "weak-exact": (
        "選択肢 {options} の誤りはわずかです。空欄を通った {reached} 回の試行のうち、違ったのは {differing} 回だけでした。",
        "Option {options} is only just wrong: of {reached} {reached:trial that reaches|trials that reach} the blank, it fails on {differing}.",
    ),
    "unjudged": (
        "選択肢 {options} は答えを出さずに終わりました（{kind}）。違うことが証明されたわけではありません。",
        "Option {options} ended without an answer ({kind}), which does not prove that it is wrong.",
    ),
    "fragile": (
        "選択肢 {options} の判定は許容誤差に左右されます。差は許容誤差の {margin} 倍で、許容誤差を {factor} 倍すると結論が変わります。",
        "The verdict on option {options} hangs on the tolerance: it differs by {margin} tolerances, "
        "and would match at {factor} times the tolerance.",
    ),
    "fragile-match": (
        "選択肢 {options} の一致は許容誤差に左右されます。差は許容誤差の {margin} 倍で、許容誤差を 1/{factor} にすると一致しません。",
        "The match of option {options} hangs on the tolerance: it is off by {margin} tolerances, "
        "and would not match at 1/{factor} of the tolerance.",
    ),
    "twin_distractors": (
        "誤りの選択肢 {options} は、{trials} 回の試行すべてで同じ出力になります。一方は選択肢として意味がありません。",
        "The wrong options {options} give the same output on {trials:the one trial|all {trials} trials}; one of them tells learners nothing.",
    ),
    "broken_option": (
        "誤りの選択肢 {options} は、入れると {type} になります（{message}）。書き間違いなら直してください。",
        "The wrong option {options} raises {type} ({message}); correct it if that is a slip.",
    ),
    "errata_without_effect": (
        "訂正を取り消しても、どの選択肢の判定も変わりません。",
        "Undoing the errata changes no option's verdict.",
    ),
}
