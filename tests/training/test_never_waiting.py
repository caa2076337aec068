"""Between two reports of losses nobody asks the device for a value, which on a GPU would be to wait for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from tests.operations import operations
from tests.training.trials import trial
from workbench.config.architectures import ARCHITECTURES
from workbench.config.experiment import Experiment
from workbench.config.optimizers import OPTIMIZERS
from workbench.models.logits import FLOATS_AT_ONCE

Tiny = Callable[..., Experiment]

WAITS = ("item", "is_nonzero", "equal", "nonzero", "masked_select", "unique", "_unique2", "unique_consecutive")
"""What the processor must know the values for: those of a tensor on a GPU it gets when all work before is done."""
FUSED = ("_fused_adam_", "_fused_adamw_")
"""On a processor these look at their count of steps, which on a GPU stays there."""


@pytest.mark.parametrize("optimizer", OPTIMIZERS.names())
@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
@pytest.mark.parametrize("vocabulary", [30, FLOATS_AT_ONCE // 40], ids=["small", "in pieces"])
def test_that_no_step_asks_for_a_value(tiny: Tiny, architecture: str, optimizer: str, vocabulary: int) -> None:
    experiment = tiny(
        model={"architecture": architecture, "width": 16, "layers": 2, "dropout": 0.1},
        optimizer={"name": optimizer},
        training={"gradient_checkpointing": True, "gradient_accumulation": 2, "gradient_clip": 0.0},
    )
    made = trial(experiment, vocabulary)
    made.run(1)
    seen = operations(lambda: made.run(3), but_within=FUSED)
    assert {"dropout", "embedding_dense_backward"} <= seen.keys()
    assert {name: seen[name] for name in WAITS if seen[name]} == {}


def test_that_a_processor_looks_at_the_length_of_each_gradient_once(tiny: Tiny) -> None:
    made = trial(tiny(training={"gradient_clip": 1.0}), 30)
    assert operations(lambda: made.run(3), but_within=FUSED)["item"] == 3


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no GPU")
@pytest.mark.parametrize("optimizer", OPTIMIZERS.names())
@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_torch_says_the_same_of_a_gpu(tiny: Tiny, architecture: str, optimizer: str) -> None:
    experiment = tiny(
        model={"architecture": architecture, "width": 16, "layers": 2, "dropout": 0.1},
        optimizer={"name": optimizer},
        training={"gradient_accumulation": 2, "gradient_clip": 1.0},
        runtime={"device": "cuda"},
    )
    made = trial(experiment, 30)
    made.run(2)
    torch.cuda.set_sync_debug_mode("warn")
    try:
        with pytest.warns(UserWarning, match="synchronizing CUDA operation") as told:
            made.run(3)
    finally:
        torch.cuda.set_sync_debug_mode("default")
    assert len(told) == 1  # the losses of all steps, fetched at the end
