"""Sentences about what a check tells machines: name -> (Japanese, English).

`title-…` and `help-…` are those of a rule: of a finding or a kind of warning.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "option": ("選択肢 {number}: {evidence}", "Option {number}: {evidence}"),
    "answer": ("公表された正解は {published}", "The published answer is {published}"),
    "help-problem": (
        "問題集の書き方の誤りです。誤りのある問題は判定されません。文のとおりに直してください（詳細は exam-drill lint --explain {code}）。",
        "This is a mistake in how the bank is written; a question that has one is not judged. Write what the sentence says instead "
        "(see exam-drill lint --explain {code}).",
    ),
    # what stands in reports for machines beside the notices
    "title": (
        "エラー {errors} 件、警告 {warnings} 件",
        "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}",
    ),
    "finding": ("判定", "finding"),
    "blanks": ("空欄", "blanks"),
    "rule": ("種類", "rule"),
    "question": ("問題", "question"),
    "place": ("場所", "place"),
    "what": ("内容", "what was found"),
    "errors": ("エラー", "Errors"),
    "warnings": ("警告", "Warnings"),
    "left-out-here": (
        "ほか {count} 件は長さの制限のため省きました。",
        "{count} more {count:is|are} left out here for want of room.",
    ),
    "in-the-log": (
        "GitHub は 1 ステップにつき各 10 件までしか表示しません。ほかにエラー {errors} 件、警告 {warnings} 件がこのステップのログにあります。",
        "GitHub shows ten of each in a step. The log of this step has {errors} more {errors:error|errors} and {warnings} more {warnings:warning|warnings}.",
    ),
    "not-judged": (
        "制限時間 {seconds} 秒（--budget）を使い切ったため、判定していません。",
        "Not judged, because the budget of {seconds} s (--budget) was used up.",
    ),
    "root": ("リポジトリーの最上位のフォルダー", "The top folder of the repository"),
    "too-many": (
        "GitHub が受け取れるのは {most} 件までなので、{count} 件を省きました。",
        "GitHub takes at most {most} results, so {count} {count:is|are} left out.",
    ),
    "node": (
        "{name} では、版かサンドボックスがこの環境と異なります（{versions}）。",
        "The versions or the sandbox of {name} differ from those here ({versions}).",
    ),
    "exit-0": ("すべての空欄が証明されました。", "Every blank is proven."),
    "exit-1": (
        "証明されていない空欄か、判定していない問題があります。",
        "Some blanks are not proven, or were left out.",
    ),
    "exit-2": ("問題集に誤りがあります。", "The bank has mistakes."),
    # reports that cannot be had
    "two-to-output": (
        "標準出力に出せる結果は 1 つだけです。--format と --report 形式=- のどちらかをやめるか、ファイルを指定してください。",
        "Only one report can go to standard output. Leave out --format or --report FORMAT=-, or name a file.",
    ),
    "two-to-file": (
        "2 つの結果を同じファイル {file} に書くことはできません。別のファイルを指定してください。",
        "Two reports cannot go to one file, {file}. Name another file for one of them.",
    ),
    "over-a-bank": (
        "{file} は問題集の名前なので、結果で上書きしません。別の名前を指定してください。",
        "{file} is the name of a bank, which no report replaces. Name another file.",
    ),
    "no-file-name": (
        "{file} はファイル名に使えません。別の名前を指定してください。",
        "No file can have the name {file}. Name another one.",
    ),
    "not-written": (
        "結果を {file} に書けません: {error}",
        "The report could not be written to {file}: {error}",
    ),
    # findings
    "title-wrong_key": ("公表された正解が誤っている", "The published answer is wrong"),
    "help-wrong_key": (
        "参照実装と一致する選択肢は 1 つだけで、公表された正解とは別のものです。answer の番号か、選択肢の式を直してください。",
        "Exactly one option agrees with the reference, and it is not the published one. Correct the number in answer, or the options.",
    ),
    "title-ambiguous": ("正解が複数ある", "There is more than one right answer"),
    "help-ambiguous": (
        "2 つ以上の選択肢が、すべての試行で参照実装と一致します。正解にするつもりのない選択肢を、出力が変わる式に直してください。",
        "Two or more options agree with the reference on every trial. Change those that are not meant to be right, "
        "so that they give something else.",
    ),
    "title-no_match": ("正解がない", "No option is right"),
    "help-no_match": (
        "参照実装と一致する選択肢がありません。正解の選択肢と code、reference を見比べて、誤っているほうを直してください。"
        "同じプログラムのほかの空欄の正解が誤っていると、この空欄もこうなることがあります。",
        "No option agrees with the reference. Compare the right option and the code with the reference, and correct what is wrong. "
        "A wrong key of another blank of the same program can be the cause.",
    ),
    "title-reference_failed": ("参照実装が使えない", "The reference cannot be used"),
    "help-reference_failed": (
        "参照実装が例外になるか、結果が定まらないか、宣言と違うため、選択肢を判定できません。選択肢の誤りではありません。参照実装か入力の宣言を直してください。",
        "The reference raises, gives no steady result, or is not what it declares, so nothing could be judged. "
        "No option is to blame. Correct the reference or the declaration of its inputs.",
    ),
    "title-unreached": ("空欄が実行されない", "The blank is never executed"),
    "help-unreached": (
        "どの試行でも空欄が実行されなかったので、何も証明されていません。空欄を通る入力になるよう、inputs か call を直してください。",
        "No trial executed the blank, so nothing is proven. Change inputs or call so that it is reached.",
    ),
    "title-invalid": ("問題のプログラムを実行できない", "The question’s program cannot be run"),
    "help-invalid": (
        "問題の code が Python として読めないか、参照実装と同じ入力で呼び出せません。選択肢ではなく問題の文を直してください。",
        "The question’s own code is no Python, or cannot be called with the reference’s inputs. Correct the code; no option is to blame.",
    ),
    # warnings
    "title-weak": ("誤りの差がわずかしかない", "A wrong option is only just wrong"),
    "help-weak": (
        "誤りの選択肢が、ごく一部の試行でしか、またはごくわずかな差でしか参照実装と違いません。"
        "入力の範囲を見直すか、違いのはっきりした選択肢にしてください。",
        "A wrong option differs from the reference on few of the trials, or by little. Widen the inputs, or write an option that is clearly wrong.",
    ),
    "title-twin_distractors": ("誤りの選択肢どうしの出力が同じ", "Two wrong options give the same output"),
    "help-twin_distractors": (
        "誤りの選択肢 2 つが、すべての試行で同じ出力になります。一方は選択肢として意味がないので、別の誤りに置きかえてください。",
        "Two wrong options give the same output on all trials, so one of them tells learners nothing. Replace it by another mistake.",
    ),
    "title-fragile": ("判定が許容誤差に左右される", "A verdict hangs on the tolerance"),
    "help-fragile": (
        "許容誤差を 100 倍または 1/100 にすると、判定が変わります。計算の順序や精度を見直すか、rtol と atol を問題に合わせて書いてください。",
        "The verdict would be another one at a tolerance 100 times larger or smaller. Look at the order and the precision of the arithmetic, "
        "or set rtol and atol for this question.",
    ),
    "title-errata_without_effect": ("訂正の有無で判定が変わらない", "The errata change no verdict"),
    "help-errata_without_effect": (
        "errata を取り消しても、どの選択肢の判定も変わりません。printed が原本のとおりか確かめてください。",
        "Undoing the errata changes no option’s verdict. Make sure that printed is what the source really printed.",
    ),
    "title-broken_option": ("誤りの選択肢が Python として成り立たない", "A wrong option is no working Python"),
    "help-broken_option": (
        "誤りの選択肢が Python として読めないか、存在しない名前を使っています。書き間違いなら直してください。",
        "A wrong option is no Python, or names what does not exist, in NumPy neither. Correct it if that is a slip.",
    ),
    "title-unjudged": ("選択肢の実行が途中で終わった", "An option ended without an answer"),
    "help-unjudged": (
        "選択肢が時間やメモリーの制限で打ち切られたので、誤りであることが証明されていません。"
        "終わる式に直すか、--time や --memory の制限をゆるめてください。",
        "An option was ended by a limit of time, memory or size, so that it is wrong is not proven. Write one that ends, "
        "or raise the limit (--time, --memory, --output).",
    ),
}
