"""How far each reference is from PyTorch: one function a model, `error(torch, module, rng) -> largest absolute error`.

`module` is handed in, so that a sabotaged copy can be measured as well as the real one.  PyTorch computes everything in
float64; the mapping of the weights is written out beside each model, because that mapping is the documented convention.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

N, T, D, H, V, OUT = 4, 6, 3, 5, 7, 2  # all different: no transposed weight fits by luck


def largest(*pairs: tuple[np.ndarray, Any]) -> float:
    """The largest absolute difference between arrays and tensors of the same shape; infinity if a shape differs."""
    errors = [0.0]
    for ours, theirs in pairs:
        expected = theirs.detach().numpy()
        errors.append(float(np.max(np.abs(ours - expected))) if ours.shape == expected.shape else np.inf)
    return max(errors)


def load(torch: ModuleType, layer: Any, **weights: np.ndarray) -> Any:
    """Sets the named parameters of a PyTorch layer; those not named become zero."""
    with torch.no_grad():
        for name, parameter in layer.named_parameters():
            parameter.copy_(torch.from_numpy(weights[name].copy()) if name in weights else torch.zeros_like(parameter))
    assert weights.keys() <= dict(layer.named_parameters()).keys()
    return layer


def rnn_step(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    x, h = rng.randn(N, D), rng.randn(N, H)
    Wx, Wh, b = rng.randn(D, H), rng.randn(H, H), rng.randn(H)
    cell = load(torch, torch.nn.RNNCell(D, H, dtype=torch.float64), weight_ih=Wx.T, weight_hh=Wh.T, bias_ih=b)
    return largest((module.rnn_step(x, h, Wx, Wh, b), cell(torch.from_numpy(x), torch.from_numpy(h))))


def rnn(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    xs, h = rng.randn(N, T, D), rng.randn(N, H)
    Wx, Wh, b = rng.randn(D, H), rng.randn(H, H), rng.randn(H)
    layer = torch.nn.RNN(D, H, batch_first=True, dtype=torch.float64)
    load(torch, layer, weight_ih_l0=Wx.T, weight_hh_l0=Wh.T, bias_ih_l0=0.25 * b, bias_hh_l0=0.75 * b)
    hs, _ = layer(torch.from_numpy(xs), torch.from_numpy(h)[None])
    return largest((module.rnn(xs, h, Wx, Wh, b), hs))


def birnn(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    xs, V_ = rng.randn(N, T, D), rng.randn(OUT, 2 * H)
    W_f, U_f, W_b, U_b = rng.randn(H, D), rng.randn(H, H), rng.randn(H, D), rng.randn(H, H)
    layer = torch.nn.RNN(D, H, bias=False, bidirectional=True, batch_first=True, dtype=torch.float64)
    load(
        torch,
        layer,
        weight_ih_l0=W_f,
        weight_hh_l0=U_f,
        weight_ih_l0_reverse=W_b,
        weight_hh_l0_reverse=U_b,
    )
    hs, _ = layer(torch.from_numpy(xs))
    return largest((module.bidirectional_rnn_net(xs, W_f, U_f, W_b, U_b, V_), hs @ torch.from_numpy(V_).T))


def lstm(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    x, h, c = rng.randn(N, D), rng.randn(N, H), rng.randn(N, H)
    W, U, b = rng.randn(4 * H, D), rng.randn(4 * H, H), rng.randn(4 * H)

    def ifgo(weight: np.ndarray) -> np.ndarray:  # ours a i f o, PyTorch's i f g o, where g is our a
        a, i, f, o = np.split(weight, 4)
        return np.concatenate([i, f, a, o])

    cell = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    load(torch, cell, weight_ih=ifgo(W), weight_hh=ifgo(U), bias_ih=ifgo(b))
    h_next, c_next = cell(torch.from_numpy(x), (torch.from_numpy(h), torch.from_numpy(c)))
    ours_c, ours_h = module.lstm(x, h, c, W, U, b)
    return largest((ours_c, c_next), (ours_h, h_next))


def lstm_cell(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    x, h, c = rng.randn(N, D), rng.randn(N, H), rng.randn(N, H)
    weight, bias = rng.randn(D + H, 4 * H), rng.randn(4 * H)

    def ifgo(columns: np.ndarray) -> np.ndarray:  # ours i f o g as columns, PyTorch's i f g o as rows
        i, f, o, g = np.split(columns.T, 4)
        return np.concatenate([i, f, g, o])

    cell = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    load(torch, cell, weight_ih=ifgo(weight[:D]), weight_hh=ifgo(weight[D:]), bias_ih=ifgo(bias))
    expected = cell(torch.from_numpy(x), (torch.from_numpy(h), torch.from_numpy(c)))
    return largest(*zip(module.lstm_cell(x, h, c, weight, bias), expected, strict=True))


def gru_weights(rng: np.random.RandomState) -> dict[str, np.ndarray]:
    sizes = {"Wr": D, "Ur": H, "Wz": D, "Uz": H, "Wh": D, "Uh": H}
    return {"x": rng.randn(N, D), "h": rng.randn(N, H)} | {k: rng.randn(H, size) for k, size in sizes.items()}


def gru_cell(torch: ModuleType, inputs: dict[str, np.ndarray], update_sign: float) -> Any:
    """PyTorch's GRUCell on our inputs; `update_sign` -1 turns its update gate z into our 1 - z."""
    w = inputs
    cell = torch.nn.GRUCell(w["x"].shape[1], w["h"].shape[1], bias=False, dtype=torch.float64)
    load(  # its blocks are r, z, n
        torch,
        cell,
        weight_ih=np.concatenate([w["Wr"], update_sign * w["Wz"], w["Wh"]]),
        weight_hh=np.concatenate([w["Ur"], update_sign * w["Uz"], w["Uh"]]),
    )
    return cell(torch.from_numpy(w["x"]), torch.from_numpy(w["h"]))


