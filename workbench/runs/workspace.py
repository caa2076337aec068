"""The runs of a workspace: list, rename, move to the trash."""

from __future__ import annotations

import logging
from pathlib import Path

from send2trash import TrashPermissionError, send2trash

from workbench.errors import RunError, RunLockedError, WorkbenchError
from workbench.messages import say
from workbench.runs.folder import RunFolder
from workbench.runs.summary import RunSummary, summarise

logger = logging.getLogger(__name__)


def list_runs(root: Path) -> list[RunSummary]:
    """Every run below ``root``, newest first; a folder that cannot be opened is listed with its problem."""
    if not root.is_dir():
        return []
    found = []
    for path in root.iterdir():
        if path.is_dir() and not path.name.startswith("."):
            found.append(_summary(path))
    return sorted(found, key=lambda run: (run.created or run.path.name, run.path.name), reverse=True)


def rename_run(path: Path, name: str) -> None:
    """Change the name shown; the folder stays, so that paths to it stay valid. Raises RunError."""
    if not name.strip():
        raise RunError(say("A run needs a name that is not empty."))
    RunFolder.open(path).set_meta(name=name.strip())


def trash_run(path: Path) -> None:
    """Move a run to the system's trash. Raises RunLockedError while it is being written, RunError on failure."""
    if RunFolder(path).is_locked():
        raise RunLockedError(say("{run} is still training.", run=path.name), say("Stop it before deleting it."))
    try:
        send2trash(path)
    except (OSError, TrashPermissionError) as error:
        raise RunError(
            say("{run} could not be moved to the trash: {reason}.", run=path.name, reason=error),
            say("Delete its folder by hand."),
        ) from error


def _summary(path: Path) -> RunSummary:
    try:
        return summarise(path)
    except (WorkbenchError, OSError) as error:
        logger.info("%s cannot be opened: %s", path, error)
        return RunSummary(path=path, name=path.name, state="failed", problem=str(error), readable=False)
