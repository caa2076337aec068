"""One file that runs where it lies: an AppImage.

Its parts are a file system (built here) and the AppImage project's small runtime, which is not ours to ship:
where ``WORKBENCH_APPIMAGE_RUNTIME`` names that file, both are joined; else the file system alone comes out,
and says so.
"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

from bundle.freeze import newest_change, run
from linux.tree import share
from product import Product

_START = """#!/bin/sh
# Started by the AppImage's runtime, or by hand from an unpacked copy.
here="$(dirname "$(readlink -f "$0")")"
case "$(basename "${{ARGV0:-$0}}")" in
    workbench) exec "$here/usr/lib/{id}/workbench" "$@" ;;
    *) exec "$here/usr/lib/{id}/{id}" "$@" ;;
esac
"""


def build(bundle: Path, about: Product, out: Path, work: Path) -> Path:
    """``LM_Workbench-VERSION-ARCH.AppImage``, or ``….squashfs`` without the runtime."""
    root = work / "appimage"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / "usr" / "lib" / about.id, symlinks=True)
    share(root / "usr" / "share", about, work)
    (root / "AppRun").write_text(_START.format(id=about.id), encoding="utf-8")
    (root / "AppRun").chmod(0o755)
    shutil.copy(root / "usr" / "share" / "applications" / f"{about.id}.desktop", root)
    shutil.copy(work / "icons" / "256.png", root / f"{about.id}.png")
    (root / ".DirIcon").symlink_to(f"{about.id}.png")
    name = f"{about.name.replace(' ', '_')}-{about.version}-{platform.machine()}"
    image = out / f"{name}.squashfs"
    image.unlink(missing_ok=True)
    plain = ("-root-owned", "-noappend", "-quiet", "-no-progress", "-comp", "zstd", "-Xcompression-level", "10")
    times = ("-mkfs-time", newest_change(), "-all-time", newest_change())
    # mksquashfs refuses to be told the time twice.
    untold = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    run("mksquashfs", root, image, *plain, *times, env=untold)
    runtime = os.environ.get("WORKBENCH_APPIMAGE_RUNTIME")
    if not runtime:
        print(f"{image.name}: the file system of an AppImage, not joined to a runtime (none was given)")
        return image
    target = out / f"{name}.AppImage"
    target.write_bytes(Path(runtime).read_bytes())
    with target.open("ab") as joined, image.open("rb") as system:
        shutil.copyfileobj(system, joined)
    target.chmod(0o755)
    image.unlink()
    return target
