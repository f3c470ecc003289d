"""Sentences of the plugin for pytest: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "refused": (
        "この環境では問題集のプログラムから次のものを遮断できないため、実行しません: {aims}。"
        "作者を信頼できる問題集なら、exam_drill_trust = true または --exam-drill-trust で実行できます（詳細は exam-drill doctor）。",
        "Nothing here keeps the programs of a bank from these, so none is run: {aims}. "
        "If you trust who wrote the bank, and only then, set exam_drill_trust = true or add --exam-drill-trust (details: exam-drill doctor).",
    ),
    "and-more": ("{message}（ほか {more} 件）", "{message} (and {more} more)"),
    "cached": (
        "変更のない {cached}/{questions} 問は実行していません（--cache-clear）",
        "{cached} of {questions} {questions:question|questions} unchanged, not run again (--cache-clear).",
    ),
    "answers": ("公表 {published}、実行 {executed}", "published {published}, executed {executed}"),
}
