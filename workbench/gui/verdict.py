"""What a verification found, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.events import Difference, Verified
from workbench.gui.i18n import format_count, translate_engine


def _tr(text: str) -> str:
    return QCoreApplication.translate("verdict", text)


def verdict_sentence(event: Verified) -> str:
    """How much was compared, and whether it was the same."""
    if not event.identical:
        text = _tr("The run differs from its record. Compared: {steps} steps and {checkpoints} checkpoints.")
    elif not event.complete:
        text = _tr("Stopped. Until step {last} all is identical: {steps} steps and {checkpoints} checkpoints.")
    else:
        text = _tr(
            "Identical, bit for bit: {steps} steps, {evaluations} evaluations and {checkpoints} checkpoints, "
            "from step {first} to {last}."
        )
    return text.format(
        steps=format_count(event.steps),
        evaluations=format_count(event.evaluations),
        checkpoints=format_count(event.checkpoints),
        first=format_count(event.first_step),
        last=format_count(event.last_step),
    )


def difference_sentence(event: Difference) -> str:
    """Where a replay first differs, with both values to the last digit."""
    if event.in_words:
        return _tr("Step {step}: {problem}").format(step=format_count(event.step), problem=translate_engine(event.name))
    if event.kind == "step":
        text = _tr("Step {step}: {name} was recorded as {recorded}, and is {replayed} now.")
    elif event.kind == "evaluation":
        text = _tr("Evaluation at step {step}: {name} was recorded as {recorded}, and is {replayed} now.")
    else:
        text = _tr(
            "Checkpoint of step {step}, {kind}: {differing} of {elements} elements of {name} differ, by {largest} at "
            "most; the first is {recorded} there, and {replayed} now."
        )
    return text.format(
        step=format_count(event.step),
        name=event.name,
        kind=_tr("weights") if event.kind == "weights" else _tr("optimizer"),
        recorded=repr(event.recorded),
        replayed=repr(event.replayed),
        differing=format_count(event.differing),
        elements=format_count(event.elements),
        largest=f"{event.largest:.3g}",
    )
