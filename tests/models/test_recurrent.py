"""The recurrent networks against their equations, written out token by token."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from tests.models.conftest import small
from workbench.models import build
from workbench.models.gru import GatedStack
from workbench.models.recurrent import Recurrent
from workbench.models.rnn import TanhStack
from workbench.models.stack import Stack

VOCAB, CONTEXT, WIDTH = 19, 10, 16
Update = Callable[[Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]


def lstm(x: Tensor, h: Tensor, c: Tensor, _: Tensor) -> tuple[Tensor, Tensor]:
    """Hochreiter and Schmidhuber 1997 with Gers' forget gate; x and h are weighed already."""
    i, f, g, o = (x + h).split(WIDTH)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def gru(x: Tensor, h: Tensor, c: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
    """Cho et al. 2014, the reset gate after the recurrent product."""
    (xr, xz, xn), (hr, hz, hn) = x.split(WIDTH), h.split(WIDTH)
    z = torch.sigmoid(xz + hz)
    return (1 - z) * torch.tanh(xn + torch.sigmoid(xr + hr) * hn) + z * last, c


def rnn(x: Tensor, h: Tensor, c: Tensor, _: Tensor) -> tuple[Tensor, Tensor]:
    """Elman 1990."""
    return torch.tanh(x + h), c


@pytest.mark.parametrize(("architecture", "update"), [("lstm", lstm), ("gru", gru), ("rnn", rnn)])
def test_that_scores_follow_the_equations(architecture: str, update: Update) -> None:
    model = build(small(architecture, layers=2), VOCAB, CONTEXT, seed=2).double()
    weights = {name: weight.detach() for name, weight in model.layers.named_parameters()}  # type: ignore[union-attr]
    text = torch.randint(VOCAB, (CONTEXT,), generator=torch.Generator().manual_seed(3))
    embedding = model.token_embedding.weight.detach()  # type: ignore[union-attr]
    h, c, expected = torch.zeros(2, WIDTH).double(), torch.zeros(2, WIDTH).double(), []
    for token in text:
        x = embedding[token] * WIDTH**0.5
        for layer in range(2):
            from_x = weights[f"weight_ih_l{layer}"] @ x + weights[f"bias_ih_l{layer}"]
            from_h = weights[f"weight_hh_l{layer}"] @ h[layer] + weights[f"bias_hh_l{layer}"]
            h[layer], c[layer] = update(from_x, from_h, c[layer], h[layer].clone())
            x = h[layer].clone()
        expected.append(embedding @ x + model.output_bias.detach())  # type: ignore[operator]
    logits, _ = model(text[None])
    torch.testing.assert_close(logits[0].detach(), torch.stack(expected), rtol=0, atol=1e-12)


STACKS = [(TanhStack, torch.nn.RNN), (GatedStack, torch.nn.GRU)]
each_stack = pytest.mark.parametrize("kinds", STACKS, ids=["rnn", "gru"])
Kinds = tuple[type[Stack], type[torch.nn.RNNBase]]


def stacks(kinds: Kinds, dtype: torch.dtype = torch.float64) -> tuple[Stack, torch.nn.RNNBase]:
    torch.manual_seed(4)
    ours, theirs = (kind(WIDTH, WIDTH, 2, dtype=dtype) for kind in kinds)
    ours.load_state_dict(theirs.state_dict())
    assert isinstance(ours, Stack)
    return ours, theirs


def answers(stack: torch.nn.RNNBase, x_TBC: Tensor, state_LBC: Tensor | None) -> list[Tensor]:
    """The outputs, the last state, and the gradients of inputs, state and weights."""
    inputs = [given.detach().clone().requires_grad_() for given in (x_TBC, state_LBC) if given is not None]
    output, last = stack(*inputs)
    (output.double().pow(3).sum() + last.double().sin().sum()).backward()
    gradients = [value.grad for value in (*inputs, *stack.parameters())]
    assert all(gradient is not None for gradient in gradients)
    return [output.detach(), last.detach(), *gradients]  # type: ignore[list-item]


@each_stack
@pytest.mark.parametrize("with_state", [False, True])
@pytest.mark.parametrize("time", [1, 7])
def test_that_a_stack_learns_as_that_of_torch(time: int, with_state: bool, kinds: Kinds) -> None:
    x_TBC, state_LBC = torch.randn(time, 3, WIDTH).double(), torch.randn(2, 3, WIDTH).double()
    given = state_LBC if with_state else None
    for one, other in zip(*(answers(stack, x_TBC, given) for stack in stacks(kinds)), strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=1e-12)


@each_stack
@pytest.mark.parametrize("onednn", [False, True])
def test_that_a_stack_of_single_precision_is_as_near_to_doubles_as_that_of_torch(onednn: bool, kinds: Kinds) -> None:
    x_TBC, errors = torch.randn(40, 6, WIDTH), []
    exact = answers(stacks(kinds)[1], x_TBC.double(), None)
    for stack in stacks(kinds, torch.float32):
        if isinstance(stack, Stack):
            stack.onednn = onednn
        found = answers(stack, x_TBC, None)
        errors.append(max(float((one - other).abs().max()) for one, other in zip(found, exact, strict=True)))
    assert errors[0] < 3 * errors[1]


@each_stack
def test_that_a_stack_of_16_bits_is_as_near_to_doubles_as_that_of_torch(kinds: Kinds) -> None:
    x_TBC, errors = torch.randn(40, 6, WIDTH), []
    exact = answers(stacks(kinds)[1], x_TBC.double(), None)
    for stack in stacks(kinds, torch.float32):
        with torch.autocast("cpu", torch.bfloat16):
            found = answers(stack, x_TBC, None)
        errors.append(max(float((one - other).abs().max()) for one, other in zip(found, exact, strict=True)))
    assert errors[0] < 2 * errors[1]


@each_stack
def test_that_a_stack_says_the_same_while_it_learns_and_while_it_predicts(kinds: Kinds) -> None:
    stack, _ = stacks(kinds)
    x_TBC = torch.randn(9, 2, WIDTH).double()
    learning = stack(x_TBC)
    with torch.no_grad():
        predicting = stack(x_TBC)
    for one, other in zip(learning, predicting, strict=True):
        torch.testing.assert_close(one.detach(), other, rtol=0, atol=1e-14)


@pytest.mark.parametrize("architecture", ["lstm", "gru", "rnn"])
def test_that_recurrent_matrices_start_orthogonal(architecture: str) -> None:
    model = build(small(architecture), VOCAB, CONTEXT)
    assert isinstance(model, Recurrent)
    for name, weight in model.layers.named_parameters():
        if name.startswith("weight_hh"):
            for gate in weight.detach().split(WIDTH):
                torch.testing.assert_close(gate @ gate.T, torch.eye(WIDTH), rtol=0, atol=1e-5)


def test_that_an_lstms_forget_gate_starts_open() -> None:
    model = build(small("lstm"), VOCAB, CONTEXT)
    assert isinstance(model, Recurrent)
    biases = {name: weight.detach() for name, weight in model.layers.named_parameters() if weight.ndim == 1}
    for layer in range(2):
        total = biases[f"bias_ih_l{layer}"] + biases[f"bias_hh_l{layer}"]
        assert total.split(WIDTH)[1].eq(1).all()
        assert total.sum() == WIDTH
