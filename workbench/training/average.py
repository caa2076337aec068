"""A running average of the weights, which is often better than the weights themselves.

Polyak and Juditsky 1992, "Acceleration of Stochastic Approximation by Averaging": the noise of
single updates averages out. Here recent weights count most: after each update the average goes the
share (1 - decay) / (1 - decay^n) of the way to the weights, n being the number of updates so far.
That is the exponential average of the weights after updates 1..n, corrected for its start as in
Adam (Kingma and Ba 2015, section 3): the first n << 1 / (1 - decay) updates count alike, and the
untrained weights not at all.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping

import torch
from torch import Tensor

from workbench.errors import InputError
from workbench.messages import say
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import load_weights, named_weights


class Average:
    """A second model, whose weights are the average (float32, on the same device)."""

    def __init__(self, model: LanguageModel, decay: float) -> None:
        """``decay`` is in (0, 1). Before the first update the average is the weights as they are.

        Raises InputError for weights that are divided among processes.
        """
        if any(type(weight.data) is not Tensor for weight in model.parameters()):
            raise InputError(
                say("Weights that are divided among processes cannot be averaged."),
                say("Set training.ema_decay to 0, or runtime.distributed to ddp."),
            )
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self.updates = 0
        self._decay = decay
        self._source = model
        self._averages: list[Tensor] = list(self.model.parameters())
        self._weights: list[Tensor] = list(model.parameters())

    @torch.no_grad()
    def update(self) -> None:
        """Take in the weights after an update; nothing here waits for the device."""
        self.updates += 1
        share = (1 - self._decay) / (1 - self._decay**self.updates)
        torch._foreach_lerp_(self._averages, self._weights, share)

    def restart(self) -> None:
        """Begin anew from the weights as they are."""
        self.updates = 0
        load_weights(self.model, named_weights(self._source))

    def restore(self, tensors: Mapping[str, Tensor], updates: int) -> None:
        """Go on from an average that was saved. Raises CheckpointError if it is of another model."""
        load_weights(self.model, tensors)
        self.updates = updates
