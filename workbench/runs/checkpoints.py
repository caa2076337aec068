"""Checkpoints: complete, checked, and never a pickle.

``checkpoints/step-000000500/`` holds model.safetensors, optimizer.safetensors, state.json and
manifest.json (size and SHA-256 of the others), and average.safetensors where the run averages its
weights. It is written under a temporary name, flushed to
the disk and renamed: a folder of that name is complete. What is damaged later fails its checksum
and is passed over, with a notice, for the one before.
"""

from __future__ import annotations

import functools
import json
import logging
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from workbench.errors import CheckpointError
from workbench.messages import Message, say
from workbench.runs.checkpoint_folder import (
    AVERAGE,
    FORMAT,
    MANIFEST,
    MODEL,
    OPTIMIZER,
    PINNED,
    STATE,
    CheckpointInfo,
    all_paths,
    drop_after,
    existing,
    folder_of,
    info_of,
    is_best,
    is_newer,
    list_checkpoints,
    mark_best,
    pin,
    problem_of,
    temporary_folder,
    thin_out,
)
from workbench.runs.facts import MAPPING, TEXT, TRUTH, WHOLE, Facts
from workbench.runs.folder import RunFolder
from workbench.runs.tensor_file import RawTensor, write_bytes, write_tensors
from workbench.storage import storage_errors, sync_folder

__all__ = [
    "Checkpoint",
    "CheckpointInfo",
    "Which",
    "drop_after",
    "list_checkpoints",
    "load_checkpoint",
    "load_weights",
    "named_weights",
    "problem_of",
    "save_checkpoint",
    "thin_out",
]

logger = logging.getLogger(__name__)

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

_STATE_KINDS = {
    "course": MAPPING,
    "scaler": MAPPING,
    "threads": WHOLE,
    "precision": TEXT,
    "device": TEXT,
    "compile": TRUTH,
    "attention": TEXT,
    "shares": WHOLE,
    "products": TEXT,
    "processes": WHOLE,
    "averaged_updates": WHOLE,
}
"""What the values in state.json must be; the last six are absent in those of earlier releases."""

Tensors = Mapping[str, torch.Tensor]
Which = Literal["latest", "best"] | int
"""The newest, the best, or the one of this step."""
Tell = Callable[[str], None]
"""Takes a sentence for the user, such as that a damaged checkpoint was passed over."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was saved; tensors are on the CPU."""

    info: CheckpointInfo
    model: dict[str, torch.Tensor]
    optimizer: dict[str, torch.Tensor]
    state: dict[str, Any]
    average: dict[str, torch.Tensor] = field(default_factory=dict)
    """The averaged weights, where the run kept them."""

    @property
    def judged(self) -> dict[str, torch.Tensor]:
        """The weights that were measured, and are to be used: the averaged ones, if there are any."""
        return self.average or self.model


