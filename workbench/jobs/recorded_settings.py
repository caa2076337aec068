"""The settings that a run was trained with, and what was changed in its experiment.yaml since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from workbench.config.check import check
from workbench.config.experiment import SECTIONS, Experiment
from workbench.events import Difference, Emit, Notice
from workbench.messages import say
from workbench.runs.recorded import Sitting

_DECISIVE = ("data", "cleaning", "augmentation", "tokenizer", "model", "optimizer", "schedule", "training")
"""The sections that every number of a run follows from; the others, and the name, say how it is shown and computed."""


def filled(sittings: Sequence[Sitting], experiment: Experiment, emit: Emit) -> tuple[Sitting, ...]:
    """The sittings, each with settings: one of an earlier release takes those of the next, or of ``experiment``."""
    settings: Any = experiment.model_dump(mode="json")
    found: list[Sitting] = []
    for sitting in reversed(sittings):
        settings = sitting.settings or settings
        found.append(replace(sitting, settings=settings))
    if not all(sitting.settings for sitting in sittings):
        emit(
            Notice(
                say(
                    "This run was begun by an earlier release, which did not record its settings: "
                    "those of its later record, or of its experiment.yaml, are taken."
                )
            )
        )
    return tuple(found[::-1])


def tell_changes(sittings: Sequence[Sitting], experiment: Experiment, emit: Emit) -> bool:
    """Tell how experiment.yaml differs from what the last of the sittings used; whether that matters to its numbers."""
    matters = False
    for field, then, now in _changes(check(sittings[-1].settings), experiment):
        sentence = say(
            "experiment.yaml was changed since the run was last trained: {field} was {then!r}, and is {now!r} now.",
            field=field,
            then=then,
            now=now,
        )
        if field.partition(".")[0] in _DECISIVE:
            emit(Difference(sittings[-1].first_step, "settings", sentence))
            matters = True
        else:
            emit(Notice(sentence, "warning"))
    return matters


def _changes(before: Experiment, after: Experiment) -> Iterator[tuple[str, Any, Any]]:
    """Each setting that differs: its dotted name, its value before, and after; None where it has none."""
    if before.name != after.name:
        yield "name", before.name, after.name
    then, now = before.model_dump(mode="json"), after.model_dump(mode="json")
    for section in SECTIONS:
        for name in {**then[section], **now[section]}:
            one, other = then[section].get(name), now[section].get(name)
            if one != other:
                yield f"{section}.{name}", one, other
