"""Bring a run of an earlier format up to the present one, before it is written again.

Only run.db is changed, all steps in one transaction together with the new number: a process killed
at any instant leaves the old run or the new one, never something between. Before, the record as it
was is kept beside it. Reading a run never migrates it: readers take every format up to the present.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from workbench.errors import RunFormatError
from workbench.messages import say
from workbench.runs.database import FORMAT, connect_writer, write_meta
from workbench.runs.folder import RunFolder
from workbench.runs.migrations import from_1
from workbench.storage import storage_errors, sync_folder

Step = Callable[[sqlite3.Connection], None]

STEPS: Mapping[int, Step] = {1: from_1.migrate}
"""From each earlier format to the one after it."""


def migrate(run: RunFolder, tell: Callable[[str], None], steps: Mapping[int, Step] = STEPS) -> None:
    """Bring a run up to the present format; nothing happens to one that is. Hold its lock.

    Raises RunFormatError when a step fails on what it finds, StorageError when the disk refuses;
    the run is then as it was.
    """
    found = int(run.meta()["format"])
    if found >= FORMAT:
        return
    kept = backup_file(run, found)
    if kept.exists():
        tell(
            say(
                "An earlier attempt to bring this run from format {found} to {now} did not end. "
                "The run is as it was before, and the attempt is made again.",
                found=found,
                now=FORMAT,
            )
        )
    _keep(run, kept)
    _change(run, found, steps)
    tell(
        say(
            "This run was written by an earlier release (run format {found}). It is now of format {now}; "
            "its record as it was is kept in {file}.",
            found=found,
            now=FORMAT,
            file=kept.name,
        )
    )


def backup_file(run: RunFolder, found: int) -> Path:
    """Where the record of a run is kept as it was in an earlier format."""
    return run.path / f"run.format-{found}.db"


def _change(run: RunFolder, found: int, steps: Mapping[int, Step]) -> None:
    changing = storage_errors(run.path, say("bringing the run to the present format"))
    try:
        with changing, closing(connect_writer(run.database)) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            for number in range(found, FORMAT):
                steps[number](connection)
            write_meta(connection, {"format": FORMAT})
    except (ValueError, TypeError, KeyError, AttributeError, sqlite3.DatabaseError) as error:
        raise RunFormatError(
            say(
                "{folder} could not be brought from run format {found} to {now}: {reason}. Nothing was changed.",
                folder=run.path,
                found=found,
                now=FORMAT,
                reason=error,
            ),
            say("Its record is damaged. Restore the folder from a backup, or start a new run."),
        ) from error


def _keep(run: RunFolder, target: Path) -> None:
    """Copy the record, its log included, to ``target``, which appears whole or not at all."""
    with storage_errors(run.path, say("keeping the record as it was")):
        for leftover in run.path.glob(f".{target.name}.*"):
            leftover.unlink()
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
        try:
            with closing(connect_writer(run.database)) as source, closing(sqlite3.connect(partial)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
            partial.replace(target)
            sync_folder(run.path)
        finally:
            with suppress(OSError):  # on a dead disk there is no way to remove it
                partial.unlink(missing_ok=True)
