"""One step of an RNN, backwards."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
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
            hint=(
                "tanh の微分を出力で表すとどうなるか。",
                "What is the derivative of tanh in terms of its output?",
            ),
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
                    "The slope of the step before is applied as well; that belongs to going back through that step.",
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
            hint=(
                "行列の積の逆伝播では、相手の行列をどうするか。",
                "Going back through a product, what happens to the other matrix?",
            ),
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
                Wrong(
                    "dt", "N 個の行のままで、(N, H) になってしまう。", "This is still (N, H), a row for each sample."
                ),
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
