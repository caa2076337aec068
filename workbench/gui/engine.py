"""The jobs that the window starts, each a function for a JobThread.

This is the one module of the window that reaches the engine, and it does so only inside functions
that run in worker threads: the window is on screen before torch is imported. Everything goes
through events and a JobControl, so that nothing here depends on the engine sharing our process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.config.cleaning_step import CleaningStep
from workbench.config.experiment import Experiment
from workbench.config.sections import Data, Runtime, Sampling
from workbench.control import JobControl
from workbench.errors import WorkbenchError
from workbench.events import Emit, Notice, Stage
from workbench.failures import describe_failure
from workbench.messages import say

if TYPE_CHECKING:
    from workbench.data.cache import Cache
    from workbench.models.base import LanguageModel
    from workbench.training.trainer import Trainer

Job = Callable[[Emit, JobControl], Any]
_ANSWER_POLL_SECONDS = 0.05
_DIALOGS = (
    "workshop.window",
    "workshop.tokens_tab",
    "workshop.statistics_tab",
    "workshop.batches_tab",
    "cleaning.dialog",
    "dialogs.help_window",
    "dialogs.mixture_dialog",
    "dialogs.hub_dialog",
    "dialogs.checkpoints_dialog",
    "dialogs.error_dialog",
    "dialogs.update_dialog",
)


def load_plots() -> Job:
    """Import the plotting library, so that the window need not wait for it when it draws first."""

    def job(emit: Emit, control: JobControl) -> None:
        import workbench.gui.plots.loss_plots
        import workbench.gui.plots.rate_plot  # noqa: F401  (the import itself is the work)

    return job


def load_dialogs() -> Job:
    """Import what the dialogs and the data workshop are made of, so that the first to be opened is there at once."""

    def job(emit: Emit, control: JobControl) -> None:
        from importlib import import_module

        for name in _DIALOGS:
            import_module(f"workbench.gui.{name}")

    return job


def start_engine(runtime: Runtime) -> Job:
    """Import torch and the engine, and say on which device a run would go and why."""

    def job(emit: Emit, control: JobControl) -> None:
        import workbench.jobs.train  # noqa: F401  (the import itself is the work)
        from workbench.graphics import computing_cards
        from workbench.training.device import choose, unused_gpu
        from workbench.training.warm_up import warm_up

        warm_up()
        hardware = choose(runtime)
        for choice in hardware.choices:
            emit(choice)
        cards = computing_cards()
        if hardware.device.type == "cpu" and runtime.device == "auto" and cards:
            advice = say("The help page “Troubleshooting” tells how to train on it.")
            emit(Notice(say("{reason}. {advice}", reason=unused_gpu(cards), advice=advice), "warning"))

    return job


def preview(experiment: Experiment) -> Job:
    """Read, split and tokenize the text, and report what the model would see."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.prepare import preview_data

        preview_data(experiment, emit, control)

    return job


def fetch_data_set(source: str, answer: Future[Any]) -> Job:
    """Download a data set of the Hub unless it is here; the answer is False once stopped."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.data.hub.name import HubName
        from workbench.jobs.fetching import fetch_data_set

        answer.set_result(fetch_data_set(HubName.parse(source), emit, control))

    return job


def train(experiment: Experiment) -> Job:
    """A new run of this experiment."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.train import train

        train(experiment, emit, control)

    return job


def resume(run_dir: Path, steps: int | None) -> Job:
    """Continue a run from its newest checkpoint, to ``steps`` in all if given."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.train import resume

        resume(run_dir, emit, control, steps)

    return job


def probe(experiment: Experiment) -> Job:
    """Take a few steps of this experiment in a process of its own, and report memory, speed and time."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.probe import probe

        probe(experiment, emit, control)

    return job


def verify(run_dir: Path, start: int) -> Job:
    """Replay a run from the newest checkpoint at or before step ``start``, and compare it with its record."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.verify import verify

        verify(run_dir, emit, control, start)

    return job


def generate_from_run(run_dir: Path, sampling: Sampling) -> Job:
    """Write text with the weights of a run's checkpoint."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.generate import generate_from_run

        generate_from_run(run_dir, sampling, emit, control)

    return job


def generate_live(run_dir: Path, training: JobControl, is_training: Callable[[], bool], sampling: Sampling) -> Job:
    """Write text with the weights that a running training has right now.

    The training thread is asked for a copy between two steps and goes on at once; the text is
    written in the caller's thread. If training ends before it answers, its checkpoint is used.
    """

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.generate import generate, generate_from_run
        from workbench.tokenizer import load_tokenizer

        answer: Future[LanguageModel] = Future()
        training.request(lambda trainer: _copy_model(trainer, answer))
        model = _wait(answer, is_training, control)
        if control.stop_requested:
            return
        if model is None:
            generate_from_run(run_dir, sampling, emit, control)
        else:
            generate(model, load_tokenizer(run_dir / "tokenizer.json"), sampling, emit, control)

    return job


def _copy_model(trainer: Trainer, answer: Future[LanguageModel]) -> None:
    """Called in the training thread: a copy that fails is the asker's misfortune, not the run's."""
    try:
        answer.set_result(trainer.snapshot())
    except Exception as error:  # noqa: BLE001  (raised again where the answer is read)
        answer.set_exception(error)


