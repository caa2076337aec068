"""Screens for programs in a clean system: an X server, and a Wayland compositor, both without glass."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SIZE = "1280x800"
_PATIENCE = 20.0


@contextlib.contextmanager
def x_server(number: int = 77) -> Iterator[str]:
    """The name of an X display that lives as long as this."""
    command = ["Xvfb", f":{number}", "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp", "-ac"]
    with _started(command, Path(f"/tmp/.X11-unix/X{number}"), {}):
        yield f":{number}"


@contextlib.contextmanager
def wayland() -> Iterator[tuple[Path, str]]:
    """The folder and the name of a Wayland socket that lives as long as this."""
    with tempfile.TemporaryDirectory(prefix="workbench-wayland-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        width, height = SIZE.split("x")
        command = ["weston", "--backend=headless-backend.so", f"--width={width}", f"--height={height}"]
        command += ["--socket=wayland-7", "--idle-time=0"]
        with _started(command, folder / "wayland-7", {"XDG_RUNTIME_DIR": name}):
            (folder / "wayland-7").chmod(0o777)
            yield folder, "wayland-7"


def settled_picture(display: str, file: Path, alive: Callable[[], bool]) -> None:
    """Write what an X display shows to a PNG file, once a window is there and nothing changes any more."""
    file.parent.mkdir(parents=True, exist_ok=True)
    bare, before = b"", b""
    deadline = time.monotonic() + 3 * _PATIENCE
    while True:
        subprocess.run(["import", "-display", display, "-window", "root", str(file)], check=True)
        now = subprocess.run(["convert", str(file), "-depth", "8", "rgb:-"], check=True, capture_output=True).stdout
        bare = bare or now
        if now == before and now != bare:
            return
        if not alive() or time.monotonic() > deadline:
            raise SystemExit("FAILED: the window did not open, or closed by itself.")
        before = now
        time.sleep(3)


@contextlib.contextmanager
def _started(command: list[str], socket: Path, more: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(command, env={**os.environ, **more}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _PATIENCE
        while not socket.exists():
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{command[0]} did not start.")
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait()
