"""Ready experiments that come with the program, and the one to begin with on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import load
from workbench.errors import InputError
from workbench.machine import logical_cores, memory_bytes
from workbench.messages import say

FIRST = "first-minute"
FIRST_LARGE = "first-minute-large"
_LARGE_CORES = 8
_LARGE_MEMORY = 4 * 2**30


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready experiment: its name (that of its file), a title, a sentence, and where it is."""

    name: str
    title: str
    summary: str
    path: Path


def presets() -> list[Preset]:
    """Every preset, those to begin with first, then by name."""
    files = sorted((paths.resources() / "presets").glob("*.yaml"))
    found = [_describe(file) for file in files]
    return sorted(found, key=lambda preset: (not preset.name.startswith(FIRST), preset.name))


def load_preset(name: str) -> Experiment:
    """The experiment of that name. Raises InputError that lists the names there are."""
    known = {preset.name: preset for preset in presets()}
    if name not in known:
        raise InputError(
            say("There is no preset “{name}”.", name=name), say("Choose one of {names}.", names=", ".join(known))
        )
    return load(known[name].path)


def first_experiment() -> Experiment:
    """What to begin with: sized so that this machine shows progress within seconds."""
    large = logical_cores() >= _LARGE_CORES and memory_bytes() >= _LARGE_MEMORY
    return load_preset(FIRST_LARGE if large else FIRST)


def _describe(file: Path) -> Preset:
    # A preset opens with comments: its title, then a sentence or two.
    comments: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.lstrip("# ").strip())
    title = comments[0] if comments else file.stem
    return Preset(file.stem, title, " ".join(comments[1:]), file)
