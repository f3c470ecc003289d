"""Sentences of the table `policy`: why a text is not run, and what to write instead.

Name -> (Japanese, English); `exam_drill.i18n.refusals` adds the place.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "at": ("（{line} 行 {column} 列）", " (line {line}, column {column})"),
    "other": ("この書き方は使えません: {name}", "this cannot be used here: {name}"),
    # the text as a whole
    "too-long": ("プログラムが長すぎます。{hint} 文字以内にしてください", "the program is too long; at most {hint} characters are allowed"),
    "too-deep": ("入れ子が深すぎます（{hint} 段まで）。途中の値を変数に入れてください", "this is nested too deeply (at most {hint} levels); put parts of it into variables"),
    "syntax": ("{name} は使えません。普通の文と式で書いてください", "`{name}` is not needed here: write it with ordinary statements"),
    # imports
    "import": ("import は不要です。NumPy は np として使えます", "`import` is not needed here: NumPy is already `np`"),
    "import-numpy": ("NumPy は np として使えます。np. に続けて名前を書いてください", "NumPy is already `np`: write `np.` and the name"),
    "import-math": ("{name} の import は不要です。np.sqrt、np.exp、np.pi などを使ってください", "`{name}` is not needed here: use np.sqrt, np.exp, np.pi and so on"),
    "import-random": ("{name} の import は不要です。np.random を使ってください", "`{name}` is not needed here: use np.random"),
    # names with two underscores
    "dunder-name": ("{name} という名前は使えません。前後に __ のない名前にしてください", "the name {name} cannot be used: choose one without `__` around it"),
    "dunder-attribute": ("属性 {name} は使えません。前後に __ のない属性とメソッドだけで書いてください", "the attribute {name} cannot be used: only those without `__` around their name"),
    "dunder-method": ("メソッド {name} は定義できません。普通の名前のメソッドにして呼び出してください", "the method {name} cannot be defined: give it an ordinary name, and call it"),
    "class-keyword": ("class 文に {name} は書けません。基底クラスだけを書いてください", "`{name}` cannot stand in a class statement: only base classes can"),
    # NumPy
    "numpy-name-taken": ("np は NumPy の名前です。別の名前にしてください", "np is NumPy here: choose another name"),
    "numpy-store": ("NumPy の {name} は書き換えられません。新しい変数に入れてください", "{name} of NumPy cannot be changed: assign to a variable of your own"),
    "numpy-private": ("{name} は NumPy の内部の名前です。公開されている関数を使ってください", "{name} is internal to NumPy: use its public functions"),
    "numpy-file": ("{name} はファイルを扱うので使えません。値は引数で受け取り、return で返してください", "{name} is about files, which a program has none of: take values as arguments and return them"),
    "numpy-memory": ("{name} はメモリーを直接扱うので使えません。np.array や reshape、astype を使ってください", "{name} works on raw memory: use np.array, reshape or astype"),
    "numpy-state": ("{name} は NumPy 全体の設定を扱うので使えません。警告を抑えるには with np.errstate(...) を使ってください", "{name} is about settings of NumPy as a whole: to silence warnings use `with np.errstate(...)`"),
    "numpy-module": ("{name} は使えません。配列の計算は np の関数と np.linalg、np.random、np.fft でできます", "{name} is not given here: there are the functions of np, np.linalg, np.random and np.fft"),
    "numpy-testing": ("{name} は使えません。np.allclose と assert を使ってください", "{name} is not given here: use np.allclose and `assert`"),
    "numpy-matrix": ("{name} は使えません。np.array と演算子 @ を使ってください", "{name} is not given here: use np.array and the operator `@`"),
    "numpy-frompyfunc": ("{name} は使えません。np.vectorize を使ってください", "{name} is not given here: use np.vectorize"),
    "numpy-random": ("{name} は使えません。np.random.seed か np.random.default_rng(シード) を使ってください", "{name} is not given here: use np.random.seed or np.random.default_rng with a seed"),
    "numpy-as-strided": ("{name} は使えません。np.lib.stride_tricks.sliding_window_view を使ってください", "{name} is not given here: use np.lib.stride_tricks.sliding_window_view"),
    "numpy-unneeded": ("{name} は計算に要らないので使えません。これを使わずに書いてください", "{name} has nothing to do with computing on arrays: do without it"),
    # names of Python
    "builtin-code": ("{name} は使えません。式や文をそのまま書いてください", "{name} is not given here: write the expression or statement itself"),
    "builtin-file": ("{name} は使えません。値は引数で受け取り、return で返してください", "{name} is not given here: take values as arguments and return them"),
    "builtin-attribute": ("{name} は使えません。属性は obj.name の形で書くか、辞書を使ってください", "{name} is not given here: write `obj.name`, or use a dict"),
    "builtin-memory": ("{name} は使えません。np.array か list を使ってください", "{name} is not given here: use np.array or a list"),
    "builtin-exit": ("{name} は使えません。終えるには return を、誤りを知らせるには raise を使ってください", "{name} is not given here: use `return` to end, `raise` to report a mistake"),
    "builtin-async": ("{name} は使えません。iter と next を使ってください", "{name} is not given here: use iter and next"),
    # attributes
    "attribute": ("属性 {name} は使えません。自分のクラスの属性なら self.{name} に代入してください", "the attribute {name} cannot be used here: if it is meant to be one of your own class, assign to self.{name}"),
    "attribute-memory": ("属性 {name} はメモリーを直接扱うので使えません。astype、reshape、copy を使ってください", "the attribute {name} works on raw memory: use astype, reshape or copy"),
    "attribute-file": ("属性 {name} はファイルを扱うので使えません。値は return で返してください", "the attribute {name} is about files: return the value instead"),
    "attribute-resize": ("配列の {name} は使えません。reshape か np.resize を使ってください", "{name} of an array cannot be used here: use reshape or np.resize"),
    "attribute-frame": ("属性 {name} は実行中のプログラムの内部を扱うので使えません。値は変数で受け渡してください", "the attribute {name} looks into a running program: pass values in variables"),
    "format": ("{name} は、属性や要素を含まない文字列リテラルにだけ使えます。f\"…\" を使ってください", "{name} is for literal texts whose fields name no attribute or item: use an f-string"),
    "pattern": ("case のパターンでは属性 {name} を調べられません。if 文を使ってください", "a pattern cannot look at the attribute {name}: use an `if` statement"),
}  # fmt: skip
