"""Tokenizers that were made a moment ago, so that a text being typed is cut anew without making them again."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Hashable
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.sections import Data

Value = TypeVar("Value")

_ABOUT_TEXT_NOT = ("model", "optimizer", "schedule", "training", "runtime", "sampling", "tokenizer", "name", "format")
"""What of an experiment says nothing about its text."""
_MOST_FILES = 10_000


class Kept(Generic[Value]):
    """The values used last, by a key; may be asked from any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value, if it is still kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: Value) -> None:
        """Keep a value; the one not used for longest goes."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)


def key_of_text(experiment: Experiment) -> Hashable:
    """What the text of an experiment depends on: its settings, and the state of its files."""
    settings = experiment.model_dump_json(exclude=set(_ABOUT_TEXT_NOT))
    return settings, *_stamps_of_source(experiment.data)


def stamps_of(place: Path) -> tuple[Hashable, ...]:
    """Size and time of a file, or of the files below a folder: other ones once anything there was written."""
    if not place.is_dir():
        return (_stamp(place),)
    files = (Path(folder) / name for folder, _, names in os.walk(place) for name in names)
    return tuple(sorted((str(file), *_stamp(file)) for file in islice(files, _MOST_FILES)))


def _stamps_of_source(data: Data) -> tuple[Hashable, ...]:
    if data.sample is not None or not data.source.strip():
        return ()
    return stamps_of(paths.expanded(data.source))


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:  # whoever opens it says so in words
        return -1, -1
    return status.st_size, status.st_mtime_ns
