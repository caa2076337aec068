"""An archive that any Linux can unpack, with a script that installs it for one user."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

from bundle.freeze import newest_change, run
from linux.tree import filled, share
from product import Product


def build(bundle: Path, about: Product, out: Path, work: Path) -> Path:
    """``lm-workbench-VERSION-linux-ARCH.tar.zst``."""
    name = f"{about.id}-{about.version}-linux-{platform.machine()}"
    root = work / "tar" / name
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(bundle, root / "app", symlinks=True)
    share(root / "share", about, work)
    for script in ("install.sh", "uninstall.sh"):
        (root / script).write_text(filled(script, about), encoding="utf-8")
        (root / script).chmod(0o755)
    target = out / f"{name}.tar.zst"
    same = ("--sort=name", f"--mtime=@{newest_change()}", "--owner=0", "--group=0", "--numeric-owner")
    run("tar", *same, "--use-compress-program=zstd -10 -T0", "-C", root.parent, "-cf", target, name)
    return target
