from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from workbench.config.architectures.gpt import GPT
from workbench.config.architectures.mlp import MLP
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.optimizers.adamw import AdamW
from workbench.config.optimizers.sgd import SGD
from workbench.config.sections import Runtime
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.training.computing import using_threads
from workbench.training.device import choose
from workbench.training.memory import BatchTooLargeError
from workbench.training.optimizers import build_optimizer
from workbench.training.updater import Updater

CPU = choose(Runtime(device="cpu", precision="fp32", threads=1))
TOKENS = torch.from_numpy(np.random.default_rng(0).integers(0, 11, (8, 9)))


def make(clip: float = 0.0, optimizer: Any = None, dropout: float = 0.0) -> tuple[LanguageModel, Updater]:
    model = build(GPT(width=16, layers=1, heads=2, dropout=dropout), 11, 8, seed=3)
    torch_optimizer = build_optimizer(optimizer or SGD(momentum=0.0), model)
    return model, Updater(model, torch_optimizer, CPU, clip, seed=7, tell=pytest.fail)


def weights(model: LanguageModel) -> Tensor:
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


def test_that_an_update_is_gradient_descent() -> None:
    model, updater = make()
    before = weights(model)
    exact = build(GPT(width=16, layers=1, heads=2), 11, 8, seed=3).double()
    exact_loss = exact.loss(TOKENS)
    exact_loss.backward()
    gradient = torch.cat([parameter.grad.flatten() for parameter in exact.parameters() if parameter.grad is not None])
    loss, norm = updater.update([TOKENS], 0, 1, rate=0.5)
    assert float(loss) == pytest.approx(exact_loss.item(), rel=1e-5)
    assert float(norm) == pytest.approx(float(gradient.norm()), rel=1e-4)
    torch.testing.assert_close(weights(model).double(), before.double() - 0.5 * gradient, rtol=1e-4, atol=1e-6)


