"""A step of Adam."""

from __future__ import annotations

from templates.form import Slot, Template, Written, Wrong

TEMPLATE = Template(
    name="adam-step",
    syllabus="2.4",
    reference=Written(
        """
def adam_step(w, grad, m, v, step):
    m = BETA1 * m + (1 - BETA1) * grad                  # (N, D)
    v = BETA2 * v + (1 - BETA2) * np.square(grad)       # (N, D)
    m_hat = m / (1 - BETA1 ** step)                     # (N, D)
    v_hat = v / (1 - BETA2 ** step)                     # (N, D)
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
