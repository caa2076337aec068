"""What training asks of the processes that share a job, and the answers of a process that works alone.

An ordinary run is a team of one, and every method here is its answer: nothing to add, nobody to
ask. `workbench.training.distributed` holds the answers of several processes. All of them run the
same loop in step; where their answers could differ (a stop, a clock, the disk), they agree here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.models.base import LanguageModel
from workbench.training.adjustments import Adjustments
from workbench.training.device import Hardware

FLUSH_SECONDS = 0.1
"""How long losses wait before they are fetched and told."""

PAUSE_SECONDS = 0.05
"""Within so long a request is answered while paused."""

Loss = Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True)
class Order:
    """What the first process of a team has the others train: a run, from its checkpoint of ``step`` if not None."""

    folder: Path
    experiment: Experiment
    hardware: Hardware
    step: int | None
    adjustments: Adjustments = ()


class Team:
    """A process that works alone."""

    rank = 0
    size = 1
    can_try_again = True
    """Whether what failed for want of memory can be done again: not in the middle of an exchange with others."""

    @property
    def first(self) -> bool:
        """Whether this process is the one that writes the run and speaks."""
        return self.rank == 0

    # -- before training -----------------------------------------------------------------------

    def settle(self, hardware: Hardware, experiment: Experiment, vocab_size: int) -> Hardware:
        """The choices again, with what working together changes about them; asked of the first process."""
        return hardware

    def begin(self, order: Order) -> None:
        """Have the others carry out the first process's order; from now on all work together."""

    def control(self, control: JobControl) -> JobControl:
        """What the trainer listens to: a stop counts from when every process knows of it."""
        return control

    # -- the model and its data ----------------------------------------------------------------

    def place(self, model: LanguageModel, device: torch.device) -> LanguageModel:
        """Put the model where this process trains it; to be called before an optimizer is made of it."""
        return model.to(device)

    def adapt(self, optimizer: torch.optim.Optimizer) -> torch.optim.Optimizer:
        """The optimizer, in a form that works on the weights as `place` left them."""
        return optimizer

    def train(self, loss: Loss, tokens_BT: Tensor) -> Tensor:
        """``loss(tokens_BT)``, so that its gradient becomes that of the whole team's batch."""
        return loss(tokens_BT)

    def measure(self, loss: Loss, tokens_BT: Tensor) -> Tensor:
        """``loss(tokens_BT)``, to be looked at only."""
        return loss(tokens_BT)

    def part(self, last: bool) -> AbstractContextManager[object]:
        """Around forward and backward of one part of an update: gradients are exchanged in the last one."""
        return nullcontext()

    def writing(self) -> AbstractContextManager[object]:
        """Around the writing of text, which calls parts of the model by themselves."""
        return nullcontext()

    def whole(self, tensor: Tensor) -> Tensor:
        """All of a tensor of which this process may hold a part; every process must ask."""
        return tensor

    def own_part(self, tensor: Tensor, like: Tensor | None) -> Tensor:
        """Of a whole tensor the part that this process holds of its counterpart ``like``."""
        return tensor

    def rows(self, batch_size: int) -> slice:
        """This process's rows of every batch."""
        return slice(None)

    def parts(self, wanted: int, rows: int) -> int:
        """Into how many parts to cut this process's ``rows``: at most ``wanted``, none empty, as many everywhere."""
        return min(wanted, rows)

    def seed(self, seed: int) -> int:
        """The seed of this process's random numbers (dropout), which differ between processes."""
        return seed

    # -- in step -------------------------------------------------------------------------------

    def flush_due(self, waited: float) -> bool:
        """After each step: whether losses that waited so many seconds are to be fetched; all say the same."""
        return waited >= FLUSH_SECONDS

    def mean(self, losses: Tensor) -> Tensor:
        """Each step's loss over the whole batch, from the losses (1-D) of this process's rows."""
        return losses

    def wait_out(self, control: JobControl, serve: Callable[[], None]) -> None:
        """Wait together for the end of a pause or a stop, calling ``serve`` now and then."""
        while not control.wait_while_paused(PAUSE_SECONDS):
            serve()

    def rehearse(self, attempt: Callable[[], None]) -> bool:
        """Whether every process has room for ``attempt``, which raises BatchTooLargeError where there is none.

        Asked before an update, and only carried out while it may be news: a process that fails in the
        middle of an update leaves the others waiting. False: to be asked again, with more parts.
        """
        return True

    def most_parts(self, batch_size: int) -> int:
        """The most parts that a batch can be computed in."""
        return batch_size

    def asked_to_stop(self, control: JobControl) -> bool:
        """Whether to stop, asked in the middle of something that every process does."""
        return control.stop_requested

    def first_says(self, answer: int) -> int:
        """The first process's answer to a question that only it can answer."""
        return answer

    def in_turn(self, values: Tensor) -> Tensor:
        """Every process's ``values`` (1-D, equally long), in turn: the first of each, then the second of each."""
        return values

    def failures(self) -> AbstractContextManager[object]:
        """Around the work: the end of another process becomes an error in words."""
        return nullcontext()


ALONE = Team()
