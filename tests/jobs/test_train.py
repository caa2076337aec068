from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
import torch

from workbench.config.architectures import ARCHITECTURES
from workbench.config.experiment import Experiment
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.yaml_io import load
from workbench.control import JobControl
from workbench.errors import DataError, DivergedError, RunError
from workbench.events import (
    CheckpointSaved,
    Choice,
    DataPrepared,
    Evaluated,
    Event,
    Notice,
    Progress,
    RunEnded,
    RunStarted,
    Sampled,
    StateChanged,
    Steps,
)
from workbench.jobs.train import resume, train
from workbench.runs.checkpoints import list_checkpoints, load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events, read_history
from workbench.runs.summary import summarise
from workbench.training.trainer import Trainer

Tiny = Callable[..., Experiment]
RoomFor = Callable[[int], AbstractContextManager[None]]


def events_of(experiment: Experiment, root: Path, control: JobControl | None = None) -> list[Any]:
    events: list[Any] = []
    train(experiment, events.append, control or JobControl(), root)
    return events


def only(kind: type, events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def test_that_a_run_tells_its_whole_story(tiny: Tiny, tmp_path: Path) -> None:
    events = events_of(tiny(), tmp_path)
    assert [choice.what for choice in only(Choice, events)] == [
        "device",
        "precision",
        "threads",
        "shares",
        "products",
        "compile",
        "attention",
        "deterministic",
    ]
    assert len(only(DataPrepared, events)) == 1
    started, ended = only(RunStarted, events)[0], events[-1]
    assert isinstance(ended, RunEnded)
    assert (started.first_step, started.steps, ended.step, ended.state) == (0, 20, 20, "finished")
    numbers = [step.first_step + i for step in only(Steps, events) for i in range(len(step.losses))]
    assert numbers == list(range(1, 21))
    assert [e.step for e in only(Evaluated, events) if not e.whole] == [0, 10, 20]
    assert [e.step for e in only(Sampled, events)] == [0, 10, 20]
    assert all(len(sample.text) == 8 for sample in only(Sampled, events))
    assert {saved.step for saved in only(CheckpointSaved, events)} == {5, 10, 15, 20}
    assert [e.state for e in only(StateChanged, events)] == ["training", "finished"]
    assert only(Progress, events)[-1].step == 20


def test_that_the_record_holds_what_was_said(tiny: Tiny, tmp_path: Path) -> None:
    events = events_of(tiny(), tmp_path)
    path = Path(events[-1].run_dir)
    history, summary = read_history(path), summarise(path)
    assert history.losses.tolist() == [loss for step in only(Steps, events) for loss in step.losses]
    assert (summary.state, summary.step, summary.steps, summary.architecture) == ("finished", 20, 20, "gpt")
    assert summary.best_val_loss == min(e.val_loss for e in only(Evaluated, events) if e.step and not e.whole)
    assert len(read_events(path, "choice")) == 8
    assert load(RunFolder(path).experiment_file) == tiny()


def test_that_the_last_word_is_over_the_whole_validation_text(tiny: Tiny, tmp_path: Path) -> None:
    events = events_of(tiny(), tmp_path)
    last = only(Evaluated, events)[-1]
    assert last.whole
    assert last.tokens == only(DataPrepared, events)[0].val_tokens - 1
    assert events[-1].val_loss == last.val_loss
    assert last.perplexity == pytest.approx(math.exp(last.val_loss))
    # The markup of a generated text is ASCII: one byte a character, one character a token.
    assert last.bits_per_byte == pytest.approx(last.val_loss / math.log(2))


def test_that_the_rate_follows_the_schedule(tiny: Tiny, tmp_path: Path) -> None:
    experiment = tiny()
    rates = [rate for step in only(Steps, events_of(experiment, tmp_path)) for rate in step.learning_rates]
    assert rates == [experiment.schedule.rate(step, 20, 1e-3) for step in range(1, 21)]


def test_that_accumulated_batches_train_like_one_large_batch(tiny: Tiny, tmp_path: Path) -> None:
    whole, parts = (
        [loss for step in only(Steps, events_of(tiny(training=settings), tmp_path)) for loss in step.losses]
        for settings in ({"batch_size": 8}, {"batch_size": 4, "gradient_accumulation": 2})
    )
    assert parts == pytest.approx(whole, rel=1e-4)
    assert len(set(whole)) == 20


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
@pytest.mark.parametrize("optimizer", OPTIMIZERS.names())
def test_that_everything_learns(tiny: Tiny, tmp_path: Path, architecture: str, optimizer: str) -> None:
    rate = 0.5 if optimizer == "sgd" else 1e-2
    experiment = tiny(
        model={"architecture": architecture, "width": 32, "layers": 1},
        optimizer={"name": optimizer, "learning_rate": rate, "weight_decay": 0.01},
        training={"steps": 40, "gradient_accumulation": 2, "evaluate_every": 40, "checkpoint_every": 100},
    )
    measured = only(Evaluated, events_of(experiment, tmp_path))
    assert measured[-1].val_loss < measured[0].val_loss - 0.3


def test_that_the_same_seed_gives_the_same_run(tiny: Tiny, tmp_path: Path) -> None:
    first, second = (only(Steps, events_of(tiny(), tmp_path)) for _ in range(2))
    assert [x for e in first for x in e.losses] == [x for e in second for x in e.losses]


def test_that_stop_is_answered_within_one_step_with_a_checkpoint(tiny: Tiny, tmp_path: Path) -> None:
    control = JobControl()
    asked: list[int] = []

    def ask(trainer: Trainer) -> None:
        asked.append(trainer.step)
        control.stop()

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, Evaluated) and event.step == 10:
            control.request(ask)

    events: list[Any] = []
    ended = train(tiny(), emit, control, tmp_path)
    assert ended.state == "stopped"
    assert asked == [ended.step]
    assert [info.step for info in list_checkpoints(RunFolder(Path(ended.run_dir)))][-1] == ended.step
    assert summarise(Path(ended.run_dir)).state == "stopped"


