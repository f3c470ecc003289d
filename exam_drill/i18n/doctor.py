"""Sentences of `doctor`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "versions": ("バージョン", "versions"),
    "places": ("場所", "places"),
    "sandbox": ("サンドボックス", "sandbox"),
    "bank": ("組み込みの問題集", "built-in bank"),
    "references": ("参照実装", "references"),
    "data": ("学習記録のフォルダー", "learner's data"),
    "bank-size": (
        "{path}（{questions} 問、書式の誤り {problems} 件）",
        "{path} ({questions} questions, {problems} problems)",
    ),
    "missing": ("{path}（ありません）", "{path} (missing)"),
    "modules": ("{path}（{modules}）", "{path} ({modules})"),
    "enforced": ("有効", "enforced"),
    "not-enforced": ("無効: {why}", "not enforced: {why}"),
    "works": ("動作確認用のプログラムを正しく実行できました。", "A known good program ran correctly."),
    "fails": (
        "動作確認用のプログラムを実行できません（{error}）。この環境では何も判定できません。",
        "A known good program cannot be run ({error}). Nothing can be judged here.",
    ),
    # what a step of confinement is for
    "step-dies with the parent": (
        "本体が終わればワーカーも終わる",
        "the worker ends with the main process",
    ),
    "step-adopts orphans": ("残されたプロセスも止められる", "processes left behind are found and ended"),
    "step-no new privileges": ("権限を増やせない", "no new privileges"),
    "step-own session": ("端末から切り離されている", "cut off from the terminal"),
    "step-dies with the worker": ("ワーカーが終われば子も終わる", "a child ends with the worker"),
    "step-no tracing": ("ほかのプロセスから覗けない", "not traceable by other processes"),
    "step-memory": ("メモリーの上限", "memory limit"),
    "step-cpu time": ("CPU 時間の上限", "CPU time limit"),
    "step-core dumps": ("コアダンプを残さない", "no core dumps"),
    "step-file size": ("ファイルに書き込めない", "no writing into files"),
    "step-open files": ("開けるファイル数の上限", "limit of open files"),
    "step-processes": ("プロセス数の上限", "limit of processes"),
    "step-wall": ("実行時間の上限（外から終了させる）", "wall-clock limit (ended from outside)"),
    "step-output": ("出力の大きさの上限", "limit of output"),
    "note-processes": (
        "管理者（root）にはプロセス数の上限が効きません。",
        "The limit of processes does not bind the administrator (root).",
    ),
    "note-kernel": (
        "ファイルの読み取りとネットワークは、まだカーネルで遮断していません。信頼できない問題集は実行しないでください。",
        "Reading files and using the network are not shut off by the kernel yet: do not run banks that you do not trust.",
    ),
}
