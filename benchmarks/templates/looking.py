"""Attention: scaled products, the mask of a decoder, additive scores."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

_SOFTMAX_NOTE = (
    "重みは、キーの軸についてのソフトマックスなので、クエリごとに足すと 1 になる。",
    "The weights are a softmax over the keys, so those of a query sum to 1.",
)

SCALED = Template(
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
    dot = ⟨product⟩  # (N, T, S)
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
            right="⟦dot / np.sqrt(Q.shape[-1])‖dot / Q.shape[2] ** 0.5‖dot * K.shape[-1] ** -0.5⟧",
            wrong=(
                Wrong(
                    "⟦dot / Q.shape[-1]‖dot / Q.shape[2]⟧",
                    "D そのもので割っている。内積の標準偏差は √D に比例する。",
                    "This divides by D itself, but the standard deviation of the products grows like √D.",
                ),
                Wrong(
                    "⟦dot * np.sqrt(Q.shape[-1])‖dot * K.shape[-1] ** 0.5⟧",
                    "割らずに掛けている。ソフトマックスがますます飽和する。",
                    "This multiplies, so the softmax saturates even more.",
                ),
                Wrong(
                    "⟦dot / np.sqrt(K.shape[1])‖dot / K.shape[1] ** 0.5⟧",
                    "これはキーの数 S である。内積の分散はキーの数によらない。",
                    "This is S, the number of keys, on which the variance of a product does not depend.",
                ),
                Wrong(
                    "dot",
                    "スケールが抜けている。",
                    "The scale is missing.",
                ),
            ),
            note=(
                "D 個の積の和の標準偏差は √D なので、√D で割ると 1 に戻る。",
                "A sum of D products has the standard deviation √D, so a division by √D brings it back to 1.",
            ),
            hint=("D 個の独立な積の和の標準偏差はいくらか。", "What is the standard deviation of a sum of D independent products?"),
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
        "dot": ("dot", "scores", "QK"),
        "A": ("A", "a", "attn"),
    },
    sizes=("", "", "{S: 3..7}", "{T: 2..5}", "{D: 3..8}", "{S: 4..8, D: 3..6}"),
)

CAUSAL = Template(
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
    seen = ⟨mask⟩  # (T, T)
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
            right="⟦np.where(seen, dot, -np.inf)‖np.where(~seen, -np.inf, dot)⟧",
            wrong=(
                Wrong(
                    "⟦np.where(seen, dot, 0)‖dot * seen⟧",
                    "スコアを 0 にしても、ソフトマックスの重みは 0 にならない。",
                    "A score of 0 does not make the weight of the softmax 0.",
                ),
                Wrong(
                    "⟦np.where(seen, -np.inf, dot)‖np.where(~seen, dot, -np.inf)⟧",
                    "見てよい時刻を隠している。",
                    "This hides what may be seen.",
                ),
                Wrong(
                    "np.where(seen, dot, np.inf)",
                    "正の無限大では、隠すべき時刻に重みが集まる。",
                    "With plus infinity all the weight goes to what should be hidden.",
                ),
                Wrong(
                    "np.where(seen, dot, dot - 1.0)",
                    "少し下げるだけでは隠したことにならない。",
                    "A little less does not hide anything.",
                ),
            ),
            note=(
                "ソフトマックスの前に -∞ にすれば、exp(-∞) = 0 なので重みがちょうど 0 になる。",
                "With -∞ before the softmax the weight is exactly 0, as exp(-∞) = 0.",
            ),
            hint=("重みをちょうど 0 にするには、スコアをいくつにするか。", "Which score gives a weight of exactly 0?"),
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
        "seen": ("seen", "visible", "allowed"),
    },
    sizes=("{T: 3..7}", "{T: 4..8}", "{T: 3..6, D: 2..6}"),
)

ADDITIVE = Template(
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

TEMPLATES = (SCALED, CAUSAL, ADDITIVE)
