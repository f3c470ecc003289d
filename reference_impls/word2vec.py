"""Word vectors: their cosine similarity, analogies, and the scores and losses of CBOW and skip-gram.

    CBOW         contexts ─▶ rows of W_in ─▶ mean ─▶ h ─▶ h W_out^T ─▶ scores of all words   guess the centre
    skip-gram    center ───▶ row of W_in ──────────▶ h ─▶ h W_out^T ─▶ scores of all words   guess each context

    similarity of a and b    cos = a · b / (|a| |b|)
    a - b + c                where is the word that is to c what a is to b?  king - man + woman, near queen

Symbols: N batch, V vocabulary, D size of a word vector, C context words for each centre word, K negative
samples.  Word ids count from 0.  W_in and W_out have one row for each word, (V, D).

Where textbooks disagree:
    1. CBOW's hidden layer is the mean of the context vectors, as in Mikolov et al. (2013a) and ゼロから作るDeep
       Learning ❷, not their sum.
    2. The word vectors are the rows of W_in.  Some add W_out's, or take their mean.
    3. Layout.  ゼロから作るDeep Learning ❷ keeps the output matrix of its first CBOW as (D, V), W_out.T here.
    4. The analogy.  Mikolov et al. (2013b) compare by cosine, and leave the three query words out of the answer;
       `analogy_ranking` does so.  `nearest_words` leaves them in, and compares by the inner product too.
    5. Losses.  Skip-gram's are summed over the C contexts and the K negative samples, as in the papers, not
       averaged; here each sample has its own loss, without a mean over the batch.
"""

import numpy as np


def draw_distinct(rng: np.random.RandomState, sizes: tuple[int, ...]) -> np.ndarray:
    """`sizes[1]` different ids below `sizes[0]`, in random order."""
    ids: np.ndarray = rng.permutation(sizes[0])[: sizes[1]]  # (sizes[1],)
    return ids


def draw_royal_table(_rng: np.random.RandomState, _sizes: tuple[int, ...]) -> np.ndarray:
    """The vectors of 王様, 女王, 男, 女 in the notes of the course: always the same, (4, 4)."""
    rows = [[0.4, 0.1, 0.9, 0.4], [0.5, 0.2, 0.3, 0.4], [0.1, 0.0, 0.8, 0.2], [0.2, 0.1, 0.2, 0.3]]
    return np.array(rows)  # (4, 4)


def draw_royal_query(_rng: np.random.RandomState, _sizes: tuple[int, ...]) -> np.ndarray:
    """王様, 男, 女 as rows of `draw_royal_table`: always the same, (3,)."""
    return np.array([0, 2, 3])  # (3,)


INPUTS = {
    "cosine_similarities": {"x": "D", "table": "V D"},
    "analogy_ranking": {"table": "V+3 D+1", "query": "distinct(V+3) 3"},
    "nearest_words": {"table": "V+3 D+1", "query": "distinct(V+3) 3"},
    "cbow_scores": {"contexts": "integer(0, V) N C", "W_in": "V D", "W_out": "V D"},
    "cbow_scores_backward": {
        "contexts": "integer(0, V) N C",
        "W_in": "V D",
        "W_out": "V D",
        "dscores": "N V",
    },
    "skip_gram_scores": {"center": "integer(0, V) N", "W_in": "V D", "W_out": "V D"},
    "skip_gram_loss": {
        "center": "integer(0, V) N",
        "contexts": "integer(0, V) N C",
        "W_in": "V D",
        "W_out": "V D",
    },
    "negative_sampling_loss": {
        "center": "integer(0, V) N",
        "context": "integer(0, V) N",
        "negatives": "integer(0, V) N K",
        "W_in": "V D",
        "W_out": "V D",
    },
}
OUTPUTS = {
    "cosine_similarities": "V",
    "analogy_ranking": "V",
    "nearest_words": ("scalar", "scalar"),
    "cbow_scores": "N V",
    "cbow_scores_backward": ("V D", "V D"),
    "skip_gram_scores": "N V",
    "skip_gram_loss": "N",
    "negative_sampling_loss": "N",
}
DRAW = {"distinct": draw_distinct, "royal_table": draw_royal_table, "royal_query": draw_royal_query}


