"""How large an experiment's model is, and what training it takes; arithmetic only, no torch."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.config.experiment import Experiment
from workbench.models.logits import rows_at_once

FLOAT_BYTES = 4
"""Weights, gradients and optimizer state are always float32; activations at most."""
WORKING_MEMORY = 1.15
"""What a training step takes beside what it keeps: results in flight, and gaps between blocks of memory.

Measured as peak memory of a process on a CPU: with this factor the estimate of all five
architectures lay between 0.84 and 1.21 of the truth.
"""


@dataclass(frozen=True, slots=True)
class Size:
    """Counts, and bytes of memory while training. Activations are an estimate, the rest exact."""

    parameters: int
    flops_per_token: int
    weight_bytes: int
    gradient_bytes: int
    optimizer_bytes: int
    activation_bytes: int
    average_bytes: int = 0
    """A running average of the weights, where one is kept."""

    @property
    def training_bytes(self) -> int:
        """Everything together."""
        return sum(self.parts.values())

    @property
    def parts(self) -> dict[str, int]:
        """What the memory goes to, in bytes."""
        found = {
            "weights": self.weight_bytes,
            "gradients": self.gradient_bytes,
            "optimizer": self.optimizer_bytes,
            "activations": self.activation_bytes,
        }
        if self.average_bytes:
            found["average"] = self.average_bytes
        return found


def describe_size(experiment: Experiment, vocab_size: int) -> Size:
    """The size of the experiment's model for a vocabulary of so many tokens.

    ``flops_per_token`` counts forward and backward. Gradient accumulation needs no more memory:
    one batch of activations lives at a time.
    """
    training = experiment.training
    model, context = experiment.model, training.context_length
    parameters = model.parameters(vocab_size, context)
    tokens = training.batch_size * context
    # The log-probabilities, and at the peak their gradient: of one piece of tokens at a time.
    scores = 2 * rows_at_once(tokens, vocab_size) * vocab_size
    floats = tokens * model.activation_floats(context, training.gradient_checkpointing) + scores
    return Size(
        parameters=parameters,
        flops_per_token=model.flops_per_token(vocab_size, context),
        weight_bytes=parameters * FLOAT_BYTES,
        gradient_bytes=parameters * FLOAT_BYTES,
        optimizer_bytes=parameters * experiment.optimizer.state_floats() * FLOAT_BYTES,
        activation_bytes=round(floats * FLOAT_BYTES * WORKING_MEMORY),
        average_bytes=parameters * FLOAT_BYTES if training.ema_decay else 0,
    )
