"""Sentences of the table `stats`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "title": ("学習の記録", "Your record"),
    "scope": ("{since}から{until}まで（{days} 日間）", "{since} to {until}, {days} {days:day|days}"),
    "scope-chosen": (
        "選んだ問題だけを数えています（{questions} 問・空欄 {blanks} 個）。",
        "Only the chosen questions are counted: {questions} {questions:question|questions}, {blanks} {blanks:blank|blanks}.",
    ),
    # nothing yet
    "empty": (
        "まだ解答の記録がありません。ここに、正答率・時間・記憶の予測などが表示されます。",
        "No answers yet. Accuracy, time and what you are likely to remember will be shown here.",
    ),
    "empty-bank": (
        "問題集には {questions} 問（空欄 {blanks} 個）あります。",
        "The bank has {questions} {questions:question|questions} with {blanks} {blanks:blank|blanks}.",
    ),
    "empty-next": ("まずは 1 問から:", "Begin with a single question:"),
    "empty-quiz": ("今日の問題を解く", "practise what today brings"),
    "empty-minutes": ("10 分だけ解く", "practise for ten minutes"),
    "empty-plan": ("試験日を決めて計画を立てる", "set the date of your exam"),
    "empty-chosen": (
        "選んだ問題への解答の記録はまだありません。",
        "No answers to the chosen questions yet.",
    ),
    "empty-period": (
        "この期間の解答はありません。最後に解答した日: {last}",
        "No answers in this period. You last answered on {last}.",
    ),
    # overview
    "answers": ("解答", "answers"),
    "answers-value": (
        "{attempts} 件（正解 {right}・不正解 {wrong}）",
        "{attempts} ({right} right, {wrong} wrong)",
    ),
    "undecided": ("採点できないもの {count}", "{count} not gradable"),
    "pending": ("採点待ち {count}", "{count} waiting for a grade"),
    "typed": ("入力での解答 {count}", "{count} typed"),
    "hints": ("ヒント {count} 回", "{count} {count:hint|hints}"),
    "undone": ("取り消した解答 {count}（どこにも数えません）", "{count} undone (counted nowhere)"),
    "earlier": (
        "内容が変わる前の問題への解答 {count}",
        "{count} to questions before they were changed",
    ),
    "accuracy": ("正答率", "accuracy"),
    "accuracy-value": (
        "{rate}（95% 信頼区間 {low}-{high}）",
        "{rate} (95% interval {low}-{high})",
    ),
    "nothing-graded": ("まだ採点された解答がありません", "nothing graded yet"),
    "first": ("初見", "first answers"),
    "share-value": ("{rate}（{right}/{graded}）", "{rate} ({right}/{graded})"),
    "trend": ("変化", "trend"),
    "trend-value": (
        "直近 {days} 日 {now}・その前の {days} 日 {before}: {points} ポイント",
        "last {days} days {now}, the {days} days before {before}: {points} points",
    ),
    "trend-unclear": ("（偶然の範囲）", "(may be chance)"),
    "trend-none": (
        "直近 {days} 日とその前の {days} 日の両方に解答があると比べられます",
        "comes once there are answers in the last {days} days and in the {days} days before",
    ),
    "time": ("時間", "time"),
    "time-value": ("合計 {total}・1 件あたり {median}（中央値）", "{total} in all, {median} an answer (median)"),
    "streak": ("連続", "streak"),
    "streak-value": (
        "{current} 日（最長 {longest} 日・学習した日は全部で {days} 日）",
        "{current} {current:day|days} in a row (longest {longest}, {days} {days:day|days} of practice in all)",
    ),
    "streak-open": ("今日解けば {next} 日になります", "an answer today makes it {next}"),
    "agenda": ("今日", "today"),
    "agenda-value": (
        "復習 {due}・新しい空欄 {new}・まだ解いていない空欄 {unseen}/{blanks}",
        "{due} due, {new} new; {unseen} of {blanks} {blanks:blank|blanks} never answered",
    ),
    "agenda-later": ("まもなく復習 {count}", "{count} back within minutes"),
    "quiz": ("演習", "quiz"),
    "exam": ("模試", "mock exam"),
    # sections
    "weeks": ("正答率の推移（週ごと）", "Accuracy by week"),
    "calendar": ("解答した日", "Days of practice"),
    "headings": ("シラバスの項目", "Headings of the syllabus"),
    "tags": ("タグ", "Tags"),
    "misconceptions": ("思い違い", "Misconceptions"),
    "hard": ("難しい問題", "Hard questions"),
    "retention": ("記憶の予測", "What you will remember"),
    "missing": ("この問題集にない問題", "Questions that are not in this bank"),
    "gone": ("この問題集にない問題", "not in this bank"),
    "none": ("指定なし", "not specified"),
    # columns
    "column-name": ("項目", "group"),
    "column-accuracy": ("正答率", "accuracy"),
    "column-graded": ("正解/採点", "right/of"),
    "column-interval": ("95%区間", "95%"),
    "column-weeks": ("12 週間", "12 weeks"),
    "column-trend": ("変化", "trend"),
    "column-time": ("時間", "time"),
    "column-retention": ("記憶", "recall"),
    "column-seen": ("既習", "seen"),
    "column-blank": ("空欄", "blank"),
    "column-chosen": ("選んだ/機会", "chose/of"),
    "column-rate": ("割合", "rate"),
    "column-late": ("直近 {days} 日", "last {days} d"),
    "column-last": ("最後", "last"),
    "column-day": ("日", "day"),
    "column-question": ("問題", "question"),
    "column-week": ("週の始め", "week of"),
    "column-answers": ("解答", "answers"),
    "column-seen-recall": ("学習した空欄", "blanks seen"),
    "column-bank-recall": ("問題集全体", "whole bank"),
    "column-option": ("選びがちな選択肢", "wrong option chosen most"),
    # notes below the tables
    "legend": (
        "95%区間は件数の少なさを表します。変化は直近 {days} 日とその前の {days} 日の差（ポイント）で、括弧付きは偶然の範囲です。",
        "The 95% interval tells how little few answers say. Trend: points between the last {days} days and the {days} before; in "
        "parentheses it may be chance.",
    ),
    "more": (
        "ほか {count} 件（--all で全部、--html で 1 ページに）",
        "{count} more (--all shows them, --html makes a page)",
    ),
    "level": ("{level} は {low}〜{high} 件", "{level} for {low}-{high}"),
    "level-none": ("{level} は 0 件", "{level} for none"),
    "level-most": ("{level} は {low} 件以上", "{level} for {low} or more"),
    "scale-weeks": (
        "左が {first} からの週、右が今週。低い棒ほど正答率が低く、{none} は解答のない週です。",
        "From the week of {first} to this one. The lower a bar, the lower the accuracy; {none} is a week without answers.",
    ),
    "scale-digits": (
        "左が {first} からの週、右が今週。0 は 0〜9%、9 は 90〜100%、{none} は解答のない週です。",
        "From the week of {first} to this one. 0 is 0-9%, 9 is 90-100%, {none} is a week without answers.",
    ),
    "misconceptions-note": (
        "誤った選択肢が正解から 1 か所の変更で作れるとき、その変更を名前にしています。機会は、その選択肢がある空欄に答えた回数です。",
        "A wrong option is named where one change of the key makes it. The second number is how often such an option was there "
        "to choose.",
    ),
    "misconceptions-none": (
        "名前の付く誤りはまだありません。",
        "No mistake that has a name yet.",
    ),
    "misconceptions-unnamed": (
        "名前の付かない不正解: {count} 件",
        "{count} wrong {count:answer|answers} without a name",
    ),
    "unread-later": (
        "時間内に調べられなかった空欄が {count} 個あり、その誤りにはまだ名前がありません。次に表示するときに続きを調べます。",
        "There was no time to look into {count} {count:blank|blanks}; their mistakes get names the next time.",
    ),
    "unread-untrusted": (
        "この環境では、ほかの人の問題集の選択肢を調べないため、誤りに名前を付けていません。",
        "The options of other people's banks are not looked into here, so their mistakes have no names.",
    ),
    "unread-failed": (
        "選択肢を調べられなかったため、誤りに名前を付けていません: {error}",
        "The options could not be looked into, so their mistakes have no names: {error}",
    ),
    "other-variable": ("別の変数を使う", "another variable"),
    "hard-chosen": (
        "よく選ぶ誤り {number}（{count} 回）: {code}",
        "chosen most: option {number}, {count} {count:time|times}: {code}",
    ),
    "hard-none": ("間違えた問題はありません。", "Nothing was answered wrongly."),
    "retention-value": ("{name} {seen}（問題集全体では {bank}）", "{name} {seen} (of the whole bank {bank})"),
    "retention-today": ("今日", "today"),
    "retention-week": ("7 日後", "in 7 days"),
    "retention-month": ("30 日後", "in 30 days"),
    "retention-exam": ("試験日 {day}", "exam on {day}"),
    "retention-note": (
        "このまま復習しなかった場合に、学習した空欄 {cards} 個のうち思い出せる割合を FSRS が予測したものです。問題集全体では、まだ解いていない空欄を 0% とします。",
        "Predicted by FSRS: which share of the {cards} {cards:blank|blanks} seen is recalled if nothing is reviewed from now on. Of the whole "
        "bank, a blank never answered counts as 0%.",
    ),
    "retention-none": (
        "復習の記録ができると、いつまで覚えていられるかを予測します。",
        "Once there are reviews, this tells how long they last.",
    ),
    "missing-note": (
        "削除された問題か、ほかの問題集の問題です。記録は残っています。",
        "They were removed, or are of another bank. Their record is kept.",
    ),
    "missing-line": ("{count} 件・最後は{last}", "{count} {count:answer|answers}, the last on {last}"),
    # spoken
    "spoken-line": (
        "{name}: 正答率 {rate}、{graded} 件中 {right} 件正解、95% 信頼区間 {low} から {high}。",
        "{name}: accuracy {rate}, {right} right of {graded}, 95% interval {low} to {high}.",
    ),
    "spoken-none": ("{name}: 採点された解答はありません。", "{name}: nothing graded."),
    "spoken-trend": ("変化 {points} ポイント。", "Trend {points} points."),
    "spoken-trend-unclear": ("変化 {points} ポイント（偶然の範囲）。", "Trend {points} points, may be chance."),
    "spoken-time": ("1 件あたり {median}。", "Median time {median}."),
    "spoken-retention": ("今の記憶 {rate}。", "Recall now {rate}."),
    "spoken-week": (
        "{day}からの週: 解答 {attempts} 件、{days} 日、正答率 {rate}。",
        "Week of {day}: {attempts} {attempts:answer|answers} on {days} {days:day|days}, accuracy {rate}.",
    ),
    "spoken-mistake": (
        "{name}: 機会 {offered} 回のうち {chosen} 回選択。最後は {last}。",
        "{name}: chosen {chosen} {chosen:time|times} of {offered}, last on {last}.",
    ),
    # calendar
    "month": ("{month}月", "{month}"),
    "day-value": ("{day}: 解答 {attempts} 件", "{day}: {attempts} {attempts:answer|answers}"),
    # the page
    "page-title": ("学習の記録 {day}", "Your record, {day}"),
    "as-table": ("表で見る", "As a table"),
    "axis-accuracy": ("正答率（%）", "accuracy (%)"),
    "axis-recall": ("思い出せる割合（%）", "recalled (%)"),
    "axis-answers": ("解答数", "answers"),
    "chart-weeks": ("週ごとの正答率と 95% 信頼区間", "Accuracy by week, with its 95% interval"),
    "chart-days": ("日ごとの解答数", "Answers by day"),
    "chart-calendar": ("この 1 年に解答した日", "Days of practice of the last year"),
    "chart-headings": ("シラバスの項目ごとの正答率と 95% 信頼区間", "Accuracy by heading, with its 95% interval"),
    "chart-tags": ("タグごとの正答率と 95% 信頼区間", "Accuracy by tag, with its 95% interval"),
    "chart-misconceptions": ("思い違いの選択肢を選んだ割合", "How often an option was fallen for"),
    "chart-retention": ("何もしなかった場合に思い出せる割合", "What is recalled if nothing is reviewed"),
    "chart-bar": (
        "{name}: {rate}（{right}/{graded}、95% 区間 {low}-{high}）",
        "{name}: {rate} ({right}/{graded}, 95% {low}-{high})",
    ),
    "about-days": (
        "解答 {count} 件、{days} 日。",
        "{count} {count:answer|answers} on {days} {days:day|days}.",
    ),
    "chart-point": ("{day}: {rate}", "{day}: {rate}"),
    # the command line
    "help-since": (
        "この日以降の解答だけを数えます: 2026-10-01 のような日付か、30d（今日を含む 30 日間）",
        "count only answers since: a date such as 2026-10-01, or 30d (today and the 29 days before)",
    ),
    "help-format": ("出力の形式（既定: text）", "form of the output (default: text)"),
    "help-html": (
        "1 ページの HTML に書き出します。ほかのファイルは要りません",
        "write all of it as one page that needs nothing else",
    ),
    "help-all": ("表を省略せずに表示します", "leave nothing out of the tables"),
    "help-width": ("桁数（既定: 端末の幅、または 80）", "columns (default: those of the terminal, or 80)"),
    "bad-since": (
        "--since {text} は、今日までの日付（2026-10-01）でも日数（30d）でもありません。",
        "--since {text} is neither a date up to today (2026-10-01) nor a number of days (30d).",
    ),
}
