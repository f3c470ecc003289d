"""Reading a series with an LSTM."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="lstm-series",
    reference="lstm.time_lstm",
    title=("LSTM で系列を読む", "Reading a series with an LSTM"),
    prompt=(
        """
        LSTM で系列を順に読み、すべての時刻の状態と、最後のセルを返す関数である。
        xs は N 個の系列の T 時刻分の入力、h と c は最初の時刻の前の状態とセルである。
        weight は入力と状態をこの順につないだものに掛かる重みで、列は入力、忘却、出力の各ゲート、候補の順に並ぶ。
        bias はバイアスである。sigmoid と activation（tanh）は用意されている。
        """,
        """
        This function reads series with an LSTM and returns the states of all steps, and the last cell.
        xs holds the inputs of N series over T steps; h and c are the state and the cell before the first one.
        weight acts on input and state joined in this order; its columns are input, forget and output gate, candidate.
        bias is the bias; sigmoid and activation, which is tanh, are there already.
        """,
    ),
    code='''
def time_lstm(xs, h, c, weight, bias):
    """
    xs: (N, T, D)    h, c: (N, H)
    weight: (D + H, 4H)    bias: (4H,)    returns: (N, T, H), (N, H)
    """
    hs = []
    for t in range(xs.shape[1]):
        xh = ⟨join⟩  # (N, D + H)
        i, f, o, g = ⟨split⟩  # (N, H) each
        c = sigmoid(f) * c + sigmoid(i) * activation(g)  # (N, H)
        h = ⟨show⟩  # (N, H)
        hs.append(h)
    return np.stack(hs, axis=1), c
''',
    slots={
        "join": Slot(
            right="⟦np.concatenate([xs[:, t], h], axis=1)‖np.hstack([xs[:, t], h])‖"
            "np.concatenate((xs[:, t], h), axis=-1)⟧",
            wrong=(
                Wrong(
                    "⟦np.concatenate([h, xs[:, t]], axis=1)‖np.hstack([h, xs[:, t]])⟧",
                    "つなげる順が逆である。重みの先頭の D 行は入力のものである。",
                    "The order is wrong: the first D rows of the weight belong to the input.",
                ),
                Wrong(
                    "np.concatenate([xs[:, t], c], axis=1)",
                    "状態の代わりにセルをつなげている。",
                    "The cell is joined instead of the state.",
                ),
                Wrong(
                    "⟦np.concatenate([xs[:, 0], h], axis=1)‖np.hstack([xs[:, 0], h])⟧",
                    "どの時刻でも最初の入力を読んでいる。",
                    "The first input is read again at every step.",
                ),
                Wrong(
                    "np.concatenate([xs[:, t], h], axis=0)",
                    "サンプルの軸でつなげている。列の数が異なるので計算できない。",
                    "These are joined along the samples, but their numbers of columns differ.",
                ),
            ),
            note=(
                "入力と状態は特徴量の軸でつなぐ。順は重みの行の順に合わせる。",
                "Input and state are joined along the features, in the order of the rows of the weight.",
            ),
            hint=("重みの行はどの順に並んでいるか。", "In which order are the rows of the weight?"),
        ),
        "split": Slot(
            right="⟦np.hsplit(xh @ weight + bias, 4)‖np.split(xh.dot(weight) + bias, 4, axis=1)‖"
            "np.split(bias + xh @ weight, 4, axis=-1)⟧",
            wrong=(
                Wrong(
                    "np.hsplit(xh @ weight, 4)",
                    "バイアスが抜けている。",
                    "The bias is missing.",
                ),
                Wrong(
                    "np.hsplit(xh @ weight + bias, 4)[::-1]",
                    "四つの部分が逆の順になる。",
                    "The four blocks come in reverse.",
                ),
                Wrong(
                    "np.hsplit(xh @ weight - bias, 4)",
                    "バイアスの符号が逆である。",
                    "The sign of the bias is wrong.",
                ),
                Wrong(
                    "np.hsplit(activation(xh @ weight + bias), 4)",
                    "分ける前に tanh を通している。そのあとでさらにゲートの関数を通ることになる。",
                    "tanh is applied before the split, and the functions of the gates come on top of it.",
                ),
            ),
            note=(
                "積にバイアスを足した (N, 4H) を、列の方向に四つに分ける。",
                "The product plus the bias, (N, 4H), is split into four along its columns.",
            ),
            hint=("分けるのは行か、列か。", "Is it the rows or the columns that are split?"),
        ),
        "show": Slot(
            right="⟦sigmoid(o) * activation(c)‖activation(c) * sigmoid(o)⟧",
            wrong=(
                Wrong(
                    "⟦sigmoid(o) * c‖c * sigmoid(o)⟧",
                    "セルを tanh に通していない。",
                    "The cell does not go through tanh.",
                ),
                Wrong(
                    "o * activation(c)",
                    "出力ゲートがシグモイド関数を通っていないので、0 から 1 の範囲に収まらない。",
                    "The output gate is not put through the sigmoid, so it is not within 0 and 1.",
                ),
                Wrong(
                    "⟦sigmoid(o) * activation(g)‖activation(g) * sigmoid(o)⟧",
                    "セルではなく候補を出力している。過去の入力が伝わらない。",
                    "This shows the candidate and not the cell, so nothing earlier gets through.",
                ),
                Wrong(
                    "activation(sigmoid(o) * c)",
                    "ゲートは tanh の後に掛ける。",
                    "The gate acts after tanh.",
                ),
            ),
            note=(
                "状態は tanh に通したセルに出力ゲートを掛けたものである。",
                "The state is the tanh of the cell times the output gate.",
            ),
            hint=("出力ゲートはどこに掛かるか。", "Where does the output gate act?"),
        ),
    },
    explanation=(
        """
        四つの重みを一つの行列にまとめると、行列の積が 1 回で済む。
        [x, h] に掛かる重み (D + H, 4H) は、Wx (D, 4H) と Wh (H, 4H) を縦に並べたものと同じである。
        """,
        """
        With all four weights in one matrix a single product is enough.
        The weight of [x, h], (D + H, 4H), is Wx, (D, 4H), on top of Wh, (H, 4H).
        """,
    ),
    tags=("lstm", "time-lstm"),
    names={
        "xs": ("xs", "inputs", "X"),
        "hs": ("hs", "outputs", "states"),
        "xh": ("xh", "joined", "both"),
    },
    sizes=("", "", "{N: 2..4}", "{T: 2..5}", "{H: 2..5}"),
)
