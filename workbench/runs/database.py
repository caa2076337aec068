"""run.db: the tables of a run, and the two ways to open them.

One writer appends in WAL mode; readers never create a file, never wait and never make it wait.
Steps are kept as one row per batch of steps, with the numbers as little-endian float64 blobs:
a million steps then load in a fraction of a second, and every bit survives.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from workbench import paths
from workbench.errors import RunError, RunFormatError
from workbench.messages import say
from workbench.runs.facts import MAYBE, NUMBER, TEXT, WHOLE, Facts
from workbench.storage import storage_errors

FORMAT = 2
"""Version of the run folder; raised only with a migration from the one before."""

_PATIENCE = 5.0
"""Seconds to wait for another program that keeps the record to itself; ours never does."""

_KINDS = {
    "format": WHOLE,
    "name": TEXT,
    "created": TEXT,
    "state": TEXT,
    "steps": WHOLE,
    "parameters": WHOLE,
    "architecture": TEXT,
    "device": TEXT,
    "precision": TEXT,
    "vocab_size": WHOLE,
    "floor": MAYBE,
    "bytes_per_token": NUMBER,
}
"""What the values of ``meta`` must be."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE steps (
    first_step INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    losses BLOB NOT NULL,
    learning_rates BLOB NOT NULL,
    gradient_norms BLOB NOT NULL
);
CREATE TABLE evaluations (
    step INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    best INTEGER NOT NULL,
    train_loss REAL,
    val_loss REAL,
    perplexity REAL,
    bits_per_byte REAL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (step, whole)
);
CREATE TABLE samples (id INTEGER PRIMARY KEY, step INTEGER NOT NULL, prompt TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    time TEXT NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL
);
"""


def create_database(path: Path, meta: Mapping[str, Any]) -> None:
    """Make an empty run.db with its tables and first ``meta`` entries."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_SCHEMA)
        with connection:
            write_meta(connection, {"format": FORMAT, **meta})


def connect_writer(path: Path) -> sqlite3.Connection:
    """The connection of the one writer; transactions are explicit (``with connection:``).

    In WAL mode with synchronous=NORMAL a killed process loses nothing that was committed; a power
    cut may lose the last commits, never the order nor the file.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection


def sync_database(path: Path) -> None:
    """Have what was committed reach the disk itself (a killed process loses nothing, a power cut might).

    For any thread: it opens a connection of its own. Raises StorageError.
    """
    with storage_errors(path.parent, say("recording metrics")), closing(connect_writer(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


@contextmanager
def open_reader(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only view. Raises RunFormatError if the file is not a run's database, RunError while it is busy."""
    if not paths.exists(path) or not path.is_file():
        raise _not_a_run(path)
    with _readable(path) as address, closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as connection:
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise _unreadable(path, error) from error


@contextmanager
def _readable(path: Path) -> Iterator[str]:
    # Without a log (or with an empty one) the file is whole by itself: "immutable" reads it without
    # locks or new files, in read-only folders too. With log and index there is, or was, a writer.
    # With a log alone (a folder copied after a crash) SQLite would create the index: read a copy.
    log, index = Path(f"{path}-wal"), Path(f"{path}-shm")
    address = path.resolve().as_uri()
    if not log.exists() or log.stat().st_size == 0:
        yield f"{address}?mode=ro&immutable=1"
    elif index.exists():
        yield f"{address}?mode=ro"
    else:
        with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(log, f"{copy}-wal")
            yield f"{copy.as_uri()}?mode=ro"


def read_meta(connection: sqlite3.Connection, path: Path) -> Facts:
    """Everything in ``meta``; asking for an entry that is absent raises RunFormatError.

    Raises RunFormatError for a newer format, a damaged record or a foreign database.
    """
    values = {}
    for key, text in connection.execute("SELECT key, value FROM meta"):
        values[key] = decoded(text, path, key)
    found = values.get("format")
    if isinstance(found, int) and found > FORMAT:
        raise RunFormatError(
            say(
                "{folder} was written by a newer release (run format {found}; this one reads up to {known}).",
                folder=path.parent,
                found=found,
                known=FORMAT,
            ),
            say("Update LM Workbench to open it."),
        )
    facts = Facts(values, _KINDS, lambda what: damaged(path, what))
    if facts["format"] < 1:
        raise damaged(path, say("there is no run format {found}", found=found))
    return facts


def decoded(text: Any, path: Path, what: str) -> Any:
    """A value that the record keeps as JSON. Raises RunFormatError, which calls it ``what``."""
    with damage_in_words(path, what):
        return json.loads(text)


def write_meta(connection: sqlite3.Connection, values: Mapping[str, Any]) -> None:
    """Set entries of ``meta``, as a part of the caller's transaction."""
    rows = [(key, json.dumps(value)) for key, value in values.items()]
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)


def _unreadable(path: Path, error: sqlite3.DatabaseError) -> RunError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL):
        return RunError(
            say("{folder} cannot be read right now: {reason}.", folder=path.parent, reason=error),
            say("Check the disk, and try again."),
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return RunError(
            say("{folder} is being written and cannot be read right now.", folder=path.parent),
            say("Try again in a moment; if it stays so, close the other program that has its run.db open."),
        )
    if code == sqlite3.SQLITE_NOTADB or "no such table: meta" in str(error):
        return _not_a_run(path)
    return damaged(path, str(error))


@contextmanager
def damage_in_words(path: Path, what: str) -> Iterator[None]:
    """Inside, rows are taken apart: what they are not raises RunFormatError, which calls them ``what``."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise damaged(path, say("“{name}” cannot be read", name=what)) from error


def damaged(path: Path, what: str) -> RunFormatError:
    """The error to raise when something in the record is wrong: ``what`` says which thing, and how."""
    return RunFormatError(
        say(
            "The record of the run in {folder} is damaged ({file}): {what}.",
            folder=path.parent,
            file=path.name,
            what=what,
        ),
        say("Restore run.db from a backup of the folder, or start a new run from its experiment.yaml."),
    )


def _not_a_run(path: Path) -> RunFormatError:
    return RunFormatError(
        say("{folder} is not a run: its run.db is missing, damaged or of another program.", folder=path.parent),
        say("Choose a folder that LM Workbench made; runs live in the workspace's 'runs' folder."),
    )
