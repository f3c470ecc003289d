"""Scaled dot-product attention."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

_SOFTMAX_NOTE = (
    "重みは、キーの軸についてのソフトマックスなので、クエリごとに足すと 1 になる。",
    "The weights are a softmax over the keys, so those of a query sum to 1.",
)

TEMPLATE = Template(
    name="scaled-attention",
    reference="attention.scaled_dot_product_attention",
    syllabus="3.6",
    given=("softmax",),
    title=("スケール付き内積アテンション", "Scaled dot-product attention"),
    prompt=(
        """
        スケール付き内積アテンションの順伝播を計算する関数である。
        Q, K, V はクエリ、キー、バリューで、N はミニバッチの大きさ、T はクエリの数、S はキーの数である。
        D はクエリとキーの次元数、H はバリューの次元数を表す。
        softmax は、配列の最後の軸についてソフトマックス関数を計算する。
        """,
        """
        This function computes scaled dot-product attention, forwards.
        Q, K and V are queries, keys and values; N is the size of the mini-batch, T the number of queries, S of keys.
        D is the size of a query and of a key, H that of a value.
        softmax computes the softmax over the last axis of an array.
        """,
    ),
    code='''
def scaled_dot_product_attention(Q, K, V):
    """
    Q: (N, T, D)    K: (N, S, D)    V: (N, S, H)
    returns: (N, T, H)
    """
    qk = ⟨product⟩  # (N, T, S)
    A = softmax(⟨scale⟩)  # (N, T, S)
    return ⟨values⟩  # (N, T, H)
''',
    slots={
        "product": Slot(
            right="⟦Q @ K.transpose(0, 2, 1)‖Q @ K.swapaxes(1, 2)‖np.matmul(Q, np.swapaxes(K, 1, 2))‖"
            'np.einsum("ntd,nsd->nts", Q, K)⟧',
            wrong=(
                Wrong(
                    "⟦Q @ K.T‖np.matmul(Q, K.T)⟧",
                    ".T は三つの軸すべてを逆の順にする。ミニバッチの軸まで動いてしまう。",
                    ".T reverses all three axes and moves that of the mini-batch as well.",
                ),
                Wrong(
                    "Q @ K",
                    "キーを転置していないので、D と S が合わず、積が計算できない。",
                    "The keys are not transposed: D does not fit S.",
                ),
                Wrong(
                    "⟦K @ Q.transpose(0, 2, 1)‖K @ Q.swapaxes(1, 2)⟧",
                    "キーが行になる。形は (N, S, T) である。",
                    "The keys become rows: the shape is (N, S, T).",
                ),
                Wrong(
                    "Q @ K.reshape(len(K), K.shape[2], K.shape[1])",
                    "形は合うが、reshape は要素の並びを変えないので転置にならない。",
                    "The shape fits, but reshape leaves the elements in their order and transposes nothing.",
                ),
            ),
            note=(
                "スコアはクエリとキーの内積である。ミニバッチの軸を残して、後ろの二つの軸だけを入れ替える。",
                "A score is the product of a query and a key: the last two axes change places, the batch stays.",
            ),
            hint=("入れ替える軸はどれとどれか。", "Which axes change places?"),
        ),
        "scale": Slot(
            right="⟦qk / np.sqrt(Q.shape[-1])‖qk / Q.shape[2] ** 0.5‖qk * K.shape[-1] ** -0.5⟧",
            wrong=(
                Wrong(
                    "⟦qk / Q.shape[-1]‖qk / Q.shape[2]⟧",
                    "D そのもので割っている。内積の標準偏差は √D に比例する。",
                    "This divides by D itself, but the standard deviation of the products grows like √D.",
                ),
                Wrong(
                    "⟦qk * np.sqrt(Q.shape[-1])‖qk * K.shape[-1] ** 0.5⟧",
                    "割らずに掛けている。ソフトマックスがますます飽和する。",
                    "This multiplies, so the softmax saturates even more.",
                ),
                Wrong(
                    "⟦qk / np.sqrt(K.shape[1])‖qk / K.shape[1] ** 0.5⟧",
                    "これはキーの数 S である。内積の分散はキーの数によらない。",
                    "This is S, the number of keys, on which the variance of a product does not depend.",
                ),
                Wrong(
                    "qk",
                    "スケールが抜けている。",
                    "The scale is missing.",
                ),
            ),
            note=(
                "D 個の積の和の標準偏差は √D なので、√D で割ると 1 に戻る。",
                "A sum of D products has the standard deviation √D, so a division by √D brings it back to 1.",
            ),
            hint=(
                "D 個の独立な積の和の標準偏差はいくらか。",
                "What is the standard deviation of a sum of D independent products?",
            ),
        ),
        "values": Slot(
            right='⟦A @ V‖np.matmul(A, V)‖np.einsum("nts,nsh->nth", A, V)⟧',
            wrong=(
                Wrong(
                    "A.transpose(0, 2, 1) @ V",
                    "重みを転置している。(N, S, T) と (N, S, H) の積は計算できない。",
                    "The weights are transposed: (N, S, T) does not fit (N, S, H).",
                ),
                Wrong(
                    "⟦A @ K‖np.matmul(A, K)⟧",
                    "バリューの代わりにキーを足し合わせている。",
                    "The keys are summed instead of the values.",
                ),
                Wrong(
                    "A @ V / V.shape[1]",
                    "重みの和はすでに 1 なので、さらにキーの数で割ってはならない。",
                    "The weights sum to 1 already; there is nothing to divide by the number of keys.",
                ),
                Wrong(
                    "np.broadcast_to(V.mean(axis=1, keepdims=True), A.shape[:2] + V.shape[2:])",
                    "すべてのバリューを同じ重みで平均している。",
                    "All values get the same weight.",
                ),
            ),
            note=(
                "出力は、クエリごとの重みによるバリューの和である。",
                "The output is, for each query, the sum of the values with its weights.",
            ),
            hint=("足し合わせるのは何か。", "What is summed with the weights?"),
        ),
    },
    explanation=(
        f"""
        {_SOFTMAX_NOTE[0]}
        全体は softmax(Q K^T / √D) V と書ける。割らないと、次元が大きいほどソフトマックスが飽和して勾配が消える。
        """,
        f"""
        {_SOFTMAX_NOTE[1]}
        As a whole this is softmax(Q K^T / √D) V. Without the division the softmax saturates where D is large.
        """,
    ),
    tags=("attention", "scaled-attention"),
    names={
        "Q": ("Q", "q", "queries"),
        "K": ("K", "k"),
        "V": ("V", "v"),
        "qk": ("qk", "dot", "scores"),
        "A": ("A", "a", "attn"),
    },
    sizes=("", "", "{S: 3..7}", "{T: 2..5}", "{D: 3..8}", "{S: 4..8, D: 3..6}"),
)
