"""The mean of series of different lengths."""

from __future__ import annotations

from templates.form import Slot, Template, Written, Wrong

TEMPLATE = Template(
    name="marked-mean",
    syllabus="3.5",
    reference=Written(
        """
def pooled(hs, lengths):
    kept = np.arange(hs.shape[1]) < lengths[:, None]                   # (N, T)
    summed = np.where(kept[:, :, None], hs, 0.0).sum(axis=1)           # (N, H)
    return SCALE * summed / lengths[:, None]                           # (N, H)
""",
        {"hs": "N T H", "lengths": "lengths(T) N"},
        "N H",
    ),
    title=("長さの異なる系列の平均", "The mean of series of different lengths"),
    prompt=(
        """
        長さの異なる系列の状態を、それぞれ時刻について平均し、SCALE 倍して返す関数である。
        hs は N 個の系列の T 時刻分の状態で、短い系列の後ろは意味のない値で埋められている。
        n_steps はそれぞれの系列の本当の長さ（1 以上 T 以下）である。
        埋められた時刻は平均に入れない。
        """,
        """
        This function takes the mean over time of the states of series of different lengths and returns SCALE times it.
        hs holds the states of N series over T steps; short series are filled up with values that mean nothing.
        n_steps holds the true length of each series, from 1 to T.
        Steps that were filled up are left out of the mean.
        """,
    ),
    code='''
def pooled(hs, n_steps):
    """
    hs: (N, T, H)    n_steps: (N,)    returns: (N, H)
    """
    T = hs.shape[1]
    kept = ⟨mask⟩  # (N, T)
    summed = ⟨sum⟩  # (N, H)
    return SCALE * ⟨mean⟩  # (N, H)
''',
    slots={
        "mask": Slot(
            right="⟦np.arange(T) < n_steps[:, None]‖n_steps[:, None] > np.arange(T)[None, :]‖"
            "np.arange(T) <= n_steps[:, None] - 1⟧",
            wrong=(
                Wrong(
                    "⟦np.arange(T) <= n_steps[:, None]‖n_steps[:, None] >= np.arange(T)[None, :]⟧",
                    "一つ多く数えている。時刻は 0 から始まる。",
                    "This counts one step too many: steps are counted from 0.",
                ),
                Wrong(
                    "⟦np.arange(T) >= n_steps[:, None]‖n_steps[:, None] <= np.arange(T)[None, :]⟧",
                    "逆である。埋められた時刻だけが残る。",
                    "This is the wrong way round: only what was filled up is left.",
                ),
                Wrong(
                    "np.ones(hs.shape[:2], dtype=bool)",
                    "すべての時刻を数えている。",
                    "All steps count here.",
                ),
                Wrong(
                    "np.arange(T) == n_steps[:, None] - 1",
                    "最後の時刻だけが残る。",
                    "Only the last step is left.",
                ),
            ),
            note=(
                "時刻の番号が長さより小さいところが、本当の時刻である。",
                "A step is a true one where its number is below the length.",
            ),
            hint=(
                "長さ 1 の系列で残るのは、時刻 0 だけである。",
                "Of a series of length 1 only step 0 is left.",
            ),
        ),
        "sum": Slot(
            right="⟦(hs * kept[:, :, None]).sum(axis=1)‖np.where(kept[..., None], hs, 0).sum(axis=1)‖"
            '(kept[:, None, :] @ hs)[:, 0]‖np.einsum("nt,nth->nh", kept, hs)⟧',
            wrong=(
                Wrong(
                    "⟦hs.sum(axis=1)‖np.sum(hs, axis=1)⟧",
                    "埋められた時刻も足している。",
                    "Steps that were filled up are added as well.",
                ),
                Wrong(
                    "⟦(hs * kept[:, :, None]).sum(axis=2)‖np.where(kept[..., None], hs, 0).sum(axis=2)⟧",
                    "特徴量の軸で足している。",
                    "The sum is over the features.",
                ),
                Wrong(
                    "⟦(hs * kept[:, :, None]).max(axis=1)‖np.where(kept[..., None], hs, 0).max(axis=1)⟧",
                    "和ではなく最大値である。",
                    "This is the largest value, not the sum.",
                ),
                Wrong(
                    "⟦np.abs(hs * kept[:, :, None]).sum(axis=1)‖np.where(kept[..., None], np.abs(hs), 0).sum(axis=1)⟧",
                    "符号が失われている。",
                    "The signs are lost.",
                ),
            ),
            note=(
                "マスクを特徴量の軸に広げて掛けると、埋められた時刻が 0 になる。",
                "With an axis for the features, the mask makes the filled steps 0.",
            ),
            hint=("マスクに足りない軸はどれか。", "Which axis does the mask lack?"),
        ),
        "mean": Slot(
            right="⟦(summed / n_steps[:, None])‖(summed / kept.sum(axis=1)[:, None])‖"
            "(summed / kept.sum(axis=1, keepdims=True))⟧",
            wrong=(
                Wrong(
                    "⟦(summed / T)‖(summed / hs.shape[1])⟧",
                    "埋めた後の長さで割っている。短い系列の平均が小さくなる。",
                    "This divides by the length after filling up, so short series get too little.",
                ),
                Wrong(
                    "⟦(summed / kept.sum())‖(summed / n_steps.sum())⟧",
                    "全系列の長さの和で割っている。",
                    "This divides by the lengths of all series together.",
                ),
                Wrong(
                    "summed",
                    "割っていない。和のままである。",
                    "This is still the sum.",
                ),
                Wrong(
                    "⟦(summed / np.sqrt(n_steps)[:, None])‖(summed / n_steps[:, None] ** 0.5)⟧",
                    "長さの平方根で割っている。",
                    "This divides by the root of the length.",
                ),
            ),
            note=(
                "平均は、それぞれの系列の本当の長さで割る。",
                "The mean divides by the true length of each series.",
            ),
            hint=("割る数は系列ごとに異なる。", "The divisor differs from series to series."),
        ),
    },
    explanation=(
        """
        長さをそろえるために埋めた時刻は、平均にも損失にも入れてはならない。
        [:, None] で軸を増やすと、系列ごとの値がすべての時刻や特徴量に広がる。
        """,
        """
        What fills series up to one length must get neither into means nor into losses.
        [:, None] adds an axis, so that a value of each series is spread over its steps or features.
        """,
    ),
    tags=("mask", "pooling"),
    names={
        "hs": ("hs", "states", "X"),
        "n_steps": ("n_steps", "lens", "lengths"),
        "kept": ("kept", "valid", "live"),
        "summed": ("summed", "total", "acc"),
    },
    shared={
        "SCALE": ("0.5", "0.75", "1.25", "1.5", "2.0", "3.0"),
        "pooled": ("pooled", "mean_state", "sentence_vector"),
    },
    sizes=("{T: 4..7, N: 2..6}", "{T: 4..8, N: 3..6, H: 2..4}", "{T: 5..8, N: 2..5}"),
)
