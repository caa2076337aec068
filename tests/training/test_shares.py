"""A batch in shares: the gradient of the whole, the same bits every time, and no trace of a share that fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.models.conftest import small
from workbench.config.architectures import ARCHITECTURES
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.config.optimizers.adamw import AdamW
from workbench.config.sections import Runtime
from workbench.errors import ExperimentError
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.training.computing import computing
from workbench.training.device import Before, choose
from workbench.training.memory import BatchTooLargeError
from workbench.training.optimizers import build_optimizer
from workbench.training.updater import Updater

Tiny = Callable[..., Experiment]

TOKENS = torch.from_numpy(np.random.default_rng(0).integers(0, 11, (7, 9)))
"""A number of rows that nothing divides."""


def make(shares: int, architecture: str = "gpt", clip: float = 0.0) -> tuple[LanguageModel, Updater]:
    model = build(small(architecture), 11, 8, seed=3)
    hardware = replace(choose(Runtime(device="cpu", precision="fp32", threads=2)), shares=shares)
    return model, Updater(model, build_optimizer(AdamW(), model), hardware, clip, seed=7, tell=pytest.fail)


def weights(model: LanguageModel) -> Tensor:
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
@pytest.mark.parametrize("shares", [2, 3, 64])
def test_that_the_gradient_of_the_shares_is_that_of_the_whole_batch(architecture: str, shares: int) -> None:
    """Against one undivided computation in 64-bit floats."""
    exact = build(small(architecture), 11, 8, seed=3).double()
    logits, _ = exact(TOKENS[:, :-1])
    expected = F.cross_entropy(logits.flatten(0, 1), TOKENS[:, 1:].reshape(-1))
    expected.backward()
    model, updater = make(shares, architecture)
    for _ in range(2):  # the first time in turn, then at once
        with updater.gradient(TOKENS, 0) as loss:
            assert float(loss) == pytest.approx(expected.item(), rel=1e-6)
            for parameter, reference in zip(model.parameters(), exact.parameters(), strict=True):
                assert (parameter.grad is None) == (reference.grad is None)
                if parameter.grad is not None and reference.grad is not None:
                    torch.testing.assert_close(parameter.grad.double(), reference.grad, rtol=1e-4, atol=1e-6)


def test_that_shares_are_summed_in_the_same_order_every_time() -> None:
    trained = []
    for _ in range(5):
        model, updater = make(3, clip=0.5)
        for step in range(6):
            updater.update([TOKENS, TOKENS.flip(0)], step, 2, rate=0.01, parts=1 + step % 2)
        trained.append(weights(model))
    assert all(torch.equal(trained[0], other) for other in trained)


def test_that_each_share_computes_with_its_part_of_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    model, _ = make(1)
    loss, seen = model.loss, []

    def watched(tokens_BT: Tensor) -> Tensor:
        seen.append((len(tokens_BT), torch.get_num_threads()))
        return loss(tokens_BT)

    monkeypatch.setattr(model, "loss", watched)
    hardware = replace(choose(Runtime(device="cpu", precision="fp32", threads=4)), shares=2)
    updater = Updater(model, build_optimizer(AdamW(), model), hardware, 0.0, seed=7, tell=pytest.fail)
    before = torch.get_num_threads()
    for step in range(3):
        updater.update([TOKENS], step, 1, rate=0.01)
    assert sorted(seen) == [(3, 2)] * 3 + [(4, 2)] * 3
    assert torch.get_num_threads() == before


def test_that_what_is_set_where_training_runs_holds_in_the_threads_of_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    model, _ = make(1)
    loss, seen = model.loss, []
    compiler: Any = torch.compiler.config

    def watched(tokens_BT: Tensor) -> Tensor:
        seen.append((threading.get_ident(), compiler.cache_key_tag))
        return loss(tokens_BT)

    monkeypatch.setattr(model, "loss", watched)
    hardware = replace(choose(Runtime(device="cpu", precision="fp32", threads=2, attention="math")), shares=2)
    updater = Updater(model, build_optimizer(AdamW(), model), hardware, 0.0, seed=7, tell=pytest.fail)
    with computing(hardware):
        for step in range(2):  # the shares in turn, then together
            updater.update([TOKENS], step, 1, rate=0.01)
    assert len({thread for thread, _ in seen}) == 2
    assert [tag for _, tag in seen] == ["attention math"] * 4


@pytest.mark.parametrize("fails", [0, 1])
def test_that_a_share_without_memory_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, fails: int) -> None:
    model, undisturbed = make(2)[0], make(2)
    loss, calls = model.loss, [0]
    first = TOKENS[:4] if fails == 0 else TOKENS[4:]

    def scarce(tokens_BT: Tensor) -> Tensor:
        if calls[0] == 1 and torch.equal(tokens_BT, first):
            raise MemoryError
        return loss(tokens_BT)

    monkeypatch.setattr(model, "loss", scarce)
    hardware = replace(choose(Runtime(device="cpu", precision="fp32", threads=2)), shares=2)
    updater = Updater(model, build_optimizer(AdamW(), model), hardware, 0.0, seed=7, tell=pytest.fail)
    updater.update([TOKENS], 0, 1, rate=0.01)
    calls[0] = 1
    with pytest.raises(BatchTooLargeError):
        updater.update([TOKENS], 1, 1, rate=0.01)
    assert all(parameter.grad is None for parameter in model.parameters())
    calls[0] = 2
    updater.update([TOKENS], 1, 1, rate=0.01)
    for step in range(2):
        undisturbed[1].update([TOKENS], step, 1, rate=0.01)
    assert torch.equal(weights(model), weights(undisturbed[0]))


def test_that_a_compiler_that_fails_is_told_once_by_the_thread_that_trains(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(function: Any) -> Any:
        def fail(tokens: Tensor) -> Tensor:
            raise RuntimeError("no compiler here")

        return fail

    monkeypatch.setattr(torch, "compile", broken)
    said: list[str] = []
    model = build(small("gpt"), 11, 8, seed=3)
    hardware = replace(choose(Runtime(device="cpu", threads=2, shares=2)), compile=True)
    updater = Updater(model, build_optimizer(AdamW(), model), hardware, 1.0, 0, said.append)
    for index in range(2):
        assert updater.update([TOKENS], index, 1, rate=1e-3)[0].isfinite()
    assert len(said) == 1


def test_that_a_model_with_dropout_cannot_be_asked_to_share() -> None:
    with pytest.raises(ExperimentError, match=r"runtime\.shares.*must be 1 with model\.dropout above 0"):
        check({"model": {"architecture": "lstm", "dropout": 0.1}, "runtime": {"shares": 2}})
    assert check({"model": {"architecture": "lstm", "dropout": 0.1}, "runtime": {"shares": 1}}).runtime.shares == 1


def test_that_a_run_goes_on_in_the_shares_it_had() -> None:
    facts = {"device": "cpu", "precision": "fp32", "threads": 2, "compile": False, "attention": "auto", "shares": 2}
    assert choose(Runtime(device="cpu"), Before.of(facts)).shares == 2
    assert choose(Runtime(device="cpu", shares=1), Before.of(facts)).shares == 1
    del facts["shares"]  # as earlier releases saved it
    assert choose(Runtime(device="cpu"), Before.of(facts)).shares == 1
