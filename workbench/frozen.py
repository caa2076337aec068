"""What is different where the program is installed from a package of ours: no Python of its own beside it.

The bundle holds two programs made from the same parts: the windowed application, and ``workbench`` for the
command line. The second also stands in for Python where a library starts ``sys.executable`` with ``-c``,
``-m`` or a script: a window must never start itself again.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

CONSOLE = "workbench"
"""The program of the command line, beside the windowed one."""
_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_DRAWN_BY_SOFTWARE = {
    "QT_XCB_GL_INTEGRATION": "none",
    "QT_WAYLAND_DISABLE_HW_INTEGRATION": "1",
    "QT_OPENGL": "software",
}
"""No part of the window is drawn by a graphics card; left out of it, a broken driver on X, Wayland or Windows cannot
harm. Whoever sets these otherwise is heeded."""
_PLAIN_OPTIONS = frozenset(("-u", "-B", "-E", "-s", "-S", "-I", "-O", "-OO"))
"""Options of Python that stand alone and may be left out: the bundle is isolated as it is."""


def is_frozen() -> bool:
    """Whether this is the installed application, not a source checkout."""
    return bool(getattr(sys, "frozen", False))


def begin() -> None:
    """Make a frozen process one that libraries can live in; to be called before anything else is imported.

    A child process of ours, or one that a library means for Python, begins here too, and does not return.
    """
    if not is_frozen():
        return
    import multiprocessing.spawn  # a start from the source tree can do without

    give_streams()
    keep_libraries_to_ourselves()
    sys.executable = str(Path(sys.executable).with_name(CONSOLE + Path(sys.executable).suffix))
    multiprocessing.set_executable(sys.executable)
    multiprocessing.spawn.freeze_support()  # multiprocessing's own of this name does nothing outside of Windows
    if play_python(sys.argv):
        sys.exit(0)
    for name, value in _DRAWN_BY_SOFTWARE.items():
        os.environ.setdefault(name, value)


def give_streams() -> None:
    """A windowed program of Windows has no standard streams, and libraries write to them all the same."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # open to the end
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def keep_libraries_to_ourselves() -> None:
    """Programs that we start (a file manager, a browser) must find the system's libraries, not the bundle's."""
    for name in _LIBRARY_PATHS:
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)


def play_python(arguments: list[str]) -> bool:
    """Do what Python would with these arguments, if they are meant for it: ``-c``, ``-m`` or a script."""
    given = arguments[1:]
    while given and given[0] in _PLAIN_OPTIONS:
        given = given[1:]
    if len(given) < 1:
        return False
    first, rest = given[0], given[1:]
    if first == "-c" and rest:
        sys.argv = ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})  # noqa: S102
        return True
    if first == "-m" and rest:
        import runpy

        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
        return True
    if first.endswith(".py") and Path(first).is_file():
        import runpy

        sys.argv = given
        runpy.run_path(first, run_name="__main__")
        return True
    return False
