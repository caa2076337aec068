"""Products by oneDNN: the same numbers up to rounding, with gradients, and left to PyTorch where they do not apply."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.models.conftest import small
from workbench.config.architecture import Architecture
from workbench.models import build, chunked_loss
from workbench.models.linear import Linear, has_onednn, linear

pytestmark = pytest.mark.skipif(not has_onednn(), reason="this build of PyTorch has no oneDNN")

TOKENS = torch.randint(0, 11, (5, 9), generator=torch.Generator().manual_seed(0))


def drawn(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("shape", [(7,), (3, 7), (4, 3, 7)])
@pytest.mark.parametrize("with_bias", [True, False])
def test_that_outputs_and_gradients_are_those_of_64_bits(shape: tuple[int, ...], with_bias: bool) -> None:
    x, weight, bias = drawn(*shape), drawn(5, 7, seed=1), drawn(5, seed=2) if with_bias else None
    found = [x.requires_grad_(), weight.requires_grad_(), *([bias.requires_grad_()] if bias is not None else [])]
    exact = [tensor.detach().double().requires_grad_() for tensor in found]
    y = linear(x, weight, bias, onednn=True)
    reference = F.linear(exact[0], exact[1], exact[2] if with_bias else None)
    assert y.shape == reference.shape
    torch.testing.assert_close(y.double(), reference, rtol=1e-5, atol=1e-5)
    towards = drawn(*y.shape, seed=3)
    for got, wanted in zip(
        torch.autograd.grad(y, found, towards), torch.autograd.grad(reference, exact, towards.double()), strict=True
    ):
        torch.testing.assert_close(got.double(), wanted, rtol=1e-5, atol=1e-5)


def test_that_tensors_with_gaps_and_repeated_gradients_are_taken() -> None:
    x, weight = drawn(6, 14)[:, ::2].requires_grad_(), drawn(10, 7, seed=1)[::2].requires_grad_()
    torch.testing.assert_close(linear(x, weight, None, onednn=True), F.linear(x, weight))
    found = torch.autograd.grad(linear(x, weight, None, onednn=True).sum(), (x, weight))  # every entry is the same one
    torch.testing.assert_close(found, torch.autograd.grad(F.linear(x, weight).sum(), (x, weight)))


def test_that_16_bits_go_the_way_of_pytorch() -> None:
    layer = Linear(7, 5)
    layer.onednn = True
    with torch.autocast("cpu", torch.bfloat16):
        y = layer(drawn(3, 7))
        assert y.dtype == torch.bfloat16
        assert torch.equal(y, F.linear(drawn(3, 7), layer.weight, layer.bias))
    assert layer.double()(drawn(3, 7).double()).dtype == torch.float64


@pytest.mark.parametrize("pieces", [False, True])
def test_that_every_architecture_learns_the_same(
    config: Architecture, pieces: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if pieces:
        monkeypatch.setattr(chunked_loss, "rows_at_once", lambda tokens, vocab_size: 7)
    model, exact = build(config, 11, 8, seed=3), build(config, 11, 8, seed=3).double()
    model.set_up(recompute=False, onednn=True)
    assert all(module.onednn for module in model.modules() if isinstance(module, Linear))
    loss, reference = model.loss(TOKENS), exact.loss(TOKENS)
    assert loss.item() == pytest.approx(reference.item(), rel=1e-6)
    loss.backward()
    reference.backward()
    for parameter, wanted in zip(model.parameters(), exact.parameters(), strict=True):
        if wanted.grad is not None:
            assert parameter.grad is not None
            torch.testing.assert_close(parameter.grad.double(), wanted.grad, rtol=1e-3, atol=1e-6)


@pytest.mark.filterwarnings("ignore:.*should not be instantiated:DeprecationWarning")  # the compiler's own doing
def test_that_a_compiler_can_take_it_as_one_step() -> None:
    model = build(small("gpt"), 11, 8, seed=3)
    model.set_up(recompute=False, onednn=True)
    compiled = torch.compile(model.loss, backend="aot_eager", fullgraph=True)
    plain = torch.autograd.grad(model.loss(TOKENS), list(model.parameters()))
    torch.testing.assert_close(torch.autograd.grad(compiled(TOKENS), list(model.parameters())), plain)
