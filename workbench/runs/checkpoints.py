"""Checkpoints: complete, checked, and never a pickle.

``checkpoints/step-000000500/`` holds model.safetensors, optimizer.safetensors, state.json and
manifest.json (size and SHA-256 of the others). It is written under a temporary name, flushed to
the disk and renamed: a folder of that name is complete. What is damaged later fails its checksum
and is passed over, with a notice, for the one before.
"""

from __future__ import annotations

import json
import logging
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from workbench.errors import CheckpointError
from workbench.messages import say
from workbench.runs.folder import RunFolder
from workbench.runs.tensor_file import Digest, RawTensor, digest, write_bytes, write_tensors
from workbench.storage import atomic_file, storage_errors, sync_folder

logger = logging.getLogger(__name__)

FORMAT = 1
_PREFIX = "step-"
_TEMPORARY = ".tmp-"
_MODEL, _OPTIMIZER, _STATE, _MANIFEST = "model.safetensors", "optimizer.safetensors", "state.json", "manifest.json"
_DTYPES = {
    torch.float32: "F32",
    torch.float64: "F64",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
    torch.int32: "I32",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}

Tensors = Mapping[str, torch.Tensor]
Which = Literal["latest", "best"]
Tell = Callable[[str], None]
"""Takes a sentence for the user, such as that a damaged checkpoint was passed over."""


