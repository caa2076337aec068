"""The folders of checkpoints: what is there, what may go, and what the user pinned; nothing here loads a tensor.

``checkpoints/step-000000500/`` holds model.safetensors, optimizer.safetensors, state.json and
manifest.json (size and SHA-256 of the others), average.safetensors where the run averages its
weights, and an empty file ``pinned`` while the user wants it
kept. A pin comes and goes by one system call, so it needs no lock: it can be set while another
process trains the run.
"""

from __future__ import annotations

import json
import logging
import shutil
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.errors import CheckpointError
from workbench.messages import say
from workbench.runs.folder import RunFolder
from workbench.runs.tensor_file import Digest, digest
from workbench.storage import atomic_file, storage_errors, sync_folder

logger = logging.getLogger(__name__)

FORMAT = 1
MODEL, OPTIMIZER, STATE, MANIFEST = "model.safetensors", "optimizer.safetensors", "state.json", "manifest.json"
AVERAGE = "average.safetensors"
PINNED = "pinned"
_PREFIX = "step-"
_TEMPORARY = ".tmp-"


@dataclass(frozen=True, slots=True)
class CheckpointInfo:
    """A checkpoint as its manifest tells, unchecked."""

    path: Path
    step: int
    best: bool
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class CheckpointSummary:
    """A checkpoint for a list, with its files checked."""

    path: Path
    step: int
    saved: str
    """ISO 8601 with the offset."""
    bytes: int
    best: bool = False
    pinned: bool = False
    problem: str = ""
    """What is wrong with a damaged one; empty if nothing is."""


def folder_of(run: RunFolder, step: int) -> Path:
    """Where the checkpoint of a step is, or would be."""
    return run.checkpoints / f"{_PREFIX}{step:09d}"


def existing(run: RunFolder, step: int) -> Path:
    """The folder of a step's checkpoint. Raises CheckpointError, naming those there are, if there is none."""
    path = folder_of(run, step)
    if not path.is_dir():
        raise _no_such(run, step)
    return path


def temporary_folder(run: RunFolder) -> Path:
    """A new name for what is not yet, or no longer, a checkpoint; `thin_out` removes what is left of those."""
    return run.checkpoints / f"{_TEMPORARY}{uuid.uuid4().hex}"


def all_paths(run: RunFolder) -> list[Path]:
    """Every folder with a checkpoint's name, damaged ones among them, oldest first."""
    return sorted(run.checkpoints.glob(f"{_PREFIX}*"))


def list_checkpoints(run: RunFolder) -> list[CheckpointInfo]:
    """Every checkpoint folder with a readable manifest, oldest first; their files are not checked."""
    found = []
    for path in all_paths(run):
        try:
            found.append(info_of(path))
        except CheckpointError as error:
            logger.warning("%s", error.message)
    return found


def summarise_checkpoints(run: RunFolder) -> list[CheckpointSummary]:
    """Every checkpoint, oldest first, each read from end to end and compared with its checksums."""
    found = []
    for path in all_paths(run):
        with suppress(FileNotFoundError):  # a run in training may remove old ones meanwhile
            found.append(_summary(path))
    return found


def pin(run: RunFolder, step: int) -> None:
    """Keep a checkpoint until it is unpinned. Raises CheckpointError if there is none, StorageError."""
    path = existing(run, step)
    with storage_errors(run.path, say("pinning a checkpoint")):
        try:
            (path / PINNED).touch()
        except FileNotFoundError:
            raise _no_such(run, step) from None
        with suppress(FileNotFoundError):  # `_remove` has it in hand, sees the pin, and puts it back
            sync_folder(path)


def unpin(run: RunFolder, step: int) -> None:
    """Let a checkpoint go the way of the others. Raises CheckpointError if there is none, StorageError."""
    path = existing(run, step)
    with storage_errors(run.path, say("unpinning a checkpoint")):
        (path / PINNED).unlink(missing_ok=True)
        sync_folder(path)


def mark_best(path: Path) -> CheckpointInfo:
    """Note in the manifest that it turned out the best. Raises StorageError."""
    manifest = {**_manifest(path), "best": True}
    with atomic_file(path / MANIFEST) as file:
        file.write(json.dumps(manifest, indent=1).encode())
    return info_of(path)


