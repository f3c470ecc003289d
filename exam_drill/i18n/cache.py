"""Sentences of the cache of `check`: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help-cache-dir": (
        "検査結果のキャッシュを置くフォルダー（既定: 環境変数 EXAM_DRILL_CACHE_DIR、なければ OS の標準の場所）",
        "folder of the cache of results (default: the variable EXAM_DRILL_CACHE_DIR, else the system's place for caches)",
    ),
    "help-cache-size": (
        "キャッシュの大きさの上限。超えると、長く使われていないものから消えます（既定: {size} MB）",
        "largest size of the cache; beyond it goes what was of no use for longest (default: {size} MB)",
    ),
    "help-no-cache": (
        "キャッシュを読まず、書きもしない。すべての問題を実行する",
        "neither read nor write the cache: run every question",
    ),
    "help-clear-cache": (
        "先にキャッシュを空にする",
        "empty the cache first",
    ),
    "goes-on": ("今回はキャッシュを使わずに続けます。", "This run goes on without its cache."),
    # trouble
    "rebuilt": (
        "キャッシュ {path} は壊れているか、別の版のものだったため、作り直しました。",
        "The cache {path} was damaged, or of another version, and has been made anew.",
    ),
    "entry": (
        "キャッシュ {path} に壊れた項目があったため、捨てました。その問題は実行し直します。",
        "Entries of the cache {path} were damaged and have been dropped. Their questions are run again.",
    ),
    "damaged-in-use": (
        "キャッシュ {path} は壊れていますが、ほかのプロセスが使用中のため作り直せません。",
        "The cache {path} is damaged, but another process has it open, so it cannot be made anew.",
    ),
    "damaged": ("キャッシュ {path} は壊れています（{error}）。", "The cache {path} is damaged ({error})."),
    "newer": (
        "キャッシュ {path} は、もっと新しい exam_drill のものです。",
        "The cache {path} is that of a newer exam_drill.",
    ),
    "older": (
        "キャッシュ {path} は、古い exam_drill のものです。",
        "The cache {path} is that of an older exam_drill.",
    ),
    "torn": (
        "キャッシュ {path} がないのに、その書きかけ {journal} だけがあります。",
        "The cache {path} is missing, but its journal {journal} is there.",
    ),
    "absent": ("キャッシュ {path} はまだありません。", "The cache {path} is not there yet."),
    "busy": (
        "キャッシュ {path} には、ほかのプロセスが書き込み中です。",
        "The cache {path} is being written by another process.",
    ),
    "failing": (
        "キャッシュ {path} の読み書きに失敗しました（{error}）。",
        "Reading or writing the cache {path} failed ({error}).",
    ),
    "foreign": (
        "{path} は exam_drill のキャッシュではなく、ほかのプログラムのデータベースです。手を加えていません。"
        "--cache-dir で別のフォルダーを指定してください。",
        "{path} is no cache of exam_drill but another program's database, and was left as it is. "
        "Name another folder with --cache-dir.",
    ),
    "foreign-folder": (
        "{path} は exam_drill が作ったフォルダーではないため、使いません。--cache-dir で別のフォルダーを指定してください。",
        "{path} is no folder that exam_drill has made, and is not used. Name another folder with --cache-dir.",
    ),
    "full": (
        "空き容量がないため、キャッシュ {path} に書き込めません。",
        "No space is left to write the cache {path}.",
    ),
    "no-folder": (
        "{path} はフォルダーとして使えません（{error}）。--cache-dir か環境変数 EXAM_DRILL_CACHE_DIR で別のフォルダーを指定してください。",
        "{path} cannot be used as a folder ({error}). Name another one with --cache-dir or the variable "
        "EXAM_DRILL_CACHE_DIR.",
    ),
    "unwritable": (
        "キャッシュ {path} に書き込めません（{error}）。今回の結果は残りません。",
        "The cache {path} cannot be written ({error}). What this run finds is not kept.",
    ),
    "too-small": (
        "キャッシュ {path} は上限の {size} MB に達しました。残りの結果は保存しません。上限は --cache-size で変えられます。",
        "The cache {path} has reached its largest size of {size} MB, and keeps no more results. "
        "--cache-size sets another one.",
    ),
    # the doctor
    "doctor-place": ("検査のキャッシュ", "cache of check"),
    "doctor-contents": (
        "{path}（結果 {results} 件、問題集のファイル {files} 件、{megabytes} MB）",
        "{path} ({results} {results:result|results}, {files} bank {files:file|files}, {megabytes} MB)",
    ),
    "doctor-emptied": ("キャッシュを空にしました。", "The cache has been emptied."),
    "doctor-not-emptied": (
        "キャッシュを空にできません: {error}",
        "The cache cannot be emptied: {error}",
    ),
}
