"""The decoder of a sequence-to-sequence model: the encoder's last state becomes a sentence, word by word.

    teacher forcing, while learning           greedy, while predicting: y_t = argmax p_t

         p_0         p_1         p_2               y_0 ──┐     y_1 ──┐     y_2
          │Wo         │Wo         │Wo               │Wo  │      │Wo  │      │Wo
    ──▶  h_0 ──Wh──▶ h_1 ──Wh──▶ h_2          ──▶  h_0 ──┼Wh─▶ h_1 ──┼Wh─▶ h_2
          │Wx         │Wx         │Wx               │Wx  │      │Wx  │      │Wx
        <BOS>      right 0     right 1            <BOS>  └───▶ y_0   └───▶ y_1

    h_t = tanh(E[w_t] Wx + h_{t-1} Wh + b)     p_t = softmax(h_t Wo + bo)     h_{-1} = the encoder's last state

The word w_t that goes in is, for t = 0, the start token <BOS>; afterwards the right word of the step before (teacher
forcing, while learning) or the decoder's own (while predicting).

Symbols: N batch, S words of the source, T words to produce, V vocabulary, D size of a word vector, H state size.
Words are ids from 0 to V - 1, batch first; weights stand on the right of row vectors.

Where textbooks disagree:
    1. What the decoder gets of the encoder.  Sutskever et al. (2014): only the first state.  Cho et al. (2014): the
       context at every step, into the state and into the output.  `decode_peeky` does that like the Peeky Decoder of
       ゼロから作るDeep Learning ❷, by lengthening the vectors; there the context stands before the word vector and
       the state, here behind them.
    2. How the start is written.  `decode` puts <BOS> before the targets itself; in `decoder_loss`, as in the book,
       the sentence already begins with it.
    3. What a loss is divided by.  Here by all N·T words; others sum over the words of a sentence.
"""

import numpy as np

INPUTS = {
    "decode": {
        "hs": "N S H",
        "targets": "integer(0, V) N T",
        "bos": "integer(0, V)",
        "E": "V D",
        "Wx": "D H",
        "Wh": "H H",
        "b": "H",
        "Wo": "H V",
        "bo": "V",
    },
    "decode_greedy": {
        "hs": "N S H",
        "bos": "integer(0, V)",
        "steps": "integer(T, T+1)",
        "E": "V D",
        "Wx": "D H",
        "Wh": "H H",
        "b": "H",
        "Wo": "H V",
        "bo": "V",
    },
    "decode_peeky": {
        "hs": "N S H",
        "targets": "integer(0, V) N T",
        "bos": "integer(0, V)",
        "E": "V D",
        "Wx": "D+H H",
        "Wh": "H H",
        "b": "H",
        "Wo": "2*H V",
        "bo": "V",
    },
    "decoder_loss": {
        "hs": "N S H",
        "sentence": "integer(0, V) N T+1",
        "E": "V D",
        "Wx": "D H",
        "Wh": "H H",
        "b": "H",
        "Wo": "H V",
        "bo": "V",
    },
}
OUTPUTS = {"decode": "N T V", "decode_greedy": "N T", "decode_peeky": "N T V", "decoder_loss": "scalar"}
GIVEN = ("softmax",)


