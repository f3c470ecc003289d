"""Sentences of the table `problems`: name -> (Japanese, English).

One for each code of `exam_drill.problem.Problem`; each says what is wrong and what to write instead.
"""

from exam_drill.i18n.unreadable import UNREADABLE

SENTENCES: dict[str, tuple[str, str]] = {
    **UNREADABLE,
    # Structure
    "key-not-text": (
        "キーが文字列ではありません。「:」の前には項目の名前を書いてください",
        "a key must be a text; write the name of a field before the colon",
    ),
    "unknown-key": (
        "「{key}」という項目はありません。「{nearest}」ではありませんか",
        "unknown key {key}; did you mean {nearest}?",
    ),
    "duplicate-key": (
        "「{key}」は {line} 行目にもあります。どちらかを消してください",
        "{key} is also written in line {line}; remove one of the two",
    ),
    "missing-key": ("「{key}:」がありません。書き足してください", "{key}: is missing; add it"),
    "not-a-mapping": (
        "{key} は「名前: 値」の形で書いてください",
        "{key} must be a mapping; write lines of the form name: value",
    ),
    "not-a-list": (
        "{key} はリストで書いてください。「-」と空白で始まる行を並べるか、[a, b] の形にします",
        "{key} must be a list; write lines that begin with a dash and a space, or [a, b]",
    ),
    "not-a-text": (
        "{key} は文字列で書いてください。リストや対応に読める値は引用符で囲みます",
        "{key} must be a text; put it in quotes if YAML takes it for a list or a mapping",
    ),
    "not-an-integer": (
        "{key} は整数でなければなりません。{value} の代わりに 2 のように引用符なしで書いてください",
        "{key} must be a whole number, not {value}; write a plain number such as 2, without quotes",
    ),
    "not-a-number": (
        "{key} は有限の数でなければなりません。{value} の代わりに 1.0e-6 のように書いてください",
        "{key} must be a finite number, not {value}; write it as 1.0e-6",
    ),
    "float-as-text": (
        "{key} の {value} は YAML では数ではなく文字列です。{suggestion} と書いてください",
        "YAML reads {key} {value} as text, not as a number; write {suggestion}",
    ),
    "negative-tolerance": (
        "{key} は負にできません。0 以上の数を書いてください",
        "{key} must not be negative; write 0 or more",
    ),
    "tolerance-too-large": (
        "{key} が大きすぎます。{limit} より大きいと、違う値も一致したことになります。もっと小さい数を書いてください",
        "{key} is too large: above {limit} other values count as equal, too; write a smaller number",
    ),
    "out-of-range": (
        "{key} は {low} から {high} までの整数で書いてください",
        "{key} must be a whole number from {low} to {high}",
    ),
    "empty-value": (
        "{key} に値がありません。値を書くか、項目ごと消してください",
        "{key} has no value; write one or remove the key",
    ),
    "too-long": (
        "{key} が長すぎます。{limit} 文字までに短くしてください",
        "{key} is too long; shorten it to at most {limit} characters",
    ),
    "too-many": (
        "{key} が多すぎます。{limit} 個までに減らしてください",
        "{key} has too many entries; keep at most {limit}",
    ),
    "duplicate-item": (
        "{key} に「{value}」が 2 回あります。1 つにしてください",
        "{key} names {value} twice; remove one of the two",
    ),
    "unknown-choice": (
        "{key} に「{value}」は使えません。次のどれかを書いてください: {choices}",
        "{key} cannot be {value}; write one of: {choices}",
    ),
    "format-unknown": (
        "format {value} はこの版では読めません。format: 1 と書いてください",
        "format {value} cannot be read; write format: 1",
    ),
    "no-questions": (
        "問題がありません。questions: の下に「- id: …」で始まる問題を書いてください",
        "there are no questions; write one below questions:, beginning with - id: …",
    ),
    "list-without-head": (
        "ファイルがリストで始まっています。リストの上に format: 1 と questions: の 2 行を書いてください",
        "the file begins with a list; put format: 1 and questions: above the list",
    ),
    # A question and its options
    "id-form": (
        "id「{id}」に使えるのは小文字、数字、ハイフンです。たとえば {suggestion} と書いてください",
        "id {id} is not kebab-case; write small letters, digits and hyphens, such as {suggestion}",
    ),
    "id-duplicate": (
        "id「{id}」は {other} にもあります。別の id にしてください",
        "id {id} is also used at {other}; choose another one",
    ),
    "too-few-options": (
        "選択肢が {count} 個しかありません。2 個以上書いてください",
        "the list of options holds {count}; write at least two",
    ),
    "answer-no-option": (
        "answer {answer} にあたる選択肢はありません。1 から {last} までの番号を書いてください",
        "answer {answer} is no option; there are 1 to {last}",
    ),
    "same-options": (
        "選択肢 {first} と {second} は同じコードです。どちらかを別の式にしてください",
        "options {first} and {second} are the same code; change one of them",
    ),
    "empty-code": (
        "{key} にコードがありません。Python の式や文を書いてください",
        "{key} holds no code; write a Python expression or statement",
    ),
    "code-read-as-list": (
        "{key} は YAML のリストとして読まれました。コードなら全体を引用符で囲んでください。例: '[a, b]'",
        "YAML took {key} for a list; if it is code, put all of it in quotes, as in '[a, b]'",
    ),
    "code-read-as-mapping": (
        "{key} は YAML の対応として読まれました。コードなら全体を引用符で囲んでください。例: 'lambda x: x'",
        "YAML took {key} for a mapping; if it is code, put all of it in quotes, as in 'lambda x: x'",
    ),
    "cut-short": (
        "「{text}」の後の # から先は YAML のコメントになり、コードに入りません。"
        "全体を引用符で囲むか、コメントを別の行に移してください",
        "the # behind {text} begins a comment of YAML, which cuts the code short; "
        "put all of it in quotes or move the comment to a line of its own",
    ),
    "split-option": (
        "「{text}」でかっこや引用符が閉じていません。"
        "[…] の中ではコンマが選択肢を区切ります。選択肢を引用符で囲んでください",
        "{text} leaves a bracket or quote open: within […] a comma ends an option; put each option in quotes",
    ),
    # Blanks
    "options-beside-blanks": (
        "blanks があるときは、{key} は各空欄の中に書いてください",
        "{key} stands beside blanks; write it within each blank",
    ),
    "label-form": (
        "空欄の名前「{label}」は仮名 1 文字（ひらがなか全角カタカナ）にしてください。例: こ",
        "the label {label} must be one kana, hiragana or full-width katakana, such as こ",
    ),
    "no-marker": (
        "code に空欄がありません。穴にする所に (こ) のように書いてください。コメントと文字列の中は数えません",
        "code has no blank; write a marker such as (こ) where the gap is, not in a comment or a string",
    ),
    "marker-form": (
        "{text} は空欄の印になりません。(こ) のように、仮名 1 文字（ひらがなか全角カタカナ）をかっこに入れてください",
        "{text} marks no blank; write one kana, hiragana or full-width katakana, in parentheses, such as (こ)",
    ),
    "blank-without-marker": (
        "空欄「{label}」が code にありません。({label}) をコメントや文字列の外に書いてください",
        "blank {label} is not in the code; write ({label}) there, not in a comment or a string",
    ),
    "marker-without-blank": (
        "({label}) には選択肢がありません。空欄が 2 つ以上あるときは blanks: {{{label}: …}} に書いてください",
        "({label}) has no options; where there are several blanks, write them as blanks: {{{label}: …}}",
    ),
    # References
    "reference-form": (
        "reference「{reference}」は「モジュール.関数」の形で書いてください。例: gru.gru",
        "reference {reference} must be module.function, such as gru.gru",
    ),
    "unknown-module": (
        "参照実装のモジュール「{module}」はありません。「{nearest}」ではありませんか",
        "there is no reference module {module}; did you mean {nearest}?",
    ),
    "unknown-function": (
        "参照実装 {module} に関数「{function}」はありません。「{nearest}」ではありませんか",
        "the reference module {module} has no function {function}; did you mean {nearest}?",
    ),
    "undeclared-reference": (
        "参照実装 {module} の「{function}」は入力を宣言していないので使えません。「{nearest}」ではありませんか",
        "{function} of the reference module {module} declares no inputs; did you mean {nearest}?",
    ),
    "reference-without-def": (
        "参照実装のコードに関数がありません。行の先頭から def 名前(…): で定義してください",
        "the reference defines no function; write def name(…): at the beginning of a line",
    ),
    "nothing-to-call": (
        "code に関数 {function} がありません。def {function}(…): と定義するか、call: に評価する式を書いてください",
        "code defines no {function}; write def {function}(…):, or say with call: what to evaluate",
    ),
    "given-is-reference": (
        "{name} は参照実装そのものなので given にできません。消してください",
        "{name} is the reference itself and cannot be given; remove it",
    ),
    "unknown-given": (
        "参照実装 {reference} のそばに関数「{name}」はありません。「{nearest}」ではありませんか",
        "there is no function {name} beside the reference {reference}; did you mean {nearest}?",
    ),
    "nothing-given": (
        "参照実装 {reference} のそばにほかの関数はありません。"
        "given から「{name}」を消すか、参照実装の code に定義してください",
        "the reference {reference} has no function beside it; remove {name} from given, "
        "or define it in the code of the reference",
    ),
    # Inputs
    "input-name": (
        "入力の名前「{name}」は Python の変数名にしてください。例: x",
        "the input's name {name} is no Python name; write one such as x",
    ),
    "unknown-input": (
        "参照実装に入力「{name}」はありません。「{nearest}」ではありませんか",
        "the reference has no input {name}; did you mean {nearest}?",
    ),
    "no-inputs": (
        "参照実装には入力がありません。inputs から「{name}」を消してください",
        "the reference has no inputs; remove {name} from inputs",
    ),
    "input-empty": (
        "入力の宣言が空です。normal や N D のように書いてください",
        "the declaration of an input is empty; write normal, or sizes such as N D",
    ),
    "input-syntax": (
        "入力の宣言「{text}」を読めません。integer(0, V) N T のように「種類 大きさ」で書いてください",
        "the declaration {text} cannot be read; write domain and sizes, such as integer(0, V) N T",
    ),
    "input-domain": (
        "入力の種類「{domain}」はありません。「{nearest}」ではありませんか",
        "there is no input domain {domain}; did you mean {nearest}?",
    ),
    "input-arguments": (
        "「{text}」の {domain} の引数が合いません。integer(0, V) や uniform(0, 1) のように書いてください",
        "the arguments of {domain} in {text} do not fit; write them as in integer(0, V) or uniform(0, 1)",
    ),
    "input-size": (
        "大きさ「{size}」を読めません。N、3、D+H、4*H のように書いてください",
        "the size {size} cannot be read; write it as N, 3, D+H or 4*H",
    ),
    "input-sizes": (
        "「{text}」の大きさの数が合いません。{domain} には {least} 個から {most} 個の大きさを書いてください",
        "{text} has a wrong number of sizes; {domain} takes {least} to {most}",
    ),
    "sizes-with-commas": (
        "大きさはコンマやかっこを使わず、空白で区切ります。{suggestion} と書いてください",
        "separate sizes with spaces, without commas and parentheses: {suggestion}",
    ),
    "split-input": (
        '{{…}} の中ではコンマが項目を区切ります。入力の宣言を引用符で囲んでください: "{text}"',
        'within {{…}} a comma ends an entry; put the declaration in quotes: "{text}"',
    ),
    "size-letter": (
        "sizes の「{letter}」は大きさの文字ではありません。N や D のような英字 1 つを書いてください",
        "{letter} is no size letter; write one letter such as N or D",
    ),
    "size-range": (
        "{letter} の範囲「{value}」は 1..4 か 3 の形で、1 以上 {most} 以下にしてください",
        "the range {value} of {letter} must be like 1..4 or 3, within 1 and {most}",
    ),
    "unused-size": (
        "文字 {letter} はどの入力の大きさにもありません。「{nearest}」ではありませんか。要らなければ消してください",
        "no input has the size {letter}; did you mean {nearest}? Otherwise remove it",
    ),
    "no-sizes": (
        "大きさのある入力がないので、文字 {letter} は使えません。消してください",
        "no input has a size, so {letter} means nothing; remove it",
    ),
    # Where it comes from
    "syllabus-form": (
        "syllabus「{value}」はシラバスの見出し番号で書いてください。例: 3.5",
        "syllabus {value} must be the number of a heading, such as 3.5",
    ),
    "source-form": (
        "出典には kind と title を書きます。例: {{kind: book, title: 本の名前}}（kind は {kinds} のどれか）",
        "a source needs kind and title, as in {{kind: book, title: Its name}}; kind is one of {kinds}",
    ),
    "url-form": (
        "url「{url}」は http:// か https:// で始まるアドレスにしてください",
        "url {url} must be an address that begins with http:// or https://",
    ),
    "erratum-same": (
        "corrected と printed が同じです。原本に印刷されていたとおりの誤りを printed に書いてください",
        "corrected and printed are the same; write in printed what the source really printed",
    ),
    "erratum-source": (
        "sources の {number} にあたる出典はありません。source には {last} 件あります。1 からの番号を書いてください",
        "sources names {number}, but source has {last} entries; count them from 1",
    ),
    "erratum-answer": (
        "「{text}」は選択肢の番号ではありません。2 のように、空欄が 2 つ以上なら「い 2」のように書いてください",
        "{text} is no option's number; write it as 2, or as い 2 where there are several blanks",
    ),
    "erratum-without-effect": (
        "「{text}」は {part} の中に（語の単位で）見つかりません。訂正後の問題にある文字列をそのまま書いてください",
        "{text} is not found in {part} as whole words; copy it from the corrected question",
    ),
    "erratum-marker": (
        "この正誤表は空欄の印を増やすか消してしまいます。印はそのまま残してください",
        "this erratum adds or removes the marker of a blank; leave the markers as they are",
    ),
    "errata-too-large": (
        "このファイルの正誤表は多すぎて調べきれません。errata を減らすか、ファイルを分けてください",
        "the errata of this file are too many to look through; write fewer, or several files",
    ),
}