def test_that_stopping_before_there_is_a_run_leaves_nothing(tiny: Tiny, tmp_path: Path) -> None:
    control = JobControl()
    control.stop()
    ended = train(tiny(), lambda event: None, control, tmp_path / "runs")
    assert (ended.run_dir, ended.state) == ("", "stopped")
    assert not (tmp_path / "runs").exists()


def test_that_a_paused_run_still_answers_and_goes_on(tiny: Tiny, tmp_path: Path) -> None:
    control = JobControl()
    answers: list[tuple[int, torch.Tensor]] = []

    def ask(trainer: Trainer) -> None:
        tokens = torch.zeros(1, 4, dtype=torch.int64)
        model = trainer.snapshot()
        assert not model.training
        answers.append((trainer.step, model(tokens)[0]))
        control.resume()

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, Evaluated) and event.step == 10:
            control.pause()
        if isinstance(event, StateChanged) and event.state == "paused":
            control.request(ask)

    events: list[Any] = []
    ended = train(tiny(), emit, control, tmp_path)
    assert [e.state for e in only(StateChanged, events)] == ["training", "paused", "training", "finished"]
    assert ended.step == 20
    step, logits = answers[0]
    assert step == 10
    assert logits.isfinite().all()


def test_that_a_snapshot_does_not_follow_the_training(tiny: Tiny, tmp_path: Path) -> None:
    control = JobControl()
    models: list[Any] = []
    kept: list[Any] = []

    def ask(trainer: Trainer) -> None:
        models.append(trainer.snapshot())
        kept.append([parameter.clone() for parameter in trainer.model.parameters()])

    control.request(ask)
    train(tiny(), lambda event: None, control, tmp_path)
    assert all(map(torch.equal, models[0].parameters(), kept[0]))