def save_checkpoint(
    run: RunFolder,
    step: int,
    model: Tensors,
    optimizer: Tensors,
    state: Mapping[str, Any],
    best: bool,
    keep: int,
    pinned: bool = False,
    average: Tensors | None = None,
) -> CheckpointInfo:
    """Save CPU tensors and JSON-ready ``state``, then thin out to the newest ``keep``, the best and the pinned.

    A good checkpoint of the same step is kept (and marked, if it turned out the best or is pinned);
    a damaged one is replaced. Raises StorageError if the disk refuses; every earlier checkpoint is
    then untouched.
    """
    target, staging = folder_of(run, step), temporary_folder(run)
    with storage_errors(run.path, say("saving a checkpoint")):
        if target.exists():
            if problem_of(target) is None:
                return _marked(run, info_of(target), best, pinned)
            pinned = pinned or (target / PINNED).exists()
            shutil.rmtree(target)
        run.checkpoints.mkdir(exist_ok=True)
        try:
            staging.mkdir()
            _write(staging, step, best, {MODEL: model, OPTIMIZER: optimizer, AVERAGE: average or {}}, state)
            if pinned:
                (staging / PINNED).touch()
            sync_folder(staging)
            staging.rename(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        sync_folder(run.checkpoints)
    thin_out(run, keep)
    return CheckpointInfo(target, step, best, pinned)


def load_checkpoint(run: RunFolder, which: Which = "latest", tell: Tell = logger.warning) -> Checkpoint | None:
    """The newest (or best) checkpoint that is whole; None if none was ever saved.

    Damaged ones are passed over and named through ``tell``. "best" falls back on the newest where
    no best one is left. Raises CheckpointError if all are damaged, if one is of a newer release, or
    if the one asked for by its step is missing or damaged.
    """
    if isinstance(which, int):
        return _load_whole(existing(run, which))
    paths = all_paths(run)[::-1]
    if which == "best":
        paths.sort(key=lambda path: not is_best(path))
    for path in paths:
        problem = problem_of(path)
        if problem is None:
            return _load(path)
        if is_newer(path):  # going on from the one before would remove it
            raise CheckpointError(
                say("Checkpoint {name} of {run} was written by a newer release.", name=path.name, run=run.path.name),
                say("Update LM Workbench, or move that checkpoint's folder away to use the one before it."),
            )
        tell(
            say("Checkpoint {name} is damaged ({problem}); the one before it is used.", name=path.name, problem=problem)
        )
    if not paths:
        return None
    raise CheckpointError(
        say("All {count} checkpoints of {run} are damaged.", count=len(paths), run=run.path.name),
        say("Restore the folder from a backup, or start a new run; the curves of this one can still be opened."),
    )


def read_checkpoint(info: CheckpointInfo) -> Checkpoint:
    """This one checkpoint. Raises CheckpointError, in words, when it is damaged."""
    problem = problem_of(info.path)
    if problem is not None:
        raise CheckpointError(
            say("Checkpoint {name} is damaged ({problem}).", name=info.path.name, problem=problem),
            say("Continue or replay the run from another one."),
        )
    return _load(info.path)


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
    check_fit(weights, tensors)
    for name, tensor in tensors.items():
        weights[name].copy_(tensor)


def check_fit(weights: Tensors, tensors: Tensors) -> None:
    """Raise CheckpointError unless saved ``tensors`` have the names and shapes of the ``weights``."""
    wrong = sorted(weights.keys() ^ tensors.keys())
    wrong += [name for name in weights.keys() & tensors.keys() if weights[name].shape != tensors[name].shape]
    if wrong:
        raise CheckpointError(
            say("The checkpoint does not fit its model: {names}.", names=", ".join(wrong[:3])),
            say("The run's experiment.yaml was changed after training; restore its model settings."),
        )


def _marked(run: RunFolder, info: CheckpointInfo, best: bool, pinned: bool) -> CheckpointInfo:
    if best and not info.best:
        info = mark_best(info.path)
    if pinned and not info.pinned:
        pin(run, info.step)
        info = replace(info, pinned=True)
    return info


def _write(folder: Path, step: int, best: bool, tensors: Mapping[str, Tensors], state: Mapping[str, Any]) -> None:
    # Without an average there is no file of it: so earlier releases wrote, and read.
    present = {name: each for name, each in tensors.items() if each or name != AVERAGE}
    files = {name: write_tensors(folder / name, _raw(each)) for name, each in present.items()}
    files[STATE] = write_bytes(folder / STATE, json.dumps(dict(state), indent=1).encode())
    saved = datetime.now().astimezone().isoformat(timespec="seconds")
    manifest = {"format": FORMAT, "step": step, "best": best, "saved": saved}
    manifest["files"] = {name: asdict(written) for name, written in files.items()}
    write_bytes(folder / MANIFEST, json.dumps(manifest, indent=1).encode())


def _load_whole(path: Path) -> Checkpoint:
    problem = problem_of(path)
    if problem is not None:
        raise CheckpointError(
            say("Checkpoint {name} is damaged ({problem}).", name=path.name, problem=problem),
            say("Choose another checkpoint of this run."),
        )
    return _load(path)


def _load(path: Path) -> Checkpoint:
    try:
        state = json.loads((path / STATE).read_text(encoding="utf-8"))
        facts = Facts(state, _STATE_KINDS, functools.partial(_unusable, path))
        average = load_file(path / AVERAGE) if (path / AVERAGE).exists() else {}
        return Checkpoint(info_of(path), load_file(path / MODEL), load_file(path / OPTIMIZER), facts, average)
    except (OSError, ValueError, SafetensorError) as error:
        raise CheckpointError(say("{name} cannot be read: {reason}.", name=path.name, reason=error)) from error


def _unusable(path: Path, what: Message) -> CheckpointError:
    return CheckpointError(
        say("{name} cannot be used, its {file} is wrong: {what}.", name=path.name, file=STATE, what=what),
        say("It is of another release, or was changed by hand. Choose another checkpoint, or update LM Workbench."),
    )


def _raw(tensors: Tensors) -> dict[str, RawTensor]:
    # Widest numbers first, as the format advises: each then begins at a multiple of its own size.
    ordered = sorted(tensors.items(), key=lambda item: -item[1].element_size())
    return {name: _raw_tensor(tensor) for name, tensor in ordered}


def _raw_tensor(tensor: torch.Tensor) -> RawTensor:
    flat = tensor.detach().contiguous().view(-1).view(torch.uint8)
    return RawTensor(_DTYPES[tensor.dtype], tuple(tensor.shape), memoryview(flat.numpy()))  # type: ignore[arg-type]
