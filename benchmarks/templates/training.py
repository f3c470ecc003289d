"""More questions that bring their own reference: a step of Adam, the mean of marked steps, several heads."""

from __future__ import annotations

from templates.form import Slot, Template, Written, Wrong

ADAM = Template(
    name="adam-step",
    syllabus="2.4",
    reference=Written(
        """
def adam_step(w, grad, m, v, step):
    m = BETA1 * m + (1 - BETA1) * grad                  # (D,)
    v = BETA2 * v + (1 - BETA2) * np.square(grad)       # (D,)
    m_hat = m / (1 - BETA1 ** step)                     # (D,)
    v_hat = v / (1 - BETA2 ** step)                     # (D,)
    return w - RATE * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        {"w": "N D", "grad": "N D", "m": "N D", "v": "positive N D", "step": "integer(1, 9)"},
        "[N D, N D, N D]",
    ),
    title=("Adam による重みの更新", "A step of Adam"),
    prompt=(
        """
        Adam で重みを 1 回更新し、新しい重みと二つの移動平均を返す関数である。
        w は重み、grad はその勾配、m は勾配の、v は勾配の二乗の移動平均である。
        step は、この更新が何回目かを 1 から数えた番号である。
        減衰率は BETA1 と BETA2、学習率は RATE である。
        """,
        """
        This function makes one step of Adam and returns the new weights and both moving averages.
        w holds the weights, grad their gradients, m the moving average of gradients and v that of their squares.
        step is the number of this step, counted from 1.
        The rates of decay are BETA1 and BETA2, the learning rate is RATE.
        """,
    ),
    code='''
def adam_step(w, grad, m, v, step):
    """
    w, grad, m, v: (N, D)    step: 1, 2, …
    returns: (N, D) three times
    """
    m = ⟨first⟩  # (N, D)
    v = ⟨second⟩  # (N, D)
    m_hat = m / (1 - BETA1 ** step)  # (N, D)
    v_hat = v / (1 - BETA2 ** step)  # (N, D)
    return ⟨update⟩, m, v
''',
    slots={
        "first": Slot(
            right="⟦BETA1 * m + (1 - BETA1) * grad‖m + (1 - BETA1) * (grad - m)‖(1 - BETA1) * grad + BETA1 * m⟧",
            wrong=(
                Wrong(
                    "⟦BETA1 * m + grad‖grad + BETA1 * m⟧",
                    "勾配に 1 - BETA1 を掛けていない。これはモーメンタムの書き方である。",
                    "The gradient lacks the factor 1 - BETA1: this is how momentum is written.",
                ),
                Wrong(
                    "⟦(1 - BETA1) * m + BETA1 * grad‖BETA1 * grad + (1 - BETA1) * m⟧",
                    "割合が逆である。",
                    "The shares are exchanged.",
                ),
                Wrong(
                    "⟦BETA1 * m - (1 - BETA1) * grad‖BETA1 * m + (BETA1 - 1) * grad⟧",
                    "勾配の符号が逆である。",
                    "The sign of the gradient is wrong.",
                ),
                Wrong(
                    "⟦BETA2 * m + (1 - BETA2) * grad‖(1 - BETA2) * grad + BETA2 * m⟧",
                    "二乗の移動平均の減衰率を使っている。",
                    "This is the decay of the average of squares.",
                ),
            ),
            note=(
                "移動平均は、古い値の BETA1 倍と新しい勾配の 1 - BETA1 倍の和である。",
                "The moving average is BETA1 of the old value plus 1 - BETA1 of the new gradient.",
            ),
            hint=("二つの割合の和は 1 である。", "The two shares sum to 1."),
        ),
        "second": Slot(
            right="⟦BETA2 * v + (1 - BETA2) * grad ** 2‖(1 - BETA2) * grad * grad + BETA2 * v‖"
            "v + (1 - BETA2) * (np.square(grad) - v)⟧",
            wrong=(
                Wrong(
                    "⟦BETA2 * v + (1 - BETA2) * np.abs(grad)‖(1 - BETA2) * np.abs(grad) + BETA2 * v⟧",
                    "二乗ではなく絶対値である。",
                    "These are absolute values, not squares.",
                ),
                Wrong(
                    "⟦BETA2 * v + ((1 - BETA2) * grad) ** 2‖((1 - BETA2) * grad) ** 2 + BETA2 * v⟧",
                    "割合まで二乗している。",
                    "The share is squared as well.",
                ),
                Wrong(
                    "⟦BETA2 * v + (1 - BETA2) * m ** 2‖(1 - BETA2) * m * m + BETA2 * v⟧",
                    "勾配ではなく、その移動平均を二乗している。",
                    "This squares the moving average instead of the gradient.",
                ),
                Wrong(
                    "⟦v + grad ** 2‖grad * grad + v⟧",
                    "これは AdaGrad である。古い値が減らない。",
                    "This is AdaGrad, where old values never fade.",
                ),
            ),
            note=(
                "v には、勾配を要素ごとに二乗したものの移動平均が入る。",
                "v is the moving average of the gradient squared, element by element.",
            ),
            hint=("二乗するのは何か。", "What is squared?"),
        ),
        "update": Slot(
            right="⟦w - RATE * m_hat / (np.sqrt(v_hat) + 1e-8)‖w - RATE * (m_hat / (v_hat ** 0.5 + 1e-8))⟧",
            wrong=(
                Wrong(
                    "⟦w - RATE * m_hat / (v_hat + 1e-8)‖w - RATE * (m_hat / (v_hat + 1e-8))⟧",
                    "平方根を取っていない。",
                    "The root is missing.",
                ),
                Wrong(
                    "⟦w + RATE * m_hat / (np.sqrt(v_hat) + 1e-8)‖w + RATE * (m_hat / (v_hat ** 0.5 + 1e-8))⟧",
                    "符号が逆である。損失が大きくなる向きに進む。",
                    "The sign is wrong: this goes where the loss grows.",
                ),
                Wrong(
                    "⟦w - RATE * m / (np.sqrt(v) + 1e-8)‖w - RATE * (m / (v ** 0.5 + 1e-8))⟧",
                    "偏りを補正していない。最初の数回の歩幅が違ってくる。",
                    "The bias is not corrected, so the first steps have another length.",
                ),
                Wrong(
                    "⟦w - RATE * grad / (np.sqrt(v_hat) + 1e-8)‖w - RATE * (grad / (v_hat ** 0.5 + 1e-8))⟧",
                    "移動平均ではなく勾配そのものを使っている。これは RMSProp に近い。",
                    "This takes the gradient itself and not its moving average, much as RMSProp does.",
                ),
            ),
            note=(
                "補正した平均を、補正した二乗平均の平方根で割った方向に、RATE だけ戻る。",
                "The step is RATE times the corrected average over the root of the corrected average of squares.",
            ),
            hint=("偏りを補正した値を使う。", "Use the corrected values."),
        ),
    },
    explanation=(
        """
        移動平均は 0 から始まるので、最初のうちは小さすぎる。1 - BETA ** step で割ってこれを補正する。
        歩幅は勾配の大きさにあまり左右されず、およそ RATE になる。
        """,
        """
        Moving averages begin at 0 and are too small at first; a division by 1 - BETA ** step corrects that.
        The length of a step hardly hangs on the size of the gradient; it is about RATE.
        """,
    ),
    tags=("optimizer", "adam"),
    names={"w": ("w", "theta", "W"), "grad": ("grad", "g", "dw")},
    shared={
        "BETA1": ("0.8", "0.85", "0.9", "0.92"),
        "BETA2": ("0.95", "0.96", "0.97", "0.98"),
        "RATE": ("0.01", "0.02", "0.05", "0.1"),
        "adam_step": ("adam_step", "adam", "update"),
    },
    sizes=("", "{N: 1..4}", "{D: 2..6}", "{N: 2..5, D: 3..7}"),
)

MARKED_MEAN = Template(
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
            hint=("長さ 1 の系列で残るのは、時刻 0 だけである。", "Of a series of length 1 only step 0 is left."),
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

TEMPLATES = (ADAM, MARKED_MEAN)
