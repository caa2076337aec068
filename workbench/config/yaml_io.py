"""Experiments as files: strict YAML in, commented YAML out, saved so that a crash loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench import paths
from workbench.config._plain_yaml import read_plain
from workbench.config._yaml_faults import located
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.config.overrides import apply_overrides, parse_scalar
from workbench.config.sections import HUB_PREFIX, SAMPLE_PREFIX
from workbench.errors import InputError
from workbench.messages import say

__all__ = ["apply_overrides", "dumps", "load", "load_file", "load_raw", "loads", "parse_scalar", "save"]

_TEXT_FILES = ("source", "validation_source", "test_source")
MAX_BYTES = 1_000_000
"""A file of settings is a few kilobytes; anything near this is something else."""


def load(path: Path) -> Experiment:
    """Read and check an experiment file. Raises InputError (ExperimentError for its settings)."""
    return check(load_file(path), str(path))


def loads(text: str, source: str = "") -> Experiment:
    """Read and check an experiment; ``source`` is named in errors."""
    return check(load_raw(text, source), source)


def load_file(path: Path) -> dict[str, Any]:
    """The settings in a file, unchecked; a text file named relative to it is found beside it."""
    raw = load_raw(_read(Path(path)), str(path))
    data = raw.get("data")
    more = data.get("more_sources") if isinstance(data, dict) else None
    for named in (data, *(more if isinstance(more, list) else ())):
        for name in _TEXT_FILES:
            if isinstance(named, dict) and isinstance(named.get(name), str):
                named[name] = _beside(Path(path), named[name])
    return raw


def load_raw(text: str, source: str = "") -> dict[str, Any]:
    """The settings in ``text``, unchecked. Raises InputError with line and column."""
    text = text.removeprefix("\N{BOM}")
    value: Any = read_plain(text)
    if value is None:
        from workbench.config._yaml_reader import read_yaml

        value = read_yaml(text, source)
    if value is None:
        raise located(source, None, say("there are no settings in it"), say("Write one with: workbench new"))
    if not isinstance(value, dict):
        advice = say("Start with a section such as “training:” and put its settings below, indented.")
        raise located(source, (1, 1), say("an experiment file must hold sections with settings"), advice)
    return value


def dumps(experiment: Experiment) -> str:
    """The experiment as commented YAML; `loads` gives back an equal experiment."""
    from workbench.config._yaml_writer import write_yaml

    return write_yaml(experiment)


def save(experiment: Experiment, path: Path) -> None:
    """Write the experiment to ``path``, replacing what was there only once it is safely on disk.

    Raises StorageError when the folder or disk does not allow it; the old file is then untouched.
    """
    from workbench.storage import atomic_file

    # A link is followed, so that it stays a link.
    with atomic_file(Path(path).resolve()) as file:
        file.write(dumps(experiment).encode("utf-8"))


def _beside(path: Path, source: str) -> str:
    if source.startswith((SAMPLE_PREFIX, HUB_PREFIX)) or not source or paths.expanded(source).is_absolute():
        return source
    candidate = path.resolve().parent / source
    return str(candidate) if paths.exists(candidate) else source


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(
            say("There is no file {path}.", path=path), say("Check the name, or write one with: workbench new")
        ) from error
    except IsADirectoryError as error:
        raise InputError(say("{path} is a folder, not an experiment file.", path=path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(say("{path} cannot be read: {reason}.", path=path, reason=reason)) from error
    if len(content) > MAX_BYTES:
        raise InputError(
            say("{path} is larger than {count:,} bytes, so it is no experiment file.", path=path, count=MAX_BYTES),
            say("If it is the text to train on, name it in an experiment as data.source."),
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        raise located(str(path), place, say("this is not UTF-8 text"), say("Save the file as UTF-8.")) from error
