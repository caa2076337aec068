"""What the bundle must hold to: its size, no libraries that break on other systems, nothing unresolved.

``python packaging/bundle/check.py BUNDLE`` prints the findings and fails where one is against the rules. On Linux
it also writes build/needed.txt: the libraries that the system must bring, from which packages derive what they
depend on.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from elftools.elf.elffile import ELFFile

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from bundle.bytecode import missing
from bundle.system_libraries import SYSTEM
from product import product

BUDGET = 900
"""Megabytes on disk."""
FORBIDDEN = ("libstdc++.so*", "libgcc_s.so*", "libqgtk3.so", "libGL.so*", "libEGL.so*", "libc.so*", "libm.so.6")


def main() -> None:
    """Check a bundle."""
    bundle = Path(sys.argv[1])
    faults = [*_too_large(bundle), *_forbidden(bundle), *_compiled_at_each_start(bundle)]
    if sys.platform.startswith("linux"):
        faults += _unresolved(bundle, ROOT / "build" / "needed.txt")
    for fault in faults:
        print(f"bundle: {fault}")
    sys.exit(1 if faults else 0)


def _too_large(bundle: Path) -> list[str]:
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6
    print(f"bundle: {size:.0f} MB of at most {BUDGET}")
    return [f"{size:.0f} MB, but at most {BUDGET} are allowed"] if size > BUDGET else []


def _forbidden(bundle: Path) -> list[str]:
    found = [file for pattern in FORBIDDEN for file in bundle.rglob(pattern)]
    return [f"{file.relative_to(bundle)} must come from the system" for file in found]


def _compiled_at_each_start(bundle: Path) -> list[str]:
    ours = [source for source in missing(bundle) if "workbench" in source.parts or "torch" in source.parts]
    return [f"{ours[0].relative_to(bundle)} and {len(ours) - 1} more are compiled at each start"] if ours else []


def _unresolved(bundle: Path, needed_from_outside: Path) -> list[str]:
    """Libraries that neither the bundle nor a system holds; and symbols of a C library newer than stated.

    Those that the system must bring are written to a file.
    """
    held = {file.name for file in bundle.rglob("*") if ".so" in file.name}
    asked: dict[str, list[str]] = defaultdict(list)
    newest = (0, 0)
    for file in bundle.rglob("*"):
        if file.is_symlink() or not file.is_file():
            continue
        needed, version = _elf(file)
        newest = max(newest, version)
        for name in needed:
            asked[name].append(file.name)
    outside = {name: by for name, by in asked.items() if name not in held}
    stated = product().glibc
    print(
        f"bundle: needs glibc {newest[0]}.{newest[1]}, stated {stated}; from the system: {', '.join(sorted(outside))}"
    )
    needed_from_outside.write_text("\n".join(sorted(outside)) + "\n", encoding="utf-8")
    faults = [
        f"{name}, which {by[0]} needs, could not be resolved" for name, by in outside.items() if name not in SYSTEM
    ]
    if newest > tuple(map(int, stated.split("."))):
        faults.append(f"needs glibc {newest[0]}.{newest[1]}, but pyproject.toml states {stated}")
    return faults


def _elf(file: Path) -> tuple[list[str], tuple[int, int]]:
    """What an ELF file needs, and the newest version of the C library that it names."""
    with file.open("rb") as stream:
        if stream.read(4) != b"\x7fELF":
            return [], (0, 0)
        elf = ELFFile(stream)
        dynamic = elf.get_section_by_name(".dynamic")
        needed = [] if dynamic is None else [tag.needed for tag in dynamic.iter_tags("DT_NEEDED")]
        versions = elf.get_section_by_name(".gnu.version_r")
        names = [] if versions is None else [entry.name for _, entries in versions.iter_versions() for entry in entries]
        numbers = [re.fullmatch(r"GLIBC_(\d+)\.(\d+)(\.\d+)?", name) for name in names]
        return needed, max(((int(found[1]), int(found[2])) for found in numbers if found), default=(0, 0))


if __name__ == "__main__":
    main()
