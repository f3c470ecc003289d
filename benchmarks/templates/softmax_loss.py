"""A loss with positions to ignore."""

from __future__ import annotations

from templates.form import Slot, Template, Written, Wrong

TEMPLATE = Template(
    name="softmax-loss",
    reference=Written(
        """
def sequence_loss(scores, labels):
    p = np.exp(scores - scores.max(axis=2, keepdims=True))                    # (N, T, V)
    p = p / p.sum(axis=2, keepdims=True)                                      # (N, T, V)
    right = np.take_along_axis(p, labels[:, :, None] % p.shape[2], 2)         # (N, T, 1)
    kept = labels >= 0                                                        # (N, T)
    return -(np.log(right[:, :, 0]) * kept).sum() / max(kept.sum(), 1)
""",
        {"scores": "N T V", "labels": "integer(-1, V) N T"},
        "scalar",
    ),
    title=("無視する位置のある損失", "A loss with positions to ignore"),
    prompt=(
        """
        系列のすべての時刻についてソフトマックスと交差エントロピーを計算し、平均の損失を返す関数である。
        xs はソフトマックスの前のスコア、ts は正解の単語 ID である。
        ts が -1 の位置は損失に数えない。すべて -1 のときは 0 を返す。
        N は系列の数、T は時刻の数、V は語彙数を表す。
        """,
        """
        This function computes softmax and cross-entropy at all steps of the series and returns the mean loss.
        xs holds the scores before the softmax, ts the ids of the right words.
        Positions where ts is -1 do not count. If all are -1, the loss is 0.
        N is the number of series, T that of steps, V that of words.
        """,
    ),
    code='''
def sequence_loss(xs, ts):
    """
    xs: (N, T, V)    ts: (N, T)    returns: a number
    """
    N, T, V = xs.shape
    s = xs.reshape(N * T, V)  # (N·T, V)
    t = ts.reshape(N * T)  # (N·T,)
    s = s - s.max(axis=1, keepdims=True)  # (N·T, V)
    log_p = ⟨log⟩  # (N·T, V)
    ls = -log_p[np.arange(N * T), t]  # (N·T,)
    used = ⟨used⟩  # (N·T,)
    return ⟨mean⟩
''',
    slots={
        "log": Slot(
            right="⟦s - np.log(np.exp(s).sum(axis=1, keepdims=True))‖s - np.log(np.sum(np.exp(s), axis=1))[:, None]‖"
            "np.log(np.exp(s) / np.exp(s).sum(axis=1, keepdims=True))⟧",
            wrong=(
                Wrong(
                    "⟦s - np.exp(s).sum(axis=1, keepdims=True)‖s - np.sum(np.exp(s), axis=1)[:, None]⟧",
                    "和の対数を取っていない。",
                    "The logarithm of the sum is not taken.",
                ),
                Wrong(
                    "⟦s - np.log(np.exp(s).sum(axis=0, keepdims=True))‖s - np.log(np.sum(np.exp(s), axis=0))⟧",
                    "和を取る軸が違う。単語についてではなく、位置について足している。",
                    "The sum is over the positions instead of over the words.",
                ),
                Wrong(
                    "⟦np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)‖np.exp(s) / np.sum(np.exp(s), axis=1)[:, None]⟧",
                    "これは確率である。対数を取っていない。",
                    "These are probabilities; their logarithm is not taken.",
                ),
                Wrong(
                    "⟦s - np.log(np.exp(s).mean(axis=1, keepdims=True))‖"
                    "s - np.log(np.mean(np.exp(s), axis=1))[:, None]⟧",
                    "和の代わりに平均を取っている。log V だけずれる。",
                    "This is a mean instead of a sum, and off by log V.",
                ),
            ),
            note=(
                "ソフトマックスの対数は、スコアから log Σ exp を引いたものである。",
                "The logarithm of the softmax is the score minus log Σ exp.",
            ),
            hint=("log(exp(s) / Σ exp(s)) を変形せよ。", "Transform log(exp(s) / Σ exp(s))."),
        ),
        "used": Slot(
            right="⟦(t != -1).astype(float)‖(t >= 0).astype(float)‖np.where(t == -1, 0.0, 1.0)⟧",
            wrong=(
                Wrong(
                    "⟦(t == -1).astype(float)‖np.where(t == -1, 1.0, 0.0)⟧",
                    "逆である。無視すべき位置だけを数えている。",
                    "This is the wrong way round: only positions to ignore count.",
                ),
                Wrong(
                    "⟦(t > 0).astype(float)‖np.where(t > 0, 1.0, 0.0)⟧",
                    "ID が 0 の単語まで無視している。",
                    "The word with the id 0 is ignored as well.",
                ),
                Wrong(
                    "np.ones(N * T)",
                    "すべての位置を数えている。添字 -1 は最後の単語を指すので、誤りにはならず値だけが変わる。",
                    "All positions count. The index -1 takes the last word, so nothing fails but the value is wrong.",
                ),
                Wrong(
                    "t.astype(float)",
                    "ID の値がそのまま重みになっている。",
                    "The ids themselves become the weights.",
                ),
            ),
            note=(
                "数える位置で 1、無視する位置で 0 になる配列を掛けると、無視する位置が消える。",
                "An array that is 1 where a position counts and 0 elsewhere takes out the others.",
            ),
            hint=("ID 0 は普通の単語である。", "The id 0 is an ordinary word."),
        ),
        "mean": Slot(
            right="⟦(ls * used).sum() / max(used.sum(), 1)‖np.sum(used * ls) / np.maximum(used.sum(), 1)‖"
            "used @ ls / max(np.sum(used), 1)⟧",
            wrong=(
                Wrong(
                    "⟦(ls * used).mean()‖np.mean(used * ls)‖(ls * used).sum() / (N * T)⟧",
                    "無視した位置まで数で割っている。平均が小さくなる。",
                    "Ignored positions are counted in the divisor, so the mean is too small.",
                ),
                Wrong(
                    "⟦(ls * used).sum() / N‖np.sum(used * ls) / N⟧",
                    "系列の数で割っている。",
                    "This divides by the number of series.",
                ),
                Wrong(
                    "⟦(ls * used).sum()‖np.sum(used * ls)⟧",
                    "平均ではなく和である。",
                    "This is the sum and not the mean.",
                ),
                Wrong(
                    "⟦ls.sum() / max(used.sum(), 1)‖np.sum(ls) / np.maximum(used.sum(), 1)⟧",
                    "無視する位置の損失も足している。",
                    "The losses of ignored positions are added as well.",
                ),
            ),
            note=(
                "平均は、数えた位置の数で割る。一つもなければ 0 で割らないようにする。",
                "The mean divides by the number of positions that count, and never by 0.",
            ),
            hint=(
                "何で割れば、数えた位置についての平均になるか。",
                "Which divisor gives the mean over the positions that count?",
            ),
        ),
    },
    explanation=(
        """
        長さの異なる系列をそろえて並べると、余った位置が生じる。その位置を -1 で印し、損失から除く。
        最大値を引いても、ソフトマックスの値は変わらず、exp があふれなくなる。
        """,
        """
        Series of different lengths leave positions over when they are put side by side; they are marked by -1.
        The largest score may be subtracted: the softmax stays the same, and exp does not overflow.
        """,
    ),
    tags=("time-softmax-loss", "mask"),
    names={
        "xs": ("xs", "ys", "logits"),
        "ts": ("ts", "labels", "targets"),
        "ls": ("ls", "losses", "nll"),
        "used": ("used", "valid", "keep"),
    },
    shared={"sequence_loss": ("sequence_loss", "masked_loss", "loss_over_time", "time_softmax_with_loss")},
    sizes=("{N: 3..5, T: 2..5, V: 2..3}", "{N: 2..4, T: 3..6, V: 2..4}", "{N: 3..6, T: 3..5, V: 3..4}"),
)
