"""A run is trained again and compared with its record: what was kept is found the same, what was changed is found."""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from tests.end_to_end.desk import content_of
from workbench.config.architectures import ARCHITECTURES
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.errors import DivergedError, InputError, RunFormatError
from workbench.events import CheckpointSaved, Difference, Event, Notice, Progress, RolledBack, Steps, Verified
from workbench.jobs.train import resume, train
from workbench.jobs.verify import verify
from workbench.runs.checkpoints import list_checkpoints
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history
from workbench.runs.summary import summarise
from workbench.runs.tensor_file import digest
from workbench.training.trainer import Trainer

Tiny = Callable[..., Experiment]


def quiet(event: Event) -> None:
    """Nobody listens."""


def verified(path: Path, **stretch: int) -> tuple[Verified, list[Any]]:
    events: list[Any] = []
    found = verify(path, events.append, JobControl(), **stretch)
    assert events[-1] == found
    return found, events


def only(kind: type, events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of 20 steps with checkpoints at 5, 10, 15 and 20; to be copied only."""
    from workbench.config.check import check

    experiment = check(
        {
            "data": {"sample_characters": 20_000},
            "model": {"architecture": "gpt", "layers": 1, "heads": 2, "width": 16, "dropout": 0.2},
            "schedule": {"warmup_steps": 2},
            "training": {
                "steps": 20,
                "batch_size": 4,
                "context_length": 16,
                "gradient_accumulation": 2,
                "evaluate_every": 10,
                "evaluation_tokens": 256,
                "checkpoint_every": 5,
                "keep_checkpoints": 9,
            },
            "runtime": {"device": "cpu", "threads": 1},
            "sampling": {"max_tokens": 2},
        }
    )
    root = tmp_path_factory.mktemp("verify")
    return Path(train(experiment, quiet, JobControl(), run_dir=root / "run").run_dir)


@pytest.fixture
def run(finished: Path, tmp_path: Path) -> Path:
    """A copy of the test's own."""
    return Path(shutil.copytree(finished, tmp_path / "run"))


@pytest.mark.parametrize("architecture", ARCHITECTURES.names())
def test_that_a_run_of_each_architecture_is_found_identical(tiny: Tiny, tmp_path: Path, architecture: str) -> None:
    experiment = tiny(
        model={"architecture": architecture, "width": 16, "layers": 2, "dropout": 0.2},
        training={"gradient_accumulation": 2, "keep_checkpoints": 9},
    )
    path = Path(train(experiment, quiet, JobControl(), tmp_path).run_dir)
    before = content_of(path)
    found, events = verified(path)
    assert found == Verified(str(path), True, True, 0, 20, steps=20, evaluations=4, checkpoints=4)
    assert only(Difference, events) == []
    assert [event for event in only(Notice, events) if event.level == "warning"] == []
    assert content_of(path) == before


def test_that_a_run_whose_batches_were_divided_is_replayed_in_the_same_shares(tiny: Tiny, tmp_path: Path) -> None:
    experiment = tiny(training={"keep_checkpoints": 9}, runtime={"device": "cpu", "threads": 2, "shares": 2})
    path = Path(train(experiment, quiet, JobControl(), tmp_path).run_dir)
    whole = tiny(training={"keep_checkpoints": 9}, runtime={"device": "cpu", "threads": 2, "shares": 1})
    other = Path(train(whole, quiet, JobControl(), tmp_path).run_dir)
    assert read_history(path).losses.tolist() != read_history(other).losses.tolist()  # the last bits tell them apart
    assert verified(path)[0].identical
    assert verified(other)[0].identical


def test_that_a_stretch_begins_at_the_newest_checkpoint_up_to_the_step_asked_for(run: Path) -> None:
    found, events = verified(run, start=13, steps=4)
    assert (found.first_step, found.last_step, found.steps, found.checkpoints) == (10, 17, 7, 1)
    assert found.identical
    assert {event.steps for event in only(Progress, events)} == {17}
    assert verified(run, start=15)[0].first_step == 15
    assert verified(run, start=4)[0].first_step == 0


def test_that_a_damaged_checkpoint_is_no_place_to_begin_and_no_checkpoint_to_pass(run: Path) -> None:
    file = run / "checkpoints" / "step-000000010" / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-4])
    found, events = verified(run, start=12)
    assert (found.first_step, found.identical) == (5, False)
    assert any("cut short" in notice.message for notice in only(Notice, events))
    (difference,) = only(Difference, events)
    assert (difference.step, difference.kind) == (10, "checkpoint")


