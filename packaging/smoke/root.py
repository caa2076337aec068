"""A clean system in a folder: what a machine has that knows nothing of Python or Qt."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

SUITE = "bookworm"
USER = "someone"
CHROOT = shutil.which("chroot", path="/usr/sbin:/usr/bin:/sbin") or "chroot"
_MOUNTS = ("proc", "sys", "dev", "dev/pts", "dev/shm")


class Root:
    """A Debian of the smallest kind, made by debootstrap and kept as an archive for the next time."""

    def __init__(self, folder: Path, mirror: str) -> None:
        self.folder = folder
        self._mirror = mirror

    def make(self) -> None:
        """Unpack (or first make) the system; what was there before goes."""
        archive = self.folder.with_suffix(".tar")
        self.remove()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        if not archive.is_file():
            run("debootstrap", "--variant=minbase", SUITE, self.folder, self._mirror)
            run(CHROOT, self.folder, "useradd", "--create-home", "--shell", "/bin/sh", USER)
            run("tar", "-C", self.folder, "-cf", archive, ".")
        else:
            self.folder.mkdir()
            run("tar", "-C", self.folder, "-xf", archive)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")
        for settings in Path("/etc/apt/apt.conf.d").glob("*"):
            shutil.copyfile(settings, self.folder / "etc" / "apt" / "apt.conf.d" / settings.name)

    def remove(self) -> None:
        """Delete the system."""
        for mounted in _mounted_below(self.folder):
            run("umount", "--lazy", mounted)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    @contextlib.contextmanager
    def running(self, *shared: Path) -> Iterator[None]:
        """Inside, programs of the system can run; ``shared`` folders of this machine are seen in it."""
        try:
            for name in _MOUNTS:
                (self.folder / name).mkdir(parents=True, exist_ok=True)
                run("mount", "--bind", f"/{name}", self.folder / name)
            for place in shared:
                inside = self.folder / str(place).lstrip("/")
                inside.mkdir(parents=True, exist_ok=True)
                run("mount", "--bind", place, inside)
            yield
        finally:
            for mounted in _mounted_below(self.folder):
                run("umount", "--lazy", mounted)

    def do(self, *command: str) -> str:
        """Run a program as the administrator, and return what it printed."""
        plain = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return output(CHROOT, str(self.folder), *command, environment=plain)

    def do_as_user(self, *command: str, **environment: str) -> str:
        """Run a program as an ordinary user, who has a home and nothing else."""
        home = f"/home/{USER}"
        plain = {"PATH": f"/usr/bin:/bin:{home}/.local/bin", "HOME": home, "LC_ALL": "C.UTF-8", "USER": USER}
        return output(
            CHROOT, f"--userspec={USER}:{USER}", str(self.folder), *command, environment={**plain, **environment}
        )

    def files(self) -> set[str]:
        """Every file and folder of the system, but for what the package manager and the kernel write."""
        passing = ("./proc", "./sys", "./dev", "./run", "./tmp", "./var/lib", "./var/cache", "./var/log", "./etc/ld.so")
        found = output("find", ".", "-xdev", cwd=self.folder).splitlines()
        return {name for name in found if not name.startswith(passing)}


def _mounted_below(folder: Path) -> list[str]:
    lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    places = [line.split()[1] for line in lines]
    return sorted((place for place in places if place.startswith(f"{folder}/")), key=len, reverse=True)


def run(*command: object) -> None:
    """Run a program; what it prints is shown only where it fails."""
    output(*map(str, command))


def output(*command: str, environment: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """What a program printed. Raises SystemExit with everything it said where it fails."""
    done = subprocess.run(command, env=environment or dict(os.environ), cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        said = f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        raise SystemExit(f"FAILED ({done.returncode}): {' '.join(command)}\n{said}")
    return done.stdout