@dataclass(frozen=True, slots=True)
class CheckpointInfo:
    """A checkpoint as its manifest tells, unchecked."""

    path: Path
    step: int
    best: bool


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was saved; tensors are on the CPU."""

    info: CheckpointInfo
    model: dict[str, torch.Tensor]
    optimizer: dict[str, torch.Tensor]
    state: dict[str, Any]


def save_checkpoint(
    run: RunFolder, step: int, model: Tensors, optimizer: Tensors, state: Mapping[str, Any], best: bool, keep: int
) -> CheckpointInfo:
    """Save CPU tensors and JSON-ready ``state``, then thin out to the newest ``keep`` and the best.

    A good checkpoint of the same step is kept (and marked, if it turned out the best); a damaged
    one is replaced. Raises StorageError if the disk refuses; every earlier checkpoint is then untouched.
    """
    target = run.checkpoints / f"{_PREFIX}{step:09d}"
    staging = run.checkpoints / f"{_TEMPORARY}{uuid.uuid4().hex}"
    with storage_errors(run.path, say("saving a checkpoint")):
        if target.exists():
            if problem_of(target) is None:
                return _mark_best(target) if best else _info(target)
            shutil.rmtree(target)
        run.checkpoints.mkdir(exist_ok=True)
        try:
            staging.mkdir()
            files = {
                _MODEL: write_tensors(staging / _MODEL, _raw(model)),
                _OPTIMIZER: write_tensors(staging / _OPTIMIZER, _raw(optimizer)),
                _STATE: write_bytes(staging / _STATE, json.dumps(dict(state), indent=1).encode()),
            }
            manifest = {"format": FORMAT, "step": step, "best": best, "files": {k: asdict(v) for k, v in files.items()}}
            write_bytes(staging / _MANIFEST, json.dumps(manifest, indent=1).encode())
            sync_folder(staging)
            staging.rename(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        sync_folder(run.checkpoints)
    thin_out(run, keep)
    return CheckpointInfo(target, step, best)


def list_checkpoints(run: RunFolder) -> list[CheckpointInfo]:
    """Every checkpoint folder with a readable manifest, oldest first; their files are not checked."""
    found = []
    for path in sorted(run.checkpoints.glob(f"{_PREFIX}*")):
        try:
            found.append(_info(path))
        except CheckpointError as error:
            logger.warning("%s", error.message)
    return found


def load_checkpoint(run: RunFolder, which: Which = "latest", tell: Tell = logger.warning) -> Checkpoint | None:
    """The newest (or best) checkpoint that is whole; None if none was ever saved.

    Damaged ones are passed over and named through ``tell``. "best" falls back on the newest where
    no best one is left. Raises CheckpointError if all are damaged.
    """
    paths = sorted(run.checkpoints.glob(f"{_PREFIX}*"), reverse=True)
    if which == "best":
        paths.sort(key=lambda path: not _is_best(path))
    for path in paths:
        problem = problem_of(path)
        if problem is None:
            return _load(path)
        tell(
            say("Checkpoint {name} is damaged ({problem}); the one before it is used.", name=path.name, problem=problem)
        )
    if not paths:
        return None
    raise CheckpointError(
        say("All {count} checkpoints of {run} are damaged.", count=len(paths), run=run.path.name),
        say("Restore the folder from a backup, or start a new run; the curves of this one can still be opened."),
    )


def named_weights(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    """The weights and buffers to save, live, a tied tensor under its first name only."""
    seen: set[int] = set()
    found = {}
    for name, tensor in model.state_dict(keep_vars=True).items():
        if id(tensor) not in seen:
            seen.add(id(tensor))
            found[name] = tensor
    return found


@torch.no_grad()
def load_weights(model: torch.nn.Module, tensors: Tensors) -> None:
    """Copy saved weights into a model, on whatever device it is. Raises CheckpointError if they do not fit."""
    weights = named_weights(model)
    wrong = sorted(weights.keys() ^ tensors.keys())
    wrong += [name for name in weights.keys() & tensors.keys() if weights[name].shape != tensors[name].shape]
    if wrong:
        raise CheckpointError(
            say("The checkpoint does not fit its model: {names}.", names=", ".join(wrong[:3])),
            say("The run's experiment.yaml was changed after training; restore its model settings."),
        )
    for name, tensor in tensors.items():
        weights[name].copy_(tensor)


def drop_after(run: RunFolder, step: int) -> None:
    """Remove checkpoints later than ``step``: what a run that goes on from there would collide with."""
    with storage_errors(run.path, say("removing damaged checkpoints")):
        for path in run.checkpoints.glob(f"{_PREFIX}*"):
            if path.name > f"{_PREFIX}{step:09d}":
                shutil.rmtree(path)


def thin_out(run: RunFolder, keep: int) -> None:
    """Keep the newest ``keep`` checkpoints and the best one, and remove what a killed process left half-written.

    Nothing is removed before a newer checkpoint is complete, so the only good one always stays.
    Raises StorageError.
    """
    with storage_errors(run.path, say("removing old checkpoints")):
        for leftover in run.checkpoints.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(leftover)
        found = list_checkpoints(run)
        best = [info for info in found if info.best][-1:]
        for info in found[: -max(1, keep)]:
            if info not in best:
                # Renamed first: a removal that is cut short leaves no half checkpoint under its name.
                doomed = info.path.rename(run.checkpoints / f"{_TEMPORARY}{uuid.uuid4().hex}")
                shutil.rmtree(doomed)


def problem_of(path: Path) -> str | None:
    """What is wrong with a checkpoint folder, or None when every file is as it was written."""
    try:
        manifest = _manifest(path)
        for name in (_MODEL, _OPTIMIZER, _STATE):
            expected = Digest(**manifest["files"][name])
            if (path / name).stat().st_size != expected.bytes:
                return say("{name} is cut short", name=name)
            if digest(path / name) != expected:
                return say("{name} differs from what was written", name=name)
    except CheckpointError as error:
        return error.message
    except FileNotFoundError as error:
        return say("{name} is missing", name=Path(error.filename).name)
    except (OSError, KeyError, TypeError) as error:
        return str(error)
    return None


def _mark_best(path: Path) -> CheckpointInfo:
    manifest = {**_manifest(path), "best": True}
    with atomic_file(path / _MANIFEST) as file:
        file.write(json.dumps(manifest, indent=1).encode())
    return _info(path)


def _load(path: Path) -> Checkpoint:
    try:
        state = json.loads((path / _STATE).read_text(encoding="utf-8"))
        return Checkpoint(_info(path), load_file(path / _MODEL), load_file(path / _OPTIMIZER), state)
    except (OSError, ValueError, SafetensorError) as error:
        raise CheckpointError(say("{name} cannot be read: {reason}.", name=path.name, reason=error)) from error


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
        step, best = int(manifest["step"]), manifest["best"]
    except FileNotFoundError:
        raise CheckpointError(say("{name} is missing", name=_MANIFEST)) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(say("{name} cannot be read", name=_MANIFEST)) from error
    if path.name != f"{_PREFIX}{step:09d}" or not isinstance(best, bool):
        raise CheckpointError(say("{name} belongs to another checkpoint", name=_MANIFEST))
    if manifest.get("format") != FORMAT:
        raise CheckpointError(say("{name} is of another format than this release reads", name=_MANIFEST))
    return dict(manifest)


def _info(path: Path) -> CheckpointInfo:
    manifest = _manifest(path)
    return CheckpointInfo(path, manifest["step"], manifest["best"])


def _is_best(path: Path) -> bool:
    try:
        return _info(path).best
    except CheckpointError:
        return False


def _raw(tensors: Tensors) -> dict[str, RawTensor]:
    # Widest numbers first, as the format advises: each then begins at a multiple of its own size.
    ordered = sorted(tensors.items(), key=lambda item: -item[1].element_size())
    return {name: _raw_tensor(tensor) for name, tensor in ordered}


def _raw_tensor(tensor: torch.Tensor) -> RawTensor:
    flat = tensor.detach().contiguous().view(-1).view(torch.uint8)
    return RawTensor(_DTYPES[tensor.dtype], tuple(tensor.shape), memoryview(flat.numpy()))  # type: ignore[arg-type]
