"""What a file or folder that a person points at belongs to."""

from __future__ import annotations

from pathlib import Path

from workbench.paths import exists

RECORD = "run.db"
SETTINGS = "experiment.yaml"


def run_of(path: Path) -> Path | None:
    """The run that a path leads to: its folder itself, or the record of its settings in it; None for anything else.

    Who points at the settings means the run, and not a file to be written over.
    """
    whole = path.absolute()
    if exists(whole / RECORD):
        return whole
    return whole.parent if whole.name == SETTINGS and exists(whole.with_name(RECORD)) else None
