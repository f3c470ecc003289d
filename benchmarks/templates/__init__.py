"""The kinds of questions that `generate.py` draws from, a file each.

NAMED stand on functions of `reference_impls`, WRITTEN bring a reference of their own.
"""

from __future__ import annotations

from templates import (
    adam_step,
    additive_attention,
    affine_backward,
    bptt,
    causal_attention,
    cbow,
    clipping_norm,
    embedding_backward,
    gru_series,
    gru_step,
    label_smoothing,
    layer_norm,
    lstm_series,
    lstm_step,
    marked_mean,
    negative_sampling,
    rnn_backward,
    rnn_series,
    rnn_step,
    scaled_attention,
    softmax_loss,
    teacher_forcing,
)
from templates.form import Template

TEMPLATES: dict[str, Template] = {
    module.TEMPLATE.name: module.TEMPLATE
    for module in (
        adam_step,
        additive_attention,
        affine_backward,
        bptt,
        causal_attention,
        cbow,
        clipping_norm,
        embedding_backward,
        gru_series,
        gru_step,
        label_smoothing,
        layer_norm,
        lstm_series,
        lstm_step,
        marked_mean,
        negative_sampling,
        rnn_backward,
        rnn_series,
        rnn_step,
        scaled_attention,
        softmax_loss,
        teacher_forcing,
    )
}
NAMED = tuple(name for name, template in TEMPLATES.items() if isinstance(template.reference, str))
WRITTEN = tuple(name for name, template in TEMPLATES.items() if not isinstance(template.reference, str))
