"""Sentences of the table `reasons`: what an option's runs showed; `evidence.describe` chooses among them.

Name -> (Japanese, English).
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "matches": (
        "{trials} 回の試行すべてで参照実装と一致しました",
        "agrees with the reference on {trials:the one trial|all {trials} trials}",
    ),
    "unreached": ("どの試行でもこの空欄まで実行されませんでした", "no trial executed this blank"),
    "undefined": (
        "{line} 行目で使う名前 {name} が定義されていません（{type}）",
        "the name {name} on line {line} is not defined ({type})",
    ),
    "undefined-nowhere": ("名前 {name} が定義されていません（{type}）", "the name {name} is not defined ({type})"),
    "unbound": (
        "{line} 行目で、値が入る前の変数 {name} を読んでいます（{type}）",
        "the variable {name} on line {line} is read before it is set ({type})",
    ),
    "unbound-nowhere": (
        "値が入る前の変数 {name} を読んでいます（{type}）",
        "the variable {name} is read before it is set ({type})",
    ),
    "exception": ("{line} 行目で {type} が発生しました: {message}", "{type} on line {line}: {message}"),
    "exception-nowhere": ("{type} が発生しました: {message}", "{type}: {message}"),
    "exception-signal": ("シグナル {signal} で異常終了しました", "crashed with the signal {signal}"),
    "exception-exit": ("終了コード {exit} でプログラムが終了しました", "ended the program with exit code {exit}"),
    "structure": ("{at}が{expected}ではなく{got}", "{at} is {got} instead of {expected}"),
    "shape": ("{at}の形状が {expected} ではなく {got}", "{at} has the shape {got} instead of {expected}"),
    "dtype": ("{at}の型が{expected}ではなく{got}", "{at} is of type {got} instead of {expected}"),
    "value": (
        "{at}が {expected} ではなく {got}（最大誤差 {max_abs_error}）",
        "{at} is {got} instead of {expected} (largest error {max_abs_error})",
    ),
    "value-nothing-else": ("{at}が {expected} ではなく {got}", "{at} is {got} instead of {expected}"),
    "argument": (
        "実行後の引数の {at} が {expected} ではなく {got}",
        "afterwards {at} of the arguments is {got} instead of {expected}",
    ),
    "argument-nothing-else": (
        "引数 {name} の中身の変わり方が参照実装と違います",
        "leaves the argument {name} different from how the reference leaves it",
    ),
    "limit-wall": ("時間内に終わらず打ち切りました（{amount} 秒）", "stopped: it did not end in time ({amount} s)"),
    "limit-cpu": (
        "計算時間の上限を超えて打ち切りました（{amount} 秒）",
        "stopped: too much computing time ({amount} s)",
    ),
    "limit-memory": ("メモリーの上限を超えました（{amount}）", "used too much memory ({amount})"),
    "limit-output": ("返した値が大きすぎます（上限 {amount}）", "what it returned is too large (limit {amount})"),
    "limit-broken": (
        "実行を取り仕切る側が続けられなくなりました（{amount}）",
        "broke what runs it, which could not go on ({amount})",
    ),
    "limit-answer": ("実行結果を受け取れませんでした", "its result could not be read"),
    "limit-signal": ("シグナル {amount} で異常終了しました", "crashed with the signal {amount}"),
    "limit-exit": ("終了コード {amount} でプログラムが終了しました", "ended the program with exit code {amount}"),
    "limit": ("{limit} の上限を超えました（{amount}）", "went over the limit of {limit} ({amount})"),
    "policy": ("実行しませんでした: {refusal}", "not run: {refusal}"),
    # a verdict that came without a reason
    "differs": ("参照実装と一致しません", "does not agree with the reference"),
    "raises": ("例外が発生しました", "raises an exception"),
    "timed_out": ("時間内に終わらず打ち切りました", "stopped: it did not end in time"),
    "killed": ("実行中に強制終了されました", "was ended by force"),
    "refused": ("安全のため実行しませんでした", "refused before it was run"),
    # how often, after the sentence
    "on-all": ("［{trials} 回とも］", " [each of {trials} {trials:trial|trials}]"),
    "on-some": ("［{trials} 回中 {differing} 回］", " [{differing} of {trials} {trials:trial|trials}]"),
    "output": ("出力", "output"),
    "warned": ("実行中の警告: {warning}", "warning while running: {warning}"),
    # kinds of numbers and structures
    "kind-float": ("実数", "float"),
    "kind-integer": ("整数", "integer"),
    "kind-boolean": ("真偽値", "boolean"),
    "kind-complex": ("複素数", "complex"),
    "is-array": ("形状 {shape} の{kind}配列", "a {kind} array {shape}"),
    "is-sequence": ("要素 {count} 個の {type} ", "a {type} of {count}"),
    "is-number": ("{kind} {number} ", "the {kind} {number}"),
    "is-other": (" {text} ", "{text}"),
}