def flip(path: Path, step: int, file: str, name: str, element: int) -> None:
    """Change the lowest bit of one number of a checkpoint, and make its checksum right."""
    folder = path / "checkpoints" / f"step-{step:09d}"
    tensors = load_file(folder / file)
    tensors[name].view(-1).view(torch.int32)[element] ^= 1
    save_file(tensors, folder / file)
    make_checksum_right(folder, file)


def make_checksum_right(folder: Path, file: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found = digest(folder / file)
    manifest["files"][file] = {"bytes": found.bytes, "sha256": found.sha256}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "kind", "suffix"),
    [("model.safetensors", "weights", ""), ("optimizer.safetensors", "optimizer", "/exp_avg")],
)
def test_that_one_bit_of_a_tensor_is_found_with_its_step_and_name(run: Path, file: str, kind: str, suffix: str) -> None:
    names = list(load_file(run / "checkpoints" / "step-000000015" / file))
    name = next(name for name in names if name.endswith(f"weight{suffix}"))
    flip(run, 15, file, name, 7)
    found, events = verified(run)
    (difference,) = only(Difference, events)
    assert (difference.step, difference.kind, difference.name, difference.differing) == (15, kind, name, 1)
    assert abs(difference.recorded - difference.replayed) == difference.largest
    one, other = (struct.pack("<f", value) for value in (difference.recorded, difference.replayed))
    assert int.from_bytes(one, "little") ^ int.from_bytes(other, "little") == 1
    assert (found.identical, found.steps, found.checkpoints) == (False, 15, 3)


@pytest.mark.parametrize("column", ["losses", "learning_rates", "gradient_norms"])
def test_that_one_bit_of_a_recorded_number_is_found_with_its_step(run: Path, column: str) -> None:
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        query = f"SELECT first_step, count, {column} FROM steps WHERE 12 BETWEEN first_step AND first_step + count - 1"
        first, _, blob = connection.execute(query).fetchone()
        numbers = np.frombuffer(blob, "<f8").copy()
        numbers.view("<i8")[12 - first] ^= 1
        connection.execute(f"UPDATE steps SET {column} = ? WHERE first_step = ?", (numbers.tobytes(), first))
    found, events = verified(run)
    (difference,) = only(Difference, events)
    names = {"losses": "loss", "learning_rates": "learning_rate", "gradient_norms": "gradient_norm"}
    assert (difference.step, difference.kind, difference.name) == (12, "step", names[column])
    assert difference.recorded == numbers[12 - first]
    assert difference.recorded != difference.replayed
    # The next checkpoint is compared all the same: here it tells that the record is wrong, not the weights.
    assert (found.identical, found.last_step, found.checkpoints) == (False, 15, 3)


def test_that_a_changed_evaluation_is_found(run: Path) -> None:
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        connection.execute("UPDATE evaluations SET val_loss = val_loss + 1e-12 WHERE step = 10")
    (difference,) = only(Difference, verified(run)[1])
    assert (difference.step, difference.kind, difference.name) == (10, "evaluation", "val_loss")
    assert difference.largest == pytest.approx(1e-12, rel=1e-3)


def test_that_settings_changed_by_hand_are_told_and_the_replay_uses_those_trained_with(run: Path) -> None:
    edit(run, {"seed: 1337": "seed: 1338", "max_tokens: 2": "max_tokens: 3"})
    found, events = verified(run)
    (difference,) = only(Difference, events)
    assert (difference.step, difference.kind) == (0, "settings")
    assert "training.seed was 1337, and is 1338 now" in difference.name
    # What no number follows from is told, and is no difference.
    (warning,) = (notice.message for notice in only(Notice, events) if notice.level == "warning")
    assert "sampling.max_tokens was 2, and is 3 now" in warning
    assert (found.identical, found.complete, found.steps, found.checkpoints) == (False, True, 20, 4)


