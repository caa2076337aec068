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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor

from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import check_fit, named_weights
from workbench.training.team import ALONE, Team


class Average:
    """The average (float32, on the same device), by the weights' names.

    It is a second model, or, where processes hold a part of each weight, such a part of each average.
    """

    def __init__(self, model: LanguageModel, decay: float, team: Team = ALONE) -> None:
        """``decay`` is in (0, 1). Before the first update the average is the weights as they are."""
        self.updates = 0
        self._decay = decay
        self._team = team
        self._source = model
        self._weights = named_weights(model)
        self._model: LanguageModel | None = None
        if any(type(weight.data) is not Tensor for weight in model.parameters()):
            self.tensors = {name: weight.detach().clone() for name, weight in self._weights.items()}
        else:
            self._model = copy.deepcopy(model).eval().requires_grad_(False)
            self.tensors = named_weights(self._model)

    @contextmanager
    def model(self) -> Iterator[LanguageModel]:
        """Inside, a model with the averaged weights: where those are in parts, the trained one itself."""
        if self._model is not None:
            yield self._model
            return
        own = {name: weight.detach().clone() for name, weight in self._weights.items()}
        _copy(self.tensors, self._weights)
        try:
            yield self._source
        finally:
            _copy(own, self._weights)

    @torch.no_grad()
    def update(self) -> None:
        """Take in the weights after an update; nothing here waits for the device."""
        self.updates += 1
        share = (1 - self._decay) / (1 - self._decay**self.updates)
        torch._foreach_lerp_(list(self.tensors.values()), list(self._weights.values()), share)

    def restart(self) -> None:
        """Begin anew from the weights as they are."""
        self.updates = 0
        _copy(self._weights, self.tensors)

    def restore(self, tensors: Mapping[str, Tensor], updates: int) -> None:
        """Go on from an average that was saved whole. Raises CheckpointError if it is of another model."""
        check_fit(self.tensors, tensors)
        _copy({name: self._team.own_part(whole, self.tensors[name]) for name, whole in tensors.items()}, self.tensors)
        self.updates = updates

    def move(self, device: torch.device | str) -> None:
        """Take a second model to a device; parts stay where they are."""
        if self._model is not None:
            self._model.to(device)


@torch.no_grad()
def _copy(source: Mapping[str, Tensor], to: Mapping[str, Tensor]) -> None:
    for name, tensor in source.items():
        to[name].copy_(tensor)
