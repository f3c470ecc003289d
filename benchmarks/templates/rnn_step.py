"""What an RNN computes in one time step."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="rnn-step",
    reference="rnn.rnn_step",
    title=("RNN の 1 時刻分の計算", "What an RNN computes in one time step"),
    prompt=(
        """
        単純な RNN について、1 時刻分の順伝播を計算する関数である。
        x は入力、h_prev は一つ前の時刻の状態で、1 行が 1 サンプルに対応する。
        N はミニバッチの大きさ、D は入力の次元数、H は状態の次元数である。
        重み Wx は入力から状態へ、Wh は一つ前の状態から状態へのもので、行ベクトルに右から掛ける。
        活性化関数は tanh、b はバイアスである。
        """,
        """
        This function computes one time step of a simple RNN, forwards.
        x is the input and h_prev the state of the step before; each row is one sample.
        N is the size of the mini-batch, D that of the input, H that of the state.
        The weights Wx, from input to state, and Wh, from state to state, stand on the right of row vectors.
        The activation is tanh, and b is the bias.
        """,
    ),
    code='''
def rnn_step(x, h_prev, Wx, Wh, b):
    """
    x: (N, D)    h_prev: (N, H)
    Wx: (D, H)    Wh: (H, H)    b: (H,)    returns: (N, H)
    """
    from_input = ⟨input⟩               # (N, H)
    from_state = ⟨state⟩               # (N, H)
    return ⟨out⟩                       # (N, H)
''',
    slots={
        "input": Slot(
            right="⟦x @ Wx + b‖b + x @ Wx‖x.dot(Wx) + b‖np.dot(x, Wx) + b⟧",
            wrong=(
                Wrong(
                    "⟦(x + b) @ Wx‖(x + b).dot(Wx)⟧",
                    "バイアスを重みより先に足している。b の長さは H なので、D 次元の入力には足せない。",
                    "The bias is added before the weight is applied, but its H elements do not fit the D of the input.",
                ),
                Wrong(
                    "⟦x @ Wx - b‖x.dot(Wx) - b⟧",
                    "バイアスの符号が逆である。バイアスは足すものである。",
                    "The sign of the bias is wrong: a bias is added.",
                ),
                Wrong(
                    "⟦x @ Wx * b‖x.dot(Wx) * b⟧",
                    "バイアスを足さずに掛けている。b が 0 の要素では入力がまったく届かない。",
                    "The bias is a factor here. Where it is 0, nothing of the input gets through.",
                ),
                Wrong(
                    "⟦x @ Wx‖np.dot(x, Wx)⟧",
                    "バイアスが抜けている。",
                    "The bias is missing.",
                ),
                Wrong(
                    "⟦x @ Wx.T + b‖x.dot(Wx.T) + b⟧",
                    "Wx はすでに (D, H) なので、転置すると x (N, D) との積が計算できない。",
                    "Wx is (D, H) already; transposed it cannot be multiplied by x, which is (N, D).",
                ),
            ),
            note=(
                "入力の寄与は x Wx + b である。b (H,) はブロードキャストで N 個の行すべてに足される。",
                "The share of the input is x Wx + b, where b, (H,), is broadcast to all N rows.",
            ),
            hint=("結果は (N, H) でなければならない。", "The result must have the shape (N, H)."),
        ),
        "state": Slot(
            right="⟦h_prev @ Wh‖h_prev.dot(Wh)‖np.dot(h_prev, Wh)⟧",
            wrong=(
                Wrong(
                    "⟦h_prev @ Wh.T‖h_prev.dot(Wh.T)⟧",
                    "Wh は正方行列なので形は合うが、i 番目から j 番目への重みとして Wh[j, i] を使ってしまう。",
                    "Wh is square, so its transpose fits as well, but then Wh[j, i] leads from element i to element j.",
                ),
                Wrong(
                    "np.tanh(h_prev) @ Wh",
                    "h_prev はすでに tanh を通っている。もう一度通すと値がさらに小さくなる。",
                    "h_prev has been through tanh already; once more makes it smaller still.",
                ),
                Wrong(
                    "h_prev",
                    "一つ前の状態を重みを通さずに足している。Wh が使われない。",
                    "The state before is taken as it is, and Wh is not used at all.",
                ),
                Wrong(
                    "⟦Wh @ h_prev‖Wh.dot(h_prev)⟧",
                    "重みを左から掛けている。(H, H) と (N, H) の積は、N と H が等しくなければ計算できない。",
                    "The weight stands on the left: (H, H) times (N, H) fits only where N equals H.",
                ),
            ),
            note=(
                "一つ前の状態は Wh で変換して伝わる。各サンプルは 1 行なので、重みは右から掛ける。",
                "The state before is passed on through Wh. Each sample is a row, so the weight stands on its right.",
            ),
            hint=(
                "行ベクトル h に対する重みは、どちらの側に置くか。",
                "On which side of a row vector does a weight stand?",
            ),
        ),
        "out": Slot(
            right="np.tanh(⟦from_input + from_state‖from_state + from_input⟧)",
            wrong=(
                Wrong(
                    "np.tanh(from_input * from_state)",
                    "二つの寄与を足さずに掛けている。最初の時刻のように状態が 0 なら、結果も 0 になる。",
                    "The two shares are multiplied. With a state of 0, as at the start of a series, all would be 0.",
                ),
                Wrong(
                    "np.tanh(from_input) + np.tanh(from_state)",
                    "別々に tanh を通してから足している。状態が -1 から 1 の範囲に収まらない。",
                    "tanh is applied to each share, so the state may leave the range from -1 to 1.",
                ),
                Wrong(
                    "⟦from_input + from_state‖from_state + from_input⟧",
                    "活性化関数が抜けている。",
                    "The activation is missing.",
                ),
                Wrong(
                    "np.maximum(from_input + from_state, 0)",
                    "これは ReLU である。活性化関数は tanh だと書かれている。",
                    "This is ReLU, but the activation is said to be tanh.",
                ),
            ),
            note=(
                "二つの寄与は足し合わせ、その和を一度だけ tanh に通す。",
                "The two shares are added, and tanh is applied to the sum, once.",
            ),
            hint=("二つの道が合流するところで何をするか。", "What is done where the two paths meet?"),
        ),
    },
    explanation=(
        """
        状態は h_t = tanh(x_t Wx + h_{t-1} Wh + b) である。
        この書き方では Wx は (D, H) である。(H, D) で持つ流儀では転置して掛ける。
        正方行列は転置しても形が変わらないので、取り違えは形の検査では見つからない。
        """,
        """
        The state is h_t = tanh(x_t Wx + h_{t-1} Wh + b).
        Written like this, Wx is (D, H). Where it is kept as (H, D), its transpose is used.
        A square matrix keeps its shape when it is transposed, so no check of shapes finds that slip.
        """,
    ),
    tags=("rnn", "rnn-step"),
    names={
        "x": ("x", "x_t", "inputs", "features"),
        "h_prev": ("h_prev", "h_old", "h_last", "state"),
        "Wx": ("Wx", "W_in", "W_xh"),
        "Wh": ("Wh", "W_rec", "W_hh"),
        "b": ("b", "bias", "b_h"),
        "from_input": ("from_input", "a_x", "u"),
        "from_state": ("from_state", "a_h", "r"),
    },
    sizes=("", "", "{N: 1..4}", "{D: 3..6}", "{H: 2..8}", "{N: 2..5, H: 3..7}"),
)
