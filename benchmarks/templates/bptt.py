"""Back-propagation through time."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="bptt",
    reference="bptt.bptt_tanh",
    title=("通時的逆伝播（BPTT）", "Back-propagation through time"),
    prompt=(
        """
        tanh を使う RNN の重みの勾配を、通時的逆伝播（BPTT）で計算する関数である。
        xs は入力、ys は正解の出力で、N はミニバッチの大きさ、T は時刻の数である。
        順伝播は h_t = tanh(W x_t + U h_{t-1})、出力は V h_t で、最初の状態は 0 である。
        tanh_net は、すべての時刻の状態と出力を返す。calculate_do は、出力についての二乗誤差の勾配を返す。
        損失はサンプルについての平均である。
        """,
        """
        This function computes the gradients of the weights of an RNN with tanh by going back through time.
        xs holds inputs, ys the outputs that are wanted; N is the size of the mini-batch, T the number of steps.
        Forwards it is h_t = tanh(W x_t + U h_{t-1}) with outputs V h_t; the first state is 0.
        tanh_net returns the states and the outputs of all steps, calculate_do the gradient of the squared error.
        The loss is the mean over the samples.
        """,
    ),
    code='''
def bptt_tanh(xs, ys, W, U, V):
    """
    xs: (N, T, D)    ys: (N, T, O)
    W: (H, D)    U: (H, H)    V: (O, H)    returns: the gradients of W, U, V
    """
    N, T, D = xs.shape
    hs, outs = tanh_net(xs, W, U, V)  # (N, T, H), (N, T, O)
    do = calculate_do(outs, ys) / N  # (N, T, O)
    dW, dU, dV = np.zeros_like(W), np.zeros_like(U), np.zeros_like(V)
    da = np.zeros_like(hs[:, 0])  # (N, H)
    for t in reversed(range(T)):
        dV += ⟦do[:, t].T @ hs[:, t]‖do[:, t].T.dot(hs[:, t])⟧  # (O, H)
        dh = ⟨state⟩  # (N, H)
        da = ⟨slope⟩  # (N, H)
        dW += ⟦da.T @ xs[:, t]‖da.T.dot(xs[:, t])⟧  # (H, D)
        if t > 0:
            dU += ⟨recurrent⟩  # (H, H)
    return dW, dU, dV
''',
    slots={
        "state": Slot(
            right="⟦do[:, t] @ V + da @ U‖da @ U + do[:, t] @ V‖do[:, t].dot(V) + da.dot(U)⟧",
            wrong=(
                Wrong(
                    "⟦do[:, t] @ V‖do[:, t].dot(V)⟧",
                    "後の時刻から戻ってくる勾配が抜けている。",
                    "What comes back from later steps is missing.",
                ),
                Wrong(
                    "⟦do[:, t] @ V + da @ U.T‖da.dot(U.T) + do[:, t].dot(V)⟧",
                    "U を転置している。順伝播が h U^T なので、逆伝播では U をそのまま掛ける。",
                    "U is transposed. Forwards it is h U^T, so backwards it is U itself.",
                ),
                Wrong(
                    "⟦do[:, t] @ V + da‖da + do[:, t].dot(V)⟧",
                    "後の時刻の勾配が重みを通っていない。",
                    "The gradient of the later step does not go through the weight.",
                ),
                Wrong(
                    "⟦(do[:, t] @ V) * (da @ U)‖(da @ U) * do[:, t].dot(V)⟧",
                    "二つの道から来る勾配を足さずに掛けている。",
                    "The gradients of the two ways are multiplied instead of added.",
                ),
            ),
            note=(
                "状態は出力と次の時刻の両方に使われるので、二つの勾配を足す。",
                "A state goes to the output and to the next step, so two gradients are added.",
            ),
            hint=("状態はどこで使われるか。", "Where is a state used?"),
        ),
        "slope": Slot(
            right="⟦dh * (1 - hs[:, t] ** 2)‖(1 - hs[:, t] * hs[:, t]) * dh⟧",
            wrong=(
                Wrong(
                    "⟦dh * hs[:, t] * (1 - hs[:, t])‖hs[:, t] * (1 - hs[:, t]) * dh⟧",
                    "これはシグモイド関数の微分である。",
                    "This is the derivative of the sigmoid.",
                ),
                Wrong(
                    "dh",
                    "tanh の微分が抜けている。",
                    "The derivative of tanh is missing.",
                ),
                Wrong(
                    "⟦dh * (1 - hs[:, t - 1] ** 2)‖(1 - hs[:, t - 1] ** 2) * dh⟧",
                    "一つ前の時刻の状態を使っている。",
                    "This takes the state of the step before.",
                ),
                Wrong(
                    "⟦dh * (1 - np.tanh(hs[:, t]) ** 2)‖(1 - np.tanh(hs[:, t]) ** 2) * dh⟧",
                    "状態はすでに tanh の出力である。",
                    "A state is the output of tanh already.",
                ),
            ),
            note=(
                "tanh の微分は、出力 h を使って 1 - h² と書ける。",
                "In terms of its output h, the derivative of tanh is 1 - h².",
            ),
            hint=("tanh の微分を、その出力で表せ。", "Write the derivative of tanh in terms of its output."),
        ),
        "recurrent": Slot(
            right="⟦da.T @ hs[:, t - 1]‖da.T.dot(hs[:, t - 1])‖(hs[:, t - 1].T @ da).T⟧",
            wrong=(
                Wrong(
                    "⟦da.T @ hs[:, t]‖da.T.dot(hs[:, t])⟧",
                    "同じ時刻の状態を使っている。U に掛けられたのは一つ前の状態である。",
                    "This takes the state of the same step, but U was multiplied by the one before.",
                ),
                Wrong(
                    "⟦hs[:, t - 1].T @ da‖hs[:, t - 1].T.dot(da)⟧",
                    "転置になっている。(H, H) なので形では気づけない。",
                    "This is the transpose, which the shape (H, H) does not show.",
                ),
                Wrong(
                    "⟦dh.T @ hs[:, t - 1]‖dh.T.dot(hs[:, t - 1])⟧",
                    "tanh の微分を通る前の勾配を使っている。",
                    "This takes the gradient before it has gone back through tanh.",
                ),
                Wrong(
                    "⟦da.T @ hs[:, 0]‖da.T.dot(hs[:, 0])⟧",
                    "どの時刻でも最初の状態を使っている。",
                    "This takes the first state at every step.",
                ),
            ),
            note=(
                "時刻 t で U に掛けられたのは h_{t-1} である。最初の状態は 0 なので、t = 0 では何も足されない。",
                "At step t it is h_{t-1} that U acts on. The first state is 0, so t = 0 adds nothing.",
            ),
            hint=("時刻 t で U に掛けられた状態はどれか。", "Which state did U act on at step t?"),
        ),
    },
    explanation=(
        """
        同じ重みがすべての時刻で使われるので、勾配は時刻についての和になる。
        da は一つ後の時刻の勾配として次の繰り返しに引き継がれる。
        """,
        """
        The same weights are used at all steps, so their gradients are sums over time.
        da is carried to the next turn of the loop as the gradient of the later step.
        """,
    ),
    tags=("bptt", "gradient"),
    names={
        "hs": ("hs", "states", "h_all"),
        "outs": ("outs", "outputs", "zs"),
        "do": ("do", "dz", "d_out"),
        "da": ("da", "dt", "delta"),
    },
    sizes=("{T: 3..6}", "{T: 2..6}", "{T: 3..7, N: 2..4}"),
)
