"""`workbench`, `python -m workbench` and a double click: all begin here."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

from workbench import frozen


def main() -> None:
    """Start the command line, which opens the window when nothing is asked for; leaves with its exit code."""
    frozen.begin()
    # Threads of torch that wait by spinning starve each other on a busy desktop; read when torch is imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # With a workspace of fixed size cuBLAS can give the same bits each time; read when a GPU first multiplies.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    # No package of ours hooks into pydantic; to ask every installed one whether it does takes its time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # what imports make stays: going through it over and over takes a seventh of the start
    try:
        from workbench.logs import start_logging
        from workbench.terminal.doors import Doors, asks_for_window, enter

        start_logging()
        arguments, doors = sys.argv[1:], Doors(open_window, self_test)
        gc.enable()
        if asks_for_window(arguments):
            sys.exit(enter(doors, arguments))
        from workbench import cli
    except KeyboardInterrupt:
        sys.exit("Stopped before anything was done.")
    cli.main(arguments, doors)


def open_window(path: Path | None) -> int:
    """The desktop application, on a file or folder if given; Qt is imported here and not before."""
    gc.disable()  # until the window's own collector takes over
    _begin_qt()
    from workbench.app import run

    return run(path)


def self_test() -> dict[str, Any]:
    """The desktop application tries its main job by itself, and reports."""
    _begin_qt()
    from workbench.app import self_test

    return self_test()


def _begin_qt() -> None:
    from workbench.gui.quick_imports import spare_sources

    spare_sources()


if __name__ == "__main__":
    main()
