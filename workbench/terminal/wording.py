"""One event as one plain line for a person."""

from __future__ import annotations

from workbench.events import (
    BatchSplit,
    CheckpointSaved,
    Choice,
    DataCounted,
    DataPrepared,
    Difference,
    Evaluated,
    Event,
    JobFailed,
    Leakage,
    MeasuringSplit,
    Notice,
    Probed,
    Progress,
    ReleaseFound,
    RolledBack,
    RunEnded,
    RunStarted,
    Sampled,
    Stage,
    Verified,
)
from workbench.terminal.output import printable

_UNREADABLE = 1e9
"""From here on the digits of a number say less than its size."""


def describe(event: Event) -> str:
    """What the event says, or "" for one that is not worth a line."""
    match event:
        case Notice():
            return f"Warning: {event.message}" if event.level == "warning" else event.message
        case RolledBack() | BatchSplit() | MeasuringSplit():
            return f"Warning: {event.message}"
        case Stage():
            return event.message
        case Leakage():
            return f"Warning: {event.message} {event.advice}" if event.found else event.message
        case Choice():
            return f"{event.what.capitalize()}: {event.value} ({event.reason})"
        case DataPrepared():
            return _data(event)
        case DataCounted():
            return _counts(event)
        case RunStarted():
            return f"Run {event.run_dir}\nModel {event.architecture}, {event.parameters:,} parameters"
        case Progress():
            return f"step {event.step:,}/{event.steps:,}  {progress_details(event)}"
        case Evaluated():
            return evaluation(event)
        case Sampled():
            return "\n".join(f"    {line}" for line in printable(event.prompt + event.text).strip().splitlines())
        case RunEnded():
            return _end(event)
        case Difference():
            return difference(event)
        case Probed():
            return probed(event)
        case Verified():
            return verified(event)
        case ReleaseFound():
            return release(event)
        case JobFailed():
            return failure(event)
        case CheckpointSaved() | _:
            return ""


def progress_details(event: Progress) -> str:
    """Loss, rate, speed and time left."""
    left = duration(event.seconds_left)
    rate = f"rate {event.learning_rate:.2e}"
    return f"loss {event.loss:.4f}  {rate}  {event.tokens_per_second:,.0f} tokens/s  {left} left"


def evaluation(event: Evaluated) -> str:
    """The measurement, with the best so far marked."""
    scope = f"the whole validation text, {event.tokens:,} tokens" if event.whole else f"{event.tokens:,} tokens"
    losses = f"train loss {event.train_loss:.4f}  val loss {event.val_loss:.4f}"
    form = ".3f" if event.perplexity < _UNREADABLE else ".3g"
    measures = f"perplexity {event.perplexity:{form}}  {event.bits_per_byte:.4f} bits/byte"
    return f"step {event.step:,}: {losses}  {measures}{'  best' if event.best else ''}  ({scope})"


def difference(event: Difference) -> str:
    """Where a replay first differs, with both values to the last digit."""
    if event.in_words:
        return f"Different at step {event.step:,}: {event.name}"
    values = f"recorded {event.recorded!r}, replayed {event.replayed!r}"
    if event.kind in ("step", "evaluation"):
        what = event.name.replace("_", " ") + (" of the evaluation" if event.kind == "evaluation" else "")
        return f"Different at step {event.step:,}: {what}, {values}"
    count = f"{event.differing:,} of {event.elements:,} elements differ, by {event.largest:.3g} at most"
    return f"Different at step {event.step:,}: {event.name} in the checkpoint's {event.kind}, {values} ({count})"


def probed(event: Probed) -> str:
    """Memory, speed and time of a run to come."""
    formula = f"the formula says {event.estimate / 1e6:,.0f} MB"
    return (
        f"Memory on {event.device}: {event.memory / 1e6:,.0f} MB ({formula})\n"
        f"Speed: {event.tokens_per_second:,.0f} tokens/s\n"
        f"Time for the whole run: {duration(event.seconds)}"
    )


def verified(event: Verified) -> str:
    """How much was compared, and the verdict."""
    compared = f"{event.steps:,} steps, {event.evaluations:,} evaluations and {event.checkpoints:,} checkpoints"
    if not event.identical:
        return f"The run differs from its record. Compared from step {event.first_step:,}: {compared}."
    if not event.complete:
        return f"Stopped at step {event.last_step:,}. Until there all is identical: {compared}."
    return f"Identical, bit for bit: {compared}, from step {event.first_step:,} to {event.last_step:,}."


def release(event: ReleaseFound) -> str:
    """Whether there is a newer version, and where, with what its makers say of it."""
    match event.relation:
        case "same":
            return f"This is {event.installed}, the newest version."
        case "older":
            return f"This is {event.installed}; the newest version that is published is {event.newest}."
    kind = "A preview of version" if event.relation == "preview" else "Version"
    available = f"{kind} {event.newest} is available; this is {event.installed}."
    return printable(f"{available}\n{event.page}\n\n{event.notes}").strip()


def failure(event: JobFailed) -> str:
    """What happened, and below it what to do."""
    return f"{event.message}\n{event.advice}" if event.advice else event.message


def duration(seconds: float) -> str:
    """Time for a person: 42 s, 3:05 or 2:03:05."""
    if seconds != seconds or seconds in (float("inf"), float("-inf")):
        return "unknown time"
    whole = max(0, round(seconds))
    hours, minutes = whole // 3600, whole % 3600 // 60
    if hours:
        return f"{hours}:{minutes:02}:{whole % 60:02}"
    return f"{minutes}:{whole % 60:02}" if minutes else f"{whole} s"


def _data(event: DataPrepared) -> str:
    tokens = f"{event.train_tokens:,} tokens to train on, {event.val_tokens:,} to measure on"
    tokens += f", {event.test_tokens:,} to test with" if event.test_tokens else ""
    floor = f"; no model can get below a loss of {event.floor:.4f}" if event.floor is not None else ""
    return f"{event.name}: {event.characters:,} characters, {event.vocab_size:,} different tokens, {tokens}{floor}"


def _counts(event: DataCounted) -> str:
    titles = {"train": "Training", "val": "Validation", "test": "Test"}
    lines = []
    for name, counts in event.parts.items():
        pairs = (f"{counts[key]:,} {key}" for key in ("documents", "characters", "bytes", "tokens"))
        more = f"{counts['bytes_per_token']:.2f} bytes each, {counts['distinct_tokens']:,} different"
        lines.append(f"{titles.get(name, name)}: {', '.join(pairs)} ({more}, {counts['unknown']:,} unknown)")
    return "\n".join(lines)


def _end(event: RunEnded) -> str:
    if not event.run_dir:
        return "Stopped before training began; no run was made."
    verb = {"finished": "Finished", "stopped": "Stopped"}.get(event.state, event.state.capitalize())
    best = "" if event.best_val_loss is None else f", best validation loss {event.best_val_loss:.4f}"
    text = f"{verb} at step {event.step:,} after {duration(event.seconds)}{best}.\nThe run is in {event.run_dir}"
    return f"{text}\nContinue it with: workbench resume {event.run_dir}" if event.state == "stopped" else text