def log_softmax(x: np.ndarray) -> np.ndarray:
    """The logarithm of the softmax over the last axis; the largest is subtracted first, so nothing overflows."""
    shifted = x - x.max(axis=-1, keepdims=True)  # as x, at most 0
    y: np.ndarray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))  # as x
    return y


def log_sigmoid(x: np.ndarray) -> np.ndarray:
    """log(1 / (1 + exp(-x))), element by element, at most 0; neither large nor small x overflow."""
    y: np.ndarray = -np.logaddexp(np.zeros_like(x), -x)  # as x
    return y


def cosine_similarities(x: np.ndarray, table: np.ndarray) -> np.ndarray:
    """The cosine of the angle between `x` and each row of `table`.

    Args:
        x: a vector, (D,).
        table: vectors as rows, (V, D).

    Returns:
        (V,), each in [-1, 1] but for rounding.

    Raises:
        ValueError: a vector is zero and has no direction, or the shapes do not fit.

    Source: Mikolov, Chen, Corrado and Dean (2013a), "Efficient Estimation of Word Representations in Vector Space".
    """
    lengths = np.linalg.norm(table, axis=1) * np.linalg.norm(x)  # (V,)
    if not lengths.all():
        raise ValueError("a zero vector has no direction")
    similarities: np.ndarray = table @ x / lengths  # (V,)
    return similarities


def analogy_ranking(table: np.ndarray, query: np.ndarray) -> np.ndarray:
    """All words but the query's own, by their cosine similarity to a - b + c, the most similar first.

    Args:
        table: word vectors as rows, (V+3, D+1); with one component all cosines would be 1 or -1.
        query: ids of the words a, b, c, (3,), all different: "a is to b as the answer is to c".

    Returns:
        ids, (V,); the first is the answer.

    Raises:
        ValueError: a vector is zero, or the shapes do not fit.
        IndexError: an id is none of the table.

    Source: Mikolov, Yih and Zweig (2013b), "Linguistic Regularities in Continuous Space Word Representations";
    the query words are left out, for otherwise one of them is often the nearest.
    """
    a, b, c = query
    similarities = cosine_similarities(table[a] - table[b] + table[c], table)  # (V+3,)
    ranking = np.argsort(-similarities)  # (V+3,) ids, the most similar first
    return ranking[~np.isin(ranking, query)]  # (V,)


def nearest_words(table: np.ndarray, query: np.ndarray) -> tuple[int, int]:
    """The nearest of all words to a - b + c, the query's own included, by two measures.

    Args:
        table: word vectors as rows, (V+3, D+1); with one component all cosines would be 1 or -1.
        query: ids of the words a, b, c, (3,).

    Returns:
        (by_dot, by_cosine): the ids with the largest inner product and with the largest cosine similarity.

    Raises:
        ValueError: a vector is zero, or the shapes do not fit.
        IndexError: an id is none of the table.

    Source: as `analogy_ranking`.
    """
    a, b, c = query
    x = table[a] - table[b] + table[c]  # (D+1,)
    return int((table @ x).argmax()), int(cosine_similarities(x, table).argmax())  # (), ()


def cbow_scores(contexts: np.ndarray, W_in: np.ndarray, W_out: np.ndarray) -> np.ndarray:
    """The score of every word as the centre of the contexts, before the softmax.

    Args:
        contexts: ids of the context words, (N, C).
        W_in: word vectors, (V, D).
        W_out: output vectors, (V, D).

    Returns:
        scores, (N, V).

    Raises:
        IndexError: an id is none of the vocabulary.
        ValueError: the shapes do not fit.

    Source: Mikolov, Chen, Corrado and Dean (2013a), section 3.1; the order of the contexts makes no difference.
    """
    h = W_in[contexts].mean(axis=1)  # (N, D)
    scores: np.ndarray = h @ W_out.T  # (N, V)
    return scores


