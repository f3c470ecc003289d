"""Clipping gradients by their common norm."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="clipping-norm",
    reference="clipping.clip_by_global_norm",
    title=("全体のノルムによる勾配クリッピング", "Clipping gradients by their common norm"),
    prompt=(
        """
        RNN の三つの勾配をまとめて一つのベクトルとみなし、そのノルムがしきい値を超えたら全体を縮める関数である。
        dWx, dWh, db は勾配、threshold は正のしきい値である。
        ノルムがしきい値以下なら、勾配をそのまま返す。
        向きは変えず、縮めた後のノルムはしきい値に等しい。
        """,
        """
        This function takes three gradients of an RNN as one vector and shrinks it if its norm exceeds a threshold.
        dWx, dWh and db are gradients; threshold is positive.
        If the norm does not exceed the threshold, the gradients are returned as they are.
        The direction stays, and the norm after shrinking is the threshold.
        """,
    ),
    code='''
def clip_by_global_norm(dWx, dWh, db, threshold):
    """
    dWx: (D, H)    dWh: (H, H)    db: (H,)    threshold: > 0
    """
    gs = (dWx, dWh, db)
    nrm = ⟨norm⟩
    rate = ⟨rate⟩
    return ⟨apply⟩
''',
    slots={
        "norm": Slot(
            right="⟦np.sqrt(sum((g ** 2).sum() for g in gs))‖np.sqrt(sum(np.sum(g * g) for g in gs))‖"
            "np.linalg.norm(np.concatenate([g.ravel() for g in gs]))‖"
            "np.linalg.norm([np.linalg.norm(g) for g in gs])⟧",
            wrong=(
                Wrong(
                    "⟦sum(np.linalg.norm(g) for g in gs)‖sum(np.sqrt((g ** 2).sum()) for g in gs)⟧",
                    "ノルムの和である。全体のノルムより大きくなる。",
                    "This is the sum of the norms, which is larger than the norm of all.",
                ),
                Wrong(
                    "⟦sum((g ** 2).sum() for g in gs)‖sum(np.sum(g * g) for g in gs)⟧",
                    "平方根を取っていない。",
                    "The square root is missing.",
                ),
                Wrong(
                    "⟦max(np.linalg.norm(g) for g in gs)‖max(np.sqrt((g ** 2).sum()) for g in gs)⟧",
                    "最大のものしか見ていない。",
                    "Only the largest counts here.",
                ),
                Wrong(
                    "⟦sum(np.abs(g).sum() for g in gs)‖sum(np.sum(np.abs(g)) for g in gs)⟧",
                    "これは L1 ノルムである。",
                    "This is the L1 norm.",
                ),
            ),
            note=(
                "全体のノルムは、すべての要素の二乗和の平方根である。",
                "The norm of all is the root of the sum of the squares of all elements.",
            ),
            hint=("三つを一つのベクトルにつなげたと考えよ。", "Think of the three as one vector."),
        ),
        "rate": Slot(
            right="⟦min(1.0, threshold / (nrm + 1e-300))‖threshold / nrm if nrm > threshold else 1.0‖"
            "1.0 if nrm <= threshold else threshold / nrm⟧",
            wrong=(
                Wrong(
                    "⟦threshold / max(nrm, 1e-300)‖threshold / (nrm + 1e-300)⟧",
                    "ノルムが小さいときに勾配を引き伸ばしてしまう。",
                    "Where the norm is small, the gradients are stretched.",
                ),
                Wrong(
                    "⟦min(1.0, nrm / threshold)‖nrm / threshold if nrm < threshold else 1.0⟧",
                    "分子と分母が逆である。大きな勾配が縮まない。",
                    "The fraction is upside down: large gradients do not shrink.",
                ),
                Wrong(
                    "⟦1.0 if nrm <= threshold else 1.0 / nrm‖1.0 / nrm if nrm > threshold else 1.0⟧",
                    "縮めた後のノルムが 1 になり、しきい値にならない。",
                    "The norm becomes 1 instead of the threshold.",
                ),
                Wrong(
                    "⟦threshold if nrm > threshold else 1.0‖1.0 if nrm <= threshold else threshold⟧",
                    "ノルムで割っていない。縮めた後の大きさがしきい値にならない。",
                    "There is no division by the norm, so what is left does not have the threshold for its norm.",
                ),
            ),
            note=(
                "超えたときだけ threshold / nrm を掛ける。すべてに同じ比を掛けるので、向きは変わらない。",
                "Where the norm exceeds it, the factor is threshold / nrm, the same for all: the direction stays.",
            ),
            hint=(
                "ノルムがしきい値の 2 倍なら、何を掛ければよいか。",
                "With a norm of twice the threshold, what is the factor?",
            ),
        ),
        "apply": Slot(
            right="⟦tuple(g * rate for g in gs)‖tuple(rate * g for g in gs)‖(dWx * rate, dWh * rate, db * rate)⟧",
            wrong=(
                Wrong(
                    "⟦tuple(np.clip(g, -threshold, threshold) for g in gs)‖"
                    "tuple(np.minimum(np.maximum(g, -threshold), threshold) for g in gs)⟧",
                    "これは要素ごとのクリッピングである。向きが変わる。",
                    "This clips element by element, which changes the direction.",
                ),
                Wrong(
                    "⟦(dWx * rate, dWh * rate, db)‖(rate * dWx, rate * dWh, db)⟧",
                    "バイアスの勾配だけ縮めていない。",
                    "The gradient of the bias is not shrunk.",
                ),
                Wrong(
                    "⟦tuple(g * rate ** 2 for g in gs)‖tuple(rate * rate * g for g in gs)⟧",
                    "比を二度掛けている。",
                    "The factor is applied twice.",
                ),
                Wrong(
                    "⟦tuple(g / rate for g in gs)‖(dWx / rate, dWh / rate, db / rate)⟧",
                    "掛けるべきところで割っている。大きな勾配がさらに大きくなる。",
                    "This divides, which makes large gradients larger.",
                ),
            ),
            note=(
                "同じ比をすべての勾配に掛ける。",
                "All gradients get the same factor.",
            ),
            hint=(
                "向きを変えないためには、何をそろえるか。",
                "What must be the same for all, so that the direction stays?",
            ),
        ),
    },
    explanation=(
        """
        勾配爆発への対策として、RNN の学習でよく使われる。
        勾配ごとに別々のしきい値を使うと、全体の向きが変わってしまう。
        """,
        """
        This is often used against exploding gradients when an RNN is trained.
        With a threshold for each gradient apart, the direction of the whole would change.
        """,
    ),
    tags=("clipping", "gradient"),
    names={
        "gs": ("gs", "grads", "parts"),
        "nrm": ("norm", "total", "length"),
        "rate": ("rate", "factor", "share"),
    },
    # So that the norm, about 5, is on either side of the threshold on a good part of the trials.
    sizes=("{D: 3..4, H: 3..4}", "{D: 4..5, H: 3..3}", "{D: 2..3, H: 4..4}"),
    inputs=('{threshold: "uniform(1, 10)"}', '{threshold: "uniform(1.5, 9)"}', '{threshold: "uniform(0.5, 10.5)"}'),
)
