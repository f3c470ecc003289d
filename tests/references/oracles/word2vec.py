"""Word vectors against PyTorch's cosine_similarity, embedding_bag and losses."""

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import word2vec


def _cosine(torch: ModuleType, x: Any, table: Any) -> Any:
    return torch.nn.functional.cosine_similarity(table, x.unsqueeze(0), dim=1)


def _target(table: Any, query: Any) -> Any:
    return query.new_tensor([1, -1, 1]).to(table.dtype) @ table[query]


def _sorted_without_query(torch: ModuleType, table: Any, query: Any) -> Any:
    similarities = _cosine(torch, _target(table, query), table)
    similarities[query] = -torch.inf
    return torch.sort(similarities, descending=True).indices[:-3]


def _largest(torch: ModuleType, table: Any, query: Any) -> Any:
    x = _target(table, query)
    unit = torch.nn.functional.normalize(table, dim=1)
    return torch.mv(table, x).argmax(), torch.mv(unit, x).argmax()  # the length of x changes no order


def _embedding_bag(torch: ModuleType, contexts: Any, W_in: Any, W_out: Any) -> Any:
    return torch.nn.functional.linear(torch.nn.functional.embedding_bag(contexts, W_in, mode="mean"), W_out)


def _embedding_bag_autograd(torch: ModuleType, contexts: Any, W_in: Any, W_out: Any, dscores: Any) -> Any:
    inputs = [W_in.requires_grad_(), W_out.requires_grad_()]
    return torch.autograd.grad(_embedding_bag(torch, contexts, *inputs), inputs, [dscores])


def _cbow_differences(**inputs: np.ndarray) -> tuple[np.ndarray, ...]:
    def loss(moved: dict[str, np.ndarray]) -> float:
        scores = word2vec.cbow_scores(moved["contexts"], moved["W_in"], moved["W_out"])
        return float(np.sum(scores * moved["dscores"]))

    return gradients(loss, inputs, ["W_in", "W_out"])


def _embedding(torch: ModuleType, center: Any, W_in: Any, W_out: Any) -> Any:
    return torch.nn.functional.linear(torch.nn.functional.embedding(center, W_in), W_out)


def _cross_entropy(torch: ModuleType, center: Any, contexts: Any, W_in: Any, W_out: Any) -> Any:
    scores = _embedding(torch, center, W_in, W_out).unsqueeze(2).expand(-1, -1, contexts.shape[1])  # (N, V, C)
    return torch.nn.functional.cross_entropy(scores, contexts, reduction="none").sum(dim=1)


def _binary_cross_entropy(torch: ModuleType, center: Any, context: Any, negatives: Any, W_in: Any, W_out: Any) -> Any:
    words = torch.cat([context.unsqueeze(1), negatives], dim=1)  # (N, 1 + K)
    scores = _embedding(torch, center, W_in, W_out).gather(1, words)
    labels = torch.zeros_like(scores)
    labels[:, 0] = 1
    losses = torch.nn.functional.binary_cross_entropy_with_logits(scores, labels, reduction="none")
    return losses.sum(dim=1)


_BAG = "torch.nn.functional.embedding_bag of mode mean"
ORACLES = (
    Oracle("word2vec.cosine_similarities", "torch.nn.functional.cosine_similarity", _cosine),
    Oracle("word2vec.analogy_ranking", "torch.sort of cosine_similarity", _sorted_without_query),
    Oracle("word2vec.nearest_words", "torch.mv with plain and with normalized rows", _largest),
    Oracle("word2vec.cbow_scores", _BAG, _embedding_bag),
    Oracle("word2vec.cbow_scores_backward", f"autograd through {_BAG}", _embedding_bag_autograd),
    Oracle(
        "word2vec.cbow_scores_backward",
        "central differences of the forward pass",
        _cbow_differences,
        needs_torch=False,
    ),
    Oracle("word2vec.skip_gram_scores", "torch.nn.functional.embedding and linear", _embedding),
    Oracle("word2vec.skip_gram_loss", "torch.nn.functional.cross_entropy", _cross_entropy),
    Oracle(
        "word2vec.negative_sampling_loss",
        "torch.nn.functional.binary_cross_entropy_with_logits",
        _binary_cross_entropy,
    ),
)
