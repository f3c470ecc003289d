"""Sentences of `watch`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "label": ("watch · {paths}", "watch · {paths}"),
    # the counts
    "questions": ("{number} 問", "questions {number}"),
    "proven": ("証明済み {number}", "proven {number}"),
    "findings": ("要確認 {number}", "findings {number}"),
    "problems": ("書式の誤り {number}", "problems {number}"),
    "complaints": ("lint {number}", "lint {number}"),
    "pending": ("判定待ち {number}", "waiting {number}"),
    "polling-asked": (
        "--poll が指定されたので、フォルダーを 0.5 秒ごとに調べています。",
        "The folders are looked at every half second, as --poll asks.",
    ),
    "polling-limit": (
        "システムの監視数の上限に達したため、フォルダーを 0.5 秒ごとに調べています（fs.inotify.max_user_watches を増やせます）。",
        "The system has no more watches to give, so the folders are looked at every half second (fs.inotify.max_user_watches can be raised).",
    ),
    "polling-network": (
        "ネットワーク上のファイルなので、フォルダーを 0.5 秒ごとに調べています。",
        "The files lie on the network, so the folders are looked at every half second.",
    ),
    # what happened last
    "cause-start": ("開始: 全問を判定", "start: all questions"),
    "cause-save": ("保存: {files}", "saved: {files}"),
    "cause-unchanged": (
        "保存: {files}（内容は同じなので、することはありません）",
        "saved: {files} (nothing has changed, nothing to do)",
    ),
    "cause-gone": ("削除: {files}", "gone: {files}"),
    "cause-all": ("全問を判定し直し", "all questions anew"),
    "cause-again": ("もう一度判定", "once more"),
    "cause-references": ("参照実装が変わったので全問を見直し", "a reference has changed: all questions"),
    "took": ("（{milliseconds} ms）", "({milliseconds} ms)"),
    "running": ("…", "…"),
    # what became of a question
    "kind-added": ("追加", "new"),
    "kind-changed": ("変更", "changed"),
    "kind-text": (
        "プログラムは同じなので、前回の証明がそのまま有効です",
        "unchanged program: last proof stands",
    ),
    "kind-again": ("再判定", "judged again"),
    "kind-invalid": ("書式に誤りがあり、判定できません", "has a mistake, so it cannot be judged"),
    "judging": ("実行中…", "running…"),
    "proven-blanks": ("証明済み（{labels}）", "proven ({labels})"),
    "removed": ("なくなった問題: {names}", "questions that are gone: {names}"),
    "too-long": (
        "{seconds} 秒たっても終わらないので、判定を打ち切りました。",
        "Given up after {seconds} s: its options do not end.",
    ),
    "elsewhere": ("ほかに残っているもの", "still open elsewhere"),
    "more": ("ほか {number} 件", "and {number} more"),
    "and-more": ("{names} ほか {more} 件", "{names} and {more} more"),
    # keys
    "key-again": ("もう一度", "once more"),
    "key-all": ("全問", "all"),
    # without a terminal
    "no-such-path": (
        "exam-drill: {path} がありません。問題集のファイルかフォルダーを指定してください。",
        "exam-drill: there is no {path}; name a bank file or a folder of them.",
    ),
    "watching": ("{paths} を見守っています。終了は Ctrl-C。", "Watching {paths}. Ctrl-C ends it."),
    "all-judged": ("残りの問題も判定しました。", "The other questions have been judged, too."),
}
