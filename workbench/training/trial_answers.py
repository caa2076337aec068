"""The file of what trials found: read, added to, counted and forgotten. No torch, so that anyone may look."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench import paths
from workbench.errors import StorageError
from workbench.messages import say
from workbench.storage import atomic_file, storage_errors

logger = logging.getLogger(__name__)

MOST = 500
"""Experiments remembered; the oldest are forgotten first."""


def answers_file() -> Path:
    """Where the answers of this machine are: a small JSON file shared by all experiments."""
    return paths.cache() / "tuning.json"


def read_answers(file: Path) -> dict[str, Any]:
    """The answers of each experiment, by its fingerprint; none where the file is missing or damaged."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there yet, or damaged: then it is found anew
        return {}
    return known if isinstance(known, dict) else {}


def add_answer(file: Path, experiment: str, question: str, answer: Mapping[str, Any]) -> None:
    """Remember an answer. A disk that refuses costs the next run a trial, nothing more."""
    known = read_answers(file)
    known[experiment] = {**known.pop(experiment, {}), question: dict(answer)}
    text = json.dumps(dict(list(known.items())[-MOST:]), indent=1)
    try:
        with atomic_file(file) as opened:
            opened.write(text.encode())
    except StorageError as error:
        logger.warning("What a trial found could not be remembered: %s", error.message)


def count_answered(file: Path) -> int:
    """For how many experiments answers are remembered."""
    return len(read_answers(file))


def forget_answers(file: Path) -> int:
    """Forget all of them, and tell for how many experiments there were some. Raises StorageError in words."""
    count = count_answered(file)
    with storage_errors(file.parent, say("removing {file}", file=file.name)):
        file.unlink(missing_ok=True)
    return count