def test_that_accumulated_batches_give_the_update_of_one_large_batch() -> None:
    (large, one), (small, many) = make(), make()
    loss, norm = one.update([TOKENS], 0, 1, rate=0.5)
    loss_4, norm_4 = many.update(TOKENS.tensor_split(4), 0, 4, rate=0.5)
    assert float(loss_4) == pytest.approx(float(loss), rel=1e-5)
    assert float(norm_4) == pytest.approx(float(norm), rel=1e-4)
    torch.testing.assert_close(weights(small), weights(large), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize(("dtype", "close"), [(torch.float32, 1e-6), (torch.float64, 1e-12)])
@pytest.mark.parametrize("parts", [2, 3, 8])
def test_that_a_batch_in_parts_has_the_loss_and_gradient_of_the_whole(
    parts: int, dtype: torch.dtype, close: float
) -> None:
    model = build(GPT(width=16, layers=1, heads=2), 11, 8, seed=3).to(dtype)

    def exact_loss(tokens: Tensor) -> Tensor:
        """The loss as it is, but never rounded to 32 bits."""
        return F.cross_entropy(model(tokens[:, :-1])[0].flatten(0, 1), tokens[:, 1:].reshape(-1))

    model.loss = exact_loss  # type: ignore[method-assign]
    updater = Updater(model, build_optimizer(SGD(), model), CPU, 0.0, seed=7, tell=pytest.fail)

    def gradient(parts: int) -> tuple[float, Tensor]:
        with updater.gradient(TOKENS, 0, parts) as loss:
            return float(loss), torch.cat([p.grad.flatten() for p in model.parameters() if p.grad is not None])

    (loss, whole), (loss_in_parts, added) = gradient(1), gradient(parts)
    assert loss_in_parts == pytest.approx(loss, rel=close)
    # A gradient is as exact as its largest entries are.
    assert float((added - whole).abs().max()) <= close * float(whole.abs().max())


def test_that_accumulated_batches_in_parts_give_the_same_update() -> None:
    (whole, one), (split, many) = make(), make()
    loss, norm = one.update(TOKENS.tensor_split(2), 0, 2, rate=0.5)
    loss_3, norm_3 = many.update(TOKENS.tensor_split(2), 0, 2, rate=0.5, parts=3)
    assert float(loss_3) == pytest.approx(float(loss), rel=1e-6)
    assert float(norm_3) == pytest.approx(float(norm), rel=1e-5)
    torch.testing.assert_close(weights(split), weights(whole), rtol=1e-5, atol=1e-7)


def test_that_an_update_without_memory_changes_nothing_and_can_be_repeated() -> None:
    (model, updater), (other, undisturbed) = make(optimizer=AdamW()), make(optimizer=AdamW())
    for one in (updater, undisturbed):
        one.update([TOKENS], 0, 1, rate=0.01)
    # A view of one row a thousand million times: it takes no memory itself, but everything computed from it would.
    endless = TOKENS[:1].expand(10**9, 9)
    with pytest.raises(BatchTooLargeError):
        updater.update([TOKENS, endless], 1, 2, rate=0.01)
    assert all(parameter.grad is None for parameter in model.parameters())
    for one in (updater, undisturbed):
        one.update([TOKENS], 1, 1, rate=0.01)
    assert torch.equal(weights(model), weights(other))


def test_that_a_long_gradient_is_cut_to_the_clip_and_a_short_one_left_alone() -> None:
    model, updater = make(clip=0.01)
    before = weights(model)
    _, norm = updater.update([TOKENS], 0, 1, rate=1.0)
    assert float(norm) > 0.01
    assert float((weights(model) - before).norm()) == pytest.approx(0.01, rel=1e-3)
    (free, unclipped), (loose, generous) = make(), make(clip=1e6)
    unclipped.update([TOKENS], 0, 1, rate=1.0)
    generous.update([TOKENS], 0, 1, rate=1.0)
    assert torch.equal(weights(free), weights(loose))


def test_that_dropout_depends_on_the_batch_and_on_nothing_else() -> None:
    (first, one), (second, two) = make(dropout=0.5), make(dropout=0.5)
    torch.manual_seed(1)
    one.update([TOKENS], 5, 1, rate=0.5)
    torch.manual_seed(2)
    torch.rand(100)
    two.update([TOKENS], 5, 1, rate=0.5)
    assert torch.equal(weights(first), weights(second))
    other, updater = make(dropout=0.5)
    updater.update([TOKENS], 6, 1, rate=0.5)
    assert not torch.equal(weights(first), weights(other))


@pytest.mark.parametrize("error", [RuntimeError, AttributeError, OSError])
def test_that_a_compiler_that_fails_costs_a_notice_and_not_the_run(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(function: Any) -> Any:
        def fail(tokens: Tensor) -> Tensor:
            raise error("no compiler here\nand a long story")

        return fail

    monkeypatch.setattr(torch, "compile", broken)
    said: list[str] = []
    model = build(GPT(width=16, layers=1, heads=2), 11, 8)
    hardware = choose(Runtime(device="cpu", threads=1, compile="on"))
    updater = Updater(model, build_optimizer(AdamW(), model), hardware, 1.0, 0, said.append)
    for index in range(2):
        loss, _ = updater.update([TOKENS], index, 1, rate=1e-3)
        assert loss.isfinite()
    assert len(said) == 1
    assert "no compiler here" in said[0]


def test_that_bfloat16_computes_nearly_the_same_loss() -> None:
    model, updater = make()
    half = Updater(
        model,
        updater.optimizer,
        choose(Runtime(device="cpu", precision="bf16", threads=1)),
        gradient_clip=0.0,
        seed=0,
        tell=pytest.fail,
    )
    with torch.no_grad():
        exact = float(model.loss(TOKENS))
    loss, _ = half.update([TOKENS], 0, 1, rate=1e-9)
    assert loss.dtype == torch.float32
    assert float(loss) == pytest.approx(exact, rel=0.02)
    assert float(loss) != exact


@pytest.mark.parametrize("name", OPTIMIZERS.names())
@pytest.mark.parametrize(("width", "alone"), [(64, True), (1_536, False)])
def test_that_one_thread_steps_small_weights_where_each_element_is_by_itself(
    name: str, width: int, alone: bool
) -> None:
    model = build(MLP(width=width, layers=2), 11, 64, seed=3)
    optimizer = build_optimizer(OPTIMIZERS.get(name)(), model)
    seen = []
    optimizer.register_step_pre_hook(lambda *given: seen.append(torch.get_num_threads()))
    with using_threads(3):
        Updater(model, optimizer, CPU, 0.0, seed=7, tell=pytest.fail).update([TOKENS], 0, 1, rate=0.01)
        assert torch.get_num_threads() == 3
    assert seen == [1 if alone and optimizer.defaults.get("fused") else 3]


class ThreadsOf(TorchDispatchMode):
    """Inside, with how many threads the thread that is here computes which operation."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[str, set[int]] = {}

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.seen.setdefault(func.overloadpacket.__name__, set()).add(torch.get_num_threads())
        return func(*args, **(kwargs or {}))


@pytest.mark.parametrize(("width", "alone"), [(64, True), (1_536, False)])
def test_that_one_thread_adds_and_scales_small_gradients(width: int, alone: bool) -> None:
    model = build(MLP(width=width, layers=2), 11, 64, seed=3)
    hardware = replace(CPU, shares=2, threads=2)
    updater = Updater(model, build_optimizer(SGD(), model), hardware, 1e-6, seed=7, tell=pytest.fail)
    with using_threads(3), ThreadsOf() as threads:
        updater.update([TOKENS], 0, 1, rate=0.01)
        assert torch.get_num_threads() == 3
    assert threads.seen["_foreach_add_"] == threads.seen["_foreach_mul_"] == {1 if alone else 3}


@pytest.mark.parametrize("name", ["adam", "adamw", "sgd"])
def test_that_a_fused_optimizer_gives_the_same_bits_with_any_number_of_threads(name: str) -> None:
    found = []
    for threads in (1, 3):
        layer = torch.nn.Linear(301, 701, bias=False)  # shared out among threads, in parts that no vector fills
        torch.nn.init.constant_(layer.weight, 0.1)
        optimizer = build_optimizer(OPTIMIZERS.get(name)(), layer)
        assert optimizer.defaults["fused"]
        with using_threads(threads):
            for seed in range(5):
                layer.weight.grad = torch.randn(layer.weight.shape, generator=torch.Generator().manual_seed(seed))
                optimizer.step()
        found.append(layer.weight.detach().clone())
    assert torch.equal(*found)
    assert not torch.equal(found[0], torch.full_like(found[0], 0.1))
