"""Sentences of the daily trainer: the start screen, the time, and what is said after a session."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help-order": (
        "問題の順序: due は復習、新しい問題の順（何も選ばなければこれ）、random は無作為、bank は問題集の順",
        "order of the questions: due asks what is due, then new ones (the default where nothing is selected)",
    ),
    "help-new": (
        "今日の新しい空欄の数（既定: exam-drill plan のとおり）",
        "new blanks today (default: as exam-drill plan says)",
    ),
    "help-minutes": (
        "この分数が過ぎたら、その問題の解答と解説の後で終わる",
        "end after so many minutes, once the question at hand is answered and its feedback read",
    ),
    "help-now": (
        "開始画面を出さず、すぐに始める（途中のセッションがあればその続きから）",
        "begin at once, without the start screen; an interrupted session is resumed",
    ),
    "help-no-record": ("解答を学習記録に残さない", "keep nothing of this session in the learning record"),
    "without-record": (
        "{why} 今回の解答は記録されません。",
        "{why} Nothing of this session is recorded.",
    ),
    # the start screen
    "welcome": (
        "ようこそ。解答は手元に記録され、忘れかけたころにまた出題されます。",
        "Welcome. Your answers are recorded on this machine, and each question returns when it is about to be forgotten.",
    ),
    "to-do-new": ("新しい空欄 {new} 個", "{new} new {new:blank|blanks}"),
    "to-do-due": ("今日の復習 {due} 個", "{due} {due:review|reviews} due"),
    "to-do": (
        "今日の復習 {due} 個 · 新しい空欄 {new} 個",
        "{due} {due:review|reviews} due · {new} new {new:blank|blanks}",
    ),
    "later": (
        "今日の分は終わりました。間違えた {count} 個は {time} から復習できます（Enter で今すぐ）。",
        "Today's questions are done. {count} {count:returns|return} from {time} (Enter: at once).",
    ),
    "done-new": (
        "今日の分は終わりました。Enter で新しい問題を先に進められます（空欄 {count} 個）。",
        "Today's questions are done. Enter goes ahead with new ones ({count} {count:blank|blanks}).",
    ),
    "done-all": (
        "今日の分は終わりました。Enter で次の復習を先に済ませられます（空欄 {count} 個）。",
        "Today's questions are done. Enter brings the next reviews forward ({count} {count:blank|blanks}).",
    ),
    "streak": (
        "連続 {streak} 日 · 今日の解答 {done}",
        "streak: {streak} {streak:day|days} · answers today: {done}",
    ),
    "exam": ("試験まであと {days} 日", "{days} {days:day|days} to the exam"),
    "exam-today": ("試験は今日です。", "The exam is today."),
    "too-few": (
        "試験までにすべて見るには、1 日に新しい空欄が {needed} 個必要です（現在 {share} 個）。",
        "To see everything before the exam takes {needed} new {needed:blank|blanks} a day (now {share}).",
    ),
    "seen": ("学習済み {seen}/{total} 個", "{seen} of {total} {total:blank|blanks} begun"),
    "unfinished": (
        "途中のセッションがあります（{answered}/{total} 解答済み、{when}）。",
        "A session was interrupted ({answered} of {total} answered, {when}).",
    ),
    "key-begin": ("始める", "begin"),
    "key-resume": ("続きから", "resume"),
    "key-anew": ("新しく始める", "begin anew"),
    "ask-start": ("Enter で続きから、n で新しく、q で終了:", "Enter resumes, n begins anew, q leaves:"),
    # while asking
    "minutes-left": ("残り {minutes} 分", "{minutes} min left"),
    "time-over": ("時間です", "time is up"),
    # after a session
    "went": (
        "今回の正答率 {share}% · 1 問平均 {seconds}",
        "This session: {share}% right, {seconds} a question",
    ),
    "went-against": (
        "今回の正答率 {share}%（前回比 {points} ポイント） · 1 問平均 {seconds}（前回比 {change} 秒）",
        "This session: {share}% right ({points} points on the last one), {seconds} a question ({change} s)",
    ),
    "coming": ("次の復習: {days}", "Due next: {days}"),
    "coming-day": ("{day} {count} 個", "{day}: {count}"),
    "comma": ("、", ", "),
    "today": ("今日", "today"),
    "tomorrow": ("明日", "tomorrow"),
}
