"""The backward pass of an embedding."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
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
            hint=(
                "同じ ID が二度現れたら、その行はどうなるべきか。",
                "What should become of a row whose id occurs twice?",
            ),
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
