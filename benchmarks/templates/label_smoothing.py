"""Label smoothing."""

from __future__ import annotations

from templates.form import Slot, Template, Written, Wrong

TEMPLATE = Template(
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
        S holds the scores before the softmax, t the right classes; N is the size of the mini-batch, V of the classes.
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
            hint=(
                "足すのはクラスについて、平均するのはサンプルについてである。",
                "Sum over the classes, mean over the samples.",
            ),
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
