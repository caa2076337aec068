"""Deterministic mode: torch is asked for it, and no model needs what it cannot give on a GPU."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.operations import operations
from tests.training.trials import trial
from workbench.config.architectures import ARCHITECTURES
from workbench.config.experiment import Experiment
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.sections import Runtime
from workbench.models.logits import FLOATS_AT_ONCE
from workbench.training.computing import computing
from workbench.training.device import choose

Tiny = Callable[..., Experiment]

WITHOUT_A_KERNEL = (
    "_adaptive_avg_pool",
    "adaptive_max_pool",
    "avg_pool3d",
    "bincount",
    "_ctc_loss",
    "cumsum",
    "_embedding_bag",
    "fractional_max_pool",
    "grid_sampler",
    "histc",
    "max_unpool",
    "median",
    "nll_loss2d",
    "put_",
    "reflection_pad",
    "scatter_reduce",
    "upsample",
)
"""What PyTorch's documentation of use_deterministic_algorithms says to raise RuntimeError on a GPU (2.13)."""


def modes() -> tuple[bool, bool, bool]:
    """Deterministic algorithms, cuDNN, and the filling of memory that is not written to yet."""
    filling: Any = torch.utils.deterministic
    enabled = torch.are_deterministic_algorithms_enabled()
    return enabled, torch.backends.cudnn.enabled, filling.fill_uninitialized_memory


def test_that_torch_computes_deterministically_where_that_is_asked_for_and_not_afterwards() -> None:
    before = modes()
    assert before == (False, True, True)
    with computing(choose(Runtime(device="cpu", deterministic=True))):
        assert modes() == (True, False, False)
    with pytest.raises(KeyError), computing(choose(Runtime(device="cpu", deterministic=True))):
        raise KeyError
    assert modes() == before
    with computing(choose(Runtime(device="cpu"))):
        assert modes() == before


@pytest.mark.parametrize("asked", [False, True])
def test_that_it_is_told_with_a_reason(asked: bool) -> None:
    hardware = choose(Runtime(device="cpu", deterministic=asked))
    told = next(choice for choice in hardware.choices if choice.what == "deterministic")
    assert (hardware.deterministic, told.value) == (asked, "on" if asked else "off")
    assert ("asks for it" if asked else "a processor gives the same bits") in told.reason


@pytest.mark.parametrize("optimizer", OPTIMIZERS.names())
@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
@pytest.mark.parametrize("vocabulary", [30, FLOATS_AT_ONCE // 40], ids=["small", "in pieces"])
def test_that_no_model_needs_an_operation_that_has_no_deterministic_kernel(
    tiny: Tiny, architecture: str, optimizer: str, vocabulary: int
) -> None:
    experiment = tiny(
        model={"architecture": architecture, "width": 16, "layers": 2, "dropout": 0.1},
        optimizer={"name": optimizer},
        training={"gradient_checkpointing": True, "gradient_accumulation": 2},
        runtime={"deterministic": True},
    )
    made = trial(experiment, vocabulary)
    seen = operations(lambda: (made.run(2), made.forward_seconds()))
    assert ("cross_entropy_in_pieces" in seen) == (vocabulary > 30)
    assert {"dropout", "embedding_dense_backward"} <= seen.keys()  # it was looked at, and at gradients
    assert [name for name in sorted(seen) if name.startswith(WITHOUT_A_KERNEL)] == []


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_on_a_processor_it_changes_no_bit(tiny: Tiny, architecture: str) -> None:
    paces = []
    for deterministic in (False, True):
        model = {"architecture": architecture, "width": 16, "layers": 2, "dropout": 0.1}
        made = trial(tiny(model=model, runtime={"deterministic": deterministic}), 30)
        made.run(5)
        paces.append(made.pace([1.0]).losses)
    assert paces[0] == paces[1]


def test_that_the_program_begins_with_a_workspace_of_fixed_size_for_gpus(tmp_path: Path) -> None:
    code = "import os, sys; sys.argv = ['workbench', '--version']; from workbench.__main__ import main\n"
    code += "try: main()\nexcept SystemExit: print(os.environ['CUBLAS_WORKSPACE_CONFIG'])"
    known = {name: value for name, value in os.environ.items() if name != "CUBLAS_WORKSPACE_CONFIG"}
    done = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] in (":4096:8", ":16:8")
