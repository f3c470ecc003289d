"""Sentences of the arguments in `--help`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "paths": (
        "問題集のファイルまたはフォルダー（既定: 組み込みの問題集）",
        "bank files or folders (default: the built-in bank)",
    ),
    "topic": (
        "この分野の問題だけ。フォルダー、拡張子を除いたファイル名、またはフォルダー/ファイル名（繰り返せます）",
        "only questions of this topic: a folder, a file without its ending, or folder/file; may be repeated",
    ),
    "tag": (
        "このタグの付いた問題だけ（繰り返せます）",
        "only questions with this tag; may be repeated",
    ),
    "id": (
        "この ID の問題だけ（繰り返せます）",
        "only the questions with this id; may be repeated",
    ),
    "trust": (
        "カーネルが十分に遮断できない環境でも実行する。作者を信頼できる問題集だけに",
        "run these banks also where the kernel shuts off too little: only if you trust who wrote them",
    ),
    "format": (
        "結果の形式（既定: text）",
        "form of the report (default: text)",
    ),
    "identity": (
        "問題の ID",
        "the question's id",
    ),
    "as-printed": (
        "正誤表を戻し、原典に印刷されたままの問題を判定する",
        "judge the questions as their sources printed them",
    ),
    "check-format": (
        "標準出力に出す結果の形式: {formats}（既定: text）",
        "form of the report on standard output: {formats} (default: text)",
    ),
    "check-report": (
        "結果をファイルにも書く。形式は --format と同じ。何度でも指定でき、- は標準出力",
        "write a report of one of these forms to a file as well; may be repeated, and - is standard output",
    ),
    "check-all": (
        "証明できた空欄についても根拠を表示する",
        "show the evidence for proven blanks too",
    ),
    "check-strict": (
        "警告があっても終了コード 1 にする",
        "warnings are findings too: exit 1",
    ),
    "fmt-paths": (
        "問題集のファイルまたはフォルダー。- は標準入力から標準出力へ（既定: 組み込みの問題集）",
        "bank files or folders; - is standard input to standard output (default: the built-in bank)",
    ),
    "fmt-check": (
        "何も書かず、変わるファイルの名前を挙げる（あれば終了コード 1）",
        "write nothing; name the files that would change, exit 1",
    ),
    "fmt-diff": (
        "何も書かず、変わる行を示す（あれば終了コード 1）",
        "write nothing; show what would change, exit 1",
    ),
    "lint-strict": (
        "人に渡す問題集が備えるべきことの助言も示す",
        "tell advice as well: what a bank for others should have",
    ),
    "lint-fix": (
        "意図によらず直せるものを直す",
        "mend what can be mended without knowing what was meant",
    ),
    "lint-diff": (
        "--fix で変わる行を示し、何も変えない",
        "show what --fix would change, and change nothing",
    ),
    "lint-list": (
        "すべての規則を一覧する",
        "list all rules",
    ),
    "lint-explain": (
        "規則が求めることを例とともに説明する",
        "tell what a rule asks for, with samples",
    ),
    "lint-select": (
        "このコードだけを示す（繰り返せます）",
        "tell only this code; may be repeated",
    ),
    "lint-ignore": (
        "このコードを示さない（繰り返せます）",
        "do not tell this code; may be repeated",
    ),
    "new-start": (
        "出発点",
        "what to start from",
    ),
    "new-reference": (
        "参照実装の関数（例: gru.gru）",
        "a function of the references, such as gru.gru",
    ),
    "new-from": (
        "関数を書いた自分の Python ファイル",
        "a Python file of your own with a function",
    ),
    "new-function": (
        "ファイルのどの関数か（いくつもあるとき）",
        "which function of the file (if it has several)",
    ),
    "new-input": (
        "関数の引数の作り方（ファイルに書いていないとき。繰り返せます）",
        "how a parameter of your function is drawn, where the file does not say it; may be repeated",
    ),
    "new-blanks": (
        "空欄と選択肢（空欄が複数なら、この順に並べる）",
        "blanks and options, in order if there are several",
    ),
    "new-blank": (
        "空欄にする式または文（繰り返せます）",
        "the expression or statement to blank; may be repeated",
    ),
    "new-blank-lines": (
        "空欄にする行（表示された行番号で）",
        "whole lines of the program to blank, by the numbers that are shown",
    ),
    "new-line": (
        "同じ式が複数あるときの場所。行番号、または 7:2（7 行目の 2 番目）",
        "which of several places is meant: its line, or 7:2 for the second one on the line",
    ),
    "new-wrong": (
        "誤りの選択肢（繰り返せます）",
        "a wrong option; may be repeated",
    ),
    "new-why": (
        "直前の --wrong が誤りである理由（既定: 実行結果から。言語ごとに 1 回）",
        "why the --wrong before it is wrong (default: what its run showed); once a language",
    ),
    "new-label": (
        "空欄の仮名（繰り返せます）",
        "the kana of a blank; may be repeated",
    ),
    "new-texts": (
        "文章",
        "texts",
    ),
    "new-id": (
        "問題の ID（既定: 関数名と題名から作る）",
        "the question's id (default: made of function and title)",
    ),
    "new-title": (
        "題名（言語ごとに 1 回）",
        "the title; once a language",
    ),
    "new-prompt": (
        "問いの文（言語ごとに 1 回）",
        "what is asked; once a language",
    ),
    "new-syllabus": (
        "シラバスの項目（既定: 参照実装のもの）",
        "heading of the syllabus (default: that of its reference)",
    ),
    "new-target": (
        "書き込み先",
        "where it goes",
    ),
    "new-to": (
        "問題集のファイル（既定: モジュールまたはファイルの名前から）",
        "the bank file (default: named after module or file)",
    ),
    "new-dry-run": (
        "書く内容を示し、何も書かない",
        "show what would be written, and write nothing",
    ),
    "preview-blank": (
        "複数の空欄のうち、この空欄だけ",
        "only this blank of a question with several",
    ),
    "preview-option": (
        "印刷された番号がこの選択肢だけ",
        "only the option with this printed number",
    ),
    "preview-trial": (
        "問題の代わりに、ある試行の入力、期待される値、各選択肢の値を示す",
        "show the inputs of one trial, the expected value and what each option gave, instead of the question",
    ),
    "preview-all-trials": (
        "各試行での各選択肢の結果を示す",
        "show how each option did on each trial",
    ),
    "preview-html": (
        "すべてを両方の言語で、単独で開ける 1 枚のページに書く",
        "write all of it, in both languages, as one page that needs nothing else",
    ),
    "width": (
        "桁数（既定: 端末の幅、または 80）",
        "columns (default: those of the terminal, or 80)",
    ),
    "preview-shuffle": (
        "印刷の順ではなく、このシードの quiz の順に選択肢を並べる",
        "the options in the order of a quiz with this seed, not as printed",
    ),
    "preview-seed": (
        "問題集の入力のシード（既定: 0）",
        "seed of the bank's inputs (default: 0)",
    ),
    "preview-trials": (
        "問題に指定がないときの試行の回数",
        "trials, if the question does not tell",
    ),
    "preview-no-run": (
        "選択肢を実行せず、学習者に見えるものだけを示す",
        "do not run the options: only what the learner sees",
    ),
    "quiz-number": (
        "出題する問題の数（既定: すべて）",
        "how many questions to ask (default: all)",
    ),
    "quiz-seed": (
        "問題と選択肢の順番のシード（既定: 毎回新しく）",
        "seed of the order of questions and options (default: a new one)",
    ),
    "quiz-no-shuffle": (
        "選択肢を並べ替えず、印刷された順に示す",
        "show the options in their printed order",
    ),
    "schema-output": (
        "FILE に書き、エディターへの設定を案内する。FILE が古いスキーマなら置き換え、ほかのものなら書かない",
        "write it to FILE and tell how an editor finds it; an older schema in FILE is replaced, nothing else is",
    ),
    "settings-init": (
        "すべての設定を注釈にしたファイルを作る（既にあれば何もしない）",
        "write a file with all settings as comments, unless it exists",
    ),
    "show-no-run": (
        "選択肢を実行しない",
        "do not run the options",
    ),
    "suggest-blank": (
        "この空欄だけ（例: い。既定: すべて）",
        "only this blank, such as い (default: all)",
    ),
    "suggest-all": (
        "誤りの選択肢になりうるものすべて",
        "all that are fit to be wrong options",
    ),
    "suggest-write": (
        "この番号のもの（例: 1,3）を、空欄の選択肢の末尾としてファイルに書く",
        "put these into the file, such as 1,3: at the end of the blank's options",
    ),
    "suggest-format": (
        "一覧の形式（既定: text）",
        "the list's form (default: text)",
    ),
    "watch-poll": (
        "システムの通知によらず、0.5 秒ごとにファイルを調べる",
        "look at the files every half second instead of being told by the system",
    ),
    "check-seed": (
        "問題集の入力のシード（既定: {seed}）",
        "seed of the bank's inputs (default: {seed})",
    ),
    "check-trials": (
        "指定のない問題の試行の回数（既定: {trials}）",
        "trials for questions that do not say (default: {trials})",
    ),
    "time": (
        "1 つの選択肢を全試行で実行する時間の上限（既定: {seconds}）",
        "time limit of one option on all trials (default: {seconds})",
    ),
    "check-memory": (
        "1 つのプログラムのメモリーの上限（既定: {memory}）",
        "memory limit of one program (default: {memory})",
    ),
    "check-output": (
        "1 つの選択肢が全試行で返す量の上限（既定: {output}）",
        "limit of what one option returns on all trials (default: {output})",
    ),
    "check-jobs": (
        "いくつのプロセスで並行して判定するか。結果の順番は変わらない（既定: 使えるコアの数。問題が少なければ 1）",
        "how many processes judge at once; the order of the report stays (default: as many as there are cores, one for few questions)",
    ),
    "check-budget": (
        "全問題を合わせた時間。足りずに残した問題は名前を挙げる（既定: パスで指定した問題集は {seconds}、組み込みの問題集は無制限）",
        "time for all questions together; what it does not suffice for is left out and named (default: {seconds} for banks given as paths, none for the built-in one)",
    ),
    "suggest-count": (
        "いくつ提案するか（既定: {count}）",
        "how many (default: {count})",
    ),
    "suggest-time": (
        "1 つの空欄の候補を試す時間（既定: {seconds}）",
        "how long candidates are tried for a blank (default: {seconds})",
    ),
}