def drop_after(run: RunFolder, step: int) -> None:
    """Remove checkpoints later than ``step``: what a run that goes on from there would collide with."""
    with storage_errors(run.path, say("removing damaged checkpoints")):
        for path in all_paths(run):
            if path.name > folder_of(run, step).name:
                shutil.rmtree(path)


def thin_out(run: RunFolder, keep: int) -> None:
    """Keep the newest ``keep`` checkpoints, the best one and every pinned one; remove half-written leftovers.

    Nothing is removed before a newer checkpoint is complete, so the only good one always stays.
    Raises StorageError.
    """
    with storage_errors(run.path, say("removing old checkpoints")):
        for leftover in run.checkpoints.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(leftover)
        found = list_checkpoints(run)
        best = [info for info in found if info.best][-1:]
        for info in found[: -max(1, keep)]:
            if info not in best and not info.pinned:
                _remove(info.path, temporary_folder(run))


def problem_of(path: Path) -> str | None:
    """What is wrong with a checkpoint folder, or None when every file is as it was written."""
    try:
        files = _manifest(path)["files"]
        for name in (MODEL, OPTIMIZER, STATE, *(files.keys() - {MODEL, OPTIMIZER, STATE})):
            expected = Digest(**files[name])
            if (path / name).stat().st_size != expected.bytes:
                return say("{name} is cut short", name=name)
            if digest(path / name) != expected:
                return say("{name} differs from what was written", name=name)
    except CheckpointError as error:
        return error.message
    except FileNotFoundError as error:
        return say("{name} is missing", name=Path(error.filename).name)
    except (OSError, KeyError, TypeError, AttributeError) as error:
        return str(error)
    return None


def is_newer(path: Path) -> bool:
    """Whether a checkpoint is whole but of a format that only a later release reads."""
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return isinstance(found, int) and found > FORMAT


def info_of(path: Path) -> CheckpointInfo:
    """What its manifest tells. Raises CheckpointError if that cannot be read."""
    manifest = _manifest(path)
    return CheckpointInfo(path, manifest["step"], manifest["best"], (path / PINNED).exists())


def is_best(path: Path) -> bool:
    """Whether a readable manifest calls it the best."""
    try:
        return info_of(path).best
    except CheckpointError:
        return False


def _remove(path: Path, temporary: Path) -> None:
    # Renamed first: a removal that is cut short leaves no half checkpoint under its name. And looked
    # at once more: who pinned it until the rename finds it back, who comes later is told it is gone.
    doomed = path.rename(temporary)
    if (doomed / PINNED).exists():
        doomed.rename(path)
    else:
        shutil.rmtree(doomed)


def _summary(path: Path) -> CheckpointSummary:
    try:
        manifest: dict[str, Any] = _manifest(path)
    except CheckpointError:
        manifest = {}
    written = datetime.fromtimestamp(path.stat().st_mtime).astimezone().isoformat(timespec="seconds")
    return CheckpointSummary(
        path=path,
        step=_step_in_name(path),
        saved=str(manifest.get("saved", written)),
        bytes=sum(file.stat().st_size for file in path.iterdir()),
        best=bool(manifest.get("best", False)),
        pinned=(path / PINNED).exists(),
        problem=problem_of(path) or "",
    )


def _step_in_name(path: Path) -> int:
    digits = path.name.removeprefix(_PREFIX)
    return int(digits) if digits.isdecimal() else -1


def _no_such(run: RunFolder, step: int) -> CheckpointError:
    steps = ", ".join(f"{info.step:,}" for info in list_checkpoints(run))
    advice = say("There are checkpoints of these steps: {steps}.", steps=steps) if steps else ""
    return CheckpointError(say("{run} has no checkpoint of step {step:,}.", run=run.path.name, step=step), advice)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        step, best = int(manifest["step"]), manifest["best"]
    except FileNotFoundError:
        raise CheckpointError(say("{name} is missing", name=MANIFEST)) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(say("{name} cannot be read", name=MANIFEST)) from error
    if path.name != f"{_PREFIX}{step:09d}" or not isinstance(best, bool):
        raise CheckpointError(say("{name} belongs to another checkpoint", name=MANIFEST))
    if manifest.get("format") != FORMAT:
        raise CheckpointError(say("{name} is of another format than this release reads", name=MANIFEST))
    return dict(manifest)
