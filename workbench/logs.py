"""Where the program writes what it did: one rotating log file, and warnings on stderr."""

from __future__ import annotations

import faulthandler
import logging
import sys
from logging.handlers import RotatingFileHandler
from typing import TextIO

from workbench import paths

_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
_crash_file: TextIO | None = None


def start_logging() -> None:
    """Log to `paths.log_file`, and warnings to stderr too; crashes of native code go beside the log.

    Called once, at the door that terminal and window share. A log that cannot be written never
    keeps the program from running.
    """
    logging.raiseExceptions = False  # a full disk under the log must not fill stderr with tracebacks
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    if sys.stderr is not None:  # a window started by a double click on Windows has none
        stream = logging.StreamHandler(sys.stderr)
        stream.setLevel(logging.WARNING)
        stream.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        root.addHandler(stream)
    file = paths.log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=2_000_000, backupCount=2, encoding="utf-8", delay=True, errors="backslashreplace"
        )
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
        _catch_crashes(file.with_name("crash.log").open("a", encoding="utf-8"))
    except OSError as error:
        root.warning("No log file at %s: %s", file, error.strerror or error)


def _catch_crashes(file: TextIO) -> None:
    global _crash_file  # must outlive this function: faulthandler keeps only its descriptor
    _crash_file = file
    faulthandler.enable(_crash_file)
