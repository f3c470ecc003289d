"""Questions that bring their own reference: what `reference_impls` lacks, with constants that vary."""

from __future__ import annotations

from templates.form import Slot, Template, Written, Wrong

LAYER_NORM = Template(
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
    names={"x": ("x", "h", "inputs"), "mu": ("mu", "m", "avg"), "xc": ("xc", "d", "centred"), "xn": ("xn", "y", "xhat")},
    shared={
        "EPS": ("0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1"),
        "layer_norm": ("layer_norm", "normalise", "layer_normalisation", "norm_features"),
    },
    sizes=("{D: 3..8, N: 2..4}", "{D: 4..9, T: 2..5, N: 2..5}", "{D: 3..7, T: 3..6}"),
)

SMOOTHING = Template(
    name="label-smoothing",
    reference=Written(
        """
def smoothed_loss(scores, labels):
    N, V = scores.shape
    s = scores - scores.max(axis=1, keepdims=True)                 # (N, V)
    log_p = s - np.log(np.exp(s).sum(axis=1, keepdims=True))       # (N, V)
    wanted = np.full((N, V), ALPHA / V)                            # (N, V)
    wanted[np.arange(N), labels] += 1 - ALPHA
    return -(wanted * log_p).sum(axis=1).mean()
""",
        {"scores": "N V", "labels": "integer(0, V) N"},
        "scalar",
    ),
    title=("ラベルスムージング", "Label smoothing"),
    prompt=(
        """
        ラベルスムージングを使った交差エントロピーの、ミニバッチについての平均を計算する関数である。
        S はソフトマックスの前のスコア、t は正解のクラスである。N はミニバッチの大きさ、V はクラス数を表す。
        正解の確率を 1 とする代わりに、全体の ALPHA をすべてのクラスに等しく配り、残りを正解に与える。
        """,
        """
        This function computes the mean cross-entropy of a mini-batch with smoothed labels.
        S holds the scores before the softmax, t the right classes; N is the size of the mini-batch, V that of the classes.
        Instead of 1 for the right class, a share of ALPHA is given to all classes alike, and the rest to the right one.
        """,
    ),
    code='''
def smoothed_loss(S, t):
    """
    S: (N, V)    t: (N,)    returns: a number
    """
    N, V = S.shape
    S = S - S.max(axis=1, keepdims=True)  # (N, V)
    log_p = S - np.log(⟨total⟩)  # (N, V)
    q = ⟨target⟩  # (N, V)
    return ⟨loss⟩
''',
    slots={
        "total": Slot(
            right="⟦np.exp(S).sum(axis=1, keepdims=True)‖np.sum(np.exp(S), axis=1)[:, None]⟧",
            wrong=(
                Wrong(
                    "⟦np.exp(S).sum(axis=0, keepdims=True)‖np.sum(np.exp(S), axis=0)⟧",
                    "サンプルについて足している。",
                    "The sum is over the samples.",
                ),
                Wrong(
                    "⟦np.exp(S).mean(axis=1, keepdims=True)‖np.mean(np.exp(S), axis=1)[:, None]⟧",
                    "和の代わりに平均を取っている。",
                    "This is a mean instead of a sum.",
                ),
                Wrong(
                    "⟦np.exp(S).sum()‖np.sum(np.exp(S))⟧",
                    "ミニバッチ全体について足している。",
                    "The sum is over the whole mini-batch.",
                ),
                Wrong(
                    "⟦np.exp(S).max(axis=1, keepdims=True)‖np.max(np.exp(S), axis=1)[:, None]⟧",
                    "和ではなく最大値である。最大値を引いた後なので、いつも 1 になる。",
                    "This is the largest, which is always 1 here, instead of the sum.",
                ),
            ),
            note=(
                "ソフトマックスの分母は、サンプルごとのクラスについての和である。",
                "The divisor of the softmax is, for each sample, the sum over the classes.",
            ),
            hint=("和を取るのはクラスの軸である。", "The sum is over the classes."),
        ),
        "target": Slot(
            right="⟦ALPHA / V + (1 - ALPHA) * np.eye(V)[t]‖(1 - ALPHA) * np.eye(V)[t] + ALPHA * np.ones((N, V)) / V⟧",
            wrong=(
                Wrong(
                    "⟦ALPHA + (1 - ALPHA) * np.eye(V)[t]‖(1 - ALPHA) * np.eye(V)[t] + ALPHA⟧",
                    "ALPHA をクラス数で割っていない。確率の和が 1 を超える。",
                    "ALPHA is not divided by the number of classes, so the sum exceeds 1.",
                ),
                Wrong(
                    "⟦ALPHA / V + np.eye(V)[t]‖np.eye(V)[t] + ALPHA / V⟧",
                    "正解の分を減らしていない。確率の和が 1 を超える。",
                    "Nothing is taken from the right class, so the sum exceeds 1.",
                ),
                Wrong(
                    "⟦(1 - ALPHA) / V + ALPHA * np.eye(V)[t]‖ALPHA * np.eye(V)[t] + (1 - ALPHA) / V⟧",
                    "割合が逆である。正解に与えるのは残りの 1 - ALPHA である。",
                    "The shares are exchanged: the right class gets the rest, 1 - ALPHA.",
                ),
                Wrong(
                    "np.eye(V)[t]",
                    "スムージングをしていない。",
                    "Nothing is smoothed.",
                ),
            ),
            note=(
                "どのクラスにも ALPHA / V を与え、正解には残りの 1 - ALPHA を加える。和は 1 になる。",
                "Every class gets ALPHA / V, the right one 1 - ALPHA more; the sum is 1.",
            ),
            hint=("和が 1 になることを確かめよ。", "See that the sum is 1."),
        ),
        "loss": Slot(
            right="⟦-(q * log_p).sum(axis=1).mean()‖-np.sum(q * log_p) / N‖-(q * log_p).sum() / len(S)⟧",
            wrong=(
                Wrong(
                    "⟦-(q * log_p).mean()‖-np.mean(q * log_p)⟧",
                    "クラス数でも割っている。",
                    "This divides by the number of classes as well.",
                ),
                Wrong(
                    "⟦-(q * log_p).sum()‖-np.sum(q * log_p)⟧",
                    "ミニバッチについての和である。",
                    "This is the sum over the mini-batch.",
                ),
                Wrong(
                    "⟦-(q * np.exp(log_p)).sum(axis=1).mean()‖-np.sum(q * np.exp(log_p)) / N⟧",
                    "対数を取っていない確率を使っている。",
                    "This takes the probabilities and not their logarithm.",
                ),
                Wrong(
                    "⟦-log_p[np.arange(N), t].mean()‖-np.mean(log_p[np.arange(N), t])⟧",
                    "正解のクラスだけを使っている。普通の交差エントロピーである。",
                    "This takes the right class alone: the usual cross-entropy.",
                ),
            ),
            note=(
                "交差エントロピー -Σ q log p をクラスについて足し、サンプルについて平均する。",
                "The cross-entropy -Σ q log p is a sum over the classes; the mean is over the samples.",
            ),
            hint=("足すのはクラスについて、平均するのはサンプルについてである。", "Sum over the classes, mean over the samples."),
        ),
    },
    explanation=(
        """
        ラベルスムージングは、モデルが正解に自信を持ちすぎるのを防ぐ正則化である。
        ALPHA が 0 なら、普通の交差エントロピーと同じになる。
        """,
        """
        Label smoothing keeps a model from being too sure of itself.
        With an ALPHA of 0 it is the usual cross-entropy.
        """,
    ),
    tags=("loss", "label-smoothing"),
    names={"S": ("S", "logits", "z"), "t": ("t", "labels", "target"), "q": ("q", "wanted", "soft")},
    shared={
        "ALPHA": ("0.05", "0.08", "0.1", "0.12", "0.15", "0.2", "0.25", "0.3"),
        "smoothed_loss": ("smoothed_loss", "label_smoothing_loss", "soft_cross_entropy"),
    },
    sizes=("{N: 2..6, V: 3..7}", "{N: 2..5, V: 4..8}", "{N: 3..6, V: 5..9}"),
)

TEMPLATES = (LAYER_NORM, SMOOTHING)
