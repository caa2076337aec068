"""What a tokenizer makes of a text: each token with its id, text and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.config.experiment import Experiment
from workbench.data.source import load_source
from workbench.data.split import split_text
from workbench.errors import InputError
from workbench.messages import say
from workbench.runs.folder import RunFolder
from workbench.tokenizer import Tokenizer, load_tokenizer, tokenizer_class, train_tokenizer


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text; ``text`` is printable, ``data`` the bytes that it adds."""

    id: int
    text: str
    data: bytes
    unknown: bool


@dataclass(frozen=True, slots=True)
class Tokenized:
    """A text in tokens; ``exact`` says whether they give it back, ``unknown_share`` is 0..1."""

    tokens: tuple[Token, ...]
    bytes_per_token: float
    unknown_share: float
    exact: bool


def tokenizer_of_run(run_dir: Path) -> Tokenizer[Any]:
    """The tokenizer that a run was trained with. Raises a WorkbenchError in words."""
    return load_tokenizer(RunFolder.open(run_dir).tokenizer_file)


def tokenizer_of_experiment(experiment: Experiment) -> Tokenizer[Any]:
    """The tokenizer that an experiment asks for, learned from its text. Raises a WorkbenchError in words."""
    text = load_source(experiment.data).text
    train, _ = split_text(text, experiment.data.validation_fraction)
    whole = tokenizer_class(experiment.tokenizer.kind).needs_whole_text
    return train_tokenizer(experiment.tokenizer, text if whole else train)


def tokenize(tokenizer: Tokenizer[Any], text: str) -> Tokenized:
    """The text in tokens. Raises InputError for an empty text."""
    if not text:
        raise InputError(say("There is no text to cut into tokens."), say("Give one, or - to read standard input."))
    ids = [int(token) for token in tokenizer.encode(text)]
    banned = set(tokenizer.banned_ids)
    tokens = tuple(Token(id, tokenizer.token_text(id), tokenizer.token_bytes(id), id in banned) for id in ids)
    count = max(1, len(tokens))
    unknown = sum(token.unknown for token in tokens)
    size = len(text.encode("utf-8", "replace"))
    return Tokenized(tokens, size / count, unknown / count, tokenizer.decode(ids) == text)