def softmax(x: np.ndarray) -> np.ndarray:
    """exp(x) divided by its sum over the last axis; the largest exponent is 0, so nothing overflows."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))  # as x, in (0, 1]
    p: np.ndarray = e / e.sum(axis=-1, keepdims=True)  # as x
    return p


def fed_words(targets: np.ndarray, bos: int) -> np.ndarray:
    """What teacher forcing feeds, (N, T): the start token, then the targets without their last word."""
    start = np.full_like(targets[:, :1], bos)  # (N, 1)
    return np.concatenate([start, targets[:, :-1]], axis=1)  # (N, T)


def scores(
    h: np.ndarray,
    words: np.ndarray,
    E: np.ndarray,
    Wx: np.ndarray,
    Wh: np.ndarray,
    b: np.ndarray,
    Wo: np.ndarray,
    bo: np.ndarray,
) -> np.ndarray:
    """The scores before the softmax, (N, T, V), of a decoder that starts from h, (N, H), and is fed words, (N, T)."""
    steps = []
    for w in words.T:  # (N,) the words of one step
        h = np.tanh(E[w] @ Wx + h @ Wh + b)  # (N, H)
        steps.append(h @ Wo + bo)  # (N, V)
    return np.stack(steps, axis=1)  # (N, T, V)


def decode(
    hs: np.ndarray,
    targets: np.ndarray,
    bos: int,
    E: np.ndarray,
    Wx: np.ndarray,
    Wh: np.ndarray,
    b: np.ndarray,
    Wo: np.ndarray,
    bo: np.ndarray,
) -> np.ndarray:
    """The probabilities of the words at each step, with teacher forcing.

    Args:
        hs: states of the encoder, (N, S, H); only the last counts.
        targets: right words, (N, T), integers from 0 to V - 1.
        bos: id of the start token.
        E: embedding, (V, D).
        Wx: word vector to state, (D, H).
        Wh: state to state, (H, H).
        b: bias of the state, (H,).
        Wo: state to scores, (H, V).
        bo: bias of the scores, (V,).

    Returns:
        p, (N, T, V), sums to 1 over the last axis.

    Raises:
        IndexError: an id outside the vocabulary.
        ValueError: the shapes do not fit.

    Source: Sutskever, Vinyals and Le (2014), "Sequence to Sequence Learning with Neural Networks", with a simple
    RNN; teacher forcing: Williams and Zipser (1989), "A Learning Algorithm for Continually Running Fully Recurrent
    Neural Networks".
    """
    return softmax(scores(hs[:, -1], fed_words(targets, bos), E, Wx, Wh, b, Wo, bo))  # (N, T, V)


def decode_greedy(
    hs: np.ndarray,
    bos: int,
    steps: int,
    E: np.ndarray,
    Wx: np.ndarray,
    Wh: np.ndarray,
    b: np.ndarray,
    Wo: np.ndarray,
    bo: np.ndarray,
) -> np.ndarray:
    """The words that the decoder produces by itself: at each step the most probable one, which it is fed next.

    Args:
        hs: states of the encoder, (N, S, H); only the last counts.
        bos: id of the start token.
        steps: how many words to produce, T; no token ends a sentence early.
        E: embedding, (V, D).
        Wx: word vector to state, (D, H).
        Wh: state to state, (H, H).
        b: bias of the state, (H,).
        Wo: state to scores, (H, V).
        bo: bias of the scores, (V,).

    Returns:
        words, (N, T), integers from 0 to V - 1; the start token is not among them.

    Raises:
        IndexError: an id outside the vocabulary.
        ValueError: the shapes do not fit.

    Source: as `decode`; greedy search is the beam search of that paper with a beam of one.
    """
    h = hs[:, -1]  # (N, H)
    words = np.full((hs.shape[0], steps + 1), bos)  # (N, T + 1) the start token and what follows
    for t in range(steps):
        h = np.tanh(E[words[:, t]] @ Wx + h @ Wh + b)  # (N, H)
        words[:, t + 1] = np.argmax(h @ Wo + bo, axis=1)  # (N,) the softmax would not change the order
    return words[:, 1:]  # (N, T)


def decode_peeky(
    hs: np.ndarray,
    targets: np.ndarray,
    bos: int,
    E: np.ndarray,
    Wx: np.ndarray,
    Wh: np.ndarray,
    b: np.ndarray,
    Wo: np.ndarray,
    bo: np.ndarray,
) -> np.ndarray:
    """As `decode`, but every step sees the encoder's last state, c, in the input and before the output.

    Args:
        hs: states of the encoder, (N, S, H); only the last, c, counts.
        targets: right words, (N, T), integers from 0 to V - 1.
        bos: id of the start token.
        E: embedding, (V, D).
        Wx: word vector and c to state, (D + H, H); the last H rows belong to c.
        Wh: state to state, (H, H).
        b: bias of the state, (H,).
        Wo: state and c to scores, (2H, V); the last H rows belong to c.
        bo: bias of the scores, (V,).

    Returns:
        p, (N, T, V), sums to 1 over the last axis.

    Raises:
        IndexError: an id outside the vocabulary.
        ValueError: the shapes do not fit.

    Source: Cho et al. (2014), "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine
    Translation"; as layers: ゼロから作るDeep Learning ❷, chapter 7, Peeky.
    """
    c = hs[:, -1]  # (N, H) the context
    h, steps = c, []
    for w in fed_words(targets, bos).T:  # (N,) the words of one step
        e = np.concatenate([E[w], c], axis=1)  # (N, D + H)
        h = np.tanh(e @ Wx + h @ Wh + b)  # (N, H)
        steps.append(np.concatenate([h, c], axis=1) @ Wo + bo)  # (N, V)
    return softmax(np.stack(steps, axis=1))  # (N, T, V)


def decoder_loss(
    hs: np.ndarray,
    sentence: np.ndarray,
    E: np.ndarray,
    Wx: np.ndarray,
    Wh: np.ndarray,
    b: np.ndarray,
    Wo: np.ndarray,
    bo: np.ndarray,
) -> np.floating:
    """The mean cross-entropy of a sentence that begins with the start token, with teacher forcing.

    Args:
        hs: states of the encoder, (N, S, H); only the last counts.
        sentence: the start token and the T right words, (N, T + 1), integers from 0 to V - 1.
        E: embedding, (V, D).
        Wx: word vector to state, (D, H).
        Wh: state to state, (H, H).
        b: bias of the state, (H,).
        Wo: state to scores, (H, V).
        bo: bias of the scores, (V,).

    Returns:
        -log p(right word), averaged over all N·T words, in nats a word.

    Raises:
        IndexError: an id outside the vocabulary.
        ValueError: the shapes do not fit.

    Source: as `decode`.
    """
    s = scores(hs[:, -1], sentence[:, :-1], E, Wx, Wh, b, Wo, bo)  # (N, T, V)
    s = s - s.max(axis=-1, keepdims=True)  # (N, T, V) the same softmax, and exp cannot overflow
    log_sum = np.log(np.exp(s).sum(axis=-1))  # (N, T)
    picked = np.take_along_axis(s, sentence[:, 1:, None], axis=-1)[..., 0]  # (N, T) the right word's score
    loss: np.floating = np.mean(log_sum - picked)  # ()
    return loss
