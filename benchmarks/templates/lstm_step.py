"""What an LSTM computes in one time step."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
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
            hint=(
                "前のセルと新しい候補に、それぞれどのゲートが掛かるか。",
                "Which gate acts on the old cell, and which on what is new?",
            ),
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
