"""What a tokenizer makes of a text: the tokenizer of an experiment, a run or a file, or one made for a comparison."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.config.tokenizer import TokenizerChoice
from workbench.config.tokenizers.byte import Byte
from workbench.config.tokenizers.file import File
from workbench.control import JobControl
from workbench.data.joining import gather
from workbench.data.splitting import PARTS, splitter
from workbench.data.store import TextWriter
from workbench.errors import DataError, InputError
from workbench.events import Emit, Stage
from workbench.jobs.at_hand import Kept, key_of_text, stamps_of
from workbench.messages import say
from workbench.runs.folder import RunFolder
from workbench.tokenizer import Tokenizer, load_tokenizer, tokenizer_class, train_tokenizer
from workbench.tokenizer.corpus import Watch
from workbench.tokenizer.inspection import Inspection, count_ids, inspect

Wanted = TokenizerChoice | Path
"""A tokenizer to be made as its settings say, or that of the run in this folder."""

MOST_SHOWN = 5_000
"""Tokens of a text that are looked at one by one."""
PASSAGE = 1_500
"""Characters of a passage of the source."""
_HEAD = 1 << 20
"""Characters of the source in which the frequency of tokens is counted."""
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class _AtHand:
    """A tokenizer, and how often each of its ids occurs at the beginning of the source; None if that has no text."""

    tokenizer: Tokenizer[Any]
    counts: NDArray[Any] | None


_tokenizers: Kept[_AtHand] = Kept(6)
_heads: Kept[str] = Kept(2)


def tokenizer_of_run(run_dir: Path) -> Tokenizer[Any]:
    """The tokenizer that a run was trained with. Raises a WorkbenchError in words."""
    return load_tokenizer(RunFolder.open(run_dir).tokenizer_file)


def tokenizer_of_experiment(experiment: Experiment, control: JobControl | None = None) -> Tokenizer[Any]:
    """The tokenizer that an experiment asks for, learned from its text. Raises a WorkbenchError in words."""
    train, others = _texts(experiment, control)
    whole = tokenizer_class(experiment.tokenizer.kind).needs_whole_text
    watch = Watch(lambda: control is not None and control.stop_requested, lambda message, fraction: None)
    return train_tokenizer(experiment.tokenizer, train + others if whole else train, watch)


def tokenize(tokenizer: Tokenizer[Any], text: str) -> Inspection:
    """The text in tokens. Raises InputError for an empty text."""
    if not text:
        raise InputError(say("There is no text to cut into tokens."), say("Give one, or - to read standard input."))
    found = inspect(tokenizer, text)
    assert found is not None
    return found


def inspect_text(
    experiment: Experiment, text: str, wanted: Wanted, emit: Emit, control: JobControl
) -> Inspection | None:
    """The text in the tokens of the ``wanted`` tokenizer, the first of them one by one; None once stopped.

    A tokenizer is kept for the next text. Raises a WorkbenchError in words.
    """
    key: Hashable = (_key_of(wanted), key_of_text(experiment))
    found = _tokenizers.get(key)
    if found is None:
        emit(Stage(say("Making the tokenizer")))
        tokenizer = _make(experiment, wanted, control)
        counts = _counts(experiment, tokenizer, control)
        if control.stop_requested:
            return None
        found = _AtHand(tokenizer, counts)
        _tokenizers.put(key, found)
    emit(Stage(say("Turning the text into tokens")))
    return inspect(found.tokenizer, text, MOST_SHOWN, lambda: control.stop_requested, found.counts)


def passage(experiment: Experiment, number: int, control: JobControl) -> str:
    """Passage ``number`` of the source: 0 is its beginning, the others lie spread over all of it.

    Raises DataError in words.
    """
    text, _ = _texts(experiment, control)
    start = int(number * _GOLDEN % 1.0 * max(0, len(text) - PASSAGE))
    if start:  # from the beginning of a line, if one begins nearby
        line = text.find("\n", start, start + PASSAGE // 4)
        start = line + 1 if line >= 0 else start
    return text[start : start + PASSAGE]


def _texts(experiment: Experiment, control: JobControl | None) -> tuple[str, str]:
    """(the training text, what is kept out of it); nothing once a stop is asked for."""
    splitting = splitter(experiment.data)
    with TemporaryDirectory() as folder, TextWriter(Path(folder), experiment.data.separator) as writer:
        origin = gather(
            experiment, splitting, writer.take, lambda documents: control is None or not control.stop_requested
        )
        if origin is None:
            return "", ""
        stored = writer.finish(splitting.cuts)
        others = [name for name in PARTS if name != "train"]
        return stored.part("train").text(), "".join(stored.part(name).text() for name in others)


def _make(experiment: Experiment, wanted: Wanted, control: JobControl) -> Tokenizer[Any]:
    if isinstance(wanted, Path):
        return tokenizer_of_run(wanted)
    if isinstance(wanted, File | Byte):  # learns nothing
        return train_tokenizer(wanted, "")
    return tokenizer_of_experiment(experiment.with_section("tokenizer", wanted), control)


def _counts(experiment: Experiment, tokenizer: Tokenizer[Any], control: JobControl) -> NDArray[Any] | None:
    key = key_of_text(experiment)
    head = _heads.get(key)
    if head is None:
        try:
            head = _texts(experiment, control)[0][:_HEAD]
        except DataError:  # told where the text is chosen; a tokenizer from elsewhere can be looked at without it
            return None
        if not control.stop_requested:
            _heads.put(key, head)
    return count_ids(tokenizer, head, lambda: control.stop_requested)


def _key_of(wanted: Wanted) -> Hashable:
    if isinstance(wanted, Path):
        return str(wanted), *stamps_of(RunFolder(wanted).tokenizer_file)
    if isinstance(wanted, File):
        return wanted.path, *stamps_of(Path(wanted.path).expanduser())
    return wanted.model_dump_json()