def _wait(answer: Future[LanguageModel], is_training: Callable[[], bool], control: JobControl) -> LanguageModel | None:
    while is_training() and not control.stop_requested:
        try:
            return answer.result(_ANSWER_POLL_SECONDS)
        except FutureTimeout:
            continue
    return answer.result(0) if answer.done() else None


def save_checkpoint(trainer: Trainer) -> None:
    """For ``control.request``: save a checkpoint of the step that training is at."""
    trainer.save_now()


def list_checkpoints(run_dir: Path, answer: Future[Any]) -> Job:
    """A run's checkpoints, each of their files checked, as the answer's result."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.runs.checkpoint_folder import summarise_checkpoints
        from workbench.runs.folder import RunFolder

        answer.set_result(summarise_checkpoints(RunFolder.open(run_dir)))

    return job


def list_runs(folder: Path, answer: Future[Any]) -> Job:
    """The runs below a folder, newest first, as the answer's result."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.runs.workspace import list_runs

        answer.set_result(list_runs(folder))

    return job


def read_history(run_dir: Path, answer: Future[Any]) -> Job:
    """A run's summary and its curves, as the answer's result."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.runs.reading import read_history
        from workbench.runs.summary import summarise

        answer.set_result((summarise(run_dir), read_history(run_dir)))

    return job


def inspect_text(experiment: Experiment, text: str, wanted: Sequence[Any], answers: Sequence[Future[Any]]) -> Job:
    """A text in the tokens of each ``wanted`` tokenizer, one after the other; an answer is None once stopped.

    A tokenizer that cannot be had answers with its JobFailed, and the others go on.
    """

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.tokenize import inspect_text

        for tokenizer, answer in zip(wanted, answers, strict=True):
            try:
                answer.set_result(inspect_text(experiment, text, tokenizer, emit, control))
            except WorkbenchError as error:
                answer.set_result(describe_failure(error))
            emit(Stage(""))

    return job


def take_passage(experiment: Experiment, number: int, answer: Future[Any]) -> Job:
    """A passage of the experiment's source as the answer's result."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.tokenize import passage

        emit(Stage(say("Reading the text")))
        answer.set_result(passage(experiment, number, control))

    return job


def first_batch(experiment: Experiment, step: int, part: int, rows: int, answer: Future[Any]) -> Job:
    """What training feeds the model at a step, as the answer's result: the first ``rows`` token by token."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.first_batches import first_batch

        answer.set_result(first_batch(experiment, step, part, emit, control, rows))

    return job


def preview_cleaning(data: Data, steps: Sequence[CleaningStep], only: int | None, answer: Future[Any]) -> Job:
    """What the steps do to the source's first documents, as the answer's result; None once stopped."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.preview_cleaning import preview_cleaning

        emit(Stage(say("Cleaning the first documents")))
        answer.set_result(preview_cleaning(data, steps, only, control))

    return job


def describe_data(experiment: Experiment, answer: Future[Any]) -> Job:
    """What the data of an experiment are like, as the answer's result."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.describe import describe_data

        answer.set_result(describe_data(experiment, emit, control))

    return job


@dataclass(frozen=True, slots=True)
class PreparedRoom:
    """The room that prepared texts take, in bytes; ``in_use`` while one is being made."""

    size: int
    limit: int
    in_use: bool
    freed: int = 0


def check_for_updates() -> Job:
    """Ask whether a newer release is out."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.update_check import check_for_updates

        check_for_updates(emit, control)

    return job


def measure_prepared(answer: Future[Any]) -> Job:
    """A PreparedRoom as the answer's result."""
    return _with_cache(lambda cache: 0, answer)


def clear_prepared(answer: Future[Any]) -> Job:
    """Remove the prepared texts that nobody uses; a PreparedRoom as the answer's result."""
    return _with_cache(lambda cache: cache.clear(), answer)


def limit_prepared(limit: int, answer: Future[Any]) -> Job:
    """Keep at most so many bytes of prepared texts; a PreparedRoom as the answer's result."""
    return _with_cache(lambda cache: cache.set_limit(limit), answer)


@dataclass(frozen=True, slots=True)
class Trials:
    """For how many experiments the answers of trials are remembered, and were forgotten just now."""

    remembered: int
    forgotten: int = 0


def count_trials(answer: Future[Any]) -> Job:
    """Trials as the answer's result."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.training.trial_answers import answers_file, count_answered

        answer.set_result(Trials(count_answered(answers_file())))

    return job


def forget_trials(answer: Future[Any]) -> Job:
    """Forget what trials found; Trials as the answer's result."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.training.trial_answers import answers_file, forget_answers

        answer.set_result(Trials(0, forget_answers(answers_file())))

    return job


def _with_cache(change: Callable[[Cache], int], answer: Future[Any]) -> Job:
    """``change`` says how many bytes it freed."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.data.cache import Cache

        cache = Cache()
        freed = change(cache)
        answer.set_result(PreparedRoom(cache.size(), cache.limit(), cache.in_use(), freed))

    return job
