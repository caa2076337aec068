"""The files that a desktop of Linux knows an application by: menu entry, icons, file type, description."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from dataclasses import asdict
from pathlib import Path

from bundle.freeze import newest_change
from product import ROOT, Product

HERE = Path(__file__).resolve().parent


def filled(name: str, about: Product, **more: str) -> str:
    """A template of this folder with its ``@names@`` replaced. Raises KeyError for one that is not known."""
    date = time.strftime("%Y-%m-%d", time.gmtime(newest_change()))
    values = {**asdict(about), "date": date, **more}
    return re.sub(r"@(\w+)@", lambda found: str(values[found[1]]), (HERE / name).read_text(encoding="utf-8"))


def share(folder: Path, about: Product, work: Path) -> None:
    """Fill a ``share`` folder; ``work`` holds the icons and the licences."""
    _write(folder / "applications" / f"{about.id}.desktop", filled("lm-workbench.desktop.in", about, exec=about.id))
    _write(folder / "metainfo" / f"{about.reverse_id}.metainfo.xml", filled("metainfo.xml.in", about))
    _write(folder / "mime" / "packages" / f"{about.id}.xml", filled("mime.xml.in", about))
    icons = folder / "icons" / "hicolor"
    _copy(work / "icons" / "app.svg", icons / "scalable" / "apps" / f"{about.id}.svg")
    for picture in sorted((work / "icons").glob("*.png")):
        if picture.stem != "1024":
            _copy(picture, icons / f"{picture.stem}x{picture.stem}" / "apps" / f"{about.id}.png")
    documents = folder / "doc" / about.id
    documents.mkdir(parents=True, exist_ok=True)
    changes = changelog().encode("utf-8")
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
    _copy(work / "licences.txt", documents / "copyright")


def changelog() -> str:
    """The README's section of changes."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## Changelog\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, "README.md has no section of changes"
    return found[1].strip() + "\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