def test_that_divergence_names_step_and_advice_and_keeps_the_last_good_checkpoint(tiny: Tiny, tmp_path: Path) -> None:
    experiment = tiny(
        optimizer={"name": "sgd", "learning_rate": 100.0},
        schedule={"name": "linear", "warmup_steps": 15, "final_learning_rate": 100.0},
        training={"steps": 200, "gradient_clip": 0.0, "checkpoint_every": 1},
    )
    experiment = experiment.with_section("model", ARCHITECTURES.get("mlp")(width=64, layers=4))
    events: list[Any] = []
    with pytest.raises(DivergedError, match="at step") as caught:
        train(experiment, events.append, JobControl(), tmp_path)
    assert "learning_rate" in caught.value.advice
    assert "gradient_clip" in caught.value.advice
    assert only(StateChanged, events)[-1].state == "failed"
    path = Path(only(RunStarted, events)[0].run_dir)
    assert summarise(path).state == "failed"
    assert summarise(path).problem == caught.value.message
    losses = read_history(path).losses.tolist()
    assert losses
    assert all(map(math.isfinite, losses))
    saved = load_checkpoint(RunFolder(path))
    assert saved is not None
    assert all(bool(tensor.isfinite().all()) for tensor in saved.model.values())
    assert f"step {saved.info.step:,} is good" in caught.value.message


def test_that_a_full_disk_costs_warnings_and_everything_is_there_once_there_is_room(
    tiny: Tiny, tmp_path: Path, room_for: RoomFor
) -> None:
    events: list[Any] = []
    with ExitStack() as full:

        def emit(event: Event) -> None:
            events.append(event)
            if isinstance(event, StateChanged) and event.state == "training":
                full.enter_context(room_for(4096))
            if isinstance(event, Evaluated) and event.step == 10:
                full.close()

        ended = train(tiny(), emit, JobControl(), tmp_path)
    warnings = [event.message for event in only(Notice, events) if event.level == "warning"]
    assert any("No checkpoint was saved" in message for message in warnings)
    assert any("curves are not saved" in message for message in warnings)
    assert ended.state == "finished"
    path = Path(ended.run_dir)
    assert read_history(path).steps.tolist() == list(range(1, 21))
    assert read_history(path).eval_steps.tolist() == [0, 10, 20]
    assert [info.step for info in list_checkpoints(RunFolder(path))][-1] == 20


def test_that_bad_input_leaves_nothing_behind(tiny: Tiny, tmp_path: Path) -> None:
    text = tmp_path / "short.txt"
    text.write_text("too short", encoding="utf-8")
    with pytest.raises(DataError):
        train(tiny(data={"source": str(text)}), lambda event: None, JobControl(), tmp_path / "runs")
    assert not (tmp_path / "runs").exists()


def test_that_the_text_may_vanish_once_training_began(tiny: Tiny, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("the quick brown fox jumps over the lazy dog\n" * 200, encoding="utf-8")

    def emit(event: Event) -> None:
        if isinstance(event, RunStarted):
            text.unlink()

    ended = train(tiny(data={"source": str(text)}), emit, JobControl(), tmp_path / "runs")
    assert ended.state == "finished"
    assert resume(Path(ended.run_dir), lambda event: None, JobControl(), steps=25).step == 25


def test_that_a_prompt_this_text_cannot_spell_does_not_cost_the_run(tiny: Tiny, tmp_path: Path) -> None:
    samples = only(Sampled, events_of(tiny(sampling={"prompt": "漢字", "max_tokens": 4}), tmp_path))
    assert len(samples) == 3
    assert all(sample.prompt == "" and sample.text for sample in samples)


def test_that_the_threads_of_torch_are_left_as_they_were(tiny: Tiny, tmp_path: Path) -> None:
    before = torch.get_num_threads()
    events_of(tiny(runtime={"threads": before + 1}, training={"steps": 3}), tmp_path)
    assert torch.get_num_threads() == before


def test_that_a_folder_that_is_taken_is_refused(tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious")
    with pytest.raises(RunError, match="not empty"):
        train(tiny(), lambda event: None, JobControl(), run_dir=tmp_path)
    assert (tmp_path / "file").read_text() == "precious"
