"""Train a new run, or let an old one go on."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from workbench import paths
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.control import JobControl
from workbench.data.batches import Batches
from workbench.data.token_files import open_tokens
from workbench.errors import RunError
from workbench.events import Emit, RunEnded, RunStarted, Stage, StateChanged
from workbench.jobs.awake import Awake
from workbench.jobs.going_back import go_back
from workbench.jobs.prepare import Prepared, prepare
from workbench.jobs.recorder import Mute, Recorder
from workbench.jobs.tuning import tuned
from workbench.jobs.watching import Losses, Samples
from workbench.machine import processor_name
from workbench.messages import say
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.runs.checkpoints import Checkpoint, drop_after, load_checkpoint
from workbench.runs.experiment_file import read_experiment
from workbench.runs.folder import RunFolder, refuse_taken
from workbench.runs.migrations.migrate import migrate
from workbench.runs.reading import read_events
from workbench.runs.record import RunRecord
from workbench.tokenizer import load_tokenizer
from workbench.training.adjustments import Adjustments, from_events
from workbench.training.device import Before, Hardware, choose, with_threads_of
from workbench.training.hooks import Hooks
from workbench.training.memory import check_memory, memory_errors
from workbench.training.saver import Onlooker, Saver
from workbench.training.team import ALONE, Order, Team
from workbench.training.trainer import Trainer


def train(
    experiment: Experiment,
    emit: Emit,
    control: JobControl,
    root: Path | None = None,
    run_dir: Path | None = None,
    team: Team = ALONE,
) -> RunEnded:
    """Prepare the text, make a run below ``root`` (the workspace's runs) or at ``run_dir``, and train it.

    Nothing is left behind unless the text, the device and the settings were found good. Raises a
    WorkbenchError in words; a run that had begun is then marked as failed, its checkpoints good.
    With a ``team`` (this is its first process) the others train along from when the run is made.
    """
    if run_dir is not None:
        refuse_taken(run_dir)
    tell = Recorder(emit, control)
    hardware = choose(experiment.runtime)
    prepared = prepare(experiment, tell, control)
    if prepared is None:
        return _stopped_early(tell)
    vocab_size = prepared.tokenizer.vocab_size
    check_memory(experiment, vocab_size, hardware.device.type)
    hardware = tuned(experiment, hardware, vocab_size, prepared.train, tell, control)
    if control.stop_requested:
        return _stopped_early(tell)
    hardware = _settle(team, hardware, experiment, vocab_size, tell)
    tell(Stage(say("Building the model")))
    model = build_model(experiment, vocab_size, hardware)
    folder = RunFolder.create(
        root or paths.runs(),
        experiment.name,
        fill=lambda new: _fill(new, experiment, prepared),
        meta=_meta(experiment, prepared),
        path=run_dir,
    )
    with folder.lock(), RunRecord(folder) as record:
        tell.attach(record)
        session = _Session(folder, experiment, hardware, tell, control, team)
        return _run(session, lambda: _trainer(session, model, None))


def resume(run_dir: Path, emit: Emit, control: JobControl, steps: int | None = None, team: Team = ALONE) -> RunEnded:
    """Go on from the newest good checkpoint to the experiment's last step, or to ``steps``.

    What was recorded after that checkpoint is forgotten, and comes again. A run that was killed
    before its first checkpoint starts again. Raises RunError (also when there is nothing left to
    do), RunFormatError, RunLockedError and CheckpointError in words.
    """
    folder = RunFolder.open(run_dir)
    tell = Recorder(emit, control)
    with folder.lock(tell.note), RunRecord(folder) as record:
        checkpoint = load_checkpoint(folder, "latest", tell.warn)
        step = checkpoint.info.step if checkpoint else 0
        experiment = _experiment(folder, step, steps)
        hardware = _hardware(folder, experiment, checkpoint, tell, control, team)
        model = build_model(experiment, folder.meta()["vocab_size"], hardware)
        adjustments = from_events(read_events(folder.path))
        session = _Session(folder, experiment, hardware, tell, control, team, adjustments)
        trainer = _trainer(session, model, checkpoint)
        # From here on the folder changes; every reason to refuse lies behind.
        migrate(folder, tell.note)
        if steps is not None:
            save(experiment, folder.experiment_file)
        record.truncate_after(step if checkpoint else -1)
        drop_after(folder, step)
        tell.attach(record)
        _tell_beginning(experiment, checkpoint, tell)
        return _run(session, lambda: trainer)


def _tell_beginning(experiment: Experiment, checkpoint: Checkpoint | None, tell: Recorder) -> None:
    if checkpoint is None:
        tell.note(say("No checkpoint had been saved yet; the run starts again from its first step."))
    elif experiment.training.ema_decay and not checkpoint.average:
        tell.note(
            say(
                "This run had no average of its weights yet; it starts from the weights of step {step:,}.",
                step=checkpoint.info.step,
            )
        )


@dataclass(frozen=True, slots=True)
class _Session:
    """One sitting of a run: where, what, on what, and with whom to talk."""

    folder: RunFolder
    experiment: Experiment
    hardware: Hardware
    tell: Recorder
    control: JobControl
    team: Team = ALONE
    adjustments: Adjustments = ()


def follow(team: Team, order: Order, control: JobControl) -> RunEnded:
    """Train along with the first process of a team, which writes the run and speaks for all."""
    folder = RunFolder.open(order.folder)
    tell = Mute()
    checkpoint = None if order.step is None else _load_same(folder, order.step, tell)
    model = build_model(order.experiment, folder.meta()["vocab_size"], order.hardware)
    session = _Session(folder, order.experiment, order.hardware, tell, control, team, order.adjustments)
    return _run(session, lambda: _trainer(session, model, checkpoint))


def _run(session: _Session, make_trainer: Callable[[], Trainer]) -> RunEnded:
    """Train in a folder that is locked by us; every way it can end is recorded."""
    tell, folder = session.tell, session.folder
    trainer = None
    try:
        trainer = make_trainer()
        tell(_started(session, trainer))
        with Awake() as awake:
            tell.let_hear(awake.hear)
            state = trainer.run()
    except Exception as error:
        tell(StateChanged("failed", trainer.step if trainer else 0))
        tell.keep_failure(error)
        raise
    tell(StateChanged(state, trainer.step))
    course = trainer.course
    ended = RunEnded(str(folder.path), state, trainer.step, course.val_loss, course.best_val_loss, trainer.seconds)
    tell(ended)
    return ended


def _stopped_early(tell: Recorder) -> RunEnded:
    """Stopped before there was a run."""
    ended = RunEnded("", "stopped", 0, None, None, 0.0)
    tell(ended)
    return ended


def _trainer(session: _Session, model: LanguageModel, checkpoint: Checkpoint | None) -> Trainer:
    folder, experiment, hardware, team = session.folder, session.experiment, session.hardware, session.team
    step = checkpoint.info.step if checkpoint else None
    team.begin(Order(folder.path, experiment, hardware, step, session.adjustments))
    control = team.control(session.control)
    settings = experiment.training
    tokens, val = open_tokens(folder.train_file), open_tokens(folder.val_file)
    tokenizer = load_tokenizer(folder.tokenizer_file)
    bytes_per_token = folder.meta()["bytes_per_token"]
    hooks = Hooks(
        emit=session.tell,
        control=control,
        measure=Losses(tokens, val, settings, bytes_per_token, hardware, control, team),
        sample=Samples(tokenizer, experiment.sampling, session.tell, control),
        sync=session.tell.sync,
        go_back=functools.partial(_go_back, session),
    )
    rows = team.rows(settings.batch_size)
    batches = Batches(tokens, settings.context_length, settings.batch_size, settings.seed, rows)
    saver = Saver(folder, settings.keep_checkpoints) if team.first else Onlooker()
    with team.failures(), memory_errors(settings.batch_size, settings.context_length):
        return Trainer(model, batches, experiment, hardware, hooks, saver, checkpoint, session.adjustments, team)


def _go_back(session: _Session, again: bool) -> Checkpoint | None:
    """See `go_back`: the first process of a team decides, and the others follow."""
    folder, team = session.folder, session.team
    checkpoint = go_back(folder, again, session.tell) if team.first else None
    step = team.first_says(checkpoint.info.step if checkpoint else -1)
    return checkpoint if team.first or step < 0 else _load_same(folder, step, session.tell)


def _load_same(folder: RunFolder, step: int, tell: Recorder) -> Checkpoint:
    """The newest checkpoint, which the first process of a team found to be of ``step``. Raises RunError."""
    checkpoint = load_checkpoint(folder, "latest", tell.warn)
    if checkpoint is None or checkpoint.info.step != step:
        raise RunError(
            say("Not all processes of this job see the same run: step {step:,} is missing here.", step=step),
            say("Put the run into a folder that all computers of the job share."),
        )
    return checkpoint


def _started(session: _Session, trainer: Trainer) -> RunStarted:
    meta = session.folder.meta()
    return RunStarted(
        run_dir=str(session.folder.path),
        name=meta.get("name", session.folder.path.name),
        architecture=session.experiment.model.architecture,
        parameters=sum(parameter.numel() for parameter in trainer.model.parameters()),
        device=session.hardware.name,
        precision=session.hardware.precision,
        first_step=trainer.step,
        steps=session.experiment.training.steps,
        floor=meta.get("floor"),
        torch=torch.__version__,
        processor=processor_name(),
        settings=session.experiment.model_dump(mode="json"),
    )


def _settle(team: Team, chosen: Hardware, experiment: Experiment, vocab_size: int, tell: Recorder) -> Hardware:
    """The hardware as the team uses it; what that adds to the choices is told."""
    settled = team.settle(chosen, experiment, vocab_size)
    for choice in settled.choices[len(chosen.choices) :]:
        tell(choice)
    return settled


def build_model(experiment: Experiment, vocab_size: int, hardware: Hardware) -> LanguageModel:
    """The experiment's network with the first weights of its seed. Raises DeviceError if memory is short."""
    settings = experiment.training
    check_memory(experiment, vocab_size, hardware.device.type)
    with memory_errors(settings.batch_size, settings.context_length):
        return build(experiment.model, vocab_size, settings.context_length, settings.seed)


def _fill(new: RunFolder, experiment: Experiment, prepared: Prepared) -> None:
    """Everything that a run needs to be trained, continued and used, wherever its folder is copied."""
    save(experiment, new.experiment_file)
    prepared.tokenizer.save(new.tokenizer_file)
    for part, tokens in prepared.parts.items():
        if part != "test" or len(tokens):
            prepared.keep(part, new.tokens_file(part))
    prepared.statistics.save(new.statistics_file)


def _meta(experiment: Experiment, prepared: Prepared) -> dict[str, Any]:
    return {
        "steps": experiment.training.steps,
        "architecture": experiment.model.architecture,
        "vocab_size": prepared.tokenizer.vocab_size,
        "floor": prepared.floor,
        "bytes_per_token": prepared.bytes_per_token_val,
        "bytes_per_token_test": prepared.bytes_per_token_test,
    }


def _experiment(folder: RunFolder, step: int, steps: int | None) -> Experiment:
    """The run's experiment, extended to ``steps`` if given. Raises RunError when there is nothing to do."""
    experiment = read_experiment(folder)
    if steps is None:
        if folder.meta()["state"] == "finished" and step >= experiment.training.steps:
            raise RunError(
                say(
                    "{run} is finished: all {steps:,} steps are done.",
                    run=folder.path.name,
                    steps=experiment.training.steps,
                ),
                say("Give a larger number of steps to train it further."),
            )
        return experiment
    if steps <= step:
        raise RunError(
            say("{run} has already taken {step:,} steps.", run=folder.path.name, step=step),
            say("Give more than {step:,}.", step=step),
        )
    raw = experiment.model_dump()
    raw["training"]["steps"] = steps
    return check(raw)


def _hardware(
    folder: RunFolder,
    experiment: Experiment,
    checkpoint: Checkpoint | None,
    tell: Recorder,
    control: JobControl,
    team: Team,
) -> Hardware:
    """What a run goes on with: as before, or, where it starts again, as a new run would choose."""
    vocab_size = folder.meta()["vocab_size"]
    fresh = choose(experiment.runtime)
    if checkpoint is None:
        hardware = tuned(experiment, fresh, vocab_size, open_tokens(folder.train_file), tell, control)
        return _settle(team, hardware, experiment, vocab_size, tell)
    processes = checkpoint.state.get("processes", 1)
    before = Before.of(checkpoint.state)
    hardware = choose(experiment.runtime, before)
    if processes != team.size:
        hardware = with_threads_of(fresh, hardware)
        _tell_processes(processes, team.size, tell)
    for choice in hardware.choices:
        tell(choice)
    if before.device != hardware.device.type:
        tell.warn(
            say(
                "Until now this run trained on {before}; on {now} its numbers differ slightly.",
                before=before.device,
                now=hardware.device.type,
            )
        )
    return _settle(team, hardware, experiment, vocab_size, tell)


def _tell_processes(before: int, now: int, tell: Recorder) -> None:
    tell.warn(
        say(
            "Until now this run trained in {before} process(es); in {now} its numbers differ slightly.",
            before=before,
            now=now,
        )
    )
