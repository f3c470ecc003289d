"""What the built-in bank must hold: the question of each published exercise, the tag of each statement, the models."""

from __future__ import annotations

from collections.abc import Iterable

from exam_drill import catalogue
from exam_drill.question import Question

# The published exercises: label, program, question.
EXERCISES = (
    ("く", "a recursive network over a parse tree", "recursive-traverse"),
    ("お", "back-propagation through time", "bptt-delta"),
    ("さ", "gradient clipping by norm", "clipping-rate"),
    ("け", "a step of an LSTM", "lstm-cell-state"),
    ("こ", "a step of a GRU", "gru-state-update"),
    ("か", "a bidirectional RNN", "birnn-features"),
    ("き", "the encoder of a seq2seq model", "encoder-embedding"),
    ("16, 17", "an LSTM class: next cell, next state", "lstm-class"),
)

# Statements of the notes that a program can prove: statement, the tags that a question on it has.
STATEMENTS = (
    ("the sigmoid's derivative is f(1 - f), at most 0.25", "sigmoid-derivative"),
    ("clipping element by element turns the gradient, clipping by norm keeps its direction", "element-clipping"),
    ("the CEC: the gradient through the memory cell is 1", "cec"),
    ("gradients vanish or explode with the number of steps", "vanishing-gradient"),
    ("forget, input and output gates", "lstm gates"),
    ("peephole connections", "peephole"),
    ("parameter counts of LSTM and GRU", "parameter-count"),
    ("encoder and decoder", "encoder-decoder"),
    ("teacher forcing", "teacher-forcing"),
    ("word2vec's analogy 王様 − 男 + 女 by cosine", "word2vec-analogy"),
    ("softmax(QKᵀ)V", "dot-product-attention"),
    ("softmax(QKᵀ/√d_k)V", "scaled-attention"),
    ("additive attention", "additive-attention"),
    ("a step of an RNN, forwards", "rnn-step"),
    ("a step of an RNN, backwards: dt = dh_next * (1 - h_next**2), db summed over axis 0", "rnn-backward"),
    ("writing into an array with [...] against rebinding a name", "in-place"),
    ("Time Embedding", "time-embedding"),
    ("Time Affine as one product over N·T rows", "time-affine"),
    ("Time Softmax with Loss with ignore_label=-1", "time-softmax-loss"),
    ("the mini-batch offsets of a long series that wrap round", "minibatch-offsets"),
    ("perplexity", "perplexity"),
)

# Models that must have references and questions: model, module, functions of the module (all, if none is named).
MODELS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("RNN", "rnn", ("rnn_step", "rnn")),
    ("RNN, backwards", "rnn", ("rnn_step_backward", "state_jacobian", "rnn_backward", "truncated_backward")),
    ("BPTT", "bptt", ()),
    ("bidirectional RNN", "birnn", ()),
    ("recursive network", "recursive", ()),
    ("LSTM: a step, a series", "lstm", ()),
    ("LSTM: what its gates do", "lstm_gates", ()),
    ("LSTM with peepholes", "peephole_lstm", ()),
    ("LSTM, backwards", "lstm_backward", ()),
    ("GRU", "gru", ("gru", "gru_series", "gru_reset_after")),
    ("GRU, backwards", "gru", ("gru_update_backward", "gru_backward")),
    ("parameter counts", "parameter_counts", ()),
    ("vanishing and exploding gradients, CEC", "gradient_flow", ()),
    ("clipping by norm", "clipping", ("gradient_clipping", "clip_by_global_norm")),
    ("clipping by element", "clipping", ("clip_elements", "clipping_cosines")),
    ("encoder", "encoder", ()),
    ("decoder with teacher forcing", "decoder", ("decode", "decode_peeky", "decoder_loss")),
    ("decoder without it", "decoder", ("decode_greedy",)),
    ("attention", "attention", ("softmax", "softmax_backward", "dot_product_attention")),
    (
        "attention, scaled",
        "attention",
        (
            "scaled_dot_product_attention",
            "masked_attention",
            "causal_attention",
            "cross_attention",
            "scaled_dot_product_attention_backward",
        ),
    ),
    ("attention, additive", "additive_attention", ()),
    ("activations and their derivatives", "activations", ()),
    ("word2vec: analogy", "word2vec", ("cosine_similarities", "analogy_ranking", "nearest_words")),
    (
        "word2vec: CBOW, skip-gram",
        "word2vec",
        ("cbow_scores", "cbow_scores_backward", "skip_gram_scores", "skip_gram_loss", "negative_sampling_loss"),
    ),
    ("Time Embedding", "time_layers", ("time_embedding", "time_embedding_backward")),
    ("Time Affine", "time_layers", ("time_affine", "time_affine_backward")),
    ("Time Softmax with Loss", "time_layers", ("time_softmax_loss", "time_softmax_loss_backward")),
    ("mini-batch offsets", "language_model", ("batch_offsets", "minibatches")),
    ("perplexity", "language_model", ("perplexity", "yardsticks")),
    ("updates in place", "in_place", ()),
)


def about(tags: str, questions: Iterable[Question]) -> list[Question]:
    """The questions that have all the tags of a row of `STATEMENTS`."""
    return [question for question in questions if set(tags.split()) <= set(question.tags)]


def functions_of(module: str, named: tuple[str, ...]) -> list[str]:
    """The reference functions of a row of `MODELS`, as "module.function"."""
    return [f"{module}.{function}" for function in named or catalogue.declarations(module).inputs]


# Headings of the syllabus E2026#2, in our words, as far as public notes tell.
SYLLABUS = {
    "2.1": "機械学習の基礎: 評価指標 (metrics)",
    "3.1": "MLP・損失・活性化 (losses, activations)",
    "3.2": "最適化・誤差逆伝播 (optimisation, back-propagation)",
    "3.5": "RNN・LSTM/GRU・seq2seq・アテンション (recurrent networks)",
    "3.6": "Transformer",
    "4.4": "自然言語: word2vec ほか (natural language)",
}
