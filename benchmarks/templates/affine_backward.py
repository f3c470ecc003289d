"""Back through an affine layer over time."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
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
        Forwards it is y = x W + b at each step; x is the input, dout the gradient of the loss by the output.
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
            right='⟦rx.T @ rd‖rx.T.dot(rd)‖np.einsum("ntd,nth->dh", x, dout)⟧',
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
