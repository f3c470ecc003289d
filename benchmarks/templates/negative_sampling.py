"""The loss of negative sampling."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
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
            right="⟦(h * W_out[context]).sum(axis=1)‖np.sum(W_out[context] * h, axis=-1)‖"
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
            right="⟦(W_out[negatives] @ h[:, :, None])[:, :, 0]‖(h[:, None] * W_out[negatives]).sum(axis=2)‖"
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
            right="⟦-log_sigmoid(pos) - log_sigmoid(-neg).sum(axis=1)‖"
            "-(log_sigmoid(pos) + np.sum(log_sigmoid(-neg), axis=1))⟧",
            wrong=(
                Wrong(
                    "⟦-log_sigmoid(pos) - log_sigmoid(neg).sum(axis=1)‖"
                    "-(log_sigmoid(pos) + np.sum(log_sigmoid(neg), axis=1))⟧",
                    "負例のスコアの符号が反転していない。負例まで近づけてしまう。",
                    "The sign of the other scores is not turned round, so sampled words are drawn near as well.",
                ),
                Wrong(
                    "⟦-log_sigmoid(pos) + log_sigmoid(-neg).sum(axis=1)‖"
                    "np.sum(log_sigmoid(-neg), axis=1) - log_sigmoid(pos)⟧",
                    "負例の項の符号が逆である。損失が負になりうる。",
                    "The sign of the second term is wrong; the loss may become negative.",
                ),
                Wrong(
                    "⟦-log_sigmoid(pos) - log_sigmoid(-neg).mean(axis=1)‖"
                    "-(log_sigmoid(pos) + np.mean(log_sigmoid(-neg), axis=1))⟧",
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
