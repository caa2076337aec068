"""Train a run again, in memory, and compare every bit with what it recorded."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from workbench.config.check import check
from workbench.config.sections import Sampling
from workbench.control import JobControl
from workbench.data.batches import Batches
from workbench.data.token_files import open_tokens
from workbench.errors import CheckpointError, DeviceError, DivergedError, InputError
from workbench.events import Difference, Emit, Event, Notice, Stage, Verified
from workbench.jobs.recorded_settings import filled, tell_changes
from workbench.jobs.train import build_model
from workbench.jobs.watching import Losses, Samples
from workbench.machine import processor_name
from workbench.messages import say
from workbench.runs.checkpoints import Checkpoint, CheckpointInfo, list_checkpoints, read_checkpoint
from workbench.runs.experiment_file import read_experiment
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events
from workbench.runs.recorded import Recorded, Sitting, read_recorded
from workbench.tokenizer import load_tokenizer
from workbench.training.adjustments import from_events
from workbench.training.device import Before, Hardware, choose
from workbench.training.hooks import Hooks
from workbench.training.replay import Comparison, Memory
from workbench.training.trainer import Trainer


def verify(
    run_dir: Path, emit: Emit, control: JobControl, start: int | None = None, steps: int | None = None
) -> Verified:
    """Replay a run from the newest checkpoint at or before ``start`` for ``steps`` more steps than that.

    By default from the very beginning (the first weights follow from the seed) to the last step
    that is recorded. Nothing in the folder changes, so it may be training in another process; not
    in this one, whose random numbers both would draw from. Raises InputError when there is nothing
    to replay, and the errors of opening a run.
    """
    folder = RunFolder.open(run_dir)
    emit(Stage(say("Opening the run")))
    recorded, checkpoints = read_recorded(folder), list_checkpoints(folder)
    first, last = _stretch(folder, recorded, checkpoints, start, steps)
    if folder.is_locked():
        emit(Notice(say("This run is being trained: it is verified up to step {step:,}, as recorded now.", step=last)))
    experiment = read_experiment(folder)
    recorded = replace(recorded, sittings=filled(recorded.sittings, experiment, emit))
    changed = tell_changes(recorded.sittings, experiment, emit)
    session = _Session(folder, recorded, checkpoints, emit, control)
    checkpoint = _newest(checkpoints, first, emit)
    comparison = Comparison(recorded, last, emit)
    begin = checkpoint.info.step if checkpoint else 0
    emit(Stage(say("Replaying from step {step:,}", step=begin)))
    _replay(session, comparison, checkpoint, begin, last)
    found = Verified(
        run_dir=str(folder.path),
        identical=comparison.identical and not changed,
        complete=not comparison.identical or comparison.step >= last,
        first_step=begin,
        last_step=comparison.step,
        steps=comparison.steps,
        evaluations=comparison.evaluations,
        checkpoints=comparison.checkpoints,
    )
    emit(found)
    return found


@dataclass(frozen=True, slots=True)
class _Session:
    """What is replayed, and with whom to talk."""

    folder: RunFolder
    recorded: Recorded
    checkpoints: list[CheckpointInfo]
    emit: Emit
    control: JobControl

    def warn(self, message: str) -> None:
        self.emit(Notice(message, "warning"))


def _stretch(
    folder: RunFolder, recorded: Recorded, checkpoints: list[CheckpointInfo], start: int | None, steps: int | None
) -> tuple[int, int]:
    """The step to begin at or before, and the last to replay. Raises InputError if there is none in between."""
    end = max([recorded.last_step, *(info.step for info in checkpoints)])
    first = start or 0
    if not recorded.sittings or end == 0:
        raise InputError(say("{run} has no step recorded yet.", run=folder.path.name), say("Let it train first."))
    if first >= end:
        raise InputError(
            say(
                "{run} has {end:,} steps recorded; none comes after step {first:,}.",
                run=folder.path.name,
                end=end,
                first=first,
            ),
            say("Begin at an earlier step."),
        )
    return first, end if steps is None else min(end, first + steps)


def _newest(checkpoints: list[CheckpointInfo], step: int, emit: Emit) -> Checkpoint | None:
    """The newest good checkpoint at or before ``step``; None stands for the beginning."""
    for info in reversed(checkpoints):
        if info.step <= step:
            try:
                return read_checkpoint(info)
            except CheckpointError as error:
                emit(Notice(error.message, "warning"))
    return None


def _replay(session: _Session, comparison: Comparison, checkpoint: Checkpoint | None, begin: int, last: int) -> None:
    """Train on from ``checkpoint`` (or the first weights), sitting by sitting, until the first difference."""
    warned: set[str] = set()
    for sitting, until in session.recorded.parts(begin, last):
        hardware = _hardware(session, sitting, warned)
        memory = Memory()
        trainer = _trainer(session, sitting, hardware, comparison, memory, checkpoint)
        for target in _targets(session.checkpoints, trainer.step, until):
            if not _reach(session, trainer, target, comparison):
                return
            if memory.saved is not None and memory.saved.step == target:
                _compare_checkpoint(session, comparison, memory, target)
            if not comparison.identical or session.control.stop_requested:
                return
        checkpoint = memory.checkpoint()


def _targets(checkpoints: list[CheckpointInfo], step: int, until: int) -> Iterator[int]:
    """Where to halt and compare: at every checkpoint on the way, and at the end."""
    halts = {info.step for info in checkpoints if step < info.step < until} | {until}
    return iter(sorted(halts))


def _reach(session: _Session, trainer: Trainer, target: int, comparison: Comparison) -> bool:
    """Train to ``target``; False when there the numbers cease to be finite."""
    try:
        trainer.run(until=target)
    except DivergedError as error:
        if comparison.step >= session.recorded.last_step:
            session.emit(Notice(say("As recorded, the run goes no further: {reason}", reason=error.message)))
        else:
            comparison.tell(Difference(comparison.step + 1, "step", "loss", replayed=math.nan))
            session.warn(error.message)
        return False
    return True


def _compare_checkpoint(session: _Session, comparison: Comparison, memory: Memory, step: int) -> None:
    info = next((info for info in session.checkpoints if info.step == step), None)
    assert memory.saved is not None
    if info is None or not info.path.exists():  # thinned out meanwhile by whoever trains the run
        return
    try:
        checkpoint = read_checkpoint(info)
    except CheckpointError as error:
        if info.path.exists():
            comparison.tell(Difference(step, "checkpoint", error.message))
        return
    comparison.compare_state(checkpoint, memory.saved)


def _trainer(
    session: _Session,
    sitting: Sitting,
    hardware: Hardware,
    comparison: Comparison,
    memory: Memory,
    checkpoint: Checkpoint | None,
) -> Trainer:
    """The trainer of that sitting, in the state of ``checkpoint``."""
    folder, meta = session.folder, session.folder.meta()
    experiment = check(sitting.settings)
    settings = experiment.training.model_copy(update={"steps": sitting.steps, "on_divergence": "stop"})
    experiment = experiment.model_copy(update={"training": settings})
    tokens, val = open_tokens(folder.train_file), open_tokens(folder.val_file)
    hooks = Hooks(
        emit=comparison,
        control=session.control,
        measure=Losses(tokens, val, settings, meta["bytes_per_token"], hardware, session.control),
        sample=_samples(session, experiment.sampling, comparison),
        sync=_nothing,
        go_back=_never_back,
    )
    batches = Batches(tokens, settings.context_length, settings.batch_size, settings.seed)
    model = build_model(experiment, meta["vocab_size"], hardware)
    adjustments = from_events(read_events(folder.path))
    return Trainer(model, batches, experiment, hardware, hooks, memory, checkpoint, adjustments)


def _hardware(session: _Session, sitting: Sitting, warned: set[str]) -> Hardware:
    """What the sitting computed on; what differs here is said first, as the likely cause of other bits."""
    runtime, choices = check(sitting.settings).runtime, sitting.choices
    attention = "math" if choices.get("attention") == "math" else "auto"
    known = {"threads": int(choices["threads"]), "compile": choices["compile"] == "on", "attention": attention}
    before = Before.of({**choices, **known, "shares": int(choices.get("shares", 1))})
    try:
        hardware = choose(runtime.model_copy(update={"device": before.device}), before)
    except DeviceError:
        hardware = choose(runtime, before)
    on_cpu = hardware.device.type == "cpu"
    pairs = {
        say("device"): (sitting.device, hardware.name),
        say("processor"): (sitting.processor, processor_name() if on_cpu else ""),
        say("precision"): (before.precision, hardware.precision),
        say("compiling"): (choices["compile"], "on" if hardware.compile else "off"),
        say("number of processes"): (choices.get("processes", "1"), "1"),
        say("number of threads"): (str(before.threads), str(hardware.threads)),
        say("version of PyTorch"): (sitting.torch, torch.__version__),
    }
    for what, (then, now) in pairs.items():
        if then and now and then != now and what not in warned:
            warned.add(what)
            session.warn(
                say(
                    "The {what} is not that of the record ({then} then, {now} now): a likely cause of differences.",
                    what=what,
                    then=then,
                    now=now,
                )
            )
    if not on_cpu and not hardware.deterministic and "exact" not in warned:
        warned.add("exact")
        text = say(
            "On a GPU the last bits may differ from one time to the next without any fault, unless the run was trained "
            "with runtime.deterministic."
        )
        session.warn(text)
    return hardware


def _samples(session: _Session, sampling: Sampling, comparison: Comparison) -> Samples:
    def tell(event: Event) -> None:
        if not session.control.stop_requested:  # else the text ends where the stop came
            comparison(event)

    return Samples(load_tokenizer(session.folder.tokenizer_file), sampling, tell, session.control)


def _never_back(best: bool) -> Checkpoint | None:
    raise AssertionError("a replay ends where the numbers cease to be finite")


def _nothing() -> None:
    """There is no record to bring to the disk."""