def test_that_a_changed_name_is_told_and_is_no_difference(run: Path) -> None:
    edit(run, {"name: experiment\n": "name: another\n"})
    found, events = verified(run, start=15)
    (warning,) = (notice.message for notice in only(Notice, events) if notice.level == "warning")
    assert "name was 'experiment', and is 'another' now" in warning
    assert found.identical
    assert only(Difference, events) == []


def test_that_settings_recorded_wrongly_are_found_by_their_numbers(run: Path) -> None:
    edit(run, {"seed: 1337": "seed: 1338"})
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        connection.execute("""UPDATE events SET body = replace(body, '"seed": 1337', '"seed": 1338')""")
    found, events = verified(run)
    differences = only(Difference, events)
    assert [(item.step, item.kind) for item in differences] == [(0, "evaluation"), (5, "weights")]
    assert differences[1].differing == differences[1].elements
    assert not found.identical


def test_that_a_run_whose_settings_were_changed_between_sittings_is_replayed_with_each_ones_own(run: Path) -> None:
    edit(run, {"learning_rate: 0.001\n": "learning_rate: 0.0005\n", "dropout: 0.2": "dropout: 0.1"})
    resume(run, quiet, JobControl(), steps=30)
    found, events = verified(run)
    assert only(Difference, events) == []
    assert (found.identical, found.steps) == (True, 30)


def edit(run: Path, changes: dict[str, str]) -> None:
    """Change a run's experiment.yaml as a person with an editor does."""
    file = RunFolder(run).experiment_file
    text = file.read_text(encoding="utf-8")
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


def test_that_a_changed_sample_is_found(run: Path) -> None:
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        connection.execute("UPDATE samples SET text = 'Ωx' WHERE step = 10")
    found, events = verified(run)
    (difference,) = only(Difference, events)
    assert (difference.step, difference.kind, found.identical) == (10, "sample", False)
    assert "from character 1 on: 'Ωx' then" in difference.name


def test_that_a_changed_course_is_found(run: Path) -> None:
    folder = run / "checkpoints" / "step-000000015"
    state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    state["course"]["best_val_loss"] = 1.0
    (folder / "state.json").write_text(json.dumps(state), encoding="utf-8")
    make_checksum_right(folder, "state.json")
    found, events = verified(run)
    (difference,) = only(Difference, events)
    assert (difference.step, difference.kind, found.identical) == (15, "course", False)
    assert "best_val_loss is 1.0" in difference.name


def test_that_a_run_in_several_sittings_is_replayed_as_it_was_trained(tiny: Tiny, tmp_path: Path) -> None:
    path = Path(train(tiny(), quiet, JobControl(), tmp_path).run_dir)
    control = JobControl()

    def stop(trainer: Trainer) -> None:
        (control.stop if trainer.step == 27 else lambda: control.request(stop))()

    control.request(stop)
    assert resume(path, quiet, control, steps=40).step == 27
    resume(path, quiet, JobControl(), steps=33)
    found, events = verified(path)
    assert (found.identical, found.steps, found.last_step) == (True, 33, 33)
    assert only(Difference, events) == []


def test_that_a_run_stopped_while_its_losses_were_measured_is_found_identical(tiny: Tiny, tmp_path: Path) -> None:
    control = JobControl()

    def stop_at_ten(event: Event) -> None:
        if isinstance(event, Steps) and event.first_step + len(event.losses) - 1 == 10:
            control.stop()  # the losses after this step are measured next

    experiment = tiny(training={"evaluate_every": 5, "checkpoint_every": 4, "keep_checkpoints": 9})
    path = Path(train(experiment, stop_at_ten, control, tmp_path).run_dir)
    assert [info.step for info in list_checkpoints(RunFolder(path))][-1] == 10
    assert read_history(path).eval_steps.tolist() == [0, 5]
    found, events = verified(path)
    assert (found.identical, only(Difference, events)) == (True, [])
    resume(path, quiet, JobControl())
    whole = Path(train(experiment, quiet, JobControl(), tmp_path).run_dir)
    assert read_history(path).val_losses.tolist() == read_history(whole).val_losses.tolist()
    found, events = verified(path)
    assert (found.identical, only(Difference, events), found.last_step) == (True, [], 20)


