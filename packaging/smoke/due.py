"""Whether the installers must be built and tried again: what they are made from may have changed since they were.

    python packaging/smoke/due.py             says why or why not; exit code 0 if they are due, 1 if not
    python packaging/smoke/due.py --passed    remember that what is here now was built and tried

What passed is remembered outside the checkout, in the user's cache. A computer that remembers nothing compares with
the commit before this one (on a branch: with where it left main), or with the one that WORKBENCH_CI_BASE names.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INPUTS = (
    "packaging",
    "pyproject.toml",
    "resources",
    "workbench/__init__.py",
    "workbench/__main__.py",
    "workbench/app.py",
    "workbench/cli.py",
    "workbench/frozen.py",
)
MIRROR = "http://deb.debian.org/debian"
_TOOLS = {
    "debootstrap": "debootstrap",
    "dpkg-deb": "dpkg",
    "zstd": "zstd",
    "strip": "binutils",
    "Xvfb": "xvfb",
    "weston": "weston",
    "import": "imagemagick",
    "convert": "imagemagick",
}
_PATIENCE = 15.0
_KEPT = 50  # digests that are remembered


def main() -> None:
    """Answer, or remember."""
    if sys.argv[1:] == ["--passed"]:
        remember(ROOT, memory())
        return
    reason = why(ROOT, memory())
    if reason is None:
        print("installers: what they are made from has not changed; not built")
        sys.exit(1)
    lacking = missing()
    if lacking:
        print(f"installers: NOT built and NOT tried, although {reason}: {lacking}")
        sys.exit(1)
    print(f"installers: {reason}")


def memory() -> Path:
    """The file with the digests of what passed."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "lm-workbench-ci" / "installers"


def why(root: Path, passed: Path) -> str | None:
    """Why the installers of a checkout are due; None if they are not."""
    if passed.is_file():
        known = passed.read_text(encoding="utf-8").split()
        return None if digest(root) in known else "they were not built from these files before"
    base = _base(root)
    if base is None:
        return "nothing is known of an earlier build"
    changed = _lines(root, "diff", "--name-only", base, "--", *INPUTS) or []
    changed += _lines(root, "ls-files", "--others", "--exclude-standard", "--", *INPUTS) or []
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"{changed[0]}{more} changed since {base[:9]}" if changed else None


def remember(root: Path, passed: Path) -> None:
    """Note that the installers of this checkout passed."""
    known = passed.read_text(encoding="utf-8").split() if passed.is_file() else []
    here = digest(root)
    passed.parent.mkdir(parents=True, exist_ok=True)
    passed.write_text("\n".join([*(item for item in known if item != here), here][-_KEPT:]) + "\n", encoding="utf-8")


def digest(root: Path) -> str:
    """A sum over names and contents of everything that the installers are made from."""
    named = _lines(root, "ls-files", "--cached", "--others", "--exclude-standard", "--", *INPUTS)
    if named is None:  # no checkout of git
        found = [file for name in INPUTS for file in (root / name, *(root / name).rglob("*"))]
        named = [str(file.relative_to(root)) for file in found if "__pycache__" not in file.parts]
    whole = hashlib.sha256()
    for name in sorted(set(named)):
        if (root / name).is_file():
            content = hashlib.sha256((root / name).read_bytes()).hexdigest()
            whole.update(f"{name}\0{content}\n".encode())
    return whole.hexdigest()


def missing() -> str | None:
    """What keeps this computer from building and trying them; None if nothing does."""
    if not sys.platform.startswith("linux"):
        return "that takes Linux"
    if os.geteuid() != 0:
        return "a clean system in a folder takes root"
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    packages = sorted({package for tool, package in _TOOLS.items() if shutil.which(tool, path=path) is None})
    if packages:
        return f"these packages are not installed: {' '.join(packages)}"
    try:
        with urllib.request.urlopen(f"{MIRROR}/dists/bookworm/Release", timeout=_PATIENCE):
            return None
    except OSError as error:
        return f"{MIRROR} cannot be reached ({error})"


def _base(root: Path) -> str | None:
    """The commit to compare with, or None where there is none."""
    named = os.environ.get("WORKBENCH_CI_BASE")
    if named:
        return _commit(root, named)
    here = _commit(root, "HEAD")
    for main in ("origin/main", "main"):
        left = _lines(root, "merge-base", "HEAD", main)
        if left and left[0] != here:
            return left[0]
    return _commit(root, "HEAD^1")


def _commit(root: Path, name: str) -> str | None:
    found = _lines(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return found[0] if found else None


def _lines(root: Path, *command: str) -> list[str] | None:
    """What git answers; None where it fails, or there is no git."""
    if shutil.which("git") is None:
        return None
    done = subprocess.run(["git", "-c", "core.quotePath=off", *command], cwd=root, capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode == 0 else None


if __name__ == "__main__":
    main()
