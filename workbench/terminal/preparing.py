"""``workbench prepare``: what comes out of a text, in numbers, and what the first steps are fed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Emit
from workbench.terminal.output import printable, stdout
from workbench.terminal.running import Job

if TYPE_CHECKING:
    from workbench.jobs.first_batches import FedBatch


def preparation(experiment: Experiment, batches: int, as_json: bool) -> Job:
    """The job that prepares, and then prints what was asked for besides."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.first_batches import first_batch
        from workbench.jobs.prepare import preview_data

        if not batches:
            preview_data(experiment, emit, control)
        for step in range(1, batches + 1):
            for part in range(1, experiment.training.gradient_accumulation + 1):
                found = first_batch(experiment, step, part, emit, control)
                if found is not None:
                    stdout().line(json.dumps(batch_object(found)) if as_json else batch_text(found))

    return job


def batch_object(found: FedBatch) -> dict[str, Any]:
    """For ``--json``: the ids of shape (B, T + 1), and where each sequence and the documents in it begin."""
    return {
        "type": "batch",
        "step": found.step,
        "part": found.part,
        "parts": found.parts,
        "ids": found.ids.tolist(),
        "starts": [sequence.start for sequence in found.sequences],
        "documents": [list(sequence.borders or ()) for sequence in found.sequences],
    }


def batch_text(found: FedBatch) -> str:
    """The sequences, one a line: inputs with a bar between tokens, then the last target; ¶ begins a document."""
    part = f", part {found.part} of {found.parts}" if found.parts > 1 else ""
    lines = [f"Step {found.step}{part}: {len(found.ids)} sequences of {found.ids.shape[1] - 1} tokens"]
    for sequence in found.sequences:
        borders = set(sequence.borders or ())
        texts = [("¶" if place in borders else "") + token.text for place, token in enumerate(sequence.tokens)]
        lines.append(printable(f"{sequence.start:>9}  {'|'.join(texts[:-1])} → {texts[-1]}"))
    return "\n".join(lines)
