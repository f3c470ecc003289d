"""What a learner should know of a topic; a paragraph of each explanation, chosen by the first tag."""

from __future__ import annotations

from templates.form import Pair

_RECURRENT: Pair = (
    """
    RNN は、系列を先頭から順に読み、読んだことを状態に蓄える。どの時刻でも同じ重みを使うので、系列の長さが変わっても
    重みの数は変わらない。その代わり、時刻を並列に計算することはできない。
    重みを繰り返し掛けるため、系列が長いと勾配が消えたり爆発したりする。消えることにはゲートで、爆発することには
    勾配クリッピングで対処する。
    配列の形は (N, T, D) のように、サンプル、時刻、特徴量の順に書く。一つの時刻だけを取り出すと (N, D) になる。
    """,
    """
    An RNN reads a series from its start and keeps what it has read in its state. All steps share the same weights, so
    their number does not hang on the length of the series; in return, steps cannot be computed side by side.
    As a weight is applied again and again, gradients vanish or explode on long series. Gates help against the former,
    clipping against the latter.
    Shapes are written as (N, T, D): samples, steps, features. A single step taken out is (N, D).
    """,
)
_ATTENTION: Pair = (
    """
    アテンションは、クエリとキーの近さから重みを求め、その重みでバリューを足し合わせる。系列のどこからでも一歩で
    情報を取り出せるので、離れた単語の関係を学びやすい。
    重みはソフトマックスで求めるので、クエリごとに足すと 1 になる。キーの数が変わっても、学習する重みの数は変わらない。
    計算量はクエリの数とキーの数の積に比例するので、長い系列では重くなる。
    """,
    """
    Attention makes weights of how near a query is to each key, and sums the values with these weights. What stands
    anywhere in a series is one step away, so relations between distant words are easy to learn.
    The weights come from a softmax, so those of a query sum to 1. The number of keys does not change the number of
    weights that are learnt. The work grows with queries times keys, which makes long series expensive.
    """,
)
_WORDS: Pair = (
    """
    単語ベクトルは、周りに似た単語が現れる単語どうしが近くなるように学習される。これを分布仮説という。
    one-hot ベクトルと行列の積は、行列の行を一つ取り出すことと同じなので、実装では積を計算せずに添字で取り出す。
    取り出しの逆伝播では、取り出された行にだけ勾配が戻る。同じ行が何度も取り出されたときは、勾配を足し合わせる。
    語彙数 V は数万から数百万になるので、全単語についての計算をどう避けるかが重要になる。
    """,
    """
    Word vectors are learnt so that words with similar neighbours come near each other: the distributional hypothesis.
    The product of a one-hot vector and a matrix takes out one row, so programs use an index instead of a product.
    On the way back only rows that were taken out get a gradient; one that was taken several times gets their sum.
    The number of words V is tens of thousands up to millions, so one tries not to compute anything for all of them.
    """,
)
_TRAINING: Pair = (
    """
    ニューラルネットワークは、損失の勾配を使って重みを少しずつ更新することで学習する。勾配は誤差逆伝播法で求める。
    行列の積、和、要素ごとの関数のそれぞれについて逆伝播を知っていれば、組み合わせた計算の勾配も順に求められる。
    勾配の形はもとの変数と同じになる。ブロードキャストされた変数の勾配は、広がった軸について和を取ったものである。
    ミニバッチについての平均を損失とするときは、勾配にもサンプル数の逆数が掛かる。
    """,
    """
    A network is trained by small steps of its weights along the gradient of a loss, found by back-propagation.
    With the way back through products of matrices, sums and elementwise functions, any combination of them is done.
    A gradient has the shape of its variable; that of a variable that was broadcast is the sum over the new axes.
    Where the loss is a mean over a mini-batch, the gradient has the reciprocal of its size as a factor.
    """,
)
_TOPICS: dict[str, Pair] = {
    **dict.fromkeys(("rnn", "lstm", "gru", "bptt", "seq2seq"), _RECURRENT),
    **dict.fromkeys(("attention", "transformer", "mask", "normalisation"), _ATTENTION),
    **dict.fromkeys(("word2vec", "time-embedding"), _WORDS),
}


def background(tags: tuple[str, ...]) -> Pair:
    """The paragraph for a question with these tags."""
    return _TOPICS.get(tags[0], _TRAINING)