def gru(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    """Against the equations in PyTorch's functions: GRUCell is another model (see test_gru_reference)."""
    inputs = gru_weights(rng)
    w = {name: torch.from_numpy(value) for name, value in inputs.items()}
    linear = torch.nn.functional.linear
    both = torch.cat([w["x"], w["h"]], dim=1)
    r = torch.sigmoid(linear(both, torch.cat([w["Wr"], w["Ur"]], dim=1)))
    z = torch.sigmoid(linear(both, torch.cat([w["Wz"], w["Uz"]], dim=1)))
    reset = torch.cat([w["x"], r * w["h"]], dim=1)
    candidate = torch.tanh(linear(reset, torch.cat([w["Wh"], w["Uh"]], dim=1)))
    return largest((module.gru(**inputs), torch.lerp(w["h"], candidate, z)))


def gru_diagonal(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    """Against GRUCell where the two models meet: with a diagonal Uh it does not matter on which side of it r acts."""
    inputs = gru_weights(rng)
    inputs["Uh"] = np.diag(rng.randn(H))
    return largest((module.gru(**inputs), gru_cell(torch, inputs, update_sign=-1.0)))


def torch_clipped(torch: ModuleType, grad: np.ndarray, threshold: float) -> Any:
    parameter = torch.nn.Parameter(torch.zeros(grad.shape, dtype=torch.float64))
    parameter.grad = torch.from_numpy(grad.copy())
    torch.nn.utils.clip_grad_norm_([parameter], threshold)
    return parameter.grad


def clipping(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    """Against clip_grad_norm_, whose factor is threshold / (norm + 1e-6): the 1e-6 is taken out again."""
    grad = rng.randn(N, D)
    norm = np.linalg.norm(grad)
    factor = (norm + 1e-6) / norm
    return max(
        largest((module.gradient_clipping(grad, 0.5 * norm), factor * torch_clipped(torch, grad, 0.5 * norm))),
        largest((module.gradient_clipping(grad, 2 * norm), torch_clipped(torch, grad, 2 * norm))),
    )


def encoder(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    ids = rng.randint(0, V, size=T)
    E, W, U, b = rng.randn(D, V), rng.randn(H, D), rng.randn(H, H), rng.randn(H)
    vectors = torch.nn.functional.embedding(torch.from_numpy(ids), torch.from_numpy(E.T.copy()))
    layer = torch.nn.RNN(D, H, dtype=torch.float64)
    load(torch, layer, weight_ih_l0=W, weight_hh_l0=U, bias_ih_l0=b)
    _, last = layer(vectors)
    return largest((module.encode(np.eye(V)[ids], E, W, U, b), last[0]))


def recursive(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    """((x0 x1) (x2 x3)) and (((x0 x1) x2) x3), written out without recursion."""
    W, b = rng.randn(D, 2 * D), rng.randn(D)
    x = rng.randn(4, D)
    layer = load(torch, torch.nn.Linear(2 * D, D, dtype=torch.float64), weight=W, bias=b)
    t = torch.from_numpy(x)

    def join(left: Any, right: Any) -> Any:
        return torch.tanh(layer(torch.cat([left, right])))

    def node(left: Any, right: Any) -> dict[str, Any]:
        return {"left": left, "right": right}

    balanced = node(node(x[0], x[1]), node(x[2], x[3]))
    leaning = node(node(node(x[0], x[1]), x[2]), x[3])
    return largest(
        (module.traverse(balanced, W, b), join(join(t[0], t[1]), join(t[2], t[3]))),
        (module.traverse(leaning, W, b), join(join(join(t[0], t[1]), t[2]), t[3])),
    )


def bptt(torch: ModuleType, module: ModuleType, rng: np.random.RandomState) -> float:
    """Against autograd, through a forward pass written anew."""
    xs, ys = rng.randn(N, T, D), rng.randn(N, T, OUT)
    weights = [0.5 * rng.randn(H, D), 0.5 * rng.randn(H, H), 0.5 * rng.randn(OUT, H)]
    W, U, V_ = (torch.from_numpy(weight.copy()).requires_grad_() for weight in weights)
    h = torch.zeros(N, H, dtype=torch.float64)
    loss = torch.zeros((), dtype=torch.float64)
    for x, y in zip(torch.from_numpy(xs).unbind(1), torch.from_numpy(ys).unbind(1), strict=True):
        h = torch.nn.functional.linear(x, W) + torch.nn.functional.linear(h, U)
        loss = loss + 0.5 * torch.nn.functional.mse_loss(torch.nn.functional.linear(h, V_), y, reduction="sum") / N
    loss.backward()
    return largest(*zip(module.bptt(xs, ys, *weights), (W.grad, U.grad, V_.grad), strict=True))


Error = Callable[[ModuleType, ModuleType, np.random.RandomState], float]

# Name -> the reference module and how its error is measured.
ORACLES: dict[str, tuple[str, Error]] = {
    "rnn_step": ("rnn", rnn_step),
    "rnn": ("rnn", rnn),
    "birnn": ("birnn", birnn),
    "lstm": ("lstm", lstm),
    "lstm_cell": ("lstm", lstm_cell),
    "gru": ("gru", gru),
    "gru_diagonal": ("gru", gru_diagonal),
    "clipping": ("clipping", clipping),
    "encoder": ("encoder", encoder),
    "recursive": ("recursive", recursive),
    "bptt": ("bptt", bptt),
}
