"""Everything that a step depends on and changes, in one place: what is saved, restored, replayed and moved."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from workbench.config.experiment import Experiment
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import Checkpoint, load_weights, named_weights
from workbench.training.average import Average
from workbench.training.course import Course
from workbench.training.device import Hardware
from workbench.training.memory import release_memory
from workbench.training.optimizer_state import Away, collect, restore
from workbench.training.team import ALONE, Team
from workbench.training.updater import Updater


@dataclass(frozen=True, slots=True)
class Saved:
    """A state as CPU copies that nobody changes, ready to be written."""

    step: int
    weights: dict[str, Tensor]
    optimizer: dict[str, Tensor]
    facts: dict[str, Any]
    """JSON-ready: the course, the gradient scaler, and on what was computed."""
    average: dict[str, Tensor] = field(default_factory=dict)
    """The averaged weights; empty where none are kept."""


class TrainingState:
    """The model, the optimizer's memory, the gradient scaler and the run's course, on one device.

    Random numbers are no part of it: they follow from the seed and the step.
    """

    def __init__(
        self, model: LanguageModel, updater: Updater, hardware: Hardware, team: Team = ALONE, ema_decay: float = 0.0
    ) -> None:
        self.model = model
        self.average = Average(model, ema_decay, team) if ema_decay else None
        self.course = Course()
        self._updater = updater
        self._hardware = hardware
        self._away = Away()
        self._team = team

    def judged(self) -> AbstractContextManager[LanguageModel]:
        """Inside, the model that is measured, writes text and is handed out: the averaged one, if there is one."""
        return nullcontext(self.model) if self.average is None else self.average.model()

    def advance(self) -> None:
        """Count an update of the weights, and take it into their average."""
        self.course.step += 1
        if self.average is not None:
            self.average.update()

    def weights(self) -> dict[str, Tensor]:
        """Copies of the weights alone; the first process of a team gets them, the others nothing."""
        return self._copies(named_weights(self.model))

    def save(self, weights: dict[str, Tensor], seconds: float) -> Saved:
        """The state with these copied weights, after so many seconds of training."""
        facts = {
            "course": self.course.to_json(seconds=seconds),
            "scaler": self._updater.scaler.state_dict(),
            "threads": self._hardware.threads,
            "precision": self._hardware.precision,
            "device": self._hardware.device.type,
            "compile": self._hardware.compile,
            "attention": self._hardware.attention,
            "shares": self._hardware.shares,
            "products": self._hardware.products,
            "processes": self._team.size,
        }
        optimizer = self._copies(collect(self._updater.optimizer, self.model))
        if self.average is None:
            return Saved(self.course.step, weights, optimizer, facts)
        facts["averaged_updates"] = self.average.updates
        return Saved(self.course.step, weights, optimizer, facts, self._copies(self.average.tensors))

    def restore(self, checkpoint: Checkpoint) -> None:
        """Take the state of a checkpoint. Raises CheckpointError if it is of another model."""
        self._load(checkpoint.model)
        restore(self._updater.optimizer, self.model, checkpoint.optimizer, self._team.own_part)
        scaler = self._updater.scaler
        if checkpoint.state["scaler"] and scaler.is_enabled():
            scaler.load_state_dict(checkpoint.state["scaler"])
        self.course = Course.from_json(checkpoint.state["course"])
        if self.average is not None and checkpoint.average:
            self.average.restore(checkpoint.average, checkpoint.state["averaged_updates"])
        elif self.average is not None:
            self.average.restart()

    def park(self) -> None:
        """Free the device: weights and the optimizer's memory wait in main memory, gradients are dropped.

        To be called between two steps; nothing but copies can be computed until `unpark`.
        """
        self._updater.optimizer.zero_grad(set_to_none=True)
        self._away.fetch(self._updater.optimizer)
        self._move("cpu")
        release_memory(self._hardware.device)

    def unpark(self) -> None:
        """Bring everything back to where it was, to the bit. Raises torch's error when there is no room: park again."""
        self._move(self._hardware.device)
        self._away.bring_back()

    def _move(self, device: torch.device | str) -> None:
        self.model.to(device)
        if self.average is not None:
            self.average.move(device)

    def restart(self, experiment: Experiment) -> None:
        """Take the state before the first step: the initial weights, and an optimizer that remembers nothing."""
        settings = experiment.training
        fresh = build(experiment.model, self.model.vocab_size, settings.context_length, settings.seed)
        self._load(named_weights(fresh))
        restore(self._updater.optimizer, self.model, {})
        if self.average is not None:
            self.average.restart()
        self.course = Course()

    def _load(self, saved: Mapping[str, Tensor]) -> None:
        weights = named_weights(self.model)
        own = {name: self._team.own_part(whole, weights.get(name)) for name, whole in saved.items()}
        load_weights(self.model, own)

    @torch.no_grad()
    def _copies(self, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
        copies = {}
        for name, tensor in tensors.items():
            whole = self._team.whole(tensor.detach())
            if self._team.first:
                copies[name] = whole.to("cpu", copy=True)
        return copies
