"""Attention that sees no future."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="causal-attention",
    reference="attention.causal_attention",
    syllabus="3.6",
    given=("softmax",),
    title=("未来を見ないアテンション", "Attention that sees no future"),
    prompt=(
        """
        デコーダのマスク付き自己アテンションの順伝播を計算する関数である。
        どの時刻も、自分とそれより前の時刻だけを見ることができる。
        Q, K, V はクエリ、キー、バリューで、いずれも T 時刻分ある。N はミニバッチの大きさである。
        softmax は、配列の最後の軸についてソフトマックス関数を計算する。
        """,
        """
        This function computes the masked self-attention of a decoder, forwards.
        Each time step may look at itself and at earlier ones only.
        Q, K and V are queries, keys and values, of T steps each; N is the size of the mini-batch.
        softmax computes the softmax over the last axis of an array.
        """,
    ),
    code='''
def causal_attention(Q, K, V):
    """
    Q, K: (N, T, D)    V: (N, T, H)    returns: (N, T, H)
    """
    T, D = Q.shape[1:]
    dot = Q @ K.⟦transpose(0, 2, 1)‖swapaxes(1, 2)⟧ / np.sqrt(D)  # (N, T, T)
    vis = ⟨mask⟩  # (T, T)
    dot = ⟨hide⟩  # (N, T, T)
    return softmax(dot) @ V  # (N, T, H)
''',
    slots={
        "mask": Slot(
            right="⟦np.tri(T, dtype=bool)‖np.tril(np.ones((T, T))) > 0‖np.arange(T)[:, None] >= np.arange(T)⟧",
            wrong=(
                Wrong(
                    "⟦np.tri(T, dtype=bool).T‖np.triu(np.ones((T, T))) > 0‖np.arange(T)[:, None] <= np.arange(T)⟧",
                    "向きが逆である。自分より後の時刻だけが見えてしまう。",
                    "This is the wrong way round: only later steps are seen.",
                ),
                Wrong(
                    "⟦np.tri(T, k=1, dtype=bool)‖np.tril(np.ones((T, T)), k=1) > 0⟧",
                    "一つ先の時刻まで見えてしまう。",
                    "One step of the future is seen as well.",
                ),
                Wrong(
                    "np.ones((T, T), dtype=bool)",
                    "すべての時刻が見えてしまう。",
                    "All steps are seen.",
                ),
                Wrong(
                    "np.eye(T, dtype=bool)",
                    "自分自身だけが見える。前の時刻を参照できない。",
                    "Each step sees itself alone, and none before.",
                ),
            ),
            note=(
                "行がクエリ、列がキーなので、見てよいのは対角線とその左下である。",
                "Rows are queries and columns keys, so what may be seen lies on the diagonal and to its lower left.",
            ),
            hint=("時刻 t の行で真になるのは、どの列か。", "In row t, which columns are true?"),
        ),
        "hide": Slot(
            right="⟦np.where(vis, dot, -np.inf)‖np.where(~vis, -np.inf, dot)⟧",
            wrong=(
                Wrong(
                    "⟦np.where(vis, dot, 0)‖dot * vis⟧",
                    "スコアを 0 にしても、ソフトマックスの重みは 0 にならない。",
                    "A score of 0 does not make the weight of the softmax 0.",
                ),
                Wrong(
                    "⟦np.where(vis, -np.inf, dot)‖np.where(~vis, dot, -np.inf)⟧",
                    "見てよい時刻を隠している。",
                    "This hides what may be seen.",
                ),
                Wrong(
                    "np.where(vis, dot, np.inf)",
                    "正の無限大では、隠すべき時刻に重みが集まる。",
                    "With plus infinity all the weight goes to what should be hidden.",
                ),
                Wrong(
                    "np.where(vis, dot, dot - 1.0)",
                    "少し下げるだけでは隠したことにならない。",
                    "A little less does not hide anything.",
                ),
            ),
            note=(
                "ソフトマックスの前に -∞ にすれば、exp(-∞) = 0 なので重みがちょうど 0 になる。",
                "With -∞ before the softmax the weight is exactly 0, as exp(-∞) = 0.",
            ),
            hint=(
                "重みをちょうど 0 にするには、スコアをいくつにするか。",
                "Which score gives a weight of exactly 0?",
            ),
        ),
    },
    explanation=(
        """
        学習時には系列全体を一度に計算するので、答えにあたる未来の時刻をマスクで隠す。
        最初の時刻が見られるのは自分だけなので、その出力は自分のバリューに等しい。
        ソフトマックスの後で 0 を掛けると、残りの重みの和が 1 にならない。
        """,
        """
        In training a whole series is computed at once, so a mask hides the future, which holds the answers.
        The first step sees itself alone, and its output is its own value.
        With zeros after the softmax the other weights would no longer sum to 1.
        """,
    ),
    tags=("attention", "masked-attention"),
    names={
        "dot": ("dot", "scores", "QK"),
        "vis": ("vis", "seen", "visible", "allowed"),
    },
    sizes=("{T: 3..7}", "{T: 4..8}", "{T: 3..6, D: 2..6}"),
)
