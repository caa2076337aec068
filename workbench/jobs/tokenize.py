"""What a tokenizer makes of a text: the tokenizer of an experiment, a run or a file, or one made for a comparison."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.config.tokenizer import TokenizerChoice
from workbench.config.tokenizers.byte import Byte
from workbench.config.tokenizers.file import File
from workbench.control import JobControl
from workbench.data.overview import first_documents
from workbench.data.statistics import read_statistics
from workbench.errors import DataError, InputError
from workbench.events import Emit, Stage
from workbench.jobs.at_hand import Kept, key_of_text, stamps_of
from workbench.jobs.preparing import STATISTICS, Made, kept_text, make
from workbench.messages import say
from workbench.runs.folder import RunFolder
from workbench.tokenizer import Tokenizer, load_tokenizer, train_tokenizer
from workbench.tokenizer.inspection import Inspection, count_ids, inspect

Wanted = TokenizerChoice | Path
"""A tokenizer to be made as its settings say, or that of the run in this folder."""

MOST_SHOWN = 5_000
"""Tokens of a text that are looked at one by one."""
PASSAGE = 1_500
"""Characters of a passage of the source."""
_COUNTED = 1 << 20
"""Characters of the source in which the tokens of a tokenizer from elsewhere are counted."""
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class _AtHand:
    """A tokenizer, and how often each of its ids occurs in the source; None if that cannot be read."""

    tokenizer: Tokenizer[Any]
    counts: NDArray[Any] | None


_tokenizers: Kept[_AtHand] = Kept(6)
_heads: Kept[str] = Kept(2)


def tokenizer_of_run(run_dir: Path) -> Tokenizer[Any]:
    """The tokenizer that a run was trained with. Raises a WorkbenchError in words."""
    return load_tokenizer(RunFolder.open(run_dir).tokenizer_file)


def tokenizer_of_experiment(
    experiment: Experiment, emit: Emit = lambda event: None, control: JobControl | None = None
) -> Tokenizer[Any] | None:
    """The tokenizer that an experiment asks for, learned from its text or found as it was made before.

    None once stopped. Raises a WorkbenchError in words.
    """
    found = _prepared(experiment, emit, control or JobControl())
    return None if found is None else found.tokenizer


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
        found = _make(experiment, wanted, emit, control)
        if found is None or control.stop_requested:
            return None
        _tokenizers.put(key, found)
    emit(Stage(say("Turning the text into tokens")))
    return inspect(found.tokenizer, text, MOST_SHOWN, lambda: control.stop_requested, found.counts)


def passage(experiment: Experiment, number: int, control: JobControl) -> str:
    """Passage ``number`` of the source: 0 is its beginning, the others lie spread over it.

    Where it is not kept prepared, they lie in its first megabytes. Raises DataError in words.
    """
    share, longest = number * _GOLDEN % 1.0, PASSAGE + PASSAGE // 4
    with kept_text(experiment, lambda: control.stop_requested) as kept:
        found = None if kept is None else kept.passage(share, longest)
    if found is None:
        text = _head(experiment, control)
        start = int(share * max(0, len(text) - longest))
        found = text[start : start + longest]
    line = found.find("\n", 0, PASSAGE // 4) if number else -1  # from the beginning of a line, if one begins nearby
    return found[line + 1 : line + 1 + PASSAGE]


def _make(experiment: Experiment, wanted: Wanted, emit: Emit, control: JobControl) -> _AtHand | None:
    if not isinstance(wanted, Path | File | Byte):
        return _prepared(experiment.with_section("tokenizer", wanted), emit, control)
    # These learn nothing: the text need not be read to its end.
    emit(Stage(say("Making the tokenizer")))
    tokenizer = tokenizer_of_run(wanted) if isinstance(wanted, Path) else train_tokenizer(wanted, "")
    try:
        head = _head(experiment, control)[:_COUNTED]
    except DataError:  # told where the text is chosen; a tokenizer from elsewhere can be looked at without it
        return _AtHand(tokenizer, None)
    return _AtHand(tokenizer, count_ids(tokenizer, head, lambda: control.stop_requested))


def _prepared(experiment: Experiment, emit: Emit, control: JobControl) -> _AtHand | None:
    """The tokenizer of an experiment and the counts of its training text; None once stopped."""
    found: list[_AtHand] = []

    def use(made: Made) -> None:
        train = read_statistics(made.folder / STATISTICS).parts.get("train")
        found.append(_AtHand(made.tokenizer, None if train is None else train.token_counts))

    make(experiment, emit, control, use)
    return found[0] if found else None


def _head(experiment: Experiment, control: JobControl) -> str:
    """The first megabytes of the text, as it flows to the tokenizer."""
    key = key_of_text(experiment)
    head = _heads.get(key)
    if head is None:
        documents, _ = first_documents(experiment, lambda: control.stop_requested)
        head = experiment.data.separator.join(documents)
        if not control.stop_requested:
            _heads.put(key, head)
    return head


def _key_of(wanted: Wanted) -> Hashable:
    if isinstance(wanted, Path):
        return str(wanted), *stamps_of(RunFolder(wanted).tokenizer_file)
    if isinstance(wanted, File):
        return wanted.path, *stamps_of(Path(wanted.path).expanduser())
    return wanted.model_dump_json()
