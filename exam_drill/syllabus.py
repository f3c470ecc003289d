"""The headings of the syllabus of JDLA E資格, E2026#2, in force from August 2026.

    "2.1.4" ─▶ Heading("ロジスティック回帰", "Logistic regression", examined=False)

Second-hand: taken from public notes, since the official document was not at hand.  What the notes mark by ‡ is listed
but not examined.  Where a heading is divided by roman numerals (2.1 iv), its parts are written with a third number
(2.1.4); a heading all of whose parts are not examined is not examined itself.  Topics without a number (federated
learning within 5.2, active and meta learning within 4.8, both ‡) have no row.
"""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading in Japanese and English; `examined` is false for ‡."""

    ja: str
    en: str
    examined: bool = True


HEADINGS: dict[str, Heading] = {
    "1.1": Heading("線形代数", "Linear algebra", examined=False),
    "1.1.1": Heading("行列演習", "Matrix exercises", examined=False),
    "1.1.2": Heading("固有値・特異値分解", "Eigenvalues and singular value decomposition", examined=False),
    "1.2": Heading("確率統計", "Probability and statistics"),
    "1.2.1": Heading("確率の基礎", "Basics of probability", examined=False),
    "1.2.2": Heading("ベイズ則・ナイーブベイズ・最尤推定・MAP 推定・ベイズ推定", "Bayes' rule and estimation"),
    "1.3": Heading("情報理論", "Information theory"),
    "2.1": Heading("機械学習", "Machine learning"),
    "2.1.1": Heading("k 近傍・距離", "k-nearest neighbours and distances"),
    "2.1.2": Heading("機械学習の分類", "Kinds of machine learning"),
    "2.1.3": Heading("線形回帰・Lasso・Ridge", "Linear regression, lasso and ridge", examined=False),
    "2.1.4": Heading("ロジスティック回帰", "Logistic regression", examined=False),
    "2.1.5": Heading("SVM", "Support vector machines", examined=False),
    "2.1.6": Heading("決定木・ランダムフォレスト・ブースティング", "Trees, forests and boosting", examined=False),
    "2.1.7": Heading("PCA・t-SNE", "PCA and t-SNE", examined=False),
    "2.1.8": Heading("k-means・階層的クラスタリング", "k-means and hierarchical clustering", examined=False),
    "2.1.9": Heading("過剰適合・過少適合・バイアスとバリアンス・次元の呪い", "Over- and underfitting"),
    "2.1.10": Heading("ホールドアウト・交差検証", "Hold-out and cross-validation"),
    "2.1.11": Heading("評価指標", "Measures of performance"),
    "3.1": Heading("MLP・損失関数・活性化関数", "MLPs, losses and activations"),
    "3.2": Heading("最適化", "Optimisation"),
    "3.3": Heading("正則化", "Regularisation"),
    "3.4": Heading("CNN", "CNNs"),
    "3.5": Heading("RNN", "RNNs"),
    "3.6": Heading("Transformer", "Transformers"),
    "3.7": Heading("汎化性能の向上", "Generalisation"),
    "4.1": Heading("画像認識", "Image recognition"),
    "4.2": Heading("物体検出", "Object detection"),
    "4.3": Heading("セグメンテーション", "Segmentation"),
    "4.4": Heading("自然言語処理", "Natural language processing"),
    "4.5": Heading("音声処理", "Speech", examined=False),
    "4.6": Heading("生成モデル", "Generative models"),
    "4.7": Heading("深層強化学習", "Deep reinforcement learning"),
    "4.8": Heading("様々な学習方法", "Ways of learning"),
    "4.9": Heading("説明可能性", "Explainability"),
    "5.1": Heading("軽量化", "Making models smaller"),
    "5.2": Heading("並列処理", "Parallel processing"),
    "5.3": Heading("アクセラレータ", "Accelerators"),
    "5.4": Heading("環境構築", "Setting up an environment"),
}


def nearest(number: str) -> str:
    """The last heading of the same field that is not behind `number`, or the first or last one of all."""
    wanted = _parts(number)
    before = [heading for heading in HEADINGS if _parts(heading)[0] == wanted[0] and _parts(heading) <= wanted]
    if before:
        return max(before, key=_parts)
    return min(HEADINGS, key=lambda heading: abs(_parts(heading)[0] - wanted[0]))


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
