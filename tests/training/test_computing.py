"""How torch computes during a run: attention kernels."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from workbench.config.architectures.gpt import GPT
from workbench.config.sections import Runtime
from workbench.models import build
from workbench.training.computing import computing
from workbench.training.device import choose


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


def test_that_what_is_compiled_for_one_kernel_is_kept_apart_from_what_is_for_another() -> None:
    compiler: Any = torch.compiler.config
    tags = []
    for kernel in ("auto", "flash", "math"):
        with computing(choose(Runtime(device="cpu", threads=1, attention=kernel))):
            tags.append(compiler.cache_key_tag)
    assert len({*tags, compiler.cache_key_tag}) == 4
