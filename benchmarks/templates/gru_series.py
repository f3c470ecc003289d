"""Reading a series with a GRU."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="gru-series",
    reference="gru.gru_series",
    title=("GRU で系列を読む", "Reading a series with a GRU"),
    prompt=(
        """
        GRU で系列を順に読み、すべての時刻の状態を返す関数である。
        xs は N 個の系列の T 時刻分の入力、h は最初の時刻の前の状態である。
        r はリセットゲート、z は更新ゲートで、z は候補を採る割合を表す。
        W で始まる重みは入力に、U で始まる重みは状態に掛かり、どの時刻でも同じものを使う。
        sigmoid は用意されている。
        """,
        """
        This function reads series with a GRU and returns the states of all steps.
        xs holds the inputs of N series over T steps; h is the state before the first one.
        r is the reset gate; z is the update gate, which says how much of the candidate is taken.
        Weights that begin with W act on the input, those with U on the state; all steps share them.
        sigmoid is there already.
        """,
    ),
    code='''
def gru_series(xs, h, Wr, Ur, Wz, Uz, Wh, Uh):
    """
    xs: (N, T, D)    h: (N, H)    returns: (N, T, H)
    Wr, Wz, Wh: (H, D)    Ur, Uz, Uh: (H, H)
    """
    hs = []
    for t in range(xs.shape[1]):
        x = ⟨input⟩  # (N, D)
        r = sigmoid(⟦x @ Wr.T + h @ Ur.T‖x.dot(Wr.T) + h.dot(Ur.T)⟧)  # (N, H)
        z = sigmoid(⟦x @ Wz.T + h @ Uz.T‖x.dot(Wz.T) + h.dot(Uz.T)⟧)  # (N, H)
        n = np.tanh(⟦x @ Wh.T + (r * h) @ Uh.T‖(h * r) @ Uh.T + x @ Wh.T⟧)  # (N, H)
        h = ⟨mix⟩  # (N, H)
        hs.append(h)
    return ⟨stack⟩  # (N, T, H)
''',
    slots={
        "input": Slot(
            right="⟦xs[:, t]‖xs[:, t, :]⟧",
            wrong=(
                Wrong(
                    "⟦xs[:, -1 - t]‖xs[:, -t - 1, :]⟧",
                    "系列を後ろから読んでいる。",
                    "This reads the series from its end.",
                ),
                Wrong(
                    "⟦xs[:, 0]‖xs[:, 0, :]⟧",
                    "どの時刻でも最初の入力を読んでいる。",
                    "The first input is read again at every step.",
                ),
                Wrong(
                    "⟦xs[:, t - 1]‖xs[:, t - 1, :]⟧",
                    "一つ前の時刻の入力である。最初の時刻では最後の入力が読まれる。",
                    "This is the input of the step before; at the first step it is the last one.",
                ),
                Wrong(
                    "⟦xs[:, :t + 1].mean(axis=1)‖np.mean(xs[:, :t + 1], axis=1)⟧",
                    "それまでの入力の平均である。過去は状態を通じて伝わるので、平均する必要はない。",
                    "This is the mean of the inputs so far, but the past comes through the state.",
                ),
            ),
            note=(
                "時刻 t の入力は、2 番目の軸の t 番目である。",
                "The input of step t is number t along the second axis.",
            ),
            hint=("どの軸が時刻か。", "Which axis is time?"),
        ),
        "mix": Slot(
            right="⟦(1 - z) * h + z * n‖z * n + (1 - z) * h‖h + z * (n - h)⟧",
            wrong=(
                Wrong(
                    "⟦z * h + (1 - z) * n‖(1 - z) * n + z * h⟧",
                    "z の向きが逆である。",
                    "z is turned round.",
                ),
                Wrong(
                    "⟦(1 - r) * h + r * n‖r * n + (1 - r) * h⟧",
                    "リセットゲートで混ぜている。",
                    "The reset gate does the mixing here.",
                ),
                Wrong(
                    "⟦(1 - z) * h + n‖n + (1 - z) * h⟧",
                    "候補に割合を掛けていない。",
                    "The candidate lacks its share.",
                ),
                Wrong(
                    "n",
                    "前の状態を捨てて、いつも候補を採っている。",
                    "The old state is thrown away; this always takes the candidate.",
                ),
            ),
            note=(
                "新しい状態は、前の状態と候補を割合 z で混ぜたものである。",
                "The new state is a mixture of the old one and the candidate, with the share z of the latter.",
            ),
            hint=("二つの割合の和は 1 である。", "The two shares sum to 1."),
        ),
        "stack": Slot(
            right="⟦np.stack(hs, axis=1)‖np.array(hs).transpose(1, 0, 2)‖np.stack(hs).swapaxes(0, 1)⟧",
            wrong=(
                Wrong(
                    "⟦np.stack(hs)‖np.array(hs)⟧",
                    "時刻の軸が先頭に来て (T, N, H) になる。",
                    "Time comes first: the shape is (T, N, H).",
                ),
                Wrong(
                    "np.stack(hs[::-1], axis=1)",
                    "時刻が逆の順に並んでいる。",
                    "The steps are in reverse order.",
                ),
                Wrong(
                    "np.concatenate(hs, axis=1)",
                    "状態が横につながり、(N, T·H) の行列になる。",
                    "The states are joined side by side into a matrix of (N, T·H).",
                ),
                Wrong(
                    "np.array(hs).reshape(xs.shape[0], xs.shape[1], -1)",
                    "形は合うが、系列と時刻が混ざる。",
                    "The shape is right, but series and steps mix.",
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
        どの時刻でも同じ六つの重みを使う。状態だけが時刻から時刻へ伝わる。
        reshape は要素の並びを変えないので、軸の入れ替えには使えない。
        """,
        """
        All steps share the same six weights; only the state is passed on from step to step.
        reshape leaves the order of the elements as it is, so it cannot exchange axes.
        """,
    ),
    tags=("gru", "time-gru"),
    names={"xs": ("xs", "inputs", "X"), "hs": ("hs", "states", "outputs"), "n": ("n", "h_bar", "cand")},
    sizes=("{T: 3..6}", "{T: 3..7, N: 2..4}", "{T: 4..7, D: 2..4, N: 2..5}"),
)
