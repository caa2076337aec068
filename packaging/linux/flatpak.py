"""The manifest from which flatpak-builder makes a Flatpak of the tar archive."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from linux import tarball
from product import Product


def build(bundle: Path, about: Product, out: Path, work: Path) -> Path:
    """``REVERSE_ID.json``, beside the archive that it names (which is made if it is not there)."""
    found = sorted(out.glob(f"{about.id}-{about.version}-linux-*.tar.zst"))
    archive = found[0] if found else tarball.build(bundle, about, out, work)
    target = out / f"{about.reverse_id}.json"
    target.write_text(json.dumps(manifest(about, archive), indent=4) + "\n", encoding="utf-8")
    return target


def manifest(about: Product, archive: Path) -> dict[str, object]:
    """What flatpak-builder is told."""
    with archive.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    data = "/app/share"
    commands = [
        f"mkdir -p /app/lib /app/bin && cp -a app /app/lib/{about.id} && cp -a share/. {data}/",
        f"ln -s /app/lib/{about.id}/{about.id} /app/bin/{about.id}",
        f"ln -s /app/lib/{about.id}/workbench /app/bin/workbench",
    ]
    return {
        "id": about.reverse_id,
        "runtime": "org.freedesktop.Platform",
        "runtime-version": "25.08",
        "sdk": "org.freedesktop.Sdk",
        "command": about.id,
        "rename-desktop-file": f"{about.id}.desktop",
        "rename-icon": about.id,
        "rename-mime-file": f"{about.id}.xml",
        "finish-args": [
            "--share=ipc",
            "--socket=fallback-x11",
            "--socket=wayland",
            "--device=dri",
            "--filesystem=xdg-documents",
        ],
        "modules": [
            {
                "name": about.id,
                "buildsystem": "simple",
                "build-commands": commands,
                "sources": [{"type": "archive", "path": archive.name, "sha256": digest}],
            }
        ],
    }
