"""The build scripts as a build runs them, and a stand-in for the bundle: two scripts where the programs are."""

from __future__ import annotations

from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the build scripts, from which they import each other."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return SCRIPTS


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle whose programs say which version they are."""
    folder = tmp_path / "bundle"
    (folder / "_internal").mkdir(parents=True)
    for name in ("lm-workbench", "workbench"):
        (folder / name).write_text("#!/bin/sh\necho first\n")
        (folder / name).chmod(0o755)
    (folder / "_internal" / "part.so").write_bytes(b"\x7fELF")
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """What a build has made before anything is packed: icons, licences, the libraries asked for."""
    folder = tmp_path / "work"
    (folder / "icons").mkdir(parents=True)
    for name in ("app.svg", "16.png", "256.png", "1024.png"):
        (folder / "icons" / name).write_bytes(b"a picture")
    (folder / "icons" / "app.ico").write_bytes(_icon())
    (folder / "licences.txt").write_text("All licences.\n")
    (folder / "needed.txt").write_text("libc.so.6\nlibEGL.so.1\nlibfontconfig.so.1\n")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def _icon() -> bytes:
    """The smallest icon of Windows: one pixel."""
    picture = bytes.fromhex(
        "28000000 01000000 02000000 0100 2000 00000000 04000000" + "00" * 16 + "ff0000ff" + "00000000"
    )
    entry = bytes((1, 1, 0, 0)) + (1).to_bytes(2, "little") + (32).to_bytes(2, "little")
    return (
        bytes.fromhex("000001000100")
        + entry
        + len(picture).to_bytes(4, "little")
        + (22).to_bytes(4, "little")
        + picture
    )
