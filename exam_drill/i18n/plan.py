"""Sentences of `plan`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # help
    "help-exam": (
        "試験日（例: 2027-02-19）。復習はこの日までに収め、新しい空欄は間に合うように割り振ります",
        "the day of the exam, as in 2027-02-19: no review is later, and new blanks are spread so that all are seen in time",
    ),
    "help-no-exam": ("試験日を取り消す", "no exam any more"),
    "help-new": (
        "1 日に新しく出す空欄の数（0～{most}）。auto なら試験日か設定ファイルに合わせます",
        "new blanks a day, 0 to {most}; auto: as the exam or the settings ask for",
    ),
    "help-retention": (
        "次に出すときに覚えていてほしい割合（{low}～{high}、既定 {usual}）。高いほど復習が増えます",
        "how likely an answer should still be known when it is asked again ({low} to {high}, default {usual}); higher means more reviews",
    ),
    "help-fit": (
        "FSRS のパラメーターを自分の記録に合わせる（1 日以上あけた復習 {enough} 回以上と追加パッケージ fit が必要）",
        "fit the parameters of FSRS to your own record (needs {enough} reviews a day or more apart and the extra `fit`)",
    ),
    "help-no-fit": ("FSRS の標準のパラメーターに戻す", "back to the library's own parameters of FSRS"),
    "help-format": ("出力の形式（既定: text）", "form of the report (default: text)"),
    # what cannot be meant
    "no-date": (
        "--exam {text} は日付として読めません。2027-02-19 のように書いてください。",
        "--exam {text} is no date. Write it as 2027-02-19.",
    ),
    "past-date": (
        "--exam {day} はもう過ぎています。これから受ける試験の日を指定してください。",
        "--exam {day} is over. Give the day of an exam to come.",
    ),
    "no-new": (
        "--new {text} は使えません。0～{most} の整数か auto を指定してください。",
        "--new {text} cannot be used. Give a whole number from 0 to {most}, or auto.",
    ),
    "no-retention": (
        "--retention {text} は使えません。{low}～{high} の数を指定してください。",
        "--retention {text} cannot be used. Give a number from {low} to {high}.",
    ),
    "no-questions": (
        "使える問題が 1 問もありません。パスを確かめてください。",
        "There is not one question to plan for. Check the paths.",
    ),
    # what was done
    "saved": ("計画を保存しました。", "The plan is saved."),
    "rescheduled": (
        "計画を保存し、これまでの復習から次に出す日を計算し直しました（空欄 {count} 個）。",
        "The plan is saved, and the dates of all blanks begun ({count}) are worked out anew from the reviews so far.",
    ),
    "fitting": (
        "復習 {count} 回の記録にパラメーターを合わせています（1 分ほどかかることがあります）…",
        "Fitting the parameters to {count} {count:review|reviews}; this may take a minute …",
    ),
    "fit-better": (
        "予測が良くなったので、新しいパラメーターを使います。学習に使っていない最近の復習 {held_out} 回での対数損失: {before} → {after}",
        "They foretell better, so the new parameters are used. Log loss on the latest {held_out} {held_out:review, which was|reviews, which were} held out: {before} → {after}",
    ),
    "fit-worse": (
        "予測が良くならなかったので、今のパラメーターを使い続けます。学習に使っていない最近の復習 {held_out} 回での対数損失: {before} → {after}",
        "They foretell no better, so the parameters stay as they are. Log loss on the latest {held_out} {held_out:review, which was|reviews, which were} held out: {before} → {after}",
    ),
    "fit-few": (
        "記録がまだ足りません。前の復習から 1 日以上あけた復習が {enough} 回必要ですが、今は {count} 回です。それまでは標準のパラメーターで十分に働きます。",
        "There is not enough to fit to yet: it takes {enough} {enough:review that comes|reviews that come} a day or more after the one before, and there {count:is|are} {count}. Until then the standard parameters serve well.",
    ),
    "fit-lacking": (
        "パラメーターを合わせるためのパッケージがありません（{error}）。pip install 'exam-drill[fit]' で入ります。",
        "The packages for fitting are not installed ({error}). pip install 'exam-drill[fit]' brings them.",
    ),
    # the page
    "title": ("{day}の学習計画", "Plan on {day}"),
    "label-exam": ("試験日", "exam"),
    "label-blanks": ("空欄", "blanks"),
    "label-today": ("今日", "today"),
    "label-pace": ("これまで", "so far"),
    "label-load": ("これから", "ahead"),
    "label-retention": ("{day}の予測", "on {day}"),
    "label-settings": ("設定", "settings"),
    "exam-none": (
        "未設定（exam-drill plan --exam 2027-02-19 のように設定できます）",
        "not set (set it as in exam-drill plan --exam 2027-02-19)",
    ),
    "exam-days": ("{day}、あと {count} 日", "{day}, in {count} {count:day|days}"),
    "exam-tomorrow": ("{day}、明日", "{day}, tomorrow"),
    "exam-today": ("{day}、今日", "{day}, today"),
    "exam-over": ("{day}（終了）", "{day} (over)"),
    "blanks": ("{total} 個のうち {seen} 個に着手、残り {unseen} 個", "{seen} of {total} begun, {unseen} to go"),
    "today": ("復習 {due} 個、新しい空欄 {new} 個、約 {time}", "{due} due, {new} new, about {time}"),
    "today-nothing": ("残りはありません", "nothing left to do"),
    "today-later": (
        "（ほかに、間もなくもう一度出るもの {count} 個）",
        " (and {count} that come back in a few minutes)",
    ),
    "today-done": ("。今日の解答 {count} 個", "; answered today: {count}"),
    "pace": (
        "1 日平均 {pace} 個（直近 14 日）、連続 {streak} 日",
        "{pace} {pace:answer|answers} a day in the last 14 days; streak of days: {streak}",
    ),
    "pace-none": ("まだ記録がありません", "nothing yet"),
    "load": (
        "1 日平均 {mean} 個（約 {time}）、最も多いのは {day} の {most} 個",
        "{mean} {mean:answer|answers} a day (about {time}), at most {most} on {day}",
    ),
    "retention": (
        "計画どおりなら {kept}、ここでやめると {stopped} を覚えている見込み",
        "{kept} still known if you keep to the plan, {stopped} if you stop now",
    ),
    "settings": (
        "記憶率の目標 {retention}、新しい空欄 {new}、FSRS のパラメーターは{parameters}",
        "retention {retention}; new blanks: {new}; parameters of FSRS: {parameters}",
    ),
    "new-auto": ("自動", "automatic"),
    "new-set": ("1 日 {count} 個", "{count} a day"),
    "parameters-standard": ("標準", "standard"),
    "parameters-fitted": ("自分の記録に合わせたもの", "fitted to your record"),
    "day": ("{day}: 復習 {reviews} 個、新しい空欄 {new} 個、{time}", "{day}: {reviews} due, {new} new, {time}"),
    "head-day": ("日", "day"),
    "head-reviews": ("復習", "due"),
    "head-new": ("新規", "new"),
    "head-time": ("時間", "time"),
    # how it stands
    "remark-in-time": (
        "計画どおりに進めれば、試験日までに全部に取り組めます。",
        "Keep to this plan and everything will have been asked before the exam.",
    ),
    "remark-new-too-few": (
        "新しい空欄が 1 日 {new} 個では、試験日までに {unseen} 個が手つかずで残ります。全部に取り組むには 1 日 {needed} 個が必要です（--new auto で自動にできます）。",
        "With {new} new {new:blank|blanks} a day, {unseen} will not have been seen before the exam. It takes {needed} a day to see all of them (--new auto sees to that).",
    ),
    "remark-too-short": (
        "今のペースでは時間が足りません。これまでは 1 日平均 {pace} 個、必要なのは 1 日平均 {mean} 個（約 {time}）です。毎日の時間を増やすか、--only や --tag で範囲を絞ってください。",
        "The time is too short at your present pace: you answered {pace} a day so far, and it takes {mean} a day (about {time}). Find more time, or narrow it down with --only or --tag.",
    ),
    "remark-long-days": (
        "時間が足りません。1 日平均 {mean} 個、約 {time} が必要です。--only や --tag で範囲を絞ることも考えてください。",
        "The time is short: it takes {mean} {mean:answer|answers} a day, about {time}. Consider narrowing it down with --only or --tag.",
    ),
    "remark-exam-today": (
        "試験は今日です。軽く見直すなら、復習だけにしましょう。",
        "The exam is today. If you look at anything, let it be what is due.",
    ),
    "remark-exam-over": (
        "試験日は過ぎています。次の試験があれば --exam で、なければ --no-exam で計画を改めてください。",
        "The day of the exam is over. Set the next one with --exam, or take it away with --no-exam.",
    ),
    "remark-damaged": (
        "保存されていた計画が読めないため、標準の計画を使っています。--exam などで設定し直してください。",
        "The plan that was saved cannot be read, so the usual one is shown. Set it again, with --exam for example.",
    ),
    "remark-clock": (
        "現在より先の時刻の解答が記録にあります。この機械の時計が遅れていないか確かめてください。",
        "Your record has answers from the future. See whether this machine's clock is slow.",
    ),
}
