"""A real disk of a few megabytes, to be filled and freed under a run."""

from __future__ import annotations

import subprocess
from pathlib import Path


def mount(*arguments: str | Path) -> bool:
    """Whether the system's ``mount`` did as told."""
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False).returncode == 0


class Disk:
    """A file system of a few megabytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fill(self) -> None:
        """Leave not one byte."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while file.write(b"x" * size):
                        pass
                except OSError:
                    continue

    @property
    def is_full(self) -> bool:
        """Whether it was filled, and not freed since."""
        return self._ballast.exists()

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink()