def test_that_the_steps_of_a_killed_run_are_verified_beyond_its_last_checkpoint(run: Path) -> None:
    for step in (15, 20):
        shutil.rmtree(run / "checkpoints" / f"step-{step:09d}")
    found, _ = verified(run, start=10)
    assert (found.identical, found.first_step, found.last_step, found.steps) == (True, 10, 20, 10)


def test_that_a_run_in_training_is_verified_up_to_what_is_recorded(run: Path) -> None:
    with RunFolder(run).lock():
        found, events = verified(run)
    assert found.identical
    assert any("being trained" in notice.message for notice in only(Notice, events))


def test_that_a_stop_is_answered_within_a_step_and_said(run: Path) -> None:
    control = JobControl()
    control.request(lambda trainer: control.stop())
    found = verify(run, quiet, control)
    assert (found.identical, found.complete, found.last_step) == (True, False, 0)


def test_that_another_computer_is_named_as_a_likely_cause(run: Path) -> None:
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        text = connection.execute("SELECT body FROM events WHERE type = 'run'").fetchone()[0]
        body = json.dumps(json.loads(text) | {"torch": "1.0", "processor": "Z80"})
        connection.execute("UPDATE events SET body = ? WHERE type = 'run'", (body,))
    found, events = verified(run)
    warnings = [notice.message for notice in only(Notice, events) if notice.level == "warning"]
    assert ["Z80 then" in warnings[0], "1.0 then" in warnings[1]] == [True, True]
    assert all("likely cause" in warning for warning in warnings)
    assert found.identical


@pytest.mark.parametrize(
    ("stretch", "words"), [({"start": 20}, "none comes after step 20"), ({"start": 99}, "20 steps")]
)
def test_that_a_stretch_beyond_the_record_is_refused(run: Path, stretch: dict[str, int], words: str) -> None:
    with pytest.raises(InputError, match=words):
        verified(run, **stretch)


def test_that_what_is_no_run_and_a_run_without_steps_are_refused(tiny: Tiny, run: Path, tmp_path: Path) -> None:
    with pytest.raises(RunFormatError):
        verified(tmp_path)
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        connection.execute("DELETE FROM steps")
    shutil.rmtree(run / "checkpoints")
    with pytest.raises(InputError, match="no step"):
        verified(run)


def test_that_nothing_is_saved_while_verifying(run: Path) -> None:
    _, events = verified(run)
    assert only(CheckpointSaved, events) == []
    assert [info.step for info in list_checkpoints(RunFolder(run))] == [5, 10, 15, 20]


def reckless(tiny: Tiny, on_divergence: str) -> Experiment:
    return tiny(
        model={"architecture": "mlp", "width": 64, "layers": 2},
        optimizer={"name": "sgd", "learning_rate": 2.0},
        schedule={"name": "constant", "warmup_steps": 20},
        training={"steps": 60, "gradient_clip": 0.0, "on_divergence": on_divergence, "keep_checkpoints": 9},
    )


def test_that_a_run_that_went_back_is_replayed_at_the_rates_it_took(tiny: Tiny, tmp_path: Path) -> None:
    events: list[Any] = []
    path = Path(train(reckless(tiny, "roll_back"), events.append, JobControl(), tmp_path).run_dir)
    assert only(RolledBack, events)
    for start in (0, 33):
        found, told = verified(path, start=start)
        assert only(Difference, told) == []
        assert (found.identical, found.complete, found.last_step) == (True, True, 60)


def test_that_a_run_that_diverged_is_verified_up_to_there(tiny: Tiny, tmp_path: Path) -> None:
    with pytest.raises(DivergedError):
        train(reckless(tiny, "stop"), quiet, JobControl(), run_dir=tmp_path / "run")
    found, events = verified(tmp_path / "run")
    assert (found.identical, found.complete) == (True, True)
    assert found.steps == found.last_step == summarise(tmp_path / "run").step > 0
    assert any("goes no further" in notice.message for notice in only(Notice, events))
