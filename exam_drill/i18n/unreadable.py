"""Sentences of the table `problems` on files that cannot be read and on text that is no YAML."""

UNREADABLE: dict[str, tuple[str, str]] = {
    # Files
    "path-missing": (
        "このファイルやフォルダはありません。パスを確かめてください",
        "there is no such file or folder; check the path",
    ),
    "folder-empty": (
        "このフォルダには .yaml も .yml もありません。問題集のあるフォルダを指定してください",
        "this folder holds no .yaml or .yml file; name a folder that holds a bank",
    ),
    "folder-named-like-file": (
        "ファイルのような名前ですがフォルダです。フォルダの名前から .yaml や .yml を取ってください",
        "this is a folder with the name of a file; take .yaml or .yml off its name",
    ),
    "not-a-file": (
        "普通のファイルではありません。YAML のテキストファイルを指定してください",
        "this is no regular file; name a text file with YAML",
    ),
    "file-unreadable": (
        "読めません（{reason}）。ファイルの権限を確かめてください",
        "this cannot be read ({reason}); check its permissions",
    ),
    "file-too-large": (
        "大きすぎます。{limit} バイトまでです。問題をいくつかのファイルに分けてください",
        "this file is too large: at most {limit} bytes; spread the questions over several files",
    ),
    "too-many-files": (
        "ファイルが多すぎます。{limit} 個までです。もっと狭いフォルダを指定してください",
        "too many files: at most {limit}; name a smaller folder",
    ),
    "too-many-problems": (
        "この先の誤りがあと {count} 件あります。上の誤りを直してから、もう一度確かめてください",
        "{count} more {count:problem|problems} from here on {count:is|are} not listed; mend those above, then check again",
    ),
    "file-empty": (
        "何も書かれていません。format: 1 と questions: から書き始めてください",
        "nothing is written here; begin with format: 1 and questions:",
    ),
    "not-utf-8": (
        "UTF-8 ではないバイト {byte} があります。エディタで文字コードを UTF-8 にして保存し直してください",
        "byte {byte} is no UTF-8; save the file as UTF-8 in your editor",
    ),
    "control-character": (
        "使えない制御文字 {character} があります。取り除いてください",
        "control character {character} is not allowed; remove it",
    ),
    # YAML
    "yaml-syntax": (
        "YAML として読めません（{detail}）。この行と前の行の字下げ、引用符、かっこを確かめてください",
        "this is no YAML ({detail}); check indentation, quotes and brackets of this line and the one before",
    ),
    "yaml-quote": (
        "値の先頭の {character} は YAML の記号ですが、続きがその形になっていません。"
        "コードや文なら全体を引用符で囲んでください。例: '[a, b] + c'",
        "{character} at the beginning of a value is a sign of YAML, and what follows does not fit it; "
        "put code or text all in quotes, as in '[a, b] + c'",
    ),
    "yaml-colon": (
        "値の中に「: 」（コロンと空白）があります。値全体を引用符で囲んでください。例: 'lambda x: x'",
        "there is a colon and a space inside a value; put all of the value in quotes, as in 'lambda x: x'",
    ),
    "yaml-tab": (
        "字下げにタブがあります。YAML の字下げは空白で書いてください",
        "a tab is used for indentation; YAML is indented with spaces",
    ),
    "yaml-fullwidth": (
        "全角の {character} は YAML の記号になりません。半角の記号や空白で書いてください。例: answer: 4",
        "the full-width {character} is no sign of YAML; write the ASCII sign or spaces, as in answer: 4",
    ),
    "yaml-indentation": (
        "字下げがそろっていません。同じ段のキーや「-」は同じ桁から書き始めてください",
        "the indentation does not fit; begin keys or dashes of one level in the same column",
    ),
    "yaml-unclosed-quote": (
        "引用符が閉じていません。値の終わりに同じ引用符を書いてください",
        "this quote is never closed; write the same quote at the end of the value",
    ),
    "yaml-unclosed-bracket": (
        "{character} が閉じていません。値の終わりに {closing} を書いてください。コードなら全体を引用符で囲みます",
        "this {character} is never closed; write {closing} at the end of the value, or if it is code, "
        "put all of it in quotes",
    ),
    "yaml-colon-space": (
        "コロンの後に空白がありません。「{name}: {value}」のように空白を入れてください",
        "write a space after the colon: {name}: {value}",
    ),
    "yaml-no-colon": (
        "「名前: 値」の形で書きます。「{name}: {value}」のようにコロンと空白を使ってください",
        "write name: value, with a colon and a space: {name}: {value}",
    ),
    "yaml-no-key": (
        "この行は「名前: 値」の形になっていません。名前の後にコロンと空白を書いてください。"
        "前の行の続きなら、もっと深く字下げします",
        "this line is not of the form name: value; write a colon and a space after the name, "
        "or if it continues the line before, indent it further",
    ),
    "yaml-dash-space": (
        "「-」の後に空白がありません。「- 値」のように空白を入れてください",
        "write a space after the dash, as in - value",
    ),
    "yaml-too-deep": (
        "入れ子が深すぎます。{limit} 段までです。「[」や「{{」で始まる値は引用符で囲んでください",
        "nested too deeply: at most {limit} levels; put values that begin with [ or {{ in quotes",
    ),
    "yaml-too-large": (
        "別名（*名前）を展開すると大きすぎます。{nodes} 項目、{characters} 文字までです。別名を減らしてください",
        "too large with its aliases (*name) written out: at most {nodes} items and {characters} characters; "
        "use fewer aliases",
    ),
    "yaml-undefined-alias": (
        "*{name} が指すもの（&{name}）は前にありません。「*」で始まるコードなら引用符で囲んでください",
        "*{name} refers to no &{name} before it; if this is code, put it in quotes",
    ),
    "yaml-recursive-alias": (
        "*{name} が自分自身を含んでいます。別名を使わずに書いてください",
        "*{name} contains itself; write it without the alias",
    ),
    "yaml-tag": (
        "タグ {tag} は使えません。タグを取り除くか、「!」で始まるコードなら引用符で囲んでください",
        "the tag {tag} is not allowed; remove it, or if this is code, put it in quotes",
    ),
    "yaml-several-documents": (
        "1 つのファイルに文書が 2 つ以上あります。「---」の行を消すか、ファイルを分けてください",
        "a file holds one document; remove the line ---, or write two files",
    ),
    "yaml-merge-key": (
        "「<<」によるマージは使えません。項目をそのまま書いてください",
        "merging with << is not supported; write the fields out",
    ),
}
