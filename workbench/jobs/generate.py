"""Let a model continue a text, said piece by piece."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from workbench.config.sections import Runtime, Sampling
from workbench.control import JobControl
from workbench.errors import GenerationError
from workbench.events import Emit, GenerationEnded, TextGenerated
from workbench.generation.generator import generate_ids
from workbench.jobs.loading import load_run_model
from workbench.messages import say
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import Which
from workbench.tokenizer import Tokenizer
from workbench.training.device import choose

_NAMED = 5
"""So many unknown characters are named; a longer list helps nobody."""


def generate(
    model: LanguageModel, tokenizer: Tokenizer[Any], sampling: Sampling, emit: Emit, control: JobControl
) -> str:
    """Continue ``sampling.prompt``: TextGenerated for each piece of text, then GenerationEnded.

    Returns the text without the prompt, as far as it came when stopped. Raises GenerationError
    for a prompt with characters that the model does not know, before anything is emitted.
    """
    ids = prompt_ids(tokenizer, sampling.prompt)
    started, tokens = time.perf_counter(), 0
    pieces: list[str] = []

    def tell(piece: str) -> None:
        if piece:
            pieces.append(piece)
            emit(TextGenerated(piece))

    decoder = tokenizer.stream(continued=True)
    for token in generate_ids(model, ids, sampling, tokenizer.banned_ids, control):
        tokens += 1
        tell(decoder.push(token))
    tell(decoder.flush())
    text = "".join(pieces)
    emit(GenerationEnded(sampling.prompt, text, tokens, time.perf_counter() - started))
    return text


def generate_from_run(
    run_dir: Path, sampling: Sampling, emit: Emit, control: JobControl, checkpoint: Which = "best"
) -> str:
    """`generate` with the weights of a run's checkpoint, on this computer's best device.

    Raises a WorkbenchError in words when the run cannot be opened.
    """
    loaded = load_run_model(run_dir, emit, checkpoint)
    # Not the device it was trained on: the run may have come from another computer.
    model = loaded.model.to(choose(Runtime()).device)
    return generate(model, loaded.tokenizer, sampling, emit, control)


def prompt_ids(tokenizer: Tokenizer[Any], prompt: str) -> list[int]:
    """The ids of a prompt, at least one.

    An empty prompt, or one of white space the model does not know, starts from the most neutral
    token: a line break, else a space, else the first token there is. Raises GenerationError for
    unknown characters.
    """
    unknown = tokenizer.unknown_characters(prompt)
    if not prompt or (unknown and prompt.isspace()):
        return [_neutral_id(tokenizer)]
    if unknown:
        raise _unknown(unknown)
    return [int(token) for token in tokenizer.encode(prompt)]


def _neutral_id(tokenizer: Tokenizer[Any]) -> int:
    for text in ("\n", " "):
        if not tokenizer.unknown_characters(text):
            return int(tokenizer.encode(text)[0])
    return next(token for token in range(tokenizer.vocab_size) if token not in tokenizer.banned_ids)


def _unknown(characters: set[str]) -> GenerationError:
    shown = ", ".join(repr(char) for char in sorted(characters)[:_NAMED])
    more = len(characters) - _NAMED
    if any(len(part) > 1 for part in characters):
        some = shown if more <= 0 else f"{shown}, …"
        return GenerationError(
            say("The prompt has words that this model does not know: {shown}.", shown=some),
            say("The model knows the most frequent words of its training text. Take the others out of the prompt."),
        )
    advice = say("The model learned its characters from its training text. Take these out of the prompt.")
    if more > 0:
        return GenerationError(
            say(
                "The prompt has characters that this model does not know: {shown} and {more} more.",
                shown=shown,
                more=more,
            ),
            advice,
        )
    if len(characters) == 1:
        return GenerationError(
            say("The prompt has a character that this model does not know: {shown}.", shown=shown), advice
        )
    return GenerationError(
        say("The prompt has characters that this model does not know: {shown}.", shown=shown), advice
    )