def cbow_scores_backward(
    contexts: np.ndarray, W_in: np.ndarray, W_out: np.ndarray, dscores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The gradients of `cbow_scores`.

    Args:
        contexts: ids of the context words, (N, C); a word may stand there more than once.
        W_in: word vectors, (V, D).
        W_out: output vectors, (V, D).
        dscores: gradient of the loss with respect to the scores, (N, V).

    Returns:
        (dW_in, dW_out), each (V, D); the rows of dW_in whose words are no contexts are 0.

    Raises:
        IndexError: an id is none of the vocabulary.
        ValueError: the shapes do not fit.

    Source: the chain rule; each of the C contexts gets the share 1 / C, and a word collects from all its places.
    """
    C = contexts.shape[1]  # ()
    dW_out = dscores.T @ W_in[contexts].mean(axis=1)  # (V, D)
    dh = dscores @ W_out  # (N, D)
    dW_in = np.zeros_like(W_in)  # (V, D)
    np.add.at(dW_in, contexts, dh[:, None, :] / C)  # adds also where an id occurs twice
    return dW_in, dW_out


def skip_gram_scores(center: np.ndarray, W_in: np.ndarray, W_out: np.ndarray) -> np.ndarray:
    """The score of every word as a context of the centre word, before the softmax; the same for each position.

    Args:
        center: ids of the centre words, (N,).
        W_in: word vectors, (V, D).
        W_out: output vectors, (V, D).

    Returns:
        scores, (N, V).

    Raises:
        IndexError: an id is none of the vocabulary.
        ValueError: the shapes do not fit.

    Source: Mikolov, Chen, Corrado and Dean (2013a), section 3.2.
    """
    h = W_in[center]  # (N, D)
    scores: np.ndarray = h @ W_out.T  # (N, V)
    return scores


def skip_gram_loss(center: np.ndarray, contexts: np.ndarray, W_in: np.ndarray, W_out: np.ndarray) -> np.ndarray:
    """-log of the probability of all contexts, given the centre word: the sum of their cross-entropies.

    Args:
        center: ids of the centre words, (N,).
        contexts: ids of their context words, (N, C).
        W_in: word vectors, (V, D).
        W_out: output vectors, (V, D).

    Returns:
        losses, (N,), in nats, not negative.

    Raises:
        IndexError: an id is none of the vocabulary.
        ValueError: the shapes do not fit.

    Source: Mikolov, Sutskever, Chen, Corrado and Dean (2013c), "Distributed Representations of Words and Phrases
    and their Compositionality", equations 1 and 2.
    """
    log_p = log_softmax(skip_gram_scores(center, W_in, W_out))  # (N, V)
    picked = np.take_along_axis(log_p, contexts, axis=1)  # (N, C)
    losses: np.ndarray = -picked.sum(axis=1)  # (N,)
    return losses


def negative_sampling_loss(
    center: np.ndarray, context: np.ndarray, negatives: np.ndarray, W_in: np.ndarray, W_out: np.ndarray
) -> np.ndarray:
    """-log σ(positive score) - sum of log σ(-negative score): one true context against K sampled words.

    Args:
        center: ids of the centre words, (N,).
        context: id of one true context word each, (N,).
        negatives: ids of K sampled words each, (N, K).
        W_in: word vectors, (V, D).
        W_out: output vectors, (V, D).

    Returns:
        losses, (N,), in nats, positive.

    Raises:
        IndexError: an id is none of the vocabulary.
        ValueError: the shapes do not fit.

    Source: Mikolov, Sutskever, Chen, Corrado and Dean (2013c), equation 4, with the sign turned round for a loss.
    """
    h = W_in[center]  # (N, D)
    positive = (h * W_out[context]).sum(axis=1)  # (N,) should become large
    negative = (h[:, None, :] * W_out[negatives]).sum(axis=2)  # (N, K) should become small
    losses: np.ndarray = -log_sigmoid(positive) - log_sigmoid(-negative).sum(axis=1)  # (N,)
    return losses
