"""How torch computes during a run: attention kernels, and memory that stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch

from workbench.config.architectures.gpt import GPT
from workbench.config.sections import Runtime
from workbench.models import build
from workbench.training.computing import computing
from workbench.training.device import choose

ROOT = Path(__file__).resolve().parents[2]
BLOCK = 64 * 2**20
"""More than glibc ever keeps by itself."""
FAULTS = """
import resource, sys
from contextlib import nullcontext
import torch
from workbench.training.allocator import steady_memory

def take_and_give_back(times):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        torch.ones(int(sys.argv[2]) // 4)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

with steady_memory() if sys.argv[1] == "steady" else nullcontext():
    take_and_give_back(30)  # blocks of memory that differ a little in size find their places
    print(take_and_give_back(10))
"""


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
    pages = BLOCK // 4096
    assert page_faults("steady") < pages
    assert page_faults("as it comes") > 5 * pages


def page_faults(how: str) -> int:
    """Of ten allocations, in a process of its own: what others left on the heap decides where a block comes from."""
    command = [sys.executable, "-c", FAULTS, how, str(BLOCK)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
