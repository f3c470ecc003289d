"""Word vectors and the clipping of gradients."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

CBOW = Template(
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
        This function computes the scores of CBOW for the word in the middle, given the words around it; no softmax yet.
        contexts holds the ids of C words around it; the rows of W_in and W_out are the word vectors of input and output.
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
            hint=("one-hot ベクトルとの積は、行の取り出しと同じである。", "A product with a one-hot vector takes out a row."),
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

NEGATIVE_SAMPLING = Template(
    name="negative-sampling",
    reference="word2vec.negative_sampling_loss",
    given=("log_sigmoid",),
    title=("負例サンプリングの損失", "The loss of negative sampling"),
    prompt=(
        """
        skip-gram の負例サンプリングの損失を、サンプルごとに計算する関数である。
        center は中央の単語、context は実際に周りにあった単語、negatives は K 個の負例の ID である。
        W_in と W_out は、入力側と出力側の単語ベクトルを行に持つ行列である。
        log_sigmoid は用意されている。
        """,
        """
        This function computes the loss of skip-gram with negative sampling, one for each sample.
        center holds ids of middle words, context of words that really stood around, negatives of K sampled others.
        The rows of W_in and W_out are the word vectors of input and output.
        log_sigmoid is there already.
        """,
    ),
    code='''
def negative_sampling_loss(center, context, negatives, W_in, W_out):
    """
    center, context: (N,)    negatives: (N, K)    W_in, W_out: (V, D)
    returns: (N,)
    """
    h = W_in[center]  # (N, D)
    pos = ⟨true⟩  # (N,)
    neg = ⟨others⟩  # (N, K)
    return ⟨loss⟩  # (N,)
''',
    slots={
        "true": Slot(
            right='⟦(h * W_out[context]).sum(axis=1)‖np.sum(W_out[context] * h, axis=-1)‖'
            'np.einsum("nd,nd->n", h, W_out[context])⟧',
            wrong=(
                Wrong(
                    "h @ W_out[context].T",
                    "すべてのサンプルの組について内積を取り、(N, N) になる。",
                    "This pairs every sample with every other: the shape is (N, N).",
                ),
                Wrong(
                    "⟦(h * W_in[context]).sum(axis=1)‖np.sum(W_in[context] * h, axis=-1)⟧",
                    "周りの単語に入力側のベクトルを使っている。",
                    "The word around gets a vector of the input.",
                ),
                Wrong(
                    "⟦(h * W_out[context]).mean(axis=1)‖np.mean(W_out[context] * h, axis=-1)⟧",
                    "内積は和であって平均ではない。",
                    "A product of vectors is a sum, not a mean.",
                ),
                Wrong(
                    "⟦(h + W_out[context]).sum(axis=1)‖np.sum(W_out[context] + h, axis=-1)⟧",
                    "掛けずに足している。",
                    "The vectors are added instead of multiplied.",
                ),
            ),
            note=(
                "正例のスコアは、サンプルごとの内積である。",
                "The score of the true word is a product of vectors, one for each sample.",
            ),
            hint=("サンプルごとに一つの数になる。", "There is one number for each sample."),
        ),
        "others": Slot(
            right='⟦(W_out[negatives] @ h[:, :, None])[:, :, 0]‖(h[:, None] * W_out[negatives]).sum(axis=2)‖'
            'np.einsum("nd,nkd->nk", h, W_out[negatives])⟧',
            wrong=(
                Wrong(
                    "⟦(h[:, None] * W_out[negatives]).sum(axis=1)‖np.sum(W_out[negatives] * h[:, None], axis=1)⟧",
                    "負例の軸で足している。形が (N, D) になる。",
                    "The sum is over the sampled words, and the shape is (N, D).",
                ),
                Wrong(
                    "⟦(h[:, None] * W_in[negatives]).sum(axis=2)‖np.sum(W_in[negatives] * h[:, None], axis=2)⟧",
                    "負例に入力側のベクトルを使っている。",
                    "The sampled words get vectors of the input.",
                ),
                Wrong(
                    "⟦(h[:, None] * W_out[negatives]).mean(axis=2)‖np.mean(W_out[negatives] * h[:, None], axis=2)⟧",
                    "和の代わりに平均を取っている。",
                    "This is a mean instead of a sum.",
                ),
                Wrong(
                    "(W_out[context][:, None] * W_out[negatives]).sum(axis=2)",
                    "中央の単語ではなく、周りの単語との内積を取っている。",
                    "The products are with the word around, not with the middle one.",
                ),
            ),
            note=(
                "負例のスコアは、中央の単語と K 個の負例との内積である。",
                "The other scores are the products of the middle word with K sampled ones.",
            ),
            hint=("和を取るのは次元の軸である。", "The sum is over the size of a vector."),
        ),
        "loss": Slot(
            right="⟦-log_sigmoid(pos) - log_sigmoid(-neg).sum(axis=1)‖-(log_sigmoid(pos) + np.sum(log_sigmoid(-neg), axis=1))⟧",
            wrong=(
                Wrong(
                    "⟦-log_sigmoid(pos) - log_sigmoid(neg).sum(axis=1)‖-(log_sigmoid(pos) + np.sum(log_sigmoid(neg), axis=1))⟧",
                    "負例のスコアの符号が反転していない。負例まで近づけてしまう。",
                    "The sign of the other scores is not turned round, so sampled words are drawn near as well.",
                ),
                Wrong(
                    "⟦-log_sigmoid(pos) + log_sigmoid(-neg).sum(axis=1)‖np.sum(log_sigmoid(-neg), axis=1) - log_sigmoid(pos)⟧",
                    "負例の項の符号が逆である。損失が負になりうる。",
                    "The sign of the second term is wrong; the loss may become negative.",
                ),
                Wrong(
                    "⟦-log_sigmoid(pos) - log_sigmoid(-neg).mean(axis=1)‖-(log_sigmoid(pos) + np.mean(log_sigmoid(-neg), axis=1))⟧",
                    "負例について平均している。ここでは和を取る。",
                    "This is the mean over the sampled words, but the sum is wanted.",
                ),
                Wrong(
                    "-log_sigmoid(-pos) - log_sigmoid(neg).sum(axis=1)",
                    "正例と負例が逆である。",
                    "True and sampled words are exchanged.",
                ),
            ),
            note=(
                "正例のスコアは大きく、負例のスコアは小さくしたいので、負例の側だけ符号を反転させる。",
                "The score of the true word should be large and the others small, hence the minus on the latter.",
            ),
            hint=("どちらのスコアを大きくしたいか。", "Which of the scores should become large?"),
        ),
    },
    explanation=(
        """
        全単語についてのソフトマックスの代わりに、正例 1 個と負例 K 個の二値分類を行う。
        計算量は語彙数によらず、K に比例する。
        """,
        """
        Instead of a softmax over all words, one true word and K sampled ones are told apart, each by yes or no.
        The work grows with K and not with the number of words.
        """,
    ),
    tags=("word2vec", "negative-sampling"),
    names={
        "pos": ("pos", "s_pos", "good"),
        "neg": ("neg", "s_neg", "bad"),
        "h": ("h", "v_c", "vec"),
    },
    sizes=("{K: 2..5, N: 2..6}", "{K: 3..6, V: 4..9}", "{K: 2..4, D: 2..6, N: 2..5}"),
)

CLIPPING = Template(
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
    norm = ⟨norm⟩
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
            right="⟦min(1.0, threshold / (norm + 1e-300))‖threshold / norm if norm > threshold else 1.0‖"
            "1.0 if norm <= threshold else threshold / norm⟧",
            wrong=(
                Wrong(
                    "⟦threshold / max(norm, 1e-300)‖threshold / (norm + 1e-300)⟧",
                    "ノルムが小さいときに勾配を引き伸ばしてしまう。",
                    "Where the norm is small, the gradients are stretched.",
                ),
                Wrong(
                    "⟦min(1.0, norm / threshold)‖norm / threshold if norm < threshold else 1.0⟧",
                    "分子と分母が逆である。大きな勾配が縮まない。",
                    "The fraction is upside down: large gradients do not shrink.",
                ),
                Wrong(
                    "⟦1.0 if norm <= threshold else 1.0 / norm‖1.0 / norm if norm > threshold else 1.0⟧",
                    "縮めた後のノルムが 1 になり、しきい値にならない。",
                    "The norm becomes 1 instead of the threshold.",
                ),
                Wrong(
                    "⟦threshold if norm > threshold else 1.0‖1.0 if norm <= threshold else threshold⟧",
                    "ノルムで割っていない。縮めた後の大きさがしきい値にならない。",
                    "There is no division by the norm, so what is left does not have the threshold for its norm.",
                ),
            ),
            note=(
                "超えたときだけ threshold / norm を掛ける。すべてに同じ比を掛けるので、向きは変わらない。",
                "Only where the norm exceeds it, the factor is threshold / norm, the same for all: the direction stays.",
            ),
            hint=("ノルムがしきい値の 2 倍なら、何を掛ければよいか。", "With a norm of twice the threshold, what is the factor?"),
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
            hint=("向きを変えないためには、何をそろえるか。", "What must be the same for all, so that the direction stays?"),
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
        "norm": ("norm", "total", "length"),
        "rate": ("rate", "factor", "share"),
    },
    # So that the norm, about 5, is on either side of the threshold on a good part of the trials.
    sizes=("{D: 3..4, H: 3..4}", "{D: 4..5, H: 3..3}", "{D: 2..3, H: 4..4}"),
    inputs=('{threshold: "uniform(1, 10)"}', '{threshold: "uniform(1.5, 9)"}', '{threshold: "uniform(0.5, 10.5)"}'),
)

TEMPLATES = (CBOW, NEGATIVE_SAMPLING, CLIPPING)
