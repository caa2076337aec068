"""Runs and presets as tables for a person and as objects for a program."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.config.presets import Preset
from workbench.terminal.output import printable

if TYPE_CHECKING:
    from workbench.runs.checkpoint_folder import CheckpointSummary
    from workbench.runs.summary import RunSummary


def run_object(run: RunSummary) -> dict[str, Any]:
    """A run for ``--json``: ``type`` first, then every value of its summary."""
    return {"type": "run_summary", **_values(run)}


def checkpoint_object(checkpoint: CheckpointSummary) -> dict[str, Any]:
    """A checkpoint for ``--json``: ``type`` first, then every value of its summary."""
    return {"type": "checkpoint_summary", **_values(checkpoint)}


def run_table(runs: Sequence[RunSummary]) -> str:
    """Runs below each other, newest first as given, and why some of them cannot be opened."""
    rows = [("NAME", "STATE", "MODEL", "STEPS", "BEST VAL LOSS", "CREATED", "FOLDER")]
    for run in runs:
        best = "" if run.best_val_loss is None else f"{run.best_val_loss:.4f}"
        steps = f"{run.step:,}/{run.steps:,}" if run.readable else ""
        state = run.state if run.readable else "unreadable"
        created = run.created[:16].replace("T", " ")
        rows.append((printable(run.name), state, run.architecture, steps, best, created, str(run.path)))
    problems = [
        printable(run.missing if run.readable else run.problem) for run in runs if run.missing or not run.readable
    ]
    return "\n".join([_aligned(rows), *problems])


def checkpoint_table(checkpoints: Sequence[CheckpointSummary]) -> str:
    """Checkpoints below each other, oldest first as given, and what is wrong with the damaged ones."""
    rows = [("STEP", "SAVED", "MB", "KIND", "FOLDER")]
    for found in checkpoints:
        facts = {"best": found.best, "pinned": found.pinned, "damaged": bool(found.problem)}
        kind = ", ".join(name for name, holds in facts.items() if holds)
        saved = found.saved[:16].replace("T", " ")
        rows.append((f"{found.step:,}", saved, f"{found.bytes / 1e6:.1f}", kind, str(found.path)))
    problems = [printable(f"{found.path.name}: {found.problem}") for found in checkpoints if found.problem]
    return "\n".join([_aligned(rows), *problems])


def preset_table(presets: Sequence[Preset]) -> str:
    """Each preset's name and what it is."""
    return _aligned([(preset.name, f"{preset.title}. {preset.summary}") for preset in presets])


def _values(summary: RunSummary | CheckpointSummary) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in dataclasses.fields(summary):
        value = getattr(summary, field.name)
        if isinstance(value, Path) or (isinstance(value, float) and not math.isfinite(value)):
            value = str(value)
        values[field.name] = value
    return values


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
