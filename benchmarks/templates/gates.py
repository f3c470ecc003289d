"""Recurrent networks with gates: a step of an LSTM, a series, a step of a GRU."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

LSTM_STEP = Template(
    name="lstm-step",
    reference="lstm.lstm",
    title=("LSTM の 1 時刻分の計算", "What an LSTM computes in one time step"),
    prompt=(
        """
        LSTM の 1 時刻分の順伝播を計算し、新しいセルと新しい状態をこの順に返す関数である。
        x は入力、h_prev は一つ前の状態、c_prev は一つ前のセルで、1 行が 1 サンプルに対応する。
        W と U には、セルへの入力、入力ゲート、忘却ゲート、出力ゲートの重みがこの順に縦に並んでいる。
        sigmoid と、活性化関数 activation（tanh）は用意されている。
        N はミニバッチの大きさ、D は入力の次元数、H は状態の次元数を表す。
        """,
        """
        This function computes one time step of an LSTM and returns the new cell and the new state, in this order.
        x is the input, h_prev the state and c_prev the cell of the step before; each row is one sample.
        W and U hold, one below the other, the weights of cell input, input gate, forget gate and output gate.
        sigmoid and activation, which is tanh, are there already.
        N is the size of the mini-batch, D that of the input, H that of the state.
        """,
    ),
    code='''
def lstm(x, h_prev, c_prev, W, U, b):
    """
    x: (N, D)    h_prev, c_prev: (N, H)
    W: (4H, D)    U: (4H, H)    b: (4H,)    returns: (N, H), (N, H)
    """
    H = h_prev.shape[1]
    s = ⟦x @ W.T + h_prev @ U.T + b‖h_prev.dot(U.T) + x.dot(W.T) + b⟧  # (N, 4H)
    g = activation(s[:, :H])  # (N, H)
    i = sigmoid(⟨gate⟩)  # (N, H)
    f = sigmoid(s[:, 2 * H:3 * H])  # (N, H)
    o = sigmoid(s[:, 3 * H:])  # (N, H)
    c = ⟨cell⟩  # (N, H)
    h = ⟨out⟩  # (N, H)
    return c, h
''',
    slots={
        "gate": Slot(
            right="s[:, H:2 * H]",
            wrong=(
                Wrong(
                    "s[:, :H]",
                    "これはセルへの入力の分である。",
                    "This is the block of the cell input.",
                ),
                Wrong(
                    "s[:, 2 * H:3 * H]",
                    "これは忘却ゲートの分である。",
                    "This is the block of the forget gate.",
                ),
                Wrong(
                    "s[:, H:]",
                    "終わりを指定していないので、残り三つの分がすべて入り、形が (N, 3H) になる。",
                    "Without an end it holds all three other blocks and has the shape (N, 3H).",
                ),
                Wrong(
                    "s[H:2 * H]",
                    "列ではなく行を切り出している。行はサンプルである。",
                    "This takes rows, which are samples, instead of columns.",
                ),
            ),
            note=(
                "4H 個の列は H 個ずつ四つの部分に分かれ、入力ゲートは 2 番目である。",
                "The 4H columns are four blocks of H, and that of the input gate is the second.",
            ),
            hint=("並び順で入力ゲートは何番目か。", "At which place in the order is the input gate?"),
        ),
        "cell": Slot(
            right="⟦f * c_prev + i * g‖i * g + f * c_prev‖c_prev * f + g * i⟧",
            wrong=(
                Wrong(
                    "⟦i * c_prev + f * g‖f * g + i * c_prev⟧",
                    "ゲートが入れ替わっている。忘却ゲートは前のセルに、入力ゲートは新しい候補に掛かる。",
                    "The gates are exchanged: the forget gate belongs to the old cell, the input gate to what is new.",
                ),
                Wrong(
                    "⟦(1 - i) * c_prev + i * g‖i * g + (1 - i) * c_prev⟧",
                    "これは GRU のような更新である。LSTM の忘却ゲートは入力ゲートとは別に学習される。",
                    "This is how a GRU mixes. The forget gate of an LSTM is learnt apart from the input gate.",
                ),
                Wrong(
                    "⟦f * c_prev + g‖g + f * c_prev⟧",
                    "入力ゲートが抜けている。",
                    "The input gate is missing.",
                ),
                Wrong(
                    "⟦f * h_prev + i * g‖i * g + f * h_prev⟧",
                    "引き継ぐのは状態ではなくセルである。",
                    "What is kept is the cell, not the state.",
                ),
                Wrong(
                    "f * (c_prev + i * g)",
                    "新しい候補まで忘却ゲートを通っている。",
                    "What is new goes through the forget gate as well.",
                ),
            ),
            note=(
                "新しいセルは、忘却ゲートを通った前のセルと、入力ゲートを通った候補の和である。",
                "The new cell is what the forget gate leaves of the old one, plus what the input gate lets in.",
            ),
            hint=("前のセルと新しい候補に、それぞれどのゲートが掛かるか。", "Which gate acts on the old cell, and which on what is new?"),
        ),
        "out": Slot(
            right="⟦o * activation(c)‖activation(c) * o⟧",
            wrong=(
                Wrong(
                    "o * c",
                    "セルを活性化関数に通していない。",
                    "The cell does not go through the activation.",
                ),
                Wrong(
                    "activation(o * c)",
                    "ゲートを掛ける順が逆である。活性化関数に通した後でゲートを掛ける。",
                    "The order is wrong: the gate acts after the activation.",
                ),
                Wrong(
                    "⟦o * activation(c_prev)‖activation(c_prev) * o⟧",
                    "一つ前のセルを使っている。",
                    "This takes the old cell.",
                ),
                Wrong(
                    "⟦o * sigmoid(c)‖sigmoid(c) * o⟧",
                    "セルの出力に使う活性化関数はシグモイド関数ではなく tanh である。",
                    "The activation of the cell's output is tanh, not the sigmoid.",
                ),
            ),
            note=(
                "状態は、新しいセルを tanh に通し、出力ゲートを掛けたものである。",
                "The state is the tanh of the new cell times the output gate.",
            ),
            hint=("セルはどのように外に見えるか。", "How does the cell show outside?"),
        ),
    },
    explanation=(
        """
        セルは c = f * c_prev + i * g、状態は h = o * tanh(c) である。
        セルの道には行列の積がないので、忘却ゲートが 1 に近ければ勾配が遠くまで届く。
        四つの部分の並び順は実装によって異なるので、問題文をよく読むこと。
        """,
        """
        The cell is c = f * c_prev + i * g, the state h = o * tanh(c).
        On the way of the cell there is no matrix product, so gradients reach far where the forget gate is near 1.
        The order of the four blocks differs between implementations; read the question with care.
        """,
    ),
    tags=("lstm", "lstm-step"),
    names={
        "x": ("x", "x_t", "inputs"),
        "h_prev": ("h_prev", "h_old", "h_last"),
        "c_prev": ("c_prev", "c_old", "c_last"),
        "s": ("s", "pre", "a4"),
        "g": ("g", "cand", "c_bar"),
    },
    sizes=("", "", "{N: 2..5}", "{D: 2..6}", "{H: 2..5}"),
)

LSTM_SERIES = Template(
    name="lstm-series",
    reference="lstm.time_lstm",
    title=("LSTM で系列を読む", "Reading a series with an LSTM"),
    prompt=(
        """
        LSTM で系列を順に読み、すべての時刻の状態と、最後のセルを返す関数である。
        xs は N 個の系列の T 時刻分の入力、h と c は最初の時刻の前の状態とセルである。
        weight は入力と状態をこの順につなげたものに掛かる重みで、列は入力ゲート、忘却ゲート、出力ゲート、候補の順に並ぶ。
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
        joined = ⟨join⟩  # (N, D + H)
        i, f, o, g = ⟨split⟩  # (N, H) each
        c = sigmoid(f) * c + sigmoid(i) * activation(g)  # (N, H)
        h = ⟨show⟩  # (N, H)
        hs.append(h)
    return np.stack(hs, axis=1), c
