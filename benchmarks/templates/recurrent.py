"""Simple recurrent networks: a step, a series, one step backwards, states from both ends."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

RNN_STEP = Template(
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
                    "The bias is added before the weight is applied. It has H elements and does not fit the D of the input.",
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
                    "Wh は正方行列なので転置しても形は合うが、i 番目から j 番目への重みとして Wh[j, i] を使ってしまう。",
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
            hint=("行ベクトル h に対する重みは、どちらの側に置くか。", "On which side of a row vector does a weight stand?"),
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

RNN_SERIES = Template(
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
                    "The shape is right, but the order of the elements is still that of (T, N, H): series and steps mix.",
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

RNN_BACKWARD = Template(
    name="rnn-backward",
    reference="rnn.rnn_step_backward",
    title=("RNN の 1 時刻分の逆伝播", "One step of an RNN, backwards"),
    prompt=(
        """
        RNN の 1 時刻分の逆伝播を計算する関数である。順伝播は h_next = tanh(x Wx + h_prev Wh + b) である。
        dh_next は、損失を h_next で微分した勾配である。
        戻り値は、x, h_prev, Wx, Wh, b についての勾配をこの順に並べたものである。
        N はミニバッチの大きさ、D は入力の次元数、H は状態の次元数を表す。
        """,
        """
        This function goes back through one step of an RNN; forwards it is h_next = tanh(x Wx + h_prev Wh + b).
        dh_next is the gradient of the loss with respect to h_next.
        The gradients of x, h_prev, Wx, Wh and b are returned, in this order.
        N is the size of the mini-batch, D that of the input, H that of the state.
        """,
    ),
    code='''
def rnn_step_backward(x, h_prev, Wx, Wh, b, dh_next):
    """
    x: (N, D)    h_prev, dh_next: (N, H)
    Wx: (D, H)    Wh: (H, H)    b: (H,)
    """
    h_next = np.tanh(⟦x @ Wx + h_prev @ Wh + b‖b + x.dot(Wx) + h_prev.dot(Wh)⟧)    # (N, H)
    dt = ⟨dt⟩                              # (N, H)
    dx = dt @ Wx.T                         # (N, D)
    dh_prev = ⟨dh⟩                         # (N, H)
    dWx = x.T @ dt                         # (D, H)
    dWh = ⟨dw⟩                             # (H, H)
    return dx, dh_prev, dWx, dWh, ⟨db⟩
''',
    slots={
        "dt": Slot(
            right="⟦dh_next * (1 - h_next ** 2)‖(1 - h_next * h_next) * dh_next⟧",
            wrong=(
                Wrong(
                    "dh_next * h_next * (1 - h_next)",
                    "これはシグモイド関数の微分である。",
                    "This is the derivative of the sigmoid.",
                ),
                Wrong(
                    "⟦dh_next * (1 - h_next) ** 2‖(1 - h_next) ** 2 * dh_next⟧",
                    "二乗する場所が違う。1 - h² であって (1 - h)² ではない。",
                    "The square is in the wrong place: it is 1 - h², not (1 - h)².",
                ),
                Wrong(
                    "dh_next * (1 + h_next ** 2)",
                    "符号が逆である。tanh の微分は 1 を超えない。",
                    "The sign is wrong: the derivative of tanh never exceeds 1.",
                ),
                Wrong(
                    "dh_next * (1 - np.tanh(h_next) ** 2)",
                    "h_next はすでに tanh の出力である。もう一度通してはならない。",
                    "h_next is the output of tanh already; tanh must not be applied again.",
                ),
            ),
            note=(
                "tanh の微分は、出力 h を使って 1 - h² と書ける。",
                "In terms of its output h, the derivative of tanh is 1 - h².",
            ),
            hint=("tanh の微分を出力で表すとどうなるか。", "What is the derivative of tanh in terms of its output?"),
        ),
        "dh": Slot(
            right="⟦dt @ Wh.T‖dt.dot(Wh.T)‖np.dot(dt, Wh.T)⟧",
            wrong=(
                Wrong(
                    "⟦dt @ Wh‖dt.dot(Wh)⟧",
                    "逆伝播では重みを転置する。正方行列なので形の誤りにならない。",
                    "Going back, the weight is transposed. As it is square, the shapes do not tell.",
                ),
                Wrong(
                    "⟦dh_next @ Wh.T‖dh_next.dot(Wh.T)⟧",
                    "tanh の微分を通る前の勾配を使っている。",
                    "This takes the gradient before it has gone back through tanh.",
                ),
                Wrong(
                    "dt @ Wh.T * (1 - h_prev ** 2)",
                    "一つ前の時刻の tanh の微分まで掛けている。それは前の時刻の逆伝播で掛けるものである。",
                    "The slope of the step before is applied as well, but that belongs to going back through that step.",
                ),
                Wrong(
                    "dt",
                    "重みを通して戻していない。",
                    "It does not go back through the weight.",
                ),
            ),
            note=(
                "h_prev は Wh を右から掛けて使われたので、勾配は Wh.T を右から掛けて戻る。",
                "Forwards h_prev is multiplied by Wh on its right, so the gradient comes back through Wh.T.",
            ),
            hint=("行列の積の逆伝播では、相手の行列をどうするか。", "Going back through a product, what happens to the other matrix?"),
        ),
        "dw": Slot(
            right="⟦h_prev.T @ dt‖h_prev.T.dot(dt)‖(dt.T @ h_prev).T⟧",
            wrong=(
                Wrong(
                    "⟦dt.T @ h_prev‖dt.T.dot(h_prev)⟧",
                    "転置になっている。(H, H) なので形では気づけない。",
                    "This is the transpose, which the shape (H, H) does not show.",
                ),
                Wrong(
                    "⟦h_next.T @ dt‖h_next.T.dot(dt)⟧",
                    "次の状態を使っている。Wh に掛けられたのは h_prev である。",
                    "This takes the next state, but what Wh was multiplied by is h_prev.",
                ),
                Wrong(
                    "h_prev.T @ dh_next",
                    "tanh の微分を通る前の勾配を使っている。",
                    "This takes the gradient before it has gone back through tanh.",
                ),
                Wrong(
                    "h_prev.T @ dt / len(x)",
                    "サンプル数で割っている。ここでの勾配はサンプルについての和である。",
                    "This divides by the number of samples, but the gradient is their sum here.",
                ),
            ),
            note=(
                "重みの勾配は、順伝播の入力の転置と勾配の積であり、サンプルについて和を取ったものになる。",
                "The gradient of a weight is the transposed input times the gradient: a sum over the samples.",
            ),
            hint=("Wh に掛けられた入力はどれか。", "Which input was multiplied by Wh?"),
        ),
        "db": Slot(
            right="⟦dt.sum(axis=0)‖np.sum(dt, axis=0)⟧",
            wrong=(
                Wrong("dt", "N 個の行のままで、(N, H) になってしまう。", "This is still (N, H), a row for each sample."),
                Wrong(
                    "⟦dt.sum(axis=1)‖np.sum(dt, axis=1)⟧",
                    "和を取る軸が違う。(N,) になる。",
                    "The sum is over the wrong axis, and has the shape (N,).",
                ),
                Wrong(
                    "dh_next.sum(axis=0)",
                    "tanh の微分を通る前の勾配を足している。",
                    "This adds up the gradient before it has gone back through tanh.",
                ),
                Wrong(
                    "dt.sum(axis=0, keepdims=True)",
                    "形が (1, H) になる。b は (H,) である。",
                    "The shape is (1, H), while b is (H,).",
                ),
            ),
            note=(
                "b は N 個の行に繰り返し足されたので、勾配は行についての和になる。",
                "b was added to each of N rows, so its gradient is the sum over the rows.",
            ),
            hint=("ブロードキャストの逆伝播は何か。", "What is the way back through a broadcast?"),
        ),
    },
    explanation=(
        """
        逆伝播は、順伝播の計算を逆の順にたどる。まず tanh、次に和、最後に行列の積である。
        積 x W の逆伝播は、x については dt W^T、W については x^T dt である。
        勾配の形は、必ずもとの変数の形と同じになる。
        """,
        """
        Going back follows the computation in reverse: first tanh, then the sum, then the products.
        Back through x W, the gradient of x is dt W^T and that of W is x^T dt.
        A gradient always has the shape of what it belongs to.
        """,
    ),
    tags=("rnn", "gradient"),
    names={
        "x": ("x", "x_t", "inputs"),
        "h_prev": ("h_prev", "h_old", "state"),
        "h_next": ("h_next", "h", "h_new"),
        "Wx": ("Wx", "W_in", "W_xh"),
        "Wh": ("Wh", "W_rec", "W_hh"),
        "b": ("b", "bias"),
        "dt": ("dt", "da", "delta"),
        "dh_next": ("dh_next", "dh", "grad"),
    },
    sizes=("", "", "{N: 2..6}", "{D: 2..5}", "{H: 2..6}"),
)

TEMPLATES = (RNN_STEP, RNN_SERIES, RNN_BACKWARD)
