"""From a prompt to a stream of tokens.

The draws come from a generator of this call's own, on the CPU: the same seed gives the same text
on every device (as far as the scores agree), and writing a sample during training changes no
other random number, so the run goes on as if nothing had been written.

    B batch (1 here)    T time    V vocabulary
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import torch
from torch import Tensor

from workbench.config.sections import Sampling
from workbench.control import JobControl
from workbench.generation.sampling import sample
from workbench.models.base import LanguageModel, State
from workbench.models.sound_thread import on_sound_thread

PROMPT_SLICE = 4096
"""Tokens of a prompt read at once: bounds the memory, and the wait for a stop."""


def generate_ids(
    model: LanguageModel,
    prompt_ids: Sequence[int],
    sampling: Sampling,
    banned_ids: Sequence[int] = (),
    control: JobControl | None = None,
) -> Iterator[int]:
    """Yield up to ``sampling.max_tokens`` ids that continue the prompt (at least one id).

    Ends early when a stop is requested. The model is in evaluation mode until the iterator ends
    or is closed, then in the mode it was in before. Any length can be written, also beyond the
    context: see each model's ``step``. Raises ValueError for an empty prompt, and
    GenerationError when the model's scores are not finite.
    """
    if len(prompt_ids) == 0:
        raise ValueError("a prompt needs at least one token")
    generator = torch.Generator().manual_seed(sampling.seed)
    was_training = model.training
    model.eval()
    try:
        pending = [int(token) for token in prompt_ids][-model.reach if model.reach else 0 :]
        state: State = model.initial_state()
        for _ in range(sampling.max_tokens):
            logits_V, state = on_sound_thread(partial(_read, model, pending, state, control))
            if logits_V is None:
                return
            pending = [sample(logits_V, sampling, generator, banned_ids)]
            yield pending[0]
    finally:
        model.train(was_training)


@torch.inference_mode()
def _read(
    model: LanguageModel, ids: Sequence[int], state: State, control: JobControl | None
) -> tuple[Tensor | None, State]:
    """Scores (V, float32, CPU) of the token after ``ids``, and the state; no scores if stopped."""
    tokens_BT = torch.tensor([ids], dtype=torch.int64, device=model.device)
    logits_V: Tensor | None = None
    for piece_BT in tokens_BT.split(PROMPT_SLICE, dim=1):
        if control is not None and control.stop_requested:
            return None, state
        logits_BV, state = model.step(piece_BT, state)
        logits_V = logits_BV[0]
    return (None if logits_V is None else logits_V.float().cpu()), state
