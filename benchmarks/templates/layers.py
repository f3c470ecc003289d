"""Layers over time: embedding and affine backwards, softmax with a loss."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

EMBEDDING_BACKWARD = Template(
    name="embedding-backward",
    reference="time_layers.time_embedding_backward",
    title=("埋め込み層の逆伝播", "The backward pass of an embedding"),
    prompt=(
        """
        時系列の埋め込み層の逆伝播を計算し、埋め込み行列の勾配を返す関数である。
        xs は N 個の系列の T 時刻分の単語 ID、W は V 個の単語の D 次元ベクトルを行に持つ行列である。
        順伝播の出力は W[xs] であり、dout はその出力についての損失の勾配である。
        同じ単語が何度も現れることがある。
        """,
        """
        This function goes back through an embedding over time and returns the gradient of its matrix.
        xs holds the word ids of N series over T steps; the rows of W are the vectors, of size D, of V words.
        Forwards the output is W[xs], and dout is the gradient of the loss with respect to it.
        The same word may occur many times.
        """,
    ),
    code='''
def time_embedding_backward(xs, W, dout):
    """
    xs: (N, T)    W: (V, D)    dout: (N, T, D)
    returns: (V, D)
    """
    dW = ⟨start⟩  # (V, D)
    rows = xs.reshape(-1)  # (N·T,)
    grads = ⟨flat⟩  # (N·T, D)
    ⟨collect⟩
    return dW
''',
    slots={
        "start": Slot(
            right="⟦np.zeros_like(W)‖np.zeros(W.shape)‖0.0 * W⟧",
            wrong=(
                Wrong(
                    "W.copy()",
                    "勾配を重みの値から始めている。勾配に重みが混ざる。",
                    "The gradient begins with the values of the weights, which get mixed in.",
                ),
                Wrong(
                    "np.ones_like(W)",
                    "すべての勾配が 1 大きくなる。",
                    "All gradients are too large by 1.",
                ),
                Wrong(
                    "np.zeros_like(dout)",
                    "出力の形である。行列の勾配は行列と同じ形でなければならない。",
                    "This is the shape of the output; a gradient has the shape of its matrix.",
                ),
                Wrong(
                    "np.zeros(W.shape[::-1])",
                    "行と列が逆である。",
                    "Rows and columns are exchanged.",
                ),
            ),
            note=(
                "勾配は行列と同じ形の 0 から始め、現れた単語の行にだけ足していく。",
                "The gradient begins with zeros of the matrix's shape, and rows of words that occur are added to.",
            ),
            hint=("勾配の形は何と同じか。", "Whose shape does a gradient have?"),
        ),
        "flat": Slot(
            right="⟦dout.reshape(-1, dout.shape[-1])‖dout.reshape(rows.size, -1)‖dout.reshape(-1, W.shape[1])⟧",
            wrong=(
                Wrong(
                    "dout.transpose(1, 0, 2).reshape(-1, dout.shape[-1])",
                    "系列と時刻の順が入れ替わり、ID と勾配の対応がずれる。",
                    "Series and time change places, so ids and gradients no longer match.",
                ),
                Wrong(
                    "dout.sum(axis=1)",
                    "時刻について先に足している。時刻ごとに単語が違うので、行が足りなくなる。",
                    "This sums over time first, but each step has another word; rows are missing.",
                ),
                Wrong(
                    "dout.reshape(-1, dout.shape[-1])[::-1]",
                    "逆の順に並んでいる。",
                    "This is in reverse order.",
                ),
                Wrong(
                    "dout.reshape(-1, dout.shape[-1]) / len(xs)",
                    "サンプル数で割っている。和が必要であり、平均ではない。",
                    "This divides by the number of series; a sum is needed, not a mean.",
                ),
            ),
            note=(
                "ID と同じ順に 1 行ずつ並べると、i 番目の ID に i 番目の勾配が対応する。",
                "One row after the other in the order of the ids: gradient i belongs to id i.",
            ),
            hint=("勾配の並びは ID の並びと同じか。", "Are the gradients in the order of the ids?"),
        ),
        "collect": Slot(
            right="⟦np.add.at(dW, rows, grads)‖for i, row in enumerate(rows):\n    dW[row] += grads[i]‖"
            "for row, grad in zip(rows, grads):\n    dW[row] += grad⟧",
            wrong=(
                Wrong(
                    "dW[rows] += grads",
                    "同じ ID が二度以上現れても、最後のものしか足されない。",
                    "Where an id occurs more than once, only one of its gradients is added.",
                ),
                Wrong(
                    "np.maximum.at(dW, rows, grads)",
                    "足さずに、要素ごとに最大のものを残している。",
                    "Instead of adding, this keeps the largest of each element.",
                ),
                Wrong(
                    "np.add.at(dW, rows, grads * W[rows])",
                    "重みの値を掛けている。順伝播は行を取り出すだけなので、勾配はそのまま戻る。",
                    "The values of the weights are factors here, but forwards rows were only taken out.",
                ),
                Wrong(
                    "np.subtract.at(dW, rows, grads)",
                    "符号が逆である。更新ではなく勾配を求めている。",
                    "The sign is wrong: this is about the gradient, not about the update.",
                ),
            ),
            note=(
                "同じ単語が何度も現れたら、その行には勾配がすべて足される。",
                "A word that occurs several times collects all of its gradients in its row.",
            ),
            hint=("同じ ID が二度現れたら、その行はどうなるべきか。", "What should become of a row whose id occurs twice?"),
        ),
    },
    explanation=(
        """
        dW[xs] += dout と書くと、NumPy は同じ添字への加算をまとめてしまい、一度しか足されない。
        np.add.at は、添字が重なっていても一つずつ足す。
        現れなかった単語の行の勾配は 0 のままである。
        """,
        """
        With dW[xs] += dout NumPy adds only once to a row, however often its index stands there.
        np.add.at adds one after the other, also where indices repeat.
        Rows of words that do not occur keep the gradient 0.
        """,
    ),
    tags=("time-embedding", "gradient"),
    names={
        "xs": ("xs", "ids", "words"),
        "W": ("W", "W_embed", "E"),
        "dout": ("dout", "dvecs", "dh"),
        "dW": ("dW", "grad_W", "gW"),
    },
    sizes=("{V: 2..4, N: 2..6}", "{V: 2..4, T: 3..6}", "{V: 3..4, N: 3..6, T: 2..5}"),
)

AFFINE_BACKWARD = Template(
    name="affine-backward",
    reference="time_layers.time_affine_backward",
    title=("系列全体の全結合層の逆伝播", "Back through an affine layer over time"),
    prompt=(
        """
        系列のすべての時刻に同じ全結合層を適用したときの、逆伝播を計算する関数である。
        順伝播は、どの時刻でも y = x W + b である。x は入力、dout は出力についての損失の勾配である。
        戻り値は、入力、重み、バイアスについての勾配をこの順に並べたものである。
        N はミニバッチの大きさ、T は時刻の数、D と H は入力と出力の次元数を表す。
        """,
        """
        This function goes back through an affine layer that was applied to all steps of a series alike.
        Forwards it is y = x W + b at each step; x is the input, dout the gradient of the loss with respect to the output.
        The gradients of the input, the weight and the bias are returned, in this order.
        N is the size of the mini-batch, T the number of steps, D and H are the sizes of input and output.
        """,
    ),
    code='''
def time_affine_backward(x, W, dout):
    """
    x: (N, T, D)    W: (D, H)    dout: (N, T, H)
    returns: (N, T, D), (D, H), (H,)
    """
    N, T, D = x.shape
    rx = x.reshape(N * T, D)  # (N·T, D)
    rd = dout.reshape(N * T, -1)  # (N·T, H)
    dx = ⟨dx⟩  # (N, T, D)
    dW = ⟨dw⟩  # (D, H)
    db = ⟨db⟩  # (H,)
    return dx, dW, db
''',
    slots={
        "dx": Slot(
            right="⟦(rd @ W.T).reshape(x.shape)‖dout @ W.T‖rd.dot(W.T).reshape(N, T, D)⟧",
            wrong=(
                Wrong(
                    "rd @ W.T",
                    "形を戻していない。(N·T, D) のままである。",
                    "The shape is still (N·T, D).",
                ),
                Wrong(
                    "⟦(rd @ W.T).reshape(T, N, D)‖rd.dot(W.T).reshape(T, N, D)⟧",
                    "時刻とサンプルの軸が入れ替わる。",
                    "The axes of time and samples are exchanged.",
                ),
                Wrong(
                    "⟦(rd @ W).reshape(N, T, D)‖dout @ W⟧",
                    "重みを転置していない。H と D が合わず、積が計算できない。",
                    "The weight is not transposed: H does not fit D.",
                ),
                Wrong(
                    "⟦(rd @ W.T).reshape(x.shape) / T‖dout @ W.T / T⟧",
                    "時刻の数で割っている。各時刻の入力の勾配は、その時刻だけで決まる。",
                    "This divides by the number of steps, but the gradient of an input hangs on its own step alone.",
                ),
            ),
            note=(
                "入力の勾配は時刻ごとに dout W^T であり、入力と同じ形になる。",
                "The gradient of the input is dout W^T at each step, in the shape of the input.",
            ),
            hint=("勾配の形は入力の形と同じである。", "The gradient has the shape of the input."),
        ),
        "dw": Slot(
            right="⟦rx.T @ rd‖rx.T.dot(rd)‖np.einsum(\"ntd,nth->dh\", x, dout)⟧",
            wrong=(
                Wrong(
                    "⟦rd.T @ rx‖rd.T.dot(rx)⟧",
                    "転置になっている。(H, D) である。",
                    "This is the transpose, (H, D).",
                ),
                Wrong(
                    "⟦rx.T @ rd / T‖rx.T.dot(rd) / T⟧",
                    "時刻について平均している。同じ重みを何度も使ったときの勾配は和である。",
                    "This is the mean over time. A weight that is used many times gets the sum.",
                ),
                Wrong(
                    "⟦x[:, -1].T @ dout[:, -1]‖x[:, -1].T.dot(dout[:, -1])⟧",
                    "最後の時刻だけを数えている。",
                    "Only the last step counts here.",
                ),
                Wrong(
                    "np.abs(rx).T @ rd",
                    "入力の符号が失われている。",
                    "The signs of the inputs are lost.",
                ),
            ),
            note=(
                "同じ重みがすべての時刻で使われるので、勾配は全時刻、全サンプルの和である。",
                "The weight is used at all steps, so its gradient is the sum over steps and samples.",
            ),
            hint=("重みは何回使われたか。", "How often was the weight used?"),
        ),
        "db": Slot(
            right="⟦rd.sum(axis=0)‖dout.sum(axis=(0, 1))‖np.sum(rd, axis=0)⟧",
            wrong=(
                Wrong(
                    "⟦rd.mean(axis=0)‖dout.mean(axis=(0, 1))⟧",
                    "和の代わりに平均を取っている。",
                    "This is a mean instead of a sum.",
                ),
                Wrong(
                    "⟦dout.sum(axis=1)‖np.sum(dout, axis=1)⟧",
                    "時刻についてだけ足している。(N, H) になる。",
                    "The sum is over time alone, and the shape is (N, H).",
                ),
                Wrong(
                    "⟦dout.sum(axis=0)‖np.sum(dout, axis=0)⟧",
                    "サンプルについてだけ足している。(T, H) になる。",
                    "The sum is over the samples alone, and the shape is (T, H).",
                ),
                Wrong(
                    "⟦dout.sum()‖rd.sum()⟧",
                    "すべてを一つの数に足してしまう。",
                    "All becomes a single number.",
                ),
            ),
            note=(
                "バイアスは N·T 個の行に足されたので、勾配はそれらの和である。",
                "The bias was added to N·T rows, so its gradient is their sum.",
            ),
            hint=("バイアスは何個の行に足されたか。", "To how many rows was the bias added?"),
        ),
    },
    explanation=(
        """
        (N, T, D) を (N·T, D) に直すと、系列のことを考えずに普通の全結合層として計算できる。
        reshape は要素の順を保つので、入力と勾配を同じように直せば対応がずれない。
        """,
        """
        As (N·T, D) instead of (N, T, D), this is an ordinary affine layer that knows nothing of series.
        reshape keeps the order of the elements, so input and gradient still match.
        """,
    ),
    tags=("time-affine", "gradient"),
    names={
        "x": ("x", "hs", "inputs"),
        "rx": ("rx", "flat_x", "x2"),
        "rd": ("rd", "flat_d", "d2"),
        "dout": ("dout", "dy", "grad"),
    },
    sizes=("", "{N: 2..5}", "{T: 2..6}", "{D: 2..5, H: 2..6}"),
)

SOFTMAX_LOSS = Template(
    name="softmax-loss",
    reference="time_layers.time_softmax_loss",
    title=("無視する位置のある損失", "A loss with positions to ignore"),
    prompt=(
        """
        系列のすべての時刻についてソフトマックスと交差エントロピーを計算し、平均の損失を返す関数である。
        xs はソフトマックスの前のスコア、ts は正解の単語 ID である。
        ts が -1 の位置は損失に数えない。すべて -1 のときは 0 を返す。
        N は系列の数、T は時刻の数、V は語彙数を表す。
        """,
        """
        This function computes softmax and cross-entropy at all steps of the series and returns the mean loss.
        xs holds the scores before the softmax, ts the ids of the right words.
        Positions where ts is -1 do not count. If all are -1, the loss is 0.
        N is the number of series, T that of steps, V that of words.
        """,
    ),
    code='''
def time_softmax_loss(xs, ts):
    """
    xs: (N, T, V)    ts: (N, T)    returns: a number
    """
    N, T, V = xs.shape
    s = xs.reshape(N * T, V)  # (N·T, V)
    t = ts.reshape(N * T)  # (N·T,)
    s = s - s.max(axis=1, keepdims=True)  # (N·T, V)
    log_p = ⟨log⟩  # (N·T, V)
    ls = -log_p[np.arange(N * T), t]  # (N·T,)
    used = ⟨used⟩  # (N·T,)
    return ⟨mean⟩
''',
    slots={
        "log": Slot(
            right="⟦s - np.log(np.exp(s).sum(axis=1, keepdims=True))‖s - np.log(np.sum(np.exp(s), axis=1))[:, None]‖"
            "np.log(np.exp(s) / np.exp(s).sum(axis=1, keepdims=True))⟧",
            wrong=(
                Wrong(
                    "⟦s - np.exp(s).sum(axis=1, keepdims=True)‖s - np.sum(np.exp(s), axis=1)[:, None]⟧",
                    "和の対数を取っていない。",
                    "The logarithm of the sum is not taken.",
                ),
                Wrong(
                    "⟦s - np.log(np.exp(s).sum(axis=0, keepdims=True))‖s - np.log(np.sum(np.exp(s), axis=0))⟧",
                    "和を取る軸が違う。単語についてではなく、位置について足している。",
                    "The sum is over the positions instead of over the words.",
                ),
                Wrong(
                    "⟦np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)‖np.exp(s) / np.sum(np.exp(s), axis=1)[:, None]⟧",
                    "これは確率である。対数を取っていない。",
                    "These are probabilities; their logarithm is not taken.",
                ),
                Wrong(
                    "⟦s - np.log(np.exp(s).mean(axis=1, keepdims=True))‖s - np.log(np.mean(np.exp(s), axis=1))[:, None]⟧",
                    "和の代わりに平均を取っている。log V だけずれる。",
                    "This is a mean instead of a sum, and off by log V.",
                ),
            ),
            note=(
                "ソフトマックスの対数は、スコアから log Σ exp を引いたものである。",
                "The logarithm of the softmax is the score minus log Σ exp.",
            ),
            hint=("log(exp(s) / Σ exp(s)) を変形せよ。", "Transform log(exp(s) / Σ exp(s))."),
        ),
        "used": Slot(
            right="⟦(t != -1).astype(float)‖(t >= 0).astype(float)‖np.where(t == -1, 0.0, 1.0)⟧",
            wrong=(
                Wrong(
                    "⟦(t == -1).astype(float)‖np.where(t == -1, 1.0, 0.0)⟧",
                    "逆である。無視すべき位置だけを数えている。",
                    "This is the wrong way round: only positions to ignore count.",
                ),
                Wrong(
                    "⟦(t > 0).astype(float)‖np.where(t > 0, 1.0, 0.0)⟧",
                    "ID が 0 の単語まで無視している。",
                    "The word with the id 0 is ignored as well.",
                ),
                Wrong(
                    "np.ones(N * T)",
                    "すべての位置を数えている。添字 -1 は最後の単語を指すので、誤りにはならず値だけが変わる。",
                    "All positions count. The index -1 takes the last word, so nothing fails but the value is wrong.",
                ),
                Wrong(
                    "t.astype(float)",
                    "ID の値がそのまま重みになっている。",
                    "The ids themselves become the weights.",
                ),
            ),
            note=(
                "数える位置で 1、無視する位置で 0 になる配列を掛けると、無視する位置が消える。",
                "An array that is 1 where a position counts and 0 elsewhere takes out the others.",
            ),
            hint=("ID 0 は普通の単語である。", "The id 0 is an ordinary word."),
        ),
        "mean": Slot(
            right="⟦(ls * used).sum() / max(used.sum(), 1)‖np.sum(used * ls) / np.maximum(used.sum(), 1)‖"
            "used @ ls / max(np.sum(used), 1)⟧",
            wrong=(
                Wrong(
                    "⟦(ls * used).mean()‖np.mean(used * ls)‖(ls * used).sum() / (N * T)⟧",
                    "無視した位置まで数で割っている。平均が小さくなる。",
                    "Ignored positions are counted in the divisor, so the mean is too small.",
                ),
                Wrong(
                    "⟦(ls * used).sum() / N‖np.sum(used * ls) / N⟧",
                    "系列の数で割っている。",
                    "This divides by the number of series.",
                ),
                Wrong(
                    "⟦(ls * used).sum()‖np.sum(used * ls)⟧",
                    "平均ではなく和である。",
                    "This is the sum and not the mean.",
                ),
                Wrong(
                    "⟦ls.sum() / max(used.sum(), 1)‖np.sum(ls) / np.maximum(used.sum(), 1)⟧",
                    "無視する位置の損失も足している。",
                    "The losses of ignored positions are added as well.",
                ),
            ),
            note=(
                "平均は、数えた位置の数で割る。一つもなければ 0 で割らないようにする。",
                "The mean divides by the number of positions that count, and never by 0.",
            ),
            hint=("何で割れば、数えた位置についての平均になるか。", "Which divisor gives the mean over the positions that count?"),
        ),
    },
    explanation=(
        """
        長さの異なる系列をそろえて並べると、余った位置が生じる。その位置を -1 で印し、損失から除く。
        最大値を引いても、ソフトマックスの値は変わらず、exp があふれなくなる。
        """,
        """
        Series of different lengths leave positions over when they are put side by side; they are marked by -1.
        The largest score may be subtracted: the softmax stays the same, and exp does not overflow.
        """,
    ),
    tags=("time-softmax-loss", "mask"),
    names={
        "xs": ("xs", "ys", "logits"),
        "ts": ("ts", "labels", "targets"),
        "ls": ("ls", "losses", "nll"),
        "used": ("used", "valid", "keep"),
    },
    sizes=("{N: 2..5, V: 3..6}", "{T: 3..6, V: 4..7}", "{N: 3..6, T: 2..5, V: 3..5}"),
)

TEMPLATES = (EMBEDDING_BACKWARD, AFFINE_BACKWARD, SOFTMAX_LOSS)
