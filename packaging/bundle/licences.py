"""The licences of everything in the bundle, gathered from the installed packages.

Run in the environment of the build: ``python packaging/bundle/licences.py FILE``.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from product import product


def main() -> None:
    """Write one text with a part for each package."""
    about = product()
    parts = [
        f"{about.name} {about.version}\nLicence: {about.licence}\n\nIt is installed together with these packages.\n"
    ]
    parts += [_part(found) for found in _all_needed(about.id)]
    Path(sys.argv[1]).write_text("\n".join(parts), encoding="utf-8")


def _all_needed(name: str) -> list[Distribution]:
    """The packages that a package needs, and those that they need, by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        item = waiting.pop()
        key = re.sub(r"[-_.]+", "-", item).lower()
        if key in found:
            continue
        try:
            found[key] = distribution(item)
        except ModuleNotFoundError:
            continue  # needed elsewhere only: on another system, by another Python
        for requirement in found[key].requires or []:
            if "extra ==" not in requirement:
                waiting.append(re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0])
    del found[name]
    return [found[key] for key in sorted(found)]


def _part(item: Distribution) -> str:
    facts = item.metadata
    licence = facts["License-Expression"] or (facts["License"] or "").partition("\n")[0]
    if not licence:
        kinds = [line for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
        licence = ", ".join(kind.rpartition(" :: ")[2] for kind in kinds)
    texts = [
        Path(str(item.locate_file(file))).read_text(encoding="utf-8", errors="replace").strip()
        for file in item.files or []
        if re.search(r"(licen[cs]e|copying|notice)", file.name, re.IGNORECASE) and ".dist-info" in str(file)
    ]
    return "\n\n".join([f"{'=' * 70}\n{facts['Name']} {item.version}\nLicence: {licence}", *texts]) + "\n"


if __name__ == "__main__":
    main()
