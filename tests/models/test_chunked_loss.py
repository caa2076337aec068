"""The loss in pieces against torch's own cross-entropy in 64 bits."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.models.conftest import small
from workbench.config.architectures import ARCHITECTURES
from workbench.config.check import check
from workbench.models import build, logits
from workbench.models.base import LanguageModel
from workbench.models.chunked_loss import cross_entropy
from workbench.models.sizing import describe_size

TOKENS, WIDTH, VOCAB = 23, 6, 31


@pytest.fixture
def _pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than five tokens are scored at once."""
    monkeypatch.setattr(logits, "FLOATS_AT_ONCE", 5 * VOCAB)


def parts(dtype: torch.dtype, bias: bool) -> tuple[Tensor, Tensor, Tensor | None, Tensor]:
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(TOKENS, WIDTH, generator=generator, dtype=torch.float64).to(dtype).requires_grad_()
    weight = torch.randn(VOCAB, WIDTH, generator=generator, dtype=torch.float64).to(dtype).requires_grad_()
    b = torch.randn(VOCAB, generator=generator, dtype=torch.float64).to(dtype).requires_grad_() if bias else None
    return x, weight, b, torch.randint(VOCAB, (TOKENS,), generator=generator)


def plain(x: Tensor, weight: Tensor, bias: Tensor | None, targets: Tensor) -> Tensor:
    return F.cross_entropy(F.linear(x, weight, bias), targets)


@pytest.mark.usefixtures("_pieces")
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize(
    ("half", "near"), [(None, 1e-5), (torch.bfloat16, 2e-2), (torch.float16, 4e-3)], ids=["fp32", "bf16", "fp16"]
)
def test_that_loss_and_gradients_are_those_of_plain_cross_entropy(
    bias: bool, half: torch.dtype | None, near: float
) -> None:
    x, weight, b, targets = parts(torch.float32, bias)
    with torch.autocast("cpu", half) if half else contextlib.nullcontext():
        loss = cross_entropy(x, (weight, b), targets)
    (loss * 3).backward()
    exact = [part.detach().double().requires_grad_() if part is not None else None for part in (x, weight, b)]
    expected = plain(*exact, targets)  # type: ignore[arg-type]
    (expected * 3).backward()
    assert loss.dtype == torch.float32
    torch.testing.assert_close(loss.double(), expected, rtol=near, atol=near)
    for part, right in zip((x, weight, b), exact, strict=True):
        if part is not None and right is not None and part.grad is not None and right.grad is not None:
            assert part.grad.dtype == torch.float32
            largest = float(right.grad.abs().max())
            torch.testing.assert_close(part.grad.double(), right.grad, rtol=0, atol=near * largest)


@pytest.mark.usefixtures("_pieces")
@pytest.mark.parametrize("bias", [False, True])
def test_that_the_gradient_is_that_of_finite_differences(bias: bool) -> None:
    x, weight, b, targets = parts(torch.float64, bias)
    if b is None:
        assert torch.autograd.gradcheck(lambda x, weight: cross_entropy(x, (weight, None), targets), (x, weight))
    else:
        assert torch.autograd.gradcheck(lambda x, w, b: cross_entropy(x, (w, b), targets), (x, weight, b))


@pytest.mark.usefixtures("_pieces")
def test_that_torch_finds_the_operator_well_made() -> None:
    x, weight, b, targets = parts(torch.float32, True)
    operator = torch.ops.workbench.cross_entropy_in_pieces.default
    for onednn in (False, True):
        torch.library.opcheck(operator, (x, weight, b, targets, 5, torch.float32, True, onednn))
        torch.library.opcheck(operator, (x.detach(), weight.detach(), None, targets, 5, torch.float32, False, onednn))


@pytest.mark.usefixtures("_pieces")
def test_that_it_gives_the_same_bits_at_each_call() -> None:
    def gradients() -> list[Tensor]:
        x, weight, b, targets = parts(torch.float32, True)
        loss = cross_entropy(x, (weight, b), targets)
        loss.backward()
        return [loss.detach(), *(part.grad for part in (x, weight, b) if part is not None and part.grad is not None)]

    first = gradients()
    assert len(first) == 4
    assert all(map(torch.equal, first, gradients()))


def trained(model: LanguageModel, tokens: list[Tensor]) -> list[Tensor]:
    """The losses of the batches, and the gradients added up over them."""
    losses = [model.loss(batch) for batch in tokens]
    for loss in losses:
        (loss / len(tokens)).backward()
    return [loss.detach() for loss in losses] + [part.grad for part in model.parameters() if part.grad is not None]


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_every_architecture_learns_the_same_in_pieces(architecture: str, monkeypatch: pytest.MonkeyPatch) -> None:
    config = small(architecture)
    tokens = [torch.randint(VOCAB, (3, 9), generator=torch.Generator().manual_seed(i)) for i in range(2)]
    whole = trained(build(config, VOCAB, 8), tokens)
    monkeypatch.setattr(logits, "FLOATS_AT_ONCE", 5 * VOCAB)
    model = build(config, VOCAB, 8)
    for mine, theirs in zip(trained(model, tokens), whole, strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=1e-6)
    with torch.inference_mode():
        torch.testing.assert_close(model.loss(tokens[0]), whole[0], rtol=1e-5, atol=1e-6)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's count of resident memory")
def test_that_the_scores_of_a_large_vocabulary_never_exist_whole_and_the_estimate_knows() -> None:
    vocab, batch, context, width = 50_257, 32, 64, 64
    settings = {"vocabulary": vocab, "batch": batch, "context": context, "width": width, "layers": 1}
    options = [f"--{name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-m", "tests.benchmarks.large_vocabulary", *options, "--threads=1", "--only=in pieces"]
    peak = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert peak < batch * context * vocab * 4
    experiment = check(
        {
            "model": {"architecture": "gpt", "layers": 1, "width": width},
            "training": {"batch_size": batch, "context_length": context},
        }
    )
    assert describe_size(experiment, vocab).training_bytes == pytest.approx(peak, rel=0.3)


def test_that_a_small_vocabulary_goes_the_plain_way() -> None:
    assert logits.rows_at_once(16 * 256, 4_096) == 16 * 256
    assert logits.rows_at_once(12 * 256, 50_257) * 50_257 <= logits.FLOATS_AT_ONCE
    assert logits.rows_at_once(10, 10**9) == 1
