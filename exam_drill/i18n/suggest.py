"""Sentences of `exam-drill suggest`, and the facts that runs showed of a wrong option.

Name -> (Japanese, English).  Facts are added to a drafted `why`, so they are in its style.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    # facts
    "fact-shape": (
        "結果の形状は {expected} ではなく {got} になる。",
        "The result has the shape {got} in place of {expected}.",
    ),
    "fact-zero": ("結果はいつも 0 になる。", "The result is always 0."),
    "fact-constant": ("結果はどこでも {value} になる。", "The result is {value} everywhere."),
    "fact-negative": ("結果は正しい値と符号だけが逆になる。", "The result is the right one with the opposite sign."),
    "fact-multiple": ("結果は正しい値の {factor} 倍になる。", "The result is {factor} times the right one."),
    "fact-never-smaller": (
        "どの値も、正しい値より小さくなることはない。",
        "No value is ever smaller than the right one.",
    ),
    "fact-never-larger": (
        "どの値も、正しい値より大きくなることはない。",
        "No value is ever larger than the right one.",
    ),
    "fact-right-where-one": (
        "正しい値になるのは {letter} = 1 のときだけである。",
        "It is right only where {letter} = 1.",
    ),
    "fact-only-arguments": (
        "返す値は同じだが、引数の中身が違うものに変わる。",
        "What it returns is the same, but it leaves its arguments changed otherwise.",
    ),
    "fact-example": (
        "例えば {inputs} のとき、{expected} ではなく {got} になる。",
        "For {inputs}, for example, it gives {got} in place of {expected}.",
    ),
    # the list
    "heading": ("{id}（{label}）の誤答選択肢の候補", "wrong options for {id} ({label})"),
    "key": ("正解", "key"),
    "existing": ("今ある誤答", "others"),
    "gives": ("実行結果", "gives"),
    "why": ("why の下書き", "drafted why"),
    "fact-count": (
        "{made} 通りの変形のうち {tried} 通りを実行し、{fit} 通りが明らかな誤答でした。どの候補も、新しい {trials} 回の試行で正解とも他の選択肢とも異なります",
        "of {made} mutations {tried} were run, and {fit} were wrong beyond doubt; each one above differs from the key and from every other option on {trials} fresh {trials:trial|trials}",
    ),
    "cut-short": (
        "時間（{seconds} 秒）が来たため、残りの変形は試していません。--time で延ばせます",
        "the time ({seconds} s) was over before the other mutations had been tried; --time gives more",
    ),
    "none": ("使える誤答選択肢は見つかりませんでした", "no wrong option was found that could be used"),
    "how-to-write": (
        "--write {numbers} のように番号を指定すると、ファイルに書き込みます",
        "--write {numbers} puts these into the file",
    ),
    # what cannot be done
    "unproven": (
        "（{label}）の正解が実証されていないため、誤答選択肢を提案できません: {finding}",
        "nothing can be suggested for ({label}), whose key is not proven: {finding}",
    ),
    "no-blank": (
        "空欄（{label}）はありません。{id} の空欄: {labels}",
        "there is no blank ({label}); {id} has {labels}",
    ),
    "which-blank": (
        "空欄が複数あります。書き込む先を --blank で 1 つ選んでください: {labels}",
        "there are several blanks; choose the one to write to with --blank: {labels}",
    ),
    "numbers": (
        "--write には 1 から {most} までの番号をコンマで区切って指定してください: {wish}",
        "--write takes numbers from 1 to {most} with commas between them: {wish}",
    ),
    "numbers-none": (
        "書き込める候補がありません: {wish}",
        "there is nothing to write: {wish}",
    ),
    "cannot-run": ("選択肢を実行できません: {detail}", "the options cannot be run: {detail}"),
    "too-long": (
        "{seconds} 秒以内に終わりませんでした。--time で延ばせます",
        "it did not end within {seconds} s; --time gives more",
    ),
    # writing
    "ask": (
        "書き込む番号（例 {example}）。何も入力しなければ書き込みません: ",
        "numbers to write (such as {example}); nothing for none: ",
    ),
    "written": (
        "{path} の（{label}）に選択肢を {count} 個追加しました。why を読み直してください",
        "options added to ({label}) in {path}: {count}; go over their whys",
    ),
    "checked": ("再検証: {finding}", "checked again: {finding}"),
    "unreadable": (
        "書き込んだ {path} から問題 {id} を読み直せません",
        "the question {id} cannot be read again from {path}, which was written",
    ),
    "unwritable": ("{path} に書き込めません: {detail}", "{path} cannot be written: {detail}"),
}
