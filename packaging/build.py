"""Build installers: ``python packaging/build.py deb|tar|appimage|flatpak|nsis|dmg|bundle|all [--keep-bundle]``.

They come out in dist/, with SHA256SUMS. What belongs to another system is refused in words; ``all`` builds what this
system can. ``--keep-bundle`` packs the bundle that was built last instead of a new one.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bundle.freeze import BUILD, DIST, freeze
from product import product

SYSTEMS = {"deb": "linux", "tar": "linux", "appimage": "linux", "flatpak": "linux", "nsis": "win32", "dmg": "darwin"}
MODULES = {
    "deb": "linux.deb",
    "tar": "linux.tarball",
    "appimage": "linux.appimage",
    "flatpak": "linux.flatpak",
    "nsis": "windows.nsis",
    "dmg": "macos.dmg",
}


def main() -> None:
    """Build what was asked for."""
    parser = argparse.ArgumentParser(description="Build installers of LM Workbench.")
    parser.add_argument("kinds", nargs="+", choices=[*MODULES, "bundle", "all"])
    parser.add_argument("--keep-bundle", action="store_true", help="pack the bundle that was built last")
    given = parser.parse_args()
    kinds = [kind for kind in MODULES if SYSTEMS[kind] == sys.platform] if "all" in given.kinds else given.kinds
    for kind in kinds:
        if SYSTEMS.get(kind, sys.platform) != sys.platform:
            parser.error(f"{kind} can only be built on {SYSTEMS[kind]}; this is {sys.platform}.")
    about, started = product(), time.monotonic()
    kept = BUILD / "dist" / about.id
    if given.keep_bundle and not kept.is_dir():
        parser.error("there is no bundle to keep; leave --keep-bundle out.")
    bundle = kept if given.keep_bundle else freeze()
    DIST.mkdir(exist_ok=True)
    for kind in kinds:
        if kind != "bundle":
            target = importlib.import_module(MODULES[kind]).build(bundle, about, DIST, BUILD)
            print(f"{target.name}: {target.stat().st_size / 1e6:.0f} MB")
    write_sums(DIST)
    print(f"Built {about.name} {about.version} in {time.monotonic() - started:.0f} s: {DIST}")


def write_sums(folder: Path) -> None:
    """SHA256SUMS of every file there, as sha256sum writes and checks it."""
    lines = []
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name != "SHA256SUMS":
            with file.open("rb") as stream:
                lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
