"""The token budget: how often a run goes through its text, and how much it sees for each parameter."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.config.experiment import Experiment
from workbench.messages import Message, say

TOKENS_PER_PARAMETER = 20
"""About where a given amount of computing is spent best (Hoffmann et al. 2022, arXiv:2203.15556)."""
GOOD_EPOCHS = 4
"""Up to here repeated text is worth nearly what new text is (Muennighoff et al. 2023, arXiv:2305.16264)."""
USELESS_EPOCHS = 40
"""From here on repeating adds next to nothing (the same)."""
_FAR = 4
"""A ratio this many times off is far from the best."""


@dataclass(frozen=True, slots=True)
class Budget:
    """``tokens`` are all that the steps take, repeated ones each time; ``sensible`` is False where a comment warns."""

    tokens: int
    epochs: float
    tokens_per_parameter: float
    comments: tuple[Message, ...]
    sensible: bool


def token_budget(experiment: Experiment, parameters: int, train_tokens: int) -> Budget:
    """What the steps chosen mean for a model of so many parameters and a text of so many tokens."""
    training = experiment.training
    tokens = training.steps * training.gradient_accumulation * training.batch_size * training.context_length
    epochs, ratio = tokens / max(1, train_tokens), tokens / max(1, parameters)
    warnings = [comment for comment in (_on_epochs(epochs), _on_ratio(ratio)) if comment is not None]
    fine = say(
        "Both are in a sensible range: about {ratio} tokens for each parameter (Hoffmann et al. 2022), "
        "and up to about {epochs} passes through the text (Muennighoff et al. 2023).",
        ratio=TOKENS_PER_PARAMETER,
        epochs=GOOD_EPOCHS,
    )
    return Budget(tokens, epochs, ratio, tuple(warnings) or (fine,), not warnings)


def _on_epochs(epochs: float) -> Message | None:
    if epochs > USELESS_EPOCHS:
        return say(
            "The text is gone through {epochs:,.0f} times: beyond about {useless} passes, repeating it adds next to "
            "nothing (Muennighoff et al. 2023), and the model learns it by heart. Take fewer steps, or a longer text.",
            epochs=epochs,
            useless=USELESS_EPOCHS,
        )
    if epochs > GOOD_EPOCHS:
        return say(
            "The text is gone through {epochs:.1f} times: up to about {good} passes repeated text is worth nearly what "
            "new text is, beyond that less and less (Muennighoff et al. 2023). Watch the validation loss.",
            epochs=epochs,
            good=GOOD_EPOCHS,
        )
    if epochs < 0.5:
        return say(
            "Only {share:.0%} of the text is seen: more steps would use the rest.",
            share=epochs,
        )
    return None


def _on_ratio(ratio: float) -> Message | None:
    if ratio < TOKENS_PER_PARAMETER / _FAR:
        return say(
            "{ratio:.2g} tokens for each parameter are few: about {best} make the best of the computing "
            "(Hoffmann et al. 2022). A smaller model, trained on more tokens, reaches a lower loss in the same time.",
            ratio=ratio,
            best=TOKENS_PER_PARAMETER,
        )
    if ratio > TOKENS_PER_PARAMETER * _FAR:
        return say(
            "{ratio:,.0f} tokens for each parameter are many: about {best} make the best of the computing "
            "(Hoffmann et al. 2022). A larger model reaches a lower loss in the time; a small one costs less to use.",
            ratio=ratio,
            best=TOKENS_PER_PARAMETER,
        )
    return None
