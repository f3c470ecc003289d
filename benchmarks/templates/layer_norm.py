"""Layer normalisation."""

from __future__ import annotations

from templates.form import Slot, Template, Written, Wrong

TEMPLATE = Template(
    name="layer-norm",
    syllabus="3.6",
    reference=Written(
        """
def layer_norm(x, gamma, beta):
    mu = x.mean(axis=2, keepdims=True)                      # (N, T, 1)
    var = np.square(x - mu).mean(axis=2, keepdims=True)     # (N, T, 1)
    return gamma * (x - mu) / np.sqrt(var + EPS) + beta     # (N, T, D)
""",
        {"x": "N T D", "gamma": "D", "beta": "D"},
        "N T D",
    ),
    title=("層正規化", "Layer normalisation"),
    prompt=(
        """
        層正規化の順伝播を計算する関数である。
        x は N 個の系列の T 時刻分の特徴量で、それぞれ D 個の要素を持つ。
        特徴量を時刻ごとに平均 0、分散 1 に近づけ、gamma を掛けて beta を足す。
        分散には EPS を足してから平方根を取る。
        """,
        """
        This function computes layer normalisation, forwards.
        x holds the features of N series at T steps, D elements each.
        At each step the features get a mean of 0 and a variance close to 1; then gamma is a factor and beta is added.
        EPS is added to the variance before the root is taken.
        """,
    ),
    code='''
def layer_norm(x, gamma, beta):
    """
    x: (N, T, D)    gamma, beta: (D,)    returns: (N, T, D)
    """
    mu = ⟨mean⟩  # (N, T, 1)
    xc = x - mu  # (N, T, D)
    var = ⟨var⟩  # (N, T, 1)
    xn = ⟨norm⟩  # (N, T, D)
    return gamma * xn + beta
''',
    slots={
        "mean": Slot(
            right="⟦x.mean(axis=-1, keepdims=True)‖x.mean(axis=2)[..., None]‖np.mean(x, axis=2, keepdims=True)‖"
            "x.sum(axis=2, keepdims=True) / x.shape[2]⟧",
            wrong=(
                Wrong(
                    "⟦x.mean(axis=0, keepdims=True)‖np.mean(x, axis=0)⟧",
                    "サンプルについての平均である。これはバッチ正規化で使う。",
                    "This is the mean over the samples, as in batch normalisation.",
                ),
                Wrong(
                    "⟦x.mean(axis=1, keepdims=True)‖np.mean(x, axis=1, keepdims=True)⟧",
                    "時刻についての平均である。",
                    "This is the mean over time.",
                ),
                Wrong(
                    "⟦x.mean()‖np.mean(x)⟧",
                    "すべての要素についての平均である。",
                    "This is the mean over all elements.",
                ),
                Wrong(
                    "⟦x.max(axis=-1, keepdims=True)‖np.max(x, axis=2, keepdims=True)⟧",
                    "平均ではなく最大値である。",
                    "This is the largest element, not the mean.",
                ),
            ),
            note=(
                "平均は、一つの時刻の D 個の特徴量について取る。",
                "The mean is over the D features of one step.",
            ),
            hint=("平均を取るのは、どの軸か。", "Over which axis is the mean?"),
        ),
        "var": Slot(
            right="⟦(xc ** 2).mean(axis=-1, keepdims=True)‖np.mean(xc * xc, axis=2, keepdims=True)‖"
            "x.var(axis=2, keepdims=True)⟧",
            wrong=(
                Wrong(
                    "⟦np.abs(xc).mean(axis=-1, keepdims=True)‖np.mean(np.abs(xc), axis=2, keepdims=True)⟧",
                    "二乗ではなく絶対値の平均である。",
                    "This is the mean of absolute values, not of squares.",
                ),
                Wrong(
                    "⟦(xc ** 2).sum(axis=-1, keepdims=True)‖np.sum(xc * xc, axis=2, keepdims=True)⟧",
                    "和のままで、D で割っていない。",
                    "This is a sum and is not divided by D.",
                ),
                Wrong(
                    "⟦x.std(axis=2, keepdims=True)‖np.std(x, axis=-1, keepdims=True)⟧",
                    "これは標準偏差である。次の行でもう一度平方根を取ってしまう。",
                    "This is the standard deviation, whose root would be taken again in the next line.",
                ),
                Wrong(
                    "⟦(x ** 2).mean(axis=-1, keepdims=True)‖np.mean(x * x, axis=2, keepdims=True)⟧",
                    "平均を引いていない。",
                    "The mean is not subtracted.",
                ),
            ),
            note=(
                "分散は、平均との差の二乗の平均である。",
                "The variance is the mean of the squared differences from the mean.",
            ),
            hint=("次の行で平方根を取ることに注意せよ。", "Note that the next line takes a root."),
        ),
        "norm": Slot(
            right="⟦xc / np.sqrt(var + EPS)‖xc * (var + EPS) ** -0.5‖xc / (var + EPS) ** 0.5⟧",
            wrong=(
                Wrong(
                    "⟦xc / (var + EPS)‖xc * (var + EPS) ** -1.0⟧",
                    "平方根を取っていない。",
                    "The root is missing.",
                ),
                Wrong(
                    "⟦xc * np.sqrt(var + EPS)‖xc * (var + EPS) ** 0.5⟧",
                    "割らずに掛けている。",
                    "This multiplies instead of dividing.",
                ),
                Wrong(
                    "⟦x / np.sqrt(var + EPS)‖x * (var + EPS) ** -0.5⟧",
                    "平均を引いていない。",
                    "The mean is not subtracted.",
                ),
                Wrong(
                    "⟦xc / np.sqrt(var + 1 + EPS)‖xc * (1 + var + EPS) ** -0.5⟧",
                    "余分な 1 を足している。分散が 1 に近づかない。",
                    "There is a 1 too many, and the variance does not come near 1.",
                ),
            ),
            note=(
                "標準偏差で割ると分散が 1 に近づく。EPS は 0 で割るのを防ぐ。",
                "Divided by the standard deviation the variance comes near 1; EPS keeps the divisor from 0.",
            ),
            hint=("分散ではなく標準偏差で割る。", "The divisor is the standard deviation."),
        ),
    },
    explanation=(
        """
        層正規化はサンプルごと、時刻ごとに行うので、ミニバッチの大きさに左右されない。
        バッチ正規化と違い、学習時と推論時で同じ計算をする。
        """,
        """
        Layer normalisation works on each sample and step by itself and does not hang on the size of the mini-batch.
        Unlike batch normalisation it is the same in training and afterwards.
        """,
    ),
    tags=("normalisation", "transformer"),
    names={
        "x": ("x", "h", "inputs"),
        "mu": ("mu", "m", "avg"),
        "xc": ("xc", "d", "centred"),
        "xn": ("xn", "y", "xhat"),
    },
    shared={
        "EPS": ("0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1"),
        "layer_norm": ("layer_norm", "normalise", "layer_normalisation", "norm_features"),
    },
    sizes=("{D: 3..8, N: 2..4}", "{D: 4..9, T: 2..5, N: 2..5}", "{D: 3..7, T: 3..6}"),
)
