"""What a GRU computes in one time step."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="gru-step",
    reference="gru.gru",
    title=("GRU の 1 時刻分の計算", "What a GRU computes in one time step"),
    prompt=(
        """
        GRU の 1 時刻分の順伝播を計算する関数である。
        x は入力、h は一つ前の時刻の状態で、1 行が 1 サンプルに対応する。
        リセットゲート r は、候補を計算するときに前の状態をどれだけ使うかを決める。
        更新ゲート z は、新しい状態に候補をどれだけ採るかを表す。
        W で始まる重みは入力に、U で始まる重みは前の状態に掛かる。sigmoid は用意されている。
        """,
        """
        This function computes one time step of a GRU, forwards.
        x is the input and h the state of the step before; each row is one sample.
        The reset gate r says how much of that state the candidate sees.
        The update gate z says how much of the candidate goes into the new state.
        Weights whose names begin with W act on the input, those with U on the state; sigmoid is there already.
        """,
    ),
    code='''
def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
    """
    x: (N, D)    h: (N, H)    returns: (N, H)
    Wr, Wz, Wh: (H, D)    Ur, Uz, Uh: (H, H)
    """
    r = sigmoid(⟨reset⟩)  # (N, H)
    z = sigmoid(⟦x @ Wz.T + h @ Uz.T‖h.dot(Uz.T) + x.dot(Wz.T)⟧)  # (N, H)
    h_bar = np.tanh(⟨candidate⟩)  # (N, H)
    return ⟨mix⟩  # (N, H)
''',
    slots={
        "reset": Slot(
            right="⟦x @ Wr.T + h @ Ur.T‖h @ Ur.T + x @ Wr.T‖x.dot(Wr.T) + h.dot(Ur.T)⟧",
            wrong=(
                Wrong(
                    "⟦x @ Wr.T + h @ Ur‖x.dot(Wr.T) + h.dot(Ur)⟧",
                    "Ur を転置していない。正方行列なので形は合う。",
                    "Ur is not transposed, which its shape does not show, as it is square.",
                ),
                Wrong(
                    "⟦x @ Wr.T * (h @ Ur.T)‖x.dot(Wr.T) * h.dot(Ur.T)⟧",
                    "入力と状態の寄与を足さずに掛けている。",
                    "The shares of input and state are multiplied instead of added.",
                ),
                Wrong(
                    "⟦x @ Wz.T + h @ Uz.T‖h.dot(Uz.T) + x.dot(Wz.T)⟧",
                    "更新ゲートの重みを使っている。",
                    "These are the weights of the update gate.",
                ),
                Wrong(
                    "⟦x @ Wr.T‖x.dot(Wr.T)⟧",
                    "ゲートが前の状態を見ていない。",
                    "The gate does not see the state before.",
                ),
            ),
            note=(
                "リセットゲートは、入力と前の状態の両方から自分の重みで計算される。",
                "The reset gate is made of input and state, with its own weights.",
            ),
            hint=("ゲートは何を見て決まるか。", "What does a gate look at?"),
        ),
        "candidate": Slot(
            right="⟦x @ Wh.T + (r * h) @ Uh.T‖(h * r) @ Uh.T + x @ Wh.T‖x.dot(Wh.T) + (r * h).dot(Uh.T)⟧",
            wrong=(
                Wrong(
                    "⟦x @ Wh.T + h @ Uh.T‖h.dot(Uh.T) + x.dot(Wh.T)⟧",
                    "リセットゲートが使われていない。",
                    "The reset gate is not used.",
                ),
                Wrong(
                    "⟦x @ Wh.T + (z * h) @ Uh.T‖(z * h).dot(Uh.T) + x.dot(Wh.T)⟧",
                    "更新ゲートを使っている。候補に掛かるのはリセットゲートである。",
                    "This is the update gate, but it is the reset gate that acts on the candidate.",
                ),
                Wrong(
                    "⟦r * (x @ Wh.T + h @ Uh.T)‖(h.dot(Uh.T) + x.dot(Wh.T)) * r⟧",
                    "入力の寄与までリセットゲートを通っている。",
                    "The share of the input goes through the reset gate as well.",
                ),
                Wrong(
                    "⟦x @ Wh.T + ((1 - r) * h) @ Uh.T‖((1 - r) * h).dot(Uh.T) + x.dot(Wh.T)⟧",
                    "ゲートの向きが逆である。r が 1 のとき、前の状態がすべて使われるはずである。",
                    "The gate is turned round: with r = 1 all of the state should be used.",
                ),
            ),
            note=(
                "候補は、入力と、リセットゲートを通った前の状態から計算される。",
                "The candidate is made of the input and of what the reset gate leaves of the state.",
            ),
            hint=("リセットゲートはどこに掛かるか。", "Where does the reset gate act?"),
        ),
        "mix": Slot(
            right="⟦(1 - z) * h + z * h_bar‖z * h_bar + (1 - z) * h‖h + z * (h_bar - h)⟧",
            wrong=(
                Wrong(
                    "⟦z * h + (1 - z) * h_bar‖(1 - z) * h_bar + z * h⟧",
                    "z の向きが逆である。z は候補を採る割合だと書かれている。",
                    "z is turned round: it is said to be the share of the candidate.",
                ),
                Wrong(
                    "⟦h + z * h_bar‖z * h_bar + h⟧",
                    "前の状態が減らないので、状態がどこまでも大きくなりうる。",
                    "Nothing is taken from the old state, so the state may grow without bound.",
                ),
                Wrong(
                    "z * h_bar",
                    "前の状態を捨てている。",
                    "The old state is thrown away.",
                ),
                Wrong(
                    "⟦(1 - z) * r * h + z * h_bar‖z * h_bar + r * (1 - z) * h⟧",
                    "前の状態にリセットゲートまで掛けている。リセットゲートは候補の計算だけに使う。",
                    "The reset gate acts on the old state here as well; it belongs to the candidate alone.",
                ),
            ),
            note=(
                "新しい状態は、前の状態と候補を割合 z で混ぜたものである。",
                "The new state is a mixture of the old one and the candidate, with the share z of the latter.",
            ),
            hint=(
                "z が 1 のとき、また 0 のとき、どうなるか。",
                "What comes out where z is 1, and where it is 0?",
            ),
        ),
    },
    explanation=(
        """
        新しい状態は h' = (1 - z) * h + z * h~ である。z が 0 なら前の状態がそのまま残る。
        GRU にはセルがなく、ゲートは二つなので、LSTM より重みが少ない。
        z の向きを逆に定義する文献もあるので、問題文の定義に従うこと。
        """,
        """
        The new state is h' = (1 - z) * h + z * h~. Where z is 0 the old state stays as it is.
        A GRU has no cell and two gates, so it has fewer weights than an LSTM.
        Some texts define z the other way round; follow the definition in the question.
        """,
    ),
    tags=("gru", "gru-step"),
    names={
        "x": ("x", "x_t", "inputs"),
        "h": ("h", "h_prev", "h_old"),
        "h_bar": ("h_bar", "h_cand", "n"),
        "r": ("r", "r_t"),
        "z": ("z", "z_t"),
    },
    sizes=("", "", "{N: 2..5}", "{D: 2..6}", "{H: 2..5}"),
)
