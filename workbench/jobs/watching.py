"""What a trainer is given to look at its model with: losses on both splits, and a sample of text."""

from __future__ import annotations

import functools
from typing import Any

from numpy.typing import NDArray

from workbench.config.sections import Sampling, Training
from workbench.control import JobControl
from workbench.evaluation.loss import bits_per_byte, evaluate_loss, perplexity, windows_at_once
from workbench.events import Emit, Sampled
from workbench.generation.generator import generate_ids
from workbench.jobs.generate import prompt_ids
from workbench.models.base import LanguageModel
from workbench.models.memory import is_memory_error
from workbench.models.sound_thread import on_sound_thread
from workbench.tokenizer.base import Tokenizer
from workbench.training.device import Hardware
from workbench.training.hooks import Measured
from workbench.training.memory import release_memory
from workbench.training.team import ALONE, Team
from workbench.training.updater import autocast

_SAMPLE_TOKENS = 120
"""A sample during training is a glance, not a text: it must not hold up the run."""


class Losses:
    """Measures a model on both splits, in the precision of training."""

    def __init__(
        self,
        train: NDArray[Any],
        val: NDArray[Any],
        settings: Training,
        bytes_per_token: float,
        hardware: Hardware,
        control: JobControl,
        team: Team = ALONE,
    ) -> None:
        self._team = team
        self._train = train
        self._val = val
        self._sample = settings.evaluation_tokens
        self._bytes_per_token = bytes_per_token
        self._autocast = functools.partial(autocast, hardware)
        self._control = control

    def __call__(self, model: LanguageModel, whole: bool, windows: int | None = None) -> Measured | None:
        """Both losses, or None when stopped meanwhile; the validation text whole or sampled.

        The training text is always sampled: as many tokens as a measurement during training takes.
        So many ``windows`` are read at once, by themselves `windows_at_once`. One process that has no memory for them
        measures anew with half of them, and so on; the result tells with how many. Raises torch's error when there is
        no memory for one, and when several measure together.
        """
        while True:
            try:
                return on_sound_thread(functools.partial(self._measure, model, whole, windows))
            except (MemoryError, RuntimeError) as error:
                windows = windows or windows_at_once(model.context_length)
                if windows == 1 or self._team is not ALONE or not is_memory_error(error):
                    raise
            windows //= 2
            release_memory(model.device)  # only here, where the error no longer holds what was computed

    def _measure(self, model: LanguageModel, whole: bool, windows: int | None) -> Measured | None:
        team = self._team
        measure = functools.partial(
            evaluate_loss,
            model,
            autocast=self._autocast,
            should_stop=lambda: team.asked_to_stop(self._control),
            together=None if team is ALONE else team,
            windows=windows,
        )
        val = measure(self._val, max_tokens=0 if whole else self._sample)
        train = None if val is None else measure(self._train, max_tokens=self._sample or len(self._val))
        if val is None or train is None:
            return None
        return Measured(
            train_loss=train.loss,
            val_loss=val.loss,
            perplexity=perplexity(val.loss),
            bits_per_byte=bits_per_byte(val.loss, self._bytes_per_token),
            tokens=val.tokens,
            whole=val.tokens >= len(self._val) - 1,
            windows=windows,
        )


class Samples:
    """Has a model write a short text, and emits it. The same seed every time shows what changed."""

    def __init__(self, tokenizer: Tokenizer, sampling: Sampling, tell: Emit, control: JobControl) -> None:
        self._tokenizer = tokenizer
        self._sampling = sampling.model_copy(update={"max_tokens": min(sampling.max_tokens, _SAMPLE_TOKENS)})
        self._tell = tell
        self._control = control
        # A prompt this text has no characters for must not cost the run.
        self._prompt = "" if tokenizer.unknown_characters(sampling.prompt) else sampling.prompt
        self._prompt_ids = prompt_ids(tokenizer, self._prompt)

    def __call__(self, model: LanguageModel, step: int) -> None:
        """Write a sample after ``step`` updates."""
        tokenizer = self._tokenizer
        ids = list(generate_ids(model, self._prompt_ids, self._sampling, tokenizer.banned_ids, self._control))
        self._tell(Sampled(step, self._prompt, tokenizer.decode(ids, continued=True)))
