"""Reading a series with an RNN."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="rnn-series",
    reference="rnn.rnn",
    title=("RNN で系列を読む", "Reading a series with an RNN"),
    prompt=(
        """
        RNN で系列を順に読み、すべての時刻の状態を返す関数である。
        xs は N 個の系列の T 時刻分の入力、h_prev は最初の時刻の前の状態である。
        D は入力の次元数、H は状態の次元数で、重み Wx, Wh とバイアス b はどの時刻でも同じものを使う。
        戻り値の [:, t] は、時刻 t の入力まで読んだ状態である。
        """,
        """
        This function reads series with an RNN and returns the states of all time steps.
        xs holds the inputs of N series over T steps; h_prev is the state before the first one.
        D is the size of an input, H that of the state; Wx, Wh and the bias b are the same at every step.
        In what is returned, [:, t] is the state that has read the inputs up to step t.
        """,
    ),
    code='''
def rnn(xs, h_prev, Wx, Wh, b):
    """
    xs: (N, T, D)    h_prev: (N, H)
    Wx: (D, H)    Wh: (H, H)    b: (H,)    returns: (N, T, H)
    """
    h, hs = h_prev, []
    for t in range(⟨steps⟩):
        h = np.tanh(⟨step⟩)               # (N, H)
        hs.append(h)
    return ⟨stack⟩                        # (N, T, H)
''',
    slots={
        "steps": Slot(
            right="⟦xs.shape[1]‖np.shape(xs)[1]⟧",
            wrong=(
                Wrong(
                    "⟦xs.shape[0]‖len(xs)⟧",
                    "これは系列の数 N である。時刻の軸は 2 番目なので、N が T より大きければ添字が範囲を超える。",
                    "This is N, the number of series. Time is the second axis; where N is larger, the index runs out.",
                ),
                Wrong(
                    "xs.shape[1] - 1",
                    "最後の時刻を読まずに終わる。状態が一つ足りない。",
                    "The last step is never read, so a state is missing.",
                ),
                Wrong(
                    "1, xs.shape[1]",
                    "最初の時刻を飛ばしている。状態は T - 1 個しか得られない。",
                    "The first step is skipped, which leaves T - 1 states.",
                ),
                Wrong(
                    "xs.shape[2]",
                    "これは入力の次元数 D であり、系列の長さではない。",
                    "This is D, the size of an input, not the length of the series.",
                ),
            ),
            note=(
                "xs は (N, T, D) なので、時刻の数は 2 番目の軸の長さである。",
                "xs is (N, T, D), so the number of steps is the length of its second axis.",
            ),
            hint=("どの軸が時刻か。", "Which axis is time?"),
        ),
        "step": Slot(
            right="⟦xs[:, t] @ Wx + h @ Wh + b‖h @ Wh + xs[:, t] @ Wx + b‖b + xs[:, t].dot(Wx) + h.dot(Wh)⟧",
            wrong=(
                Wrong(
                    "⟦xs[:, t] @ Wx + h_prev @ Wh + b‖h_prev.dot(Wh) + xs[:, t].dot(Wx) + b⟧",
                    "どの時刻でも最初の状態から計算している。直前の時刻の状態が伝わらない。",
                    "Every step starts from the first state, so nothing is passed on from step to step.",
                ),
                Wrong(
                    "xs[:, t] @ Wx + h @ Wh.T + b",
                    "Wh を転置している。正方行列なので形は合うが、別の重みになる。",
                    "Wh is transposed. It is square, so this runs, but with other weights.",
                ),
                Wrong(
                    "⟦xs[:, 0] @ Wx + h @ Wh + b‖h.dot(Wh) + xs[:, 0].dot(Wx) + b⟧",
                    "どの時刻でも最初の入力を読んでいる。",
                    "The first input is read again at every step.",
                ),
                Wrong(
                    "⟦(xs[:, t] @ Wx + h) @ Wh + b‖(xs[:, t].dot(Wx) + h).dot(Wh) + b⟧",
                    "入力の寄与にも Wh が掛かってしまう。",
                    "The share of the input is multiplied by Wh as well.",
                ),
                Wrong(
                    "xs[t] @ Wx + h @ Wh + b",
                    "xs[t] は t 番目の系列である。時刻 t の入力は xs[:, t] である。",
                    "xs[t] is series number t; the inputs of step t are xs[:, t].",
                ),
            ),
            note=(
                "時刻 t の入力 xs[:, t] と直前の状態 h から次の状態を計算する。",
                "The next state is made of the inputs of step t, xs[:, t], and of the state just before, h.",
            ),
            hint=("時刻 t で使う入力と状態はどれか。", "Which input and which state does step t use?"),
        ),
        "stack": Slot(
            right="⟦np.stack(hs, axis=1)‖np.array(hs).transpose(1, 0, 2)‖np.stack(hs).swapaxes(0, 1)⟧",
            wrong=(
                Wrong(
                    "⟦np.stack(hs, axis=0)‖np.array(hs)⟧",
                    "時刻の軸が先頭に来て (T, N, H) になる。",
                    "Time comes first: the shape is (T, N, H).",
                ),
                Wrong(
                    "np.concatenate(hs, axis=1)",
                    "状態が横につながり、(N, T·H) の行列になる。",
                    "The states are joined side by side into a matrix of (N, T·H).",
                ),
                Wrong(
                    "np.stack(hs, axis=2)",
                    "時刻の軸が最後に来て (N, H, T) になる。",
                    "Time comes last: the shape is (N, H, T).",
                ),
                Wrong(
                    "np.array(hs).reshape(len(xs), len(hs), -1)",
                    "形は (N, T, H) だが、並びは (T, N, H) のままなので、系列と時刻が混ざる。",
                    "The shape is right, but the elements are still in the order of (T, N, H): series and steps mix.",
                ),
            ),
            note=(
                "T 個の (N, H) を新しい 2 番目の軸に積むと (N, T, H) になる。",
                "Stacked along a new second axis, T arrays of (N, H) become (N, T, H).",
            ),
            hint=("新しい軸はどこに入るか。", "Where does the new axis go?"),
        ),
    },
    explanation=(
        """
        RNN は同じ重みを時刻ごとに繰り返し使い、状態を通じて過去の入力を覚える。
        戻り値の最後の状態 [:, -1] は、次の系列に引き継ぐことができる。
        reshape は要素の並びを変えないので、軸の入れ替えには使えない。
        """,
        """
        An RNN uses the same weights at every step and remembers earlier inputs through its state.
        The last state, [:, -1] of the result, can be handed on to what follows.
        reshape leaves the order of the elements as it is, so it cannot exchange axes.
        """,
    ),
    tags=("rnn", "time-rnn"),
    names={
        "xs": ("xs", "inputs", "series", "X"),
        "h_prev": ("h_prev", "h0", "h_init", "first"),
        "Wx": ("Wx", "W_in", "W_xh"),
        "Wh": ("Wh", "W_rec", "W_hh"),
        "b": ("b", "bias", "b_h"),
        "h": ("h", "h_t", "state"),
        "hs": ("hs", "states", "outputs"),
    },
    sizes=("", "", "{N: 1..4}", "{T: 2..6}", "{T: 3..8, H: 2..7}", "{D: 2..5}"),
)