''',
    slots={
        "join": Slot(
            right="⟦np.concatenate([xs[:, t], h], axis=1)‖np.hstack([xs[:, t], h])‖np.concatenate((xs[:, t], h), axis=-1)⟧",
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
            right="⟦np.hsplit(joined @ weight + bias, 4)‖np.split(joined.dot(weight) + bias, 4, axis=1)‖"
            "np.split(bias + joined @ weight, 4, axis=-1)⟧",
            wrong=(
                Wrong(
                    "np.hsplit(joined @ weight, 4)",
                    "バイアスが抜けている。",
                    "The bias is missing.",
                ),
                Wrong(
                    "np.hsplit(joined @ weight + bias, 4)[::-1]",
                    "四つの部分が逆の順になる。",
                    "The four blocks come in reverse.",
                ),
                Wrong(
                    "np.hsplit(joined @ weight - bias, 4)",
                    "バイアスの符号が逆である。",
                    "The sign of the bias is wrong.",
                ),
                Wrong(
                    "np.hsplit(activation(joined @ weight + bias), 4)",
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
        "joined": ("joined", "xh", "both"),
        "bias": ("bias", "b"),
    },
    sizes=("", "", "{N: 2..4}", "{T: 2..5}", "{H: 2..5}"),
)

GRU_STEP = Template(
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
            hint=("z が 1 のとき、また 0 のとき、どうなるか。", "What comes out where z is 1, and where it is 0?"),
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

TEMPLATES = (LSTM_STEP, LSTM_SERIES, GRU_STEP)
