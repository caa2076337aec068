"""The disk image of macOS; signed from the inside out and notarised where the secrets for it are there.

WORKBENCH_CODESIGN_IDENTITY    the name of a "Developer ID Application" certificate in the keychain
WORKBENCH_NOTARY_PROFILE       a profile stored by ``xcrun notarytool store-credentials``

Without the first the application is signed for this machine only (ad hoc), and says so: a person who downloads it
must allow it in System Settings, Privacy & Security.
"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

from bundle.freeze import run
from product import Product

HERE = Path(__file__).resolve().parent
_CODE = (".dylib", ".so")


def build(bundle: Path, about: Product, out: Path, work: Path) -> Path:
    """``LM-Workbench-VERSION-macos-ARCH.dmg``."""
    app = work / "dist" / f"{about.name}.app"
    identity = os.environ.get("WORKBENCH_CODESIGN_IDENTITY", "-")
    sign(app, identity)
    folder = work / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run("ditto", app, folder / app.name)
    (folder / "Applications").symlink_to("/Applications")
    target = out / f"{about.name.replace(' ', '-')}-{about.version}-macos-{platform.machine()}.dmg"
    run("hdiutil", "create", "-volname", about.name, "-srcfolder", folder, "-ov", "-format", "UDZO", target)
    if identity == "-":
        print(f"{target.name} is signed for this machine only: no certificate was given.")
        return target
    run("codesign", "--sign", identity, "--timestamp", target)
    profile = os.environ.get("WORKBENCH_NOTARY_PROFILE")
    if profile:
        run("xcrun", "notarytool", "submit", target, "--keychain-profile", profile, "--wait")
        run("xcrun", "stapler", "staple", target)
    else:
        print(f"{target.name} is signed, but not notarised: no profile was given.")
    return target


def sign(app: Path, identity: str) -> None:
    """Sign every library, then every program, then the whole: what is inside must be signed first."""
    options = ["--force", "--sign", identity]
    if identity != "-":
        options += ["--timestamp", "--options", "runtime"]
    rights = ["--entitlements", str(HERE / "entitlements.plist")]
    files = [file for file in app.rglob("*") if file.is_file() and not file.is_symlink()]
    for library in sorted((file for file in files if file.suffix in _CODE), key=lambda file: -len(file.parts)):
        run("codesign", *options, library)
    programs = [file for file in files if file.suffix not in _CODE and _is_program(file)]
    for program in programs:
        run("codesign", *options, *rights, program)
    run("codesign", *options, *rights, app)
    run("codesign", "--verify", "--deep", "--strict", app)


def _is_program(file: Path) -> bool:
    with file.open("rb") as stream:
        return os.access(file, os.X_OK) and stream.read(4) in (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
