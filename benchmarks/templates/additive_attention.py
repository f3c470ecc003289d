"""Additive attention."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

_SOFTMAX_NOTE = (
    "重みは、キーの軸についてのソフトマックスなので、クエリごとに足すと 1 になる。",
    "The weights are a softmax over the keys, so those of a query sum to 1.",
)

TEMPLATE = Template(
    name="additive-attention",
    reference="additive_attention.additive_attention",
    syllabus="3.5",
    given=("softmax",),
    title=("加法アテンション", "Additive attention"),
    prompt=(
        """
        加法アテンションの順伝播を計算し、文脈ベクトルと重みを返す関数である。
        query はデコーダの状態、keys は T 時刻分のエンコーダの状態である。
        スコアは v·tanh(W query + U key) で、N はミニバッチの大きさ、A は中間の次元数である。
        softmax は、配列の最後の軸についてソフトマックス関数を計算する。
        """,
        """
        This function computes additive attention, forwards, and returns the context vector and the weights.
        query is a state of the decoder, keys are the states of the encoder at T time steps.
        A score is v·tanh(W query + U key); N is the size of the mini-batch, A that of the layer between.
        softmax computes the softmax over the last axis of an array.
        """,
    ),
    code='''
def additive_attention(query, keys, W, U, v):
    """
    query: (N, H)    keys: (N, T, D)
    W: (A, H)    U: (A, D)    v: (A,)    returns: (N, D), (N, T)
    """
    wq = query @ W.T  # (N, A)
    uk = keys @ U.T  # (N, T, A)
    z = np.tanh(⟨sum⟩)  # (N, T, A)
    a = softmax(⟨score⟩)  # (N, T)
    context = ⟨context⟩  # (N, D)
    return context, a
''',
    slots={
        "sum": Slot(
            right="⟦wq[:, None, :] + uk‖uk + wq[:, np.newaxis]‖np.expand_dims(wq, 1) + uk⟧",
            wrong=(
                Wrong(
                    "wq + uk",
                    "軸の対応がずれる。(N, A) は後ろの二つの軸に合わせられてしまう。",
                    "The axes do not match: (N, A) is held against the last two axes.",
                ),
                Wrong(
                    "⟦wq[:, None, :] * uk‖uk * wq[:, np.newaxis]⟧",
                    "足さずに掛けている。これは加法アテンションではない。",
                    "These are multiplied; additive attention adds them.",
                ),
                Wrong(
                    "wq[:, None, :] - uk",
                    "符号が逆である。",
                    "The sign is wrong.",
                ),
                Wrong(
                    "uk",
                    "クエリが使われていない。",
                    "The query is not used.",
                ),
            ),
            note=(
                "クエリはどの時刻にも同じものを足すので、時刻の軸を 1 個入れてブロードキャストする。",
                "The query is the same at every step, so it gets an axis for time, of length 1, and is broadcast.",
            ),
            hint=("クエリに足りない軸はどれか。", "Which axis does the query lack?"),
        ),
        "score": Slot(
            right="⟦z @ v‖z.dot(v)‖(z * v).sum(axis=2)‖(v * z).sum(axis=-1)⟧",
            wrong=(
                Wrong(
                    "(z * v).sum(axis=1)",
                    "時刻の軸で和を取っている。形が (N, A) になる。",
                    "The sum is over time, and the shape is (N, A).",
                ),
                Wrong(
                    "z.sum(axis=2)",
                    "重み v が使われていない。",
                    "The weight v is not used.",
                ),
                Wrong(
                    "⟦z @ v / len(v)‖(z * v).mean(axis=2)⟧",
                    "和の代わりに平均を取っている。",
                    "This is a mean instead of a sum.",
                ),
                Wrong(
                    "⟦z @ np.abs(v)‖z.dot(np.abs(v))⟧",
                    "v の符号が失われている。",
                    "The sign of v is lost.",
                ),
            ),
            note=(
                "スコアは v との内積なので、最後の軸が消えて (N, T) になる。",
                "A score is a product with v, so the last axis goes and (N, T) is left.",
            ),
            hint=("どの軸が消えるか。", "Which axis goes?"),
        ),
        "context": Slot(
            right="⟦(keys * a[:, :, None]).sum(axis=1)‖np.sum(a[..., None] * keys, axis=1)‖"
            "(a[:, None, :] @ keys)[:, 0]⟧",
            wrong=(
                Wrong(
                    "keys.mean(axis=1)",
                    "重みが使われていない。",
                    "The weights are not used.",
                ),
                Wrong(
                    "(keys * a[:, :, None]).mean(axis=1)",
                    "重みの和はすでに 1 なので、さらに T で割ってはならない。",
                    "The weights sum to 1 already; there is nothing to divide by T.",
                ),
                Wrong(
                    "(keys * a[:, :, None]).sum(axis=2)",
                    "特徴量の軸で和を取っている。形が (N, T) になる。",
                    "The sum is over the features, and the shape is (N, T).",
                ),
                Wrong(
                    "keys[np.arange(len(keys)), a.argmax(axis=1)]",
                    "最も重みの大きい時刻だけを取り出している。",
                    "This takes only the step of the largest weight.",
                ),
            ),
            note=(
                "文脈は、エンコーダの状態を重みで足し合わせたものである。",
                "The context is the sum of the states of the encoder with the weights.",
            ),
            hint=("時刻について足し合わせるのはどの軸か。", "Which axis is summed to sum over time?"),
        ),
    },
    explanation=(
        f"""
        {_SOFTMAX_NOTE[0]}
        加法アテンションでは、クエリとキーの次元数が異なっていてもよい。
        """,
        f"""
        {_SOFTMAX_NOTE[1]}
        In additive attention a query and a key may differ in size.
        """,
    ),
    tags=("attention", "additive-attention"),
    names={
        "wq": ("wq", "q_part", "left"),
        "uk": ("uk", "k_part", "right"),
        "z": ("z", "hidden", "m"),
        "a": ("a", "alpha"),
    },
    sizes=("{T: 3..7}", "{T: 4..8, D: 2..5}", "{T: 3..6, A: 2..6}"),
)
