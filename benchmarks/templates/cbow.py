"""The scores of CBOW."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="cbow",
    reference="word2vec.cbow_scores",
    syllabus="3.5",
    title=("CBOW のスコア", "The scores of CBOW"),
    prompt=(
        """
        CBOW で、周りの単語から中央の単語のスコアを計算する関数である。ソフトマックスはまだ通さない。
        contexts は周りの C 個の単語 ID、W_in は入力側、W_out は出力側の単語ベクトルを行に持つ行列である。
        N はミニバッチの大きさ、V は語彙数、D は単語ベクトルの次元数を表す。
        周りの単語のベクトルは、平均して一つにまとめる。
        """,
        """
        This function computes the scores of CBOW for the word in the middle, from the words around it; no softmax yet.
        contexts holds ids of C words around it; the rows of W_in and W_out are word vectors, of input and output.
        N is the size of the mini-batch, V the number of words, D the size of a word vector.
        The vectors of the words around are combined by their mean.
        """,
    ),
    code='''
def cbow_scores(contexts, W_in, W_out):
    """
    contexts: (N, C)    W_in, W_out: (V, D)
    returns: (N, V)
    """
    vecs = ⟨pick⟩  # (N, C, D)
    h = ⟨mean⟩  # (N, D)
    return ⟨scores⟩  # (N, V)
''',
    slots={
        "pick": Slot(
            right="⟦W_in[contexts]‖np.take(W_in, contexts, axis=0)‖W_in.take(contexts, axis=0)⟧",
            wrong=(
                Wrong(
                    "⟦W_out[contexts]‖np.take(W_out, contexts, axis=0)⟧",
                    "出力側のベクトルを取り出している。",
                    "These are the vectors of the output.",
                ),
                Wrong(
                    "W_in[contexts - 1]",
                    "ID が 1 から始まるものとして数えている。ID 0 では最後の行が取り出される。",
                    "This counts the ids from 1; for the id 0 it takes the last row.",
                ),
                Wrong(
                    "⟦np.eye(len(W_in))[contexts]‖np.eye(W_in.shape[0])[contexts]⟧",
                    "one-hot ベクトルにしただけで、単語ベクトルになっていない。",
                    "These are one-hot vectors, not word vectors.",
                ),
                Wrong(
                    "W_in[contexts].transpose(1, 0, 2)",
                    "サンプルと周りの単語の軸が入れ替わっている。",
                    "The axes of samples and of words around are exchanged.",
                ),
            ),
            note=(
                "整数の配列を添字にすると、ID ごとにその行が取り出される。",
                "Indexed by an array of integers, the matrix gives one row for each id.",
            ),
            hint=(
                "one-hot ベクトルとの積は、行の取り出しと同じである。",
                "A product with a one-hot vector takes out a row.",
            ),
        ),
        "mean": Slot(
            right="⟦vecs.mean(axis=1)‖vecs.sum(axis=1) / contexts.shape[1]‖np.mean(vecs, axis=1)⟧",
            wrong=(
                Wrong(
                    "⟦vecs.sum(axis=1)‖np.sum(vecs, axis=1)⟧",
                    "和のままである。周りの単語の数だけ大きくなる。",
                    "This is the sum, too large by the number of words around.",
                ),
                Wrong(
                    "⟦vecs.mean(axis=0)‖np.mean(vecs, axis=0)⟧",
                    "サンプルについて平均している。",
                    "This is the mean over the samples.",
                ),
                Wrong(
                    "⟦vecs.max(axis=1)‖np.max(vecs, axis=1)⟧",
                    "要素ごとに最大を取っている。",
                    "This takes the largest of each element.",
                ),
                Wrong(
                    "vecs[:, 0]",
                    "最初の単語しか使っていない。",
                    "Only the first word is used.",
                ),
            ),
            note=(
                "C 個のベクトルの平均なので、並び順には意味がない。",
                "As this is the mean of C vectors, their order makes no difference.",
            ),
            hint=("平均を取るのは何番目の軸か。", "Which axis is that of the words around?"),
        ),
        "scores": Slot(
            right="⟦h @ W_out.T‖h.dot(W_out.T)‖(W_out @ h.T).T⟧",
            wrong=(
                Wrong(
                    "⟦h @ W_in.T‖h.dot(W_in.T)⟧",
                    "入力側の行列を使っている。",
                    "This is the matrix of the input.",
                ),
                Wrong(
                    "⟦W_out @ h.T‖W_out.dot(h.T)⟧",
                    "転置になっている。形が (V, N) である。",
                    "This is the transpose, (V, N).",
                ),
                Wrong(
                    "⟦h @ W_out.T / np.sqrt(h.shape[1])‖h.dot(W_out.T) / h.shape[1] ** 0.5⟧",
                    "スケールはアテンションのものであり、CBOW にはない。",
                    "Such a scale belongs to attention; CBOW has none.",
                ),
                Wrong(
                    "np.exp(h @ W_out.T)",
                    "スコアはソフトマックスの前の値である。",
                    "Scores are what goes into the softmax.",
                ),
            ),
            note=(
                "スコアは、まとめたベクトルと出力側の各単語のベクトルの内積である。",
                "A score is the product of the combined vector and the output vector of a word.",
            ),
            hint=("単語ごとに一つの数が必要である。", "One number is needed for each word."),
        ),
    },
    explanation=(
        """
        CBOW は周りの単語から中央の単語を、skip-gram は中央の単語から周りの単語を当てる。
        語彙が大きいと全単語のスコアを求めるのが重いので、実際には負例サンプリングなどを使う。
        """,
        """
        CBOW predicts the word in the middle from those around it; skip-gram does the reverse.
        With many words all scores take long, so negative sampling and the like are used in practice.
        """,
    ),
    tags=("word2vec", "cbow"),
    names={
        "contexts": ("contexts", "around", "ctx"),
        "W_in": ("W_in", "E_in", "W0"),
        "W_out": ("W_out", "E_out", "W1"),
        "vecs": ("vecs", "rows", "e"),
    },
    sizes=("{C: 2..5}", "{C: 3..6, V: 4..8}", "{C: 2..4, N: 2..5}"),
)
