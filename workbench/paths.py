"""The only door to the program's own files and to the user's folders.

Works from a source checkout, an installed wheel and a frozen build alike. Nothing is created
by asking: whoever writes makes the folder.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import platformdirs

APP_ID = "lm-workbench"
APP_NAME = "LM Workbench"


def expanded(path: Path | str) -> Path:
    """The path with ``~`` as the user's folder; what names a user that is not there stays as it is."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def exists(path: Path) -> bool:
    """Whether something is there; False also for a name that no file can have (too long, with a zero byte)."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


@functools.cache
def package() -> Path:
    """The folder of the program's own code; in a frozen build it holds none."""
    return Path(__file__).resolve().parent


@functools.cache
def resources() -> Path:
    """The folder of icons, presets, help pages and translations."""
    inside = package() / "resources"
    return inside if inside.is_dir() else package().parent / "resources"


def workspace() -> Path:
    """Where runs and experiments live: WORKBENCH_HOME, else a folder in the user's documents."""
    chosen = os.environ.get("WORKBENCH_HOME")
    if chosen:
        return expanded(chosen).resolve()
    return Path(platformdirs.user_documents_dir()) / APP_NAME


def runs() -> Path:
    """The folder that holds one folder per run."""
    return workspace() / "runs"


def settings() -> Path:
    """Where the window remembers its layout and choices; beside the runs if WORKBENCH_HOME is set."""
    if os.environ.get("WORKBENCH_HOME"):
        return workspace() / "settings"
    return Path(platformdirs.user_config_dir(APP_ID, appauthor=False))


def log_file() -> Path:
    """The log that the error dialog points at."""
    if os.environ.get("WORKBENCH_HOME"):
        return workspace() / "logs" / "workbench.log"
    return Path(platformdirs.user_log_dir(APP_ID, appauthor=False)) / "workbench.log"


def cache() -> Path:
    """What can be found again at the cost of some time; beside the runs if WORKBENCH_HOME is set."""
    if os.environ.get("WORKBENCH_HOME"):
        return workspace() / "cache"
    return Path(platformdirs.user_cache_dir(APP_ID, appauthor=False))
