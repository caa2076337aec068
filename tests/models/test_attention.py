"""The plain kernel of attention is part of the model: the same bits, compiled or not, whatever was compiled before."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest
import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel

from tests.operations import operations
from workbench.config.architectures.gpt import GPT
from workbench.models import build
from workbench.models.base import LanguageModel

TOKENS = torch.randint(20, (3, 17), generator=torch.Generator().manual_seed(1))
FUSED = "_scaled_dot_product_flash_attention_for_cpu"


def gpt(plain: bool, dropout: float = 0.0) -> LanguageModel:
    model = build(GPT(layers=2, heads=2, width=32, dropout=dropout), 20, 16, 1).train()
    model.set_up(recompute=False, onednn=False, plain_attention=plain)
    return model


def sixteen_bits(wanted: bool) -> AbstractContextManager[object]:
    return torch.autocast("cpu", torch.bfloat16) if wanted else nullcontext()


def learned(model: LanguageModel) -> list[Tensor]:
    torch.manual_seed(1)
    loss = model.loss(TOKENS)
    return [loss.detach(), *torch.autograd.grad(loss, list(model.parameters()))]


@pytest.mark.parametrize("bf16", [False, True])
@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_that_it_gives_the_bits_that_torch_gives_where_no_other_kernel_is_allowed(bf16: bool, dropout: float) -> None:
    with sixteen_bits(bf16):
        own = learned(gpt(plain=True, dropout=dropout))
        with sdpa_kernel(SDPBackend.MATH):
            torchs = learned(gpt(plain=False, dropout=dropout))
    assert all(map(torch.equal, own, torchs))


@pytest.mark.filterwarnings("ignore:.*should not be instantiated:DeprecationWarning")  # the compiler's own doing
def test_that_code_compiled_for_the_fused_kernel_is_not_taken_for_the_plain_one() -> None:
    counts = []
    for plain in (False, True):
        model = gpt(plain)
        compiled = torch.compile(model.loss, backend="aot_eager")
        loss = compiled(TOKENS)
        torch.testing.assert_close(loss, model.loss(TOKENS))
        counts.append(operations(lambda compiled=compiled: compiled(TOKENS))[FUSED])
    assert counts[0] > 0
    assert counts[1] == 0
