"""Sentences about where questions are judged: name -> (Japanese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "help": (
        "判定を実行する場所: threads、processes、dask（このマシンの上だけのクラスター）、dask://ホスト[:ポート]（既定のポートは 8786）、"
        "tcp://… または tls://…（スケジューラーのアドレス）、dask:///フォルダー/scheduler.json",
        "where questions are judged: threads, processes, dask (a cluster on this machine alone), dask://HOST[:PORT] "
        "(the usual port is 8786), tcp://… or tls://… (a scheduler's address), dask:///folder/scheduler.json",
    ),
    # a SPEC that names nothing
    "spec-unknown": (
        "{spec} という実行先はありません。threads、processes、dask、dask://ホスト:ポート のいずれかを指定してください",
        "there is no executor {spec}; choose threads, processes, dask or dask://HOST:PORT",
    ),
    "spec-protocol": (
        "{spec}: {protocol}:// には対応していません。dask://、tcp://、tls:// のいずれかで書いてください",
        "{spec}: {protocol}:// is not known; write dask://, tcp:// or tls://",
    ),
    "spec-address": (
        "{spec}: ホスト名がありません。dask://ホスト:ポート の形で書いてください（IPv6 は dask://[::1]:8786）",
        "{spec}: there is no host; write dask://HOST:PORT (IPv6: dask://[::1]:8786)",
    ),
    "spec-port": (
        "{spec}: ホスト名の後に書けるのは、「:」と 1 から 65535 までのポート番号だけです（スケジューラーの既定は {usual}）",
        "{spec}: behind the host only a colon and a port from 1 to 65535 may stand (a scheduler's usual one is {usual})",
    ),
    # a cluster that cannot be had
    "no-package": (
        'Dask のパッケージがありません（{error}）。pip install "exam-drill[dask]" で入ります。',
        'The packages for Dask are not installed ({error}). pip install "exam-drill[dask]" brings them.',
    ),
    "no-local": (
        "このマシンの上に Dask のクラスターを作れませんでした: {error}",
        "A Dask cluster on this machine could not be started: {error}",
    ),
    "no-host": (
        "{address}: ホスト {host} が見つかりません。名前を確かめてください。",
        "{address}: there is no host {host}; check the name.",
    ),
    "no-answer": (
        "{address}: 応答がありません（{error}）。そこでスケジューラーが動いているか（dask scheduler）、"
        "アドレスとポートが正しいか、ファイアウォールに遮られていないかを確かめてください。",
        "{address}: nobody answers ({error}). Check that a scheduler runs there (dask scheduler), that address and port "
        "are right, and that no firewall is between.",
    ),
    "no-scheduler": (
        "{address}: 応答はありますが、この Dask で話せるスケジューラーではありません（{error}）。"
        "ダッシュボードのポートではなく、スケジューラーのポート（既定は 8786）を指定してください。"
        "TLS を使うスケジューラーには tls:// で接続します。",
        "{address}: somebody answers, but no scheduler that this Dask can talk to ({error}). Give the scheduler's port "
        "(8786 unless set), not the dashboard's; a scheduler that speaks TLS is reached by tls://.",
    ),
    "no-certificates": (
        "{address}: TLS の証明書が設定されていません。Dask の設定 distributed.comm.tls（ca-file、client.cert、client.key）か、"
        "環境変数 DASK_DISTRIBUTED__COMM__TLS__CA_FILE などで指定してください（docs/distributed.md）。",
        "{address}: no certificates are set for TLS. Name them in Dask's configuration, distributed.comm.tls (ca-file, "
        "client.cert, client.key), or by variables such as DASK_DISTRIBUTED__COMM__TLS__CA_FILE (docs/distributed.md).",
    ),
    "other-version": (
        "{address}: スケジューラーの distributed は {there}、ここは {here} です。版が違うと互いに話せるとは限りません。"
        "pip install distributed=={there} のようにして揃えてください。",
        "{address}: the scheduler has distributed {there}, here it is {here}. Different versions may not understand each "
        "other: install the same one, as by pip install distributed=={there}.",
    ),
    "no-file": (
        "{path}: スケジューラーのアドレスを読み取れません（{error}）。dask scheduler --scheduler-file が書いたファイルを指定してください。",
        "{path}: no scheduler's address can be read from it ({error}); name the file that dask scheduler "
        "--scheduler-file wrote.",
    ),
    "no-worker": (
        "{address}: {seconds} 秒待ちましたが、ワーカーが 1 つもありません。dask worker {address} で起動してください。",
        "{address}: after {seconds} seconds there is still no worker; start some by dask worker {address}",
    ),
    "all-unfit": (
        "どのワーカーでも exam_drill を読み込めません（{node}: {error}）。すべてのノードに、ここと同じ版の exam-drill をインストールしてください。",
        "No worker can import exam_drill ({node}: {error}). Install the version of exam-drill that is here on all nodes.",
    ),
    # while it goes on
    "waiting": (
        "スケジューラーにまだワーカーがありません。最長 {seconds} 秒待ちます。",
        "The scheduler has no worker yet; waiting for one, up to {seconds} seconds.",
    ),
    "unfit": (
        "ノード {node} では exam_drill を読み込めないため、使いません: {error}",
        "Node {node} cannot import exam_drill, so it is given nothing: {error}",
    ),
    "replaced": (
        "実行先が使えなくなりました（{error}）。残りはこのマシンのプロセスで判定します。",
        "Where questions were judged, nothing can be run any more ({error}). The rest is judged by processes of this machine.",
    ),
    "suspected": (
        "ワーカーのプロセスが繰り返し終了したため、そこにあった問題をこのマシンで 1 問ずつ判定し直します。",
        "Worker processes have ended again and again; the questions that were in them are judged here, one by one.",
    ),
    # in the report
    "node": (
        "ノード {node} の環境はここと異なります: {differences}",
        "Node {node} differs from here: {differences}",
    ),
    "more-nodes": ("ほか {more} ノードの環境も異なります。", "{more} more {more:node differs|nodes differ}."),
    "difference": ("{name} {there}（ここは {here}）", "{name} {there} (here {here})"),
    "only-there": ("{name} {there}（ここにはない）", "{name} {there} (not here)"),
    "only-here": ("{name} がない（ここは {here}）", "no {name} (here {here})"),
    "engine": ("判定エンジンと参照実装 {there}…（ここは {here}…）", "engine and references {there}… (here {here}…)"),
    "kept-less": ("遮断・制限できないもの: {aims}", "nothing keeps programs from: {aims}"),
    "refused": (
        "ノード {node} では問題集のプログラムから次のものを遮断できないため、組み込み以外の問題集は実行しません: {aims}。"
        "ほかに引き受けるノードもありません。作者を信頼できる問題集だけ、--trust をつけて実行してください。",
        "Nothing on node {node} keeps the programs of a bank from these, so only the built-in bank is run there: {aims}. No "
        "other node takes it. Add --trust for a bank whose author you trust, and only then.",
    ),
}
