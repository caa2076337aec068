"""How torch computes during a run: attention kernels, and memory that stays."""

from __future__ import annotations

import resource
import sys

import pytest
import torch

from workbench.config.architectures.gpt import GPT
from workbench.config.sections import Runtime
from workbench.models import build
from workbench.training.allocator import steady_memory
from workbench.training.device import choose, computing

BLOCK = 16 * 2**20


def test_that_every_attention_kernel_gives_the_same_loss() -> None:
    model = build(GPT(layers=2, heads=2, width=32), 20, 16, 1)
    tokens = torch.randint(20, (3, 17), generator=torch.Generator().manual_seed(1))
    losses = []
    for kernel in ("auto", "flash", "math"):
        with computing(choose(Runtime(device="cpu", threads=1, attention=kernel))):
            losses.append(float(model.loss(tokens).detach()))
    assert losses == pytest.approx([losses[0]] * 3, abs=1e-6)


def test_that_the_plain_kernel_is_really_taken_when_asked_for() -> None:
    q = torch.randn(1, 2, 8, 16)
    with computing(choose(Runtime(device="cpu", threads=1, attention="math"))):
        assert not torch.backends.cuda.flash_sdp_enabled()
        torch.nn.functional.scaled_dot_product_attention(q, q, q, is_causal=True)
    assert torch.backends.cuda.flash_sdp_enabled()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the allocator of glibc is meant")
def test_that_memory_given_back_by_a_step_is_there_for_the_next() -> None:
    with steady_memory():
        _take_and_give_back(1)
        assert _take_and_give_back(20) < BLOCK // 4096
    assert _take_and_give_back(20) > 5 * BLOCK // 4096


def _take_and_give_back(times: int) -> int:
    """Page faults that so many allocations of the same block cost."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _ in range(times):
        torch.ones(BLOCK // 4)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before
